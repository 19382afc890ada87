"""Quotes for heads and for workers: every figure adds up, every fact that matters is asked for."""

from __future__ import annotations

import pickle

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    ContributionPeriod,
    FundingSource,
    Program,
    Rupiah,
    Sector,
    Worker,
)


NOVEMBER = ContributionMonth(2026, 11)
SPRING = ContributionPeriod.parse("2026-03/2026-05")


@pytest.mark.parametrize(
    ("funding", "total", "otherwise"),
    [
        (FundingSource.CSR, 2_940_000, [5_880_000]),
        (FundingSource.SELF, 2_940_000, []),
        (FundingSource.APBD, 5_880_000, []),
    ],
)
def test_350_workers_in_november_2026(
    funding: FundingSource, total: int, otherwise: list[int], rules: jr.Rulebook
) -> None:
    """The payer decides, and a doubt stands beside the figure and in its explanation."""
    quote = jr.cost_of_cover(350, NOVEMBER, rules=rules, funding=funding, sector=Sector.OTHER)

    assert quote.total == Rupiah(total)
    assert [doubt.value.amount for doubt in quote.doubts] == otherwise
    text = str(quote.explain("id"))
    assert f"Jumlah: {Rupiah(total)}" in text
    assert all(f"{Rupiah(other)} bila ditafsirkan" in text for other in otherwise)


def test_a_village_budget_has_two_totals(rules: jr.Rulebook) -> None:
    """The quote as a whole never fails; reading its number does, naming both amounts."""
    quote = jr.cost_of_cover(350, NOVEMBER, rules=rules, funding=FundingSource.APBDES)

    with pytest.raises(jr.UnsettledLawError, match=r"Rp2\.940\.000.*Rp5\.880\.000"):
        assert quote.total
    with pytest.raises(jr.UnsettledLawError, match=r"Rp1\.750\.000.*Rp3\.500\.000"):
        assert quote.by_program[Program.JKK]
    with pytest.raises(jr.UnsettledLawError):
        assert quote.lines[0].amount
    assert sorted(amount.amount for amount in quote.by_reading().values()) == [2_940_000, 5_880_000]
    assert set(quote.by_program) == set(jr.BASIC_COVER)
    assert len(quote.by_month) == 1
    text = str(quote.explain("en"))
    assert "Total: not settled" in text
    assert "Rp5.880.000 if read" in text
    with pytest.raises(KeyError):
        assert quote.by_program[Program.JHT]


def test_a_missing_source_of_funds_is_named_when_the_call_is_made(rules: jr.Rulebook) -> None:
    """With the totals it leads to."""
    with pytest.raises(jr.MissingFactError, match="without funding") as caught:
        jr.cost_of_cover(350, NOVEMBER, rules=rules)

    assert caught.value.facts == ("funding",)
    assert caught.value.amounts[0] == ("Rp2.940.000", ("funding SELF",))
    assert caught.value.worker is None


def test_all_missing_facts_of_a_period_are_named_at_once(rules: jr.Rulebook) -> None:
    """Their values are grouped by the total of the whole period."""
    with pytest.raises(jr.MissingFactError) as caught:
        jr.cost_of_cover(1, SPRING, rules=rules)

    assert caught.value.facts == ("funding", "sector")
    totals = {amount.partition(" ")[0] for amount, _ in caught.value.amounts}
    assert totals == {"Rp33.600", "Rp25.200", "Rp50.400"}


def test_the_first_month_of_membership_may_be_missing_over_a_period(rules: jr.Rulebook) -> None:
    """One covered in the first month is a member from then at the latest."""
    relief = ContributionPeriod.parse("2020-08/2021-01")
    with pytest.raises(jr.MissingFactError) as caught:
        jr.cost_of_cover(1, relief, rules=rules, funding=FundingSource.SELF)

    assert caught.value.facts == ("member_since",)
    assert [amount for amount, _ in caught.value.amounts] == [
        "Rp1.008 (presumed)",
        "Rp34.272 (presumed)",
    ]
    later = ContributionPeriod.parse("2020-11/2021-01")
    known = jr.cost_of_cover(
        1,
        later,
        rules=rules,
        funding=FundingSource.SELF,
        member_since=ContributionMonth(2020, 11),
    )
    assert known.total == Rupiah(16_800 * 2 + 168)


def test_an_income_that_is_not_known_may_be_missing_over_a_period(rules: jr.Rulebook) -> None:
    """Every band leads to a total of its own."""
    with pytest.raises(jr.MissingFactError) as caught:
        jr.cost_of_cover(1, SPRING, rules=rules, funding=FundingSource.APBD, declared_income=None)

    assert caught.value.facts == ("declared_income",)
    assert len(caught.value.amounts) == 63
    assert caught.value.amounts[0] == ("Rp50.400", ("declared_income Rp0",))


class SeeSaw:
    """A table by which transport pays a rupiah more in odd months and less in even ones."""

    def __init__(self, basis: object) -> None:
        """Keep the ground of its prices."""
        self.basis = basis

    def price(
        self, program: Program, month: ContributionMonth, *, sector: Sector, **_others: object
    ) -> jr.Price:
        """The price."""
        change = 0 if sector is Sector.OTHER else (-1) ** month.month
        amount = Rupiah(10 + change)
        return jr.Price.of(program, month, amount, basis=self.basis)  # type: ignore[arg-type]

    def income_breaks(self, _program: Program, _month: ContributionMonth) -> tuple[Rupiah, ...]:
        """One band."""
        return (Rupiah(0),)

    def membership_breaks(
        self, _program: Program, _month: ContributionMonth
    ) -> tuple[ContributionMonth, ...]:
        """None."""
        return ()


def test_a_fact_that_changes_a_month_and_not_the_total_is_missing_too(rules: jr.Rulebook) -> None:
    """For the quote shows its months."""
    basis = rules.price(Program.JKM, ContributionMonth(2025, 3)).basis
    mine = rules.using_rates(SeeSaw(basis))
    with pytest.raises(
        jr.MissingFactError, match="It is Rp40 with sector whatever it is"
    ) as caught:
        jr.cost_of_cover(1, ContributionPeriod.parse("2025-03/2025-04"), rules=mine)

    assert caught.value.facts == ("sector",)


def test_nobody_owes_nothing(rules: jr.Rulebook) -> None:
    """For zero heads no fact matters."""
    quote = jr.cost_of_cover(0, NOVEMBER, rules=rules)

    assert quote.total == Rupiah(0)
    assert quote.doubts == ()
    nobody = jr.cost_of_cover([], NOVEMBER, rules=rules, funding=FundingSource.SELF)
    late = jr.cost_of_cover([Worker("w-1", member_since=NOVEMBER + 1)], NOVEMBER, rules=rules)
    for empty in (quote, nobody, late):
        assert empty.lines == ()
        assert empty.by_program[Program.JKK] == empty.by_month[NOVEMBER] == Rupiah(0)
    assert (late.workers, late.not_yet) == (1, 1)


def test_the_relief_ends_within_a_period(rules: jr.Rulebook) -> None:
    """Each run of months has its price and its reason."""
    with pytest.warns(jr.ProjectedLawWarning) as caught:
        quote = jr.cost_of_cover(
            1,
            ContributionPeriod.parse("2026-03/2027-01"),
            rules=rules,
            funding=FundingSource.SELF,
            sector=Sector.OTHER,
        )

    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert quote.projected
    assert [amount.amount for amount in quote.by_month.values()] == [
        16_800,
        *[8_400] * 9,
        16_800,
    ]
    text = str(quote.explain("en"))
    assert "March 2026: 1 worker(s) × 1 month(s) × Rp10.000 = Rp10.000" in text
    assert "April 2026 to November 2026: 1 worker(s) × 8 month(s) × Rp5.000 = Rp40.000" in text
    assert "December 2026: 1 worker(s) × 1 month(s) × Rp5.000 = Rp5.000" in text
    assert "ended by its own terms with December 2026" in text


def test_projected_months_can_be_refused_in_a_quote(rules: jr.Rulebook) -> None:
    """The error names the months."""
    with pytest.raises(jr.ProjectedLawError, match="2026-12 to 2027-01"):
        jr.cost_of_cover(
            1,
            NOVEMBER.for_months(3),
            rules=rules.refusing(projected=True),
            funding=FundingSource.APBD,
        )


def test_workers_bring_their_own_facts(rules: jr.Rulebook) -> None:
    """Each with its sector, its income and its start."""
    workers = [
        Worker("w-1", sector=Sector.TRANSPORT),
        Worker("w-2", sector=Sector.OTHER),
        Worker("w-3", sector=Sector.OTHER, declared_income=Rupiah(1_100_000)),
        Worker("w-4", sector=Sector.OTHER, declared_income=Rupiah(1_299_000)),
        Worker("w-5", sector=Sector.OTHER, member_since=ContributionMonth(2026, 5)),
        Worker("w-6", sector=Sector.OTHER, member_since=ContributionMonth(2026, 6)),
    ]
    quote = jr.cost_of_cover(iter(workers), SPRING, rules=rules, funding=FundingSource.SELF)

    assert quote.workers == 6
    assert quote.not_yet == 1
    each = [3 * 8_400, 16_800 + 2 * 8_400, *[18_800 + 2 * 9_400] * 2, 8_400]
    assert quote.total == Rupiah(sum(each))
    dues = [
        due
        for worker in workers[:5]
        for due in jr.dues_of(worker, SPRING, payer=worker, rules=rules)
    ]
    assert sum(due.amount for due in dues) == quote.total
    second_band = [line for line in quote.lines if line.price.base_income == Rupiah(1_200_000)]
    assert {line.workers for line in second_band} == {2}
    assert "owe nothing in it: 1" in str(quote.explain("en"))


def test_a_quote_without_funding_says_that_it_changes_nothing(rules: jr.Rulebook) -> None:
    """Outside every relief the payer does not matter."""
    quote = jr.cost_of_cover(350, ContributionMonth(2021, 12), rules=rules)

    assert quote.funding is None
    assert "the source of funds does not change the amount" in str(quote.explain("en"))


def test_a_missing_fact_names_the_worker_and_hides_a_nik(rules: jr.Rulebook) -> None:
    """Never a digit of the serial."""
    with pytest.raises(jr.MissingFactError) as caught:
        jr.cost_of_cover(
            [Worker("w-1", sector=Sector.OTHER), Worker("6474015505850001")],
            SPRING,
            rules=rules,
            funding=FundingSource.SELF,
        )

    assert caught.value.worker == "64**************"
    assert "0001" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize(
    ("workers", "facts", "says"),
    [
        (-1, {}, "zero or more"),
        (1.5, {}, "whole number"),
        (True, {}, "whole number"),
        ([Worker("w-1"), Worker("w-1")], {}, "w-1 was given twice"),
        ([Worker("w-1")], {"sector": Sector.OTHER}, "bring their own"),
        ("5", {}, "a whole number of heads"),
        (Worker("w-1"), {}, r"\[worker\]"),
        (["w-1"], {}, "A str was given in a list of workers"),
    ],
)
def test_heads_and_workers_that_cannot_be_so_are_refused(
    workers: object, facts: dict[str, object], says: str, rules: jr.Rulebook
) -> None:
    """Nothing is counted twice or guessed."""
    with pytest.raises(jr.InvalidFactError, match=says):
        jr.cost_of_cover(workers, NOVEMBER, rules=rules, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["fund", "member_by"])
@pytest.mark.parametrize("workers", [1, [Worker("w-1")]])
def test_a_fact_of_another_name_is_refused(name: str, workers: object, rules: jr.Rulebook) -> None:
    """And named."""
    with pytest.raises(TypeError, match=f"unexpected keyword argument '{name}'"):
        jr.cost_of_cover(workers, NOVEMBER, rules=rules, **{name: None})  # type: ignore[arg-type]


def test_rules_are_a_rulebook(rules: jr.Rulebook) -> None:
    """Not the function that reads one, and not a table alone."""
    for wrong in (jr.law.bpu, rules.rates):
        with pytest.raises(jr.InvalidFactError, match="with the brackets"):
            jr.cost_of_cover(1, NOVEMBER, rules=wrong)  # type: ignore[arg-type]
    assert jr.law.bpu() is jr.law.bpu()


def test_all_workers_that_lack_facts_are_counted(rules: jr.Rulebook) -> None:
    """The first is named with what to do, the others are not forgotten."""
    people = [Worker("w-1"), Worker("w-2"), Worker("w-3", sector=Sector.OTHER)]
    people += [Worker("w-4", declared_income=Rupiah(2_000_000))]
    with pytest.raises(jr.MissingFactError) as caught:
        jr.cost_of_cover(people, SPRING, rules=rules, funding=FundingSource.SELF)

    text = str(caught.value)
    assert "The cost of 2 worker(s) in March 2026 to May 2026 was asked for worker w-1" in text
    assert "1 other worker(s) lack facts too" in text
    assert text.endswith("Set sector on the Worker.")
    with pytest.raises(jr.MissingFactError, match=r"Set sector on the Worker; give funding in"):
        jr.cost_of_cover([Worker("w-1")], SPRING, rules=rules)


@pytest.mark.parametrize("programs", [(), (Program.JKK, Program.JKK)])
def test_programmes_are_asked_once_each(programs: tuple[Program, ...], rules: jr.Rulebook) -> None:
    """None, or one twice, is an error."""
    with pytest.raises(jr.InvalidFactError, match="each once"):
        jr.cost_of_cover(1, NOVEMBER, rules=rules, programs=programs)


@pytest.mark.parametrize(
    ("when", "programs", "error"),
    [
        ("2026-11", jr.BASIC_COVER, jr.InvalidFactError),
        (NOVEMBER, ("JKK",), jr.UnknownNameError),
        (ContributionMonth(2015, 6), jr.BASIC_COVER, jr.NoRateInForceError),
    ],
)
def test_a_quote_for_what_does_not_exist_is_refused(
    when: object, programs: object, error: type[Exception], rules: jr.Rulebook
) -> None:
    """A text is no month and no programme, and before July 2015 nothing was in force."""
    with pytest.raises(error):
        jr.cost_of_cover(1, when, rules=rules, programs=programs)  # type: ignore[arg-type]


def test_a_quote_is_a_value(rules: jr.Rulebook) -> None:
    """It compares, hashes and pickles."""
    quote = jr.cost_of_cover(350, SPRING, rules=rules, funding=FundingSource.APBD)

    assert pickle.loads(pickle.dumps(quote)) == quote
    assert repr(quote) == "<Quote 350 worker(s) 2026-03/2026-05: Rp17.640.000>"
    assert len({quote, jr.cost_of_cover(350, SPRING, rules=rules, funding=FundingSource.APBD)}) == 1
    assert hash(quote.by_program) == hash(quote.by_program)
    assert quote.by_program == quote.by_program
    assert quote.by_program == {Program.JKK: Rupiah(10_500_000), Program.JKM: Rupiah(7_140_000)}
    assert repr(quote.by_program) == (
        "<Amounts Program.JKK: Rp10.500.000, Program.JKM: Rp7.140.000>"
    )


def test_a_due_knows_who_owes_it_and_why(rules: jr.Rulebook) -> None:
    """A sponsor pays at its price, the worker at the worker's."""
    siti = Worker("w-001", sector=Sector.OTHER)
    melati = jr.Sponsor("melati", name="Yayasan Melati", funding=FundingSource.APBD)
    jkk, jkm = jr.dues_of(siti, NOVEMBER, payer=melati, rules=rules)

    assert (jkk.program, jkk.month, jkk.amount) == (Program.JKK, NOVEMBER, Rupiah(10_000))
    assert (jkm.program, jkm.amount) == (Program.JKM, Rupiah(6_800))
    text = str(jkk.explain("id"))
    assert "Iuran w-001 yang ditanggung Yayasan Melati" in text
    assert "PP 50/2025" in text
    (jht,) = jr.dues_of(siti, NOVEMBER, payer=siti, rules=rules, programs=[Program.JHT])
    assert jht.amount == Rupiah(20_000)
    for nobody in (FundingSource.APBD, None):
        with pytest.raises(jr.InvalidFactError, match="A payer is a Sponsor"):
            jr.dues_of(siti, NOVEMBER, payer=nobody, rules=rules)  # type: ignore[arg-type]
    known_better = Worker("w-001", sector=Sector.TRANSPORT)
    assert len(jr.dues_of(siti, NOVEMBER, payer=known_better, rules=rules)) == 2
    (one,) = jr.dues_of(siti, NOVEMBER, payer=siti, rules=rules, programs=Program.JKM)  # type: ignore[arg-type]
    assert one.amount == Rupiah(3_400)
    with pytest.raises(jr.InvalidFactError, match="pays for no other"):
        jr.dues_of(siti, NOVEMBER, payer=Worker("w-002"), rules=rules)


def test_a_due_of_a_village_budget_is_explained_without_an_amount(rules: jr.Rulebook) -> None:
    """Its explanation never fails."""
    village = jr.Sponsor("mawar", name="Desa Mawar", funding=FundingSource.APBDES)
    due, _ = jr.dues_of(Worker("w-1"), NOVEMBER, payer=village, rules=rules)

    assert "not settled" in str(due.explain("en"))
    assert sorted(due.by_reading().values()) == [Rupiah(5_000), Rupiah(10_000)]
    with pytest.raises(jr.UnsettledLawError):
        assert due.amount
