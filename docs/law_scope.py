"""On which prices a question of law bears, found by pricing every kind of contribution.

Nothing here knows a question by name: whatever makes a price depend on one is found.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from law_grounds import shipped_rates, shipped_table

from jamsostek_rentan import (
    ContributionMonth,
    FundingSource,
    PricingFacts,
    Program,
    Question,
    Rupiah,
    Sector,
)
from jamsostek_rentan.law.facts import Joined, classes_of_membership


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan import Rulebook


__all__ = ["Case", "Run", "bearing", "facts_of", "incomes_of", "merged"]


class Run(NamedTuple):
    """A run of months in which no rate and no relief begins or ends; the last one is open."""

    first: ContributionMonth
    last: ContributionMonth | None


class Case(NamedTuple):
    """One kind of contribution whose price depends on questions of law."""

    program: Program
    run: Run
    month: ContributionMonth
    """The month of the run in which it was priced."""
    sector: Sector
    funding: FundingSource
    earlier: tuple[FundingSource, ...]
    """Whose money paid earlier months, where that makes the price depend on a question."""
    income: Rupiah
    joined: Joined
    classes: int
    """How many classes of joined participants there are in the month."""
    questions: tuple[Question, ...]


def bearing(rules: Rulebook, question: Question) -> list[Case]:
    """The kinds of contribution whose price depends on a question."""
    return [case for case in _cases(rules) if question in case.questions]


def facts_of(case: Case, income: Rupiah | None = None) -> PricingFacts:
    """The facts of a case, or of the same at another income."""
    return {
        "sector": case.sector,
        "funding": case.funding,
        "declared_income": case.income if income is None else income,
        "member_since": case.joined.last,
        "earlier_funding": case.earlier,
    }


def incomes_of(rules: Rulebook, question: Question, case: Case) -> list[tuple[Rupiah, ...]]:
    """The incomes at which a question bears on a case: from one bound to under the next.

    It is empty where it bears at every income; the highest run has no upper bound.
    """
    lowers = rules.rates.income_breaks(case.program, case.month)
    found: list[tuple[Rupiah, ...]] = []
    for place, lower in enumerate(lowers):
        cell = rules.cell(case.program, case.month, **facts_of(case, lower))
        if question in cell.amounts.questions:
            touches = bool(found) and found[-1][1:] == (lower,)
            start = found.pop()[0] if touches else lower
            found.append((start, *lowers[place + 1 : place + 2]))
    return [] if found == [(lowers[0],)] else found


def merged(runs: Iterable[Run]) -> list[Run]:
    """Runs of months in order of time, neighbours made one."""
    found: list[Run] = []
    for run in sorted(set(runs), key=lambda run: run.first):
        touches = bool(found) and found[-1].last == run.first - 1
        found.append(Run(found.pop().first if touches else run.first, run.last))
    return found


@cache
def _cases(rules: Rulebook) -> tuple[Case, ...]:
    runs = list(_runs(rules))
    return tuple(
        case
        for program in Program
        for run in runs
        if any(of is program and run.first in rate for of, rate in shipped_rates(rules))
        for case in _cases_in(rules, program, run)
    )


def _runs(rules: Rulebook) -> Iterator[Run]:
    edges = sorted(set(_edges(rules)))
    yield from (Run(one, other - 1) for one, other in pairwise(edges))
    yield Run(edges[-1], None)


def _edges(rules: Rulebook) -> Iterator[ContributionMonth]:
    """The months in which something may change."""
    yield shipped_table(rules).checked_through + 1
    for _, rate in shipped_rates(rules):
        yield rate.first
        if rate.last is not None:
            yield rate.last + 1
    for relief in shipped_table(rules).reliefs:
        for window in relief.windows:
            yield window.first
            yield window.last + 1
            yield from (window.first + member.full_months for member in relief.members)


def _cases_in(rules: Rulebook, program: Program, run: Run) -> Iterator[Case]:
    month = run.first if run.last is None else run.last
    classes = classes_of_membership(rules.rates.membership_breaks(program, month), month)
    for income in _telling_incomes(rules, program, month, classes[0]):
        for sector, funding, joined in product(Sector, FundingSource, classes):
            plain = Case(program, run, month, sector, funding, (), income, joined, len(classes), ())
            known = _questions(rules, plain)
            if known:
                yield plain._replace(questions=known)
            for source in _earlier_sources(rules):
                case = plain._replace(earlier=(source,))
                asked = _questions(rules, case)
                added = tuple(question for question in asked if question not in known)
                if added:
                    yield case._replace(questions=added)


def _earlier_sources(rules: Rulebook) -> Iterator[FundingSource]:
    """The sources of funds of which a relief says what they mean for later months."""
    clauses = (relief.earlier_payers for relief in shipped_table(rules).reliefs)
    named = {source for clause in clauses if clause for source in clause.funding}
    return (source for source in FundingSource if source in named)


def _telling_incomes(
    rules: Rulebook, program: Program, month: ContributionMonth, joined: Joined
) -> Iterator[Rupiah]:
    """The lowest income, and each with questions that no lower one has together."""
    lowest, *others = rules.rates.income_breaks(program, month)
    plain = Case(
        program,
        Run(month, month),
        month,
        Sector.OTHER,
        FundingSource.SELF,
        (),
        lowest,
        joined,
        classes=1,
        questions=(),
    )
    yield lowest
    seen = {_questions(rules, plain)}
    for income in others:
        found = _questions(rules, plain._replace(income=income))
        if found not in seen:
            yield income
        seen.add(found)


def _questions(rules: Rulebook, case: Case) -> tuple[Question, ...]:
    return rules.cell(case.program, case.month, **facts_of(case)).amounts.questions
