"""Reading the rules of membership from a file of rules; it may have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.law.arrears import Arrears, FirstProtection
from jamsostek_rentan.law.loading_verdicts import read_stated, read_verdict
from jamsostek_rentan.law.membership import LAST_DUE_DAY, AgeLimit, Membership
from jamsostek_rentan.law.programs import FundingSource
from jamsostek_rentan.values.dated import DatedValue, clashes


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from jamsostek_rentan.law.arrears import Stated
    from jamsostek_rentan.law.basis import LegalBasis
    from jamsostek_rentan.law.questions import Question
    from jamsostek_rentan.law.sections import Section

    Grounds = Mapping[str, LegalBasis]
    Questions = Mapping[str, Question]
    T = TypeVar("T")


__all__ = ["read_membership"]


def read_membership(file: Section, grounds: Grounds, questions: Questions) -> Membership:
    """Read the due days and the age limits of a file."""
    return Membership(
        due_days=_dated(file, "due_day", grounds, _due_day),
        age_limits=_dated(
            file, "age_limit", grounds, lambda section: _age_limit(section, questions)
        ),
        arrears=_dated(
            file, "arrears", grounds, lambda section: _arrears(section, grounds, questions)
        ),
        first_protection=_first_protection(file.section("first_protection"), grounds, questions)
        if file.has("first_protection")
        else None,
    )


def _dated(
    file: Section, key: str, grounds: Grounds, read: Callable[[Section], T]
) -> tuple[DatedValue[T], ...]:
    found: list[DatedValue[T]] = []
    for section in file.sections(key):
        value = read(section)
        first = section.month("first")
        last = section.month("last") if section.has("last") else None
        basis = section.one_of("basis", grounds)
        section.close()
        if section.sound and last is not None and last < first:
            section.fault("last", f"is {last}, before its first month {first}")
        if section.sound:
            found.append(DatedValue(value=value, first=first, last=last, ground=basis))
    for _, two in clashes(found):
        file.fault(key, f"two hold in {two.first}")
    return tuple(sorted(found, key=lambda dated: dated.first))


def _due_day(section: Section) -> int:
    day = section.read("day", int)
    if section.sound and not 1 <= day <= LAST_DUE_DAY:
        section.fault("day", f"is {day}; a day that every month has, 1 to 28, is asked")
    return day


def _age_limit(section: Section, questions: Questions) -> AgeLimit:
    return AgeLimit(
        years=section.count("years"),
        inclusive=read_verdict(section, "inclusive", questions),
    )


def _arrears(section: Section, grounds: Grounds, questions: Questions) -> Arrears:
    def stated(key: str, verdict: str) -> Stated:
        return read_stated(section, key, verdict, grounds, questions)

    return Arrears(
        months=section.count("months"),
        sooner=stated("end", "sooner"),
        after_due_date=stated("begin", "after_due_date"),
        registers_anew=stated("return", "registers_anew"),
        old_months_owed=stated("old_months", "owed"),
        benefits_paid=stated("benefits", "paid"),
    )


def _first_protection(section: Section, grounds: Grounds, questions: Questions) -> FirstProtection:
    found = FirstProtection(
        form=read_verdict(section, "form", questions),
        agreement=read_verdict(section, "agreement", questions),
        form_for=section.members("form_for", FundingSource),
        agreement_for=section.members("agreement_for", FundingSource),
        basis=section.one_of("basis", grounds),
    )
    section.close()
    return found
