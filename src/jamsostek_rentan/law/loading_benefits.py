"""Reading what events pay, and for how long one waits for it; a file may have none of it."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from jamsostek_rentan.law.benefits import Benefit, Benefits, Scholarship, ScholarshipLevel
from jamsostek_rentan.law.loading_verdicts import read_stated, read_verdict
from jamsostek_rentan.law.measures import (
    AtCost,
    LumpSum,
    MonthlyShare,
    MultipleOfBase,
    TableMultiple,
)
from jamsostek_rentan.law.risks import BenefitKind, RiskEvent
from jamsostek_rentan.law.waiting import JkmWaiting
from jamsostek_rentan.values.dated import holds_in


if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from fractions import Fraction

    from jamsostek_rentan.law.basis import LegalBasis
    from jamsostek_rentan.law.measures import Measure
    from jamsostek_rentan.law.questions import Question
    from jamsostek_rentan.law.sections import Section
    from jamsostek_rentan.values.money import Rupiah

    Grounds = Mapping[str, LegalBasis]
    Questions = Mapping[str, Question]


__all__ = ["read_benefits"]


def read_benefits(
    file: Section, grounds: Grounds, questions: Questions, bases: Collection[Rupiah]
) -> Benefits:
    """Read the benefits of a file, their waiting period and the scholarship.

    Args:
        file: The file.
        grounds: Its grounds, by name.
        questions: Its questions, by id.
        bases: The base incomes of its bands, of which benefits may be shares.
    """
    stated = _stated(file, grounds, bases)
    return Benefits(
        stated=stated,
        jkm_waiting=_jkm_waiting(file.section("jkm_waiting"), grounds, questions, stated)
        if file.has("jkm_waiting")
        else None,
        scholarship=_scholarship(file.section("scholarship"), grounds, questions)
        if file.has("scholarship")
        else None,
    )


def _stated(file: Section, grounds: Grounds, bases: Collection[Rupiah]) -> tuple[Benefit, ...]:
    found: list[Benefit] = []
    for section in file.sections("benefit"):
        benefit = Benefit(
            kind=section.member("kind", BenefitKind),
            events=section.members("events", RiskEvent),
            first=section.month("first"),
            last=section.month("last") if section.has("last") else None,
            measure=_measure(section),
            basis=section.one_of("basis", grounds),
        )
        section.close()
        if section.sound:
            _check_benefit(section, benefit, bases)
        if section.sound:
            found.append(benefit)
    for one, two in combinations(found, 2):
        _check_apart(file, one, two)
    return tuple(found)


def _measure(section: Section) -> Measure:
    """How a benefit is measured, told by the one key that only this way has."""
    ways = [key for key in _MEASURES if section.has(key)]
    if len(ways) == 1:
        return _MEASURES[ways[0]](section)
    asked = f"one of {', '.join(_MEASURES)} is asked"
    section.fault("amount", f"{' and '.join(ways)} stand side by side; {asked}" if ways else asked)
    return AtCost()


def _multiple(section: Section) -> Measure:
    return MultipleOfBase(
        share=section.share("share_of_base"),
        multiplier=section.count("multiplier"),
        at_least=section.rupiah("at_least") if section.has("at_least") else None,
    )


def _monthly(section: Section) -> Measure:
    return MonthlyShare(
        months=section.count("months"),
        share=section.share("share"),
        share_after=section.share("share_after"),
    )


def _capped(section: Section) -> Measure:
    return AtCost(
        up_to=section.rupiah("up_to"),
        years=section.count("years") if section.has("years") else None,
    )


def _at_cost(section: Section) -> Measure:
    if section.read("at_cost", bool) is False:
        section.fault("at_cost", "is false; leave it out and say how much is paid")
    return AtCost()


_MEASURES: dict[str, Callable[[Section], Measure]] = {
    "amount": lambda section: LumpSum(amount=section.rupiah("amount")),
    "share_of_base": _multiple,
    "share_after": _monthly,
    "up_to": _capped,
    "markup": lambda section: AtCost(markup=section.share("markup")),
    "at_cost": _at_cost,
    "table_multiplier": lambda section: TableMultiple(multiplier=section.count("table_multiplier")),
}


def _check_benefit(section: Section, benefit: Benefit, bases: Collection[Rupiah]) -> None:
    if benefit.last is not None and benefit.last < benefit.first:
        section.fault("last", f"is {benefit.last}, before its first month {benefit.first}")
    if len({event.program for event in benefit.events}) > 1:
        section.fault("events", "are of two programmes; state a benefit of each")
    for key, times in _times(benefit.measure):
        if any((base.amount * times).denominator > 1 for base in bases):
            section.fault(key, "leaves a fraction of a rupiah in a band")


def _times(measure: Measure) -> Iterator[tuple[str, Fraction]]:
    """By what a base income is multiplied, and the key that says so."""
    if isinstance(measure, MultipleOfBase):
        yield "share_of_base", measure.share * measure.multiplier
    if isinstance(measure, MonthlyShare):
        yield "share", measure.share
        yield "share_after", measure.share_after


def _check_apart(file: Section, one: Benefit, two: Benefit) -> None:
    shared = [event.name for event in one.events if event in two.events]
    later = max(one.first, two.first)
    if one.kind is two.kind and shared and holds_in(one, later) and holds_in(two, later):
        file.fault("benefit", f"two {one.kind.name} of {', '.join(shared)} hold in {later}")


def _jkm_waiting(
    section: Section, grounds: Grounds, questions: Questions, stated: Sequence[Benefit]
) -> JkmWaiting:
    waiting = JkmWaiting(
        from_day=section.read("from_day", date),
        months=section.count("months"),
        elapsed=read_verdict(section, "elapsed", questions),
        pays=section.members("pays", BenefitKind),
        basis=section.one_of("basis", grounds),
        restarts=read_stated(section, "after_lapse", "restarts", grounds, questions),
        ahead=read_stated(section, "paid_ahead", "at_once", grounds, questions),
    )
    section.close()
    paid = {one.kind for one in stated if RiskEvent.DEATH in one.events}
    if section.sound and paid and not paid.issuperset(waiting.pays):
        names = ", ".join(kind.name for kind in BenefitKind if kind in paid)
        section.fault("pays", f"names what no [[benefit]] of DEATH pays; it pays {names}")
    return waiting


def _scholarship(section: Section, grounds: Grounds, questions: Questions) -> Scholarship:
    scholarship = Scholarship(
        events=section.members("events", RiskEvent),
        first=section.month("first"),
        jkm_months=section.count("jkm_months"),
        across_breaks=read_stated(section, "across_breaks", "counted", grounds, questions),
        children=section.count("children"),
        below_age=section.count("below_age"),
        levels=tuple(_level(below) for below in section.sections("level")),
        basis=section.one_of("basis", grounds),
    )
    section.close()
    if not scholarship.levels:
        section.fault("level", "is missing; at least one level of schooling is asked")
    if section.sound and len({one.name for one in scholarship.levels}) < len(scholarship.levels):
        section.fault("level", "names one level of schooling twice")
    return scholarship


def _level(section: Section) -> ScholarshipLevel:
    level = ScholarshipLevel(
        name=section.bilingual("name"),
        years=section.count("years"),
        a_year=section.rupiah("a_year"),
    )
    section.close()
    return level
