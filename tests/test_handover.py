"""The handover: who pays next, at which price and why, and what it does to protection."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sponsors import COMPANY, REGENCY, VILLAGE, paid

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    ContributionPeriod,
    FundingSource,
    Program,
    Rupiah,
    Sector,
    SelfPayment,
    Sponsor,
    Sponsorship,
    Worker,
    plan_handover,
)


def test_a_regency_hands_over_inside_a_relief(rules: jr.Rulebook) -> None:
    """The price halves because the payer changes, and the plan says so."""
    plan = plan_handover(paid(REGENCY, "2026-03/2026-05", reference="SK 7"), rules=rules)

    assert plan.last_sponsored == ContributionMonth(2026, 5)
    assert plan.first_self_paid == plan.next_month == ContributionMonth(2026, 6)
    assert plan.due_date == date(2026, 6, 15)
    assert plan.remind_on == (date(2026, 6, 1), date(2026, 6, 12))
    assert (plan.before.settled, plan.after.settled) == (Rupiah(16_800), Rupiah(8_400))
    assert {(change.by_month, change.by_payer) for change in plan.changes} == {(False, True)}
    assert plan.surely_covered_through == date(2026, 5, 31)
    assert plan.gap is None
    text = str(plan.explain("en"))
    assert "Reference: SK 7" in text
    assert "The payer changes, and with it who has the relief" in text
    assert "Together a month: Rp16.800 before, Rp8.400 (presumed) after" in text


@pytest.mark.parametrize(
    ("sector", "sponsor", "last", "reason"),
    [
        (Sector.OTHER, REGENCY, "2026-03", ("The payer changes",)),
        (Sector.OTHER, COMPANY, "2026-03", ("A relief begins in between",)),
        (Sector.OTHER, COMPANY, "2026-12", ("A relief ends in between",)),
        (Sector.TRANSPORT, COMPANY, "2025-12", ("A relief begins in between",)),
        (Sector.OTHER, COMPANY, "2025-06", ("Nothing changes the price",)),
    ],
)
def test_the_plan_says_why_the_price_changes(
    sector: Sector, sponsor: Sponsor, last: str, reason: tuple[str, ...], rules: jr.Rulebook
) -> None:
    """A relief that begins or ends for the worker's own sector, the payer, or nothing."""
    worker = Worker("w-001", sector=sector)
    stimulus = paid(sponsor, f"{last}/{last}", worker)
    if last == "2026-12":
        with pytest.warns(jr.ProjectedLawWarning) as caught:
            plan = plan_handover(stimulus, rules=rules)
        assert caught[0].filename == __file__
        assert "This amount is not sure yet" in plan.message("en")
    else:
        plan = plan_handover(stimulus, rules=rules)

    assert all(words in str(plan.explain("en")) for words in reason)


def test_a_price_may_change_for_other_reasons(rules: jr.Rulebook) -> None:
    """From one month of PP 49/2020 to the next, a new member's price falls without a new relief."""
    worker = Worker("w-1", member_since=ContributionMonth(2020, 8))
    plan = plan_handover(paid(COMPANY, "2020-08/2020-09", worker), rules=rules)

    assert (plan.before.settled, plan.after.settled) == (Rupiah(16_800), Rupiah(168))
    assert "The ordinary contribution or a relief differs" in str(plan.explain("en"))


@pytest.mark.parametrize(
    ("period", "reached", "needed"),
    [
        ("2025-06/2025-06", [False, False], [2, 3]),
        ("2025-06/2025-08", [True, False], [0, 1]),
        ("2025-06/2025-09", [True, True], [0, 0]),
        ("2023-06/2023-06", [True, True], [0, 0]),
    ],
)
def test_full_jkm_depends_on_the_stimulus_and_on_the_reading(
    period: str, reached: list[bool], needed: list[int], rules: jr.Rulebook
) -> None:
    """Three contributions paid, or three months passed; before 2025 from the first day."""
    plan = plan_handover(paid(COMPANY, period), rules=rules)
    by_stimulus, months = plan.full_jkm_by_stimulus, plan.self_paid_months_to_full_jkm
    assert by_stimulus is not None
    assert months is not None

    worlds = [{"jkm/three-months": reading} for reading in ("paid", "elapsed")]
    assert [by_stimulus.at(world) for world in worlds] == reached
    assert [months.at(world) for world in worlds] == needed
    text = str(plan.explain("en"))
    assert ("is not clear" in text.split("Surely covered")[1]) == (period != "2023-06/2023-06")
    assert ("at least" in plan.message("en")) == any(needed)
    chosen = rules.with_reading("jkm/three-months", "elapsed")
    settled = plan_handover(paid(COMPANY, period), rules=chosen)
    words = "months to pay after the sponsor" if needed[1] else "reach the full JKM benefit"
    assert words in str(settled.explain("en"))


def test_cover_before_the_stimulus_counts_when_it_is_said(rules: jr.Rulebook) -> None:
    """Two months from a village, then one from a company."""
    stimulus = paid(COMPANY, "2025-08/2025-08")
    plan = plan_handover(stimulus, rules=rules, covered_since=ContributionMonth(2025, 6))
    months = plan.self_paid_months_to_full_jkm
    assert months is not None

    assert sorted(months.values) == [0, 1]
    assert plan.scholarship_from == ContributionMonth(2028, 5)
    with pytest.raises(jr.InvalidPeriodError, match="Cover since 2025-09"):
        plan_handover(stimulus, rules=rules, covered_since=ContributionMonth(2025, 9))


def test_a_change_of_payer_may_change_only_the_doubt(rules: jr.Rulebook) -> None:
    """A company is presumed to pay half, the participant does; the message says until when."""
    plan = plan_handover(paid(COMPANY, "2026-04/2026-06"), rules=rules)

    assert {change.in_doubt_only for change in plan.changes} == {True}
    assert "what is in doubt about it changes" in str(plan.explain("en"))
    assert "dikurangi sampai Desember 2026" in plan.message("id")
    village = plan_handover(paid(VILLAGE, "2026-04/2026-06"), rules=rules)
    assert {change.in_doubt_only for change in village.changes} == {False}


def test_the_scholarship_needs_three_years(rules: jr.Rulebook) -> None:
    """Counted from the first sponsored month, without a gap."""
    plan = plan_handover(paid(COMPANY, "2026-01/2026-03"), rules=rules)

    assert plan.scholarship_from == ContributionMonth(2028, 12)
    only_jkk = plan_handover(paid(COMPANY, "2026-01/2026-03", programs=(Program.JKK,)), rules=rules)
    assert (only_jkk.scholarship_from, only_jkk.full_jkm_from) == (None, None)
    assert (only_jkk.full_jkm_by_stimulus, only_jkk.self_paid_months_to_full_jkm) == (None, None)
    assert "JKM" not in only_jkk.message("id")


@pytest.mark.parametrize(
    ("birth_date", "day"),
    [
        (date(1962, 5, 1), date(2027, 5, 1)),
        (date(1962, 6, 1), None),
        (date(1950, 1, 1), date(2015, 1, 1)),
        (None, None),
    ],
)
def test_one_near_65_is_told_not_to_lapse(
    birth_date: date | None, day: date | None, rules: jr.Rulebook
) -> None:
    """For registering again may be refused."""
    plan = plan_handover(
        paid(REGENCY, "2026-03/2026-05", Worker("w-1", birth_date=birth_date, sector=Sector.OTHER)),
        rules=rules,
    )

    assert plan.age_limit_day == day
    assert ("Do not lapse" in str(plan.explain("en"))) == (day is not None)
    assert ("Jangan sampai terputus" in plan.message("id")) == (day is not None)
    later = rules.with_reading("membership/age-limit", "up-to")
    if birth_date == date(1962, 5, 1):
        assert plan_handover(plan.stimulus, rules=later).age_limit_day is None


def test_no_age_limit_is_known_before_2022(rules: jr.Rulebook) -> None:
    """Where the rules say nothing, neither does the plan."""
    old = Worker("w-1", birth_date=date(1950, 1, 1))

    assert plan_handover(paid(REGENCY, "2021-06/2021-06", old), rules=rules).age_limit_day is None


def test_another_sponsor_may_take_over(rules: jr.Rulebook) -> None:
    """The worker need not pay, and the price is the new sponsor's."""
    plan = plan_handover(
        paid(REGENCY, "2026-03/2026-05"), rules=rules, then=paid(COMPANY, "2026-06/2026-08")
    )

    assert plan.first_self_paid is None
    assert plan.next_month == ContributionMonth(2026, 6)
    assert [(doubt.questions[0].id, doubt.value) for doubt in plan.after.doubts] == [
        ("pp50-2025/private-funds", Rupiah(16_800)),
        ("pp50-2025/month-or-participant", Rupiah(16_800)),
    ]
    assert "From June 2026 on PT Kenanga pays" in str(plan.explain("en"))
    assert "Anda tidak perlu membayar" in plan.message("id")


def test_a_renewal_paid_late_names_what_lies_between(rules: jr.Rulebook) -> None:
    """The decree is signed in April for cover from February: what was unpaid is in doubt."""
    renewal = jr.Renewal(sponsorship=paid(REGENCY, "2026-02/2026-12"), paid_on=date(2026, 4, 10))
    plan = plan_handover(paid(REGENCY, "2025-01/2025-12"), rules=rules, then=renewal)

    assert plan.gap == ContributionPeriod.parse("2026-01/2026-01")
    assert plan.paid_late == (ContributionMonth(2026, 2), ContributionMonth(2026, 3))
    text = str(plan.explain("en"))
    assert "Months nobody owes in between: January 2026" in text
    assert "February 2026, March 2026" in text
    assert "whether that count starts again is not known" in text
    assert "From February 2026 Kabupaten Mawar pays it" in plan.message("en")
    punctual = jr.Renewal(sponsorship=paid(REGENCY, "2026-01/2026-12"), paid_on=date(2026, 1, 10))
    on_time = plan_handover(paid(REGENCY, "2025-01/2025-12"), rules=rules, then=punctual)
    assert (on_time.gap, on_time.paid_late) == (None, ())
    assert "already past" not in str(on_time.explain("en"))


def test_nobody_may_pay_afterwards(rules: jr.Rulebook) -> None:
    """Then the last sure day is what matters."""
    plan = plan_handover(paid(VILLAGE, "2026-03/2026-05"), rules=rules, then=jr.Stops())

    assert (plan.next_month, plan.first_self_paid, plan.due_date) == (None, None, None)
    assert plan.remind_on == plan.paid_late == ()
    assert plan.after.settled == Rupiah(0)
    text = str(plan.explain("id"))
    assert "Sesudahnya tidak ada yang membayar" in text
    assert "Pasti terlindungi sampai 31 Mei 2026" in text
    assert "Setelah 31 Mei 2026 Anda belum tentu terlindungi" in plan.message("id")


def test_self_payment_may_begin_after_a_gap(rules: jr.Rulebook) -> None:
    """The gap is named, and no month count for full JKM is promised across it."""
    plan = plan_handover(
        paid(COMPANY, "2025-06/2025-06"),
        rules=rules,
        then=SelfPayment(starting=ContributionMonth(2025, 9)),
    )

    assert plan.gap == ContributionPeriod.parse("2025-07/2025-08")
    assert "at least" not in plan.message("en")


def test_a_price_that_is_open_is_given_in_all_its_amounts(rules: jr.Rulebook) -> None:
    """With a rulebook that refuses presumptions, even a message never fails."""
    plan = plan_handover(
        paid(VILLAGE, "2020-07/2020-09", Worker("w-1", member_since=ContributionMonth(2019, 1))),
        rules=rules.refusing(presumed=True),
    )

    assert "Rp10.000 atau Rp100" in plan.message("id") or "Rp100 atau Rp10.000" in plan.message(
        "id"
    )
    assert "not sure yet" in plan.message("en")
    assert "an open question" in str(plan.explain("en"))


def test_a_table_without_membership_rules_still_hands_over(rules: jr.Rulebook) -> None:
    """What is not known is left out."""
    bare = jr.Rulebook(rates=rules.rates)
    plan = plan_handover(paid(COMPANY, "2025-06/2025-06"), rules=bare)

    assert (plan.due_date, plan.remind_on, plan.full_jkm_from, plan.scholarship_from) == (
        None,
        (),
        None,
        None,
    )
    assert "due on" not in plan.message("en")
    assert "full JKM" not in str(plan.explain("en"))


def test_a_village_cohort_plans_without_failing(rules: jr.Rulebook) -> None:
    """21.400 workers through April 2026: both totals before, one after."""
    april = ContributionPeriod.parse("2026-01/2026-04")
    cohort = plan_handover(
        [
            Sponsorship(Worker(f"w-{number}", sector=Sector.OTHER), VILLAGE, period=april)
            for number in range(21_400)
        ],
        rules=rules,
    )

    assert len(cohort.plans) == 21_400
    assert sorted(amount.amount for amount in cohort.before.by_reading().values()) == [
        179_760_000,
        359_520_000,
    ]
    assert cohort.after.settled == Rupiah(179_760_000)


def test_a_plan_is_a_value(rules: jr.Rulebook) -> None:
    """It compares, hashes, pickles and goes through plain dicts."""
    plan = plan_handover(paid(REGENCY, "2026-03/2026-05"), rules=rules)

    assert plan == plan_handover(paid(REGENCY, "2026-03/2026-05"), rules=rules)
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert jr.from_plain(jr.to_plain(plan)) == plan
    assert len({plan}) == 1
    with pytest.raises(jr.UnknownNameError):
        plan.message("fr")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("then", "error", "says"),
    [
        (SelfPayment(starting=ContributionMonth(2026, 5)), jr.InvalidPeriodError, "lasts through"),
        (paid(COMPANY, "2026-05/2026-06"), jr.InvalidPeriodError, "lasts through 2026-05"),
        (
            paid(COMPANY, "2026-06/2026-06", Worker("w-9")),
            jr.InvalidFactError,
            "of w-9 was to follow for w-001",
        ),
    ],
)
def test_what_cannot_follow_is_refused(
    then: object, error: type[Exception], says: str, rules: jr.Rulebook
) -> None:
    """By name, with what to do."""
    with pytest.raises(error, match=says):
        plan_handover(paid(REGENCY, "2026-03/2026-05"), rules=rules, then=then)  # type: ignore[call-overload]


def test_a_cohort_names_each_worker_once(rules: jr.Rulebook) -> None:
    """And what follows is each worker's own."""
    stimulus = paid(REGENCY, "2026-03/2026-05")
    with pytest.raises(jr.InvalidFactError, match="two workers w-001"):
        plan_handover([stimulus, stimulus], rules=rules)
    with pytest.raises(jr.InvalidFactError, match="each worker's own"):
        plan_handover([stimulus], rules=rules, then=jr.Stops())  # type: ignore[call-overload]
    with pytest.raises(jr.InvalidFactError, match="each worker's own"):
        plan_handover([stimulus], rules=rules, covered_since=stimulus.period.first)  # type: ignore[call-overload]
    with pytest.raises(jr.MissingFactError, match="for worker w-2"):
        plan_handover([paid(COMPANY, "2026-02/2026-02", Worker("w-2"))], rules=rules)


@given(
    st.text(min_size=1, max_size=300),
    st.sampled_from([source for source in FundingSource if source is not FundingSource.SELF]),
    st.integers(0, 137),
    st.integers(1, 24),
    st.integers(0, 3),
)
def test_a_message_is_at_most_600_characters_and_the_next_month_follows(
    name: str, funding: FundingSource, after: int, months: int, pause: int
) -> None:
    """In both languages; unless a gap is named, the worker pays from the very next month."""
    rules = jr.law.bpu().refusing()
    first = ContributionMonth(2015, 7) + after - months - pause
    if first < ContributionMonth(2015, 7) or first + months + pause > ContributionMonth(2026, 11):
        return
    worker = Worker("w-1", sector=Sector.OTHER, birth_date=date(1960, 1, 1), member_since=first)
    stimulus = Sponsorship(
        worker, Sponsor("s", name=name, funding=funding), period=first.for_months(months)
    )
    last = stimulus.period.last
    plan = plan_handover(stimulus, rules=rules, then=SelfPayment(starting=last + 1 + pause))

    assert len(plan.message("id")) <= 600
    assert len(plan.message("en")) <= 600
    assert (plan.first_self_paid == last + 1) == (plan.gap is None) == (pause == 0)
    assert str(plan.explain("id"))
