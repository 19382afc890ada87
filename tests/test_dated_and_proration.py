"""Dated values, and the four things that are prorated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cases import name_of, read_cases

import jamsostek_rentan as jr
from jamsostek_rentan import ContributionMonth, DatedValue, MonthCount, Rupiah
from jamsostek_rentan.values.dated import clashes, holes, value_in_force
from jamsostek_rentan.values.proration import count_towards_target


def _dated(value: str, first: str, last: str | None) -> DatedValue[str]:
    return DatedValue(
        value=value,
        first=ContributionMonth.parse(first),
        last=last and ContributionMonth.parse(last),  # type: ignore[arg-type]
        ground="none",
    )


OLD = _dated("old", "2015-07", "2019-11")
NEW = _dated("new", "2020-02", None)


def test_a_dated_value_holds_from_its_first_to_its_last_month() -> None:
    """Both ends included; before, between and after, nothing holds."""
    months = ["2015-06", "2015-07", "2019-11", "2019-12", "2020-02", "2099-01"]
    found = [value_in_force([OLD, NEW], ContributionMonth.parse(month)) for month in months]

    assert found == [None, OLD, OLD, None, NEW, NEW]


def test_clashes_and_holes_between_dated_values_are_found() -> None:
    """Whatever order they are given in."""
    overlapping = _dated("late", "2019-11", "2020-01")

    assert holes([NEW, OLD]) == (jr.ContributionPeriod.parse("2019-12/2020-01"),)
    assert holes([OLD, overlapping, NEW]) == ()
    assert clashes([overlapping, OLD, NEW]) == ((OLD, overlapping),)
    assert clashes([NEW, OLD]) == ()


def test_a_dated_value_that_ends_before_it_begins_is_refused() -> None:
    """It would never hold."""
    with pytest.raises(jr.InvalidPeriodError, match="ends before it begins"):
        _dated("never", "2020-02", "2020-01")


@pytest.mark.parametrize("case", read_cases("proration.toml", "months"), ids=name_of)
def test_months_in_an_interval_of_days(case: dict[str, Any]) -> None:
    """Each convention counts as its name says."""
    counted = jr.count_months(
        case["first_day"], case["last_day"], convention=MonthCount[case["convention"]]
    )

    assert counted == case["counts"]


@pytest.mark.parametrize("case", read_cases("proration.toml", "burden"), ids=name_of)
def test_the_burden_of_a_month_is_shared_by_days(case: dict[str, Any]) -> None:
    """The parts are a reimbursement and sum to what was paid."""
    parts = jr.share_burden(
        Rupiah(case["rupiah"]),
        ContributionMonth.parse(case["month"]),
        changeovers=case["changeovers"],
    )

    assert [part.amount for part in parts] == case["parts"]


@pytest.mark.parametrize("case", read_cases("proration.toml", "lump_sum"), ids=name_of)
def test_a_lump_sum_is_spread_and_nothing_is_lost(case: dict[str, Any]) -> None:
    """By weights, over whatever is named."""
    parts = jr.spread(Rupiah(case["rupiah"]), case["over"])

    assert {key: part.amount for key, part in parts.items()} == case["parts"]


def test_a_lump_sum_is_spread_evenly_over_months() -> None:
    """Keys without weights count alike."""
    quarter = jr.ContributionPeriod.parse("2026-01/2026-03")

    assert [part.amount for part in jr.spread(Rupiah(100), quarter).values()] == [34, 33, 33]


@pytest.mark.parametrize("case", read_cases("proration.toml", "kpi"), ids=name_of)
def test_the_agency_counts_groups_towards_its_targets(
    case: dict[str, Any], rules: jr.Rulebook
) -> None:
    """In proportion, not at all, or whole."""
    counted = rules.target_count(case["group"], workers=case["workers"], months=case["months"])

    assert counted == case["counts_as"]


def test_a_target_count_is_exact_where_no_rounding_is_stated(rules: jr.Rulebook) -> None:
    """A sixth of one worker stays a sixth."""
    assert rules.target_count("SA", workers=1, months=1) * 6 == 1
    with pytest.raises(jr.UnknownNameError, match="SA, SB, SC, SD, SG, SL"):
        rules.target_count("XX", workers=1, months=1)


@pytest.mark.parametrize(("workers", "months", "full_after"), [(-1, 1, 6), (1, -1, 6), (1, 1, 0)])
def test_impossible_target_counts_are_refused(workers: int, months: int, full_after: int) -> None:
    """Heads and months are zero or more."""
    with pytest.raises(jr.InvalidSplitError):
        count_towards_target(workers, months, full_after=full_after, shorter_counts=True)


@pytest.mark.parametrize(
    "days",
    [
        [date(2026, 10, 31)],
        [date(2026, 12, 1)],
        [date(2026, 11, 11), date(2026, 11, 11)],
        [date(2026, 11, 12), date(2026, 11, 11)],
    ],
)
def test_changeovers_lie_in_the_month_one_after_another(days: list[date]) -> None:
    """Outside it, twice, or backwards they are errors."""
    with pytest.raises(jr.InvalidPeriodError, match="2026-11 was to be shared"):
        jr.share_burden(Rupiah(16_800), ContributionMonth(2026, 11), changeovers=days)


def test_one_changeover_may_be_given_alone() -> None:
    """A day is one change."""
    month, day = ContributionMonth(2026, 11), date(2026, 11, 11)
    alone = jr.share_burden(Rupiah(16_800), month, changeovers=day)

    assert alone == jr.share_burden(Rupiah(16_800), month, changeovers=[day])


def test_a_key_named_twice_is_refused() -> None:
    """Who is named twice would be paid twice."""
    with pytest.raises(jr.InvalidSplitError, match="Only 1 of them differ"):
        jr.spread(Rupiah(100), ["Mawar", "Mawar"])
