"""Law of the scheme: what is made plain comes back as it was, through JSON too."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import Rupiah, strategies


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
    plain = jr.to_plain(value)

    assert jr.from_plain(plain) == value
    assert jr.from_plain(json.loads(json.dumps(plain))) == value


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
    "name",
    [
        "os.system",
        "values.money.split",
        "values.money.Nothing",
        "nothing.Rupiah",
        "Worker",
        "law.X",
    ],
)
def test_only_values_of_the_library_are_read(name: str) -> None:
    """Data never names code to run."""
    with pytest.raises(jr.UnknownNameError, match="none of the library's"):
        jr.from_plain({name: {}})
