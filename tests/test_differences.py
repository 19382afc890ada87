"""Two rulebooks side by side: what differs, from when to when, and what that costs."""

from __future__ import annotations

import attrs
import pytest
from what_ifs import ALONE, DECEMBER, DRAFT, JANUARY, RULES, OwnTable, draft_relief, jkm_halved

import jamsostek_rentan as jr
from jamsostek_rentan import ContributionMonth, ContributionPeriod, Program, Rupiah


pytestmark = pytest.mark.filterwarnings("ignore::jamsostek_rentan.ProjectedLawWarning")


def _ranges(before: jr.Rulebook, after: jr.Rulebook) -> list[tuple[str, str, str, str]]:
    return [
        (one.rule, one.program.name if one.program else "-", str(one.first), str(one.last))
        for one in jr.diff(before, after)
    ]


def test_each_value_is_told_with_its_own_months() -> None:
    """A month that differs in another way is another range."""
    year = RULES.with_rate(
        Program.JKM, first=JANUARY, last=JANUARY + 11, amount=Rupiah(7_000), basis=DRAFT
    )
    june = year.with_rate(
        Program.JKM, first=JANUARY + 5, last=JANUARY + 5, amount=Rupiah(9_000), basis=DRAFT
    )
    days = RULES.with_membership(first=JANUARY, due_day=20, basis=DRAFT).with_membership(
        first=JANUARY + 2, due_day=25, basis=DRAFT
    )

    told = [str(found.after.settled) for found in jr.diff(RULES, june) if found.after]
    assert _ranges(RULES, june) == [
        ("contribution", "JKM", "2027-01", "2027-05"),
        ("contribution", "JKM", "2027-06", "2027-06"),
        ("contribution", "JKM", "2027-07", "2027-12"),
    ]
    assert told == ["Rp7.000", "Rp9.000", "Rp7.000"]
    assert [
        (str(found.first), str(found.last), found.after.settled)
        for found in jr.diff(RULES, days)
        if found.after
    ] == [("2027-01", "2027-02", 20), ("2027-03", "None", 25)]


def test_an_age_limit_is_told_in_words() -> None:
    """In both languages, with what is presumed of that very age."""
    older = RULES.with_membership(first=JANUARY, age_limit=70, basis=DRAFT)
    (found,) = jr.diff(RULES, older)

    assert found.in_words("id").startswith("Batas usia mulai Januari 2027: 65 tahun (tepat pada")
    assert "becomes 70 years (that very age included:" in found.in_words("en")


def test_halving_jkm_is_one_range() -> None:
    """Exactly one, though drivers and others pay different amounts in it."""
    (found,) = jr.diff(RULES, jkm_halved())

    assert (found.program, found.first, found.last) == (Program.JKM, JANUARY, DECEMBER)
    assert found.in_words("en").startswith("JKM from January 2027 to December 2027: Rp")
    assert found.in_words("id").startswith("JKM dari Januari 2027 sampai Desember 2027: Rp")


def test_what_has_no_end_has_none() -> None:
    """Nor has a rule of membership."""
    dearer = RULES.with_rate(Program.JKM, first=JANUARY, amount=Rupiah(8_000), basis=DRAFT)
    later = RULES.with_membership(first=JANUARY, due_day=20, basis=DRAFT)
    older = RULES.with_membership(first=JANUARY, last=DECEMBER, age_limit=70, basis=DRAFT)

    assert _ranges(RULES, dearer) == [("contribution", "JKM", "2027-01", "None")]
    assert _ranges(RULES, later) == [("due_day", "-", "2027-01", "None")]
    assert _ranges(RULES, older) == [("age_limit", "-", "2027-01", "2027-12")]
    assert "from January 2027 on: 15 becomes 20" in jr.diff(RULES, later)[0].in_words("en")


def test_reliefs_differ_in_their_months() -> None:
    """Removed or added."""
    without = RULES.without_relief("pp50-2025", basis=DRAFT)

    assert _ranges(RULES, without) == [
        ("contribution", "JKK", "2026-01", "2027-03"),
        ("contribution", "JKM", "2026-01", "2027-03"),
    ]
    assert _ranges(RULES, RULES.with_relief(draft_relief())) == [
        ("contribution", "JKM", "2027-04", "2027-12")
    ]


def test_a_reading_differs_where_it_bears() -> None:
    """On the months of its relief alone."""
    chosen = RULES.with_reading("pp50-2025/apbdes", "normal")

    assert {where[2:] for where in _ranges(RULES, chosen)} == {("2026-01", "2027-03")}
    assert _ranges(RULES, RULES.with_reading("jkm/three-months", "paid")) == []


def test_a_reading_about_earlier_months_differs_for_those_who_had_them() -> None:
    """Told with whose money paid them; for everybody else nothing differs."""
    chosen = RULES.with_reading("pp50-2025/month-or-participant", "participant")
    found = jr.diff(RULES, chosen)

    assert _ranges(RULES, chosen) == [
        ("contribution", "JKK", "2026-01", "2027-03"),
        ("contribution", "JKM", "2026-01", "2027-03"),
    ]
    assert dict(found[0].facts)["earlier_funding"] == (jr.FundingSource.APBN,)
    assert "sumber dana bulan sebelumnya APBN" in found[0].in_words("id")


def test_a_table_that_knows_fewer_months_differs_there() -> None:
    """A month without a rate is none, not an error."""
    table = jr.law.bpu().rates
    shorter = attrs.evolve(
        table,
        rates=tuple(
            (
                program,
                tuple(attrs.evolve(rate, first=ContributionMonth(2016, 1)) for rate in rates),
            )
            for program, rates in table.rates
        ),
    )
    found = jr.diff(RULES, RULES.using_rates(shorter))

    assert {(str(one.first), str(one.last)) for one in found} == {("2015-07", "2015-12")}
    assert all(one.after is None for one in found)


def test_a_class_of_your_own_is_compared_over_a_period() -> None:
    """It need not say in which months its rules change; then the caller says."""
    own = RULES.using_rates(OwnTable(), questions=RULES.rate_questions)
    dearer = own.with_rate(Program.JKM, first=JANUARY, amount=Rupiah(8_000), basis=DRAFT)
    period = ContributionPeriod(JANUARY - 1, JANUARY)

    assert jr.diff(RULES, own, period=period) == ()
    (found,) = jr.diff(own, dearer, period=period)
    assert (found.first, found.last) == (JANUARY, JANUARY)
    with pytest.raises(jr.InvalidPeriodError, match="OwnTable does not say"):
        jr.diff(RULES, own)
    with pytest.raises(jr.InvalidPeriodError, match="Give period="):
        jr.diff(dearer, RULES)


def test_what_a_change_costs() -> None:
    """For a count and for workers, under each reading."""
    year = ContributionPeriod(JANUARY, DECEMBER)
    counted = jr.compare_costs(350, year, before=RULES, after=jkm_halved(), **ALONE)
    workers = [jr.Worker(f"w-{number}", sector=ALONE["sector"]) for number in range(350)]
    listed = jr.compare_costs(
        iter(workers), year, before=RULES, after=jkm_halved(), funding=ALONE["funding"]
    )

    assert counted.difference.settled == listed.difference.settled == Rupiah(-350 * 12 * 3_400)
    assert counted.after.total - counted.before.total == counted.difference.settled


def test_refusing_what_is_presumed_differs_where_something_is() -> None:
    """In the months of the reliefs, as amounts that nobody has settled."""
    found = jr.diff(
        RULES, RULES.refusing(presumed=True), period=ContributionPeriod(JANUARY - 12, JANUARY)
    )

    assert {one.program for one in found} == set(Program)
    assert all(one.after.unsettled for one in found)
