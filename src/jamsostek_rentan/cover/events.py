"""End events: what ends a sponsorship or cover itself, when it happened and when it was known."""

from __future__ import annotations

from datetime import date

import attrs

from jamsostek_rentan.cover.people import Sponsor
from jamsostek_rentan.cover.records import check_day, check_day_if_any
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, Labelled


__all__ = ["EndEvent", "EndKind"]


class EndKind(Labelled):
    """What ended a sponsorship, or cover itself.

    Turning 65 and becoming a wage earner are not among them: one who is a participant may go on
    (practice reported for Permenaker 5/2021).  Where a sponsor's own policy ends a sponsorship
    for such a reason, that policy is the ground.

    >>> EndKind.DEATH.label.id
    'meninggal dunia'
    """

    DEATH = Bilingual("death", "meninggal dunia")
    """The worker died, so nothing is owed for the months after."""
    MOVED_AWAY = Bilingual("moved away", "pindah domisili")
    """The worker left the place of the sponsor; membership goes on."""
    LEFT_PROGRAMME = Bilingual("left the programme", "keluar dari program")
    """The worker left the sponsor's programme; membership goes on."""
    SPONSOR_POLICY = Bilingual(
        "ended by the sponsor's policy", "diakhiri menurut kebijakan sponsor"
    )
    """The sponsor's own policy ended it."""


@attrs.frozen(kw_only=True)
class EndEvent:
    """Something that ends a sponsorship or cover; the month in which it happens is still owed.

    A sponsorship whose paper is of a later day than the event was known on goes on: whoever decreed
    it knew.  Only death ends that too.

    Args:
        kind: What happened.
        happened_on: The day it happened.
        known_on: The day the office knew, not before it happened.
        sponsor: Whose sponsorships end; all sponsors' where none is named.
        ground: The policy that ends it, where the sponsor's policy does.
        reference: A report or certificate, as it is called.
        reference_date: The day of that paper.

    Raises:
        InvalidFactError: For an event known before it happened, or a policy without sponsor or
            ground.

    >>> event = EndEvent(
    ...     kind=EndKind.MOVED_AWAY, happened_on=date(2026, 3, 5), known_on=date(2026, 4, 1)
    ... )
    >>> print(event.month)
    2026-03
    """

    kind: EndKind
    happened_on: date = attrs.field(validator=check_day)
    known_on: date = attrs.field(validator=check_day)
    sponsor: Sponsor | None = None
    ground: str | None = None
    reference: str | None = None
    reference_date: date | None = attrs.field(default=None, validator=check_day_if_any)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.kind, EndKind):
            raise InvalidFactError(
                f"{self.kind!r} was given as the kind of an end event.",
                f"It is one of {', '.join(kind.name for kind in EndKind)}.",
                "Give for example EndKind.DEATH.",
            )
        if self.known_on < self.happened_on:
            raise InvalidFactError(
                f"{self.kind.label.en.capitalize()} on {self.happened_on} was given as known on "
                f"{self.known_on}.",
                "Nothing is known before it happens.",
                "Exchange the two days, or correct one.",
            )
        if self.kind is EndKind.SPONSOR_POLICY and (self.sponsor is None or not self.ground):
            raise InvalidFactError(
                "A sponsorship was to end by the sponsor's policy.",
                "The policy is the ground, so it has to be named, and whose it is.",
                "Give sponsor= and ground=.",
            )

    @property
    def label(self) -> Bilingual:
        """What it is called."""
        return self.kind.label

    @property
    def month(self) -> ContributionMonth:
        """The month in which it happened, the last one owed."""
        return ContributionMonth.of(self.happened_on)

    def ends(self, sponsor: Sponsor) -> bool:
        """Whether it ends the sponsorships of a sponsor."""
        everybody = self.sponsor is None or self.kind is EndKind.DEATH
        return everybody or self.sponsor == sponsor
