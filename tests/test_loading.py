"""A rules file is read whole, or refused with every fault of meaning in it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from tests.tables import SMALL, broken, write

import jamsostek_rentan as jr
from jamsostek_rentan import ContributionMonth, FundingSource, Program, Rupiah


if TYPE_CHECKING:
    from pathlib import Path


def test_a_table_of_your_own_does_everything_the_shipped_one_does(tmp_path: Path) -> None:
    """Bands, dated amounts, a relief, a question and a target."""
    rules = jr.law.read_rulebook(write(tmp_path, SMALL))
    june = ContributionMonth(2026, 6)

    assert rules.price(Program.JKM, june).amount == Rupiah(6_800)
    assert rules.price(Program.JKM, june + 1).amount == Rupiah(7_000)
    april = rules.price(Program.JKK, ContributionMonth(2026, 4), funding=FundingSource.APBD)
    assert (april.amount, [doubt.value for doubt in april.doubts]) == (
        Rupiah(5_000),
        [Rupiah(10_000)],
    )
    assert rules.target_count("SG", workers=600, months=1) == 100
    with pytest.raises(jr.NoRateInForceError, match="no rate for this programme"):
        rules.price(Program.JHT, june)


def test_another_table_plugs_in(rules: jr.Rulebook, tmp_path: Path) -> None:
    """Readings of questions it does not have fall away with them."""
    table = jr.law.read_rates(write(tmp_path, SMALL))
    chosen = rules.with_reading("pp50-2025/apbdes", "normal")
    mine = chosen.using_rates(table)

    assert mine.price(Program.JKM, ContributionMonth(2026, 7)).amount == Rupiah(7_000)
    assert [question.id for question in mine.rate_questions] == ["invented/question"]
    assert mine.membership == rules.membership
    assert mine.readings == ()
    assert mine.using_rates(rules.rates) == rules
    assert table == jr.law.read_rates(write(tmp_path, SMALL))
    assert table != rules.rates
    assert table.price(Program.JKM, ContributionMonth(2026, 7)).amount == Rupiah(7_000)
    with pytest.raises(jr.MissingFactError, match="JKK of 2026-04 was asked without funding"):
        rules.rates.price(Program.JKK, ContributionMonth(2026, 4), sector=jr.Sector.OTHER)


@dataclasses.dataclass(frozen=True)
class FlatTable:
    """A caller's own table: one amount, and five thousand more above two million."""

    basis: jr.LegalBasis

    def price(
        self,
        program: Program,
        month: ContributionMonth,
        *,
        declared_income: Rupiah,
        **_others: object,
    ) -> jr.Price:
        """The price."""
        amount = Rupiah(5_000 if declared_income < Rupiah(2_000_000) else 10_000)
        return jr.Price.of(program, month, amount, basis=self.basis, base_income=declared_income)

    def income_breaks(self, _program: Program, _month: ContributionMonth) -> tuple[Rupiah, ...]:
        """Two bands."""
        return Rupiah(0), Rupiah(2_000_000)

    def membership_breaks(
        self, _program: Program, _month: ContributionMonth
    ) -> tuple[ContributionMonth, ...]:
        """Membership changes nothing."""
        return ()


def test_a_class_of_the_callers_own_plugs_in(rules: jr.Rulebook) -> None:
    """It is handed every fact as a value, and its prices are explained like any other."""
    table = FlatTable(rules.rates.price(Program.JKM, ContributionMonth(2025, 3)).basis)
    mine = rules.using_rates(table, questions=rules.rate_questions[:1])
    month = ContributionMonth(2030, 1)

    assert isinstance(table, jr.RateTable)
    assert jr.cost_of_cover(3, month, rules=mine).total == Rupiah(30_000)
    price = mine.price(Program.JKK, month, declared_income=Rupiah(2_000_001))
    assert (price.amount, price.base_income) == (Rupiah(10_000), Rupiah(2_000_000))
    assert not price.projected
    assert "Rp10.000, on a base income of Rp2.000.000" in str(price.explain("en"))
    assert mine.rate_questions == rules.rate_questions[:1]
    with pytest.raises(jr.MissingFactError, match="declared_income"):
        mine.price(Program.JKK, month, declared_income=None)


@pytest.mark.parametrize(
    ("income", "membership"),
    [
        ((), ()),
        ((1_000, 9_000), ()),
        ((0, 9_000, 9_000), ()),
        ((0,), (ContributionMonth(2020, 2), ContributionMonth(2020, 1))),
    ],
)
def test_a_table_that_breaks_its_promises_is_refused(
    income: tuple[int, ...],
    membership: tuple[ContributionMonth, ...],
    rules: jr.Rulebook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An income below the first break would else get the price of the highest."""
    table = FlatTable(rules.rates.price(Program.JKM, ContributionMonth(2025, 3)).basis)
    monkeypatch.setattr(FlatTable, "income_breaks", lambda *_: tuple(map(Rupiah, income)))
    monkeypatch.setattr(FlatTable, "membership_breaks", lambda *_: membership)
    with pytest.raises(jr.InvalidRateTableError, match="have to ascend"):
        rules.using_rates(table).price(Program.JKM, ContributionMonth(2025, 3))


FAULTS = {
    "a future format": (("format = 1", "format = 2"), "format: is 2"),
    "no format": (("format = 1", ""), "format: is missing"),
    "an unknown key": (("format = 1", "format = 1\nformatt = 1"), "formatt: is not known"),
    "a month 13": (('"2026-11"', '"2026-13"'), "checked_through: is '2026-13'"),
    "a month that is a number": (('"2026-11"', "202611"), "checked_through: is 202611; a text"),
    "a ground without note": (('note.id = "Rekaan untuk pengujian."', ""), "note.id: is missing"),
    "evidence of no kind": (('"INFERRED"', '"HEARSAY"'), "evidence: is 'HEARSAY'; known are GAZ"),
    "a checked day that is a text": (
        ("checked_on = 2026-11-22", 'checked_on = "2026-11-22"'),
        "grounds.invented.checked_on",
    ),
    "a presumed reading that is none": (('presumed = "yes"', 'presumed = "if"'), "is 'if', which"),
    "two readings of one id": (('id = "no"', 'id = "yes"'), "question[0].reading: has to be two"),
    "bands that do not begin at zero": (("lower = 0", "lower = 5"), "bands.two.band: has to begin"),
    "bands that do not ascend": (
        ("lower = 1_100_000", "lower = 0"),
        "bands.two.band[1].lower: is Rp0; it must exceed Rp0",
    ),
    "bases that do not ascend": (("1_200_000", "900_000"), "bands.two.band[1].base: is Rp900.000"),
    "a negative base": (("1_200_000", "-1"), "base: is -1; zero rupiah or more"),
    "a base that is a float": (("1_200_000", "1.2e6"), "base: is 1200000.0; a whole number"),
    "a band without ground": (
        ('[bands.two]\nbasis = "invented"', "[bands.two]"),
        "bands.two.basis: is missing",
    ),
    "a rate without ground": (
        ('amount = 6_800\nbasis = "invented"', "amount = 6_800"),
        "rate[1].basis: is missing",
    ),
    "a rate of no programme": (('program = "JKK"', 'program = "JP"'), "is 'JP'; known are JKK, JK"),
    "a share above the whole": (('"1/100"', '"3/2"'), "share_of_base: is '3/2'; a share such"),
    "a share of zero": (('"1/100"', '"0"'), "share_of_base: is '0'"),
    "a share that is none": (('"1/100"', '"one"'), "share_of_base: is 'one'"),
    "a share by zero": (('"1/100"', '"1/0"'), "share_of_base: is '1/0'"),
    "a share that leaves a fraction": (('"1/100"', '"1/7"'), "share_of_base: leaves a fraction"),
    "bands that are not there": (('bands = "two"', 'bands = "three"'), "is 'three'; known are two"),
    "a rate that ends before it begins": (
        ('last = "2026-06"', 'last = "2025-06"'),
        "rate[1].last: is 2025-06, before its first month 2026-01",
    ),
    "rates that overlap": (
        ('last = "2026-06"\n', ""),
        "rate: JKM from 2026-01 and from 2026-07 both hold in 2026-07",
    ),
    "a gap between rates": (
        ('last = "2026-06"', 'last = "2026-04"'),
        "rate: JKM has no amount from 2026-05 to 2026-06",
    ),
    "a relief without ground": (
        ('share_paid = "1/2"\nbasis = "invented"', 'share_paid = "1/2"'),
        "relief[0].basis: is missing",
    ),
    "a relief without months": (
        ("[[relief.window]]", "[[relief.windw]]"),
        "relief[0].windw: is not known",
    ),
    "a window that ends before it begins": (
        ('last = "2026-04"', 'last = "2026-02"'),
        "relief[0].window[0].last: is 2026-02, before",
    ),
    "a source of funds left out": (
        ('funding = ["SELF", ', "funding = ["),
        "relief[0].payer: SELF stands in 0 clauses",
    ),
    "a source of funds in two clauses": (
        ('funding = ["APBN"', 'funding = ["SELF", "APBN"'),
        "relief[0].payer: SELF stands in 2 clauses",
    ),
    "a source of funds twice in a clause": (('"SELF", ', '"SELF", "SELF", '), "each is named once"),
    "a clause without funds": (
        ('funding = ["APBN", "APBD", "APBDES", "DBH_SAWIT", "DBHCHT"]', "funding = []"),
        "a list of at least one text",
    ),
    "a clause without verdict": (("granted = true\n", ""), "payer[0].granted: is missing"),
    "a clause on no question": (
        ('question = "invented/question"', 'question = "invented/other"'),
        "is 'invented/other'; known are invented/question",
    ),
    "a clause under no reading": (
        ('granted_under = ["yes"]', 'granted_under = ["if"]'),
        "granted_under: names 'if'; the readings are yes, no",
    ),
    "a relief that leaves a fraction": (
        ('share_paid = "1/2"', 'share_paid = "1/3"'),
        "relief[0].share_paid: leaves a fraction of JKK Rp10.000; name a rounding",
    ),
    "a rounding of no kind": (
        ('share_paid = "1/2"', 'share_paid = "1/2"\nrounding = "OFF"'),
        "rounding: is 'OFF'; known are DOWN, UP, NEAREST",
    ),
    "a target of no month": (("full_after = 6", "full_after = 0"), "at least one month is asked"),
    "a section that is no table": (
        ("format = 1", "format = 1\nrelief = [1]"),
        "relief[0]: is 1; a",
    ),
    "sections that are no list": (("[[target]]", "[target]"), "target: is {"),
}
EXTRA = {
    "two questions of one id": (
        (
            '[[question]]\nid = "invented/question"\ntext = { en = "a", id = "b" }\nreading = ['
            '{ id = "a", basis = "invented", text = { en = "a", id = "a" } }, '
            '{ id = "b", basis = "invented", text = { en = "b", id = "b" } }]'
        ),
        "question[1].id: is 'invented/question', which another question has",
    ),
    "members with a gap": (
        '[[relief.member]]\nsince = "2026-01"\ngranted = true\nbasis = "invented"',
        "relief[0].member: has to speak of every month of joining once",
    ),
    "members that overlap": (
        (
            '[[relief.member]]\nuntil = "2026-02"\ngranted = true\nbasis = "invented"\n'
            '[[relief.member]]\nsince = "2026-02"\ngranted = true\nbasis = "invented"'
        ),
        "relief[0].member: has to speak of every month of joining once",
    ),
    "full months below zero": (
        '[[relief.member]]\nfull_months = -1\ngranted = true\nbasis = "invented"',
        "relief[0].member[0].full_months: is -1; zero or more",
    ),
    "windows of one sector that overlap": (
        (
            '[[relief.window]]\nsectors = ["OTHER"]\nfirst = "2026-04"\nlast = "2026-04"\n'
            'basis = "invented"'
        ),
        "relief[0].window: two of one sector overlap from 2026-04",
    ),
}


# What the bands of the small rulebook may be replaced by, with a third one on top.
THREE = (
    "band = [{{ lower = 0, base = 1_000_000{lowest} }}, {{ lower = 1_100_000, base = 1_200_000 }}, "
    "{{ lower = 1_300_000, base = 1_400_000{highest} }}]{more}"
)
ASKED = ', question = "invented/question"'
BAND_FAULTS = {
    "a question that is not there": (
        {"highest": ', question = "invented/other", base_under = { no = 1_300_000 }'},
        ["bands.two.band[2].question: is 'invented/other'; known are invented/question"],
    ),
    "a question that changes nothing": (
        {"highest": ASKED},
        ["bands.two.band[2].question: changes nothing here; say what it does by base_under"],
    ),
    "a base under another reading without its question": (
        {"highest": ", base_under = { no = 1_300_000 }"},
        ["bands.two.band[2].base_under: is not known; known here are base, basis, lower, question"],
    ),
    "no base under another reading": (
        {"highest": f"{ASKED}, base_under = {{}}"},
        ["bands.two.band[2].base_under: is empty; at least one amount is asked"],
    ),
    "a base that is no table": (
        {"highest": f"{ASKED}, base_under = 1_300_000"},
        ["bands.two.band[2].base_under: is 1300000; a table is asked"],
    ),
    "a negative base under another reading": (
        {"highest": f"{ASKED}, base_under = {{ no = -1 }}"},
        ["bands.two.band[2].base_under.no: is -1; zero rupiah or more is asked"],
    ),
    "a base under no reading": (
        {"highest": f"{ASKED}, base_under = {{ if = 1_300_000 }}"},
        ["bands.two.band[2].base_under: names 'if'; the readings are yes, no"],
    ),
    "a band that is absent under no reading": (
        {"highest": f'{ASKED}, absent_under = ["if"]'},
        ["bands.two.band[2].absent_under: names 'if'; the readings are yes, no"],
    ),
    "a band that is there and is not": (
        {"highest": f'{ASKED}, base_under = {{ no = 1_300_000 }}, absent_under = ["no"]'},
        ["bands.two.band[2].absent_under: names a reading that has a base in base_under"],
    ),
    "a base that holds under no reading": (
        {"highest": f'{ASKED}, base_under = {{ no = 1_300_000 }}, absent_under = ["yes"]'},
        ["bands.two.band[2].base: holds under no reading; one has to be left for it"],
    ),
    "a lowest band that is absent": (
        {"lowest": f'{ASKED}, absent_under = ["no"]'},
        ["bands.two.band[0].absent_under: is the lowest band; it has to be there"],
    ),
    "bases that do not ascend in another reading": (
        {"highest": f"{ASKED}, base_under = {{ no = 1_200_000 }}"},
        ["bands.two.band[2].base_under.no: is Rp1.200.000; it must exceed Rp1.200.000"],
    ),
    "a base that another reading of the band below exceeds": (
        {"lowest": f"{ASKED}, base_under = {{ no = 1_250_000 }}"},
        ["bands.two.band[1].base: is Rp1.200.000; it must exceed Rp1.250.000"],
    ),
    "a share that leaves a fraction in another reading": (
        {"highest": f"{ASKED}, base_under = {{ no = 1_300_050 }}"},
        ["rate[0].share_of_base: leaves a fraction of a rupiah in a band"],
    ),
    "a relief that leaves a fraction in another reading": (
        {"highest": f"{ASKED}, base_under = {{ no = 1_300_100 }}"},
        ["relief[0].share_paid: leaves a fraction of JKK Rp13.001; name a rounding"],
    ),
    "incomes between without question": (
        {"more": '\nbetween = { width = 999, upper_under = ["no"] }'},
        ["bands.two.between.question: is missing"],
    ),
    "incomes between under no reading": (
        {"more": '\nbetween = { question = "invented/question", width = 9, upper_under = ["if"] }'},
        ["bands.two.between.upper_under: names 'if'; the readings are yes, no"],
    ),
    "no incomes between": (
        {"more": '\nbetween = { question = "invented/question", width = 0, upper_under = ["no"] }'},
        ["bands.two.between.width: is 0; at least one rupiah is asked"],
    ),
    "incomes between as wide as a band": (
        {
            "more": (
                '\nbetween = { question = "invented/question", width = 200_000, '
                'upper_under = ["no"] }'
            )
        },
        [
            (
                "bands.two.between.width: is Rp200.000; "
                "it has to leave something of the narrowest band, which is Rp200.000 wide"
            )
        ],
    ),
    "an unknown key of the incomes between": (
        {
            "more": (
                '\nbetween = { question = "invented/question", width = 9, '
                'upper_under = ["no"], lower_under = ["yes"] }'
            )
        },
        [
            (
                "bands.two.between.lower_under: is not known; "
                "known here are question, upper_under, width"
            )
        ],
    ),
}


@pytest.mark.parametrize("fault", BAND_FAULTS)
def test_bands_in_question_hold_together_in_every_reading(fault: str, tmp_path: Path) -> None:
    """What is asked of the bands is asked of each of their readings, and nothing else is amiss."""
    parts, says = BAND_FAULTS[fault]
    shape = THREE.format(**{"lowest": "", "highest": "", "more": "", **parts})
    start, end = SMALL.index("band = ["), SMALL.index("[[rate]]")
    with pytest.raises(jr.RulesFileError) as caught:
        jr.law.read_rulebook(write(tmp_path, f"{SMALL[:start]}{shape}\n\n{SMALL[end:]}"))

    assert list(caught.value.faults) == says


def test_one_band_has_nothing_between(tmp_path: Path) -> None:
    """There is no bound for incomes to lie under."""
    one = "band = [{ lower = 0, base = 1_000_000 }]"
    between = 'between = { question = "invented/question", width = 9, upper_under = ["no"] }'
    start, end = SMALL.index("band = ["), SMALL.index("[[rate]]")
    with pytest.raises(jr.RulesFileError) as caught:
        jr.law.read_rulebook(write(tmp_path, f"{SMALL[:start]}{one}\n{between}\n\n{SMALL[end:]}"))

    assert caught.value.faults == ("bands.two.between: has no place; there is one band only",)


def test_bands_in_question_of_your_own(tmp_path: Path) -> None:
    """One question may bear on a base and on the incomes between, and on a relief besides."""
    shape = THREE.format(
        lowest="",
        highest=f'{ASKED}, absent_under = ["no"]',
        more='\nbetween = { question = "invented/question", width = 9, upper_under = ["no"] }',
    )
    start, end = SMALL.index("band = ["), SMALL.index("[[rate]]")
    rules = jr.law.read_rulebook(write(tmp_path, f"{SMALL[:start]}{shape}\n\n{SMALL[end:]}"))
    month = ContributionMonth(2026, 4)
    for income, yes, no in (
        (1_000_000, 5_000, 10_000),
        (1_099_995, 5_000, 12_000),
        (1_299_995, 6_000, 12_000),
        (1_300_000, 7_000, 12_000),
    ):
        price = rules.price(
            Program.JKK, month, funding=FundingSource.APBD, declared_income=Rupiah(income)
        )
        assert price.by_reading() == {
            (("invented/question", "yes"),): Rupiah(yes),
            (("invented/question", "no"),): Rupiah(no),
        }
        other = rules.with_reading("invented/question", "no").price(
            Program.JKK, month, funding=FundingSource.APBD, declared_income=Rupiah(income)
        )
        assert (other.amount, len(other.chosen)) == (Rupiah(no), 1)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_meaning_is_named_at_its_key_path(fault: str, tmp_path: Path) -> None:
    """Each says where it stands and what is asked."""
    change, says = FAULTS[fault]
    text = broken(change)
    if "relief = [1]" in text:  # a key stands once in TOML
        text = text[: text.index("[[relief]]")]
    with pytest.raises(jr.RulesFileError) as caught:
        jr.law.read_rulebook(write(tmp_path, text))

    assert says in str(caught.value)
    assert any(says in one for one in caught.value.faults)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("fault", EXTRA)
def test_statements_that_contradict_each_other_are_named(fault: str, tmp_path: Path) -> None:
    """A relief speaks of every case once."""
    addition, says = EXTRA[fault]
    text = broken(("[[target]]", f"{addition}\n\n[[target]]"))
    if "question" in fault:
        text = SMALL + addition
    with pytest.raises(jr.RulesFileError) as caught:
        jr.law.read_rulebook(write(tmp_path, text))

    assert [says in one for one in caught.value.faults] == [True]


def test_two_reliefs_may_not_speak_of_one_case(tmp_path: Path) -> None:
    """There is no order in which they would apply; two ids alike are a fault of their own."""
    start, end = SMALL.index("[[relief]]"), SMALL.index("[[target]]")
    relief = SMALL[start:end]
    text = SMALL[:end] + relief + SMALL[end:]
    with pytest.raises(jr.RulesFileError) as caught:
        jr.law.read_rulebook(write(tmp_path, text))

    assert caught.value.faults == (
        "relief: invented and invented both speak of JKK",
        "relief: two have the id invented",
    )
    apart = relief.replace('id = "invented"', 'id = "later"', 1).replace("2026-0", "2027-0")
    rules = jr.law.read_rulebook(write(tmp_path, SMALL[:end] + apart + SMALL[end:]))
    assert isinstance(rules.rates, jr.DatedRateTable)
    assert len(rules.rates.reliefs) == 2


def test_a_relief_without_window_or_payer_is_refused(tmp_path: Path) -> None:
    """It would be in force for nobody, or for anybody."""
    start, end = SMALL.index("[[relief.window]]"), SMALL.index("[[target]]")
    with pytest.raises(jr.RulesFileError) as caught:
        jr.law.read_rulebook(write(tmp_path, SMALL[:start] + SMALL[end:]))

    assert "relief[0].window: is missing: a relief has months" in caught.value.faults
    assert len(caught.value.faults) == 1 + len(FundingSource)


def test_five_faults_are_five_faults(tmp_path: Path) -> None:
    """All are reported together, by key path."""
    text = broken(
        ("format = 1", "format = 2"),
        ('"INFERRED"', '"HEARSAY"'),
        ("1_200_000", "-1"),
        ('last = "2026-04"', 'last = "2026-02"'),
        ("full_after = 6", 'full_after = "six"'),
    )
    with pytest.raises(jr.RulesFileError, match=r"5 fault") as caught:
        jr.law.read_rates(write(tmp_path, text))

    assert [fault.partition(":")[0] for fault in caught.value.faults] == [
        "format",
        "grounds.invented.evidence",
        "bands.two.band[1].base",
        "relief[0].window[0].last",
        "target[0].full_after",
    ]


def test_a_fault_of_syntax_is_one_fault(tmp_path: Path) -> None:
    """TOML itself names the place."""
    with pytest.raises(jr.RulesFileError, match="line 2") as caught:
        jr.law.read_rulebook(write(tmp_path, "\nformat = = 1\n]["))

    assert len(caught.value.faults) == 1


def test_a_file_is_read_as_utf_8_with_or_without_its_mark(tmp_path: Path) -> None:
    """As editors on Windows write it; another encoding is named."""
    path = tmp_path / "rules.toml"
    path.write_text(SMALL, encoding="utf-8-sig")
    assert jr.law.read_rulebook(path) == jr.law.read_rulebook(write(tmp_path, SMALL))

    path.write_bytes(SMALL.replace("Invented for", "Inventé for").encode("latin-1"))
    with pytest.raises(jr.RulesFileError, match="save the file as UTF-8"):
        jr.law.read_rulebook(path)


def test_one_broken_rate_is_one_fault(tmp_path: Path) -> None:
    """The months it would have covered are not reported as a gap."""
    with pytest.raises(jr.RulesFileError) as caught:
        jr.law.read_rulebook(write(tmp_path, broken(("amount = 7_000", 'amount = "7000"'))))

    assert caught.value.faults == ("rate[2].amount: is '7000'; a whole number is asked",)


def test_a_rulebook_made_of_a_table_knows_its_questions(rules: jr.Rulebook) -> None:
    """Without being told."""
    assert jr.Rulebook(rates=rules.rates).questions == rules.rate_questions


def test_a_table_that_gives_no_price_is_refused(
    rules: jr.Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An amount without its ground is none."""
    table = FlatTable(rules.rates.price(Program.JKM, ContributionMonth(2025, 3)).basis)
    monkeypatch.setattr(FlatTable, "price", lambda *_, **__: Rupiah(1))
    with pytest.raises(jr.InvalidRateTableError, match="It gave a Rupiah"):
        rules.using_rates(table).price(Program.JKM, ContributionMonth(2025, 3))


@pytest.mark.parametrize(
    ("clause", "says"),
    [
        (None, "all members"),
        (("", "2025-12"), "members since December 2025 or before"),
        (("2026-01", ""), "members since January 2026 or later"),
        (("2025-06", "2025-12"), "members since June 2025 to December 2025"),
    ],
)
def test_a_member_clause_says_whom_it_speaks_of(
    clause: tuple[str, str] | None, says: str, tmp_path: Path
) -> None:
    """From a month on, up to one, between two, or everybody."""
    edges = ["2025-05", "2025-06", "2025-12", "2026-01"]
    bounds = {
        None: [("", "")],
        ("", "2025-12"): [("", edges[2]), (edges[3], "")],
        ("2026-01", ""): [("", edges[2]), (edges[3], "")],
        ("2025-06", "2025-12"): [("", edges[0]), (edges[1], edges[2]), (edges[3], "")],
    }[clause]
    members = "".join(
        "[[relief.member]]\n"
        + (f'since = "{since}"\n' if since else "")
        + (f'until = "{until}"\n' if until else "")
        + 'granted = true\nbasis = "invented"\n\n'
        for since, until in bounds
    )
    text = broken(("[[target]]", f"{members}[[target]]"))
    rules = jr.law.read_rulebook(write(tmp_path, text))
    joined = ContributionMonth.parse((clause and (clause[1] or clause[0])) or "2025-12")
    price = rules.price(
        Program.JKK,
        ContributionMonth(2026, 3),
        funding=FundingSource.SELF,
        member_since=joined,
    )

    assert f"Granted to {says}" in str(price.explain("en"))


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    """Nothing is read, nothing is guessed."""
    with pytest.raises(FileNotFoundError):
        jr.law.read_rulebook(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("rounding", "amount"), [("DOWN", 3_333), ("UP", 3_334), ("NEAREST", 3_333)]
)
def test_a_relief_may_name_its_rounding(rounding: str, amount: int, tmp_path: Path) -> None:
    """A third of Rp10.000 is no whole rupiah."""
    text = broken(('share_paid = "1/2"', f'share_paid = "1/3"\nrounding = "{rounding}"'))
    rules = jr.law.read_rulebook(write(tmp_path, text))
    price = rules.price(Program.JKK, ContributionMonth(2026, 3), funding=FundingSource.SELF)

    assert price.amount == Rupiah(amount)
    assert jr.law.bpu() != rules
    assert "Its amount is rounded" in str(price.explain("en"))


def test_a_relief_may_ask_for_full_months_and_provisos(tmp_path: Path) -> None:
    """One clause for every joiner: two months in full first, on a condition."""
    addition = """
[[relief.member]]
full_months = 2
granted = true
basis = "invented"

[[relief.proviso]]
text.en = "the moon is full"
text.id = "bulan purnama"
granted = false
basis = "invented"

[[target]]"""
    rules = jr.law.read_rulebook(write(tmp_path, broken(("[[target]]", addition))))
    april = ContributionMonth(2026, 4)
    new = rules.price(Program.JKK, april, funding=FundingSource.SELF, member_since=april)
    old = rules.price(Program.JKK, april, funding=FundingSource.SELF, member_since=april - 2)

    assert new.amount == old.amount == Rupiah(10_000)
    assert rules.rates.membership_breaks(Program.JKK, april) == (april - 1,)
    assert "Its condition is not met: the moon is full" in str(old.explain("en"))
    assert "Not granted to all members" in str(new.explain("en"))
    assert "Months they first pay in full: 2" in str(new.explain("en"))
