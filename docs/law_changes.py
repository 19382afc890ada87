"""The page *What changed and when*: everything dated in the shipped law, in order of time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from law_costs import said
from law_grounds import named_grounds, shipped_rates, shipped_table
from law_markdown import ask, plain, prose, table, title

from jamsostek_rentan import (
    BASIC_COVER,
    ContributionMonth,
    FundingSource,
    LegalBasis,
    NoRateInForceError,
    Sector,
    law,
)
from jamsostek_rentan.law.measures import LumpSum
from jamsostek_rentan.law.questions import Question, total
from jamsostek_rentan.law.rates import FlatRate
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator

    from law_grounds import Rate
    from law_markdown import Grounds

    from jamsostek_rentan import (
        DatedValue,
        Figure,
        Program,
        Relief,
        Rulebook,
        Rupiah,
    )
    from jamsostek_rentan.law.basis import Basis
    from jamsostek_rentan.law.membership import AgeLimit


__all__ = ["Change", "Moment", "changes", "changes_page", "moments", "price_change"]


class Change(NamedTuple):
    """Something that begins or ends."""

    when: ContributionMonth | date
    """The contribution month, or the day where a rule holds from a day."""
    what: str
    basis: LegalBasis | None
    questions: tuple[Question, ...] = ()


class Moment(NamedTuple):
    """All that begins or ends at once."""

    when: ContributionMonth | date
    changes: tuple[Change, ...]


def changes_page() -> str:
    """The page as MyST Markdown: one table of all that begins or ends."""
    rules = law.bpu()
    grounds = named_grounds(rules)
    checked = shipped_table(rules).checked_through
    sectors = [f"{sector.label.en.capitalize()}" for sector in Sector]
    return "\n\n".join(
        [
            "# What changed and when",
            prose(
                "Everything in [the law as shipped](law-as-shipped.md) that begins or ends, "
                "in order of time, and what it did to one price.",
                "A program writes this page from the rulebook itself.",
            ),
            prose(
                "The price is that of a month of JKK and JKM together, for one worker in the "
                "lowest band who pays alone and has been a participant from the beginning.",
                "Where an arrow stands, it is the price of the month before and that of the "
                "month; else nothing changed.",
                "Another payer may owe another price: "
                "[each relief](#the-months-of-the-reliefs) says whose money it eases.",
            ),
            prose(
                f"The law was checked **through {show(checked, 'en')}**.",
                "Rows after that are *projected* (*perkiraan*): "
                "they follow from the rules as they stand, and a later rule may change them.",
                "Where a price rests on a question that is not clear, "
                "the question stands in the last column and the price is the presumed one.",
            ),
            table(
                ["From", "What begins or ends, and its ground", *sectors, "Not clear"],
                [_row(rules, moment, grounds) for moment in moments(rules)],
                numbers=sectors,
            ),
            prose(
                "The sums of each benefit stand in [the law as shipped](#benefits-of-events).",
                "The months of the reliefs are drawn in "
                "[the law as shipped](#the-months-of-the-reliefs).",
            ),
            "",
        ]
    )


def moments(rules: Rulebook) -> list[Moment]:
    """All that begins or ends, in order of time."""
    found: dict[ContributionMonth | date, list[Change]] = {}
    for change in changes(rules):
        found.setdefault(change.when, []).append(change)
    ordered = sorted(found, key=lambda when: (_month(when), isinstance(when, date)))
    return [Moment(when, tuple(found[when])) for when in ordered]


def changes(rules: Rulebook) -> Iterator[Change]:
    """Each thing that begins or ends in the dated law."""
    for program, rate in shipped_rates(rules):
        yield from _of_a_rate(program, rate)
    for relief in shipped_table(rules).reliefs:
        yield from _of_a_relief(relief)
    yield from _of_membership(rules)
    yield from _of_benefits(rules)
    checked = shipped_table(rules).checked_through
    what = (
        f"Nothing later than {show(checked, 'en')} was checked; prices are projected from here on"
    )
    yield Change(checked + 1, what, None)


def price_change(
    rules: Rulebook, sector: Sector, when: ContributionMonth | date
) -> tuple[Figure[Rupiah] | None, Figure[Rupiah] | None]:
    """What one who pays alone owes in the month before and in the month; none before any rate.

    A rule that holds from a day, not from a contribution month, is no change of price.
    """
    month = _month(when)
    before = month if isinstance(when, date) else month - 1
    return _price(rules, sector, before), _price(rules, sector, month)


def _of_a_rate(program: Program, rate: Rate) -> Iterator[Change]:
    value = rate.value
    amount = (
        str(value.amount)
        if isinstance(value, FlatRate)
        else f"{show(value.share_of_base, 'en')} of the base income"
    )
    yield from _dated(rate, f"ordinary contribution of {program.name}, {amount}")


def _of_a_relief(relief: Relief) -> Iterator[Change]:
    names = " and ".join(program.name for program in relief.programs)
    for window in relief.windows:
        sectors = ", ".join(sector.label.en for sector in window.sectors)
        who = "all sectors" if len(window.sectors) == len(Sector) else sectors
        what = (
            f"{plain(relief.basis.instrument)}: {show(relief.share_paid, 'en')} of {names} is paid"
        )
        yield Change(window.first, f"Begins: {what} ({who})", window.basis)
        yield Change(window.last + 1, f"Ended: {what} ({who})", window.basis)


def _of_membership(rules: Rulebook) -> Iterator[Change]:
    for day in rules.membership.due_days:
        yield from _dated(day, f"due on day {day.value} of the contribution month (*jatuh tempo*)")
    for limit in rules.membership.age_limits:
        what = f"age limit of {limit.value.years} years at registration"
        yield from _dated(limit, what, limit.value.inclusive.questions)


def _of_benefits(rules: Rulebook) -> Iterator[Change]:
    said: dict[tuple[ContributionMonth, ContributionMonth | None, Basis], list[str]] = {}
    for benefit in rules.benefits.stated:
        sums = f" {benefit.measure.amount}" if isinstance(benefit.measure, LumpSum) else ""
        told = said.setdefault((benefit.first, benefit.last, benefit.basis), [])
        told.append(f"{plain(benefit.kind.label.en)}{sums} ({benefit.events[0].program.name})")
    for (first, last, basis), kinds in said.items():
        yield Change(first, f"Begins: benefits: {', '.join(dict.fromkeys(kinds))}", basis)
        if last is not None:
            yield Change(last + 1, f"Ended: benefits: {', '.join(dict.fromkeys(kinds))}", basis)
    waiting, scholarship = rules.benefits.jkm_waiting, rules.benefits.scholarship
    if waiting is not None:
        kinds = ", ".join(kind.label.en for kind in waiting.pays)
        what = (
            f"waiting time of {waiting.months} months for the full JKM benefit: "
            f"before it, {kinds} alone"
        )
        yield Change(waiting.from_day, f"Begins: {what}", waiting.basis, waiting.questions)
    if scholarship is not None:
        what = f"scholarship of the children, at most {scholarship.most}"
        yield Change(scholarship.first, f"Begins: {what}", scholarship.basis)


def _dated(
    dated: Rate | DatedValue[int] | DatedValue[AgeLimit],
    what: str,
    questions: tuple[Question, ...] = (),
) -> Iterator[Change]:
    yield Change(dated.first, f"Begins: {what}", dated.ground, questions)
    if dated.last is not None:
        yield Change(dated.last + 1, f"Ended: {what}", dated.ground, questions)


def _row(rules: Rulebook, moment: Moment, grounds: Grounds) -> list[str]:
    prices = [price_change(rules, sector, moment.when) for sector in Sector]
    asked = [question for change in moment.changes for question in change.questions]
    for before, after in prices:
        changed = [price for price in (before, after) if price is not None and before != after]
        asked += [question for price in changed for question in price.questions]
    projected = _month(moment.when) > shipped_table(rules).checked_through
    return [
        f"**{show(moment.when, 'en')}**{' *(projected)*' if projected else ''}",
        "<br>".join(_told(change, grounds) for change in moment.changes),
        *(_arrow(before, after) for before, after in prices),
        "<br>".join(ask(question, title(question)) for question in dict.fromkeys(asked)),
    ]


def _arrow(before: Figure[Rupiah] | None, after: Figure[Rupiah] | None) -> str:
    one, other = _amount(before), _amount(after)
    return one if one == other else f"**{one}\N{NO-BREAK SPACE}→ {other}**"


def _amount(figure: Figure[Rupiah] | None) -> str:
    return "not known" if figure is None else said(figure)


def _told(change: Change, grounds: Grounds) -> str:
    return f"{change.what}. {_cited(change.basis, grounds)}" if change.basis else f"{change.what}."


def _cited(basis: LegalBasis, grounds: Grounds) -> str:
    article = f", {plain(basis.article)}" if basis.article else ""
    words = f"{plain(basis.instrument)}{article}"
    return f"[{words}](#{grounds[basis].lower()}) ({basis.evidence.label.en})"


def _month(when: ContributionMonth | date) -> ContributionMonth:
    return ContributionMonth.of(when) if isinstance(when, date) else when


def _price(rules: Rulebook, sector: Sector, month: ContributionMonth) -> Figure[Rupiah] | None:
    since = min(rate.first for _, rate in shipped_rates(rules))
    if month < since:
        return None
    try:
        cells = [
            rules.cell(
                program,
                month,
                sector=sector,
                funding=FundingSource.SELF,
                member_since=since,
            )
            for program in BASIC_COVER
        ]
    except NoRateInForceError:
        return None
    return total([cell.amounts for cell in cells])
