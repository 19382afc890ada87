"""One price for any contribution month: dated, payer-aware, explained."""

from __future__ import annotations

import pickle
import warnings
from fractions import Fraction

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import (
    LOWEST_BAND,
    ContributionMonth,
    FundingSource,
    Program,
    Rupiah,
    Sector,
)


NOVEMBER = ContributionMonth(2026, 11)
PRIVATE = (
    FundingSource.CSR,
    FundingSource.EMPLOYEE_DONATION,
    FundingSource.GN_LINGKARAN,
    FundingSource.SERTAKAN,
    FundingSource.ZAKAT,
    FundingSource.OTHER_PRIVATE,
)
# The lower bounds and bases of PP 44/2015, Lampiran II, typed a second time for this test.
BANDS = [
    (0, 1_000_000),
    *((lower, lower + 100_000) for lower in range(1_100_000, 2_700_000, 200_000)),
    *((lower, lower + 250_000) for lower in range(2_700_000, 8_200_000, 500_000)),
    *((lower, lower + 500_000) for lower in range(8_200_000, 20_200_001, 1_000_000)),
]


def test_there_are_33_bands() -> None:
    """The pattern of the annex gives as many."""
    assert len(BANDS) == 33


@pytest.mark.parametrize("place", range(33))
def test_every_rupiah_has_exactly_one_band(place: int, rules: jr.Rulebook) -> None:
    """1,099,999 is in the first band, 1,100,000 in the second, and so on."""
    lower, base = BANDS[place]
    last = BANDS[place + 1][0] - 1 if place < 32 else 1_000_000_000
    for income in (lower, lower + 1, (lower + last) // 2, last - 1, last):
        for program, share in ((Program.JKK, 100), (Program.JHT, 50)):
            price = rules.price(program, ContributionMonth(2025, 3), declared_income=Rupiah(income))
            assert price.amount == Rupiah(base // share)
            assert price.base_income == Rupiah(base)


def test_the_breaks_of_the_shipped_law_are_its_bands_and_what_lies_between(
    rules: jr.Rulebook,
) -> None:
    """The last 999 rupiah under a printed bound are in doubt; JKM has one cell for every income."""
    month = ContributionMonth(2025, 3)
    lower = [low for low, _ in BANDS]
    expected = sorted([*lower, *(low - 999 for low in lower[1:])])

    for program in (Program.JKK, Program.JHT):
        assert rules.rates.income_breaks(program, month) == tuple(map(Rupiah, expected))
    assert rules.rates.income_breaks(Program.JKM, month) == (Rupiah(0),)


ROWS, BETWEEN = "bands/rows-31-33", "bands/between-bounds"


@pytest.mark.parametrize(
    ("income", "base", "doubts"),
    [
        (0, 1_000_000, {}),
        (1_099_000, 1_000_000, {}),
        (1_099_001, 1_000_000, {(BETWEEN, "upper"): 1_200_000}),
        (1_099_999, 1_000_000, {(BETWEEN, "upper"): 1_200_000}),
        (1_100_000, 1_200_000, {}),
        (18_199_000, 17_700_000, {}),
        (18_199_001, 17_700_000, {(BETWEEN, "upper"): 18_700_000}),
        (18_200_000, 18_700_000, {(ROWS, "older"): 18_200_000}),
        (19_199_000, 18_700_000, {(ROWS, "older"): 18_200_000}),
        (20_199_000, 19_700_000, {(ROWS, "older"): 19_200_000}),
        (
            20_199_001,
            19_700_000,
            {(BETWEEN, "upper"): 20_700_000, (ROWS, "older"): 19_200_000},
        ),
        (25_000_000, 20_700_000, {(ROWS, "older"): 19_200_000}),
    ],
)
def test_what_is_not_clear_about_the_bands_is_a_doubt_of_the_price(
    income: int, base: int, doubts: dict[tuple[str, str], int], rules: jr.Rulebook
) -> None:
    """Two public tables differ in rows 31 to 33, and no source speaks of 1,099,500."""
    month = ContributionMonth(2025, 3)
    for program, share in ((Program.JKK, 100), (Program.JHT, 50)):
        price = rules.price(program, month, declared_income=Rupiah(income))

        assert price.amount == price.normal == Rupiah(base // share)
        assert {doubt.readings[0]: doubt.value for doubt in price.doubts} == {
            reading: Rupiah(other // share) for reading, other in doubts.items()
        }
        text = str(price.explain("en"))
        assert ("Not clear" in text) is bool(doubts)
        assert all(f"{Rupiah(other // share)} if read" in text for other in doubts.values())
        for (question, reading), other in doubts.items():
            chosen = rules.with_reading(question, reading).price(
                program, month, declared_income=Rupiah(income)
            )
            assert chosen.amount == chosen.normal == Rupiah(other // share)
            assert chosen.base_income == Rupiah(other)
            assert f"Base income {Rupiah(other)}" in str(chosen.explain("en"))
            assert "Chosen reading" in str(chosen.explain("en"))
    assert rules.price(Program.JKM, month, declared_income=Rupiah(income)).doubts == ()


def test_a_price_may_depend_on_both_questions_of_the_bands(rules: jr.Rulebook) -> None:
    """Between rows 32 and 33: the older table has no row 33, so that its row 32 is the last."""
    month, income = ContributionMonth(2025, 3), Rupiah(20_199_500)
    price = rules.price(Program.JKK, month, declared_income=income)

    assert price.by_reading() == {
        ((BETWEEN, "lower"), (ROWS, "newer")): Rupiah(197_000),
        ((BETWEEN, "lower"), (ROWS, "older")): Rupiah(192_000),
        ((BETWEEN, "upper"), (ROWS, "newer")): Rupiah(207_000),
        ((BETWEEN, "upper"), (ROWS, "older")): Rupiah(192_000),
    }
    upper = rules.with_reading(BETWEEN, "upper").price(Program.JKK, month, declared_income=income)
    older = rules.with_reading(ROWS, "older").price(Program.JKK, month, declared_income=income)
    assert "Base income Rp20.700.000, for reported incomes from Rp20.199.001 up" in str(
        upper.explain("en")
    )
    assert "Base income Rp19.200.000, for reported incomes from Rp19.200.000 up" in str(
        older.explain("en")
    )
    assert older.doubts == ()
    worker = jr.Worker("w-1", declared_income=income)
    quote = jr.cost_of_cover([worker], month, rules=rules)
    assert [amount.amount for amount in quote.by_reading().values()] == [
        203_800,
        198_800,
        213_800,
        198_800,
    ]


def test_the_doubts_of_bands_and_reliefs_meet(rules: jr.Rulebook) -> None:
    """Half of each contribution that the bands may give, or the whole."""
    price = rules.price(
        Program.JKK, NOVEMBER, funding=FundingSource.CSR, declared_income=Rupiah(1_099_500)
    )

    assert [amount.amount for amount in price.by_reading().values()] == [
        5_000,
        10_000,
        6_000,
        12_000,
    ]
    assert [doubt.value.amount for doubt in price.doubts] == [10_000, 6_000]
    assert jr.from_plain(jr.to_plain(price)) == price


def test_where_presumptions_are_refused_no_base_is_guessed(rules: jr.Rulebook) -> None:
    """The lowest band needs none; another income has its amounts side by side."""
    strict = rules.refusing(presumed=True)
    month = ContributionMonth(2025, 3)
    lowest = strict.price(Program.JKK, month)
    assert (lowest.amount, lowest.normal) == (Rupiah(10_000), Rupiah(10_000))
    assert lowest.explain("en") == rules.price(Program.JKK, month).explain("en")

    between = strict.price(Program.JKK, month, declared_income=Rupiah(1_099_500))
    for read in ("amount", "normal", "base_income", "share_of_base", "band"):
        with pytest.raises(jr.UnsettledLawError, match=r"Rp10\.000 if bands/between-bounds"):
            getattr(between, read)
    text = str(between.explain("en"))
    assert "Ordinary contribution: not settled; it is one of these" in text
    assert "1% of Rp1.000.000 = Rp10.000" in text
    assert "1% of Rp1.200.000 = Rp12.000" in text


def test_what_a_rate_works_out_is_no_part_of_its_value(rules: jr.Rulebook) -> None:
    """A pickle is no larger after a price was asked than before."""
    fresh = pickle.loads(pickle.dumps(rules.rates))
    before = pickle.dumps(fresh)
    fresh.price(Program.JKK, ContributionMonth(2025, 3))
    assert len(pickle.dumps(fresh)) == len(before)


def test_incomes_of_one_band_share_one_price(rules: jr.Rulebook) -> None:
    """The price of a band is computed once."""
    cheap = rules.price(Program.JKK, ContributionMonth(2025, 3), declared_income=Rupiah(0))
    dear = rules.price(Program.JKK, ContributionMonth(2025, 3), declared_income=Rupiah(1_099_000))

    assert cheap is dear
    assert cheap == rules.price(
        Program.JKK, ContributionMonth(2025, 3), declared_income=LOWEST_BAND
    )


@pytest.mark.parametrize("funding", PRIVATE)
def test_private_funds_are_presumed_reduced_and_say_so(
    funding: FundingSource, rules: jr.Rulebook
) -> None:
    """The normal amount stands beside the reduced one."""
    price = rules.price(Program.JKK, NOVEMBER, funding=funding)

    assert price.amount == Rupiah(5_000)
    assert price.normal == Rupiah(10_000)
    assert price.relief is not None
    assert price.relief.id == "pp50-2025"
    (doubt,) = price.doubts
    assert doubt.readings == (("pp50-2025/private-funds", "normal"),)
    assert doubt.value == Rupiah(10_000)


@pytest.mark.parametrize(
    ("funding", "amount", "doubts"),
    [
        (FundingSource.SELF, 5_000, 0),
        (FundingSource.APBN, 10_000, 0),
        (FundingSource.APBD, 10_000, 0),
        (FundingSource.DBH_SAWIT, 10_000, 1),
        (FundingSource.DBHCHT, 10_000, 1),
    ],
)
def test_the_payer_decides_the_price(
    funding: FundingSource, amount: int, doubts: int, rules: jr.Rulebook
) -> None:
    """State budgets pay in full, participants half; revenue shares are presumed in full."""
    price = rules.price(Program.JKK, NOVEMBER, funding=funding)

    assert price.amount == Rupiah(amount)
    assert (price.relief is None) == (amount == 10_000)
    assert len(price.doubts) == doubts
    assert len(price.by_reading()) == 1 + doubts


def test_a_village_budget_is_an_open_question(rules: jr.Rulebook) -> None:
    """Reading the amount raises, naming both; the price as a whole never fails."""
    price = rules.price(Program.JKK, NOVEMBER, funding=FundingSource.APBDES)

    with pytest.raises(jr.UnsettledLawError, match=r"Rp5\.000 .*Rp10\.000") as caught:
        assert price.amount

    assert caught.value.questions == ("pp50-2025/apbdes",)
    assert dict(caught.value.amounts) == price.by_reading()
    assert price.by_reading() == {
        (("pp50-2025/apbdes", "reduced"),): Rupiah(5_000),
        (("pp50-2025/apbdes", "normal"),): Rupiah(10_000),
    }
    assert [doubt.value for doubt in price.doubts] == [Rupiah(5_000), Rupiah(10_000)]
    with pytest.raises(jr.UnsettledLawError):
        assert price.relief
    assert pickle.loads(pickle.dumps(caught.value)).questions == caught.value.questions


def test_a_chosen_reading_settles_the_question_and_is_named(rules: jr.Rulebook) -> None:
    """The base rulebook is not touched."""
    chosen = rules.with_reading("pp50-2025/apbdes", "normal")
    price = chosen.price(Program.JKK, NOVEMBER, funding=FundingSource.APBDES)

    assert price.amount == Rupiah(10_000)
    assert price.doubts == ()
    assert price.relief is None
    assert "Chosen reading" in str(price.explain("en"))
    assert "owed in full, as paid by a state budget" in str(price.explain("en"))
    assert {question.id for question in rules.open_questions()} - {
        question.id for question in chosen.open_questions()
    } == {"pp50-2025/apbdes"}
    assert chosen != rules
    assert chosen.with_reading("pp50-2025/apbdes", "reduced").readings == (
        ("pp50-2025/apbdes", "reduced"),
    )


def test_questions_and_readings_that_do_not_exist_are_named(rules: jr.Rulebook) -> None:
    """The error lists those that do."""
    with pytest.raises(jr.UnknownNameError, match="reduced, normal"):
        rules.with_reading("pp50-2025/apbdes", "maybe")
    with pytest.raises(jr.UnknownNameError, match="pp50-2025/private-funds"):
        rules.with_reading("pp51-2025", "normal")


def test_presumed_readings_can_be_refused(rules: jr.Rulebook) -> None:
    """What is presumed is then as open as what is not."""
    strict = rules.refusing(presumed=True)

    with pytest.raises(jr.UnsettledLawError, match="private-funds"):
        assert strict.price(Program.JKM, NOVEMBER, funding=FundingSource.CSR).amount
    assert strict.price(Program.JKM, NOVEMBER, funding=FundingSource.SELF).amount == Rupiah(3_400)
    chosen = strict.with_reading("pp50-2025/private-funds", "normal")
    assert chosen.price(Program.JKM, NOVEMBER, funding=FundingSource.CSR).amount == Rupiah(6_800)


def test_refusals_are_kept_until_they_are_taken_back(rules: jr.Rulebook) -> None:
    """Refusing one thing does not allow the other again."""
    both = rules.refusing(presumed=True).refusing(projected=True)

    assert (both.refuses_presumed, both.refuses_projected) == (True, True)
    assert both.refusing(presumed=False).refuses_projected
    assert both.refusing(presumed=False, projected=False) == rules == rules.refusing()


def test_prices_print_well(rules: jr.Rulebook) -> None:
    """Even where reading the amount would fail."""
    prices = [
        repr(rules.price(Program.JKK, NOVEMBER, funding=funding))
        for funding in (FundingSource.SELF, FundingSource.CSR, FundingSource.APBDES)
    ]

    assert prices == [
        "<Price JKK 2026-11: Rp5.000>",
        "<Price JKK 2026-11: Rp5.000 (presumed)>",
        "<Price JKK 2026-11: Rp5.000 or Rp10.000 (an open question)>",
    ]
    assert repr((Program.JKK, Sector.OTHER)) == "(Program.JKK, Sector.OTHER)"


def test_a_fact_is_missing_only_where_it_changes_the_figure(rules: jr.Rulebook) -> None:
    """November needs the payer and no sector, February both, March 2025 neither."""
    with pytest.raises(jr.MissingFactError, match="without funding") as caught:
        rules.price(Program.JKK, NOVEMBER)
    assert caught.value.facts == ("funding",)
    assert [amount for amount, _ in caught.value.amounts] == [
        "Rp5.000",
        "Rp5.000 (presumed)",
        "Rp10.000",
        "Rp5.000 or Rp10.000 (an open question)",
        "Rp10.000 (presumed)",
    ]

    with pytest.raises(jr.MissingFactError) as caught:
        rules.price(Program.JKK, ContributionMonth(2026, 2), funding=FundingSource.SELF)
    assert caught.value.facts == ("sector",)
    assert caught.value.amounts == (
        ("Rp10.000", ("sector OTHER",)),
        ("Rp5.000", ("sector TRANSPORT",)),
    )

    with pytest.raises(jr.MissingFactError) as caught:
        rules.price(Program.JKK, ContributionMonth(2026, 2))
    assert caught.value.facts == ("funding", "sector")

    assert rules.price(Program.JKK, ContributionMonth(2025, 3)).amount == Rupiah(10_000)
    assert rules.price(Program.JHT, NOVEMBER).amount == Rupiah(20_000)
    february = rules.price(Program.JKK, ContributionMonth(2026, 2), funding=FundingSource.APBD)
    assert february.amount == Rupiah(10_000)


def test_an_income_that_is_not_known_is_missing_where_it_matters(rules: jr.Rulebook) -> None:
    """None means not known; the lowest band has to be said, or left to the default."""
    with pytest.raises(jr.MissingFactError, match="58 more amounts") as caught:
        rules.price(Program.JKK, ContributionMonth(2025, 3), declared_income=None)

    assert caught.value.facts == ("declared_income",)
    assert len(caught.value.amounts) == 63
    price = rules.price(Program.JKM, ContributionMonth(2025, 3), declared_income=None)
    assert price.amount == Rupiah(6_800)


@pytest.mark.parametrize("month", range(6))
def test_pp_49_2020_eases_old_members_by_99_per_cent(month: int, rules: jr.Rulebook) -> None:
    """August 2020 to January 2021, for a member since before August 2020: Rp168 a month."""
    at = ContributionMonth(2020, 8) + month
    prices = [
        rules.price(
            program, at, funding=FundingSource.SELF, member_since=ContributionMonth(2020, 7)
        )
        for program in jr.BASIC_COVER
    ]

    assert [price.amount for price in prices] == [Rupiah(100), Rupiah(68)]
    assert {readings for doubt in prices[0].doubts for readings in doubt.readings} == {
        ("pp49-2020/certain-participants", "not-all"),
        ("pp49-2020/paid-through-july", "unpaid"),
    }


@pytest.mark.parametrize(
    ("joined", "month", "amount"),
    [
        ("2020-08", "2020-08", 10_000),
        ("2020-08", "2020-09", 10_000),
        ("2020-08", "2020-10", 100),
        ("2020-09", "2020-09", 10_000),
        ("2020-09", "2020-10", 10_000),
        ("2020-09", "2020-11", 100),
        ("2020-12", "2021-01", 10_000),
        ("2020-07", "2020-07", 10_000),
        ("2020-07", "2021-02", 10_000),
    ],
)
def test_who_joined_after_july_2020_pays_two_months_in_full(
    joined: str, month: str, amount: int, rules: jr.Rulebook
) -> None:
    """The relief begins with the third month of membership."""
    price = rules.price(
        Program.JKK,
        ContributionMonth.parse(month),
        funding=FundingSource.SELF,
        member_since=ContributionMonth.parse(joined),
    )

    assert price.amount == Rupiah(amount)


def test_the_first_month_of_membership_is_missing_where_it_changes_the_figure(
    rules: jr.Rulebook,
) -> None:
    """Runs of months that lead to one amount are named together."""
    october = ContributionMonth(2020, 10)
    with pytest.raises(jr.MissingFactError) as caught:
        rules.price(Program.JKK, october, funding=FundingSource.SELF)
    assert caught.value.facts == ("member_since",)
    assert caught.value.amounts == (
        ("Rp100 (presumed)", ("member_since July 2020 or before, August 2020",)),
        ("Rp10.000", ("member_since September 2020 to October 2020",)),
    )

    by = {"member_by": ContributionMonth(2020, 7), "funding": FundingSource.SELF}
    assert rules.price(Program.JKK, october, **by).amount == Rupiah(100)  # type: ignore[misc]
    later = rules.price(
        Program.JKK, october, funding=FundingSource.APBD, member_since=ContributionMonth(2020, 9)
    )
    assert later.amount == Rupiah(10_000)


@pytest.mark.parametrize(
    ("earlier", "questions"),
    [
        ([], []),
        (["SELF", "CSR", "ZAKAT"], []),
        (["APBD"], ["month-or-participant"]),
        (["CSR", "APBN"], ["month-or-participant"]),
        (["DBHCHT"], ["month-or-participant", "revenue-shares"]),
        (["APBDES"], ["apbdes", "month-or-participant"]),
        (["APBDES", "APBD"], ["month-or-participant"]),
    ],
)
def test_whose_money_paid_earlier_months_may_follow_the_participant(
    earlier: list[str], questions: list[str], rules: jr.Rulebook
) -> None:
    """Presumed not, for whoever pays alone; public money alone raises the doubt."""
    before = [FundingSource[name] for name in earlier]
    price = rules.price(
        Program.JKK, NOVEMBER, funding=FundingSource.SELF, earlier_funding=before[::-1]
    )

    assert price.amount == Rupiah(5_000)
    assert [one.id.removeprefix("pp50-2025/") for one in price.figure.questions] == questions
    assert bool(price.doubts) == bool(questions)
    asked = rules.with_reading("pp50-2025/month-or-participant", "participant")
    after = asked.price(
        Program.JKK, NOVEMBER, funding=FundingSource.SELF, earlier_funding=before
    ).by_reading()
    assert (Rupiah(10_000) in after.values()) == bool(questions)
    assert asked.price(Program.JKM, NOVEMBER, funding=FundingSource.SELF).amount == Rupiah(3_400)


def test_who_paid_before_is_told_in_the_working(rules: jr.Rulebook) -> None:
    """By name, with what is presumed, and with both amounts."""
    facts = {"funding": FundingSource.SELF, "earlier_funding": [FundingSource.APBD]}
    price = rules.price(Program.JKK, NOVEMBER, **facts)  # type: ignore[misc]
    text = str(price.explain("en"))

    assert "Presumed granted although earlier months were paid from: a regional budget" in text
    assert "Rp10.000 if read: owed in full, for the participant stays excluded" in text
    refused = rules.with_reading("pp50-2025/month-or-participant", "participant")
    told = str(refused.price(Program.JKK, NOVEMBER, **facts).explain("id"))  # type: ignore[misc]
    assert "Tidak berlaku karena bulan sebelumnya dibayar dari: APBD" in told
    assert "Iuran JKK bulan November 2026: Rp10.000" in told


def test_public_budgets_are_presumed_eased_by_pp_49_2020(rules: jr.Rulebook) -> None:
    """No source excludes them; the doubt is named."""
    price = rules.price(
        Program.JKM,
        ContributionMonth(2020, 8),
        funding=FundingSource.APBDES,
        member_since=ContributionMonth(2020, 1),
    )

    assert price.amount == Rupiah(68)
    assert len(price.by_reading()) == 8
    assert {len(doubt.readings) for doubt in price.doubts} == {1}
    assert len(price.doubts) == 3


def test_a_month_after_the_last_checked_one_is_projected(rules: jr.Rulebook) -> None:
    """It is announced, a relief is never extended, and its end is named."""
    january = ContributionMonth(2027, 1)
    facts = {"funding": FundingSource.SELF, "sector": Sector.OTHER}
    with pytest.warns(jr.ProjectedLawWarning, match="checked through 2026-11") as caught:
        price = rules.price(Program.JKK, january, **facts)  # type: ignore[misc]

    assert price.projected
    assert price.amount == Rupiah(10_000)
    assert caught[0].filename == __file__
    text = str(price.explain("id"))
    assert "penyesuaian iuran PP 50/2025 berakhir menurut ketentuannya sendiri" in text
    assert "Perkiraan: ketentuan diperiksa sampai dengan November 2026" in text
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jr.ProjectedLawWarning)
        transport = rules.price(
            Program.JKK,
            ContributionMonth(2027, 3),
            funding=FundingSource.SELF,
            sector=Sector.TRANSPORT,
        )
        assert transport.amount == Rupiah(5_000)
        after = rules.price(
            Program.JKK,
            ContributionMonth(2027, 4),
            funding=FundingSource.SELF,
            sector=Sector.TRANSPORT,
        )
        assert after.amount == Rupiah(10_000)
        assert "March 2027" in str(after.explain("en"))
    assert not rules.price(Program.JKM, NOVEMBER, funding=FundingSource.SELF).projected


def test_projected_months_can_be_refused(rules: jr.Rulebook) -> None:
    """Then they are an error, not a warning."""
    strict = rules.refusing(projected=True)

    with pytest.raises(jr.ProjectedLawError, match="2026-12"):
        strict.price(Program.JKK, ContributionMonth(2026, 12), funding=FundingSource.APBD)


def test_a_month_without_a_rate_is_an_error_that_teaches(rules: jr.Rulebook) -> None:
    """Nothing is in force before July 2015."""
    with pytest.raises(jr.NoRateInForceError, match="from 2015-07 to now") as caught:
        rules.price(Program.JKK, ContributionMonth(2015, 6))

    assert isinstance(caught.value, LookupError)
    first = rules.price(Program.JKM, ContributionMonth(2015, 7))
    assert first.amount == Rupiah(6_800)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"sector": "OTHER"}, "Sector"),
        ({"funding": "APBD"}, "FundingSource"),
        ({"declared_income": 1_000_000}, "Rupiah"),
        ({"declared_income": 1_000_000.0}, "Rupiah"),
        ({"declared_income": True}, "Rupiah"),
        ({"declared_income": Rupiah(-1)}, "zero rupiah or more"),
        ({"earlier_funding": "APBD"}, "a list of FundingSource"),
        ({"earlier_funding": FundingSource.APBD}, "a list of FundingSource"),
        ({"earlier_funding": None}, "a list of FundingSource"),
        ({"member_since": "2020-01"}, "ContributionMonth"),
        ({"member_by": "2020-01"}, "ContributionMonth"),
        ({"member_since": ContributionMonth(2026, 12)}, "before membership begins"),
        (
            {
                "member_since": ContributionMonth(2020, 1),
                "member_by": ContributionMonth(2020, 1),
            },
            "one of them",
        ),
    ],
)
def test_facts_that_cannot_be_so_are_refused(
    facts: dict[str, object], says: str, rules: jr.Rulebook
) -> None:
    """Each by name, with what is asked for; by the rulebook and by the table alone."""
    for price in (rules.price, rules.rates.price):
        with pytest.raises(jr.InvalidFactError, match=says):
            price(Program.JKK, NOVEMBER, **facts)  # type: ignore[arg-type]


def test_a_fact_of_another_name_is_refused(rules: jr.Rulebook) -> None:
    """A spelling error never becomes a fact that is silently not known."""
    with pytest.raises(TypeError, match="fundng"):
        rules.price(Program.JKK, NOVEMBER, fundng=FundingSource.SELF)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("program", "month", "error"),
    [
        ("JKK", NOVEMBER, jr.UnknownNameError),
        ("JP", NOVEMBER, jr.UnknownNameError),
        (Program.JKK, "2026-11", jr.InvalidFactError),
    ],
)
def test_programmes_and_months_are_never_texts(
    program: object, month: object, error: type[Exception], rules: jr.Rulebook
) -> None:
    """The error names what exists."""
    with pytest.raises(error):
        rules.price(program, month)  # type: ignore[arg-type]


def test_an_explanation_gives_the_articles(rules: jr.Rulebook) -> None:
    """Each step with its amount and its ground, and every doubt that bears on it."""
    text = str(rules.price(Program.JKK, NOVEMBER, funding=FundingSource.CSR).explain("id"))

    assert "Iuran JKK bulan November 2026: Rp5.000" in text
    assert "1% dari Rp1.000.000 = Rp10.000 [PP 44/2015, Lampiran II" in text
    assert "dibayar 50% [PP 50/2025, Pasal 4 ayat (1)" in text
    assert "April 2026 s.d. Desember 2026" in text
    assert "Rp10.000 bila ditafsirkan" in text
    open_text = str(rules.price(Program.JKK, NOVEMBER, funding=FundingSource.APBDES).explain("en"))
    assert "JKK of November 2026: not settled" in open_text
    assert "no reading is presumed" in open_text


def test_an_explanation_says_which_facts_were_not_given_and_do_not_matter(
    rules: jr.Rulebook,
) -> None:
    """The window shown is that of one sector, and the working says so."""
    text = str(rules.price(Program.JKK, NOVEMBER, funding=FundingSource.SELF).explain("en"))

    assert "Not given, and it changes nothing: sector of the job" in text
    assert "Not given" not in str(
        rules.price(Program.JKK, NOVEMBER, funding=FundingSource.SELF, sector=Sector.OTHER).explain(
            "en"
        )
    )


def test_a_working_shows_a_relief_where_one_may_be_in_question(rules: jr.Rulebook) -> None:
    """In February 2026 only transport had one; APBD does not have it whatever the sector."""
    february = rules.price(Program.JKM, ContributionMonth(2026, 2), funding=FundingSource.APBD)
    with pytest.warns(jr.ProjectedLawWarning):
        later = rules.price(Program.JKM, ContributionMonth(2027, 2), funding=FundingSource.APBD)

    for price in (february, later):
        text = str(price.explain("en"))
        assert "sector of the job (shown as for transport)" in text
        assert "Not granted to contributions paid from: a regional budget (APBD)" in text
    with pytest.warns(jr.ProjectedLawWarning):
        ended = rules.price(Program.JKM, ContributionMonth(2027, 5), funding=FundingSource.SELF)
    assert "sector of the job (shown as for other than transport)" in str(ended.explain("en"))
    assert "ended by its own terms with December 2026" in str(ended.explain("en"))


def test_each_combination_of_readings_is_printed_once(rules: jr.Rulebook) -> None:
    """Three questions are open: each alone can refuse the relief, and all together grant it."""
    strict = rules.refusing(presumed=True)
    price = strict.price(
        Program.JKM,
        ContributionMonth(2020, 10),
        funding=FundingSource.APBD,
        member_since=ContributionMonth(2019, 1),
    )
    lines = str(price.explain("en")).splitlines()
    together = [line for line in lines if "if read together" in line]

    assert len(price.by_reading()) == 8
    assert len(together) == 1
    assert together[0].strip().startswith("Rp68 if read together")
    assert sum(line.strip().startswith("Rp6.800 if read:") for line in lines) == 3
    assert sum("no reading is presumed" in line for line in lines) == 3


def test_a_price_without_base_is_explained_without_one(rules: jr.Rulebook) -> None:
    """A table of your own need not know bands."""
    basis = rules.price(Program.JKM, ContributionMonth(2025, 3)).basis
    price = jr.Price.of(Program.JKM, NOVEMBER, Rupiah(7_000), basis=basis)

    assert str(price.explain("en")).splitlines()[1].startswith("  Ordinary contribution: Rp7.000 [")


def test_the_highest_band_has_no_upper_bound(rules: jr.Rulebook) -> None:
    """Its working says so."""
    price = rules.price(Program.JKK, ContributionMonth(2025, 3), declared_income=Rupiah(20_200_000))

    assert price.amount == Rupiah(207_000)
    assert price.share_of_base == Fraction(1, 100)
    assert "from Rp20.200.000 up" in str(price.explain("en"))


def test_prices_and_rulebooks_are_values(rules: jr.Rulebook) -> None:
    """They compare by content, hash, and pickle; a memo is no part of them."""
    again = pickle.loads(pickle.dumps(rules))

    assert again == rules == jr.law.bpu()
    assert hash(again) == hash(rules)
    assert repr(rules.rates).startswith("<DatedRateTable ")
    assert rules.rates != "a table"
    price = rules.price(Program.JKK, NOVEMBER, funding=FundingSource.CSR)
    assert pickle.loads(pickle.dumps(price)) == price
    assert again.price(Program.JKK, NOVEMBER, funding=FundingSource.CSR) == price
    assert len({price, again.price(Program.JKK, NOVEMBER, funding=FundingSource.CSR)}) == 1


def test_the_memo_is_bounded(rules: jr.Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it is full it forgets, and prices stay the same."""
    monkeypatch.setattr("jamsostek_rentan.law.memo._MOST_ENTRIES", 2)
    small = rules.refusing()
    amounts = [
        small.price(Program.JKK, NOVEMBER, funding=funding).amount
        for _ in range(2)
        for funding in PRIVATE
    ]

    assert set(amounts) == {Rupiah(5_000)}
    assert small._memo.entries <= 2  # noqa: SLF001 - that it is bounded can be seen nowhere else
