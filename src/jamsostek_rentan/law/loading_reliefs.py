"""Reading the reliefs of a rulebook file: each speaks of every case once, and no two of one."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeVar

from jamsostek_rentan.law.conditions import (
    EarlierPayerClause,
    MemberClause,
    PayerClause,
    Proviso,
    Window,
)
from jamsostek_rentan.law.loading_verdicts import read_verdict
from jamsostek_rentan.law.programs import FundingSource, Program, Sector
from jamsostek_rentan.law.reliefs import Relief, Rounding


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jamsostek_rentan.law.bands import BandedRate
    from jamsostek_rentan.law.basis import LegalBasis
    from jamsostek_rentan.law.questions import Question
    from jamsostek_rentan.law.rates import FlatRate
    from jamsostek_rentan.law.sections import Section
    from jamsostek_rentan.values.dated import DatedValue

    Grounds = Mapping[str, LegalBasis]
    Questions = Mapping[str, Question]
    Rates = Sequence[tuple[Program, DatedValue[BandedRate | FlatRate]]]


__all__ = ["read_reliefs"]

C = TypeVar("C", PayerClause, EarlierPayerClause)


def read_reliefs(
    file: Section, grounds: Grounds, questions: Questions, rates: Rates
) -> tuple[Relief, ...]:
    """Read the reliefs of a file; what does not hold together becomes a fault."""
    found: list[Relief] = []
    for section in file.sections("relief"):
        relief = _relief(section, grounds, questions)
        section.close()
        if section.sound:
            _check_windows(section, relief)
            _check_payers(section, relief)
            _check_members(section, relief)
            _check_rounding(section, relief, rates)
            found.append(relief)
    for one, two in combinations(found, 2):
        _check_apart(file, one, two)
    return tuple(found)


def _relief(section: Section, grounds: Grounds, questions: Questions) -> Relief:
    return Relief(
        id=section.read("id", str),
        name=section.bilingual("name"),
        programs=section.members("programs", Program),
        share_paid=section.share("share_paid"),
        rounding=section.member("rounding", Rounding) if section.has("rounding") else None,
        windows=tuple(_window(below, grounds) for below in section.sections("window")),
        payers=tuple(
            _by_funding(PayerClause, below, grounds, questions)
            for below in section.sections("payer")
        ),
        earlier_payers=_by_funding(
            EarlierPayerClause, section.section("earlier_payers"), grounds, questions
        )
        if section.has("earlier_payers")
        else None,
        members=tuple(_member(below, grounds, questions) for below in section.sections("member")),
        provisos=tuple(
            _proviso(below, grounds, questions) for below in section.sections("proviso")
        ),
        basis=section.one_of("basis", grounds),
    )


def _window(section: Section, grounds: Grounds) -> Window:
    window = Window(
        sectors=section.members("sectors", Sector),
        first=section.month("first"),
        last=section.month("last"),
        basis=section.one_of("basis", grounds),
    )
    section.close()
    if section.sound and window.last < window.first:
        section.fault("last", f"is {window.last}, before its first month {window.first}")
    return window


def _by_funding(kind: type[C], section: Section, grounds: Grounds, questions: Questions) -> C:
    """A clause about some sources of funds, of either kind."""
    clause = kind(
        funding=section.members("funding", FundingSource),
        granted=read_verdict(section, "granted", questions),
        basis=section.one_of("basis", grounds),
    )
    section.close()
    return clause


def _member(section: Section, grounds: Grounds, questions: Questions) -> MemberClause:
    member = MemberClause(
        since=section.month("since") if section.has("since") else None,
        until=section.month("until") if section.has("until") else None,
        full_months=section.read("full_months", int) if section.has("full_months") else 0,
        granted=read_verdict(section, "granted", questions),
        basis=section.one_of("basis", grounds),
    )
    section.close()
    if section.sound and member.full_months < 0:
        section.fault("full_months", f"is {member.full_months}; zero or more is asked")
    return member


def _proviso(section: Section, grounds: Grounds, questions: Questions) -> Proviso:
    proviso = Proviso(
        text=section.bilingual("text"),
        granted=read_verdict(section, "granted", questions),
        basis=section.one_of("basis", grounds),
    )
    section.close()
    return proviso


def _check_windows(section: Section, relief: Relief) -> None:
    if not relief.windows:
        section.fault("window", "is missing: a relief has months")
    for one, two in combinations(relief.windows, 2):
        first = one.shared_with(two)
        if first is not None:
            section.fault("window", f"two of one sector overlap from {first}")


def _check_payers(section: Section, relief: Relief) -> None:
    named = Counter(source for payer in relief.payers for source in payer.funding)
    for source in FundingSource:
        if named[source] != 1:
            section.fault(
                "payer", f"{source.name} stands in {named[source]} clauses; it belongs in one"
            )


def _check_members(section: Section, relief: Relief) -> None:
    if not relief.members:
        return
    edges = [(member.since, member.until) for member in relief.members]
    follow = all(
        until is not None and since is not None and since - until == 1
        for (_, until), (since, _) in pairwise(edges)
    )
    if not follow or edges[0][0] is not None or edges[-1][1] is not None:
        section.fault(
            "member", "has to speak of every month of joining once: no gap, no overlap, in order"
        )


def _check_rounding(section: Section, relief: Relief, rates: Rates) -> None:
    if relief.rounding is not None:
        return
    for program, rate in rates:
        for amount in rate.value.amounts if program in relief.programs else ():
            if (amount.amount * relief.share_paid).denominator > 1:
                section.fault(
                    "share_paid",
                    f"leaves a fraction of {program.name} {amount}; name a rounding",
                )
                break


def _check_apart(file: Section, one: Relief, two: Relief) -> None:
    shared = dict.fromkeys(program.name for program, _ in one.shared_with(two))
    if shared:
        file.fault("relief", f"{one.id} and {two.id} both speak of {', '.join(shared)}")
    if one.id == two.id:
        file.fault("relief", f"two have the id {one.id}")
