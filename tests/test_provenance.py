"""A figure can be computed again from its provenance, and a change of it is found."""

from __future__ import annotations

import json
from datetime import date

import attrs
import pytest
from what_ifs import ALONE, DECEMBER, DRAFT, JANUARY, RULES, OwnTable, draft_relief, jkm_halved

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    ContributionPeriod,
    FundingSource,
    Program,
    Provenance,
    Rupiah,
    Sector,
    Worker,
)


YEAR = ContributionPeriod.parse("2026-01/2026-12")

pytestmark = pytest.mark.filterwarnings("ignore::jamsostek_rentan.ProjectedLawWarning")


def _trace(rules: jr.Rulebook, **facts: object) -> Provenance:
    asked = {"funding": FundingSource.APBDES, "sector": Sector.OTHER, **facts}
    quote = jr.cost_of_cover(350, YEAR, rules=rules, **asked)  # type: ignore[arg-type]
    return quote.provenance()


RULEBOOKS = {
    "shipped": RULES,
    "read": RULES.with_reading("pp50-2025/apbdes", "normal", decided_by="Dinas Mawar"),
    "refusing": RULES.refusing(presumed=True),
    "halved": jkm_halved(),
    "eased": RULES.with_relief(draft_relief()),
    "without": RULES.without_relief("pp50-2025", basis=DRAFT),
    "due": RULES.with_membership(first=JANUARY, due_day=20, basis=DRAFT),
}


@pytest.mark.parametrize("name", RULEBOOKS)
def test_a_fresh_provenance_verifies(name: str) -> None:
    """Stored and read back too, with readings and what-ifs applied again."""
    trace = _trace(RULEBOOKS[name])
    stored = json.loads(json.dumps(jr.to_plain(trace)))

    assert jr.verify(trace).same
    back = jr.from_plain(stored)
    assert back == trace
    answer = jr.verify(back)
    assert answer.same
    assert str(answer.explain("id")).startswith("Sama")


def test_workers_are_kept_as_heads_without_their_names() -> None:
    """Whatever their order; who was not yet a member is counted too."""
    workers = [
        Worker(f"3275014107{number:06}", declared_income=income, member_since=since)
        for number, (income, since) in enumerate(
            [
                (Rupiah(1_150_000), ContributionMonth(2021, 1)),
                (Rupiah(1_250_000), ContributionMonth(2021, 1)),
                (None, ContributionMonth(2023, 1)),
                (jr.LOWEST_BAND, None),
            ]
        )
    ]
    month = ContributionMonth(2021, 12)
    trace = jr.cost_of_cover(workers, month, rules=RULES, programs=[Program.JKM]).provenance()
    again = jr.cost_of_cover(workers[::-1], month, rules=RULES, programs=[Program.JKM]).provenance()

    assert "3275" not in json.dumps(jr.to_plain(trace))
    assert set(trace.asked) == set(again.asked)
    assert trace.figures == again.figures
    assert sum(heads.count for heads in trace.asked) == 4
    assert jr.verify(trace).same


def test_another_table_is_never_the_same() -> None:
    """Its figures or at least its rules are named."""
    trace = _trace(RULES.using_rates(OwnTable(), questions=RULES.rate_questions))

    answer = jr.verify(trace)
    assert not answer.same
    assert answer.figures == ()
    assert any("OwnTable" in name for name in answer.rules)
    dearer = jr.verify(_trace(RULES), rules=jkm_halved().without_relief("pp50-2025", basis=DRAFT))
    assert [name for name, _, _ in dearer.figures] == [
        "total",
        "JKK",
        "JKM",
        *(f"2026-{month:02}" for month in range(4, 13)),
    ]
    assert "relief" in " ".join(dearer.rules) or "what-if" in " ".join(dearer.rules)
    told = str(dearer.explain("en"))
    assert told.startswith("Not the same")
    assert "has changed" in told


def test_each_of_two_changes_of_one_kind_is_looked_at() -> None:
    """One ground exchanged is another rulebook, though no figure tells; over any table."""
    other = jr.Assumption(reason="another draft", author="Dinas Mawar")
    months = ContributionPeriod.parse("2025-01/2025-02")

    def twice(base: jr.Rulebook, basis: jr.Assumption) -> jr.Rulebook:
        for number, ground in ((0, basis), (1, DRAFT)):
            month = months.first + number
            base = base.with_rate(
                Program.JKM, first=month, last=month, amount=Rupiah(7_000 + number), basis=ground
            )
        return base

    own = RULES.using_rates(OwnTable(), questions=RULES.rate_questions)
    for base in (RULES, own):
        quote = jr.cost_of_cover(
            10, months, rules=twice(base, DRAFT), funding=jr.FundingSource.APBD
        )
        assert jr.verify(quote.provenance(), rules=twice(base, DRAFT)).same
        answer = jr.verify(quote.provenance(), rules=twice(base, other))
        assert answer.figures == ()
        assert any("what-if RateChange" in name for name in answer.rules)


def test_a_changed_rule_is_named_though_the_figure_is_the_same() -> None:
    """A ground that was checked again is another rule."""
    table = RULES.rates
    ((program, (rate,)), *others) = table.rates
    ground = attrs.evolve(rate.ground, checked_on=date(2027, 1, 1))
    checked = attrs.evolve(table, rates=((program, (attrs.evolve(rate, ground=ground),)), *others))
    trace = _trace(RULES)

    answer = jr.verify(trace, rules=RULES.using_rates(checked))
    assert answer.rules == (f"rate {program.name} 2015-07",)
    assert answer.figures == ()


@pytest.mark.parametrize(
    ("part", "edit"),
    [
        ("period", lambda trace: attrs.evolve(trace, period=ContributionPeriod(JANUARY, DECEMBER))),
        ("programs", lambda trace: attrs.evolve(trace, programs=(Program.JKM,))),
        (
            "asked",
            lambda trace: attrs.evolve(trace, asked=(attrs.evolve(trace.asked[0], count=351),)),
        ),
        (
            "stamp",
            lambda trace: attrs.evolve(trace, stamp=attrs.evolve(trace.stamp, version="9")),
        ),
        ("figures", lambda trace: attrs.evolve(trace, figures=())),
        ("seals", lambda trace: attrs.evolve(trace, seals=(*trace.seals, ("more", "")))),
    ],
)
def test_a_provenance_edited_by_hand_is_named(part: str, edit: object) -> None:
    """By the key of the part that was changed."""
    edited = edit(_trace(RULES))  # type: ignore[operator]

    with pytest.raises(jr.InvalidProvenanceError, match=f"{part} was changed") as caught:
        jr.verify(edited)
    assert caught.value.parts == ((part,) if part != "seals" else ())


def test_it_tells_what_it_rests_on() -> None:
    """Under a heading that says what it is not, in both languages."""
    read = jkm_halved().with_reading("pp50-2025/apbdes", "normal", decided_by="Dinas Mawar")
    quote = jr.cost_of_cover(350, JANUARY, rules=read, **ALONE)
    trace = quote.provenance()

    told = str(trace.explain("id"))
    assert told.startswith("Jejak perhitungan, bukan bukti pembayaran")
    for words in (
        "Ketentuan diperiksa sampai: November 2026",
        "Diminta: 350 pekerja, Januari 2027",
        "Ketentuan yang dipakai: rate JKK 2015-07",
        "Diputuskan oleh Dinas Mawar",
        "asumsi: a draft is discussed (an example)",
        f"total: {quote.total}",
    ):
        assert words in told
    assert "Trace of a computation, not a proof of payment" in str(trace.explain("en"))


def test_refusals_are_kept() -> None:
    """A trace of rules that presume nothing verifies by rules that presume nothing."""
    trace = _trace(RULES.refusing(presumed=True), funding=FundingSource.CSR)

    assert jr.verify(trace).same
    assert all(len(sealed) == 16 for _, sealed in (*trace.stamp.rules, *trace.seals))
