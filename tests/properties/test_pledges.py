"""Laws of pledges: money in is money out or in hand, on every day and in whatever order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from jamsostek_rentan import FundingSource, Rupiah, Sponsor
from jamsostek_rentan.cover.pledges import Pledge, Receipt, Use, WorkerMonths, WorkersFor
from jamsostek_rentan.strategies import contribution_periods, rupiahs


if TYPE_CHECKING:
    import random

    from jamsostek_rentan.cover.pledges import Promise


MELATI = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
SOME = rupiahs(min_value=Rupiah(1))
DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 10))
COUNTS = st.integers(1, 10_000)
PAPER = {
    "reference": st.sampled_from([None, "A-1", "A-2"]),
    "reference_date": st.none() | DAYS,
}
PROMISES = st.one_of(
    SOME,
    st.builds(WorkerMonths, COUNTS),
    st.builds(WorkersFor, COUNTS, contribution_periods()),
)
RECEIPTS = st.lists(
    st.builds(Receipt, st.sampled_from(["ani", "budi", "citra"]), on=DAYS, amount=SOME, **PAPER),
    unique_by=lambda receipt: receipt if receipt.reference else object(),
    max_size=8,
)
USES = st.lists(
    st.builds(Use, on=DAYS, amount=rupiahs(), worker_months=st.integers(0, 1_000), **PAPER),
    max_size=8,
)
PLEDGES = st.builds(
    Pledge, st.just("p-01"), st.just(MELATI), promised=PROMISES, receipts=RECEIPTS, uses=USES
)


@given(PLEDGES)
def test_what_arrived_is_what_the_givers_gave(pledge: Pledge) -> None:
    """Each giver is named once, in order, and nothing else is in the sum."""
    givers = pledge.by_giver()

    assert sum(givers.values(), Rupiah(0)) == pledge.received
    assert list(givers) == sorted({receipt.giver for receipt in pledge.receipts})


@given(PLEDGES, DAYS)
def test_what_is_in_hand_is_what_arrived_less_what_was_used(pledge: Pledge, day: date) -> None:
    """At the end of every day."""
    then = pledge.on(day)
    arrived = [receipt.amount for receipt in pledge.receipts if receipt.on <= day]
    paid = [use.amount for use in pledge.uses if use.on <= day]

    assert then.received == sum(arrived, Rupiah(0))
    assert then.used == sum(paid, Rupiah(0))
    assert then.in_hand == then.received - then.used


@given(PROMISES, RECEIPTS, USES, st.randoms(use_true_random=False))
def test_the_order_given_does_not_matter(
    promised: Promise, receipts: list[Receipt], uses: list[Use], chance: random.Random
) -> None:
    """Of receipts or of uses, at once or one by one."""
    one = Pledge("p-01", MELATI, promised=promised, receipts=receipts, uses=uses)
    chance.shuffle(receipts)
    chance.shuffle(uses)
    step_by_step = Pledge("p-01", MELATI, promised=promised)
    for use in uses:
        step_by_step = step_by_step.using(use)
    for receipt in receipts:
        step_by_step = step_by_step.receiving(receipt)

    again = Pledge("p-01", MELATI, promised=promised, receipts=receipts, uses=uses)
    assert step_by_step == again == one
    assert repr(step_by_step) == repr(again) == repr(one)
    assert hash(step_by_step) == hash(again) == hash(one)


@given(PLEDGES, DAYS, DAYS)
def test_what_arrived_and_was_used_never_falls(pledge: Pledge, one: date, other: date) -> None:
    """A later day knows all that an earlier one knew, and looking back twice is looking once."""
    earlier, later = pledge.on(min(one, other)), pledge.on(max(one, other))

    assert earlier.received <= later.received <= pledge.received
    assert earlier.used <= later.used <= pledge.used
    assert earlier.used_worker_months <= later.used_worker_months
    assert later.on(min(one, other)) == earlier
    assert pledge.on(date.max) == pledge


@given(PLEDGES, DAYS)
def test_what_is_left_and_what_was_used_are_what_was_promised(pledge: Pledge, day: date) -> None:
    """On every day, in the unit of the promise."""
    then = pledge.on(day)

    if isinstance(then.promised, Rupiah):
        assert isinstance(then.left, Rupiah)
        assert then.left + then.used == then.promised
    else:
        whole = then.promised.count
        if isinstance(then.promised, WorkersFor):
            whole *= len(then.promised.period)
        assert isinstance(then.left, int)
        assert then.left + then.used_worker_months == whole
