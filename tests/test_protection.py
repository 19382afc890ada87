"""What cover is worth on a day: whether it stands, and what an event would pay."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from cases import name_of, read_cases
from sponsors import COMPANY, REGENCY, SITI, paid
from what_ifs import RULES

import jamsostek_rentan as jr
from jamsostek_rentan import (
    Assumption,
    BenefitKind,
    ContributionMonth,
    CoverageLedger,
    CoverageStatus,
    CoverageTimeline,
    DisabilityTable,
    EndEvent,
    EndKind,
    Payment,
    Program,
    Protection,
    RiskEvent,
    Rupiah,
    SelfPayment,
    Worker,
    protection_by_month,
    protection_on,
)
from jamsostek_rentan.law.measures import LumpSum
from jamsostek_rentan.reports.tables import printable


if TYPE_CHECKING:
    from jamsostek_rentan import Figure


INVENTED = Assumption(reason="an invented table", author="an example")
QUARTER = Rupiah(50_400)


def _alone(first: str, worker: Worker = SITI, **details: Any) -> CoverageTimeline:  # noqa: ANN401
    starting = ContributionMonth.parse(first)
    return CoverageTimeline.of(worker, self_payment=SelfPayment(starting=starting, **details))


def _ledger(
    *payments: tuple[str, int],
    timeline: CoverageTimeline | None = None,
    rules: jr.Rulebook = RULES,
    **others: Any,  # noqa: ANN401 - what a ledger takes
) -> CoverageLedger:
    of = timeline or _alone("2025-07")
    payer = of.sponsorships[0].sponsor if of.sponsorships else of.worker
    given = [
        Payment(payer, on=date.fromisoformat(on), amount=Rupiah(amount)) for on, amount in payments
    ]
    return CoverageLedger.of(of, payments=given, rules=rules, **others)


def _on(
    day: str, cover: CoverageLedger | CoverageTimeline, rules: jr.Rulebook = RULES
) -> Protection:
    return protection_on(date.fromisoformat(day), cover, rules=rules)


def _death(protection: Protection) -> Figure[Rupiah]:
    return protection.pays(RiskEvent.DEATH).total


def _amounts(figure: Figure[Rupiah]) -> dict[str, int]:
    """The amounts by the readings they depend on, in words."""
    return {
        " ".join(f"{question}={reading}" for question, reading in readings): amount.amount
        for readings, amount in figure.by_reading().items()
    }


@pytest.mark.parametrize("case", read_cases("benefits.toml", "paid"), ids=name_of)
def test_an_event_pays_what_was_published(case: dict[str, Any]) -> None:
    """By a plan in which each month is paid, at the lowest base income."""
    event = RiskEvent[case["event"]]
    protection = protection_on(case["on"], _alone(case["first"]), rules=RULES)
    found = protection.pays(event)

    assert found.stands.settled
    assert found.total.settled == Rupiah(case["rupiah"])
    for kind, amount in case.get("parts", {}).items():
        figure = found.line(BenefitKind[kind]).amount
        assert figure is not None
        assert figure.settled == Rupiah(amount)


def test_in_month_three_both_readings_stand_side_by_side() -> None:
    """Three paid, or three elapsed; reading one of them needs a choice."""
    september = _on("2025-09-10", _alone("2025-07"))

    assert _amounts(_death(september)) == {
        "jkm/three-months=paid": 42_000_000,
        "jkm/three-months=elapsed": 10_000_000,
    }
    with pytest.raises(jr.UnsettledLawError) as caught:
        _ = _death(september).settled
    assert caught.value.questions == ("jkm/three-months",)
    chosen = RULES.with_reading("jkm/three-months", "elapsed", decided_by="Kantor Cabang Mawar")
    elapsed = _on("2025-09-10", _alone("2025-07"), chosen)
    assert _death(elapsed).settled == Rupiah(10_000_000)
    assert "Kantor Cabang Mawar" in str(elapsed.explain("en"))


def test_months_paid_ahead_count_month_by_month_as_presumed() -> None:
    """The other reading is a doubt beside the figure."""
    ledger = _ledger(("2025-07-05", 50_400))
    july, august = (_on(day, ledger).pays(RiskEvent.DEATH) for day in ("2025-07-20", "2025-08-10"))

    assert july.total.settled == august.total.settled == Rupiah(10_000_000)
    assert {(doubt.readings, doubt.value.amount) for doubt in august.doubts} == {
        ((("jkm/paid-ahead", "at-once"), ("jkm/three-months", "paid")), 42_000_000)
    }
    read = RULES.with_reading("jkm/paid-ahead", "at-once").with_reading("jkm/three-months", "paid")
    ledger = _ledger(("2025-07-05", 33_600), ("2025-07-20", 16_800), rules=read)
    assert _death(_on("2025-07-19", ledger, read)).settled == Rupiah(10_000_000)
    assert _death(_on("2025-07-20", ledger, read)).settled == Rupiah(42_000_000)


def _full_from(ledger: CoverageLedger, day: str, **readings: str) -> set[str]:
    """The months from which full JKM stands, under some readings and any other."""
    chosen = {f"jkm/{name.replace('_', '-')}": reading for name, reading in readings.items()}
    figure = ledger.full_jkm_from(on=date.fromisoformat(day)).given(chosen)
    return set(map(str, figure.values))


def test_the_month_of_full_jkm_is_one_of_the_membership() -> None:
    """Paid before the first month it stands from that one; paid late, from its own month."""
    early = _ledger(("2025-06-20", 50_400))
    late = _ledger(("2025-07-05", 33_600), ("2025-10-02", 33_600))

    assert _full_from(early, "2025-07-01", three_months="paid", paid_ahead="at-once") == {"2025-07"}
    assert _full_from(early, "2025-07-01", three_months="paid", paid_ahead="by-month") == {
        "2025-09"
    }
    assert _full_from(late, "2025-10-02", three_months="paid") == {"2025-10"}
    assert _full_from(late, "2025-10-02", three_months="elapsed") == {"2025-10"}


def test_old_months_that_are_paid_after_a_lapse_do_not_bridge_it() -> None:
    """July, a lapse on 1 November, and on the 20th the months in arrears and those to come."""
    rules = RULES
    for question, reading in (
        ("old-months", "owed"),
        ("end", "after-three"),
        ("return", "payment"),
    ):
        rules = rules.with_reading(f"arrears/{question}", reading)
    ledger = _ledger(("2025-07-05", 16_800), ("2025-11-20", 6 * 16_800), rules=rules)

    assert len(ledger.settlements) == 7
    assert _full_from(
        ledger,
        "2025-11-25",
        three_months="paid",
        paid_ahead="by-month",
        after_lapse="restarts",
    ) == {"2026-01"}
    assert _full_from(
        ledger, "2025-11-25", three_months="paid", paid_ahead="by-month", after_lapse="goes-on"
    ) == {"2025-11"}


def test_a_month_that_nobody_paid_breaks_the_row() -> None:
    """July, then September and October: two in a row, or three in all."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2025-07/2025-07")],
        self_payment=SelfPayment(starting=ContributionMonth(2025, 9)),
    )
    read = RULES.with_reading("jkm/three-months", "paid")
    found = _amounts(_death(_on("2025-10-10", timeline, read)))
    november = _death(_on("2025-11-10", timeline, read))

    assert found == {
        "jkm/after-lapse=restarts": 10_000_000,
        "jkm/after-lapse=goes-on": 42_000_000,
    }
    assert november.settled == Rupiah(42_000_000)


def test_in_arrears_it_is_not_known_whether_benefits_are_paid() -> None:
    """And before the due date it is not known whether one is in arrears."""
    ledger = _ledger(("2025-07-05", 50_400))
    early, late = (_on(day, ledger) for day in ("2025-10-10", "2025-10-20"))

    assert late.of(Program.JKK).status.settled is CoverageStatus.IN_ARREARS
    assert _amounts(late.pays(RiskEvent.WORK_DEATH).total) == {
        "arrears/benefits=not-paid": 0,
        "arrears/benefits=paid": 70_000_000,
    }
    assert _amounts(early.pays(RiskEvent.WORK_DEATH).total) == {
        "arrears/begin=month arrears/benefits=not-paid": 0,
        "arrears/begin=month arrears/benefits=paid": 70_000_000,
        "arrears/begin=due-date arrears/benefits=not-paid": 70_000_000,
        "arrears/begin=due-date arrears/benefits=paid": 70_000_000,
    }
    assert "cannot be counted on" in str(late.explain("en"))


def test_once_cover_has_ended_nothing_is_paid() -> None:
    """By the rule of three months, for JKK and JKM alike."""
    ended = _on("2026-01-05", _ledger(("2025-07-05", 50_400)))

    assert ended.of(Program.JKM).status.settled is CoverageStatus.ENDED
    assert ended.of(Program.JKM).since.settled is None
    assert "Cover stands" not in str(ended.explain("en"))
    assert "The full benefit asks" not in str(ended.explain("en"))
    assert ended.pays(RiskEvent.DEATH).stands.settled is False
    assert _death(ended).settled == Rupiah(0)
    assert ended.temporary_incapacity(months=3).amount is not None
    assert ended.temporary_incapacity(months=3).amount.settled == Rupiah(0)  # type: ignore[union-attr]


def test_before_the_first_payment_there_is_no_cover() -> None:
    """On the day of the payment there is, with the month that has begun."""
    ledger = _ledger(("2025-07-05", 50_400))
    before, on_the_day = (_on(day, ledger).of(Program.JKK) for day in ("2025-07-04", "2025-07-05"))

    assert (before.status.settled, before.stands.settled) == (CoverageStatus.NOT_YET, False)
    assert before.since.settled is None
    assert (on_the_day.stands.settled, on_the_day.since.settled) == (True, date(2025, 7, 5))


def test_a_first_payment_that_comes_late_protects_by_the_reading_chosen() -> None:
    """Agreed on 3 February, the form complete on 20 February, paid on 10 March."""
    year = CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(REGENCY, "2025-01/2025-12", reference="1/2025", reference_date=date(2025, 2, 3))
        ],
    )
    ledger = _ledger(("2025-03-10", 201_600), timeline=year, registered_on=[date(2025, 2, 20)])
    jkk = [
        _on(day, ledger).of(Program.JKK)
        for day in ("2025-02-02", "2025-02-10", "2025-02-25", "2025-03-10")
    ]

    assert [_stands(one) for one in jkk] == [
        {False},
        {("payment", False), ("form", False), ("agreement", True)},
        {("payment", False), ("form", True), ("agreement", True)},
        {True},
    ]
    assert {one.status.settled for one in jkk[:3]} == {CoverageStatus.NOT_YET}
    assert jkk[1].since.at({"protection/first-month": "agreement"}) == date(2025, 2, 3)


def test_a_late_payment_protects_no_month_that_it_does_not_pay() -> None:
    """January paid in March protects January by one reading, and February by none."""
    year = CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(REGENCY, "2025-01/2025-12", reference="1/2025", reference_date=date(2025, 1, 5))
        ],
    )
    ledger = _ledger(("2025-03-10", 16_800), timeline=year)
    january, february = (_on(day, ledger).of(Program.JKK) for day in ("2025-01-20", "2025-02-10"))

    assert _stands(january) == {("payment", False), ("form", False), ("agreement", True)}
    assert _stands(february) == {False}


def test_each_programme_stands_since_its_own_first_month() -> None:
    """The regency pays JKM from January, the worker JKK from March."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2025-01/2025-12", programs=[Program.JKM])],
        self_payment=SelfPayment(starting=ContributionMonth(2025, 3), programs=[Program.JKK]),
    )
    april = _on("2025-04-10", timeline)

    assert [one.since.settled for one in april.programs] == [date(2025, 3, 1), date(2025, 1, 1)]


def test_the_sector_of_the_job_changes_no_benefit() -> None:
    """It is not asked for, in a month whose price depends on it."""
    protection = _on("2026-02-10", _alone("2026-01", Worker("w-004")))

    assert protection.pays(RiskEvent.WORK_DEATH).total.settled == Rupiah(70_000_000)


def _stands(program: jr.ProgramProtection) -> set[object]:
    return {
        (*(reading for _, reading in readings), stands) if readings else stands
        for readings, stands in program.stands.by_reading().items()
    }


def test_cover_that_was_taken_up_again_stands_since_then() -> None:
    """It ended on 1 January and came back with the payment of 10 March."""
    ledger = _ledger(("2025-07-05", 50_400), ("2026-03-10", 16_800))
    read = RULES.with_reading("arrears/end", "after-three")

    march = _on("2026-03-20", _ledger_by(read, ledger), read).of(Program.JKK)
    assert march.since.settled == date(2026, 3, 10)


def _ledger_by(rules: jr.Rulebook, ledger: CoverageLedger) -> CoverageLedger:
    payments = [entry for entry in ledger.entries if isinstance(entry, Payment)]
    return CoverageLedger.of(ledger.timeline, payments=payments, rules=rules)


def test_on_the_day_of_death_cover_stands_and_after_it_no_more() -> None:
    """A death that is recorded ends it, in a plan and in a ledger."""
    death = EndEvent(
        kind=EndKind.DEATH, happened_on=date(2025, 12, 10), known_on=date(2025, 12, 20)
    )
    timeline = CoverageTimeline.of(
        SITI, self_payment=SelfPayment(starting=ContributionMonth(2025, 7)), events=[death]
    )
    ledger = _ledger(("2025-07-05", 16_800 * 6), timeline=timeline)

    for cover in (timeline, ledger):
        assert _death(_on("2025-12-10", cover)).settled == Rupiah(42_000_000)
        assert _death(_on("2025-12-11", cover)).settled == Rupiah(0)


def test_the_scholarship_opens_after_three_years_for_jkm_and_at_once_for_jkk() -> None:
    """36 contribution months, that of the death the last."""
    timeline = _alone("2022-01")
    november, december = (_on(day, timeline) for day in ("2024-11-30", "2024-12-01"))
    jkm = [one.pays(RiskEvent.DEATH).scholarship for one in (november, december)]
    jkk = november.pays(RiskEvent.WORK_DEATH).scholarship

    assert [right and right.opens.settled for right in jkm] == [False, True]
    assert [right and right.months and right.months.settled for right in jkm] == [35, 36]
    assert jkk is not None
    assert (jkk.opens.settled, jkk.months) == (True, None)
    assert jkk.rule.most == Rupiah(174_000_000)
    assert november.pays(RiskEvent.WORK_ACCIDENT).scholarship is None


def test_months_before_a_break_count_for_the_scholarship_by_one_reading() -> None:
    """Thirty, a month that nobody paid, and twelve."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2021-01/2023-06")],
        self_payment=SelfPayment(starting=ContributionMonth(2023, 8)),
    )
    early, late, long_after = (
        _on(day, timeline).pays(RiskEvent.DEATH).scholarship
        for day in ("2023-12-31", "2024-07-10", "2026-07-01")
    )

    assert early is not None
    assert early.opens.settled is False
    assert early.months is not None
    assert early.months.settled == 35
    assert late is not None
    assert late.opens.by_reading() == {
        (("scholarship/breaks", "all"),): True,
        (("scholarship/breaks", "in-a-row"),): False,
    }
    assert "not clear" in str(_on("2024-07-10", timeline).explain("en"))
    assert long_after is not None
    assert long_after.opens.settled
    assert long_after.months is not None
    assert long_after.months.settled == 66


def test_months_paid_ahead_count_for_the_scholarship_as_they_begin() -> None:
    """Forty months paid on one day are one on that day, and thirty-six in the thirty-sixth."""
    ledger = _ledger(("2022-01-01", 40 * 16_800), timeline=_alone("2022-01"))
    rights = [
        _on(day, ledger).pays(RiskEvent.DEATH).scholarship
        for day in ("2022-01-01", "2024-11-30", "2024-12-01")
    ]

    assert [right and right.months and right.months.settled for right in rights] == [1, 35, 36]


def test_exactly_three_years_in_all_depend_on_the_break() -> None:
    """Thirty and six make the thirty-six that are asked for."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2021-01/2023-06")],
        self_payment=SelfPayment(starting=ContributionMonth(2023, 8)),
    )
    right = _on("2024-01-15", timeline).pays(RiskEvent.DEATH).scholarship

    assert right is not None
    assert right.months is not None
    assert set(right.months.by_reading().values()) == {36, 6}


def test_benefits_follow_the_base_income_of_the_band() -> None:
    """48 and 56 times, and 80 times the share of a table that a caller hands in."""
    worker = Worker("w-002", declared_income=Rupiah(2_600_000))
    protection = _on("2025-08-10", _alone("2025-07", worker))
    base = protection.of(Program.JKK).base_income.settled
    table = DisabilityTable(shares={"an eye": Fraction(35, 100)}, basis=INVENTED)
    whole = protection.partial_disability("an eye", table=table)
    half = protection.partial_disability("an eye", table=table, function_lost=Fraction(1, 2))

    assert base == Rupiah(2_600_000)
    assert protection.pays(RiskEvent.WORK_DEATH).total.settled == base * 48 + Rupiah(22_000_000)
    assert protection.pays(RiskEvent.TOTAL_DISABILITY).total.settled == base * 56 + Rupiah(
        12_000_000
    )
    assert whole.amount is not None
    assert half.amount is not None
    assert whole.amount.settled == base * 28
    assert half.amount.settled == base * 14
    told = str(jr.Explanation(half.step(), "id"))
    assert "an eye: 35% menurut tabel yang diberikan, fungsi yang hilang 50%" in told
    assert "an invented table" in told


@pytest.mark.parametrize(("months", "rupiah"), [(1, 1), (12, 12), (13, 12.5), (24, 18)])
def test_temporary_incapacity_is_paid_in_full_for_a_year_and_half_after(
    months: int, rupiah: float
) -> None:
    """In million rupiah, at the lowest base income."""
    line = _on("2025-08-10", _alone("2025-07")).temporary_incapacity(months=months)

    assert line.amount is not None
    assert line.amount.settled == Rupiah(int(rupiah * 1_000_000))
    assert f"Untuk {months} bulan" in str(jr.Explanation(line.step(), "id"))


def test_the_costs_of_an_accident_have_their_ceilings() -> None:
    """What depends on what comes after has no sum of its own."""
    accident = _on("2026-06-10", _alone("2026-01")).pays(RiskEvent.WORK_ACCIDENT)
    told = {
        line.kind.name: str(jr.Explanation(line.step(), "id")).split(": ", 1)[1].split(" [")[0]
        for line in accident.lines
    }

    assert {line.amount for line in accident.lines} == {None}
    with pytest.raises(jr.NoBenefitError, match=r"which depend on what comes after. Read its"):
        _ = accident.total
    assert told == {
        "TEMPORARY_INCAPACITY": "100% dasar penghasilan untuk setiap bulan dari 12 bulan pertama, "
        "50% untuk setiap bulan berikutnya, sampai sembuh",
        "MEDICAL_CARE": "sesuai kebutuhan, tanpa batas biaya",
        "TRANSPORT_LAND": "sesuai biaya, paling banyak Rp5.000.000",
        "TRANSPORT_SEA": "sesuai biaya, paling banyak Rp2.000.000",
        "TRANSPORT_AIR": "sesuai biaya, paling banyak Rp10.000.000",
        "HOMECARE": "sesuai biaya, paling banyak Rp20.000.000, paling lama 1 tahun",
        "PROSTHESIS": "harga pusat rehabilitasi pemerintah ditambah 40%",
        "DENTURES": "sesuai biaya, paling banyak Rp5.000.000",
        "HEARING_AID": "sesuai biaya, paling banyak Rp2.500.000",
        "GLASSES": "sesuai biaya, paling banyak Rp1.000.000",
    }


def test_a_relief_takes_nothing_from_the_benefits() -> None:
    """PP 50/2025 halves the contribution alone."""
    paid_half = _on("2026-06-10", _alone("2026-01"))

    assert paid_half.pays(RiskEvent.WORK_DEATH).total.settled == Rupiah(70_000_000)
    assert _death(paid_half).settled == Rupiah(42_000_000)


def test_a_benefit_of_a_programme_that_is_not_held_is_named_with_what_to_do() -> None:
    """The explanation says it too; JHT insures against nothing."""
    only_jkm = _on("2025-08-10", _alone("2025-07", programs=[Program.JKM]))
    only_jht = _on("2025-08-10", _alone("2025-07", programs=[Program.JHT]))

    with pytest.raises(jr.NoBenefitError, match=r"Nobody pays JKK for this worker; .* JKM is paid"):
        only_jkm.pays(RiskEvent.WORK_DEATH)
    with pytest.raises(jr.NoBenefitError, match=r"none is paid for.*Name JKM among the programs"):
        only_jht.pays(RiskEvent.DEATH)
    with pytest.raises(jr.NoBenefitError, match=r"JHT .old-age savings. insures against no event"):
        only_jht.of(Program.JHT)
    assert "JKK: tidak ada yang membayar; sebutkan pada program" in str(only_jkm.explain("id"))


def test_what_the_rules_do_not_know_is_refused() -> None:
    """An event at work before December 2019, a benefit of another event, a day before any rate."""
    old = _on("2019-11-30", _alone("2019-01"))

    with pytest.raises(jr.NoBenefitError, match="What it paid on that day is not known"):
        old.pays(RiskEvent.WORK_DEATH)
    assert "tidak diketahui dalam ketentuan ini" in str(old.explain("id"))
    with pytest.raises(jr.NoBenefitError, match=r"It pays death grant, periodic grant, .*funeral"):
        old.pays(RiskEvent.DEATH).line(BenefitKind.GLASSES)
    with pytest.raises(jr.NoRateInForceError):
        _on("2015-06-30", _alone("2015-07"))


def test_bad_input_is_named() -> None:
    """No day, no cover, other rules than the ledger's, a share or months that cannot be."""
    timeline, ledger = _alone("2025-07"), _ledger(("2025-07-05", 50_400))
    protection = _on("2025-08-10", timeline)
    table = DisabilityTable(shares={"an eye": Fraction(35, 100)}, basis=INVENTED)
    other = RULES.with_reading("jkm/three-months", "paid")

    with pytest.raises(jr.InvalidFactError, match="the day on which protection was asked"):
        protection_on("2025-08-10", timeline, rules=RULES)  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="Protection was asked of a Worker"):
        protection_on(date(2025, 8, 10), SITI, rules=RULES)  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="other rules than its ledger's"):
        protection_on(date(2025, 8, 10), ledger, rules=other)
    with pytest.raises(jr.UnknownNameError, match=r"'a nose' was asked. The table has an eye"):
        protection.partial_disability("a nose", table=table)
    with pytest.raises(jr.UnknownNameError, match="The table has an eye"):
        protection.partial_disability([], table=table)  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="the share of the function that is lost"):
        protection.partial_disability("an eye", table=table, function_lost=0)  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="no rule of rounding is known"):
        protection.partial_disability("an eye", table=table, function_lost=Fraction(1, 3_000_001))
    with pytest.raises(jr.InvalidFactError, match="over 0 months"):
        protection.temporary_incapacity(months=0)
    for share in (0, 2, 0.35):
        with pytest.raises(jr.InvalidFactError, match="the share of 'an eye'"):
            DisabilityTable(shares={"an eye": share}, basis=INVENTED)  # type: ignore[dict-item]
    with pytest.raises(jr.InvalidFactError, match="None was given as a ground"):
        DisabilityTable(shares={"an eye": Fraction(1, 2)}, basis=None)  # type: ignore[arg-type]
    twice = (("an eye", Fraction(1, 2)), ("an eye", Fraction(1, 3)))
    for shares in ({}, None, twice, {1: Fraction(1, 2)}, "abc", [("a",), ("b", 1)]):
        with pytest.raises(jr.InvalidFactError):
            DisabilityTable(shares=shares, basis=INVENTED)  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="A dict was given as a table of disabilities"):
        protection.partial_disability("an eye", table={"an eye": 1})  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match=r"rules=None \(NoneType\) was given"):
        protection_on(date(2025, 8, 10), timeline, rules=None)  # type: ignore[arg-type]
    with pytest.raises(jr.UnknownNameError, match="What 'DEATH' pays was asked"):
        protection.pays("DEATH")  # type: ignore[arg-type]
    with pytest.raises(jr.UnknownNameError, match="'JKK'"):
        protection.of("JKK")  # type: ignore[arg-type]


def test_an_income_that_is_not_known_is_asked_for_jkk_alone() -> None:
    """JKM pays the same for every income."""
    worker = Worker("w-003", declared_income=None)

    with pytest.raises(jr.MissingFactError) as caught:
        _on("2025-08-10", _alone("2025-07", worker))
    assert caught.value.facts == ("declared_income",)
    jkm = _on("2025-08-10", _alone("2025-07", worker, programs=[Program.JKM]))
    assert _death(jkm).settled == Rupiah(10_000_000)


class OwnTable:
    """A rate table of somebody's own that names no base income."""

    def price(self, program: Program, month: ContributionMonth, **_: object) -> jr.Price:
        """The same for everybody."""
        return jr.Price.of(program, month, Rupiah(10_000), basis=INVENTED)

    def income_breaks(self, _program: Program, _month: ContributionMonth) -> tuple[Rupiah, ...]:
        """No income changes it."""
        return (Rupiah(0),)

    def membership_breaks(self, _program: Program, _month: ContributionMonth) -> tuple[()]:
        """Nor does the month of joining."""
        return ()


def test_a_table_that_names_no_base_income_gives_the_sums_that_need_none() -> None:
    """And says of the others what is missing."""
    protection = _on("2025-08-10", _alone("2025-07"), RULES.using_rates(OwnTable()))
    work = protection.pays(RiskEvent.WORK_DEATH)
    table = DisabilityTable(shares={"an eye": Fraction(35, 100)}, basis=INVENTED)

    assert _death(protection).settled == Rupiah(10_000_000)
    assert work.line(BenefitKind.DEATH_GRANT).amount is None
    with pytest.raises(jr.NoBenefitError, match="which the rate table does not name"):
        _ = work.total
    with pytest.raises(jr.NoBenefitError, match="which the rate table does not name"):
        protection.partial_disability("an eye", table=table)
    assert "60% x 80 x base income" in str(protection.explain("en"))


def test_rules_of_your_own_may_measure_a_benefit_otherwise() -> None:
    """Then what is asked the old way is refused."""
    stated = tuple(
        attrs.evolve(one, measure=LumpSum(amount=Rupiah(5)))
        if one.kind in {BenefitKind.TEMPORARY_INCAPACITY, BenefitKind.PARTIAL_DISABILITY}
        else one
        for one in RULES.benefits.stated
    )
    rules = attrs.evolve(RULES, benefits=attrs.evolve(RULES.benefits, stated=stated))
    protection = _on("2025-08-10", _alone("2025-07"), rules)

    assert protection.pays(RiskEvent.WORK_ACCIDENT).total.settled == Rupiah(5)
    with pytest.raises(jr.NoBenefitError, match="The rules measure it by LumpSum"):
        protection.temporary_incapacity(months=3)


def test_rules_without_arrears_or_waiting_still_tell_what_stands() -> None:
    """Without rules of arrears an unpaid month is not counted on; without waiting JKM is full."""
    bare = attrs.evolve(
        RULES,
        membership=attrs.evolve(RULES.membership, arrears=()),
        benefits=attrs.evolve(RULES.benefits, jkm_waiting=None, scholarship=None),
    )
    ledger = _ledger(("2025-07-05", 16_800), rules=bare)

    assert _death(_on("2025-07-20", ledger, bare)).settled == Rupiah(42_000_000)
    assert _death(_on("2025-08-20", ledger, bare)).settled == Rupiah(0)
    assert _on("2025-07-20", ledger, bare).pays(RiskEvent.DEATH).scholarship is None


def test_a_day_beyond_the_checked_month_is_projected() -> None:
    """It is announced, or refused."""
    with pytest.warns(jr.ProjectedLawWarning, match="2027-02"):
        protection_on(date(2027, 2, 1), _alone("2026-01"), rules=RULES)
    with pytest.raises(jr.ProjectedLawError):
        protection_on(date(2027, 2, 1), _alone("2026-01"), rules=RULES.refusing(projected=True))


def test_the_records_print_in_both_languages_and_hide_a_nik() -> None:
    """Each headed an estimate; open readings stand side by side."""
    worker = Worker("6400000000000000")
    rows = printable(_on("2025-09-10", _alone("2025-07", worker)).records(), "id")
    death = [row for row in rows if row["Risiko"].startswith("meninggal dunia bukan")]

    assert {row["Catatan"] for row in rows} == {
        (
            "perkiraan; penetapan oleh BPJS Ketenagakerjaan; menurut rencana: setiap bulan yang "
            "terutang dianggap dibayar pada hari pertamanya"
        )
    }
    assert {row["Dibayarkan"] for row in death} == {"ya atau tidak", "ya", "tidak"}
    assert [row["Manfaat penuh JKM mulai"] for row in death] == [
        *["September 2025 atau Oktober 2025"] * 2,
        "",
        "",
    ]
    assert death[-1]["Manfaat"] == "beasiswa pendidikan anak"
    assert death[-1]["Ketentuan besarannya"].endswith("seluruhnya paling banyak Rp174.000.000")
    assert {row["Pekerja"] for row in rows} == {"64**************"}
    assert [row["Dibayar sekaligus"] for row in death] == [
        "Rp20.000.000 atau Rp0",
        "Rp12.000.000 atau Rp0",
        "Rp10.000.000",
        "",
    ]
    assert "6400000000000000" not in repr(rows)
    assert len(printable(_on("2025-09-10", _alone("2025-07")).records(), "en")) == len(rows)


def test_a_protection_goes_to_plain_and_back() -> None:
    """With its doubts."""
    protection = _on("2025-09-10", _ledger(("2025-07-05", 50_400)))

    assert jr.from_plain(jr.to_plain(protection)) == protection
    assert hash(protection) == hash(_on("2025-09-10", _ledger(("2025-07-05", 50_400))))


def test_protection_by_month_is_that_of_each_last_day() -> None:
    """From the first month on, of a plan and of a ledger."""
    ledger = _ledger(("2025-07-05", 50_400))
    for cover in (ledger, ledger.timeline):
        months = protection_by_month(cover, through=ContributionMonth(2025, 12), rules=RULES)
        assert [month.day for month in months][:2] == [date(2025, 7, 31), date(2025, 8, 31)]
        assert list(months) == [protection_on(month.day, cover, rules=RULES) for month in months]
    with pytest.raises(jr.InvalidPeriodError):
        protection_by_month(ledger, through=ContributionMonth(2025, 6), rules=RULES)


def _of_two() -> CoverageTimeline:
    """The regency pays JKM from July, a foundation JKK from September."""
    return CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(REGENCY, "2025-07/2026-06", programs=[Program.JKM]),
            paid(COMPANY, "2025-09/2026-02", programs=[Program.JKK]),
        ],
    )


def test_a_programme_protects_from_its_own_first_payment() -> None:
    """JKK of September, paid on the 20th, is not worth anything on the 10th as presumed."""
    ledger = CoverageLedger.of(
        _of_two(),
        payments=[
            Payment(REGENCY, on=date(2025, 7, 1), amount=Rupiah(81_600)),
            Payment(COMPANY, on=date(2025, 9, 20), amount=Rupiah(60_000)),
        ],
        rules=RULES,
    )
    early, late = _on("2025-09-10", ledger), _on("2025-09-25", ledger)

    assert early.pays(RiskEvent.WORK_DEATH).total.settled == Rupiah(0)
    assert late.pays(RiskEvent.WORK_DEATH).total.settled == Rupiah(70_000_000)
    assert late.of(Program.JKK).since.settled == date(2025, 9, 20)
    assert "registered_on=" in str(early.explain("en"))
    assert "Belum ada perlindungan" in str(early.explain("id"))


def test_a_month_is_protected_whatever_was_paid_first() -> None:
    """The company pays October ahead, the regency July to September after it."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2025-07/2025-09"), paid(COMPANY, "2025-10/2025-12")],
    )
    ledger = CoverageLedger.of(
        timeline,
        payments=[
            Payment(COMPANY, on=date(2025, 7, 5), amount=QUARTER),
            Payment(REGENCY, on=date(2025, 7, 20), amount=QUARTER),
        ],
        rules=RULES,
    )
    jkk = _on("2025-08-10", ledger).of(Program.JKK)

    assert (jkk.stands.settled, jkk.since.settled) == (True, date(2025, 7, 20))
    assert ledger.protected_from.settled == date(2025, 7, 20)


def test_a_later_refund_takes_nothing_from_a_day_that_was_paid() -> None:
    """What was paid by the day counts, also where the money went back and came again."""
    given = [Payment(SITI, on=date(2025, 7, 1), amount=QUARTER)]
    back = [jr.Refund(SITI, on=date(2025, 12, 1), amount=QUARTER)]
    ledger = CoverageLedger.of(_alone("2025-07"), payments=given, refunds=back, rules=RULES)

    assert _death(_on("2025-08-10", ledger)).settled == Rupiah(10_000_000)


@pytest.mark.parametrize("day", ["2025-09-10", "2025-09-25", "2025-10-10", "2025-12-20"])
def test_full_jkm_asks_for_three_contributions_where_they_have_to_be_paid(day: str) -> None:
    """One contribution and two months in arrears are not three, of a ledger and of a plan."""
    read = RULES.with_reading("arrears/benefits", "paid").with_reading("jkm/three-months", "paid")
    one = _ledger(("2025-07-01", 16_800), rules=read)
    plan = CoverageTimeline.of(SITI, sponsorships=[paid(REGENCY, "2025-07/2025-08")])

    for cover in (one, plan):
        assert set(_death(_on(day, cover, read)).values) <= {Rupiah(10_000_000), Rupiah(0)}


def test_the_month_of_full_jkm_is_never_past_while_contributions_are_missing() -> None:
    """Who paid July alone has three in October at the earliest, if he then pays the rest."""
    ledger = _ledger(("2025-07-01", 16_800))

    assert _full_from(ledger, "2025-10-10", three_months="paid") >= {"2025-10"}
    assert not _full_from(ledger, "2025-10-10", three_months="paid") & {"2025-08", "2025-09"}


def test_a_contribution_paid_after_the_event_counts_for_no_waiting_period() -> None:
    """Agreed on 25 June and paid on 20 August: a death in July or in August pays the same."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(REGENCY, "2025-07/2025-12", reference="1/2025", reference_date=date(2025, 6, 25))
        ],
    )
    read = RULES.with_reading("protection/first-month", "agreement")
    ledger = _ledger(("2025-08-20", 6 * 16_800), timeline=timeline, rules=read)
    july, august = (_on(day, ledger, read) for day in ("2025-07-15", "2025-08-10"))

    assert set(_death(july).values) == set(_death(august).values) == {Rupiah(10_000_000)}
    assert "a contribution paid since protects it" in str(august.explain("en"))
    assert "There is no cover yet" not in str(august.explain("en"))


def test_form_and_agreement_decide_for_the_sponsors_they_are_reported_of() -> None:
    """The agreement for public money, the form for any sponsor, neither for who pays alone."""

    def readings(cover: CoverageTimeline, payer: jr.Sponsor | Worker) -> set[str]:
        ledger = CoverageLedger.of(
            cover,
            payments=[Payment(payer, on=date(2025, 7, 20), amount=QUARTER)],
            registered_on=[date(2025, 7, 2)],
            rules=RULES,
        )
        stands = _on("2025-07-10", ledger).of(Program.JKK).stands.by_reading()
        return {
            dict(key).get("protection/first-month", "any") for key, yes in stands.items() if yes
        }

    details = {"reference": "1/2025", "reference_date": date(2025, 6, 25)}
    by_sponsor = {
        sponsor: readings(
            CoverageTimeline.of(SITI, sponsorships=[paid(sponsor, "2025-07/2025-09", **details)]),
            sponsor,
        )
        for sponsor in (REGENCY, COMPANY)
    }

    assert by_sponsor == {REGENCY: {"form", "agreement"}, COMPANY: {"form"}}
    assert readings(_alone("2025-07"), SITI) == set()


def test_a_day_that_was_not_given_is_asked_for() -> None:
    """Where the form or the agreement might bring protection forward."""
    timeline = CoverageTimeline.of(SITI, sponsorships=[paid(REGENCY, "2025-07/2025-09")])
    ledger = _ledger(("2025-07-20", 50_400), timeline=timeline)
    before, after = (str(_on(day, ledger).explain("en")) for day in ("2025-07-10", "2025-07-25"))

    assert "registered_on=" in before
    assert "reference_date=" in before
    assert "registered_on=" not in after


def test_what_the_base_income_rests_on_is_told() -> None:
    """The reading of the bands, a what-if about membership, and nothing else."""
    rules = (
        RULES.with_reading("bands/rows-31-33", "older", decided_by="Kantor Cabang Mawar")
        .with_reading("membership/age-limit", "up-to")
        .with_reading("pp50-2025/apbdes", "normal")
        .with_membership(first=ContributionMonth(2025, 7), due_day=25, basis=INVENTED)
    )
    worker = Worker("w-005", declared_income=Rupiah(18_500_000))
    told = str(_on("2025-08-10", _alone("2025-07", worker), rules).explain("en"))

    assert "Rp18.200.000" in told
    assert "Kantor Cabang Mawar" in told
    assert "65" not in told.replace("Rp", "")
    assert "an invented table" in told


def test_where_nothing_would_be_paid_no_care_is_promised() -> None:
    """Ended: neither in the working nor, unmarked, in the rows."""
    ended = _on("2026-01-05", _ledger(("2025-07-05", 50_400)))

    assert "as needed" not in str(ended.explain("en"))
    assert {row["Would pay"] for row in printable(ended.records(), "en")} == {"no"}
    right = ended.pays(RiskEvent.DEATH).scholarship
    assert right is not None
    assert right.months is not None
    assert (right.opens.settled, right.months.settled) == (False, 3)


def test_a_projected_day_says_so_in_its_papers() -> None:
    """In the working and in every row."""
    with pytest.warns(jr.ProjectedLawWarning):
        later = protection_on(date(2027, 2, 1), _alone("2026-01"), rules=RULES)

    assert later.projected
    assert "the law was not checked for that month" in str(later.explain("en"))
    assert all("belum diperiksa" in record.note.id for record in later.records())
    assert not _on("2026-11-30", _alone("2026-01")).projected


def test_form_and_agreement_only_bring_protection_forward() -> None:
    """An agreement of 20 August takes nothing from July, which was paid on the 10th."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(REGENCY, "2025-07/2025-09", reference="1/2025", reference_date=date(2025, 8, 20))
        ],
    )
    ledger = _ledger(("2025-07-10", 50_400), timeline=timeline, registered_on=[date(2025, 8, 25)])
    jkk = [_on(day, ledger).of(Program.JKK) for day in ("2025-07-15", "2025-08-22", "2025-09-01")]

    assert {one.since.settled for one in jkk} == {date(2025, 7, 10)}
    assert {one.stands.settled for one in jkk} == {True}
    assert ledger.protected_from.settled == date(2025, 7, 10)
    assert ledger.paid_without_protection.settled == Rupiah(0)


def test_the_agreement_of_one_programme_protects_no_other() -> None:
    """JKK was agreed on 2 July, JKM on the 14th; both were paid on the 20th."""
    days = {Program.JKK: date(2025, 7, 2), Program.JKM: date(2025, 7, 14)}
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(
                REGENCY,
                "2025-07/2025-09",
                programs=[program],
                reference=f"{program.name}/2025",
                reference_date=day,
            )
            for program, day in days.items()
        ],
    )
    read = RULES.with_reading("protection/first-month", "agreement")
    ledger = _ledger(("2025-07-20", 50_400), timeline=timeline, rules=read)
    july = _on("2025-07-05", ledger, read)

    assert [one.stands.settled for one in july.programs] == [True, False]


def test_what_is_paid_ahead_beyond_a_gap_counts_where_all_does() -> None:
    """March, and May to July, paid on 1 March: four contributions by one pair of readings."""
    timeline = CoverageTimeline.of(SITI, sponsorships=[paid(REGENCY, "2025-03/2026-02")])
    _march, may = map(jr.ContributionPeriod.parse, ("2025-03/2025-03", "2025-05/2025-07"))
    day = date(2025, 3, 1)

    def pays(after_lapse: str) -> Rupiah:
        rules = RULES.with_reading("jkm/three-months", "paid")
        rules = rules.with_reading("jkm/paid-ahead", "at-once")
        rules = rules.with_reading("jkm/after-lapse", after_lapse)
        payments = [
            Payment(
                REGENCY,
                on=day,
                amount=Rupiah(16_800),
                months=ContributionMonth(2025, 3).for_months(1),
            ),
            Payment(REGENCY, on=day, amount=QUARTER, months=may),
        ]
        ledger = CoverageLedger.of(timeline, payments=payments, rules=rules)
        return _death(_on("2025-03-10", ledger, rules)).settled

    assert pays("goes-on") == Rupiah(42_000_000)
    assert pays("restarts") == Rupiah(10_000_000)


def test_in_arrears_the_full_benefit_is_not_told_as_if_it_stood() -> None:
    """Two contributions are paid, the third is not; its month is told, and the question with it."""
    timeline = CoverageTimeline.of(SITI, sponsorships=[paid(REGENCY, "2025-07/2026-06")])
    told = str(_on("2025-09-10", _ledger(("2025-07-10", 33_600), timeline=timeline)).explain("id"))

    assert "sudah berlaku" not in told
    assert "berlaku mulai: September 2025 atau Oktober 2025" in told
    assert "Apakah manfaat penuh JKM berlaku setelah tiga iuran dibayar" in told
    assert "Kepesertaan berlaku sejak: 10 Juli 2025" in told


def test_a_doubt_names_no_question_that_is_moot_in_it() -> None:
    """Before the due date the month is not in arrears, whatever arrears pay."""
    early = _on("2025-10-10", _ledger(("2025-07-05", 50_400))).pays(RiskEvent.WORK_DEATH)
    doubts = {doubt.readings: doubt.value.amount for doubt in early.doubts}

    assert doubts == {
        (("arrears/benefits", "not-paid"),): 0,
        (("arrears/benefits", "paid"),): 70_000_000,
        (("arrears/begin", "due-date"),): 70_000_000,
    }
    told = str(_on("2025-10-10", _ledger(("2025-07-05", 50_400))).explain("en"))
    assert "Rp70.000.000 if read together: nothing is paid" not in told


def test_a_kind_of_benefit_that_is_none_is_named() -> None:
    """A text is no kind."""
    death = _on("2025-08-10", _alone("2025-07")).pays(RiskEvent.DEATH)
    with pytest.raises(jr.UnknownNameError, match="The benefit 'FUNERAL' was asked"):
        death.line("FUNERAL")  # type: ignore[arg-type]
