"""Plans of schemes: who is in, who waits, who is refused, from which money, and why."""

from __future__ import annotations

import json
import pickle
import warnings
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from schemes import ids, scheme_by

import jamsostek_rentan as jr
from jamsostek_rentan import (
    Afterwards,
    CandidateResult,
    Cohort,
    ContributionMonth,
    ContributionPeriod,
    Fund,
    FundingSource,
    HandoverPolicy,
    Plan,
    Program,
    Quota,
    ReasonKind,
    Rupiah,
    Scheme,
    SchemeReading,
    Sector,
    Sponsor,
    StopRule,
    Worker,
)
from jamsostek_rentan.reports.tables import printable


if TYPE_CHECKING:
    from collections.abc import Callable

RULES = jr.law.bpu()
YEAR = ContributionPeriod.parse("2025-01/2025-12")
MURNI = Fund("murni", name="APBD murni", funding=FundingSource.APBD)

scheme = partial(scheme_by, "decile")


def people(*deciles: int, **facts: object) -> list[Worker]:
    """One candidate for each decile."""
    return [
        Worker(f"w-{n}", sector=Sector.OTHER, facts={"decile": decile, **facts})
        for n, decile in enumerate(deciles, start=1)
    ]


def kinds(plan: Plan, worker_id: str) -> list[tuple[str | None, ReasonKind]]:
    """The reasons of a candidate, with the cohort they are about."""
    return [(reason.cohort, reason.kind) for reason in plan.why(worker_id)]


def test_cohorts_are_served_in_order_and_nobody_is_in_two() -> None:
    """Who is left over by the villages goes on to the regency, and then waits."""
    village = Fund("desa", name="APBDes", funding=FundingSource.APBDES)
    plan = jr.plan(
        scheme(
            Cohort("desa", village, period=YEAR, workers=9, quotas=[Quota("village", most=1)]),
            Cohort("kabupaten", MURNI, period=YEAR, workers=1, programs=[Program.JKK]),
        ),
        people(3, 1, 2, village="Mawar"),
        rules=RULES,
    )

    assert ids(plan.participants) == ["w-2", "w-3"]
    assert ids(plan.waiting) == ["w-1"]
    assert kinds(plan, "w-1") == [
        ("desa", ReasonKind.QUOTA_FULL),
        ("kabupaten", ReasonKind.HEADS_FULL),
    ]
    assert kinds(plan, "w-3") == [("kabupaten", ReasonKind.PRIORITY)]
    assert [cover.workers for cover in plan.covers] == [1, 1]
    for participant in ("w-2", "w-3"):
        assert plan.next_for(participant).id == "w-1"  # type: ignore[union-attr]
    assert dict(plan.by_fund) == {village: Rupiah(201_600), MURNI: Rupiah(120_000)}
    assert plan.by_program[Program.JKM] == Rupiah(81_600)
    assert plan.worker_months.settled == 24
    assert [(one.worker.id, one.cohort.id, one.period) for one in plan.assignments] == [
        ("w-2", "desa", YEAR),
        ("w-3", "kabupaten", YEAR),
    ]


@pytest.mark.parametrize(
    ("stop", "expected", "reason"),
    [
        (StopRule.FIRST_UNAFFORDABLE, ["w-1"], ReasonKind.FUND_STOPPED),
        (StopRule.PASS_OVER, ["w-1", "w-3"], None),
    ],
)
def test_a_fund_stops_or_passes_over_whom_it_cannot_pay_for(
    stop: StopRule, expected: list[str], reason: ReasonKind | None
) -> None:
    """The second costs more than is left; the third would not."""
    fund = Fund("f", name="Dana", funding=FundingSource.APBD, budgets={2025: Rupiah(40_000)})
    month = ContributionMonth(2025, 3).for_months(1)
    incomes = [jr.LOWEST_BAND, Rupiah(3_000_000), jr.LOWEST_BAND]
    plan = jr.plan(
        scheme(Cohort("I", fund, period=month, workers=9), stop=stop),
        [
            Worker(f"w-{n}", declared_income=income, facts={"decile": n})
            for n, income in enumerate(incomes, start=1)
        ],
        rules=RULES,
    )

    assert ids(plan.participants) == expected
    assert kinds(plan, "w-2") == [("I", ReasonKind.NO_MONEY)]
    assert (kinds(plan, "w-3") == [("I", reason)]) == (reason is not None)
    assert plan.left[fund, 2025] >= Rupiah(0)


def test_each_budget_year_pays_its_own_months() -> None:
    """A period over two years needs both budgets; the poorer year decides."""
    fund = Fund(
        "f",
        name="Dana",
        funding=FundingSource.APBD,
        budgets={2024: Rupiah(1_000_000), 2025: Rupiah(50_400)},
    )
    across = ContributionPeriod.parse("2024-12/2025-01")
    plan = jr.plan(
        scheme(Cohort("I", fund, period=across, workers=9)), people(1, 1, 1, 1), rules=RULES
    )

    assert len(plan.participants) == 3
    assert plan.left[fund, 2024] == Rupiah(949_600)
    assert plan.left[fund, 2025] == Rupiah(0)
    assert plan.by_fund_and_year[fund, 2025] == Rupiah(50_400)


def test_whom_money_covers_may_depend_on_an_open_question_and_a_scheme_chooses() -> None:
    """One village budget pays for four at half the price and for two at the whole."""
    village = Fund(
        "desa", name="Desa Mawar", funding=FundingSource.APBDES, budgets={2026: Rupiah(33_600)}
    )
    may = ContributionMonth(2026, 5).for_months(1)
    asked = scheme(Cohort("I", village, period=may, workers=9))
    workers = people(1, 2, 3, 4, 5)
    plan = jr.plan(asked, workers, rules=RULES)

    assert repr(plan) == (
        "<Plan Program Mawar: 4 or 2 (an open question) in, 1 or 3 (an open question) waiting, "
        "0 refused, Rp33.600>"
    )
    with pytest.raises(jr.UnsettledLawError):
        plan.participants  # noqa: B018 - reading it is what fails
    by_reading = {
        key[0][1]: ids(chosen[0].taken) for key, chosen in plan.selections.by_reading().items()
    }
    assert by_reading == {"reduced": ["w-1", "w-2", "w-3", "w-4"], "normal": ["w-1", "w-2"]}
    assert plan.total == Rupiah(33_600)

    decided = scheme(
        *asked.cohorts,
        readings=[
            SchemeReading(
                question="pp50-2025/apbdes",
                reading="normal",
                decided_by="Dinas Mawar",
                reference="surat 1",
                reference_date=date(2026, 4, 1),
            )
        ],
    )
    settled = jr.plan(decided, workers, rules=RULES)
    assert ids(settled.participants) == ["w-1", "w-2"]
    assert settled.rules.choices[0].decided_by == "Dinas Mawar"
    assert jr.plan(decided, workers, rules=settled.rules) == settled
    other = RULES.with_reading("pp50-2025/apbdes", "reduced")
    with pytest.raises(jr.InvalidSchemeError, match="as normal, and the rules as reduced"):
        jr.plan(decided, workers, rules=other)
    slips = scheme(
        *asked.cohorts,
        readings=[
            SchemeReading(question="pp50-2025/apbdes", reading="half"),
            SchemeReading(question="pp50-2025/apbds", reading="normal"),
        ],
    )
    with pytest.raises(jr.InvalidSchemeError, match="none of reduced, normal") as caught:
        jr.plan(slips, workers, rules=RULES)
    assert len(caught.value.problems) == 2


def test_a_presumed_reading_is_told_beside() -> None:
    """Private money is presumed to pay half; the doubt is in the list and in its cost."""
    gift = Fund("csr", name="PT Mawar", funding=FundingSource.CSR, budgets={2026: Rupiah(25_200)})
    may = ContributionMonth(2026, 5).for_months(1)
    plan = jr.plan(
        scheme(Cohort("I", gift, period=may, workers=9)), people(1, 2, 3, 4), rules=RULES
    )

    assert ids(plan.participants) == ["w-1", "w-2", "w-3"]
    assert [doubt.value for doubt in plan.doubts] == [Rupiah(16_800)]
    assert "3 (presumed) in" in repr(plan)


def test_eligibility_is_judged_by_the_months_of_each_cohort() -> None:
    """Still young enough in January and not in August; a job that is excluded is in nowhere."""
    policy = jr.rosters.EligibilityPolicy(most_age=63, excluded_jobs=["PNS"])
    spring, autumn = (
        ContributionPeriod.parse(text) for text in ("2025-01/2025-02", "2025-08/2025-09")
    )
    plan = jr.plan(
        scheme(
            Cohort("I", MURNI, period=spring, workers=1),
            Cohort("II", MURNI, period=autumn, workers=1),
            eligibility=policy,
        ),
        [
            Worker(name, birth_date=born, facts={"decile": n, "job": job})
            for n, (name, born, job) in enumerate(
                [
                    ("first", date(1980, 1, 1), "petani"),
                    ("old", date(1961, 6, 1), "petani"),
                    ("official", date(1980, 1, 1), "Guru PNS"),
                    ("9901015505850001", None, "petani"),
                ]
            )
        ],
        rules=RULES,
    )

    assert ids(plan.participants) == ["first"]
    assert ids(plan.waiting) == ["old"]
    assert kinds(plan, "old") == [("I", ReasonKind.HEADS_FULL)]
    assert ids(refusal.worker for refusal in plan.refusals) == ["9901015505850001", "official"]
    assert [found.rule for found in plan.refusals[1].findings] == ["job-excluded"]
    assert kinds(plan, "official") == [
        ("I", ReasonKind.NOT_ELIGIBLE),
        ("II", ReasonKind.NOT_ELIGIBLE),
    ]
    assert "99**************" in {record.worker for record in plan.records()}
    assert "9901015505850001" not in repr(plan.refusals)


def test_what_is_only_worth_a_look_refuses_nobody() -> None:
    """A rule that the office weighs as a warning; beside one that refuses, it is no reason."""
    policy = jr.rosters.EligibilityPolicy(
        require=["nik"],
        most_decile=4,
        excluded_jobs=["PNS"],
        severities={"job-excluded": jr.Severity.WARNING},
    )
    asked = scheme(Cohort("I", MURNI, period=YEAR, workers=9), eligibility=policy)
    workers = [
        Worker("a", facts={"decile": 1, "job": "PNS"}),
        Worker("b", facts={"decile": 5, "job": "PNS"}),
    ]
    plan = jr.plan(asked, workers, rules=RULES)

    assert ids(plan.participants) == ["a"]
    (refusal,) = plan.refusals
    assert [found.rule for found in refusal.findings] == ["decile-above", "job-excluded"]
    assert [reason.kind for reason in refusal.reasons] == [ReasonKind.NOT_ELIGIBLE]


def test_a_reason_that_two_cohorts_have_is_written_once() -> None:
    """And told for each where it is asked why."""
    policy = jr.rosters.EligibilityPolicy(require=["nik"], most_decile=4)
    plan = jr.plan(
        scheme(
            Cohort("I", MURNI, period=YEAR, workers=1),
            Cohort("II", MURNI, period=YEAR, workers=1),
            eligibility=policy,
        ),
        people(7),
        rules=RULES,
    )

    (record,) = plan.records()
    assert [text.id for text in record.reasons] == ["Desil 7; syarat paling tinggi desil 4."]
    assert [reason.cohort for reason in plan.why("w-1")] == ["I", "II"]


def test_a_family_card_is_shown_as_little_as_a_nik() -> None:
    """In reasons, in what is not met, and in problems."""
    card = "9901010101010001"
    workers = people(1, 2, village="Mawar", family=card)
    one_each = Cohort(
        "I", MURNI, period=YEAR, workers=9, quotas=[Quota(("village", "family"), most=1)]
    )
    plan = jr.plan(scheme(one_each), workers, rules=RULES)
    unmet = jr.select(workers, heads=9, quotas=[Quota(("village", "family"), least=3)]).unmet
    with pytest.raises(jr.InvalidSchemeError) as caught:
        jr.select(
            workers,
            heads=9,
            quotas=[Quota("village", most=1), Quota(("village", "family"), least=2)],
        )

    told = [reason.text.en for reason in plan.why("w-2")] + [repr(unmet), str(caught.value)]
    assert told[0] == "The quota of Mawar, 99************** is filled: 1 at most."
    assert not [text for text in told if card in text]


def test_a_cohort_may_be_for_some_and_not_before_they_are_members() -> None:
    """Each says why; whoever no cohort may take is refused."""
    fishers = Cohort("I", MURNI, period=YEAR, workers=9, among={"job": ["Nelayan"]})
    workers = [
        Worker("a", facts={"decile": 1, "job": "NELAYAN"}),
        Worker("b", facts={"decile": 1, "job": "petani"}),
        Worker("c", member_since=ContributionMonth(2025, 2), facts={"decile": 1, "job": "nelayan"}),
        Worker("d", facts={"decile": 1}),
        Worker("e", member_since=ContributionMonth(2025, 1), facts={"decile": 1, "job": "nelayan"}),
    ]
    plan = jr.plan(scheme(fishers), workers, rules=RULES)

    assert ids(plan.participants) == ["a", "e"]
    assert [refusal.worker.id for refusal in plan.refusals] == ["b", "c", "d"]
    assert [reason.text.en for reason in plan.why("b")] == ["The cohort I is for others, by job."]
    assert [reason.text.id for reason in plan.why("c")] == [
        "Kepesertaannya baru mulai Februari 2025, sedangkan tahap dimulai Januari 2025."
    ]


def test_a_minimum_counts_the_places_of_those_whom_the_cohort_may_take() -> None:
    """A village of farmers alone needs no place among the fishers."""
    fishers = Cohort(
        "I",
        MURNI,
        period=YEAR,
        workers=1,
        quotas=[Quota("village", least=1)],
        among={"job": ["nelayan"]},
    )
    workers = [
        Worker("a", facts={"decile": 1, "job": "nelayan", "village": "Mawar"}),
        Worker("b", facts={"decile": 1, "job": "petani", "village": "Melati"}),
    ]
    everybody = Cohort("II", MURNI, period=YEAR, workers=1)
    plan = jr.plan(scheme(fishers, everybody), workers, rules=RULES)

    assert [ids(chosen.taken) for chosen in plan.selections.settled] == [["a"], ["b"]]


def test_for_whom_a_cohort_is_is_read_as_keys_and_places_are() -> None:
    """A decile as a number or a text, and what a worker knows of itself."""
    january = ContributionMonth(2025, 1)
    poor = Cohort("I", MURNI, period=YEAR, workers=9, among={"decile": [1, "2"]})
    since = Cohort("I", MURNI, period=YEAR, workers=9, among={"member_since": [january]})
    workers = [
        Worker(f"w-{n}", member_since=month, facts={"decile": decile})
        for n, (decile, month) in enumerate([("1", None), (2, january), ("Desil 3", None)])
    ]

    plans = [jr.plan(scheme(one), workers, rules=RULES) for one in (poor, since)]
    assert [ids(plan.participants) for plan in plans] == [["w-0", "w-1"], ["w-1"]]


def test_a_quota_too_small_is_told_beside_what_else_is_wrong() -> None:
    """Though it shows only in the places of the candidates."""
    unused = Fund(
        "f", name="Dana", funding=FundingSource.APBD, budgets={2024: Rupiah(1), 2025: Rupiah(9)}
    )
    cohort = Cohort("I", unused, period=YEAR, workers=1, quotas=[Quota("district", least=1)])
    workers = [Worker(f"w-{n}", facts={"decile": 1, "district": f"D{n}"}) for n in range(2)]

    with pytest.raises(jr.InvalidSchemeError) as caught:
        jr.plan(scheme(cohort), workers, rules=RULES)
    told = caught.value.message("id").splitlines()
    assert [line.split(",")[0] for line in told] == [
        "Tidak ada tahap yang memakai pagu Dana tahun 2024",
        "Pada tahap I: Paling banyak 1 orang dipilih",
    ]


def test_two_funds_of_one_sponsor_are_one_payer() -> None:
    """The main budget and the revised one; the account codes stay with the fund."""
    regency = Sponsor("mawar", name="Kabupaten Mawar", funding=FundingSource.APBD)
    codes = {Program.JKM: "kode JKM", Program.JKK: "kode JKK"}
    main = Fund("murni", name="APBD murni", sponsor=regency, accounts=codes)
    revised = Fund("ubah", name="APBD perubahan", sponsor=regency)
    autumn = ContributionPeriod.parse("2025-11/2025-12")
    plan = jr.plan(
        scheme(
            Cohort("I", main, period=YEAR, workers=1),
            Cohort("II", revised, period=autumn, workers=1),
        ),
        people(1, 2),
        rules=RULES,
    )

    assert {due.payer for due in plan.dues()} == {regency}
    assert sum((due.amount for due in plan.dues()), Rupiah(0)) == plan.total == Rupiah(235_200)
    assert main.accounts == ((Program.JKK, "kode JKK"), (Program.JKM, "kode JKM"))
    assert [str(one.period) for one in plan.sponsorships] == ["2025-01/2025-12", "2025-11/2025-12"]


def test_what_follows_is_the_handover_policy_of_the_scheme() -> None:
    """The worker goes on, nobody does, or nothing is said."""
    cohort = Cohort("I", MURNI, period=YEAR, workers=2)
    going_on = HandoverPolicy(
        then=Afterwards.SELF_PAYMENT, programs=[Program.JKK], remind_days_before=[7]
    )
    workers = people(1, 2, 3)

    on = jr.plan(scheme(cohort, handover=going_on), workers, rules=RULES).handovers()
    stops = jr.plan(
        scheme(cohort, handover=HandoverPolicy(then=Afterwards.NOBODY)), workers, rules=RULES
    ).handovers()
    silent = jr.plan(scheme(cohort), workers, rules=RULES)

    assert len(on.plans) == 2
    assert str(on.plans[0].first_self_paid) == "2026-01"
    assert [day.isoformat() for day in on.plans[0].remind_on] == ["2026-01-08"]
    assert on.plans[0].outcome.programs == (Program.JKK,)  # type: ignore[union-attr]
    assert [handover.next_month for handover in stops.plans] == [None, None]
    assert silent.handovers().plans == ()
    assert all(timeline.self_payment is None for timeline in silent.timelines())


def test_every_candidate_is_a_row_in_both_languages() -> None:
    """In, waiting in order, refused; the reasons are sentences one after another."""
    plan = jr.plan(
        scheme(Cohort("I", MURNI, period=YEAR, workers=1, quotas=[Quota("village", most=1)])),
        people(2, 1, village="Mawar"),
        rules=RULES,
    )
    rows = printable(plan.records(), "id")

    assert [record.result for record in plan.records()] == [
        CandidateResult.IN,
        CandidateResult.WAITING,
    ]
    assert list(rows[0]) == ["Pekerja", "Hasil", "Tahap", "Dana", "Bulan yang dibiayai", "Alasan"]
    assert list(rows[0].values()) == [
        "w-2",
        "ditetapkan",
        "I",
        "APBD murni",
        "Januari 2025 s.d. Desember 2025",
        "Terpilih sebagai nomor 1, menurut urutan prioritas.",
    ]
    assert rows[1]["Alasan"] == (
        "Kuota Mawar sudah penuh: paling banyak 1. Jumlah peserta sudah terpenuhi: 1 orang."
    )
    assert printable(plan.records(), "en")[1]["Why"].startswith("The quota of Mawar is filled")


def test_minima_that_are_not_met_are_named_with_their_cohort() -> None:
    """And printed."""
    plan = jr.plan(
        scheme(Cohort("I", MURNI, period=YEAR, workers=9, quotas=[Quota("village", least=3)])),
        people(1, 2, village="Mawar"),
        rules=RULES,
    )

    assert printable(plan.unmet, "en") == [
        {"Cohort": "I", "Place": "Mawar", "Minimum": "3", "Taken": "2", "Candidates": "2"}
    ]


def test_all_problems_are_told_together() -> None:
    """Of the scheme and of its candidates, before anything is planned."""
    idle = Fund("idle", name="Dana diam", funding=FundingSource.CSR, budgets={2025: Rupiah(1)})
    late = Fund("late", name="Dana lama", funding=FundingSource.CSR, budgets={2024: Rupiah(1)})
    alien = Fund("alien", name="Dana lain", funding=FundingSource.CSR)
    crossing = [Quota("village", most=9), Quota("job", most=9)]
    broken = scheme(
        Cohort("I", late, period=YEAR, workers=1, quotas=crossing),
        Cohort("I", alien, period=YEAR, workers=people(1)),
        Cohort("III", late, period=YEAR, workers=1, quotas=[Quota("village", least={"A": 2})]),
        funds=[idle, late, late],
        readings=[
            SchemeReading(question="pp50-2025/apbdes", reading="reduced"),
            SchemeReading(question="pp50-2025/apbdes", reading="normal"),
        ],
    )
    with pytest.raises(jr.InvalidSchemeError) as caught:
        jr.plan(broken, [], rules=RULES)
    told = caught.value.message("en")
    workers = [*people(1), *people(1), Worker("w-9", sector=Sector.OTHER)]
    with pytest.raises(jr.InvalidSchemeError) as again:
        jr.plan(broken, workers, rules=RULES)

    assert len(caught.value.problems) == 11
    for words in (
        "Two funds have the id late.",
        "Two cohorts have the id I.",
        "No cohort may use the fund Dana diam.",
        "No cohort may use the budget of Dana lama for 2024,",
        "The cohort I has months of 2025, and Dana lama has no budget of that year.",
        "The cohort III has months of 2025, and Dana lama has no budget of that year.",
        "In the cohort I: The quotas by village and by job do not lie one within the other.",
        "The fund Dana lain of the cohort I is none of the scheme's.",
        "The cohort I names workers.",
        "In the cohort III: 1 are taken at most, and the minima of the quotas need 2.",
        "Two readings were chosen for pp50-2025/apbdes.",
    ):
        assert words in told, words
    for words in ("w-1. Leave each in the list once", 'lack "welfare decile"', 'lack "village"'):
        assert words in again.value.message("en"), words


def test_a_scheme_without_a_cohort_is_told() -> None:
    """It covers nobody."""
    with pytest.raises(jr.InvalidSchemeError, match="The scheme has no cohort"):
        jr.plan(scheme(), [], rules=RULES)


def test_a_fact_that_changes_the_cost_is_asked_for() -> None:
    """It names a worker that lacks it, and counts the others that do."""
    gift = Fund("csr", name="PT Mawar", funding=FundingSource.CSR)
    february = ContributionMonth(2026, 2).for_months(1)
    workers = [
        Worker("w-1", facts={"decile": 1}),
        Worker("w-2", declared_income=Rupiah(3_000_000), facts={"decile": 2}),
    ]
    with pytest.raises(jr.MissingFactError, match=r"w-1 without sector.* 1 other worker"):
        jr.plan(scheme(Cohort("I", gift, period=february, workers=1)), workers, rules=RULES)


def test_projected_months_are_announced_once() -> None:
    """However many candidates and cohorts there are."""
    later = ContributionPeriod.parse("2027-04/2027-05")
    asked = scheme(
        Cohort("I", MURNI, period=later, workers=2), Cohort("II", MURNI, period=later, workers=2)
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        jr.plan(asked, people(1, 1, 1), rules=RULES)

    assert [warning.category for warning in caught] == [jr.ProjectedLawWarning]
    assert caught[0].filename == __file__


def test_plans_are_stored_copied_and_compared() -> None:
    """With everything in them, and what they remember outside."""
    policy = jr.rosters.EligibilityPolicy(require=["nik"], excluded_jobs=["PNS"])
    asked = scheme(
        Cohort("I", MURNI, period=YEAR, workers=1, quotas=[Quota("village", most=1)]),
        eligibility=policy,
        handover=HandoverPolicy(then=Afterwards.SELF_PAYMENT),
        source="an example",
    )
    workers = [*people(1, 2, village="Mawar", job="tani"), *people(1, village="A", job="PNS")[:0]]
    plan = jr.plan(asked, workers, rules=RULES)
    assert plan.why("w-2")
    assert plan.waiting

    stored = json.loads(json.dumps(jr.to_plain(plan)))
    assert jr.from_plain(stored) == plan
    assert hash(jr.from_plain(stored)) == hash(plan)
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert ids(jr.from_plain(stored).waiting) == ["w-2"]


def test_who_is_not_there_is_told_without_its_nik() -> None:
    """An id that no candidate has."""
    asked = scheme(Cohort("I", MURNI, period=YEAR, workers=1))
    plan = jr.plan(asked, people(1, 2), rules=RULES)

    with pytest.raises(jr.UnknownNameError, match=r"99\*{14} was asked for"):
        plan.why("9901015505850001")
    for outside in ("9901015505850001", "w-2"):
        with pytest.raises(jr.UnknownNameError, match="No participant has that id"):
            plan.next_for(outside)
    assert plan.next_for("w-1").id == "w-2"  # type: ignore[union-attr]
    assert jr.plan(plan.scheme, [], rules=RULES).participants == ()


_ONE = jr.plan(scheme(Cohort("I", MURNI, period=YEAR, workers=1)), people(1), rules=RULES)
_FUND: dict[str, Any] = {"name": "Dana", "funding": FundingSource.APBD}


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: jr.plan("x", [], rules=RULES), "Scheme"),  # type: ignore[arg-type]
        (lambda: jr.plan(scheme(), ["w-1"], rules=RULES), "each of Worker"),  # type: ignore[list-item]
        (lambda: jr.plan(scheme(), [], rules="law"), "needs a Rulebook"),  # type: ignore[arg-type]
        (lambda: jr.plan(scheme(), [], rules=RULES, on=date(2025, 1, 1)), "takes both"),
        (lambda: scheme(priority=["decile"]), "each of Priority"),
        (lambda: scheme(funds="x"), "each of Fund"),
        (lambda: scheme(readings=["x"]), "each of SchemeReading"),
        (lambda: scheme(stop="first"), "StopRule"),
        (lambda: scheme(eligibility="x"), "EligibilityPolicy"),
        (lambda: scheme(handover="x"), "HandoverPolicy"),
        (lambda: Scheme("", name="n", place="p", funds=[], cohorts=[]), "not empty"),
        (
            lambda: HandoverPolicy(then=Afterwards.NOBODY, remind_days_before=[-1]),  # type: ignore[arg-type]
            "whole numbers of days",
        ),
        (
            lambda: HandoverPolicy(then=Afterwards.NOBODY, remind_days_before=7),  # type: ignore[arg-type]
            "whole numbers of days",
        ),
        (lambda: Fund("f", name="Dana"), "It is a FundingSource"),
        (lambda: Fund("f", name="Dana", sponsor=5), "Sponsor"),  # type: ignore[arg-type]
        (lambda: Fund("f", **_FUND, budgets=(one for one in [1])), "budgets"),
        (lambda: Cohort("I", None, period=YEAR, workers=1), "Cohort.fund"),  # type: ignore[arg-type]
        (lambda: HandoverPolicy(then="SELF_PAYMENT"), "Afterwards"),  # type: ignore[arg-type]
        (lambda: Cohort("I", MURNI, period=YEAR, workers=1, among={"": ["x"]}), "list of values"),
        (lambda: _ONE.why(5), "a worker's id"),  # type: ignore[arg-type]
        (lambda: _ONE.next_for(["w"]), "a worker's id"),  # type: ignore[arg-type]
        (lambda: Fund("f", **_FUND, accounts={"JKK": "1"}), "a code for each programme"),
        (lambda: Fund("f", **_FUND, accounts={Program.JKK: " "}), "a code for each programme"),
        (lambda: Fund("f", **_FUND, accounts=[(Program.JKK,)]), "a code for each programme"),
        (
            lambda: Fund("f", **_FUND, accounts=[(Program.JKK, "1"), (Program.JKK, "2")]),
            "a code for each programme",
        ),
        (
            lambda: Fund(
                "f", **_FUND, sponsor=Sponsor("s", name="PT Mawar", funding=FundingSource.CSR)
            ),
            "its sponsor PT Mawar pays from CSR",
        ),
        (lambda: Cohort("I", MURNI, period=YEAR, workers=1, among={"job": []}), "a list of values"),
        (lambda: Cohort("I", MURNI, period=YEAR, workers=1, among={1: ["x"]}), "a list of values"),
        (lambda: Cohort("I", MURNI, period=YEAR, workers=1, among=[(1,)]), "a list of values"),
        (lambda: Cohort("I", MURNI, period=YEAR, workers=1, among={"a": [[1]]}), "list of values"),
    ],
)
def test_what_is_no_part_of_a_scheme_is_refused(make: Callable[[], Any], told: str) -> None:
    """With what is asked instead."""
    with pytest.raises(jr.InvalidFactError, match=told):
        make()


def test_a_cohort_lies_within_the_months_of_its_fund() -> None:
    """A fund that pays from March pays no February."""
    spring = ContributionPeriod.parse("2025-03/2025-12")
    fund = Fund("f", name="Dana", funding=FundingSource.APBD, period=spring)

    assert Cohort("I", fund, period=spring, workers=1).heads == 1
    with pytest.raises(jr.InvalidPeriodError, match="pays months of 2025-03/2025-12"):
        Cohort("I", fund, period=YEAR, workers=1)
    with pytest.raises(jr.InvalidPeriodError, match="pays months of 2025-03/2025-12"):
        Cohort("I", fund, period=ContributionPeriod.parse("2026-01/2026-02"), workers=1)


def test_the_working_of_a_plan_tells_its_rules_its_money_and_its_doubts() -> None:
    """In the words of the office, with the reading chosen and the what-if it rests on."""
    gift = Fund("csr", name="PT Mawar", funding=FundingSource.CSR, budgets={2026: Rupiah(70_000)})
    may = ContributionPeriod.parse("2026-05/2026-06")
    asked = scheme(
        Cohort("I", gift, period=may, workers=5, quotas=[Quota("village", least=4)]),
        eligibility=jr.rosters.EligibilityPolicy(require=["nik"], excluded_jobs=["PNS"]),
        priority=[],
    )
    workers = [
        *people(1, 1, village="Mawar", job="tani"),
        Worker("x", facts={"village": "Mawar", "job": "PNS"}),
    ]
    why = jr.Assumption(reason="an example", author="Dinas Mawar")
    changed = RULES.with_rate(
        Program.JHT, first=ContributionMonth(2026, 1), amount=Rupiah(1), basis=why
    )
    plan = jr.plan(asked, workers, rules=changed)

    lines = str(plan.explain("en")).splitlines()
    assert lines[:12] == [
        "The programme Program Mawar, Kabupaten Mawar",
        "  No priority is stated: candidates stand in order of their ids.",
        "  At a candidate whom a fund cannot pay for: stop at the first it cannot pay for.",
        "  Cohort I from PT Mawar, May 2026 to June 2026: 2 of 5 heads, Rp33.600 (presumed)",
        "    JKK: Rp20.000 (presumed)",
        "    JKM: Rp13.600 (presumed)",
        "  PT Mawar, 2026: Rp33.600 (presumed) planned of Rp70.000, Rp36.400 (presumed) left",
        "  Waiting: 0",
        "  Places with fewer than their minimum: 1",
        "  Refused: 1",
        "    not eligible: 1",
        "  Together: 4 worker-months, Rp33.600 (presumed)",
    ]
    assert "Rp67.200" in "".join(lines[12:])
    told = str(plan.explain("id"))
    assert "an example" in told
    assert "Urutan prioritas tidak disebut" in told
    chosen = plan.rules.with_reading(
        "pp50-2025/private-funds", "reduced", decided_by="Cabang Mawar"
    )
    again = jr.plan(asked, workers[1:], rules=chosen)
    assert "Cabang Mawar" in str(again.explain("id"))
    settled = jr.plan(asked, workers[1:], rules=chosen, after=again, on=date(2026, 5, 4))
    assert "Planned again on 4 May 2026; 1 worker-months before" in str(settled.explain("en"))
