"""Scenarios side by side: what each costs and buys, and what is assumed after it."""

from __future__ import annotations

import warnings
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from what_ifs import RULES

import jamsostek_rentan as jr
from jamsostek_rentan import (
    Assumption,
    ContributionMonth,
    ContributionPeriod,
    FundingSource,
    Program,
    Rupiah,
    Scenario,
    ScenarioRecord,
    Sector,
    compare_scenarios,
    cost_of_cover,
    expected_cover,
)
from jamsostek_rentan.reports.tables import printable
from jamsostek_rentan.strategies import contribution_periods


ASSUMED = Assumption(reason="a third goes on, an example", author="Dinas Mawar")
BUDGET = Rupiah(201_600_000)


def _scenario(name: str, period: str, **details: Any) -> Scenario:  # noqa: ANN401
    given = {"funding": FundingSource.APBD, "sector": Sector.OTHER, **details}
    if "budget" not in given:
        given.setdefault("workers", 1_000)
    return Scenario(name, period=ContributionPeriod.parse(period), **given)


def _one(scenario: Scenario, through: str, rules: jr.Rulebook = RULES) -> ScenarioRecord:
    month = ContributionMonth.parse(through)
    return compare_scenarios([scenario], through=month, rules=rules)[0]


def _assumed(share: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"conversion": share, "assumption": ASSUMED}


def test_three_months_for_many_or_twelve_for_few_from_one_budget() -> None:
    """The same worker-months; the more heads, the fewer reach full JKM for sure."""
    through = ContributionMonth(2025, 12)
    short, long = compare_scenarios(
        [
            _scenario("three months", "2024-12/2025-02", budget=BUDGET),
            _scenario("twelve months", "2024-12/2025-11", budget=BUDGET),
        ],
        through=through,
        rules=RULES,
    )

    assert (short.heads.settled, long.heads.settled) == (4_000, 1_000)
    assert short.worker_months.settled == long.worker_months.settled == 12_000
    assert short.cost.settled == long.cost.settled == BUDGET
    assert short.left_over is not None
    assert short.left_over.settled == Rupiah(0)
    assert short.jkk is not None
    assert short.jkm is not None
    assert (short.jkk.settled, short.jkm.settled) == (Rupiah(120_000_000), Rupiah(81_600_000))
    assert short.full_jkm_by_sponsor is not None
    assert short.full_jkm_by_sponsor.settled == 1
    assert long.share_with_full_jkm is None
    assert long.full_jkm_by_sponsor is not None
    assert long.full_jkm_by_sponsor.settled == 1
    assert (short.heads_after, short.assumption) == (None, None)


def test_a_month_alone_costs_what_the_funding_and_the_month_make_of_it() -> None:
    """A start in October or in March: the relief has ended by then, or has begun."""
    early, late = (
        _one(_scenario(period, period, workers=10), last)
        for period, last in (("2026-01/2026-03", "2026-04"), ("2025-10/2025-12", "2026-01"))
    )

    assert early.monthly_after.settled == Rupiah(8_400)
    assert late.monthly_after.settled == Rupiah(16_800)


def test_by_another_source_of_funds_the_same_months_cost_otherwise() -> None:
    """APBD the full price, CSR half as presumed, a village budget one of the two."""
    by_source = {
        source: _one(_scenario(source.name, "2026-04/2026-06", funding=source), "2026-07")
        for source in (FundingSource.APBD, FundingSource.CSR, FundingSource.APBDES)
    }
    village = by_source[FundingSource.APBDES]

    assert by_source[FundingSource.APBD].cost.settled == Rupiah(50_400_000)
    assert by_source[FundingSource.CSR].cost.settled == Rupiah(25_200_000)
    assert set(village.by_reading().values()) == {Rupiah(25_200_000), Rupiah(50_400_000)}
    with pytest.raises(jr.UnsettledLawError):
        _ = village.cost.settled
    fewer = _one(
        _scenario("budget", "2026-04/2026-06", funding=FundingSource.APBDES, budget=BUDGET),
        "2026-07",
    )
    assert set(fewer.heads.by_reading().values()) == {8_000, 4_000}
    assert set(fewer.cost.values) == {BUDGET}


def test_what_is_assumed_is_expected_cover() -> None:
    """To the rupiah the same as the retention of the same heads."""
    share = {1: Fraction(2, 3), 4: Fraction(1, 3)}
    scenario = _scenario("six months", "2025-01/2025-06", workers=350, **_assumed(share))
    record = _one(scenario, "2025-12")
    retention = expected_cover(
        350,
        scenario.period,
        conversion=share,
        assumption=ASSUMED,
        through=ContributionMonth(2025, 12),
        rules=RULES,
        funding=FundingSource.APBD,
        sector=Sector.OTHER,
    )
    alone = [month for month in retention.months if month.funding is FundingSource.SELF]

    assert record.heads_after is not None
    assert record.heads_after.settled == alone[-1].heads == Fraction(350, 3)
    assert record.worker_months_after is not None
    assert record.worker_months_after.settled == sum(month.heads for month in alone)
    assert record.paid_by_workers is not None
    assert record.paid_by_workers.settled == sum(month.cost.settled for month in alone)
    assert record.assumption == ASSUMED


@pytest.mark.parametrize(
    ("period", "through", "paid", "elapsed"),
    [
        ("2025-07/2025-07", "2025-08", 0, 0),
        ("2025-07/2025-07", "2025-09", Fraction(1, 2), 0),
        ("2025-07/2025-07", "2025-10", Fraction(1, 2), Fraction(1, 4)),
        ("2025-07/2025-08", "2025-12", Fraction(3, 4), Fraction(1, 2)),
        ("2025-07/2025-09", "2025-10", 1, Fraction(3, 4)),
        ("2025-07/2025-10", "2025-11", 1, 1),
    ],
)
def test_who_stops_before_the_third_month_does_not_reach_full_jkm(
    period: str, through: str, paid: Fraction, elapsed: Fraction
) -> None:
    """Three quarters pay the first month, half the second, a quarter the third."""
    falling = {1: Fraction(3, 4), 2: Fraction(1, 2), 3: Fraction(1, 4)}
    record = _one(_scenario("one", period, **_assumed(falling)), through)
    found = record.share_with_full_jkm

    assert found is not None
    assert found.at({"jkm/three-months": "paid"}) == paid
    assert found.at({"jkm/three-months": "elapsed"}) == elapsed


def test_who_comes_back_later_is_not_counted_as_having_paid_all_along() -> None:
    """A fifth pays the first month, half the second: a fifth has paid both."""
    rising = {1: Fraction(1, 5), 2: Fraction(1, 2)}
    record = _one(_scenario("one", "2025-07/2025-07", **_assumed(rising)), "2025-12")

    assert record.share_with_full_jkm is not None
    assert set(record.share_with_full_jkm.values) == {Fraction(1, 5)}


def test_a_scenario_of_law_names_its_ground() -> None:
    """Other rules beside those of the comparison."""
    dearer = RULES.with_rate(
        Program.JKM,
        first=ContributionMonth(2026, 1),
        amount=Rupiah(8_000),
        basis=Assumption(reason="a draft is discussed", author="an example"),
    ).with_reading("pp50-2025/apbdes", "normal")
    now, then, same = compare_scenarios(
        [
            _scenario("now", "2026-01/2026-03"),
            _scenario("dearer", "2026-01/2026-03", rules=dearer),
            _scenario("again", "2026-01/2026-03", rules=RULES),
        ],
        through=ContributionMonth(2026, 4),
        rules=RULES,
    )

    assert now.law.en == same.law.en == "no what-if, no chosen reading"
    assert then.law.id == (
        "JKM Rp8.000 mulai Januari 2026 (asumsi: a draft is discussed (an example)); "
        "pp50-2025/apbdes: terutang penuh, seperti dibayar anggaran negara"
    )
    assert (now.cost.settled, then.cost.settled) == (Rupiah(50_400_000), Rupiah(54_000_000))
    assert same.cost == now.cost


def test_only_jkk_is_compared_without_jkm() -> None:
    """Nothing is said of a benefit that is not paid for."""
    record = _one(
        _scenario("jkk", "2025-07/2025-09", programs=[Program.JKK], **_assumed(1)), "2025-12"
    )

    assert (record.jkm, record.full_jkm_from, record.full_jkm_by_sponsor) == (None, None, None)
    assert record.share_with_full_jkm is None
    assert record.cost == record.jkk
    assert record.heads_after is not None


def test_a_budget_too_small_covers_nobody_and_is_left_whole() -> None:
    """Zero heads; a budget of nothing too."""
    for budget in (Rupiah(50_399), Rupiah(0)):
        record = _one(_scenario("small", "2025-07/2025-09", budget=budget), "2025-12")

        assert record.heads.settled == 0
        assert record.left_over is not None
        assert record.left_over.settled == budget


def test_the_table_prints_in_both_languages_with_its_assumption() -> None:
    """Expected figures rounded, readings side by side, the assumption in its own column."""
    records = compare_scenarios(
        [
            _scenario("three", "2025-07/2025-09", workers=350, **_assumed(Fraction(1, 3))),
            _scenario("plain", "2025-07/2025-09", workers=350),
        ],
        through=ContributionMonth(2025, 12),
        rules=RULES,
    )
    three, plain = printable(records, "id")

    assert three["Skenario"] == "three"
    assert three["Program"] == "JKK, JKM"
    assert three["Dilihat s.d."] == "Desember 2025"
    assert three["Yang melanjutkan (asumsi)"] == "33,3% mulai bulan ke-1 setelah dibiayai"
    assert three["Bulan yang dibiayai"] == "Juli 2025 s.d. September 2025"
    assert three["Biaya pemberi bantuan iuran"] == "Rp17.640.000"
    assert three["Mencapai manfaat penuh JKM selama dibiayai"] == "100,0% atau 0,0%"
    assert three["Mencapai manfaat penuh JKM (asumsi)"] == "100,0% atau 33,3%"
    assert three["Peserta pada bulan terakhir (asumsi)"] == "117"
    assert three["Dibayar peserta (asumsi)"] == "Rp5.880.000"
    assert three["Asumsi"] == "asumsi: a third goes on, an example (Dinas Mawar)"
    assert {plain[name] for name in plain if "(asumsi)" in name} == {""}
    assert plain["Asumsi"] == ""
    assert next(iter(printable(records, "en")[0])) == "Scenario"


def test_scenarios_and_records_go_to_plain_and_back() -> None:
    """With rules of their own, too."""
    scenario = _scenario("three", "2025-07/2025-09", rules=RULES, **_assumed(Fraction(1, 3)))

    assert jr.from_plain(jr.to_plain(scenario)) == scenario
    record = _one(scenario, "2025-12")
    assert jr.from_plain(jr.to_plain(record)) == record


def test_projected_months_are_announced_once() -> None:
    """Together; where nothing is assumed, one month after the stimulus is looked at."""
    scenarios = [
        _scenario("one", "2026-11/2027-01"),
        _scenario("two", "2026-11/2027-02"),
    ]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compare_scenarios(scenarios, through=ContributionMonth(2027, 6), rules=RULES)
    assert [str(one.message).split(" was asked")[0] for one in caught] == [
        "A price of 2026-12 to 2027-03"
    ]
    with pytest.raises(jr.ProjectedLawError):
        compare_scenarios(
            [_scenario("one", "2026-11/2027-01", rules=RULES.refusing(projected=True))],
            through=ContributionMonth(2027, 6),
            rules=RULES,
        )


@pytest.mark.parametrize(
    ("details", "says"),
    [
        ({"workers": None}, "workers=None and budget=None"),
        ({"budget": BUDGET, "workers": 5}, "workers=5 and budget=Rp201.600.000"),
        ({"workers": 0}, "workers=0"),
        ({"workers": 2.5}, "workers=2.5"),
        ({"budget": Rupiah(-1)}, "as a budget"),
        ({"budget": 5}, "as a budget"),
        ({"conversion": Fraction(1, 2)}, "assumption=None"),
        ({"assumption": ASSUMED}, "conversion=None"),
        ({"conversion": 0.5, "assumption": ASSUMED}, "A conversion of 0.5"),
        ({"conversion": {2: 1}, "assumption": ASSUMED}, "from month 2 on"),
        ({"conversion": 1, "assumption": "mine"}, "assumption='mine'"),
        ({"assumption": "mine"}, "assumption='mine'"),
        ({"conversion": (1, Fraction(1, 2)), "assumption": ASSUMED}, "A conversion of (1, "),
        ({"rules": "bpu"}, "rules='bpu'"),
        ({"paid_ahead": 1}, "paid_ahead=1"),
        ({"conversion": ((1, 1), (1, 0)), "assumption": ASSUMED}, "two shares for one month"),
        ({"conversion": (([], 1),), "assumption": ASSUMED}, "A conversion of"),
        ({"funding": FundingSource.SELF}, "funding="),
        ({"funding": "APBD"}, "funding='APBD'"),
        ({"sector": "OTHER"}, "sector="),
    ],
)
def test_a_scenario_that_cannot_be_is_named(details: dict[str, Any], says: str) -> None:
    """When it is made."""
    with pytest.raises(jr.InvalidFactError) as caught:
        _scenario("odd", "2025-07/2025-09", **details)
    assert says in str(caught.value)


def test_what_cannot_be_compared_is_named() -> None:
    """Nothing, two of one name, a last month within the stimulus, months that cost nothing."""
    one = _scenario("one", "2025-07/2025-09")
    december = ContributionMonth(2025, 12)

    with pytest.raises(jr.InvalidFactError, match="Scenarios were compared: none"):
        compare_scenarios([], through=december, rules=RULES)
    with pytest.raises(jr.InvalidFactError, match="Scenarios were compared: one, one"):
        compare_scenarios([one, one], through=december, rules=RULES)
    with pytest.raises(jr.InvalidPeriodError, match="looked at through 2025-09"):
        compare_scenarios([one], through=ContributionMonth(2025, 9), rules=RULES)
    with pytest.raises(jr.InvalidFactError, match="It is a list, each of Scenario"):
        compare_scenarios([5], through=december, rules=RULES)  # type: ignore[list-item]
    with pytest.raises(jr.MissingFactError):
        compare_scenarios(
            [_scenario("no sector", "2026-01/2026-03", funding=FundingSource.CSR, sector=None)],
            through=ContributionMonth(2026, 4),
            rules=RULES,
        )
    free = RULES.with_rate(
        Program.JKM,
        first=ContributionMonth(2025, 1),
        amount=Rupiah(0),
        basis=ASSUMED,
    )
    nothing = _scenario("free", "2025-07/2025-09", budget=BUDGET, programs=[Program.JKM])
    with pytest.raises(jr.InvalidFactError, match="A head costs nothing"):
        compare_scenarios([nothing], through=december, rules=free)


@given(
    contribution_periods(
        min_value=ContributionMonth(2024, 1), max_value=ContributionMonth(2026, 8), max_months=12
    ),
    st.integers(1, 50_000),
    st.sampled_from(list(FundingSource)[1:]),
)
def test_a_scenario_costs_what_cover_costs(
    period: ContributionPeriod, workers: int, funding: FundingSource
) -> None:
    """In every reading, by programme, and whoever pays."""
    record = _one(_scenario("any", str(period), workers=workers, funding=funding), "2026-11")
    quote = cost_of_cover(workers, period, rules=RULES, funding=funding, sector=Sector.OTHER)

    assert record.cost == quote.figure
    assert record.jkk == quote.by_program.figure(Program.JKK)
    assert record.jkm == quote.by_program.figure(Program.JKM)
    assert record.worker_months.settled == workers * len(period)


@given(st.integers(1, 12), st.integers(0, 11), st.fractions(0, 1))
def test_a_longer_stimulus_brings_no_fewer_to_full_jkm(
    months: int, more: int, share: Fraction
) -> None:
    """In each reading, from the same start and by the same conversion."""
    start = ContributionMonth(2024, 10)
    short, long = (
        _one(
            _scenario("any", str(start.for_months(length)), workers=9, **_assumed(share)),
            "2026-10",
        ).share_with_full_jkm
        for length in (months, months + more)
    )

    assert short is not None
    assert long is not None
    for reading in ("paid", "elapsed"):
        world = {"jkm/three-months": reading}
        assert short.at(world) <= long.at(world)


def test_before_the_waiting_period_was_law_everybody_had_full_jkm() -> None:
    """January 2025 began before 24 February; March did not."""
    before, after = (
        _one(_scenario("any", period, **_assumed(Fraction(1, 2))), "2025-12")
        for period in ("2025-01/2025-02", "2025-03/2025-04")
    )

    assert before.full_jkm_by_sponsor is not None
    assert before.full_jkm_by_sponsor.settled == 1
    assert after.full_jkm_by_sponsor is not None
    assert after.full_jkm_by_sponsor.settled == 0
    assert before.share_with_full_jkm is not None
    assert before.share_with_full_jkm.settled == 1


def test_three_months_paid_at_once_reach_full_jkm_by_one_reading() -> None:
    """In the first month, where contributions count on the day they are paid."""
    at_once, monthly = (
        _one(_scenario("any", "2025-07/2025-09", paid_ahead=ahead), "2025-12").full_jkm_from
        for ahead in (True, False)
    )

    assert at_once is not None
    assert monthly is not None
    assert {str(month) for month in at_once.values} == {"2025-07", "2025-09", "2025-10"}
    assert {str(month) for month in monthly.values} == {"2025-09", "2025-10"}
    two = _one(_scenario("any", "2025-07/2025-08", paid_ahead=True), "2025-12").full_jkm_from
    assert two is not None
    assert {str(month) for month in two.values} == {"2025-09", "2025-10"}


def test_members_of_2020_are_priced_by_the_month_they_joined() -> None:
    """PP 49/2020 asks for two full months of who joined after July 2020."""
    new = _one(
        _scenario("new", "2020-09/2020-11", workers=100, member_since=ContributionMonth(2020, 9)),
        "2021-03",
    )
    old = _one(
        _scenario("old", "2020-09/2020-11", workers=100, member_since=ContributionMonth(2020, 1)),
        "2021-03",
    )

    assert new.cost.settled == Rupiah(100 * (2 * 16_800 + 168))
    assert old.cost.settled == Rupiah(100 * 3 * 168)


def test_a_row_of_months_not_checked_says_so() -> None:
    """With the month of joining beside it, where it was said."""
    with pytest.warns(jr.ProjectedLawWarning):
        later = _one(
            _scenario("later", "2028-01/2028-03", member_since=ContributionMonth(2027, 1)),
            "2028-04",
        )
    row = printable([later], "id")[0]

    assert (row["Perkiraan"], row["Peserta sejak"]) == ("ya", "Januari 2027")
    assert not _one(_scenario("now", "2025-01/2025-03"), "2025-04").projected


def test_every_programme_has_its_column() -> None:
    """With JHT the parts still add up to the cost."""
    record = _one(_scenario("all", "2025-07/2025-09", programs=[*Program]), "2025-12")

    assert record.jkk is not None
    assert record.jkm is not None
    assert record.jht is not None
    parts = [record.jkk.settled, record.jkm.settled, record.jht.settled]
    assert sum(parts, Rupiah(0)) == record.cost.settled
    assert record.jht.settled == Rupiah(60_000_000)


def test_the_rules_of_a_comparison_are_told_in_every_row() -> None:
    """What-ifs, readings with who decided, another table, other benefits."""
    relief = RULES.without_relief("pp50-2025", basis=ASSUMED)
    told = [
        _one(_scenario("any", "2026-04/2026-06"), "2026-07", rules=rules).law.id
        for rules in (
            relief,
            RULES.with_membership(first=ContributionMonth(2026, 1), due_day=20, basis=ASSUMED),
            RULES.with_membership(first=ContributionMonth(2026, 1), age_limit=70, basis=ASSUMED),
            RULES.with_reading(
                "pp50-2025/apbdes", "reduced", decided_by="Kacab Mawar", reference="B/12"
            ),
            RULES.with_rate(
                Program.JKK,
                first=ContributionMonth(2026, 1),
                last=ContributionMonth(2026, 12),
                share_of_base=Fraction(1, 200),
                basis=ASSUMED,
            ),
        )
    ]
    ground = "(asumsi: a third goes on, an example (Dinas Mawar))"

    assert told == [
        f"tanpa penyesuaian iuran PP 50/2025 {ground}",
        f"jatuh tempo tanggal 20 mulai Januari 2026 {ground}",
        f"batas usia 70 tahun mulai Januari 2026 {ground}",
        "pp50-2025/apbdes: disesuaikan, karena APBDes tidak disebut (Kacab Mawar, B/12)",
        f"JKK 1/200 mulai Januari 2026 s.d. Desember 2026 {ground}",
    ]
    again = RULES.with_relief(
        jr.Relief.of(
            "draft",
            name=jr.Bilingual("a draft", "rancangan"),
            programs=[Program.JHT],
            share_paid=Fraction(1, 2),
            first=ContributionMonth(2027, 1),
            last=ContributionMonth(2027, 2),
            basis=ASSUMED,
        )
    )
    assert _one(_scenario("any", "2026-04/2026-06"), "2026-07", rules=again).law.en.startswith(
        "with a draft"
    )


def test_another_table_beside_the_comparison_is_named() -> None:
    """By its hash, or by its class where it has none; benefits of one's own too."""
    jht = RULES.using_rates(attrs.evolve(RULES.rates, questions=()))
    bare = attrs.evolve(RULES, benefits=jr.law.bpu().benefits.__class__())
    records = compare_scenarios(
        [
            _scenario("table", "2025-04/2025-06", rules=jht),
            _scenario("benefits", "2025-04/2025-06", rules=bare),
        ],
        through=ContributionMonth(2025, 12),
        rules=RULES,
    )

    assert records[0].law.en.startswith("another rate table (")
    assert records[1].law.en == "other rules of benefits"


def test_an_error_names_its_scenario() -> None:
    """And hides a NIK in its name."""
    with pytest.raises(jr.MissingFactError, match=r"Scenario by CSR: .* without sector"):
        compare_scenarios(
            [
                _scenario("fine", "2025-07/2025-09"),
                _scenario("by CSR", "2026-01/2026-03", funding=FundingSource.CSR, sector=None),
            ],
            through=ContributionMonth(2026, 12),
            rules=RULES,
        )
    with pytest.raises(jr.InvalidFactError) as caught:
        _scenario("6400000000000000", "2025-07/2025-09", workers=0)
    assert "6400000000000000" not in str(caught.value)
    with pytest.raises(jr.InvalidFactError, match=r"rules=None \(NoneType\) was given"):
        compare_scenarios(
            [_scenario("one", "2025-07/2025-09")],
            through=ContributionMonth(2025, 12),
            rules=None,  # type: ignore[arg-type]
        )
