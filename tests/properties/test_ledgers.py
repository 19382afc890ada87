"""A ledger against a book kept day by day: no rupiah is lost, and no cover is shown that is not.

The model below walks through every day of the year with plain numbers, under whatever readings; the
ledger books entry by entry and never looks at a day between.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sponsors import REGENCY, SITI, VILLAGE, paid
from what_ifs import RULES

from jamsostek_rentan import (
    ContributionMonth,
    ContributionPeriod,
    CoverageLedger,
    CoverageStatus,
    CoverageTimeline,
    CreditTransfer,
    EndEvent,
    EndKind,
    Payment,
    Refund,
    Rulebook,
    Rupiah,
    SelfPayment,
    Sponsor,
    Sponsorship,
    Worker,
)


MONTH = 16_800
JANUARY = ContributionMonth(2025, 1)
FIRST_DAY, LAST_DAY = date(2024, 12, 1), date(2025, 12, 31)
PAYERS: list[Sponsor | Worker] = [REGENCY, VILLAGE, SITI]
DAYS = st.dates(FIRST_DAY, LAST_DAY) | st.builds(
    date, st.just(2025), st.integers(1, 12), st.sampled_from([1, 15, 16, 28])
)
PAYER = st.sampled_from(PAYERS)
MOST_MONTHS = 4  # from December 2025 on they reach March 2026, the last of the normal price

Entry = Payment | Refund | CreditTransfer


def _number(day: date) -> int:
    """The month of a day; January 2025 is 0."""
    return (day.year - 2025) * 12 + day.month - 1


def _due(day: date) -> date:
    """The 15th of the month of a day, or the Monday after it."""
    due = day.replace(day=15)
    return due + timedelta(days=max(0, 7 - due.isoweekday()) + 1 if due.isoweekday() > 5 else 0)


def _order(entry: Entry) -> tuple[object, ...]:
    """Payments for named months, other payments, transfers, refunds; sponsors before the worker."""
    months = entry.months if isinstance(entry, Payment) else None
    kind = [Payment, CreditTransfer, Refund].index(type(entry))
    span = (_number(months.first.first_day), len(months)) if months else (99, 0)
    return (
        kind,
        span,
        PAYERS[1:].index(entry.payer) if entry.payer != REGENCY else -1,
        entry.amount,
    )


@dataclass(frozen=True)
class Readings:
    """How the open questions about arrears are read; as presumed, where it is not said."""

    longest: int = 3
    due_date: bool = False
    anew: bool = False
    owed: bool = False

    @property
    def rules(self) -> Rulebook:
        """The shipped law, read so."""
        return _rules(self)


@cache
def _rules(readings: Readings) -> Rulebook:
    rules = RULES
    for question, reading, chosen in [
        ("arrears/end", "third-begins", readings.longest < 3),
        ("arrears/begin", "due-date", readings.due_date),
        ("arrears/return", "anew", readings.anew),
        ("arrears/old-months", "owed", readings.owed),
    ]:
        rules = rules.with_reading(question, reading) if chosen else rules
    return rules


def _left(given: Sponsorship, events: list[EndEvent]) -> range:
    """The months of a sponsorship that end events leave, by number."""
    last = _number(given.period.last.first_day)
    for event in events:
        decreed_since = given.reference_date and given.reference_date > event.known_on
        concerned = event.sponsor in {None, given.sponsor}
        if event.kind is EndKind.DEATH or (concerned and not decreed_since):
            last = min(last, _number(event.happened_on))
    return range(_number(given.period.first.first_day), last + 1)


class Book:
    """The model: who owes each month, and what every day brings."""

    def __init__(self, lived: Ledgers) -> None:
        self.readings, self.registered = lived.readings, lived.registered
        self.died, self.lived = lived.died, lived
        self.known: list[Sponsorship] | None = None
        self.owed: dict[int, Sponsor | Worker] = {}
        self.lost: dict[Sponsor | Worker, set[int]] = defaultdict(set)
        self.paid: dict[int, Sponsor | Worker] = {}
        self.traced: dict[Sponsor | Worker, list[tuple[int, int]]] = defaultdict(list)
        self.credit: dict[Sponsor | Worker, int] = defaultdict(int)
        self.gone: set[tuple[Sponsor | Worker, int]] = set()
        self.shut, self.payable = False, set[int]()
        self.ended: date | None = None
        self.back, self.reopened = -99, set[int]()
        self.status: dict[date, CoverageStatus] = {}

    def run(self, entries: list[Entry]) -> Book:
        """Live through every day."""
        day = FIRST_DAY
        while day <= LAST_DAY:
            news = self._read_papers(day, entries) or day in self.registered
            self._look(day)
            self.shut = self.ended is not None and not self._may_return(day)
            self.payable = {number for number in range(-20, 60) if self._payable(number, day)}
            for payer in PAYERS if news else ():
                self._settle(payer)
            for entry in sorted((one for one in entries if one.on == day), key=_order):
                self._enter(entry)
            self.status[day] = self._look(day)
            day += timedelta(days=1)
        return self

    def _read_papers(self, day: date, entries: list[Entry]) -> bool:
        """Whether other sponsorships are known than the day before; then who owes what."""
        known = [one for one in self.lived.sponsorships if self._known(one, day, entries)]
        if known == self.known:
            return False
        self.known, events = known, self.lived.events
        self.owed, self.lost = {}, defaultdict(set)
        death = _number(self.died) if self.died else 99
        for one in sorted(known, key=lambda one: one.precedence, reverse=True):
            self.owed |= dict.fromkeys(_left(one, events), one.sponsor)
        for one in known:
            months = {_number(month.first_day) for month in one.period}
            self.lost[one.sponsor] |= months - {*_left(one, events)}
        alone = self.lived.alone
        for number in range(alone, 40) if alone is not None else ():
            if number <= death:
                self.owed.setdefault(number, SITI)
            else:
                self.lost[SITI].add(number)
        for number, payer in [*self.owed.items()]:
            self.lost[payer].discard(number)
            if self.paid.get(number, payer) != payer:
                del self.owed[number]
        return True

    def _known(self, given: Sponsorship, day: date, entries: list[Entry]) -> bool:
        """By its paper, or by the first money of a sponsor who has no older one."""
        paper = given.reference_date
        if paper is None or paper <= day:
            return True
        older = any(
            one.sponsor == given.sponsor
            and (one.period.first, one.reference_date or date.min) < (given.period.first, paper)
            for one in self.lived.sponsorships
        )
        return not older and any(
            one.on <= day
            and given.sponsor == (one.to if isinstance(one, CreditTransfer) else one.payer)
            for one in entries
        )

    def _look(self, day: date) -> CoverageStatus:
        month = _number(day)
        begun = any(number <= month for number in self.paid)
        unpaid = 0
        while begun and month - unpaid not in self.paid:
            unpaid += 1
        self._end_or_return(day, unpaid if begun else None)
        if self.died and day > self.died:
            return CoverageStatus.ENDED
        if not begun:
            return CoverageStatus.NOT_YET
        if self.ended:
            return CoverageStatus.ENDED
        not_due = self.readings.due_date and unpaid == 1 and day <= _due(day)
        return CoverageStatus.ACTIVE if not unpaid or not_due else CoverageStatus.IN_ARREARS

    def _end_or_return(self, day: date, unpaid: int | None) -> None:
        if unpaid is None:
            self.ended = None
        elif self.ended and not unpaid and self._may_return(day):
            self.ended, self.back = None, _number(day)
        elif not self.ended and unpaid > self.readings.longest:
            self.ended = day
            first = _number(day) - unpaid + 1
            self.reopened = {*range(first, _number(day))} if self.readings.owed else set[int]()

    def _may_return(self, day: date) -> bool:
        again = any(self.ended and self.ended <= at <= day for at in self.registered)
        return again or not self.readings.anew

    def _payable(self, number: int, day: date) -> bool:
        """Whether a month that is owed can be paid on a day."""
        if self.shut:
            return False
        return number >= (_number(day) if self.ended else self.back) or number in self.reopened

    def _enter(self, entry: Entry) -> None:
        if isinstance(entry, Payment):
            self._receive(entry)
            return
        left = entry.amount.amount
        pile = self.traced[entry.payer]
        while left and pile:
            number, amount = pile.pop(0)
            if amount > left:
                pile.insert(0, (number, amount - left))
            left -= min(amount, left)
        if isinstance(entry, CreditTransfer) and entry.to == entry.payer:
            self.credit[entry.payer] += entry.amount.amount - left
            self._settle(entry.payer)
            return
        while left > self.credit[entry.payer]:
            mine = [number for number, payer in self.paid.items() if payer == entry.payer]
            del self.paid[max(mine)]
            self.credit[entry.payer] += MONTH
        self.credit[entry.payer] -= left
        if isinstance(entry, CreditTransfer):
            self.credit[entry.to] += entry.amount.amount
            self._settle(entry.to)

    def _receive(self, payment: Payment) -> None:
        payer, left = payment.payer, payment.amount.amount
        for number in (_number(one.first_day) for one in payment.months or ()):
            mine = self.owed.get(number) == payer
            lost = number in self.lost[payer]
            if not mine and not lost:
                continue
            if self.paid.get(number) == payer or (lost and (payer, number) in self.gone):
                taken = min(left, MONTH)
                if taken:
                    self.traced[payer].append((number, taken))
                left -= taken
            elif self.shut or (mine and number not in self.payable):
                continue
            elif left < MONTH:
                break
            else:
                left -= MONTH
                self._take(payer, number)
        self.credit[payer] += left
        self._settle(payer)

    def _take(self, payer: Sponsor | Worker, number: int) -> None:
        if number in self.lost[payer]:
            self.traced[payer].append((number, MONTH))
            self.gone.add((payer, number))
        else:
            self.paid[number] = payer

    def _settle(self, payer: Sponsor | Worker) -> None:
        mine = {number for number, who in self.owed.items() if who == payer}
        for number in [*sorted(mine), *sorted(self.lost[payer])]:
            done = number in self.paid if number in mine else (payer, number) in self.gone
            if done or self.shut or (number in mine and number not in self.payable):
                continue
            if self.credit[payer] < MONTH:
                return
            self.credit[payer] -= MONTH
            self._take(payer, number)


class Ledgers(RuleBasedStateMachine):
    """Enrols, sponsors, pays late, early, twice and for others, refunds, renews, comes back."""

    def __init__(self) -> None:
        super().__init__()
        self.readings = Readings()
        self.sponsorships = [paid(REGENCY, "2025-01/2025-03")]
        self.alone: int | None = None
        self.died: date | None = None
        self.left: list[EndEvent] = []
        self.registered: list[date] = []
        self.entries: list[Entry] = []

    @initialize(
        readings=st.builds(
            Readings,
            longest=st.integers(2, 3),
            due_date=st.booleans(),
            anew=st.booleans(),
            owed=st.booleans(),
        )
    )
    def read(self, readings: Readings) -> None:
        """Choose how the law is read."""
        self.readings = readings

    @property
    def events(self) -> list[EndEvent]:
        """What ended a sponsorship or cover."""
        died = [
            EndEvent(kind=EndKind.DEATH, happened_on=day, known_on=day)
            for day in [self.died]
            if day is not None
        ]
        return [*self.left, *died]

    @property
    def timeline(self) -> CoverageTimeline:
        """Who owes which months."""
        alone = None if self.alone is None else SelfPayment(starting=JANUARY + self.alone)
        return CoverageTimeline.of(
            SITI, sponsorships=self.sponsorships, self_payment=alone, events=self.events
        )

    def ledger(self, entries: list[Entry] | None = None) -> CoverageLedger:
        """The ledger of the entries so far, or of others."""
        known = self.entries if entries is None else entries
        return CoverageLedger.of(
            self.timeline,
            rules=self.readings.rules,
            registered_on=self.registered,
            payments=[one for one in known if isinstance(one, Payment)],
            transfers=[one for one in known if isinstance(one, CreditTransfer)],
            refunds=[one for one in known if isinstance(one, Refund)],
        )

    def held(self, payer: Sponsor | Worker, day: date) -> int:
        """The least that a payer has from a day on, whatever was recorded later."""
        days = {day, *(one.on for one in self.entries if one.on >= day)}
        return min(self._held(payer, one) for one in days)

    def _held(self, payer: Sponsor | Worker, day: date) -> int:
        total = 0
        for one in self.entries:
            if isinstance(one, CreditTransfer):
                moved = one.payer != one.to
                total -= one.amount.amount * (moved and one.payer == payer and one.on <= day)
                # What arrives by transfer can be handed on from the day after.
                total += one.amount.amount * (moved and one.to == payer and one.on < day)
            elif one.payer == payer and one.on <= day:
                total += one.amount.amount if isinstance(one, Payment) else -one.amount.amount
        return total

    def receive(self, payment: Payment) -> None:
        """Record a payment that reaches no month of another price."""
        if self.reaches(payment.payer, payment.amount.amount):
            self.entries.append(payment)

    def reaches(self, payer: Sponsor | Worker, amount: int) -> bool:
        """Whether more money of the worker stays within the months of the normal price."""
        taken = sum(
            one.amount.amount
            for one in self.entries
            if (one.to if isinstance(one, CreditTransfer) else one.payer) == SITI
        )
        return payer != SITI or taken + amount <= MOST_MONTHS * MONTH

    @rule(
        sponsor=st.sampled_from([REGENCY, VILLAGE]),
        first=st.integers(0, 7),
        months=st.integers(1, 6),
        priority=st.integers(0, 1),
        decreed=st.none() | DAYS,
    )
    def sponsor(
        self, sponsor: Sponsor, first: int, months: int, priority: int, decreed: date | None
    ) -> None:
        """Another sponsor, or the next decree of the same one."""
        period = (JANUARY + first).for_months(min(months, 8 - first))
        again = paid(sponsor, str(period), priority=priority, reference_date=decreed)
        known = {
            month
            for one in self.sponsorships
            if one.sponsor == sponsor
            for month in _left(one, self.events)
        }
        if not known & {*_left(again, self.events)}:
            self.sponsorships.append(again)

    @rule(on=DAYS, late=st.integers(0, 60), sponsor=st.sampled_from([None, REGENCY, VILLAGE]))
    def leave(self, on: date, late: int, sponsor: Sponsor | None) -> None:
        """The worker leaves a sponsor's programme, or all of them."""
        if on >= self.timeline.first.first_day and len(self.left) < 2:
            known = on + timedelta(days=late)
            self.left.append(
                EndEvent(
                    kind=EndKind.LEFT_PROGRAMME, happened_on=on, known_on=known, sponsor=sponsor
                )
            )

    @rule(on=DAYS)
    def register(self, on: date) -> None:
        """The worker registers, for the first time or anew."""
        self.registered.append(on)

    @precondition(lambda self: self.alone is None)
    @rule(start=st.integers(0, 5))
    def go_alone(self, start: int) -> None:
        """The worker pays from a month on."""
        self.alone = start

    @rule(payer=PAYER, on=DAYS, half_months=st.integers(1, 8), odd=st.integers(0, 1))
    def pay(self, payer: Sponsor | Worker, on: date, half_months: int, odd: int) -> None:
        """Late, early, too much or too little."""
        self.receive(Payment(payer, on=on, amount=Rupiah(half_months * 8_400 + odd * 100)))

    @rule(
        payer=PAYER, on=DAYS, first=st.integers(0, 11), months=st.integers(1, 3), half=st.booleans()
    )
    def pay_for(
        self, payer: Sponsor | Worker, on: date, first: int, months: int, *, half: bool
    ) -> None:
        """For months that are named, the payer's own or not, paid before or not."""
        meant = (JANUARY + first).for_months(months)
        amount = Rupiah(months * MONTH // (2 if half else 1))
        self.receive(Payment(payer, on=on, amount=amount, months=meant))

    # Money taken back unpays months, and from which day on is told by no record; so where that day
    # matters, for who registers anew or owes the old months, none is taken back.
    @precondition(lambda self: not self.readings.anew and not self.readings.owed)
    @rule(payer=PAYER, to=PAYER, on=DAYS, part=st.integers(1, 4))
    def hand_over(self, payer: Sponsor | Worker, to: Sponsor | Worker, on: date, part: int) -> None:
        """Credit from one payer to another, or out of what was to be traced."""
        amount = self.held(payer, on) // part
        if amount > 0 and self.reaches(to, amount):
            self.entries.append(
                CreditTransfer(payer, to=to, on=on, amount=Rupiah(amount), reference="paper")
            )

    @precondition(lambda self: not self.readings.anew and not self.readings.owed)
    @rule(payer=PAYER, on=DAYS, part=st.integers(1, 4))
    def refund(self, payer: Sponsor | Worker, on: date, part: int) -> None:
        """Back to whoever paid."""
        amount = self.held(payer, on) // part
        if amount > 0:
            self.entries.append(Refund(payer, on=on, amount=Rupiah(amount)))

    @precondition(lambda self: self.died is None)
    @rule(on=DAYS)
    def die(self, on: date) -> None:
        """The worker dies, after cover has begun."""
        if on >= self.timeline.first.first_day:
            self.died = on

    @invariant()
    def the_book_says_the_same(self) -> None:
        """The months paid, the money and the status of every tenth day and every month's first."""
        book = Book(self).run(self.entries)
        ledger = self.ledger()
        account = ledger.figure.settled

        assert {_number(one.month.first_day): one.payer for one in account.settlements} == book.paid
        for balance in account.balances:
            assert balance.received == (
                balance.settled + balance.credit + balance.refunded + balance.to_be_traced
            )
            assert balance.credit.amount == book.credit[balance.payer]
            assert balance.to_be_traced.amount == sum(
                amount for _, amount in book.traced[balance.payer]
            )
        for payer in PAYERS:
            received = next((one.received for one in account.balances if one.payer == payer), None)
            refunds = sum(
                one.amount.amount
                for one in self.entries
                if isinstance(one, Refund) and one.payer == payer
            )
            if received is not None:
                assert received.amount - refunds == self._held(payer, date.max)

    @invariant()
    def the_status_is_that_of_the_book(self) -> None:
        """On the first of each month, the days around the 15th, and whenever something was paid."""
        book = Book(self).run(self.entries)
        ledger = self.ledger()
        days = {one.on for one in self.entries}
        days |= {date(2025, month, day) for month in (3, 7, 12) for day in (1, 15, 16)}
        for day in days:
            assert ledger.status(on=day) is book.status[day], day


TestLedgers = Ledgers.TestCase
TestLedgers.settings = settings(max_examples=80, stateful_step_count=12, deadline=None)


@given(
    st.lists(
        st.tuples(PAYER, st.integers(1, 6), st.none() | st.integers(0, 8)), min_size=2, max_size=4
    )
)
def test_the_order_of_payments_of_one_day_does_not_matter(
    given_: list[tuple[Sponsor | Worker, int, int | None]],
) -> None:
    """Whatever they were meant for."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2025-01/2025-04"), paid(VILLAGE, "2025-04/2025-08")],
        self_payment=SelfPayment(starting=JANUARY + 8),
    )
    payments = [
        Payment(
            payer,
            on=date(2025, 5, 5),
            amount=Rupiah(halves * 8_400),
            months=None if month is None else (JANUARY + month).for_months(2),
        )
        for payer, halves, month in given_
    ]
    ledgers = {
        CoverageLedger.of(timeline, payments=order, rules=RULES) for order in permutations(payments)
    }
    assert len(ledgers) == 1


@given(
    st.lists(st.tuples(DAYS, st.integers(1, 6)), max_size=4),
    st.integers(0, 11),
    DAYS,
    DAYS,
)
def test_paying_ones_own_month_never_worsens_a_status(
    before: list[tuple[date, int]], month: int, on: date, asked: date
) -> None:
    """On NOT_YET < ENDED < IN_ARREARS < ACTIVE, on any day from the payment on."""
    timeline = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=JANUARY))
    known = [
        Payment(SITI, on=day, amount=Rupiah(months * MONTH)) for day, months in before if day < on
    ]
    ledger = CoverageLedger.of(timeline, payments=known, rules=RULES)
    meant = ContributionPeriod(JANUARY + month, JANUARY + month)
    more = Payment(SITI, on=on, amount=Rupiah(MONTH), months=meant)
    after = CoverageLedger.of(timeline, payments=[*known, more], rules=RULES)

    assert ledger.status(on=max(on, asked)) <= after.status(on=max(on, asked))
