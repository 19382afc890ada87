"""The shipped strategies make values that hold together, and shrink to what they say."""

from __future__ import annotations

import importlib
import itertools
import sys
import types
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import jamsostek_rentan as jr
from jamsostek_rentan import strategies


if TYPE_CHECKING:
    from jamsostek_rentan.law.conditions import Window


@pytest.mark.parametrize(
    ("strategy", "simplest"),
    [
        (strategies.rupiahs(), jr.Rupiah(0)),
        (strategies.rupiahs(min_value=jr.Rupiah(7)), jr.Rupiah(7)),
        (strategies.contribution_months(), jr.ContributionMonth(2015, 7)),
        (
            strategies.contribution_periods(),
            jr.ContributionPeriod.parse("2015-07/2015-07"),
        ),
        (strategies.programs(), jr.Program.JKK),
        (strategies.sectors(), jr.Sector.OTHER),
        (strategies.funding_sources(), jr.FundingSource.SELF),
        (strategies.sponsors().map(lambda sponsor: sponsor.funding), jr.FundingSource.CSR),
        (strategies.workers().map(lambda worker: worker.id), "w-0"),
        (strategies.workers().map(lambda worker: worker.declared_income), jr.LOWEST_BAND),
        (strategies.rate_tables().map(lambda table: len(table.reliefs)), 0),
    ],
)
def test_strategies_shrink_to_the_simplest_value(
    strategy: st.SearchStrategy[object], simplest: object
) -> None:
    """As their docstrings say."""
    found = find(strategy, lambda _: True, settings=settings(database=None))

    assert found == simplest


@given(st.data())
def test_bounds_are_kept(data: st.DataObject) -> None:
    """Both ends included."""
    first, last = jr.ContributionMonth(2020, 1), jr.ContributionMonth(2020, 3)
    month = data.draw(strategies.contribution_months(min_value=first, max_value=last))
    period = data.draw(
        strategies.contribution_periods(min_value=first, max_value=last, max_months=2)
    )
    amount = data.draw(strategies.rupiahs(min_value=jr.Rupiah(-2), max_value=jr.Rupiah(2)))
    worker = data.draw(strategies.workers(min_age=20, max_age=21, max_member_since=last))

    assert first <= month <= last
    assert first <= period.first <= period.last <= last
    assert len(period) <= 2
    assert jr.Rupiah(-2) <= amount <= jr.Rupiah(2)
    assert worker.member_since is not None
    assert worker.member_since <= last
    assert worker.birth_date is not None
    assert 20 <= jr.age_on(date(2020, 3, 1), birth_date=worker.birth_date) <= 21


@given(strategies.rate_tables(max_bands=3, max_reliefs=3))
def test_made_up_rate_tables_hold_together(table: jr.DatedRateTable) -> None:
    """Bands begin at zero and ascend, two of three may be in doubt; reliefs follow one another."""
    month = jr.ContributionMonth(2020, 1)
    breaks = table.income_breaks(jr.Program.JKK, month)
    windows: list[Window] = [window for relief in table.reliefs for window in relief.windows]

    assert breaks[0] == jr.Rupiah(0)
    assert list(breaks) == sorted(set(breaks))
    assert len(breaks) <= 5
    assert all(one.last < two.first for one, two in itertools.pairwise(windows))
    assert hash(table) == hash(table)


@pytest.mark.parametrize(
    "strategy",
    [
        lambda: strategies.rupiahs(min_value=jr.Rupiah(2), max_value=jr.Rupiah(1)),
        lambda: strategies.contribution_months(
            min_value=jr.ContributionMonth(2020, 2), max_value=jr.ContributionMonth(2020, 1)
        ),
        lambda: strategies.contribution_periods(max_months=0),
        lambda: strategies.workers(min_age=30, max_age=20),
        lambda: strategies.rate_tables(max_bands=0),
        lambda: strategies.rate_tables(max_reliefs=-1),
        lambda: strategies.rate_tables(max_reliefs=200),
    ],
)
def test_arguments_that_allow_nothing_are_refused(strategy: object) -> None:
    """Instead of yielding nothing."""
    with pytest.raises(InvalidArgument):
        find(strategy(), lambda _: True)  # type: ignore[operator]


def test_a_missing_extra_is_one_sentence_with_the_pip_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without Hypothesis the rest of the library works."""
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(sys.modules, "jamsostek_rentan.strategies")
    with pytest.raises(jr.MissingExtraError, match=r"jamsostek-rentan\[hypothesis\]") as caught:
        importlib.import_module("jamsostek_rentan.strategies")

    assert isinstance(caught.value, ImportError)
    assert isinstance(strategies, types.ModuleType)
