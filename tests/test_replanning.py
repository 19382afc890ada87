"""Planning again: what is paid or decreed stays, who left is replaced, and money is never twice."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import Any

import pytest
from schemes import ids, scheme_by

import jamsostek_rentan as jr
from jamsostek_rentan import (
    Afterwards,
    Cohort,
    ContributionMonth,
    ContributionPeriod,
    EndEvent,
    EndKind,
    Fund,
    FundingSource,
    HandoverPolicy,
    MonthsRefunded,
    NobodyCame,
    Plan,
    Program,
    Quota,
    ReasonKind,
    Rupiah,
    Scheme,
    Sector,
    StopRule,
    Worker,
)
from jamsostek_rentan.reports.tables import printable


RULES = jr.law.bpu()
YEAR = ContributionPeriod.parse("2025-01/2025-12")
JULY = date(2025, 7, 15)
PAID = Rupiah(16_800)

scheme = partial(scheme_by, "rank")


def people(*villages: str) -> list[Worker]:
    """Candidates in order of priority, one of each village."""
    return [
        Worker(f"w-{n}", sector=Sector.OTHER, facts={"rank": n, "village": village})
        for n, village in enumerate(villages, start=1)
    ]


def fund(heads_for_a_year: int, name: str = "murni") -> Fund:
    """A fund that pays a year for some heads."""
    budget = PAID * (12 * heads_for_a_year)
    return Fund(name, name=f"APBD {name}", funding=FundingSource.APBD, budgets={2025: budget})


def cohort(heads: int, money: Fund, **parts: Any) -> Cohort:  # noqa: ANN401 - whatever a cohort takes
    """The first cohort, of the whole year."""
    return Cohort("I", money, **{"period": YEAR, "workers": heads, **parts})


def left_on(day: date, kind: EndKind = EndKind.DEATH) -> EndEvent:
    """Something that ended somebody's cover, known on the day it happened."""
    return EndEvent(kind=kind, happened_on=day, known_on=day)


def spans(plan: Plan) -> dict[tuple[str, str], str]:
    """The months of everybody in each cohort."""
    return {(one.cohort.id, one.worker.id): str(one.period) for one in plan.assignments}


def test_a_revised_budget_adds_a_cohort_and_leaves_the_first_as_it_is() -> None:
    """Semula, menjadi, bertambah: the months to July are fixed, whoever is in stays in."""
    main, revised = fund(2), fund(1, "perubahan")
    workers = people(*"AAAA")
    first = jr.plan(scheme(cohort(2, main)), workers, rules=RULES)
    late = ContributionPeriod.parse("2025-08/2025-12")
    second = jr.plan(
        scheme(cohort(2, main), Cohort("II", revised, period=late, workers=1)),
        [*workers, Worker("w-0", sector=Sector.OTHER, facts={"rank": 0, "village": "A"})],
        rules=RULES,
        after=first,
        on=JULY,
    )

    assert spans(second) == {
        ("I", "w-1"): "2025-01/2025-12",
        ("I", "w-2"): "2025-01/2025-12",
        ("II", "w-0"): "2025-08/2025-12",
    }
    assert ids(second.waiting) == ["w-3", "w-4"]
    for name in ("w-1", "w-2"):
        assert [reason.kind for reason in second.why(name)] == [ReasonKind.KEPT]
    assert second.why("w-1")[0].text.id.startswith("Sudah menjadi peserta")
    assert second.by_fund[main] == first.by_fund[main]
    assert second.worker_months.settled == 29
    changes = jr.compare_plans(first, second)
    assert printable(changes.rows, "id")[-1] == {
        "Tahap": "II",
        "Dana": "APBD perubahan",
        "Program": "JKM",
        "Orang-bulan semula": "0",
        "Orang-bulan menjadi": "5",
        "Semula": "Rp0",
        "Menjadi": "Rp34.000",
        "Bertambah/(berkurang)": "Rp34.000",
    }
    assert [row.change.settled for row in changes.by_fund] == [Rupiah(0), PAID * 5]
    assert changes.total.worker_months_after.settled == 29
    assert changes.total.after.settled == second.total


def test_a_smaller_budget_lets_the_last_go_and_keeps_what_was_paid() -> None:
    """Berkurang: in brackets; the one who goes was covered to July."""
    workers = people(*"AAA")
    first = jr.plan(scheme(cohort(3, fund(3))), workers, rules=RULES)
    smaller = Fund(
        "murni",
        name="APBD murni",
        funding=FundingSource.APBD,
        budgets={2025: PAID * (3 * 7 + 2 * 5 + 4)},
    )
    second = jr.plan(scheme(cohort(3, smaller)), workers, rules=RULES, after=first, on=JULY)

    assert spans(second) == {
        ("I", "w-1"): "2025-01/2025-12",
        ("I", "w-2"): "2025-01/2025-12",
        ("I", "w-3"): "2025-01/2025-07",
    }
    assert ids(second.waiting) == ["w-3"]
    assert [reason.kind for reason in second.why("w-3")] == [ReasonKind.NO_MONEY]
    assert second.left[smaller, 2025] == PAID * 4
    (row, _) = printable(jr.compare_plans(first, second).by_program, "en")
    assert (row["Programme"], row["More/(less)"]) == ("JKK", "(Rp50.000)")


def test_what_is_decreed_through_december_is_not_planned_again() -> None:
    """Nobody new is taken, and everybody who waits is told why."""
    workers = people(*"AAA")
    first = jr.plan(scheme(cohort(1, fund(3))), workers, rules=RULES)
    second = jr.plan(
        scheme(cohort(2, fund(3))),
        workers,
        rules=RULES,
        after=first,
        on=JULY,
        fixed_through=ContributionMonth(2025, 12),
    )

    assert second.participants == first.participants
    assert second.lines == tuple(line for line in second.lines if line.cohort.heads == 2)
    assert second.total == first.total
    assert second.periods == ()
    assert [(one.kind, one.text.id) for one in second.why("w-2")] == [
        (ReasonKind.NO_MONTHS, "Semua bulan tahap ini sudah dibayar atau ditetapkan.")
    ]


def test_what_was_fixed_once_stays_fixed() -> None:
    """Decreed through December, nothing opens it again by saying less."""
    workers = people("A", "A")
    december = ContributionMonth(2025, 12)
    first = jr.plan(scheme(cohort(1, fund(1))), workers, rules=RULES)
    second = jr.plan(
        first.scheme, workers, rules=RULES, after=first, on=JULY, fixed_through=december
    )
    third = jr.plan(
        first.scheme,
        workers[1:],
        rules=RULES,
        after=second,
        on=date(2025, 8, 1),
        fixed_through=ContributionMonth(2025, 8),
    )

    assert spans(third) == {("I", "w-1"): "2025-01/2025-12"}
    assert third.total == first.total
    assert ids(third.waiting) == ["w-2"]


def test_whose_months_are_over_is_in_and_in_no_later_cohort() -> None:
    """Everybody is in one cohort of a scheme, the first half of the year like the second."""
    money = fund(9)
    halves = scheme(
        cohort(1, money, period=ContributionPeriod.parse("2025-01/2025-06")),
        Cohort("II", money, period=ContributionPeriod.parse("2025-07/2025-12"), workers=1),
    )
    first = jr.plan(halves, people("A"), rules=RULES)
    second = jr.plan(halves, people("A", "A"), rules=RULES, after=first, on=JULY)

    assert spans(second) == {("I", "w-1"): "2025-01/2025-06", ("II", "w-2"): "2025-07/2025-12"}
    assert ids(second.participants) == ["w-1", "w-2"]
    assert [reason.kind for reason in second.why("w-1")] == [ReasonKind.KEPT]


def test_whom_its_cohort_drops_a_later_one_may_take() -> None:
    """With a cohort of fewer heads in July the last one goes on to the next cohort."""
    money = fund(9)
    july = ContributionPeriod.parse("2025-07/2025-12")
    first = jr.plan(scheme(cohort(2, money)), people("A", "A"), rules=RULES)
    fewer = scheme(cohort(1, money), Cohort("II", money, period=july, workers=2))
    second = jr.plan(fewer, people("A", "A"), rules=RULES, after=first, on=date(2025, 6, 30))

    assert spans(second) == {
        ("I", "w-1"): "2025-01/2025-12",
        ("I", "w-2"): "2025-01/2025-06",
        ("II", "w-2"): "2025-07/2025-12",
    }


def test_months_that_passed_unpaid_are_not_planned_any_more() -> None:
    """Paid through March, planned again in July: April to June are lost."""
    first = jr.plan(scheme(cohort(1, fund(1))), people("A"), rules=RULES)
    second = jr.plan(
        scheme(cohort(1, fund(1))),
        people("A"),
        rules=RULES,
        after=first,
        on=JULY,
        fixed_through={"I": ContributionMonth(2025, 3)},
    )

    assert [str(one.period) for one in second.assignments] == [
        "2025-01/2025-03",
        "2025-07/2025-12",
    ]
    assert second.total == PAID * 9


def test_who_is_no_candidate_any_more_leaves_and_others_come() -> None:
    """Its months to July stay, and are owed."""
    workers = people(*"AAA")
    first = jr.plan(scheme(cohort(2, fund(2))), workers, rules=RULES)
    second = jr.plan(first.scheme, workers[1:], rules=RULES, after=first, on=JULY)

    assert spans(second) == {
        ("I", "w-1"): "2025-01/2025-07",
        ("I", "w-2"): "2025-01/2025-12",
        ("I", "w-3"): "2025-08/2025-12",
    }
    assert second.total == first.total
    assert second.left[first.scheme.funds[0], 2025] == Rupiah(0)
    with pytest.raises(jr.UnknownNameError):
        second.why("w-1")


def test_who_is_in_keeps_the_price_of_its_first_month() -> None:
    """By PP 49/2020 a member since July 2020 pays another amount than one who joins later."""
    main = Fund("murni", name="Dana", funding=FundingSource.CSR)
    half = ContributionPeriod.parse("2020-07/2020-12")
    first = jr.plan(scheme(Cohort("I", main, period=half, workers=2)), people("A"), rules=RULES)
    late = Worker(
        "w-2",
        sector=Sector.OTHER,
        member_since=ContributionMonth(2020, 9),
        facts={"rank": 2, "village": "A"},
    )
    again = jr.plan(
        scheme(Cohort("I", main, period=half, workers=2)),
        [*people("A"), late],
        rules=RULES,
        after=first,
        on=date(2020, 8, 31),
    )
    alone = jr.plan(first.scheme, people("A"), rules=RULES, after=first, on=date(2020, 8, 31))

    assert alone.total == first.total
    assert first.by_month[ContributionMonth(2020, 12)] == Rupiah(168)
    assert again.total - first.total == Rupiah(16_800) * 2 + Rupiah(168) * 2
    assert sum((due.amount for due in again.dues()), Rupiah(0)) == again.total


def test_whoever_dies_is_replaced_by_the_next_of_its_village() -> None:
    """The month of the death is owed; the trail tells who came, for which months, and full JKM."""
    money = fund(4)
    quotas = [Quota("village", most=2)]
    workers = people("Mawar", "Mawar", "Melati", "Melati", "Mawar", "Melati")
    first = jr.plan(scheme(cohort(4, money, quotas=quotas)), workers, rules=RULES)
    second = jr.replace_workers(
        first,
        {
            "w-3": left_on(date(2025, 7, 2), EndKind.MOVED_AWAY),
            "w-1": left_on(date(2025, 5, 6)),
        },
        on=JULY,
        rules=RULES,
    )

    assert {(one.leaver.id, one.newcomer and one.newcomer.id) for one in second.replacements} == {
        ("w-1", "w-5"),
        ("w-3", "w-6"),
    }
    died, moved = second.replacements
    assert (str(died.period), str(died.paid_after)) == ("2025-08/2025-12", "2025-06/2025-07")
    assert moved.paid_after is None
    assert died.full_jkm is not None
    assert died.full_jkm.settled is True
    assert spans(second)["I", "w-1"] == "2025-01/2025-07"
    assert second.total == first.total
    assert second.left[money, 2025] == Rupiah(0)
    assert list(printable(second.replacements, "id")[0].items())[:4] == [
        ("Peserta yang diganti", "w-1"),
        ("Sebab berakhir", "meninggal dunia"),
        ("Tahap", "I"),
        ("Tanggal", "15 Juli 2025"),
    ]


def test_the_dead_are_not_enrolled_again_and_pay_for_nothing() -> None:
    """Whoever moved away may come back; whoever died is refused, though the list still has it."""
    workers = people("A", "A", "A", "A")
    asked = scheme(cohort(2, fund(9)), handover=HandoverPolicy(then=Afterwards.SELF_PAYMENT))
    first = jr.plan(asked, workers, rules=RULES)
    second = jr.replace_workers(
        first,
        {
            "w-1": left_on(date(2025, 5, 3)),
            "w-2": left_on(date(2025, 5, 3), EndKind.MOVED_AWAY),
        },
        on=JULY,
        rules=RULES,
    )
    third = jr.plan(
        scheme(cohort(3, fund(9)), handover=asked.handover),
        workers,
        rules=RULES,
        after=second,
        on=date(2025, 9, 1),
    )

    assert ids(third.participants) == ["w-3", "w-4", "w-2"]
    assert [(one.cohort, one.kind) for one in third.why("w-1")] == [("I", ReasonKind.DIED)]
    assert len(third.participants) + len(third.waiting) + len(third.refusals) == len(workers)
    timelines = {one.worker.id: one for one in third.timelines()}
    assert [len(timelines[name].events) for name in ("w-1", "w-2", "w-3")] == [1, 0, 0]
    december = ContributionMonth(2026, 1)
    owed = {
        name: [str(due.month) for due in one.dues(through=december, rules=RULES)][-1]
        for name, one in timelines.items()
    }
    assert owed == {"w-1": "2025-05", "w-2": "2026-01", "w-3": "2026-01", "w-4": "2026-01"}
    assert {one.worker.id for one in second.handovers().plans} == {"w-3", "w-4"}
    assert sum((due.amount for due in third.dues()), Rupiah(0)) == third.total


def test_a_plan_tells_what_it_went_through() -> None:
    """Planned again, replaced, given back; in its working."""
    money = fund(2)
    first = jr.plan(scheme(cohort(1, money)), people("A", "A"), rules=RULES)
    second = jr.replace_workers(
        first,
        {"w-1": left_on(date(2025, 5, 3))},
        on=JULY,
        rules=RULES,
        refunds=[
            MonthsRefunded(
                worker="w-1",
                cohort="I",
                period=ContributionPeriod.parse("2025-06/2025-07"),
                on=date(2025, 7, 10),
            )
        ],
    )

    told = str(second.explain("en"))
    assert "Planned again on 15 July 2025; 7 worker-months before were paid or decreed" in told
    assert "1 left, and 1 came in their place." in told
    assert "2 worker-months were given back; their money stands below zero." in told
    assert second.total == PAID * (7 - 2 + 5)


def test_one_of_the_family_comes_first_then_one_of_the_village_then_the_next() -> None:
    """Each leaver by the narrowest place that somebody who comes shares with it."""
    places = [
        ("Mawar", "A"),
        ("Mawar", "B"),
        ("Melati", "C"),
        ("Kenanga", "D"),
        ("Mawar", "X"),
        ("Kenanga", "Y"),
        ("Melati", "C"),
    ]
    workers = [
        Worker(
            f"w-{n}", sector=Sector.OTHER, facts={"rank": n, "village": village, "family": family}
        )
        for n, (village, family) in enumerate(places, start=1)
    ]
    quotas = [Quota(("village", "family"), most=1)]
    first = jr.plan(scheme(cohort(4, fund(4), quotas=quotas)), workers, rules=RULES)
    second = jr.replace_workers(
        first,
        {name: left_on(date(2025, 7, 2)) for name in ("w-2", "w-1", "w-3")},
        on=JULY,
        rules=RULES,
    )

    assert [(one.leaver.id, one.newcomer and one.newcomer.id) for one in second.replacements] == [
        ("w-1", "w-5"),
        ("w-2", "w-6"),
        ("w-3", "w-7"),
    ]


def test_who_comes_for_the_last_months_is_flagged() -> None:
    """Two months buy no full JKM; without JKM nothing is said of it."""
    workers = people("A", "A")
    left = {"w-1": left_on(date(2025, 10, 3))}
    day = date(2025, 10, 20)
    full = jr.plan(scheme(cohort(1, fund(1))), workers, rules=RULES)
    jkk = jr.plan(scheme(cohort(1, fund(1), programs=[Program.JKK])), workers, rules=RULES)

    late = jr.replace_workers(full, left, on=day, rules=RULES).replacements[0]
    assert late.full_jkm is not None
    assert late.full_jkm.settled is False
    assert jr.replace_workers(jkk, left, on=day, rules=RULES).replacements[0].full_jkm is None


def test_money_paid_ahead_comes_back_only_when_a_refund_is_recorded() -> None:
    """Paid through December: nobody can come until the refund, and then as far as it goes."""
    money = fund(1)
    workers = people("A", "A")
    first = jr.plan(
        scheme(
            cohort(1, money),
            Cohort("II", money, period=ContributionPeriod.parse("2025-09/2025-12"), workers=1),
        ),
        workers,
        rules=RULES,
    )
    december = {"I": ContributionMonth(2025, 12), "II": ContributionMonth(2025, 8)}
    died = {"w-1": left_on(date(2025, 4, 3))}
    second = jr.replace_workers(
        first, died, on=JULY, rules=RULES, fixed_through=ContributionMonth(2025, 12)
    )
    back = MonthsRefunded(
        worker="w-1",
        cohort="I",
        period=ContributionPeriod.parse("2025-05/2025-12"),
        on=date(2025, 8, 1),
        reference="surat 7",
    )
    third = jr.plan(
        first.scheme,
        workers[1:],
        rules=RULES,
        after=second,
        on=date(2025, 8, 10),
        fixed_through=december,
        refunds=[back],
    )
    without = jr.plan(
        first.scheme,
        workers[1:],
        rules=RULES,
        after=second,
        on=date(2025, 8, 10),
        fixed_through=december,
    )

    assert second.replacements[0].why_nobody is NobodyCame.NO_MONTHS
    assert second.left[money, 2025] == Rupiah(0)
    assert ids(second.participants) == []
    assert ids(without.participants) == []
    assert spans(third) == {("I", "w-1"): "2025-01/2025-12", ("II", "w-2"): "2025-09/2025-12"}
    assert third.total == PAID * (12 - 8 + 4)
    assert third.left[money, 2025] == PAID * 4
    assert third.refunds == (back,)
    assert third.replacements == second.replacements
    assert third.worker_months.settled == 12 - 8 + 4
    assert jr.from_plain(json.loads(json.dumps(jr.to_plain(third)))) == third


def test_what_is_given_back_is_given_back_at_its_own_price() -> None:
    """Of a month that an earlier plan priced, by the rules of that plan."""
    dearer = RULES.with_rate(
        Program.JKM,
        first=ContributionMonth(2025, 8),
        amount=Rupiah(10_000),
        basis=jr.Assumption(reason="an example", author="an example"),
    )
    asked = scheme(cohort(1, Fund("murni", name="Dana", funding=FundingSource.APBD)))
    first = jr.plan(asked, people("A"), rules=RULES)
    second = jr.plan(
        asked,
        people("A"),
        rules=dearer,
        after=first,
        on=JULY,
        fixed_through=ContributionMonth(2025, 9),
    )
    third = jr.plan(
        asked,
        [],
        rules=dearer,
        after=second,
        on=date(2025, 12, 1),
        refunds=[
            MonthsRefunded(
                worker="w-1",
                cohort="I",
                period=ContributionPeriod.parse("2025-09/2025-10"),
                on=date(2025, 11, 1),
            )
        ],
    )

    assert second.total == PAID * 9 + Rupiah(20_000) * 3
    assert second.total - third.total == PAID + Rupiah(20_000)


def test_money_spent_under_any_reading_is_money_spent() -> None:
    """A budget given later must suffice in the dearer one too, until a reading is chosen."""
    period = ContributionPeriod.parse("2026-05/2026-07")

    def asked(**parts: Any) -> Scheme:  # noqa: ANN401 - whatever a fund takes
        gift = Fund("csr", name="PT Mawar", funding=FundingSource.CSR, **parts)
        return scheme(Cohort("I", gift, period=period, workers=1))

    first = jr.plan(asked(), people("A"), rules=RULES)
    between = asked(budgets={2026: PAID})
    more: dict[str, Any] = {"after": first, "on": date(2026, 6, 1)}

    (told,) = problems(lambda: jr.plan(between, people("A"), rules=RULES, **more))
    assert told.startswith("PT Mawar has Rp16.800 for 2026, and Rp16.800 (presumed) of it is paid")
    enough = jr.plan(asked(budgets={2026: PAID * 2}), people("A"), rules=RULES, **more)
    assert enough.selections.by_reading()[("pp50-2025/private-funds", "normal"),][0].taken == ()


def test_a_new_cohort_may_begin_with_the_month_of_the_day() -> None:
    """Not before it."""
    july = ContributionPeriod.parse("2025-07/2025-12")
    workers = people("A", "A")
    first = jr.plan(scheme(cohort(1, fund(9))), workers, rules=RULES)
    wider = scheme(cohort(1, fund(9)), Cohort("II", fund(9), period=july, workers=1))
    second = jr.plan(wider, workers, rules=RULES, after=first, on=JULY)

    assert spans(second)["II", "w-2"] == "2025-07/2025-12"
    (told,) = problems(
        lambda: jr.plan(wider, workers, rules=RULES, after=first, on=date(2025, 8, 1))
    )
    assert "is new and was to begin with July 2025, before August 2025" in told


def test_all_that_was_paid_may_come_back() -> None:
    """The whole fixed period of the only one there was."""
    first = jr.plan(scheme(cohort(1, fund(1))), people("A"), rules=RULES)
    back = MonthsRefunded(
        worker="w-1", cohort="I", period=ContributionPeriod.parse("2025-01/2025-07"), on=JULY
    )
    second = jr.plan(first.scheme, [], rules=RULES, after=first, on=JULY, refunds=[back])

    assert second.total == Rupiah(0)
    assert second.worker_months.settled == 0


def test_nobody_comes_where_there_is_no_candidate_or_no_money() -> None:
    """Each says why, one by one."""
    workers = people("A", "A")
    alone = jr.plan(scheme(cohort(2, fund(2))), workers, rules=RULES)
    rich = Worker("w-9", declared_income=Rupiah(9_000_000), facts={"rank": 9, "village": "A"})
    poor = jr.plan(scheme(cohort(1, fund(1))), [workers[0], rich], rules=RULES)
    left = {"w-1": left_on(date(2025, 7, 3))}

    nobody = jr.replace_workers(alone, left, on=JULY, rules=RULES)
    assert nobody.replacements[0].why_nobody is NobodyCame.NO_CANDIDATE
    assert ids(nobody.participants) == ["w-2"]
    too_dear = jr.replace_workers(poor, left, on=JULY, rules=RULES)
    assert too_dear.replacements[0].why_nobody is NobodyCame.NO_MONEY
    passing = scheme(cohort(1, fund(1)), stop=StopRule.PASS_OVER)
    over = jr.plan(passing, [workers[0], rich], rules=RULES)
    dear = jr.replace_workers(over, left, on=JULY, rules=RULES)
    assert dear.replacements[0].why_nobody is NobodyCame.NO_MONEY
    assert [
        row["Alasan tidak ada pengganti"] for row in printable(too_dear.replacements, "id")
    ] == ["sisa pagu tidak cukup"]


def test_who_was_refused_is_still_known_after_a_replacement() -> None:
    """With its reason, and not among those who may come."""
    policy = jr.rosters.EligibilityPolicy(require=["nik"], excluded_jobs=["PNS"])
    workers = people("A", "A", "A")
    official = Worker("p", facts={"rank": 0, "job": "PNS"})
    jobs = [
        Worker(one.id, sector=one.sector, facts={**dict(one.facts), "job": "tani"})
        for one in workers
    ]
    first = jr.plan(scheme(cohort(1, fund(1)), eligibility=policy), [official, *jobs], rules=RULES)
    second = jr.replace_workers(first, {"w-1": left_on(date(2025, 7, 3))}, on=JULY, rules=RULES)

    assert ids(second.participants) == ["w-2"]
    assert second.why("p") == first.why("p")
    assert [refusal.worker.id for refusal in second.refusals] == ["p"]


def test_no_more_come_than_left_though_there_is_room_and_money() -> None:
    """Replacement is one for one; to take more, plan again."""
    workers = people(*"AAA")
    first = jr.plan(scheme(cohort(1, fund(9))), workers, rules=RULES)
    wider = jr.plan(
        scheme(cohort(3, fund(9))), workers[:1], rules=RULES, after=first, on=date(2025, 1, 15)
    )
    second = jr.replace_workers(
        wider, {"w-1": left_on(date(2025, 7, 3))}, on=JULY, rules=RULES, workers=workers
    )
    third = jr.replace_workers(second, {}, on=JULY, rules=RULES, workers=workers)

    assert ids(second.participants) == ["w-2"]
    assert third.participants == second.participants
    assert third.total == second.total
    assert ids(
        jr.plan(second.scheme, workers[1:], rules=RULES, after=third, on=JULY).participants
    ) == [
        "w-2",
        "w-3",
    ]


def test_a_cohort_that_is_still_to_begin_keeps_who_is_in() -> None:
    """A better placed candidate does not push anybody out, and who leaves before has no months."""
    later = Cohort("I", fund(2), period=ContributionPeriod.parse("2025-09/2025-12"), workers=2)
    workers = people(*"AAA")
    first = jr.plan(scheme(later), workers, rules=RULES)
    better = Worker("w-0", sector=Sector.OTHER, facts={"rank": 0, "village": "A"})
    second = jr.replace_workers(
        first, {"w-1": left_on(date(2025, 6, 3))}, on=JULY, rules=RULES, workers=[better, *workers]
    )

    assert spans(second) == {
        ("I", "w-2"): "2025-09/2025-12",
        ("I", "w-0"): "2025-09/2025-12",
    }
    assert second.replacements[0].paid_after is None
    assert second.total == first.total


def problems(make: Any) -> list[str]:  # noqa: ANN401 - any call
    """The problems of a call that is refused."""
    with pytest.raises(jr.InvalidSchemeError) as caught:
        make()
    return [problem.en for problem in caught.value.problems]


def test_an_earlier_plan_that_cannot_be_gone_on_with_says_all_of_it() -> None:
    """A cohort gone, changed or moved, money spent already, a day before, a late beginning."""
    money, other = fund(9), fund(9, "lain")
    late = ContributionPeriod.parse("2025-06/2025-12")
    old = scheme(
        cohort(1, money),
        Cohort("II", money, period=YEAR, workers=1),
        Cohort("III", money, period=YEAR, workers=1),
        Cohort("IV", money, period=YEAR, workers=1),
        Cohort("V", money, period=YEAR, workers=1),
    )
    first = jr.plan(old, people(*"AAAAA"), rules=RULES)
    again = jr.plan(old, people(*"AAAAA"), rules=RULES, after=first, on=JULY)
    poorer = Fund("murni", name="APBD murni", funding=FundingSource.APBD, budgets={2025: PAID * 10})
    new = scheme(
        Cohort("I", other, period=YEAR, workers=1),
        Cohort("II", poorer, period=YEAR, workers=1, programs=[Program.JKK]),
        Cohort("III", poorer, period=late, workers=1),
        Cohort("IV", poorer, period=ContributionPeriod.parse("2025-01/2025-06"), workers=1),
        Cohort("VI", poorer, period=late, workers=1),
    )

    told = problems(lambda: jr.plan(new, [], rules=RULES, after=again, on=date(2025, 7, 14)))
    assert [line.split(". ")[0] for line in told] == [
        "It was to be planned again on 14 July 2025, and the earlier plan is of 15 July 2025",
        *(
            f"The cohort {name} has months that are paid or decreed, and its fund or its "
            "programmes changed"
            for name in ("I", "II")
        ),
        *(
            f"The cohort {name} had the months January 2025 to December 2025, and some that are "
            "paid or decreed lie outside its new ones"
            for name in ("III", "IV")
        ),
        "The cohort V has months that are paid or decreed, and the scheme has it no more",
        (
            "The cohort VI is new and was to begin with June 2025, before July 2025, in which it "
            "is planned"
        ),
        "APBD murni has Rp168.000 for 2025, and Rp470.400 of it is paid or decreed already",
    ]


def test_a_list_that_depends_on_an_open_question_is_no_decree() -> None:
    """A presumption must be chosen before anything is fixed by it."""
    gift = Fund("csr", name="PT Mawar", funding=FundingSource.CSR, budgets={2026: Rupiah(60_000)})
    period = ContributionPeriod.parse("2026-05/2026-07")
    asked = scheme(Cohort("I", gift, period=period, workers=9))
    first = jr.plan(asked, people(*"AAAA"), rules=RULES)
    chosen = RULES.with_reading("pp50-2025/private-funds", "reduced")

    (told,) = problems(
        lambda: jr.plan(asked, people(*"AAAA"), rules=RULES, after=first, on=date(2026, 6, 1))
    )
    assert told.startswith("Who was in by the earlier plan depends on pp50-2025/private-funds.")
    settled = jr.plan(asked, people(*"AAAA"), rules=chosen)
    again = jr.plan(asked, people(*"AAAA"), rules=chosen, after=settled, on=date(2026, 6, 1))
    assert ids(settled.participants) == ["w-1", "w-2"]
    assert ids(again.participants) == ["w-1", "w-2", "w-3"]  # for July there is enough for one more


def test_who_cannot_be_replaced_says_so() -> None:
    """Not in, known only later, or in a month that is still open; and refunds that cannot be."""
    first = jr.plan(scheme(cohort(2, fund(2))), people(*"AAA"), rules=RULES)
    june = ContributionPeriod.parse("2025-05/2025-06")
    back = MonthsRefunded(worker="w-1", cohort="I", period=june, on=date(2025, 7, 1))
    other = MonthsRefunded(worker="w-9", cohort="I", period=june, on=date(2025, 7, 16))
    told = problems(
        lambda: jr.replace_workers(
            first,
            {
                "9901015505850001": left_on(date(2025, 5, 1)),
                "w-1": left_on(date(2025, 7, 16)),
                "w-2": left_on(date(2025, 7, 3)),
            },
            on=JULY,
            rules=RULES,
            fixed_through=ContributionMonth(2025, 6),
            refunds=[back, back, other],
        )
    )

    assert [line.split(". ")[0] for line in told] == [
        "99************** was to be replaced and is not in",
        "That w-1 left was known on 16 July 2025, after 15 July 2025",
        (
            "w-1 left in July 2025, and the months from July 2025 are still to be planned; the "
            "month of the event is owed too"
        ),
        (
            "w-2 left in July 2025, and the months from July 2025 are still to be planned; the "
            "month of the event is owed too"
        ),
        "Months of May 2025 to June 2025 were given back for w-1 before",
        "The refund for w-9 was recorded on 16 July 2025, after 15 July 2025",
        "The cohort I paid for w-9 no such months as May 2025 to June 2025",
    ]
    assert repr(MonthsRefunded(worker="9901015505850001", cohort="I", period=june, on=JULY)).count(
        "99**************"
    )


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"after": "x"}, "Plan"),
        ({"on": "2025-07-15"}, "a day of the calendar"),
        ({"fixed_through": "2025-07"}, "ContributionMonth"),
        ({"fixed_through": {"I": "2025-07"}}, "ContributionMonth"),
        ({"refunds": ["x"]}, "each of MonthsRefunded"),
    ],
)
def test_what_is_no_earlier_plan_or_no_day_is_refused(parts: dict[str, Any], told: str) -> None:
    """With what is asked instead."""
    first = jr.plan(scheme(cohort(1, fund(1))), people("A"), rules=RULES)
    given: dict[str, Any] = {"after": first, "on": JULY, **parts}

    with pytest.raises(jr.InvalidFactError, match=told):
        jr.plan(first.scheme, [], rules=RULES, **given)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"plan": "x"}, "Plan"),
        ({"leaving": ["w-1"]}, "Mapping"),
        ({"leaving": {"w-1": "died"}}, "EndEvent"),
        ({"on": None}, "a day of the calendar"),
        ({"rules": None}, "needs a Rulebook"),
        ({"workers": ["w-1"]}, "each of Worker"),
    ],
)
def test_what_is_no_replacement_is_refused(parts: dict[str, Any], told: str) -> None:
    """With what is asked instead."""
    first = jr.plan(scheme(cohort(1, fund(1))), people("A"), rules=RULES)
    given: dict[str, Any] = {
        "plan": first,
        "leaving": {},
        "on": JULY,
        "rules": RULES,
        **parts,
    }

    with pytest.raises(jr.InvalidFactError, match=told):
        jr.replace_workers(**given)


def test_only_plans_are_compared() -> None:
    """Budget plans and plans of schemes, each with the other."""
    first = jr.plan(scheme(cohort(1, fund(1))), people("A"), rules=RULES)
    counted = jr.plan_budget(first.scheme.cohorts, rules=RULES)

    assert jr.compare_plans(counted, first).total.change.settled == Rupiah(0)
    with pytest.raises(jr.InvalidFactError, match="BudgetPlan"):
        jr.compare_plans(first, "x")  # type: ignore[arg-type]


def test_nobody_who_is_in_makes_room_for_a_newcomer_of_an_earlier_cohort() -> None:
    """Whoever comes for the dead of the first cohort is too dear: the second one stays whole."""
    money = Fund("f", name="Dana", funding=FundingSource.APBD, budgets={2025: Rupiah(1_000_000)})
    asked = scheme(
        Cohort("A", money, period=YEAR, workers=1), Cohort("B", money, period=YEAR, workers=3)
    )
    rich = Worker("w-9", declared_income=Rupiah(8_000_000), facts={"rank": 9, "village": "A"})
    first = jr.plan(asked, [*people(*"AAAA"), rich], rules=RULES)
    second = jr.replace_workers(
        first, {"w-1": left_on(date(2025, 3, 1))}, on=date(2025, 3, 3), rules=RULES
    )

    assert ids(first.participants) == ["w-1", "w-2", "w-3", "w-4"]
    assert ids(second.participants) == ["w-2", "w-3", "w-4"]
    assert second.replacements[0].why_nobody is NobodyCame.NO_MONEY


def test_a_smaller_budget_is_shared_by_those_who_are_in_before_anybody_new() -> None:
    """The first cohort grows and the fund does not: nobody of the second goes."""
    money = fund(5)
    workers = people(*"AAAAAA")
    second = Cohort("II", money, period=YEAR, workers=3)
    first = jr.plan(scheme(cohort(2, money), second), workers, rules=RULES)
    again = jr.plan(scheme(cohort(4, money), second), workers, rules=RULES, after=first, on=JULY)

    assert [len(chosen.taken) for chosen in again.selections.settled] == [2, 3]
    assert [one.kind for one in again.why("w-6")] == [
        ReasonKind.NO_MONEY,
        ReasonKind.HEADS_FULL,
    ]


def test_no_month_is_paid_by_two_cohorts() -> None:
    """Dropped by the one whose months are fixed, it waits until they are over."""
    one, other = fund(9), fund(9, "lain")
    july = ContributionPeriod.parse("2025-07/2025-12")
    workers = people(*"AAA")
    first = jr.plan(scheme(cohort(3, one)), workers, rules=RULES)
    fewer = scheme(cohort(2, one), Cohort("B", other, period=july, workers=2))
    second = jr.plan(fewer, workers, rules=RULES, after=first, on=JULY)

    assert ids(second.participants) == ["w-1", "w-2"]
    assert all(not timeline.double_funded() for timeline in second.timelines())
    assert sum((due.amount for due in second.dues()), Rupiah(0)) == second.total
    third = jr.plan(
        fewer,
        workers,
        rules=RULES,
        after=second,
        on=date(2025, 8, 1),
        fixed_through={"I": ContributionMonth(2025, 8)},
    )
    assert spans(third)["B", "w-3"] == "2025-08/2025-12"


def test_whoever_comes_back_is_not_paid_twice_and_keeps_its_months() -> None:
    """Moved away with months paid ahead, back in another cohort, and dropped again."""
    money = fund(9)
    asked = scheme(
        cohort(1, money),
        Cohort("B", money, period=ContributionPeriod.parse("2025-09/2025-12"), workers=1),
    )
    first = jr.plan(asked, people("A"), rules=RULES)
    gone = jr.replace_workers(
        first,
        {"w-1": left_on(date(2025, 3, 3), EndKind.MOVED_AWAY)},
        on=date(2025, 3, 5),
        rules=RULES,
        fixed_through=ContributionMonth(2025, 10),
    )
    back = jr.plan(asked, people("A"), rules=RULES, after=gone, on=date(2025, 9, 1))

    dropped = jr.plan(asked, [], rules=RULES, after=back, on=date(2025, 11, 3))

    assert [str(one.period) for one in back.assignments] == ["2025-01/2025-10", "2025-11/2025-12"]
    assert all(not timeline.double_funded() for timeline in back.timelines())
    assert sum((due.amount for due in back.dues()), Rupiah(0)) == back.total == PAID * 12
    (timeline,) = dropped.timelines()
    months = {due.month for due in timeline.dues(through=YEAR.last, rules=RULES)}
    assert len(months) == 11


def test_what_is_paid_is_paid_for_the_worker_as_it_was() -> None:
    """A higher income counts from what is planned; a refund gives back what was paid."""
    money = Fund("f", name="Dana", funding=FundingSource.APBD, budgets={2025: Rupiah(5_000_000)})
    asked = scheme(cohort(9, money), handover=HandoverPolicy(then=Afterwards.NOBODY))
    (poor,) = people("A")
    rich = Worker(
        "w-1",
        sector=Sector.OTHER,
        declared_income=Rupiah(5_000_000),
        facts={"rank": 1, "village": "A"},
    )
    first = jr.plan(asked, [poor], rules=RULES)
    second = jr.plan(asked, [rich], rules=RULES, after=first, on=JULY)
    back = MonthsRefunded(
        worker="w-1", cohort="I", period=ContributionPeriod.parse("2025-01/2025-07"), on=JULY
    )
    third = jr.plan(asked, [rich], rules=RULES, after=second, on=JULY, refunds=[back])

    assert sum((due.amount for due in second.dues()), Rupiah(0)) == second.total
    assert second.total - third.total == PAID * 7
    assert [str(one.period) for one in second.assignments] == [
        "2025-01/2025-07",
        "2025-08/2025-12",
    ]
    assert len(second.handovers().plans) == 1


def test_a_fund_that_is_other_money_now_is_a_cohort_changed() -> None:
    """The same id, and another source of funds or sponsor."""
    first = jr.plan(scheme(cohort(1, fund(9))), people("A"), rules=RULES)
    other = Fund("murni", name="APBD murni", funding=FundingSource.CSR)

    (told,) = problems(
        lambda: jr.plan(scheme(cohort(1, other)), people("A"), rules=RULES, after=first, on=JULY)
    )
    assert "its fund or its programmes changed" in told


def test_a_reading_chosen_later_settles_what_was_paid_before() -> None:
    """There is no world in which half of the year was read in one way and half in another."""
    village = Fund("desa", name="Desa Mawar", funding=FundingSource.APBDES)
    year = ContributionPeriod.parse("2026-01/2026-11")
    first = jr.plan(
        scheme(Cohort("I", village, period=year, workers=2)), people("A", "A"), rules=RULES
    )
    normal = [jr.SchemeReading(question="pp50-2025/apbdes", reading="normal")]
    second = jr.plan(
        scheme(Cohort("I", village, period=year, workers=2), readings=normal),
        people("A", "A"),
        rules=RULES,
        after=first,
        on=date(2026, 7, 3),
    )

    assert second.total == PAID * 22
    assert second.by_reading() == {(): PAID * 22}


def test_a_gap_is_no_handover_and_shows_in_the_records() -> None:
    """Who is paid again from July is not told to pay in April; both spans are in the row."""
    going_on = HandoverPolicy(then=Afterwards.SELF_PAYMENT)
    asked = scheme(cohort(1, fund(1)), handover=going_on)
    first = jr.plan(asked, people("A"), rules=RULES)
    second = jr.plan(
        asked,
        people("A"),
        rules=RULES,
        after=first,
        on=JULY,
        fixed_through=ContributionMonth(2025, 3),
    )

    assert [str(one.first_self_paid) for one in second.handovers().plans] == ["2026-01"]
    (row,) = printable(second.records(), "id")
    assert row["Bulan yang dibiayai"] == (
        "Januari 2025 s.d. Maret 2025, Juli 2025 s.d. Desember 2025"
    )
    over = jr.plan(asked, people("A"), rules=RULES, after=second, on=date(2025, 12, 3))
    assert [len(record.periods) for record in over.records()] == [2]


def test_nobody_is_in_without_a_month() -> None:
    """A cohort that is over, and in which nothing was ever fixed."""
    first = jr.plan(scheme(cohort(1, fund(1))), people("A"), rules=RULES)
    late = jr.plan(
        first.scheme,
        people("A"),
        rules=RULES,
        after=first,
        on=date(2030, 1, 1),
        fixed_through=ContributionMonth(2024, 1),
    )

    assert late.participants == ()
    assert [reason.kind for reason in late.why("w-1")] == [ReasonKind.NO_MONTHS]


def test_who_waits_after_a_replacement_is_told_why() -> None:
    """Only as many come as left, though the cohort has room; and next is who really comes."""
    quotas = [Quota("village", least={"K": 1})]
    workers = people("K", "M", "M", "K")
    narrow = jr.plan(scheme(cohort(2, fund(9), quotas=quotas)), workers, rules=RULES)
    assert narrow.next_for("w-1").id == "w-4"  # type: ignore[union-attr]
    left = {"w-1": left_on(date(2025, 3, 1))}
    replaced = jr.replace_workers(narrow, left, on=date(2025, 3, 3), rules=RULES)
    assert replaced.replacements[0].newcomer.id == "w-4"  # type: ignore[union-attr]

    wide = jr.plan(scheme(cohort(1, fund(9))), workers, rules=RULES)
    more = jr.plan(scheme(cohort(3, fund(9))), workers[:1], rules=RULES, after=wide, on=JULY)
    after = jr.replace_workers(
        more, {"w-1": left_on(date(2025, 7, 3))}, on=JULY, rules=RULES, workers=workers
    )
    assert [(one.kind, one.text.id) for one in after.why("w-3")] == [
        (
            ReasonKind.ONE_FOR_ONE,
            "Pengganti hanya sebanyak peserta yang keluar: tahap ini tetap 1 orang.",
        )
    ]
    closed = jr.plan(
        wide.scheme,
        workers,
        rules=RULES,
        after=wide,
        on=JULY,
        fixed_through=ContributionMonth(2025, 12),
    )
    assert closed.next_for("w-1") is None


def test_a_cohort_in_which_nobody_was_may_go_or_move() -> None:
    """Nothing of it is paid or decreed."""
    empty = Cohort("II", fund(0, "lain"), period=YEAR, workers=3)
    first = jr.plan(scheme(cohort(1, fund(1)), empty), people("A", "A"), rules=RULES)
    second = jr.plan(first.scheme, people("A", "A"), rules=RULES, after=first, on=JULY)
    gone = jr.plan(scheme(cohort(1, fund(1))), people("A", "A"), rules=RULES, after=second, on=JULY)

    assert ids(gone.participants) == ["w-1"]


def test_what_is_said_of_an_earlier_plan_has_to_be_of_it() -> None:
    """Its scheme, its cohorts, its members; and nothing is said without one."""
    first = jr.plan(scheme(cohort(1, fund(1))), people("A"), rules=RULES)
    joined = Worker(
        "w-1",
        sector=Sector.OTHER,
        member_since=ContributionMonth(2025, 10),
        facts={"rank": 1, "village": "A"},
    )
    other = Scheme(
        "melati",
        name="Program Melati",
        place="Kabupaten Melati",
        funds=first.scheme.funds,
        cohorts=first.scheme.cohorts,
        priority=first.scheme.priority,
    )
    told = problems(
        lambda: jr.plan(
            other,
            [joined],
            rules=RULES,
            after=first,
            on=JULY,
            fixed_through={"Q": ContributionMonth(2025, 7)},
        )
    )
    assert [line.split(". ")[0] for line in told] == [
        (
            "The scheme Program Melati was to be planned after a plan of Program Mawar, whose id "
            "is another"
        ),
        "Months of the cohort Q were said to be fixed, and the earlier plan has no such cohort",
        "w-1 is in since January 2025, and is said to be a member since October 2025",
    ]
    for parts in (
        {"fixed_through": ContributionMonth(2025, 7)},
        {"refunds": [MonthsRefunded(worker="w-1", cohort="I", period=YEAR, on=JULY)]},
        {"after": first},
    ):
        with pytest.raises(jr.InvalidFactError, match="Planned again, it takes both"):
            jr.plan(first.scheme, [], rules=RULES, **parts)  # type: ignore[arg-type]


def test_plans_are_compared_by_id_and_shown_by_name() -> None:
    """Two budgets called APBD stay two rows, and one that is renamed stays one."""
    one = Fund("murni", name="APBD", funding=FundingSource.APBD)
    two = Fund("ubah", name="APBD", funding=FundingSource.APBD)
    renamed = Fund("murni", name="APBD-P", funding=FundingSource.APBD)
    both = jr.plan_budget(
        [Cohort("I", one, period=YEAR, workers=1), Cohort("II", two, period=YEAR, workers=1)],
        rules=RULES,
    )
    then = jr.plan_budget([Cohort("I", renamed, period=YEAR, workers=1)], rules=RULES)

    changes = jr.compare_plans(both, then)
    assert [(row.fund, str(row.after.settled)) for row in changes.by_fund] == [
        ("APBD-P", "Rp201.600"),
        ("APBD", "Rp0"),
    ]
