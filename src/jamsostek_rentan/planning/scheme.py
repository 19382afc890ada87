"""A scheme (*program perlindungan pekerja rentan*): its funds, its cohorts and its rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import attrs

from jamsostek_rentan.cover.records import (
    check_day_if_any,
    check_text,
    check_text_if_any,
    listed,
    refuse_unless,
)
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.facts import check_programs
from jamsostek_rentan.law.programs import BASIC_COVER, Program
from jamsostek_rentan.planning.blocks import StopRule
from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
from jamsostek_rentan.planning.funds import Cohort, Fund
from jamsostek_rentan.planning.priorities import Priority
from jamsostek_rentan.planning.quotas import quota_problems
from jamsostek_rentan.values.texts import Bilingual, Labelled, both, masked


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["Afterwards", "HandoverPolicy", "Scheme", "SchemeReading", "readings_of"]


class Afterwards(Labelled):
    """What a scheme reckons with when its months end.

    >>> Afterwards.SELF_PAYMENT.label.id
    'melanjutkan secara mandiri'
    """

    SELF_PAYMENT = Bilingual("the worker goes on paying", "melanjutkan secara mandiri")
    """The worker pays from the month after."""
    NOBODY = Bilingual("nobody pays", "tidak ada yang membayar")
    """Nobody pays, and cover ends."""


def _days(given: Any) -> tuple[int, ...]:  # noqa: ANN401 - judged here
    days: tuple[Any, ...] = (None,)
    if isinstance(given, Iterable):
        days = tuple(cast("Any", given))
    if not all(type(one) is int and one >= 0 for one in days):
        raise InvalidFactError(
            f"remind_days_before={given!r} was given.",
            "They are whole numbers of days before the due date.",
            "Write for example remind_days_before=(14, 3).",
        )
    return days


def _check_then(_: HandoverPolicy, __: attrs.Attribute[Any], given: object) -> None:
    refuse_unless(given, Afterwards, "HandoverPolicy.then")


@attrs.frozen(kw_only=True)
class HandoverPolicy:
    """What a scheme does when its months end (*peralihan ke kepesertaan mandiri*).

    Args:
        then: Who pays next.
        programs: The programmes the worker goes on paying; JKK and JKM unless said otherwise.
        remind_days_before: On which days before the due date the worker is reminded.

    Raises:
        InvalidFactError: For a day that is none, or a programme named twice.

    >>> HandoverPolicy(then=Afterwards.SELF_PAYMENT).remind_days_before
    (14, 3)
    """

    then: Afterwards = attrs.field(validator=_check_then)
    programs: tuple[Program, ...] = attrs.field(default=BASIC_COVER, converter=check_programs)
    remind_days_before: tuple[int, ...] = attrs.field(default=(14, 3), converter=_days)


@attrs.frozen(kw_only=True)
class SchemeReading:
    """A reading that a scheme chooses for an open question (*penafsiran yang dipilih*).

    Args:
        question: The id of the question.
        reading: The id of the reading.
        decided_by: Who decided so.
        reference: The letter it rests on, as it is called.
        reference_date: The day of that letter.

    >>> SchemeReading(
    ...     question="pp50-2025/apbdes", reading="normal", decided_by="Dinas Mawar"
    ... ).reading
    'normal'
    """

    question: str = attrs.field(validator=check_text)
    reading: str = attrs.field(validator=check_text)
    decided_by: str | None = attrs.field(default=None, validator=check_text_if_any)
    reference: str | None = attrs.field(default=None, validator=check_text_if_any)
    reference_date: date | None = attrs.field(default=None, validator=check_day_if_any)


def _funds(given: Iterable[Fund]) -> tuple[Fund, ...]:
    return listed(given, Fund, "funds")


def _cohorts(given: Iterable[Cohort]) -> tuple[Cohort, ...]:
    return listed(given, Cohort, "cohorts")


def _priority(given: Iterable[Priority]) -> tuple[Priority, ...]:
    return listed(given, Priority, "priority")


def _readings(given: Iterable[SchemeReading]) -> tuple[SchemeReading, ...]:
    return listed(given, SchemeReading, "readings")


@attrs.frozen
class Scheme:
    """A programme for vulnerable workers: who pays for whom, by which rules.

    Its parts are checked one by one as they are made; whether they fit together is told by
    :attr:`problems`, and :func:`plan` refuses a scheme that has any, all of them at once.

    Args:
        id: The scheme's identifier.
        name: What it is called.
        place: The regency, city, province or village it is of.
        funds: The funds that pay.
        cohorts: The cohorts, in the order in which they are served.
        priority: The keys by which candidates are put in order, the same in every cohort.
        eligibility: Who may be enrolled; left out, nobody is refused.
        handover: What happens when its months end; left out, nothing is said of it.
        stop: What a fund does at the first candidate it cannot pay for.
        readings: The readings it chooses for open questions of law.
        source: Where it is described.

    Raises:
        InvalidFactError: For a part of the wrong kind.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Rupiah
    >>> gift = Fund("gift", name="Donasi karyawan", funding=FundingSource.EMPLOYEE_DONATION,
    ...             budgets={2021: Rupiah(5_880_000)})
    >>> december = ContributionMonth(2021, 12).for_months(1)
    >>> scheme = Scheme(
    ...     "mawar-2021", name="Perlindungan pekerja rentan", place="Kota Mawar", funds=[gift],
    ...     cohorts=[Cohort("women", gift, period=december, workers=350)],
    ...     priority=[Priority("decile")],
    ... )
    >>> scheme.problems
    ()
    """

    id: str = attrs.field(validator=check_text)
    name: str = attrs.field(kw_only=True, validator=check_text)
    place: str = attrs.field(kw_only=True, validator=check_text)
    funds: tuple[Fund, ...] = attrs.field(kw_only=True, converter=_funds)
    cohorts: tuple[Cohort, ...] = attrs.field(kw_only=True, converter=_cohorts)
    priority: tuple[Priority, ...] = attrs.field(default=(), kw_only=True, converter=_priority)
    eligibility: EligibilityPolicy | None = attrs.field(default=None, kw_only=True)
    handover: HandoverPolicy | None = attrs.field(default=None, kw_only=True)
    stop: StopRule = attrs.field(default=StopRule.FIRST_UNAFFORDABLE, kw_only=True)
    readings: tuple[SchemeReading, ...] = attrs.field(default=(), kw_only=True, converter=_readings)
    source: str | None = attrs.field(default=None, kw_only=True, validator=check_text_if_any)

    def __attrs_post_init__(self) -> None:
        refuse_unless(self.stop, StopRule, "Scheme.stop")
        if self.eligibility is not None:
            refuse_unless(self.eligibility, EligibilityPolicy, "Scheme.eligibility")
        if self.handover is not None:
            refuse_unless(self.handover, HandoverPolicy, "Scheme.handover")

    @property
    def label(self) -> str:
        """The name as it may be shown."""
        return masked(self.name)

    def cohort(self, cohort_id: str) -> Cohort | None:
        """The cohort of an id, if there is one."""
        return next((cohort for cohort in self.cohorts if cohort.id == cohort_id), None)

    @property
    def problems(self) -> tuple[Bilingual, ...]:
        """What of it does not fit together, whoever the candidates are."""
        return tuple(problem for _, problem in self.problems_by_part())

    def problems_by_part(self) -> Iterator[tuple[str, Bilingual]]:
        """What does not fit together, each with the part of a scheme file it is about."""
        if not self.cohorts:
            yield "cohort", both("scheme.no-cohort")
        for kind, ids in (
            ("fund", [fund.id for fund in self.funds]),
            ("cohort", [cohort.id for cohort in self.cohorts]),
        ):
            for at, name in enumerate(ids):
                if name in ids[:at]:
                    yield f"{kind}[{at}].id", both(f"scheme.{kind}-twice", name=masked(name))
        for at, fund in enumerate(self.funds):
            yield from _of_fund(f"fund[{at}]", fund, self.cohorts)
        for at, cohort in enumerate(self.cohorts):
            yield from self._of_cohort(f"cohort[{at}]", cohort)
        asked = [choice.question for choice in self.readings]
        for at, question in enumerate(asked):
            if question in asked[:at]:
                yield f"reading[{at}]", both("scheme.reading-twice", question=question)

    def _of_cohort(self, part: str, cohort: Cohort) -> Iterator[tuple[str, Bilingual]]:
        if cohort.fund not in self.funds:
            about = {"cohort": cohort, "fund": cohort.fund}
            yield f"{part}.fund", both("scheme.fund-unknown", **about)
        if not isinstance(cohort.workers, int):
            yield f"{part}.workers", both("scheme.cohort-names", cohort=cohort)
        if cohort.fund.budgets:
            years = dict.fromkeys(month.year for month in cohort.period)
            for year in years.keys() - dict(cohort.fund.budgets).keys():
                about = {"cohort": cohort, "fund": cohort.fund, "year": str(year)}
                yield f"{part}.period", both("scheme.no-budget", **about)
        for problem in quota_problems(cohort.quotas, cohort.heads, {}):
            yield f"{part}.quota", both("scheme.in-cohort", cohort=cohort, problem=problem)


def readings_of(scheme: Scheme, rules: Rulebook) -> tuple[Rulebook, tuple[Bilingual, ...]]:
    """Rules with the readings that a scheme chooses, and what is wrong with any of them."""
    problems: list[Bilingual] = []
    answered = dict(rules.readings)
    known = {question.id: question.options for question in rules.questions}
    for one in scheme.readings:
        about = {"question": one.question, "reading": one.reading}
        if one.reading not in known.get(one.question, ()):
            options = known.get(one.question, tuple(known))
            problems.append(both("scheme.reading-unknown", known=options, **about))
        elif answered.get(one.question, one.reading) != one.reading:
            other = answered[one.question]
            problems.append(both("scheme.reading-other", other=other, **about))
        else:
            rules = rules.with_reading(
                one.question,
                one.reading,
                decided_by=one.decided_by,
                reference=one.reference,
                reference_date=one.reference_date,
            )
    return rules, tuple(problems)


def _of_fund(part: str, fund: Fund, cohorts: Iterable[Cohort]) -> Iterator[tuple[str, Bilingual]]:
    """A fund that pays for nobody, or has a budget for a year in which it pays for nobody."""
    mine = [cohort for cohort in cohorts if cohort.fund == fund]
    if not mine:
        yield part, both("scheme.fund-unused", fund=fund)
        return
    years = {month.year for cohort in mine for month in cohort.period}
    for year, _ in fund.budgets:
        if year not in years:
            yield f"{part}.budget.{year}", both("scheme.budget-unused", fund=fund, year=str(year))
