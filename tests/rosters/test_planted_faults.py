"""What is planted is found, all of it and nothing else, whatever the list arrives in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import FORMS, PERIOD, checked

import jamsostek_rentan as jr
from jamsostek_rentan import rosters
from jamsostek_rentan.rosters import RowResult, made_up_list
from jamsostek_rentan.rosters.made_up import PLANTABLE


if TYPE_CHECKING:
    from pathlib import Path


EVERY_FAULT = dict.fromkeys(PLANTABLE, 2)


@pytest.mark.parametrize("form", FORMS)
def test_planted_faults_are_found_all_and_only_those(form: str, tmp_path: Path) -> None:
    """The same from CSV, Excel, LibreOffice, JSON, records and every kind of frame."""
    made_up = made_up_list(150, period=PERIOD, seed=20_261_101, faults=EVERY_FAULT)

    found = checked(FORMS[form](made_up.records, tmp_path), policy=made_up.policy)

    assert len(found.rows) == 150
    first = found.rows[0].number
    planted = {number + first - 1: rules for number, rules in made_up.planted}
    assert {row.number: row.rules for row in found.rows if row.rules} == planted


@given(
    rows=st.integers(60, 90),
    seed=st.integers(0, 2**32),
    faults=st.dictionaries(st.sampled_from(PLANTABLE), st.integers(0, 2)),
)
def test_whatever_is_planted_the_rows_add_up(rows: int, seed: int, faults: dict[str, int]) -> None:
    """Refused and accepted rows are the rows read, and reasons the refused ones."""
    made_up = made_up_list(rows, period=PERIOD, seed=seed, faults=faults)

    found = checked(rosters.from_records(made_up.records), policy=made_up.policy)

    tally = found.tally
    assert tally.accepted + tally.accepted_with_notes + tally.refused == tally.read == rows
    assert len(found.accepted) + len(found.accepted_with_notes) + len(found.refused) == rows
    assert sum(rule.refused_for_it for rule in tally.by_rule()) == tally.refused
    assert sum(village.rows for village in tally.by_village()) == rows
    assert sum(village.refused for village in tally.by_village()) == tally.refused
    planted = Counter(rule for _, rules in made_up.planted for rule in rules)
    assert {rule.rule: rule.rows for rule in tally.by_rule()} == planted
    assert len(found.workers()) == rows - tally.refused
    for row in found.rows:
        assert (row.reason is not None) is (row.result is RowResult.REFUSED)
        assert (row.rules == ()) is (row.result is RowResult.ACCEPTED)


def test_a_made_up_list_is_the_same_each_time() -> None:
    """And another seed makes another."""
    one, same, other = (made_up_list(20, period=PERIOD, seed=seed) for seed in (1, 1, 2))

    assert one == same
    assert one.records != other.records


def test_what_cannot_be_planted_is_refused() -> None:
    """An unknown fault, and more faults than rows."""
    with pytest.raises(jr.UnknownNameError, match="nik-form"):
        made_up_list(5, period=PERIOD, seed=1, faults={"nik-lost": 1})
    with pytest.raises(jr.InvalidFactError, match="5 faults"):
        made_up_list(5, period=PERIOD, seed=1, faults={"nik-form": 5})


def test_mukomuko_of_1800_proposed_1616_are_valid() -> None:
    """The sums are published (1.800, 1.616); how the 184 divide among their reasons is made up."""
    faults = {"age-limit": 97, "nik-form": 31, "nik-date": 12, "nik-digit-lost": 9, "duplicate": 35}
    made_up = made_up_list(1_800, period=PERIOD, seed=1_616, faults=faults)

    found = checked(rosters.from_records(made_up.records), policy=made_up.policy)

    assert (len(found.rows), len(found.workers()), len(found.refused)) == (1_800, 1_616, 184)
    by_rule = {one.rule: one.refused_for_it for one in found.tally.by_rule()}
    assert by_rule == faults
