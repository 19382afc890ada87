"""Pictures as SVG text: who pays when, and what a handover changes.

They need no colour to be understood: each bar is named in the legend with its months, and the
whole picture is told once more in its description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.cover.people import Sponsor
from jamsostek_rentan.reports.drawing import WIDTH, svg, words
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import check_language, text


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan.cover.handover import HandoverPlan
    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.cover.timeline import CoverageTimeline
    from jamsostek_rentan.law.questions import Figure
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.months import ContributionMonth
    from jamsostek_rentan.values.texts import Language


__all__ = ["draw_handover", "draw_timeline"]

# Lengths in units of the drawing, which is scaled to where it is shown.
_NAMES, _ROW, _BAR = 60, 30, 20
_BARS = WIDTH - _NAMES
_COLOURS = ("#1f5fa8", "#b0580a", "#2e7d4f", "#7b3f98", "#8a6d00", "#a8324a")
_GAP = "#c8c8c8"


def draw_timeline(timeline: CoverageTimeline, *, through: ContributionMonth, lang: Language) -> str:
    """Draw who owes each month of a worker's cover, a row for each programme.

    Args:
        timeline: Whose cover.
        through: The last month drawn.
        lang: ``en`` or ``id``.

    Returns:
        The picture as SVG text.

    >>> from jamsostek_rentan import ContributionMonth, SelfPayment, Worker
    >>> from jamsostek_rentan import CoverageTimeline
    >>> january = ContributionMonth(2026, 1)
    >>> alone = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=january))
    >>> draw_timeline(alone, through=january + 2, lang="en").startswith("<svg ")
    True
    """
    check_language(lang)
    reach = ContributionPeriod(timeline.first, through)
    payers = _payers(timeline, reach)
    colours = {payer: _COLOURS[at % len(_COLOURS)] for at, payer in enumerate(payers)}
    drawn: list[str] = []
    for row, program in enumerate(timeline.programs):
        top = row * _ROW
        drawn.append(words(0, top + 15, program.name, bold=True))
        drawn.append(_box(_NAMES, top, _BARS, _GAP))
        for stretch in timeline.stretches:
            months = stretch.period & reach
            if program in stretch.programs and months:
                left, right = _place(months.first, reach), _place(months.last + 1, reach)
                drawn.append(_box(left, top, right - left, colours[stretch.payer]))
    top = len(timeline.programs) * _ROW
    drawn += _years(reach, top)
    legend = [(colours[payer], _told(payer, months, lang)) for payer, months in payers.items()]
    gaps = timeline.gaps(through=through)
    if gaps:
        named = tuple(dict.fromkeys(gap.month for gap in gaps))
        legend.append((_GAP, text("picture.gap", lang, months=named)))
    drawn += _legend(legend, top + _ROW)
    title = text("picture.timeline", lang, worker=timeline.worker.label, period=reach)
    return svg(title, [entry for _, entry in legend], drawn, top + _ROW * (len(legend) + 1))


def draw_handover(plan: HandoverPlan, *, lang: Language) -> str:
    """Draw what a month costs before and after a handover, programme by programme.

    Where a price is open or in doubt, the bar reaches to the lowest amount and its outline to
    the highest.

    Args:
        plan: The handover.
        lang: ``en`` or ``id``.

    Returns:
        The picture as SVG text.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Sponsor, Sponsorship, Worker
    >>> from jamsostek_rentan import law, plan_handover
    >>> regency = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
    >>> may = ContributionMonth(2026, 5).for_months(1)
    >>> plan = plan_handover(Sponsorship(Worker("w-1"), regency, period=may), rules=law.bpu())
    >>> "JKK: Rp10.000" in draw_handover(plan, lang="en")
    True
    """
    check_language(lang)
    sides = [("before", plan.last_sponsored, [change.before for change in plan.changes])]
    if plan.next_month:
        sides.append(("after", plan.next_month, [change.after for change in plan.changes]))
    most = max(
        (max(price.figure.values).amount for _, _, prices in sides for price in prices), default=0
    )
    drawn: list[str] = []
    told: list[str] = []
    top = 0
    for side, month, prices in sides:
        heading = text(f"picture.{side}", lang, month=month)
        drawn.append(words(0, top + 15, heading, bold=True))
        told.append(heading)
        top += _ROW
        for at, price in enumerate(prices):
            label = f"{price.program.name}: {_amounts(price.figure)}"
            drawn += _price(price.figure, most, top, _COLOURS[at % len(_COLOURS)])
            drawn.append(words(0, top + 15, label))
            told.append(label)
            top += _ROW
    title = text("picture.handover", lang, worker=plan.worker.label)
    return svg(title, told, drawn, top)


def _payers(
    timeline: CoverageTimeline, reach: ContributionPeriod
) -> dict[Sponsor | Worker, list[ContributionPeriod]]:
    """Who pays within reach, with the months, in order of time."""
    found: dict[Sponsor | Worker, list[ContributionPeriod]] = {}
    for stretch in sorted(timeline.stretches, key=lambda one: one.period):
        months = stretch.period & reach
        if months and months not in found.setdefault(stretch.payer, []):
            found[stretch.payer].append(months)
    return {payer: months for payer, months in found.items() if months}


def _told(payer: Sponsor | Worker, months: Sequence[ContributionPeriod], lang: Language) -> str:
    key = "picture.sponsor" if isinstance(payer, Sponsor) else "picture.self"
    return text(key, lang, payer=payer.label, months=tuple(months))


def _place(month: ContributionMonth, reach: ContributionPeriod) -> int:
    return _NAMES + _BARS * (month - reach.first) // len(reach)


def _years(reach: ContributionPeriod, top: int) -> Iterator[str]:
    for month in reach:
        if month == reach.first or month.month == 1:
            yield words(_place(month, reach), top + 12, str(month), size=11)


def _legend(entries: Sequence[tuple[str, str]], top: int) -> Iterator[str]:
    for at, (colour, entry) in enumerate(entries):
        yield _box(0, top + at * _ROW, _BAR, colour)
        yield words(_BAR + 8, top + at * _ROW + 15, entry)


def _price(figure: Figure[Rupiah], most: int, top: int, colour: str) -> Iterator[str]:
    left, reach = WIDTH // 2, WIDTH // 2
    low, high = min(figure.values).amount, max(figure.values).amount
    yield _box(left, top, reach * low // max(most, 1), colour)
    if high > low:
        yield (
            f'<rect x="{left}" y="{top}" width="{reach * high // most}" height="{_BAR}" '
            f'fill="none" stroke="{colour}" stroke-dasharray="4 3"/>'
        )


def _amounts(figure: Figure[Rupiah]) -> str:
    return " / ".join(str(amount) for amount in sorted(set(figure.values)))


def _box(left: int, top: int, width: int, colour: str) -> str:
    return f'<rect x="{left}" y="{top}" width="{width}" height="{_BAR}" fill="{colour}"/>'
