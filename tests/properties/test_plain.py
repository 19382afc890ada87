"""Law of the scheme: what is made plain comes back as it was, through JSON too."""

from __future__ import annotations

import enum
import importlib
import inspect
import json
import pkgutil

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import Rupiah, strategies
from jamsostek_rentan.cover.accounts import Claim
from jamsostek_rentan.cover.groups import Group
from jamsostek_rentan.cover.lapses import Gate
from jamsostek_rentan.cover.purses import Purse
from jamsostek_rentan.cover.status import Walk
from jamsostek_rentan.law.cells import Cell
from jamsostek_rentan.law.faults import Fault, Inquiry
from jamsostek_rentan.law.memo import Slot
from jamsostek_rentan.planning.blocks import Block
from jamsostek_rentan.planning.eligibility.fields import Field
from jamsostek_rentan.planning.eligibility.rules import RULES
from jamsostek_rentan.planning.filling import Filling
from jamsostek_rentan.planning.freezing import Frozen
from jamsostek_rentan.planning.parts import Part
from jamsostek_rentan.rosters import CheckedRoster, CheckedRow, Fingerprints, MadeUpList, Roster
from jamsostek_rentan.rosters.files import FileKind
from jamsostek_rentan.rosters.layouts import Layout
from jamsostek_rentan.rosters.made_up import PLANTABLE
from jamsostek_rentan.values import plain
from jamsostek_rentan.values.texts import Labelled


SHIPPED = jr.law.bpu()
VALUES = st.one_of(
    strategies.rupiahs(),
    strategies.contribution_months(),
    strategies.contribution_periods(),
    strategies.workers(),
    strategies.sponsors(),
    strategies.rate_tables(),
    strategies.funding_sources(),
)


@given(VALUES)
def test_values_go_through_plain_dicts_and_json(value: object) -> None:
    """And compare equal afterwards."""
    stored = jr.to_plain(value)

    assert jr.from_plain(stored) == value
    assert jr.from_plain(json.loads(json.dumps(stored))) == value


def test_policies_and_findings_go_through_plain_dicts() -> None:
    """A policy that an office keeps, and what was found by it."""
    rosters = jr.rosters
    made_up = rosters.made_up_list(
        60,
        period=jr.ContributionPeriod.parse("2026-11/2026-12"),
        seed=1,
        faults=dict.fromkeys(PLANTABLE, 1),
    )
    found = rosters.check(
        rosters.from_records(made_up.records),
        policy=made_up.policy,
        period=jr.ContributionPeriod.parse("2026-11/2026-12"),
        rules=SHIPPED,
    )
    findings = [one for row in found.rows for one in row.findings]
    records = [*found.findings(), *found.tally.by_rule(), *found.tally.by_village()]
    others = [rosters.Columns({"nik": "NIK"}), rosters.Limits(), rosters.Nik("9901015505850001")]
    for value in (made_up.policy, *findings, *records, *others, *RULES.values()):
        assert jr.from_plain(json.loads(json.dumps(jr.to_plain(value)))) == value


@given(
    strategies.contribution_months(min_value=jr.ContributionMonth(2020, 6)),
    strategies.funding_sources(),
    strategies.sectors(),
)
def test_quotes_and_their_explanations_go_through_plain_dicts(
    month: jr.ContributionMonth, funding: jr.FundingSource, sector: jr.Sector
) -> None:
    """With every ground, question and reading."""
    facts: jr.Facts = {"funding": funding, "sector": sector, "member_since": month}
    quote = jr.cost_of_cover(3, month, rules=SHIPPED, **facts)
    again = jr.from_plain(json.loads(json.dumps(jr.to_plain(quote))))

    assert again == quote
    assert again.by_reading() == quote.by_reading()
    assert str(again.explain("id")) == str(quote.explain("id"))


def test_the_shipped_law_goes_through_plain_dicts() -> None:
    """The whole rulebook, readings included."""
    chosen = SHIPPED.with_reading("pp50-2025/apbdes", "normal")

    assert jr.from_plain(jr.to_plain(chosen)) == chosen != SHIPPED


@pytest.mark.parametrize(
    "value",
    [1.5, [Rupiah(1)], {"a": 1}, object(), jr.law, SHIPPED._memo],  # noqa: SLF001 - what is in the package and no value
)
def test_what_is_no_value_of_the_library_is_refused(value: object) -> None:
    """A float above all."""
    with pytest.raises(jr.UnknownNameError, match="was to be made plain"):
        jr.to_plain(value)


@pytest.mark.parametrize(
    "stored",
    [
        {"os.system": {}},
        {"split": {}},
        {"values.money.Rupiah": 1},
        {"Program": "JP"},
        {"Worker": {"name": "w-1"}},
        {"Worker": None},
        {"Rupiah": 1.5},
        {"ContributionMonth": "2026-13"},
        {},
        {"Rupiah": 1, "date": "2026-11-22"},
    ],
)
def test_only_what_was_written_is_read(stored: dict[str, object]) -> None:
    """Data never names code to run, and what does not hold together is one kind of error."""
    with pytest.raises(jr.InvalidPlainError, match="only what to_plain has written") as caught:
        jr.from_plain(stored)  # type: ignore[arg-type]

    assert isinstance(caught.value, ValueError)


def test_every_kind_of_value_can_be_stored() -> None:
    """Each value class and enumeration of the library is known by its name."""
    kinds = {
        kind
        for module in pkgutil.walk_packages(jr.__path__, prefix="jamsostek_rentan.")
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if kind.__module__ == module.name
        and not kind.__name__.startswith("_")
        and (issubclass(kind, enum.Enum) or attrs.has(kind))
        and not issubclass(kind, Exception)
    }
    written = {Rupiah, jr.ContributionMonth, jr.ContributionPeriod}  # as they are read
    # Never part of a value, or a handle on a file, or a list with the NIKs of its people.
    inner = {Labelled, Group, Cell, Slot, Fault, Inquiry, Claim, Walk, Gate, Purse}
    inner |= {Block, Filling, Frozen, Part}
    lists = {Field, Layout, FileKind, Roster, Fingerprints, CheckedRow, CheckedRoster, MadeUpList}
    lists |= {kind for kind in kinds if kind.__module__ == "jamsostek_rentan.rosters.sources"}

    known = {f"jamsostek_rentan.{room}.{name}" for name, room in plain._ROOMS.items()}  # noqa: SLF001
    assert {
        f"{kind.__module__}.{kind.__name__}" for kind in kinds - written - inner - lists
    } == known
