"""A picture as SVG text of what a death would pay, month by month, by work and otherwise."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from jamsostek_rentan.cover.protection_planner import protection_by_month
from jamsostek_rentan.law.risks import RiskEvent
from jamsostek_rentan.reports.drawing import WIDTH, svg, words
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import both, check_language, show, text


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan.cover.ledger import CoverageLedger
    from jamsostek_rentan.cover.protection import Protection
    from jamsostek_rentan.cover.timeline import CoverageTimeline
    from jamsostek_rentan.law.questions import Figure
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.texts import Language


__all__ = ["draw_protection"]

# Lengths in units of the drawing, which is scaled to where it is shown.
_HIGHEST, _LINE = 100, 18
_COLOURS = {RiskEvent.WORK_DEATH: "#b0580a", RiskEvent.DEATH: "#1f5fa8"}


def draw_protection(
    cover: CoverageLedger | CoverageTimeline,
    *,
    through: ContributionMonth,
    rules: Rulebook,
    lang: Language,
) -> str:
    """Draw what a death would pay in each month, by work (JKK) and otherwise (JKM).

    A bar is as high as the lowest amount of the month; where readings differ, a dashed outline
    reaches to the highest.  An estimate; of a timeline every month owed is taken as paid.

    Args:
        cover: The ledger or the timeline of one worker.
        through: The last month drawn.
        rules: The rulebook.
        lang: ``en`` or ``id``.

    Returns:
        The picture as SVG text.

    Raises:
        UnknownNameError: For another language.
        NoBenefitError: Where the rate table names no base income.
        JamsostekRentanError: What :func:`~jamsostek_rentan.protection_by_month` raises.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import ContributionMonth, SelfPayment, Worker
    >>> from jamsostek_rentan import CoverageTimeline, law
    >>> july = ContributionMonth(2025, 7)
    >>> alone = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
    >>> picture = draw_protection(alone, through=july + 3, rules=law.bpu(), lang="en")
    >>> "July 2025 to August 2025: Rp10.000.000" in picture
    True
    """
    check_language(lang)
    months = protection_by_month(cover, through=through, rules=rules)
    held = {program.program for program in months[0].programs}
    paid = {
        event: [_paid(month, event) for month in months]
        for event in _COLOURS
        if event.program in held
    }
    most = max(
        (max(one.values).amount for figures in paid.values() for one in figures if one), default=0
    )
    drawn: list[str] = []
    told: list[str] = []
    top = 0
    for event, figures in paid.items():
        heading = f"{event.program.name}, {show(event, lang)}"
        drawn.append(words(0, top + 13, heading, bold=True))
        top += _LINE + _HIGHEST
        for at, figure in enumerate(figures):
            if figure is not None:
                drawn += _bar(figure, at, len(figures), most, top, _COLOURS[event])
        drawn += _named(months, top + 12)
        entries = list(_told(months, figures, lang))
        drawn += [words(0, top + _LINE * (at + 2), said) for at, said in enumerate(entries)]
        told += [heading, *entries]
        top += _LINE * (len(entries) + 3)
    if months[0].planned:
        told.append(text("protection.planned", lang))
        drawn.append(words(0, top, told[-1], size=11))
    title = text(
        "picture.protection",
        lang,
        worker=months[0].worker.label,
        estimate=both("protection.estimate"),
    )
    return svg(title, told, drawn, top)


def _paid(month: Protection, event: RiskEvent) -> Figure[Rupiah] | None:
    """What an event of a month pays at once; none where the rules do not know it."""
    known = {one.event for one in month.of(event.program).events}
    return month.pays(event).total if event in known else None


def _bar(  # noqa: PLR0913, PLR0917 - where it stands, how high it is and how it looks
    figure: Figure[Rupiah], at: int, months: int, most: int, bottom: int, colour: str
) -> Iterator[str]:
    left, right = WIDTH * at // months, WIDTH * (at + 1) // months - 2
    low, high = (
        _HIGHEST * amount.amount // max(most, 1)
        for amount in (min(figure.values), max(figure.values))
    )
    place = f'x="{left}" width="{right - left}"'
    yield f'<rect {place} y="{bottom - low}" height="{low}" fill="{colour}"/>'
    if high > low:
        yield (
            f'<rect {place} y="{bottom - high}" height="{high}" fill="none" '
            f'stroke="{colour}" stroke-dasharray="4 3"/>'
        )


def _named(months: Sequence[Protection], top: int) -> Iterator[str]:
    """The first month and every January below its bar."""
    for at, month in enumerate(months):
        if at == 0 or month.day.month == 1:
            name = str(ContributionMonth.of(month.day))
            yield words(WIDTH * at // len(months), top, name, size=11)


def _told(
    months: Sequence[Protection], figures: Sequence[Figure[Rupiah] | None], lang: Language
) -> Iterator[str]:
    """Months in a row that pay the same, in words."""
    told = [one.in_words(lang) if one else text("cell.unknown", lang) for one in figures]
    for paid, run in groupby(zip(months, told, strict=True), key=itemgetter(1)):
        days = [month.day for month, _ in run]
        period = ContributionPeriod(ContributionMonth.of(days[0]), ContributionMonth.of(days[-1]))
        yield text("picture.protection.months", lang, months=period, paid=paid)
