"""Who pays when: what a timeline is made of, checked and cut where the payer changes."""

from __future__ import annotations

from itertools import combinations, compress, pairwise
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.events import EndEvent, EndKind
from jamsostek_rentan.cover.people import Sponsor, Worker, refuse_namesake
from jamsostek_rentan.cover.sponsorship import SelfPayment, Sponsorship
from jamsostek_rentan.errors import InvalidFactError, InvalidPeriodError
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


__all__ = [
    "ENDLESS",
    "Stretch",
    "check_timeline",
    "death_day",
    "death_month",
    "ends_sponsorship",
    "first_month",
    "months_paid",
    "resolve",
]

ENDLESS = ContributionMonth(9999, 12)
"""The month up to which somebody pays alone who has not stopped."""


@attrs.frozen(kw_only=True)
class Stretch:
    """Months in a row that one payer owes for some programmes."""

    programs: tuple[Program, ...]
    period: ContributionPeriod
    payer: Sponsor | Worker
    sponsorship: Sponsorship | None
    earlier_funding: tuple[FundingSource, ...]
    """Whose money paid before, in the order in which it first did."""

    @property
    def funding(self) -> FundingSource:
        """Whose money pays."""
        return _funding(self.sponsorship)


def first_month(
    sponsorships: tuple[Sponsorship, ...], self_payment: SelfPayment | None
) -> ContributionMonth:
    """The first month anybody pays."""
    months = [given.period.first for given in sponsorships]
    months += [self_payment.starting] if self_payment else []
    return min(months)


def check_timeline(
    worker: Worker,
    sponsorships: tuple[Sponsorship, ...],
    self_payment: SelfPayment | None,
    events: tuple[EndEvent, ...],
) -> None:
    """Check that what a timeline is made of holds together.

    Raises:
        InvalidFactError: For a sponsorship of another worker, two of one sponsor over the same
            month and programme, or nothing that covers anybody.
        InvalidPeriodError: For an end event before the first month, or self-payment before the
            membership.
    """
    if not sponsorships and self_payment is None:
        raise InvalidFactError(
            f"A timeline of {worker.label} was asked without sponsorship or self-payment.",
            "Nobody would cover the worker.",
            "Give at least one of them.",
        )
    for given in sponsorships:
        if given.worker.id != worker.id:
            raise InvalidFactError(
                f"A sponsorship of {given.worker.label} was given for {worker.label}.",
                "A timeline is of one worker.",
                "Make one timeline for each worker.",
            )
    known: dict[str, Sponsor] = {}
    for given in sponsorships:
        refuse_namesake(known, given.sponsor, f"for {worker.label}")
    for one, two in _of_one_sponsor(sponsorships, events):
        raise InvalidFactError(
            f"{one.sponsor.label} was to pay twice for {worker.label}: {one.period} "
            f"({one.reference or 'no reference'}) and {two.period} "
            f"({two.reference or 'no reference'}).",
            "A sponsor pays a month of a programme once.",
            "Shorten or join the two sponsorships.",
        )
    first = first_month(sponsorships, self_payment)
    since = worker.member_since
    if self_payment and since and self_payment.starting < since:
        raise InvalidPeriodError(
            f"{worker.label} was to pay from {self_payment.starting}.",
            f"The worker is a member since {since}.",
            "Begin self-payment then, or correct the first month of membership.",
        )
    for event in events:
        if event.happened_on < first.first_day:
            raise InvalidPeriodError(
                f"{event.kind.label.en.capitalize()} on {event.happened_on} was to end the cover "
                f"of {worker.label}.",
                f"That cover begins with {first}.",
                "Correct the day, or leave out who would pay from then on.",
            )


def _of_one_sponsor(
    sponsorships: tuple[Sponsorship, ...], events: tuple[EndEvent, ...]
) -> Iterator[tuple[Sponsorship, Sponsorship]]:
    """Pairs of one sponsor that would pay the same month of the same programme."""
    for one, two in combinations(sponsorships, 2):
        if one.sponsor.id == two.sponsor.id and set(one.programs) & set(two.programs):
            paid, again = months_paid(one, events), months_paid(two, events)
            if paid and again and paid & again:
                yield one, two


def death_day(events: tuple[EndEvent, ...]) -> date | None:
    """The day of death, or none."""
    return min((one.happened_on for one in events if one.kind is EndKind.DEATH), default=None)


def death_month(events: tuple[EndEvent, ...]) -> ContributionMonth:
    """The month of death, the last one anybody owes; far away where nobody died."""
    day = death_day(events)
    return ENDLESS if day is None else ContributionMonth.of(day)


def months_paid(given: Sponsorship, events: tuple[EndEvent, ...]) -> ContributionPeriod | None:
    """The months of a sponsorship that its end events leave."""
    ends = (event.month for event in events if ends_sponsorship(event, given))
    last = min([given.period.last, *ends])
    return None if last < given.period.first else ContributionPeriod(given.period.first, last)


def ends_sponsorship(event: EndEvent, given: Sponsorship) -> bool:
    """Whether an event ends a sponsorship: any but a death leaves one decreed once it was known."""
    decreed = given.reference_date
    anew = decreed is not None and decreed > event.known_on and event.kind is not EndKind.DEATH
    return event.ends(given.sponsor) and not anew


def resolve(
    worker: Worker,
    sponsorships: tuple[Sponsorship, ...],
    self_payment: SelfPayment | None,
    events: tuple[EndEvent, ...],
) -> tuple[Stretch, ...]:
    """Cut time where the payer changes, once for all programmes that the same ones pay for."""
    offers = [
        (given, period)
        for given in sponsorships
        if (period := months_paid(given, events)) is not None
    ]
    alike: dict[tuple[bool, ...], list[Program]] = {}
    for program in Program:
        offered = [program in given.programs for given, _ in offers]
        own = self_payment is not None and program in self_payment.programs
        alike.setdefault((own, *offered), []).append(program)
    death = death_month(events)
    stretches: list[Stretch] = []
    for (own, *offered), programs in alike.items():
        earlier: tuple[FundingSource, ...] = ()
        for given, period in _runs(
            list(compress(offers, offered)), self_payment if own else None, death
        ):
            stretches.append(
                Stretch(
                    programs=tuple(programs),
                    period=period,
                    payer=given.sponsor if given else worker,
                    sponsorship=given,
                    earlier_funding=earlier,
                )
            )
            earlier = tuple(dict.fromkeys((*earlier, _funding(given))))
    return tuple(stretches)


def _funding(given: Sponsorship | None) -> FundingSource:
    return given.sponsor.funding if given else FundingSource.SELF


def _runs(
    offers: list[tuple[Sponsorship, ContributionPeriod]],
    own: SelfPayment | None,
    death: ContributionMonth,
) -> list[tuple[Sponsorship | None, ContributionPeriod]]:
    """The months in a row of one payer; the worker pays where no sponsorship stands."""
    edges = {period.first for _, period in offers} | {period.last + 1 for _, period in offers}
    if own and own.starting <= death:
        edges |= {own.starting, ENDLESS}
    runs: list[tuple[Sponsorship | None, ContributionPeriod]] = []
    for first, after in pairwise(sorted(edges)):
        given = next((given for given, period in offers if first in period), None)
        if given is None and (own is None or not own.starting <= first <= death):
            continue
        last = after - 1 if given else min(after - 1, death)
        begun = first
        if runs and runs[-1][0] is given and runs[-1][1].last == first - 1:
            begun = runs.pop()[1].first
        runs.append((given, ContributionPeriod(begun, last)))
    return runs
