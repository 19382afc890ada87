"""What ends soon, and what was not checked for long."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from what_ifs import DECEMBER, DRAFT, JANUARY, RULES, OwnTable, draft_relief, jkm_halved

import jamsostek_rentan as jr
from jamsostek_rentan import Rupiah, Sector


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("within", "ends"),
    [
        (38, []),
        (39, [("2026-12-31", Sector.OTHER)]),
        (129, [("2026-12-31", Sector.OTHER), ("2027-03-31", Sector.TRANSPORT)]),
    ],
)
def testreliefs_end_on_their_last_day(within: int, ends: list[tuple[str, Sector]]) -> None:
    """And then a worker who pays alone owes twice as much."""
    found = RULES.ending(within=within, on=TODAY)

    assert [(str(one.last_day), one.sector) for one in found] == ends
    for one in found:
        assert one.before is not None
        assert one.after is not None
        assert (one.before.settled, one.after.settled) == (Rupiah(8_400), Rupiah(16_800))
        assert one.in_words("en").endswith("Rp8.400 becomes Rp16.800")


def test_what_has_ended_is_not_ending() -> None:
    """The relief of 2020 ended long ago."""
    assert RULES.ending(within=20, on=date(2021, 2, 1)) == ()
    (one, two) = RULES.ending(within=10, on=date(2021, 1, 31))
    assert (one.name, one.after) == (two.name, two.after)


def test_rates_and_rules_of_membership_end_too() -> None:
    """Of the table, of a what-if, and of membership."""
    ((program, (rate,)), *others) = RULES.rates.rates
    shorter = attrs.evolve(
        RULES.rates, rates=((program, (attrs.evolve(rate, last=DECEMBER),)), *others)
    )
    rules = (
        RULES.using_rates(shorter)
        .with_rate(jr.Program.JKM, first=JANUARY, last=DECEMBER, amount=Rupiah(200), basis=DRAFT)
        .with_rate(jr.Program.JHT, first=JANUARY, amount=Rupiah(200), basis=DRAFT)
        .without_relief("pp49-2020", basis=DRAFT)
        .with_membership(first=JANUARY, last=DECEMBER, due_day=20, basis=DRAFT)
    )

    found = rules.ending(within=40, on=date(2027, 12, 1), unchecked_for=9_999)
    assert {one.in_words("en") for one in found} == {
        "The contribution of JKK ends on 31 December 2027",
        "The contribution of JKM ends on 31 December 2027",
        "The due day ends on 31 December 2027",
    }
    assert all("berakhir 31 Desember 2027" in one.in_words("id") for one in found)


def test_an_old_check_is_told() -> None:
    """Of the law as a whole, and of each ground a rate or a relief rests on."""
    assert RULES.ending(within=0, on=date(2027, 11, 22)) == ()
    found = RULES.ending(within=0, on=date(2028, 1, 1))

    assert {one.rule for one in found} == {"check", "ground"}
    told_of = [(one.last_day, one.rule, one.name.en) for one in found]
    assert told_of == sorted(set(told_of))
    told = [one.in_words("en") for one in found]
    assert "The law was checked through 30 November 2026, and not since" in told
    assert "PP 50/2025 was last checked on 22 November 2026" in told
    assert jkm_halved().ending(within=0, on=date(2028, 1, 1)) == found


def test_an_assumption_has_no_day_of_a_check() -> None:
    """A table may rest on one; only law is checked."""
    assumed = RULES.using_rates(attrs.evolve(RULES.rates, rates=(), reliefs=(draft_relief(),)))

    found = assumed.ending(within=0, on=date(2028, 1, 1))
    assert [one.rule for one in found] == ["check"]
    ends = assumed.ending(within=31, on=date(2027, 12, 1), unchecked_for=9_999)
    assert {one.sector for one in ends} == set(Sector)
    assert all(one.in_words("en").endswith("31 December 2027: - becomes -") for one in ends)


def test_a_class_of_your_own_tells_nothing_of_its_ends() -> None:
    """It has no reliefs to ask about."""
    own = RULES.using_rates(OwnTable(), questions=RULES.rate_questions)

    assert own.ending(within=9_999, on=TODAY, unchecked_for=0) == ()
