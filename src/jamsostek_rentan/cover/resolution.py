"""Who pays when: what a timeline is made of, checked and cut where the payer changes."""

from __future__ import annotations

from itertools import pairwise

import attrs

from jamsostek_rentan.cover.events import EndEvent, EndKind
from jamsostek_rentan.cover.people import Sponsor, Worker
from jamsostek_rentan.cover.sponsorship import SelfPayment, Sponsorship
from jamsostek_rentan.errors import InvalidFactError, InvalidPeriodError
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


__all__ = [
    "Stretch",
    "check_timeline",
    "death_month",
    "first_month",
    "months_paid",
    "resolve",
]

_ENDLESS = ContributionMonth(9999, 12)


@attrs.frozen(kw_only=True)
class Stretch:
    """Months in a row that one payer owes for one programme."""

    program: Program
    period: ContributionPeriod
    payer: Sponsor | Worker
    sponsorship: Sponsorship | None

    @property
    def funding(self) -> FundingSource:
        """Whose money pays."""
        return self.payer.funding if isinstance(self.payer, Sponsor) else FundingSource.SELF


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
    for one, two in _of_one_sponsor(sponsorships):
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
    sponsorships: tuple[Sponsorship, ...],
) -> list[tuple[Sponsorship, Sponsorship]]:
    return [
        (one, two)
        for place, one in enumerate(sponsorships)
        for two in sponsorships[place + 1 :]
        if one.sponsor.id == two.sponsor.id
        and one.period & two.period
        and set(one.programs) & set(two.programs)
    ]


def death_month(events: tuple[EndEvent, ...]) -> ContributionMonth:
    """The month of death, the last one anybody owes; far away where nobody died."""
    return min((event.month for event in events if event.kind is EndKind.DEATH), default=_ENDLESS)


def months_paid(given: Sponsorship, events: tuple[EndEvent, ...]) -> ContributionPeriod | None:
    """The months of a sponsorship that its end events leave."""
    last = min([given.period.last, *(event.month for event in events if event.ends(given.sponsor))])
    return None if last < given.period.first else ContributionPeriod(given.period.first, last)


def resolve(
    worker: Worker,
    sponsorships: tuple[Sponsorship, ...],
    self_payment: SelfPayment | None,
    events: tuple[EndEvent, ...],
) -> list[Stretch]:
    """Cut each programme's time where the payer changes."""
    death = death_month(events)
    paid = [(given, months_paid(given, events)) for given in sponsorships]
    found: list[Stretch] = []
    for program in Program:
        offers = [(period, given) for given, period in paid if period and program in given.programs]
        own = self_payment if self_payment and program in self_payment.programs else None
        edges = {period.first for period, _ in offers} | {period.last + 1 for period, _ in offers}
        if own and own.starting <= death:
            edges |= {own.starting, _ENDLESS}
        run: list[Stretch] = []
        for first, after in pairwise(sorted(edges)):
            sponsorship = next((given for period, given in offers if first in period), None)
            if sponsorship is None and (own is None or not own.starting <= first <= death):
                continue
            last = after - 1 if sponsorship else min(after - 1, death)
            stretch = Stretch(
                program=program,
                period=ContributionPeriod(first, last),
                payer=sponsorship.sponsor if sponsorship else worker,
                sponsorship=sponsorship,
            )
            if run and run[-1].sponsorship is sponsorship and run[-1].period.last == first - 1:
                stretch = attrs.evolve(
                    stretch, period=ContributionPeriod(run[-1].period.first, last)
                )
                run.pop()
            run.append(stretch)
        found += run
    return found
