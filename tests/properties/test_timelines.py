"""Laws of the scheme: one payer for each month, whatever the order, and cover only ever grows."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    CoverageTimeline,
    EndEvent,
    EndKind,
    Program,
    SelfPayment,
    Sponsor,
    Sponsorship,
    Worker,
)
from jamsostek_rentan.strategies import contribution_months, contribution_periods


if TYPE_CHECKING:
    import random


SITI = Worker("w-001", sector=jr.Sector.OTHER)
FIRST, LAST = ContributionMonth(2024, 1), ContributionMonth(2026, 6)
MONTHS = jr.ContributionPeriod(FIRST, LAST)
SPONSORS = [
    Sponsor(f"s-{number}", name=f"Sponsor {number}", funding=funding)
    for number, funding in enumerate(
        [jr.FundingSource.APBD, jr.FundingSource.APBDES, jr.FundingSource.CSR]
    )
]
PROGRAMS = st.lists(st.sampled_from(Program), unique=True, min_size=1).map(tuple)


@st.composite
def sponsorships(draw: st.DrawFn) -> list[Sponsorship]:
    """At most one sponsorship of each sponsor."""
    return [
        Sponsorship(
            SITI,
            sponsor,
            period=draw(contribution_periods(min_value=FIRST, max_value=LAST, max_months=12)),
            programs=draw(PROGRAMS),
            priority=draw(st.integers(0, 1)),
        )
        for sponsor in draw(st.lists(st.sampled_from(SPONSORS), unique=True, min_size=1))
    ]


SELF = st.none() | st.builds(
    SelfPayment, starting=contribution_months(min_value=FIRST, max_value=LAST), programs=PROGRAMS
)


@st.composite
def events(draw: st.DrawFn) -> list[EndEvent]:
    """End events after the last month anybody could begin."""
    day = draw(st.dates(date(2026, 6, 1), date(2026, 12, 31)))
    kinds = draw(st.lists(st.sampled_from(list(EndKind)[:3]), unique=True, max_size=2))
    return [EndEvent(kind=kind, happened_on=day, known_on=day) for kind in kinds]


def _ends_cover(event: EndEvent) -> bool:
    return event.kind is EndKind.DEATH


def _covered(timeline: CoverageTimeline) -> set[tuple[ContributionMonth, Program]]:
    return {
        (month, program)
        for month in MONTHS
        for program in Program
        if timeline.payer(month, program) is not None
    }


@given(sponsorships(), SELF, events())
def test_every_month_has_one_payer_for_each_programme_or_is_a_gap(
    given_: list[Sponsorship], own: SelfPayment | None, ended: list[EndEvent]
) -> None:
    """The stretches of a programme never overlap, and gaps are the rest."""
    timeline = CoverageTimeline.of(SITI, sponsorships=given_, self_payment=own, events=ended)

    for program in Program:
        months = [
            month
            for stretch in timeline.stretches
            if program in stretch.programs
            for month in (stretch.period & MONTHS or ())
        ]
        assert len(months) == len(set(months))
        assert months == sorted(months)
        runs = [stretch for stretch in timeline.stretches if program in stretch.programs]
        for one, two in pairwise(runs):
            assert one.sponsorship is not two.sponsorship or two.period.first - one.period.last > 1
    gaps = {(gap.month, gap.program) for gap in timeline.gaps(through=LAST)}
    reach = jr.ContributionPeriod(timeline.first, LAST)
    everything = {(month, program) for month in reach for program in timeline.programs}
    assert gaps | _covered(timeline) == everything
    for stretch in timeline.stretches:
        assert all(stretch.period.last <= event.month for event in ended if _ends_cover(event))
    assert not gaps & _covered(timeline)


@given(sponsorships(), SELF)
def test_the_payer_is_the_first_by_precedence(
    given_: list[Sponsorship], own: SelfPayment | None
) -> None:
    """Looked up month by month; sponsors come before the worker."""
    timeline = CoverageTimeline.of(SITI, sponsorships=given_, self_payment=own)
    doubles = {(double.month, double.program): double for double in timeline.double_funded()}

    for month in MONTHS:
        for program in Program:
            paying = sorted(
                (one for one in given_ if month in one.period and program in one.programs),
                key=lambda one: one.precedence,
            )
            pays_own = own and program in own.programs and own.starting <= month
            expected = paying[0].sponsor if paying else (SITI if pays_own else None)
            assert timeline.payer(month, program) == expected
            assert ((month, program) in doubles) == (len(paying) > 1)
            if len(paying) > 1:
                assert doubles[month, program].sponsorships == tuple(paying)


@given(sponsorships(), SELF, events(), st.randoms(use_true_random=False))
def test_the_order_given_does_not_matter(
    given_: list[Sponsorship],
    own: SelfPayment | None,
    ended: list[EndEvent],
    chance: random.Random,
) -> None:
    """Of sponsorships or of events."""
    one = CoverageTimeline.of(SITI, sponsorships=given_, self_payment=own, events=ended)
    chance.shuffle(given_)
    chance.shuffle(ended)

    assert CoverageTimeline.of(SITI, sponsorships=given_, self_payment=own, events=ended) == one


@given(sponsorships(), SELF, st.data())
def test_cover_only_grows_with_sponsorship(
    given_: list[Sponsorship], own: SelfPayment | None, data: st.DataObject
) -> None:
    """Removing a sponsorship never adds cover, and extending one never removes any."""
    whole = _covered(CoverageTimeline.of(SITI, sponsorships=given_, self_payment=own))
    place = data.draw(st.integers(0, len(given_) - 1))
    rest = given_[:place] + given_[place + 1 :]
    if rest or own:
        assert _covered(CoverageTimeline.of(SITI, sponsorships=rest, self_payment=own)) <= whole
    chosen = given_[place]
    longer = jr.ContributionPeriod(chosen.period.first, LAST)
    extended = Sponsorship(
        SITI,
        chosen.sponsor,
        period=longer,
        programs=chosen.programs,
        priority=chosen.priority,
    )
    assert whole <= _covered(
        CoverageTimeline.of(SITI, sponsorships=[*rest, extended], self_payment=own)
    )


@given(sponsorships(), SELF)
def test_dues_are_the_months_somebody_owes(
    given_: list[Sponsorship], own: SelfPayment | None
) -> None:
    """One for each month and programme, priced with the funding of its payer."""
    rules = jr.law.bpu()
    timeline = CoverageTimeline.of(SITI, sponsorships=given_, self_payment=own)
    dues = timeline.dues(rules=rules, through=LAST)

    assert {(due.month, due.program) for due in dues} == _covered(timeline)
    assert len(dues) == len(_covered(timeline))
    assert [due.month for due in dues] == sorted(due.month for due in dues)
    for due in dues:
        assert due.payer == timeline.payer(due.month, due.program)
        funding = due.payer.funding if isinstance(due.payer, Sponsor) else jr.FundingSource.SELF
        price = rules.price(
            due.program,
            due.month,
            sector=SITI.sector,
            funding=funding,
            member_by=timeline.first,
            earlier_funding=_earlier_funding(timeline, due),
        )
        assert due.price.figure == price.figure


def _earlier_funding(timeline: CoverageTimeline, due: jr.Due) -> set[jr.FundingSource]:
    """Whose money paid the months before, looked up month by month."""
    earlier: set[jr.FundingSource] = set()
    for month in jr.ContributionPeriod(timeline.first, due.month):
        payer = timeline.payer(month, due.program)
        if month < due.month and payer is not None:
            earlier.add(payer.funding if isinstance(payer, Sponsor) else jr.FundingSource.SELF)
    return earlier
