"""Rules of membership and waiting periods: dated, cited, and read from any file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.tables import SMALL, write

import jamsostek_rentan as jr
from jamsostek_rentan import ContributionMonth


if TYPE_CHECKING:
    from pathlib import Path


RULES = """
[[due_day]]
first = "2020-01"
last = "2020-12"
day = 10
basis = "invented"

[[due_day]]
first = "2021-01"
day = 20
basis = "invented"

[[age_limit]]
first = "2020-01"
years = 60
inclusive = true
basis = "invented"

[jkm_waiting]
from_day = 2020-01-01
months = 2
elapsed = false
pays = ["FUNERAL"]
basis = "invented"

[jkm_waiting.after_lapse]
restarts = true
basis = "invented"

[jkm_waiting.paid_ahead]
at_once = false
basis = "invented"

[[arrears]]
first = "2020-01"
months = 2
basis = "invented"
end = { sooner = false, basis = "invented" }
begin = { after_due_date = true, basis = "invented" }
return = { registers_anew = false, basis = "invented" }
old_months = { owed = true, basis = "invented" }
benefits = { paid = false, basis = "invented" }

[first_protection]
form = false
agreement = true
form_for = ["CSR"]
agreement_for = ["APBD"]
basis = "invented"

[scholarship]
events = ["DEATH"]
first = "2020-01"
jkm_months = 12
across_breaks = { counted = true, basis = "invented" }
children = 1
below_age = 20
level = [{ name = { en = "school", id = "sekolah" }, years = 3, a_year = 100 }]
basis = "invented"

[[benefit]]
kind = "FUNERAL"
events = ["DEATH"]
first = "2020-01"
last = "2020-12"
amount = 5
basis = "invented"

[[benefit]]
kind = "FUNERAL"
events = ["DEATH"]
first = "2021-01"
amount = 6
basis = "invented"

[[benefit]]
kind = "DEATH_GRANT"
events = ["WORK_DEATH"]
first = "2020-01"
share_of_base = "1/2"
multiplier = 10
basis = "invented"

[[benefit]]
kind = "TEMPORARY_INCAPACITY"
events = ["WORK_ACCIDENT"]
first = "2020-01"
months = 2
share = "1"
share_after = "1/2"
basis = "invented"
"""


ONE_LEVEL = '{ name = { en = "x", id = "x" }, years = 1, a_year = 1 }, '


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2026-01", date(2026, 1, 15)),
        ("2026-08", date(2026, 8, 17)),
        ("2026-11", date(2026, 11, 16)),
    ],
)
def test_a_contribution_is_due_on_the_15th_of_its_own_month(
    month: str, due: date, rules: jr.Rulebook
) -> None:
    """Or on the next working day: 15 August 2026 is a Saturday, 15 November a Sunday."""
    assert rules.membership.due_date(ContributionMonth.parse(month)) == due


def test_a_due_date_moves_past_any_holidays_handed_in(rules: jr.Rulebook) -> None:
    """Independence Day 2026 is a Monday after a weekend."""
    august = ContributionMonth(2026, 8)
    holidays = {date(2026, 8, 17)}

    assert rules.membership.due_date(august, holidays=holidays) == date(2026, 8, 18)
    assert rules.membership.due_date(ContributionMonth(2015, 6)) is None


@pytest.mark.parametrize(
    ("start", "paid", "elapsed"),
    [
        ("2023-05", "2023-05", "2023-05"),
        ("2024-11", "2024-11", "2024-11"),
        ("2024-12", "2024-12", "2025-03"),
        ("2025-01", "2025-03", "2025-04"),
        ("2025-06", "2025-08", "2025-09"),
    ],
)
def test_full_jkm_stands_from_a_month_that_depends_on_the_reading(
    start: str, paid: str, elapsed: str, rules: jr.Rulebook
) -> None:
    """Before 24 February 2025 it stood from the first day."""
    waiting = rules.benefits.jkm_waiting
    assert waiting is not None
    found = waiting.full_from(ContributionMonth.parse(start))

    assert str(found.at({"jkm/three-months": "paid"})) == paid
    assert str(found.at({"jkm/three-months": "elapsed"})) == elapsed
    assert bool(found.unsettled) == (paid != elapsed)


def test_the_scholarship_opens_after_three_years(rules: jr.Rulebook) -> None:
    """36 contribution months, the last one counted."""
    scholarship = rules.benefits.scholarship
    assert scholarship is not None

    assert scholarship.reached(ContributionMonth(2026, 1)) == ContributionMonth(2028, 12)


def test_the_age_limit_is_a_reading(rules: jr.Rulebook) -> None:
    """Not yet 65 is presumed; others read at most 65."""
    (limit,) = rules.membership.age_limits

    assert limit.value.years == 65
    assert rules.answered(limit.value.inclusive).settled is False
    chosen = rules.with_reading("membership/age-limit", "up-to")
    assert chosen.answered(limit.value.inclusive).settled is True


def test_a_file_of_your_own_may_have_them_or_leave_them_out(tmp_path: Path) -> None:
    """What it leaves out is not there."""
    bare = jr.law.read_rulebook(write(tmp_path, SMALL))
    rules = jr.law.read_rulebook(write(tmp_path, SMALL + RULES))

    assert bare.membership.due_date(ContributionMonth(2026, 1)) is None
    assert (bare.benefits.jkm_waiting, bare.benefits.scholarship) == (None, None)
    assert bare.benefits.questions == ()
    assert rules.membership.due_date(ContributionMonth(2020, 12)) == date(2020, 12, 10)
    assert rules.membership.due_date(ContributionMonth(2021, 1)) == date(2021, 1, 20)
    assert rules.benefits.jkm_waiting is not None
    full = rules.benefits.jkm_waiting.full_from(ContributionMonth(2020, 3))
    assert full.settled == ContributionMonth(2020, 4)
    assert jr.from_plain(jr.to_plain(rules)) == rules


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("day = 10", "day = 29", "due_day[0].day: is 29; a day that every month has"),
        ("day = 10", "day = 0", "due_day[0].day: is 0"),
        ('last = "2020-12"', 'last = "2019-12"', "due_day[0].last: is 2019-12, before"),
        ('last = "2020-12"\n', "", "due_day: two hold in 2021-01"),
        ("years = 60", "years = 0", "age_limit[0].years: is 0; at least one"),
        ("inclusive = true", 'inclusive = "yes"', "age_limit[0].inclusive: is 'yes'"),
        ("months = 2", "months = 0", "jkm_waiting.months: is 0; at least one"),
        ("sooner = false", "soon = false", "arrears[0].end.sooner: is missing"),
        ("owed = true", "owed = 1", "arrears[0].old_months.owed: is 1"),
        ("agreement = true", "", "first_protection.agreement: is missing"),
        ("restarts = true", 'question = "x"', "jkm_waiting.after_lapse.question: is 'x'"),
        ('pays = ["FUNERAL"]', 'pays = ["FLOWERS"]', "jkm_waiting.pays: is ('FLOWERS',)"),
        ("at_once = false", "", "jkm_waiting.paid_ahead.at_once: is missing"),
        ("paid = false", "paid = 0", "arrears[0].benefits.paid: is 0"),
        ("amount = 6", "", "benefit[1].amount: one of amount, share_of_base"),
        (
            "amount = 6",
            "amount = 6\nup_to = 1",
            "benefit[1].amount: amount and up_to stand",
        ),
        ("amount = 6", "at_cost = false", "benefit[1].at_cost: is false"),
        ("amount = 6", "amount = 6\nyears = 1", "benefit[1].years: is not known"),
        ("multiplier = 10", "multiplier = 0", "benefit[2].multiplier: is 0; at least one"),
        (
            'first = "2021-01"\namount',
            'first = "2020-12"\namount',
            "benefit: two FUNERAL of DEATH",
        ),
        ('last = "2020-12"\namount', 'last = "2019-12"\namount', "benefit[0].last: is 2019-12"),
        ('["WORK_DEATH"]', '["WORK_DEATH", "DEATH"]', "benefit[2].events: are of two programmes"),
        ("counted = true", "counted = 1", "scholarship.across_breaks.counted: is 1"),
        ("a_year = 100", "a_year = -1", "scholarship.level[0].a_year: is -1"),
        ("children = 1", "children = 0", "scholarship.children: is 0"),
        ('share_of_base = "1/2"', 'share_of_base = "1/7"', "benefit[2].share_of_base: leaves a"),
        ('share_after = "1/2"', 'share_after = "1/7"', "benefit[3].share_after: leaves a"),
        ('pays = ["FUNERAL"]', 'pays = ["GLASSES"]', "jkm_waiting.pays: names what no [[benefit]]"),
        ("level = [{ name", "level = [" + 2 * ONE_LEVEL + "{ name", "scholarship.level: names one"),
        ("level = [{ name", "levels = [{ name", "scholarship.level: is missing; at least one"),
        ("jkm_months = 12", 'jkm_months = "12"', "scholarship.jkm_months: is '12'"),
        ("jkm_months = 12", "jkm_months = 12\nsince = 1", "scholarship.since: is not known"),
        ("from_day = 2020-01-01", "", "jkm_waiting.from_day: is missing"),
    ],
)
def test_faults_of_such_rules_are_named(right: str, wrong: str, says: str, tmp_path: Path) -> None:
    """At their key path."""
    assert right in RULES
    text = SMALL + RULES.replace(right, wrong, 1)
    with pytest.raises(jr.RulesFileError) as caught:
        jr.law.read_rulebook(write(tmp_path, text))

    assert any(fault.startswith(says) for fault in caught.value.faults)
