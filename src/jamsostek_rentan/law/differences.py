"""What differs between two rulebooks, by programme and run of months."""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from jamsostek_rentan.errors import InvalidPeriodError, NoRateInForceError
from jamsostek_rentan.law.changes import comparable
from jamsostek_rentan.law.facts import PAYERS, classes_of_membership
from jamsostek_rentan.law.programs import Program, Sector
from jamsostek_rentan.law.questions import Figure, Question, certain
from jamsostek_rentan.values.dated import DatedValue, value_in_force
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import catalogue, show, text


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.law.facts import PricingFacts
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.texts import Language


__all__ = ["Difference", "diff"]


@attrs.frozen(kw_only=True)
class Difference:
    """Months in a row in which two rulebooks differ in one rule.

    Args:
        rule: ``contribution``, ``due_day`` or ``age_limit``.
        program: The programme, of a contribution.
        first: The first month in which they differ.
        last: The last one, or none where they differ for good.
        facts: Of a contribution: one case in the first month that differs, as pairs.
        before: What it is under the first rulebook; none where that has no rule.
        after: What it is under the second one.

    >>> from jamsostek_rentan import Assumption, Rupiah, law
    >>> rules = law.bpu()
    >>> june = ContributionMonth(2026, 6)
    >>> dearer = rules.with_rate(
    ...     Program.JKM, first=june, amount=Rupiah(8_000),
    ...     basis=Assumption(reason="a draft is discussed", author="an example"),
    ... )
    >>> for difference in diff(rules, dearer):
    ...     print(difference.in_words("en"))  # doctest: +ELLIPSIS
    JKM from June 2026 on: Rp6.800 becomes Rp8.000 (...)
    """

    rule: str
    program: Program | None
    first: ContributionMonth
    last: ContributionMonth | None
    facts: tuple[tuple[str, object], ...]
    before: Figure[Any] | None
    after: Figure[Any] | None

    def in_words(self, lang: Language) -> str:
        """The difference in one line, with the case in which it was seen."""
        case = ", ".join(
            f"{show(catalogue()[f'fact.{name}'], lang)} {show(value, lang)}"
            for name, value in self.facts
        )
        return text(
            f"difference.{self.rule}{'' if self.last else '.open'}",
            lang,
            program=self.program,
            first=self.first,
            last=self.last,
            before=self.before or "-",
            after=self.after or "-",
            case=case,
        )


def diff(
    before: Rulebook, after: Rulebook, *, period: ContributionPeriod | None = None
) -> tuple[Difference, ...]:
    """What differs between two rulebooks, by programme and run of months.

    It prices every income, sector and class of membership, paid from each source of funds, and by
    the participant after each other source.

    Args:
        before: The first rulebook.
        after: The second one.
        period: The months looked at; all that either rulebook speaks of, where it is not said.

    Raises:
        InvalidPeriodError: Where no period is said and a table of your own does not say by a
            call ``edges()`` in which months its statements begin and end.

    >>> from jamsostek_rentan import law
    >>> diff(law.bpu(), law.bpu())
    ()
    """
    months = period or _reach(before, after)
    found: list[Difference] = []
    for program in Program:
        cases = _cases(before, after, program, months)
        found += _runs("contribution", program, cases, months, open_end=period is None)
    for rule in ("due_day", "age_limit"):
        cases = ((month, _membership(before, after, f"{rule}s", month)) for month in months)
        found += _runs(rule, None, cases, months, open_end=period is None)
    return tuple(found)


CaseFacts: TypeAlias = tuple[tuple[str, Any], ...]
Pair: TypeAlias = tuple[Figure[Any] | None, Figure[Any] | None]
Cases: TypeAlias = dict[CaseFacts, Pair]
"""What is before and after, in each case that differs."""


def _runs(
    rule: str,
    program: Program | None,
    cases: Iterable[tuple[ContributionMonth, Cases]],
    months: ContributionPeriod,
    *,
    open_end: bool,
) -> Iterator[Difference]:
    """Differences of months in a row, each told by a case that is the same in all of them."""
    run: list[ContributionMonth] = []
    alike: Cases = {}
    for month, differing in (*cases, (None, {})):
        still = {case: pair for case, pair in alike.items() if differing.get(case) == pair}
        if run and not still:
            (facts, (old, new)), last = next(iter(alike.items())), run[-1]
            yield Difference(
                rule=rule,
                program=program,
                first=run[0],
                last=None if open_end and last == months.last else last,
                facts=facts,
                before=old,
                after=new,
            )
            run = []
        alike = still or differing
        if alike and month is not None:
            run.append(month)


def _reach(before: Rulebook, after: Rulebook) -> ContributionPeriod:
    """From the first month either speaks of to the one from which on nothing changes."""
    edges: set[ContributionMonth] = set()
    for rules in (before, after):
        table = comparable(rules.rates)
        if table is None:
            raise InvalidPeriodError(
                "Two rulebooks were compared without a period.",
                f"A {type(rules.rates).__name__} does not say in which months its rules change.",
                "Give period=, or give the table a call edges().",
            )
        edges |= table.edges()
        edges |= rules.membership.edges()
    return ContributionPeriod(min(edges), max(edges))


def _membership(before: Rulebook, after: Rulebook, rules: str, month: ContributionMonth) -> Cases:
    old, new = (value_in_force(getattr(one.membership, rules), month) for one in (before, after))
    same = (old and (old.value, old.ground)) == (new and (new.value, new.ground))
    return {} if same else {(): (_told(old), _told(new))}


def _told(dated: DatedValue[Any] | None) -> Figure[Any] | None:
    return certain(dated.value) if dated else None


def _cases(
    before: Rulebook, after: Rulebook, program: Program, months: ContributionPeriod
) -> Iterator[tuple[ContributionMonth, Cases]]:
    """The cases of each month whose price differs.

    Where both say what they said of the month before, and nothing depends on when somebody
    joined, the answer is that of the month before.
    """
    said: object = None
    cases: Cases = {}
    for month in months:
        saying = _says(before, program, month), _says(after, program, month)
        if saying[0] == saying[1] is not None:
            cases = {}
        else:
            incomes, joined = _classes(before, after, program, month)
            if None in saying or saying != said or len(joined) > 1:
                cases = _differing(before, after, program, month, incomes, joined)
        said = saying
        yield month, cases


def _differing(  # noqa: PLR0913, PLR0917 - each is a part of the question
    before: Rulebook,
    after: Rulebook,
    program: Program,
    month: ContributionMonth,
    incomes: Iterable[Rupiah],
    joined: Iterable[ContributionMonth],
) -> Cases:
    """The cases of a month whose price differs, whenever somebody joined."""
    found: Cases = {}
    for income, (funding, earlier), since, sector in product(incomes, PAYERS, joined, Sector):
        facts: PricingFacts = {
            "declared_income": income,
            "funding": funding,
            "member_since": since,
            "sector": sector,
            "earlier_funding": earlier,
        }
        old, new = (_amounts(rules, program, month, facts) for rules in (before, after))
        if old != new:
            told = {name: value for name, value in facts.items() if name != "member_since"}
            if not earlier:
                del told["earlier_funding"]
            found.setdefault(tuple(told.items()), (old, new))
    return found


def _says(rules: Rulebook, program: Program, month: ContributionMonth) -> tuple[object, ...] | None:
    """Everything a rulebook says of a month; none where its table does not tell."""
    table = comparable(rules.rates)
    if table is None:
        return None
    statements = tuple(map(_rule, table.statements(program, month)))
    asked = {question.id for said in statements for question in _questions(said)}
    readings = tuple(pair for pair in rules.readings if pair[0] in asked)
    return (*statements, readings, rules.refuses_presumed and bool(asked))


def _rule(statement: object) -> object:
    """A statement, whenever it began."""
    return getattr(statement, "value", statement)


def _questions(rule: object) -> tuple[Question, ...]:
    return getattr(rule, "questions", ())


def _classes(
    before: Rulebook, after: Rulebook, program: Program, month: ContributionMonth
) -> tuple[list[Rupiah], list[ContributionMonth]]:
    """Incomes and months of joining of which every other is like one, for both rulebooks."""
    incomes: set[Rupiah] = set()
    breaks: set[ContributionMonth] = set()
    for rules in (before, after):
        with suppress(NoRateInForceError):
            incomes |= set(rules.rates.income_breaks(program, month))
            breaks |= set(rules.rates.membership_breaks(program, month))
    classes = classes_of_membership(sorted(breaks), month)
    return sorted(incomes), [joined.last for joined in classes]


def _amounts(
    rules: Rulebook, program: Program, month: ContributionMonth, facts: PricingFacts
) -> Figure[Rupiah] | None:
    try:
        return rules.cell(program, month, **facts).amounts
    except NoRateInForceError:
        return None
