"""The coverage ledger: who paid which month, what is left of the money, and the status on a day.

The module is long because the ledger is the one door to payments: each of its calls is a few
lines over a smaller room, and most of its text says what the call promises.
"""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import attrs

from jamsostek_rentan.cover.accounts import (
    Account,
    Balance,
    Settlement,
    Traced,
    balance_of,
)
from jamsostek_rentan.cover.amounts import Amounts
from jamsostek_rentan.cover.booking import books_of
from jamsostek_rentan.cover.claims import Decree, decrees_of
from jamsostek_rentan.cover.counted_months import full_jkm_from
from jamsostek_rentan.cover.first_protection import Beginning, beginning_of
from jamsostek_rentan.cover.payments import (
    CreditTransfer,
    Entry,
    Payer,
    Payment,
    Refund,
    check_entries,
    finding_of,
    order,
)
from jamsostek_rentan.cover.records import listed, refuse_unless_day
from jamsostek_rentan.cover.status import CoverageStatus, Walk
from jamsostek_rentan.cover.timeline import CoverageTimeline
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.facts import check_programs
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Ask, Figure, explored
from jamsostek_rentan.law.rulebook import Rulebook
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import periods_of


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["CoverageLedger", "beginning_in", "walk_of", "walks_of"]

T = TypeVar("T")

Programs: TypeAlias = "Program | Iterable[Program] | None"
"""A programme, several of them, or all that somebody pays for."""


@attrs.frozen(kw_only=True)
class CoverageLedger:
    """What was owed and what was paid for one worker (ours: *buku iuran per peserta*).

    A payer's money settles only months that payer owes: those a payment was meant for, else the
    oldest, and whole months alone; what is left is the payer's credit, and settles the next month
    it suffices for.  Make one with :meth:`of`.

    What a payment settles may depend on a question of law, and then so does all that follows from
    it: ``figure`` has the books under every reading, and reading one value of them settles it.

    Args:
        timeline: Who owes which months.
        entries: Payments, transfers and refunds, by day.
        registrations: Days on which the worker registered.
        rules: The rulebook.
        figure: The books under each reading.
        as_of: The day at whose end it stands; none for all that was recorded.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Rupiah, Sector, Sponsor
    >>> from jamsostek_rentan import Sponsorship, Worker, law
    >>> siti = Worker("w-001", sector=Sector.OTHER)
    >>> regency = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
    >>> quarter = ContributionMonth(2025, 1).for_months(3)
    >>> timeline = CoverageTimeline.of(
    ...     siti, sponsorships=[Sponsorship(siti, regency, period=quarter)]
    ... )
    >>> ledger = CoverageLedger.of(
    ...     timeline,
    ...     payments=[Payment(regency, on=date(2025, 1, 10), amount=Rupiah(50_400))],
    ...     rules=law.bpu(),
    ... )
    >>> for day in (date(2025, 1, 9), date(2025, 3, 31), date(2025, 4, 1), date(2025, 7, 1)):
    ...     print(day, ledger.status(on=day).name)
    2025-01-09 NOT_YET
    2025-03-31 ACTIVE
    2025-04-01 IN_ARREARS
    2025-07-01 ENDED
    >>> ledger.covered_through, ledger.credit[regency]
    (datetime.date(2025, 3, 31), Rupiah(0))
    """

    timeline: CoverageTimeline
    entries: tuple[Entry, ...]
    registrations: tuple[date, ...]
    rules: Rulebook = attrs.field(repr=False)
    figure: Figure[Account] = attrs.field(repr=False)
    as_of: date | None = None

    @classmethod
    def of(  # noqa: PLR0913 - each is a kind of record
        cls,
        timeline: CoverageTimeline,
        *,
        rules: Rulebook,
        payments: Iterable[Payment] = (),
        transfers: Iterable[CreditTransfer] = (),
        refunds: Iterable[Refund] = (),
        registered_on: Iterable[date] = (),
    ) -> CoverageLedger:
        """The ledger of a worker; the order of what it is made of does not matter.

        Args:
            timeline: Who owes which months.
            rules: The rulebook.
            payments: What was paid.
            transfers: Credit that one payer gave another, or took out of money to be traced.
            refunds: What was given back.
            registered_on: The days on which the worker's complete form was received; one who
                comes back may have more than one.

        Raises:
            InvalidFactError: For a payment of another worker, a worker who pays for this one, two
                sponsors of one id, or a refund of more than was paid by then.
            MissingFactError: For a fact about the worker that changes what a month costs.
            ProjectedLawError: For a month after the last checked one, where that is refused.

        >>> from jamsostek_rentan import ContributionMonth, Rupiah, SelfPayment, Worker, law
        >>> siti, march = Worker("w-001"), ContributionMonth(2025, 3)
        >>> ledger = CoverageLedger.of(
        ...     CoverageTimeline.of(siti, self_payment=SelfPayment(starting=march)),
        ...     payments=[Payment(siti, on=date(2025, 3, 5), amount=Rupiah(40_000))],
        ...     rules=law.bpu(),
        ... )
        >>> [str(one.month) for one in ledger.settlements]
        ['2025-03', '2025-04']
        >>> ledger.credit[siti]
        Rupiah(6_400)
        """
        entries: tuple[Entry, ...] = (
            *listed(payments, Payment, "payments"),
            *listed(transfers, CreditTransfer, "transfers"),
            *listed(refunds, Refund, "refunds"),
        )
        days = listed(registered_on, date, "registered_on")
        for day in days:
            refuse_unless_day(day, "registered_on")
        check_entries(
            entries,
            worker=timeline.worker,
            sponsors=[given.sponsor for given in timeline.sponsorships],
        )
        ledger, decrees = _ledger(timeline, entries, days, rules)
        paid = {one.month for books in ledger.figure.values for one in books.settlements}
        rules.announce_projected(
            price
            for decree in decrees
            for claim in decree.claims
            if claim.month in paid
            for price in claim.prices
        )
        return ledger

    def on(self, day: date) -> CoverageLedger:
        """The ledger as it stood at the end of a day: what was recorded by then.

        Raises:
            InvalidFactError: For what is not a day of the calendar.
        """
        refuse_unless_day(day, "the day on which a CoverageLedger was asked")
        if self.as_of is not None and self.as_of <= day:
            return self
        papers = (given.reference_date for given in self.timeline.sponsorships)
        later = (*(entry.on for entry in self.entries), *self.registrations, *papers)
        if not any(at is not None and at > day for at in later):
            return attrs.evolve(self, as_of=day)
        known = tuple(entry for entry in self.entries if entry.on <= day)
        registered = tuple(at for at in self.registrations if at <= day)
        return _ledger(self.timeline, known, registered, self.rules, day)[0]

    @property
    def worker(self) -> Worker:
        """The worker covered."""
        return self.timeline.worker

    @property
    def settlements(self) -> tuple[Settlement, ...]:
        """The months paid, by month (*iuran yang sudah dibayar*).

        Raises:
            UnsettledLawError: Where they depend on a question without a presumed reading.
        """
        return self.figure.settled.settlements

    @property
    def traced(self) -> tuple[Traced, ...]:
        """Money that was paid for nothing owed; it is spent until a refund is recorded.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return self.figure.settled.traced

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What somebody should look at, each once.

        By the presumed readings; by every reading where a question has none.
        """
        books = self.figure.values if self.figure.unsettled else (self.figure.settled,)
        found = [one for account in books for one in account.findings]
        return (*self._early(), *self._recorded_twice(), *dict.fromkeys(found))

    def _early(self) -> Iterable[Finding]:
        first = self.timeline.first
        for entry in self.entries:
            if isinstance(entry, Payment) and entry.on < first.first_day:
                yield finding_of("early", Severity.NOTE, entry, first=first)

    def _recorded_twice(self) -> Iterable[Finding]:
        seen: set[Entry] = set()
        for entry in self.entries:
            if entry.reference is not None and entry in seen:
                yield finding_of("same", Severity.WARNING, entry, amount=entry.amount)
            seen.add(entry)

    def recorded_after(self, day: date) -> tuple[Finding, ...]:
        """The entries later than a day, which count for nothing on it; each as a finding.

        Raises:
            InvalidFactError: For what is not a day of the calendar.
        """
        refuse_unless_day(day, "the day after which entries were asked")
        late = (entry for entry in self.entries if entry.on > day)
        return tuple(finding_of("later", Severity.NOTE, entry, day=day) for entry in late)

    def balances(self) -> Figure[tuple[Balance, ...]]:
        """What became of each payer's money, under each reading; never fails."""
        return self.figure.map(lambda account: account.balances)

    def balance(self, payer: Payer) -> Balance:
        """What became of a payer's money.

        Raises:
            InvalidFactError: For a payer who recorded nothing and owes nothing.
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        for found in self.balances().settled:
            if found.payer == payer:
                return found
        asked = getattr(payer, "label", repr(payer))
        raise InvalidFactError(
            f"The money of {asked} was asked for {self.worker.label}.",
            "No payment or transfer of that payer is recorded.",
            "Ask for a payer of its entries.",
        )

    @property
    def credit(self) -> Amounts[Payer]:
        """What each payer has left for months to come (*kelebihan iuran*)."""
        payers = dict.fromkeys(one.payer for one in self.figure.values[0].balances)
        balances = ((payer, self.figure.map(balance_of(payer))) for payer in payers)
        return Amounts(tuple((payer, one.map(attrgetter("credit"))) for payer, one in balances))

    @property
    def covered_through(self) -> date | None:
        """The last day up to which months in a row are paid for every programme, or none.

        Of several runs of months the last counts that had begun by the last entry.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return self.covered_through_figure.settled

    @property
    def covered_through_figure(self) -> Figure[date | None]:
        """The last day up to which every month is paid, under each reading; never fails."""
        return self.figure.map(self._covered_through)

    def _covered_through(self, account: Account) -> date | None:
        last = self.as_of or max((entry.on for entry in self.entries), default=date.min)
        ends: list[date | None] = []
        for program in self.timeline.programs:
            runs = periods_of(account.paid(program))
            begun = [run for run in runs if run.first.first_day <= last] or runs[:1]
            ends.append(begun[-1].last.last_day if begun else None)
        days = [day for day in ends if day is not None]
        return min(days) if len(days) == len(ends) else None

    def status_figure(self, *, on: date, program: Programs = None) -> Figure[CoverageStatus]:
        """The status on a day under each reading, from what was recorded by then; never fails.

        Args:
            on: The day.
            program: The programme or programmes; the worst of all that somebody pays for, where it
                is not said.
        """
        asked = self._asked(program)

        def worst(walks: dict[Program, Walk], _ask: Ask) -> CoverageStatus:
            return min(walks[one].status(on=on) for one in asked)

        return self._walked(on, worst)

    def status(self, *, on: date, program: Programs = None) -> CoverageStatus:
        """The status on a day (*status kepesertaan*), from what was recorded by then.

        Args:
            on: The day.
            program: The programme or programmes; the worst of all that somebody pays for, where it
                is not said.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return self.status_figure(on=on, program=program).settled

    def arrears(self, *, on: date, program: Programs = None) -> tuple[ContributionMonth, ...]:
        """The months in a row, the running one the last, that are not paid on a day (*tunggakan*).

        Args:
            on: The day.
            program: The programme or programmes; that with the most of them counts.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return self.arrears_figure(on=on, program=program).settled

    def arrears_figure(
        self, *, on: date, program: Programs = None
    ) -> Figure[tuple[ContributionMonth, ...]]:
        """The months in arrears under each reading, as :meth:`arrears`; never fails."""
        asked = self._asked(program)

        def longest(walks: dict[Program, Walk], _ask: Ask) -> tuple[ContributionMonth, ...]:
            return max((walks[one].unpaid(on=on) for one in asked), key=len)

        return self._walked(on, longest)

    def ends_on(self, *, on: date, program: Programs = None) -> Figure[date | None]:
        """The day on which cover ends if nothing more is paid, under each reading; never fails.

        None where it has ended by the day asked, has not begun, or no rule is known; the first,
        where programmes differ.

        Args:
            on: The day.
            program: The programme or programmes; all that somebody pays for, where it is not said.
        """
        asked = self._asked(program)

        def told(walks: dict[Program, Walk], _ask: Ask) -> date | None:
            paid = [walks[one] for one in asked]
            if CoverageStatus.ENDED in {walk.status(on=on) for walk in paid}:
                return None
            ends = (walk.next_end(after=on) for walk in paid)
            return min((day for day in ends if day is not None), default=None)

        return self._walked(on, told)

    @property
    def protected_from(self) -> Figure[date | None]:
        """The day from which the first contribution protects, under each reading; never fails.

        Where the first month was paid after it had begun, that is the day of the payment, of the
        complete form (the first of ``registrations``) or of the agreement (the day of the
        paper of the sponsorship), whichever the reading names, where it is before the payment,
        and for the sources of funds that the law names.
        """
        return explored(self._protected_from)

    def _protected_from(self, ask: Ask) -> date | None:
        begin = beginning_in(self, None, ask)
        return begin and begin.day

    @property
    def paid_without_protection(self) -> Figure[Rupiah]:
        """What was paid for months that had ended before protection began; never fails."""

        def unprotected(ask: Ask) -> Rupiah:
            begin = self._protected_from(ask)
            return sum(
                (
                    one.amount
                    for one in ask(self.figure).settlements
                    if begin and one.month.last_day < begin
                ),
                Rupiah(0),
            )

        return explored(unprotected)

    def full_jkm_from(self, *, on: date) -> Figure[ContributionMonth | None]:
        """The month from which full JKM stands by what was recorded by a day; never fails.

        Where contributions are still missing, the earliest one, if what is owed is paid.  None
        where JKM is not paid for, cover has ended, or no rule is known.
        """

        def told(walks: dict[Program, Walk], _ask: Ask) -> ContributionMonth | None:
            return full_jkm_from(walks[Program.JKM], on=on)

        return self._walked(on, told)

    def _asked(self, program: Programs) -> tuple[Program, ...]:
        if program is None:
            return self.timeline.programs
        return check_programs((program,) if isinstance(program, (Program, str)) else program)

    def _walked(self, on: date, tell: Callable[[dict[Program, Walk], Ask], T]) -> Figure[T]:
        """What is told of the status of each programme up to a day, under each reading."""
        then = self.on(on)
        return explored(lambda ask: tell(walks_of(then, ask(then.figure), ask), ask))


def beginning_in(ledger: CoverageLedger, program: Program | None, ask: Ask) -> Beginning | None:
    """When the first contribution for a programme, or for any, begins to protect."""
    return beginning_of(
        ask(ledger.figure).settlements,
        program=program,
        timeline=ledger.timeline,
        registrations=ledger.registrations,
        rule=ledger.rules.membership.first_protection,
        read=lambda figure: ask(ledger.rules.answered(figure)),
    )


def walk_of(ledger: CoverageLedger, account: Account, program: Program, ask: Ask) -> Walk:
    """The status of a programme from day to day, by the books of one world."""
    died_on = ledger.timeline.died_on
    return Walk(account.paid(program), ledger.rules, ask, died_on, ledger.registrations)


def walks_of(ledger: CoverageLedger, account: Account, ask: Ask) -> dict[Program, Walk]:
    """The status of each programme from day to day, by the books of one world."""
    return {program: walk_of(ledger, account, program, ask) for program in Program}


def _ledger(
    timeline: CoverageTimeline,
    entries: tuple[Entry, ...],
    registrations: tuple[date, ...],
    rules: Rulebook,
    as_of: date | None = None,
) -> tuple[CoverageLedger, tuple[Decree, ...]]:
    entries = tuple(sorted(entries, key=order))
    registrations = tuple(sorted(registrations))
    decrees = decrees_of(timeline, entries, rules=rules, registrations=registrations, until=as_of)
    ledger = CoverageLedger(
        timeline=timeline,
        entries=entries,
        registrations=registrations,
        rules=rules,
        figure=books_of(entries, decrees, registrations=registrations, rules=rules),
        as_of=as_of,
    )
    return ledger, decrees
