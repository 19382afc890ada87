"""Protection on a day (*perlindungan*): whether cover stands, and what an event would pay.

Every figure is an estimate for one participant and one event; the agency decides on a claim.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from jamsostek_rentan.cover.event_benefits import BenefitLine, EventBenefits, no_base_income
from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.standing import ProgramProtection
from jamsostek_rentan.cover.status import CoverageStatus
from jamsostek_rentan.errors import InvalidFactError, NoBenefitError, UnknownNameError
from jamsostek_rentan.law.choices import Choice
from jamsostek_rentan.law.disability import DisabilityTable
from jamsostek_rentan.law.facts import check_program, check_share
from jamsostek_rentan.law.measures import MonthlyShare, TableMultiple
from jamsostek_rentan.law.membership import MembershipChange
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Figure, explored
from jamsostek_rentan.law.risks import BenefitKind, RiskEvent
from jamsostek_rentan.values.explanation import Explanation, Ground, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, both


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jamsostek_rentan.law.questions import Ask
    from jamsostek_rentan.values.texts import Language


__all__ = ["BenefitRecord", "Protection"]

M = TypeVar("M", MonthlyShare, TableMultiple)


@attrs.frozen(kw_only=True)
class BenefitRecord:
    """One benefit of one event, as a row of a table.

    Args:
        worker: The worker, as it may be shown.
        on: The day of the event.
        program: The programme that pays.
        status: Its status, under each reading.
        risk_event: What would have to happen.
        benefit: What kind of benefit it is.
        stands: Whether it would be paid, under each reading.
        benefit_amount: What the event itself pays, in rupiah, under each reading; none where
            that depends on what comes after.
        measure: How it is measured.
        full_jkm_from: The month from which it is paid, where it is waited for, under each reading.
        ground: Where it says so.
        note: That it is an estimate, and who decides.

    >>> from jamsostek_rentan import ContributionMonth, CoverageTimeline, SelfPayment, Worker, law
    >>> from jamsostek_rentan import protection_on
    >>> july = ContributionMonth(2025, 7)
    >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
    >>> protection = protection_on(date(2025, 8, 10), timeline, rules=law.bpu())
    >>> record = protection.records()[0]
    >>> record.benefit.label.id, record.benefit_amount.settled, record.stands.settled
    ('santunan kematian', Rupiah(48_000_000), True)
    >>> print(record.note.id)
    perkiraan; penetapan oleh BPJS Ketenagakerjaan; menurut rencana: setiap bulan yang terutang \
dianggap dibayar pada hari pertamanya
    """

    worker: str
    on: date
    program: Program
    status: Figure[CoverageStatus]
    risk_event: RiskEvent
    benefit: BenefitKind
    stands: Figure[bool]
    benefit_amount: Figure[Rupiah] | None
    measure: Bilingual
    full_jkm_from: Figure[ContributionMonth | None] | None
    ground: Bilingual
    note: Bilingual


@attrs.frozen(kw_only=True)
class Protection:
    """Whether cover stands on a day, and what an event of that day would pay one worker.

    An estimate: *perkiraan; penetapan oleh BPJS Ketenagakerjaan*.  It is of one participant and
    one event, and is never to be added up over heads.

    Args:
        worker: The worker.
        day: The day of the event.
        planned: Whether every month owed was taken as paid, for nothing is known of payments.
        programs: What each programme held is worth.
        projected: Whether the day lies after the last month for which the law was checked.
        chosen: Readings chosen for questions about protection and the base income.
        what_ifs: Changes of the membership rules it rests on.

    >>> from jamsostek_rentan import ContributionMonth, CoverageTimeline, RiskEvent, SelfPayment
    >>> from jamsostek_rentan import Worker, law, protection_on
    >>> july = ContributionMonth(2025, 7)
    >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
    >>> protection = protection_on(date(2025, 8, 10), timeline, rules=law.bpu())
    >>> protection.pays(RiskEvent.DEATH).total.settled
    Rupiah(10_000_000)
    >>> protection.pays(RiskEvent.WORK_DEATH).total.settled
    Rupiah(70_000_000)
    """

    worker: Worker
    day: date
    planned: bool
    programs: tuple[ProgramProtection, ...]
    projected: bool = False
    chosen: tuple[Choice, ...] = ()
    what_ifs: tuple[MembershipChange, ...] = ()

    def of(self, program: Program) -> ProgramProtection:
        """What one programme is worth.

        Raises:
            UnknownNameError: For a programme that is none.
            NoBenefitError: For one that nobody pays for, or that insures no event.
        """
        check_program(program)
        for found in self.programs:
            if found.program is program:
                return found
        if not any(event.program is program for event in RiskEvent):
            raise NoBenefitError(
                f"The protection by {program.name} of {self.worker.label} was asked.",
                f"{program.name} ({program.title.en}) insures against no event.",
                "Ask for JKK or JKM.",
            )
        raise NoBenefitError(
            f"The protection by {program.name} of {self.worker.label} was asked.",
            f"Nobody pays {program.name} for this worker; of the programmes that insure events "
            f"{' and '.join(one.program.name for one in self.programs) or 'none'} is paid for.",
            f"Name {program.name} among the programs of a sponsorship or of the self-payment.",
        )

    def pays(self, event: RiskEvent) -> EventBenefits:
        """What an event of the day would pay.

        Raises:
            UnknownNameError: For an event that is none.
            NoBenefitError: For an event of a programme that nobody pays for, or of which the
                rules know no benefit on that day.
        """
        if type(event) is not RiskEvent:
            raise UnknownNameError(
                f"What {event!r} pays was asked.",
                f"The events are {', '.join(one.name for one in RiskEvent)}.",
                "Give for example RiskEvent.DEATH.",
            )
        program = self.of(event.program)
        for found in program.events:
            if found.event is event:
                return found
        raise NoBenefitError(
            f"What {event.label.en} on {self.day} pays was asked.",
            "What it paid on that day is not known to these rules.",
            "Ask the branch, or read rules of your own that state it with its ground.",
        )

    def temporary_incapacity(self, *, months: int) -> BenefitLine:
        """What is paid while the worker cannot work for some months after an accident (STMB).

        Args:
            months: For how many months, one or more.

        Raises:
            NoBenefitError: As :meth:`pays`, or where the rates name no base income.
            InvalidFactError: For a number of months that is no whole number above zero.

        >>> from jamsostek_rentan import ContributionMonth, CoverageTimeline, SelfPayment
        >>> from jamsostek_rentan import Worker, law, protection_on
        >>> july = ContributionMonth(2025, 7)
        >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
        >>> protection = protection_on(date(2025, 8, 10), timeline, rules=law.bpu())
        >>> protection.temporary_incapacity(months=14).amount.settled
        Rupiah(13_000_000)
        """
        line = self._measured(
            BenefitKind.TEMPORARY_INCAPACITY,
            RiskEvent.WORK_ACCIDENT,
            MonthlyShare,
            lambda measure, base: measure.over(months, base=base),
        )
        return attrs.evolve(line, worked=(step("protection.months", months=months),))

    def partial_disability(
        self,
        loss: str,
        *,
        table: DisabilityTable,
        function_lost: Fraction = Fraction(1),
    ) -> BenefitLine:
        """What a partial permanent disability by a work accident pays, by a table handed in.

        Args:
            loss: What was lost, as the table calls it.
            table: The table of disabilities, with its ground.
            function_lost: Which share of its function is lost; the whole, where it is gone.

        Raises:
            NoBenefitError: As :meth:`pays`, or where the rates name no base income.
            UnknownNameError: For a loss that is not in the table.
            InvalidFactError: For a share of function that is none, or a benefit that would be a
                fraction of a rupiah.

        >>> from fractions import Fraction
        >>> from jamsostek_rentan import Assumption, ContributionMonth, CoverageTimeline
        >>> from jamsostek_rentan import DisabilityTable, SelfPayment, Worker, law, protection_on
        >>> july = ContributionMonth(2025, 7)
        >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
        >>> protection = protection_on(date(2025, 8, 10), timeline, rules=law.bpu())
        >>> invented = DisabilityTable(
        ...     shares={"a finger": Fraction(3, 100)},
        ...     basis=Assumption(reason="an invented table", author="an example"),
        ... )
        >>> protection.partial_disability("a finger", table=invented).amount.settled
        Rupiah(2_400_000)
        """
        if not isinstance(table, DisabilityTable):
            raise InvalidFactError(
                f"A {type(table).__name__} was given as a table of disabilities.",
                "A table says which share each loss pays, and on what that rests.",
                "Make a DisabilityTable(shares=..., basis=...).",
            )
        check_share(function_lost, "the share of the function that is lost")
        share = table.share(loss) * function_lost
        line = self._measured(
            BenefitKind.PARTIAL_DISABILITY,
            RiskEvent.PARTIAL_DISABILITY,
            TableMultiple,
            lambda measure, base: measure.lost(share, base=base),
        )
        by_table = step(
            "protection.table",
            loss=loss,
            share=table.share(loss),
            lost=function_lost,
            ground=table.basis,
        )
        return attrs.evolve(line, worked=(by_table,))

    def _measured(
        self,
        kind: BenefitKind,
        event: RiskEvent,
        by: type[M],
        compute: Callable[[M, Rupiah], Rupiah],
    ) -> BenefitLine:
        """A benefit that depends on what comes after the event, once that is known."""
        line, program = self.pays(event).line(kind), self.of(event.program)
        measure = line.benefit.measure
        if not isinstance(measure, by):
            raise NoBenefitError(
                f"The {kind.label.en} was asked by {by.__name__}.",
                f"The rules measure it by {type(measure).__name__}.",
                "Read its line of pays(event) instead.",
            )

        if None in program.base_income.values:
            raise no_base_income(kind)

        def told(ask: Ask) -> Rupiah:
            if not ask(program.standing).stands:
                return Rupiah(0)
            return compute(measure, cast("Rupiah", ask(program.base_income)))

        return attrs.evolve(line, amount=explored(told))

    def records(self) -> tuple[BenefitRecord, ...]:
        """Each benefit of each event as a row, as a printed table takes them."""
        events = ((program, event) for program in self.programs for event in program.events)
        return tuple(row for program, event in events for row in self._rows(program, event))

    def _rows(self, program: ProgramProtection, event: EventBenefits) -> Iterator[BenefitRecord]:
        row = partial(
            BenefitRecord,
            worker=self.worker.label,
            on=self.day,
            program=program.program,
            status=program.status,
            risk_event=event.event,
            note=self._note(),
        )
        for line in event.lines:
            paid, reduced = line.amount, event.waiting and line.kind not in event.waiting.pays
            yield row(
                benefit=line.kind,
                stands=event.stands if paid is None else paid.map(lambda one: one > Rupiah(0)),
                benefit_amount=paid,
                measure=line.rule,
                full_jkm_from=event.full_from if reduced else None,
                ground=_both_ways(line.benefit.basis),
            )
        if event.scholarship is not None:
            rule = event.scholarship.rule
            yield row(
                benefit=BenefitKind.SCHOLARSHIP,
                stands=event.scholarship.opens,
                benefit_amount=None,
                measure=both("scholarship.measure", children=rule.children, most=rule.most),
                full_jkm_from=None,
                ground=_both_ways(rule.basis),
            )

    def _note(self) -> Bilingual:
        keys = ["estimate"]
        keys += ["planned"] if self.planned else []
        keys += ["projected"] if self.projected else []
        notes = [both(f"protection.{key}") for key in keys]
        return Bilingual("; ".join(one.en for one in notes), "; ".join(one.id for one in notes))

    def explain(self, lang: Language) -> Explanation:
        """Status, each event and what it would pay, with every ground, in ``en`` or ``id``."""
        held = {program.program for program in self.programs}
        insuring = [one for one in Program if one in {event.program for event in RiskEvent}]
        root = step(
            "protection",
            *([step("protection.planned")] if self.planned else []),
            *([step("protection.projected")] if self.projected else []),
            *(program.step() for program in self.programs),
            *(step("protection.not-held", program=one) for one in insuring if one not in held),
            *(choice.step() for choice in self.chosen),
            *(step("provenance.change", ground=change.basis) for change in self.what_ifs),
            worker=self.worker.label,
            day=self.day,
            estimate=both("protection.estimate"),
        )
        return Explanation(root, lang)


def _both_ways(ground: Ground) -> Bilingual:
    """A citation in both languages."""
    return Bilingual(ground.cite("en"), ground.cite("id"))
