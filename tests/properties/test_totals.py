"""Law of the scheme: what payers owe together is what the dues of their workers come to."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    CoverageTimeline,
    EndEvent,
    EndKind,
    FundingSource,
    Program,
    Rupiah,
    SelfPayment,
    Sponsor,
    Sponsorship,
    Worker,
)
from jamsostek_rentan.law.questions import Figure, total
from jamsostek_rentan.strategies import contribution_months, contribution_periods


if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from jamsostek_rentan import Due


SPONSORS = [
    Sponsor(funding.name, name=funding.name, funding=funding)
    for funding in (FundingSource.APBD, FundingSource.APBDES, FundingSource.CSR)
]
KNOWN = st.sampled_from([-12, 0, 4])
PROGRAMS = st.lists(st.sampled_from(Program), unique=True, min_size=1).map(tuple)
# The reliefs of 2020 ask for the first month of membership, those of 2026 for the sector.
ERAS = [
    (ContributionMonth(2020, 6), ContributionMonth(2021, 4)),
    (ContributionMonth(2025, 12), ContributionMonth(2027, 2)),
]


@st.composite
def cohorts(draw: st.DrawFn, *, since: st.SearchStrategy[int | None]) -> list[CoverageTimeline]:
    """Timelines of workers of one era, members since so many months from its start."""
    first, last = draw(st.sampled_from(ERAS))
    found: list[CoverageTimeline] = []
    for number in range(draw(st.integers(0, 5))):
        past = draw(since)
        begun = first if past is None else first + past
        worker = Worker(
            f"w-{number}",
            sector=draw(st.sampled_from(jr.Sector)),
            declared_income=draw(st.sampled_from([jr.LOWEST_BAND, Rupiah(0), Rupiah(2_500_000)])),
            member_since=None if past is None else begun,
        )
        months = {"min_value": max(begun, first), "max_value": last}
        given_ = [
            Sponsorship(
                worker,
                sponsor,
                period=draw(contribution_periods(**months, max_months=8)),
                programs=draw(PROGRAMS),
            )
            for sponsor in draw(st.lists(st.sampled_from(SPONSORS), unique=True))
        ]
        own = draw(
            st.none()
            | st.builds(SelfPayment, starting=contribution_months(**months), programs=PROGRAMS)
        )
        firsts = [one.period.first for one in given_]
        firsts += [own.starting] if own else []
        if firsts:
            day = (last - 1).first_day
            death = EndEvent(kind=EndKind.DEATH, happened_on=day, known_on=day)
            may_die = min(firsts) < last
            found.append(
                CoverageTimeline.of(
                    worker,
                    sponsorships=given_,
                    self_payment=own,
                    events=[death] if may_die and draw(st.booleans()) else [],
                )
            )
    return found


def _misses(asked: Callable[[], object]) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", jr.ProjectedLawWarning)
            asked()
    except jr.MissingFactError:
        return True
    return False


def _payer(due: Due) -> Sponsor | FundingSource:
    return due.payer if isinstance(due.payer, Sponsor) else FundingSource.SELF


@given(cohorts(since=st.none()), st.sampled_from([last for _, last in ERAS]))
def test_totals_miss_a_fact_where_a_due_does(
    cohort: list[CoverageTimeline], through: ContributionMonth
) -> None:
    """And nowhere else."""
    rules = jr.law.bpu()
    assert _misses(lambda: jr.totals_of(cohort, through=through, rules=rules)) == any(
        _misses(partial(timeline.dues, through=through, rules=rules)) for timeline in cohort
    )


@given(cohorts(since=KNOWN), st.data())
def test_totals_are_the_sums_of_dues_under_every_reading(
    cohort: list[CoverageTimeline], data: st.DataObject
) -> None:
    """By payer, programme and month, with as many workers as there are dues."""
    first, last = ERAS[0] if not cohort or cohort[0].first.year < 2022 else ERAS[1]
    through = data.draw(contribution_months(min_value=first, max_value=last + 3))
    rules = jr.law.bpu()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jr.ProjectedLawWarning)
        totals = jr.totals_of(cohort, through=through, rules=rules)
        dues = [due for timeline in cohort for due in timeline.dues(through=through, rules=rules)]

    figures: defaultdict[object, list[Figure[Rupiah]]] = defaultdict(list)
    for due in dues:
        figures[_payer(due), due.program, due.month].append(due.price.figure)
    heads = Counter((_payer(due), due.program, due.month) for due in dues)
    lines = {(line.payer, line.program, line.month): line for line in totals.lines}
    assert len(lines) == len(totals.lines)
    assert {key: line.workers for key, line in lines.items()} == heads
    assert {key: line.figure for key, line in lines.items()} == {
        key: total(found) for key, found in figures.items()
    }
    assert totals.by_reading() == total([due.price.figure for due in dues]).by_reading()


@given(cohorts(since=KNOWN), st.randoms(use_true_random=False))
def test_the_order_of_workers_does_not_matter(
    cohort: list[CoverageTimeline], chance: random.Random
) -> None:
    """Nor does it change the order of the lines."""
    through = ContributionMonth(2026, 11)
    rules = jr.law.bpu()
    one = jr.totals_of(cohort, through=through, rules=rules)
    shuffled = chance.sample(cohort, len(cohort))

    assert jr.totals_of(shuffled, through=through, rules=rules) == one


def test_an_era_is_sampled_on_both_sides_of_its_relief() -> None:
    """Or the laws above would hold over one price alone."""
    price = jr.law.bpu().price
    for (first, last), funding in zip(ERAS, (FundingSource.APBD, FundingSource.SELF), strict=True):
        facts = {"funding": funding, "sector": jr.Sector.OTHER, "member_since": first}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", jr.ProjectedLawWarning)
            amounts = {
                price(Program.JKK, month, **facts).amount
                for month in jr.ContributionPeriod(first, last)
            }
        assert len(amounts) == 2
