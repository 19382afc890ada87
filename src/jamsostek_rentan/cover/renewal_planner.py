"""Planning a renewal: what a decree and a payment of one day can still pay for each worker."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import attrs

from jamsostek_rentan.cover.accounts import balance_of, newly_paid
from jamsostek_rentan.cover.booking import payable_on
from jamsostek_rentan.cover.claims import Decree, claims_against, claims_of, decrees_of, known_from
from jamsostek_rentan.cover.ledger import CoverageLedger, walks_of
from jamsostek_rentan.cover.people import Sponsor, first_double
from jamsostek_rentan.cover.records import listed, refuse_unless_day
from jamsostek_rentan.cover.renewals import RenewalLine, RenewalPlan
from jamsostek_rentan.cover.resolution import ends_sponsorship
from jamsostek_rentan.cover.sponsorship import Sponsorship
from jamsostek_rentan.cover.status import CoverageStatus, Walk
from jamsostek_rentan.cover.timeline import CoverageTimeline
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.facts import check_programs
from jamsostek_rentan.law.programs import BASIC_COVER, Program
from jamsostek_rentan.law.questions import Ask, Figure, explored
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod, Months, age_on


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jamsostek_rentan.cover.accounts import Claim
    from jamsostek_rentan.cover.events import EndEvent
    from jamsostek_rentan.law.prices import Price


__all__ = ["plan_renewal"]


def plan_renewal(
    ledgers: Iterable[CoverageLedger],
    *,
    sponsor: Sponsor,
    period: ContributionPeriod,
    on: date,
    programs: Iterable[Program] = BASIC_COVER,
) -> RenewalPlan:
    """What a sponsor's next year would pay for each worker, if it is decreed and paid on a day.

    Nothing is recorded: the ledgers stay as they are, and what was paid after that day is left
    out.  Months that somebody has paid already are not paid again.  A worker who died, or whose
    last sponsorship by this sponsor was ended by an event, is listed and not renewed.

    Args:
        ledgers: One ledger for each worker, all under one rulebook.
        sponsor: Who goes on paying.
        period: The months of the new decree; those before the day are paid late.
        on: The day of the decree and of the payment.
        programs: The programmes; JKK and JKM unless said otherwise.

    Raises:
        InvalidFactError: For two ledgers of one worker, ledgers under two rulebooks, a day that is
            none, or a worker for whom the sponsor is to pay some of the months already.
        MissingFactError: For a fact about a worker that changes a price; it names the worker.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from datetime import date
    >>> from jamsostek_rentan import ContributionMonth, CoverageLedger, CoverageTimeline, Rupiah
    >>> from jamsostek_rentan import FundingSource, Payment, Sector, Sponsor, Sponsorship, Worker
    >>> from jamsostek_rentan import law
    >>> regency = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
    >>> year = ContributionMonth(2024, 1).for_months(12)
    >>> siti = Worker("w-001", sector=Sector.OTHER)
    >>> ledger = CoverageLedger.of(
    ...     CoverageTimeline.of(siti, sponsorships=[Sponsorship(siti, regency, period=year)]),
    ...     payments=[Payment(regency, on=date(2024, 1, 10), amount=Rupiah(201_600))],
    ...     rules=law.bpu(),
    ... )
    >>> next_year = ContributionMonth(2025, 1).for_months(12)
    >>> for day in (date(2025, 3, 20), date(2025, 4, 20)):
    ...     plan = plan_renewal([ledger], sponsor=regency, period=next_year, on=day)
    ...     line = plan.lines[0]
    ...     print(line.status.settled.name, len(line.payable.settled), plan.total)
    IN_ARREARS 12 Rp201.600
    ENDED 9 Rp151.200
    """
    refuse_unless_day(on, "the day of a renewal")
    given = listed(ledgers, CoverageLedger, "ledgers")
    _check_asked(sponsor, period)
    paid = check_programs(programs)
    _check(given)
    found = [_line(ledger, sponsor, period, on, paid) for ledger in given]
    if given:
        given[0].rules.announce_projected(price for _, prices in found for price in prices)
    return RenewalPlan(
        sponsor=sponsor,
        period=period,
        on=on,
        lines=tuple(sorted((line for line, _ in found), key=lambda line: line.by_danger)),
    )


def _check_asked(sponsor: object, period: object) -> None:
    if not isinstance(sponsor, Sponsor) or not isinstance(period, ContributionPeriod):
        raise InvalidFactError(
            f"A renewal by a {type(sponsor).__name__} for a {type(period).__name__} was asked.",
            "A Sponsor renews for a ContributionPeriod.",
            "Give the Sponsor; one month is month.for_months(1).",
        )


def _check(ledgers: tuple[CoverageLedger, ...]) -> None:
    double = first_double(ledger.worker for ledger in ledgers)
    if double is not None:
        raise InvalidFactError(
            f"Two ledgers of {double.label} were given.",
            "A worker has one; a second one would be renewed twice.",
            "Make one of both, or give the two people different ids.",
        )
    rules = ledgers[0].rules if ledgers else None
    other = next((one for one in ledgers if one.rules is not rules and one.rules != rules), None)
    if other is not None:
        raise InvalidFactError(
            f"The ledgers of {ledgers[0].worker.label} and {other.worker.label} follow two "
            "rulebooks.",
            "A renewal is counted by one.",
            "Make all ledgers with the same rules=.",
        )


class _Found(NamedTuple):
    """What a renewal finds of a worker in one world."""

    payable: Months
    too_late: Months
    registers_anew: bool
    status_after: CoverageStatus
    credit: Rupiah
    amount: Rupiah


def _line(
    ledger: CoverageLedger,
    sponsor: Sponsor,
    period: ContributionPeriod,
    on: date,
    programs: tuple[Program, ...],
) -> tuple[RenewalLine, tuple[Price, ...]]:
    """What is found of a worker, and the prices it rests on."""
    worker, rules, then = ledger.worker, ledger.rules, ledger.on(on)
    renewed = Sponsorship(worker, sponsor, period=period, programs=programs, reference_date=on)
    decreed = _with(then, renewed, on)
    mine = tuple(claims_against(decreed, sponsor, through=period.last, rules=rules))
    others = claims_of(decreed, then.entries, rules=rules, through=period.last)
    decrees = (
        *decrees_of(
            then.timeline,
            then.entries,
            rules=rules,
            registrations=then.registrations,
            until=on,
        ),
        Decree(on, (*mine, *(claim for claim in others if claim.payer != sponsor))),
    )
    event = _ended_by(decreed, renewed, on)
    held = ledger.timeline.held(programs)
    status = then.status_figure(on=on, program=held)

    def found(ask: Ask) -> _Found:
        payable = payable_on(
            then.entries,
            decrees,
            payer=sponsor,
            on=on,
            registrations=then.registrations,
            rules=rules,
            ask=ask,
        )
        paid_now = newly_paid(payable.account, ask(then.figure))
        by_credit = [one for one in paid_now if one.payer == sponsor]
        owed = sum(
            (ask(price.figure) for claim in payable.open for price in claim.prices), Rupiah(0)
        )
        left = min(balance_of(sponsor)(payable.account).credit, owed)
        months = {one.month for one in by_credit} | {claim.month for claim in payable.open}
        walks = walks_of(then, payable.account, ask)
        return _Found(
            payable=tuple(sorted(months)),
            too_late=tuple(claim.month for claim in payable.closed),
            registers_anew=payable.registers_anew,
            status_after=min(
                _after(walks[program], _months_of(program, payable.open), on)
                for program in programs
            ),
            credit=sum((one.amount for one in by_credit), left),
            amount=owed - left,
        )

    figure = explored(found) if event is None else status.map(_nothing)
    registers_anew: Figure[bool] = figure.map(attrgetter("registers_anew"))

    def may_be_refused(ask: Ask) -> bool | None:
        joins = ask(registers_anew) or ask(status) is CoverageStatus.NOT_YET
        return _too_old(ledger, on, ask) if joins and event is None else False

    line = RenewalLine(
        worker=worker,
        event=event,
        status=status,
        ends_on=then.ends_on(on=on, program=held),
        unpaid=then.arrears_figure(on=on, program=held),
        payable=figure.map(attrgetter("payable")),
        too_late=figure.map(attrgetter("too_late")),
        registers_anew=registers_anew,
        may_be_refused=explored(may_be_refused),
        status_after=figure.map(attrgetter("status_after")),
        credit=figure.map(attrgetter("credit")),
        figure=figure.map(attrgetter("amount")),
    )
    paid = {month for months in line.payable.values for month in months}
    return line, tuple(price for claim in mine if claim.month in paid for price in claim.prices)


def _nothing(status: CoverageStatus) -> _Found:
    """What is found of one who is not renewed."""
    return _Found(
        payable=(),
        too_late=(),
        registers_anew=False,
        status_after=status,
        credit=Rupiah(0),
        amount=Rupiah(0),
    )


def _with(ledger: CoverageLedger, renewed: Sponsorship, on: date) -> CoverageTimeline:
    """The timeline by the papers of a day, with one more of that day."""
    timeline = ledger.timeline
    known = known_from(timeline.sponsorships, ledger.entries)
    return CoverageTimeline.of(
        timeline.worker,
        sponsorships=[*(given for given, since in known.items() if since <= on), renewed],
        self_payment=timeline.self_payment,
        events=timeline.events,
    )


def _ended_by(decreed: CoverageTimeline, renewed: Sponsorship, on: date) -> EndEvent | None:
    """What had ended by a day everything the sponsor decreed before, or ends the new decree too."""
    given = [one for one in decreed.sponsorships if one.sponsor == renewed.sponsor]
    before = [one for one in given if one != renewed]
    for event in decreed.events:
        left = bool(before) and all(ends_sponsorship(event, one) for one in before)
        if event.happened_on <= on and (left or ends_sponsorship(event, renewed)):
            return event
    return None


def _months_of(program: Program, claims: tuple[Claim, ...]) -> list[ContributionMonth]:
    """The months of which claims have a programme."""
    return [
        claim.month for claim in claims if any(price.program is program for price in claim.prices)
    ]


def _after(walk: Walk, months: Iterable[ContributionMonth], on: date) -> CoverageStatus:
    """The status of a day on which months are paid, for one who registers on it if need be."""
    paid = {**dict.fromkeys(months, on), **walk.paid}
    return attrs.evolve(walk, paid=paid, registrations=(*walk.registrations, on)).status(on=on)


def _too_old(ledger: CoverageLedger, on: date, ask: Ask) -> bool | None:
    born, rules = ledger.worker.birth_date, ledger.rules
    limit = value_in_force(rules.membership.age_limits, ContributionMonth.of(on))
    if limit is None or born is None:
        return None
    inclusive = ask(rules.answered(limit.value.inclusive))
    return age_on(on, birth_date=born) >= limit.value.refused_age(inclusive=inclusive)
