"""Coverage of known workers: exact, never capped, and unknown where nobody counted."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import Coverage


if TYPE_CHECKING:
    from collections.abc import Callable


def test_formal_and_informal_workers_of_a_regency() -> None:
    """The shares that Kotawaringin Timur named in 2021, of made-up counts of a thousand each."""
    formal = Coverage("formal", covered=960, known=1_000)
    informal = Coverage("informal", covered=70, known=1_000)
    assert [one.in_words("en") for one in (formal, informal)] == [
        "formal: 960 of 1.000, 96,0%",
        "informal: 70 of 1.000, 7,0%",
    ]
    both = Coverage.together("semua", [formal, informal])
    assert both.in_words("id") == "semua: 1.030 dari 2.000, 51,5%"
    assert both.findings == ()


@pytest.mark.parametrize("known", [None, 0])
def test_without_a_count_there_is_no_share(known: int | None) -> None:
    """And a whole with such a part has none either."""
    unknown = Coverage("ojek", covered=120, known=known)
    assert (unknown.share, unknown.above_all) == (None, known == 0)
    assert unknown.in_words("id").startswith("ojek: 120 terlindungi; jumlah")
    (finding,) = unknown.findings
    assert finding.rule == ("coverage-unknown" if known is None else "coverage-above-all")
    together = Coverage.together("all", [unknown, Coverage("petani", covered=1, known=10)])
    assert together.known == (None if known is None else 10)
    assert Coverage.together("nobody", []).share is None


def test_almost_all_is_not_all() -> None:
    """Four of ten thousand are missing; and nobody known with nobody covered is no share."""
    assert Coverage("a", covered=9_996, known=10_000).in_words("en").endswith("99,9%")
    assert Coverage("a", covered=0, known=0).findings[0].rule == "coverage-unknown"
    assert "0001" not in Coverage("6401015505850001", covered=1, known=1).in_words("id")
    with pytest.raises(jr.UnknownNameError):
        Coverage("a", covered=1, known=1).in_words("fr")  # type: ignore[arg-type]


def test_more_than_all_is_flagged_and_shown() -> None:
    """One hundred per cent is not."""
    assert Coverage("a", covered=10, known=10).findings == ()
    above = Coverage("a", covered=11, known=10)
    assert above.in_words("en") == "a: 11 of 10, 110,0%"
    assert above.findings[0].message("id").startswith("peringatan, baris a: 11 orang terlindungi")


@given(st.integers(0, 10**8), st.integers(1, 10**8))
def test_the_share_is_rounded_to_a_tenth_of_a_per_cent(covered: int, known: int) -> None:
    """Never further off than half a tenth, and a half goes up."""
    found = Coverage("a", covered=covered, known=known)
    whole, tenth = found.in_words("en").rsplit(" ", 1)[1].removesuffix("%").split(",")
    shown = Fraction(int(whole) * 10 + int(tenth), 1_000)
    assert abs(shown - Fraction(covered, known)) <= Fraction(1, 1_000)
    assert (shown == 1) <= (covered >= known) or shown < 1
    assert (shown < 1) or covered >= known


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: Coverage("a", covered=-1, known=10), "covered=-1"),
        (lambda: Coverage("a", covered=1, known=-10), "known=-10"),
        (lambda: Coverage("a", covered=1.5, known=10), "whole number"),
        (lambda: Coverage("", covered=1, known=10), "not empty"),
        (lambda: Coverage.together("a", [1]), "each of Coverage"),
    ],
)
def test_what_is_no_count_is_refused(wrong: Callable[[], object], says: str) -> None:
    """Named, with what to do."""
    with pytest.raises(jr.InvalidFactError, match=says):
        wrong()
