"""The five real programmes as scheme files: read, planned, and reproduced to the rupiah."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import jamsostek_rentan as jr


EXAMPLES = Path(__file__).parents[1] / "examples"
SCHEMES = {path.stem: path for path in sorted((EXAMPLES / "schemes").glob("*.toml"))}
PROGRAMMES: dict[str, dict[str, Any]] = {
    programme["id"]: programme
    for programme in tomllib.loads(
        (EXAMPLES / "data" / "programmes.toml").read_text(encoding="utf-8")
    )["programme"]
}
RULES = jr.law.bpu()


def _scheme(name: str) -> jr.Scheme:
    return jr.read_scheme(SCHEMES[name])


def _budget(name: str) -> jr.BudgetPlan:
    return jr.plan_budget(_scheme(name).cohorts, rules=RULES)


def test_there_is_a_file_for_each_of_the_five() -> None:
    """By the names of the data file."""
    assert set(SCHEMES) == set(PROGRAMMES)


@pytest.mark.parametrize("name", SCHEMES)
def test_each_is_read_and_says_what_the_data_file_says(name: str) -> None:
    """Its id, its source, its sources of funds, and as many heads and months for each of them."""
    scheme, programme = _scheme(name), PROGRAMMES[name]
    heads: dict[tuple[str, str], int] = {}
    for cohort in scheme.cohorts:
        key = (cohort.fund.funding.name, str(cohort.period))
        heads[key] = heads.get(key, 0) + cohort.heads

    assert scheme.problems == ()
    assert (scheme.id, scheme.source) == (name, programme["source"])
    assert heads == {
        (fund["funding"], fund["period"]["value"]): fund["workers"]["value"]
        for fund in programme["fund"]
    }


@pytest.mark.parametrize("name", SCHEMES)
def test_each_figure_says_what_it_is(name: str) -> None:
    """Published, computed or assumed, in a comment beside it."""
    for line in SCHEMES[name].read_text(encoding="utf-8").splitlines():
        key, _, comment = line.partition("#")
        if key.startswith(("heads", "period", "most", "least")):
            assert comment.strip().startswith(("published", "computed", "assumed")), line


@pytest.mark.parametrize("name", SCHEMES)
def test_nothing_is_a_budget_that_nobody_published(name: str) -> None:
    """Heads and quotas alone are the limit."""
    assert [fund.budgets for fund in _scheme(name).funds if fund.budgets] == []


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("kalbar-2021-csr-circular", 8_400_000),
        ("kalbar-2023-province", 1_268_215_200),
        ("kapuas", 6_431_040_000),
        ("kotawaringin-timur-2021-gn-lingkaran", 16_800),
        ("bontang-2021-wrse", 5_880_000),
    ],
)
def test_each_is_priced_by_its_counts_alone(name: str, total: int) -> None:
    """Before there is a list of names."""
    assert _budget(name).total == jr.Rupiah(total)


def test_the_three_companies_of_west_kalimantan_pay_from_funds_of_their_own() -> None:
    """About 500 workers together, and each company is a sponsor."""
    plan = _budget("kalbar-2021-csr-circular")

    assert {fund.payer.name: str(amount) for fund, amount in plan.by_fund.items()} == {
        "Hok Tong": "Rp2.805.600",
        "RS Trimedika Djaya": "Rp2.805.600",
        "Indomarco": "Rp2.788.800",
    }
    assert sum(cover.workers for cover in plan.covers) == 500


def _kapuas_candidates() -> list[jr.Worker]:
    """Made up: 214 villages with 100 to 230 candidates each, in six deciles."""
    found: list[jr.Worker] = []
    for village in range(214):
        for at in range(100 + (village * 37) % 131):
            found.append(
                jr.Worker(
                    f"w-{len(found) + 1:05}",
                    sector=jr.Sector.OTHER,
                    facts={"village": f"Desa rekaan {village + 1}", "decile": 1 + (at * 7) % 6},
                )
            )
    return found


@pytest.fixture(scope="module")
def kapuas() -> jr.Plan:
    """Kapuas, planned from a list that is made up."""
    return jr.plan(_scheme("kapuas"), _kapuas_candidates(), rules=RULES)


def test_kapuas_takes_all_whom_its_three_funds_can_pay(kapuas: jr.Plan) -> None:
    """21.400 by the villages, 10.000 by the regency, 500 by the revenue share; the rest wait."""
    covers = {cover.cohort.id: cover.workers for cover in kapuas.covers}

    assert covers == {"desa": 21_400, "kabupaten": 10_000, "sawit": 500}
    assert len(kapuas.participants) == 31_900
    assert (kapuas.unmet, kapuas.refusals) == ((), ())
    assert len(kapuas.waiting) == len(kapuas.candidates) - 31_900 > 0


def test_the_villages_of_kapuas_pay_for_the_hundred_poorest_of_each(kapuas: jr.Plan) -> None:
    """Whoever is not among them goes on to the regency, the poorest of all villages first."""
    desa, kabupaten, sawit = kapuas.selections.settled
    of_village: dict[object, list[object]] = {}
    for worker in desa.taken:
        facts = dict(worker.facts)
        of_village.setdefault(facts["village"], []).append(facts["decile"])
    poorest: dict[object, list[Any]] = {}
    for worker in _kapuas_candidates():
        facts = dict(worker.facts)
        poorest.setdefault(facts["village"], []).append(facts["decile"])

    assert len(of_village) == 214
    for village, deciles in of_village.items():
        assert sorted(map(str, deciles)) == sorted(map(str, sorted(poorest[village])[:100]))
    for later, then in pairwise((kabupaten.taken, sawit.taken, kapuas.waiting)):
        assert max(map(_decile, later)) <= min(map(_decile, then))


def _decile(worker: jr.Worker) -> int:
    return int(str(dict(worker.facts)["decile"]))


def test_kapuas_is_reproduced_to_the_rupiah(kapuas: jr.Plan) -> None:
    """In all, by fund and by programme."""
    by_fund = {fund.funding.name: amount.amount for fund, amount in kapuas.by_fund.items()}
    by_program = {program.name: amount.amount for program, amount in kapuas.by_program.items()}

    assert kapuas.total == jr.Rupiah(6_431_040_000)
    assert by_fund == {
        "APBDES": 4_314_240_000,
        "APBD": 2_016_000_000,
        "DBH_SAWIT": 100_800_000,
    }
    assert by_program == {"JKK": 3_828_000_000, "JKM": 2_603_040_000}
    assert set(kapuas.by_month.values()) == {jr.Rupiah(535_920_000)}


def _bontang_candidates() -> list[jr.Worker]:
    """Made up: 2.185 women in ten deciles."""
    return [
        jr.Worker(f"w-{at:05}", sector=jr.Sector.OTHER, facts={"decile": 1 + (at * 7) % 10})
        for at in range(1, 2_186)
    ]


def test_bontang_takes_350_of_2185_by_its_rule_and_the_others_wait_in_order() -> None:
    """The poorest first, and of one decile by the number in the list."""
    people = _bontang_candidates()
    plan = jr.plan(_scheme("bontang-2021-wrse"), reversed(people), rules=RULES)
    in_order = sorted(people, key=lambda worker: (_decile(worker), worker.id))

    assert list(plan.participants) == in_order[:350]
    assert list(plan.waiting) == in_order[350:]
    assert len(plan.waiting) == 1_835
    assert plan.total == jr.Rupiah(5_880_000)
    (reason,) = plan.why(in_order[350].id)
    assert reason.text.id == "Jumlah peserta sudah terpenuhi: 350 orang."


def test_the_women_of_bontang_go_on_paying_themselves() -> None:
    """January 2022 is the first month that each of them owes, at the ordinary price."""
    plan = jr.plan(_scheme("bontang-2021-wrse"), _bontang_candidates(), rules=RULES)
    handover = plan.handovers()

    assert len(handover.plans) == 350
    assert {one.first_self_paid for one in handover.plans} == {jr.ContributionMonth(2022, 1)}
    assert {str(one.after.settled) for one in handover.plans} == {"Rp16.800"}


def test_the_example_plans_all_five_in_both_languages() -> None:
    """With the figures of each, and a reason for the first who waits."""
    script = EXAMPLES / "five_schemes.py"
    english, indonesian = (
        subprocess.run(
            [sys.executable, "-W", "error", str(script), *arguments],
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for arguments in ((), ("kapuas", "--lang", "id"))
    )

    assert english.count("The programme ") == 5
    for figure in ("5.880.000", "8.400.000", "1.268.215.200", "6.431.040.000", "16.800"):
        assert f"worker-months, Rp{figure}\n" in english
    assert "w-00993: As many as were asked for are taken: 350." in english
    assert "Tahap sawit dari DBH Sawit" in indonesian
    assert "Jumlah: 382.800 orang-bulan, Rp6.431.040.000" in indonesian
