"""What-ifs: a change of the law shows, has a ground, and never touches what it was made from."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from what_ifs import (
    ALONE,
    DECEMBER,
    DRAFT,
    GROUND,
    JANUARY,
    RULES,
    OwnTable,
    draft_relief,
    jkm_halved,
)

import jamsostek_rentan as jr
from jamsostek_rentan import ContributionMonth, FundingSource, Program, Rupiah, Sector
from jamsostek_rentan.law.changes import RateChange, ReliefAdded, ReliefRemoved
from jamsostek_rentan.law.conditions import MemberClause
from jamsostek_rentan.law.questions import certain
from jamsostek_rentan.law.reliefs import Rounding
from jamsostek_rentan.law.stakes import stakes_of


pytestmark = pytest.mark.filterwarnings("ignore::jamsostek_rentan.ProjectedLawWarning")


def test_halving_jkm_for_2027_changes_2027_alone() -> None:
    """Nothing before, nothing after, no other programme, and the base is as it was."""
    halved = jkm_halved()

    amounts = [
        halved.price(Program.JKM, month, **ALONE).amount
        for month in (JANUARY - 1, JANUARY, DECEMBER, DECEMBER + 1)
    ]
    assert amounts == [Rupiah(3_400), Rupiah(3_400), Rupiah(3_400), Rupiah(6_800)]
    assert RULES.price(Program.JKM, JANUARY, **ALONE).amount == Rupiah(6_800)
    assert halved.price(Program.JKK, JANUARY, **ALONE) == RULES.price(Program.JKK, JANUARY, **ALONE)
    assert halved != RULES
    assert [type(change) for change in halved.changes] == [RateChange]


def test_a_change_of_rate_keeps_the_relief_of_the_month() -> None:
    """A driver still pays half of it in March 2027."""
    driver = {"funding": FundingSource.SELF, "sector": Sector.TRANSPORT}

    assert jkm_halved().price(Program.JKM, JANUARY, **driver).amount == Rupiah(1_700)


def test_an_assumption_shows_in_the_explanation() -> None:
    """In both languages, with whose it is."""
    price = jkm_halved().price(Program.JKM, JANUARY, **ALONE)

    assert "assumption: a draft is discussed (an example)" in str(price.explain("en"))
    assert "asumsi: a draft is discussed (an example)" in str(price.explain("id"))


def test_a_share_of_the_base_is_changed_band_by_band() -> None:
    """The bands stay those of the table."""
    dearer = RULES.with_rate(
        Program.JKK, first=JANUARY, share_of_base=Fraction(2, 100), basis=GROUND
    )

    price = dearer.price(Program.JKK, JANUARY, declared_income=Rupiah(1_500_000), **ALONE)
    assert price.amount == Rupiah(32_000)
    assert price.base_income == Rupiah(1_600_000)


def test_a_relief_is_removed() -> None:
    """As if it were granted to nobody, and the working says so."""
    without = RULES.without_relief("pp50-2025", basis=DRAFT)
    november = ContributionMonth(2026, 11)

    price = without.price(Program.JKK, november, **ALONE)
    assert price.amount == Rupiah(10_000)
    assert "As if there were no contribution adjustment of PP 50/2025" in str(price.explain("en"))
    later = without.price(Program.JKK, ContributionMonth(2027, 6), **ALONE)
    assert later.ended is None
    early = without.price(
        Program.JKK, ContributionMonth(2020, 8), member_since=november - 99, **ALONE
    )
    assert early.relief is not None
    assert early.relief.id == "pp49-2020"
    assert [type(change) for change in without.changes] == [ReliefRemoved]


def test_a_relief_is_added() -> None:
    """For those it names, in its months."""
    eased = RULES.with_relief(draft_relief(funding=[FundingSource.SELF], sectors=[Sector.OTHER]))
    april = ContributionMonth(2027, 4)

    def amount(month: ContributionMonth, **facts: object) -> Rupiah:
        return eased.price(Program.JKM, month, **{**ALONE, **facts}).amount  # type: ignore[arg-type]

    assert amount(april) == Rupiah(3_400)
    assert amount(april - 1) == amount(DECEMBER + 1) == Rupiah(6_800)
    assert amount(april, funding=FundingSource.CSR) == Rupiah(6_800)
    assert amount(april, sector=Sector.TRANSPORT) == Rupiah(6_800)
    assert [type(change) for change in eased.changes] == [ReliefAdded]


def test_two_reliefs_never_speak_of_one_month() -> None:
    """Neither with the table's own, nor with one added before; in other months they may."""
    clash = draft_relief(first=ContributionMonth(2027, 3))
    with pytest.raises(jr.InvalidRateTableError, match="'pp50-2025' speaks of JKM in 2027-03"):
        RULES.with_relief(clash)

    replaced = RULES.without_relief("pp50-2025", basis=DRAFT).with_relief(clash)
    driver = {"funding": FundingSource.CSR, "sector": Sector.TRANSPORT}
    assert replaced.price(Program.JKM, clash.windows[0].first, **driver).amount == Rupiah(3_400)
    with pytest.raises(jr.InvalidRateTableError, match="'draft' speaks of JKM"):
        replaced.with_relief(draft_relief())


def _rate(**others: object) -> jr.Rulebook:
    facts = {"first": JANUARY, "basis": DRAFT, **others}
    return RULES.with_rate(Program.JKM, **facts)  # type: ignore[arg-type]


def test_a_class_of_your_own_is_changed_like_any_table() -> None:
    """What it eases without saying so is found when the month is priced."""
    own = RULES.using_rates(OwnTable(), questions=RULES.rate_questions)
    november = ContributionMonth(2026, 11)

    dearer = own.with_rate(Program.JKM, first=november, amount=Rupiah(8_000), basis=DRAFT)
    assert dearer.price(Program.JKM, november, **ALONE).amount == Rupiah(4_000)
    clash = own.with_relief(draft_relief(first=november))
    with pytest.raises(jr.InvalidRateTableError, match="speaks of JKM in 2026-11 already"):
        clash.price(Program.JKM, november, **ALONE)
    with pytest.raises(jr.UnknownNameError, match="The table has none"):
        own.without_relief("pp50-2025", basis=DRAFT)


def test_a_flat_programme_has_no_share_of_a_base() -> None:
    """Nor does a share that leaves a fraction of a rupiah stand."""
    for program, share in ((Program.JKM, Fraction(1, 100)), (Program.JKK, Fraction(1, 3))):
        odd = RULES.with_rate(program, first=JANUARY, share_of_base=share, basis=DRAFT)
        with pytest.raises(jr.InvalidRateTableError, match="gives no whole rupiah"):
            odd.price(program, JANUARY, **ALONE)


def test_the_due_day_and_the_age_limit_change() -> None:
    """For their months alone."""
    later = RULES.with_membership(first=JANUARY, last=JANUARY, due_day=20, basis=DRAFT)

    assert later.due_date(JANUARY) == date(2027, 1, 20)
    assert later.due_date(JANUARY + 1) == RULES.due_date(JANUARY + 1)
    assert later.due_date(JANUARY - 1) == RULES.due_date(JANUARY - 1)
    older = later.with_membership(first=JANUARY, age_limit=70, basis=GROUND)
    assert older.membership.age_limits[-1].value.years == 70
    assert len(older.changes) == 2
    assert RULES.changes == ()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda: RULES.with_rate(Program.JKM, first=JANUARY, amount=Rupiah(1), basis=None), "rest"),  # type: ignore[arg-type]
        (lambda: RULES.without_relief("pp50-2025", basis=None), "rest"),  # type: ignore[arg-type]
        (lambda: RULES.with_relief(draft_relief(basis="because")), "rest"),
        (lambda: RULES.with_membership(first=JANUARY, due_day=1, basis=None), "rest"),  # type: ignore[arg-type]
        (lambda: RULES.with_rate(Program.JKM, first=JANUARY, basis=DRAFT), "an amount in rupiah"),
        (lambda: RULES.with_membership(first=JANUARY, basis=DRAFT), "a due day or an age limit"),
        (lambda: RULES.with_membership(first=JANUARY, due_day=31, basis=DRAFT), "1 to 28"),
        (
            lambda: RULES.with_rate(
                Program.JKM, first=JANUARY, last=JANUARY - 1, amount=Rupiah(1), basis=DRAFT
            ),
            "ends before it begins",
        ),
        (lambda: RULES.without_relief("pp1", basis=DRAFT), "pp49-2020, pp50-2025"),
        (lambda: RULES.with_relief(attrs.evolve(draft_relief(), id="pp50-2025")), "has one of"),
        (lambda: RULES.with_relief("draft"), "Make one with Relief.of"),  # type: ignore[arg-type]
        (lambda: _rate(amount=3_400), r"amount=3400 \(int\)"),
        (lambda: _rate(amount=Rupiah(-1)), "zero rupiah or more"),
        (lambda: _rate(share_of_base=0.01), r"share_of_base=0.01 \(float\)"),
        (lambda: _rate(share_of_base=Fraction(0)), "above zero, at most 1"),
        (lambda: _rate(amount=Rupiah(1), first="2027-01"), "It has to be a ContributionMonth"),
        (lambda: _rate(amount=Rupiah(1), last=2027), "It has to be a ContributionMonth"),
        (lambda: draft_relief(share_paid=Fraction(3, 2)), "above zero, at most 1"),
        (lambda: draft_relief(last=None), "It has to be a ContributionMonth"),
        (lambda: draft_relief(last=JANUARY), "'draft' was asked from 2027-04 to 2027-01"),
        (lambda: RULES.with_membership(first=JANUARY, age_limit=0, basis=DRAFT), "one or more"),
        (lambda: RULES.with_membership(first="2027", age_limit=65, basis=DRAFT), "has to be a"),  # type: ignore[arg-type]
    ],
)
def test_a_change_that_cannot_be_is_refused(asked: object, told: str) -> None:
    """With what is known and what to do."""
    with pytest.raises(jr.JamsostekRentanError, match=told):
        asked()  # type: ignore[operator]


def test_who_chose_a_reading_is_told() -> None:
    """With the letter, in the explanation of every price it bears on."""
    chosen = RULES.with_reading(
        "pp50-2025/apbdes",
        "normal",
        decided_by="Dinas Mawar",
        reference="letter 12/2026",
        reference_date=date(2026, 5, 4),
    )
    price = chosen.price(Program.JKK, ContributionMonth(2026, 11), funding=FundingSource.APBDES)

    assert price.amount == Rupiah(10_000)
    told = str(price.explain("en"))
    for words in ("Decided by Dinas Mawar", "On letter 12/2026", "Of 4 May 2026"):
        assert words in told
    again = chosen.with_reading("pp50-2025/apbdes", "reduced")
    assert again.choices[0].decided_by is None
    assert len(again.choices) == 1


def test_the_stake_of_the_village_question() -> None:
    """For 21.400 workers of other sectors, April to December 2026."""
    quote = jr.cost_of_cover(
        21_400,
        jr.ContributionPeriod.parse("2026-04/2026-12"),
        rules=RULES,
        funding=FundingSource.APBDES,
        sector=Sector.OTHER,
    )

    stakes = {stake.question.id: stake.amount for stake in quote.stakes}
    assert stakes == {"pp50-2025/apbdes": Rupiah(1_617_840_000)}
    assert [stake.amount for stake in quote.stakes] == [
        max(quote.by_reading().values()) - min(quote.by_reading().values())
    ]


def test_the_dearest_doubt_comes_first() -> None:
    """Each is worth its own difference, whatever the others are read as."""
    august = ContributionMonth(2020, 8)
    quote = jr.cost_of_cover(
        100, august, rules=RULES, funding=FundingSource.APBD, member_since=august - 12
    )

    stakes = [stake.amount for stake in quote.stakes]
    assert stakes == [Rupiah(100 * (16_800 - 168))] * 3


def test_a_changed_table_is_a_table() -> None:
    """It plugs in with its questions, its checked month and its reliefs."""
    halved = jkm_halved().without_relief("pp49-2020", basis=DRAFT)
    again = RULES.using_rates(halved.rates)

    assert again.rate_questions == RULES.rate_questions
    assert again.rates == halved.rates
    assert [relief.id for relief in halved.rates.reliefs] == ["pp50-2025"]
    assert halved.rates.checked_through == RULES.rates.checked_through
    assert halved.rates.price(Program.JKM, JANUARY, **ALONE) == halved.price(
        Program.JKM, JANUARY, **ALONE
    )
    back = halved.with_relief(draft_relief())
    assert [change.basis for change in back.changes] == [DRAFT] * 3


def test_a_relief_that_leaves_a_fraction_names_its_rounding() -> None:
    """Or says what is missing."""
    odd = RULES.with_rate(Program.JKM, first=DECEMBER, amount=Rupiah(6_801), basis=DRAFT)
    with pytest.raises(jr.InvalidRateTableError, match="names no rounding"):
        odd.with_relief(draft_relief()).price(Program.JKM, DECEMBER, **ALONE)

    rounded = odd.with_relief(draft_relief(rounding=Rounding.UP))
    assert rounded.price(Program.JKM, DECEMBER, **ALONE).amount == Rupiah(3_401)


def test_reliefs_of_other_sectors_stand_side_by_side() -> None:
    """The relief of PP 50/2025 goes on for drivers while a draft begins for others."""
    both = RULES.with_relief(draft_relief(first=JANUARY, sectors=[Sector.OTHER]))
    driver = {"funding": FundingSource.SELF, "sector": Sector.TRANSPORT}

    assert both.price(Program.JKM, JANUARY, **driver).relief.id == "pp50-2025"  # type: ignore[union-attr]
    assert both.price(Program.JKM, JANUARY, **ALONE).relief.id == "draft"  # type: ignore[union-attr]


def test_where_a_draft_eases_no_relief_is_told_to_have_ended() -> None:
    """The month has a relief again."""
    april = ContributionMonth(2027, 4)
    driver = {"funding": FundingSource.SELF, "sector": Sector.TRANSPORT}

    assert RULES.price(Program.JKM, april, **driver).ended is not None
    assert RULES.with_relief(draft_relief()).price(Program.JKM, april, **driver).ended is None


def test_an_added_relief_may_ask_when_somebody_joined() -> None:
    """Then that fact is missing where it was not given."""
    new, old = (
        MemberClause(
            since=since, until=until, full_months=0, granted=certain(granted), basis=GROUND
        )
        for since, until, granted in ((JANUARY, None, True), (None, JANUARY - 1, False))
    )
    asking = RULES.with_relief(attrs.evolve(draft_relief(), members=(old, new)))

    with pytest.raises(jr.MissingFactError, match="member_since"):
        asking.price(Program.JKM, DECEMBER, **ALONE)
    early = asking.price(Program.JKM, DECEMBER, member_since=JANUARY - 1, **ALONE)
    late = asking.price(Program.JKM, DECEMBER, member_since=JANUARY, **ALONE)
    assert (early.amount, late.amount) == (Rupiah(6_800), Rupiah(3_400))


def test_a_choice_is_one_of_the_readings() -> None:
    """Also where it is made by hand."""
    with pytest.raises(jr.UnknownNameError, match="Its readings are reduced, normal"):
        jr.Choice(question=RULES.rate_questions[-1], reading="half")


def test_stakes_differ_and_stand_in_order() -> None:
    """Each with the widest spread of its own readings."""
    one, two = RULES.rate_questions[-1], RULES.rate_questions[-2]
    over = tuple(sorted((one, two), key=lambda question: question.id))
    figure = jr.Figure(over, tuple(map(Rupiah, (0, 10, 100, 150))))

    stakes = [(stake.question.id, stake.amount) for stake in stakes_of(figure)]
    assert stakes == [(over[0].id, Rupiah(140)), (over[1].id, Rupiah(50))]
    back = jr.Figure(over, tuple(map(Rupiah, (0, 100, 10, 150))))
    assert [stake.question.id for stake in stakes_of(back)] == [over[1].id, over[0].id]


def test_a_handover_tells_the_readings_and_what_ifs_it_rests_on() -> None:
    """About its protection and its due date; others are not told."""
    siti = jr.Worker("w-001", sector=Sector.OTHER)
    melati = jr.Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
    stimulus = jr.Sponsorship(siti, melati, period=ContributionMonth(2026, 3).for_months(3))
    rules = (
        RULES.with_reading("jkm/three-months", "paid", decided_by="Kantor Cabang Mawar")
        .with_reading("membership/age-limit", "up-to")
        .with_membership(first=ContributionMonth(2026, 6), due_day=20, basis=DRAFT)
        .with_membership(first=JANUARY, due_day=25, basis=GROUND)
        .with_membership(first=JANUARY - 36, last=JANUARY - 24, due_day=25, basis=GROUND)
    )
    handover = jr.plan_handover(stimulus, rules=rules)

    assert handover.due_date == date(2026, 6, 22)
    assert [choice.question.id for choice in handover.chosen] == ["jkm/three-months"]
    assert [change.basis for change in handover.what_ifs] == [DRAFT]
    told = str(handover.explain("en"))
    assert "Decided by Kantor Cabang Mawar" in told
    assert "What-if [assumption: a draft is discussed (an example)]" in told
