"""After the stimulus: expected heads and rupiah, exact, under an assumption that is named."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import (
    Assumption,
    ContributionMonth,
    ContributionPeriod,
    FundingSource,
    Rupiah,
    Sector,
)


ASSUMED = Assumption(reason="a third do not continue", author="an example")
DECEMBER = ContributionPeriod.parse("2021-12/2021-12")


def _expected(rules: jr.Rulebook, **changes: object) -> jr.Retention:
    asked: dict[str, object] = {
        "funding": FundingSource.EMPLOYEE_DONATION,
        "conversion": Fraction(2, 3),
        "assumption": ASSUMED,
        "through": ContributionMonth(2022, 3),
        "rules": rules,
        **changes,
    }
    return jr.expected_cover(350, DECEMBER, **asked)  # type: ignore[arg-type]


def test_bontang_if_a_third_do_not_continue(rules: jr.Rulebook) -> None:
    """350 women in December 2021, then two thirds of them: exact, and rounded only when shown."""
    found = _expected(rules)

    assert [month.heads for month in found.months] == [350, *[Fraction(700, 3)] * 3]
    assert [month.cost.settled for month in found.months] == [5_880_000, *[3_920_000] * 3]
    assert found.cost.settled == 17_640_000
    assert {payer.name: cost.settled for payer, cost in found.by_payer().items()} == {
        "EMPLOYEE_DONATION": 5_880_000,
        "SELF": 11_760_000,
    }
    text = str(found.explain("id"))
    assert "asumsi: a third do not continue (an example)" in text
    assert "Januari 2022: 233 pekerja, sumber dana peserta sendiri (mandiri): Rp3.920.000" in text


def test_a_curve_falls_by_months_after_the_handover(rules: jr.Rulebook) -> None:
    """Each share holds from its month on."""
    found = _expected(rules, conversion={3: Fraction(1, 5), 1: Fraction(1, 2)})

    assert [month.heads for month in found.months] == [350, 175, 175, 70]


def test_a_relief_and_a_doubt_go_through(rules: jr.Rulebook) -> None:
    """A village's open price before, the participant's after; the horizon is announced once."""
    with pytest.warns(jr.ProjectedLawWarning) as caught:
        found = jr.expected_cover(
            3,
            ContributionPeriod.parse("2026-04/2026-10"),
            funding=FundingSource.APBDES,
            conversion=1,
            assumption=ASSUMED,
            through=ContributionMonth(2027, 1),
            rules=rules,
            sector=Sector.OTHER,
        )

    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert set(found.cost.by_reading().values()) == {277_200, 453_600, 504_000}
    assert found.by_payer()[FundingSource.SELF].settled == 3 * (8_400 * 2 + 16_800)
    assert "an open question" in str(found.explain("en"))
    assert jr.from_plain(jr.to_plain(found)) == found


def test_the_reading_and_the_what_if_it_rests_on_are_told(rules: jr.Rulebook) -> None:
    """Beside the assumption about those who go on."""
    draft = jr.Assumption(reason="a draft is discussed", author="Dinas Mawar")
    changed = rules.with_rate(
        jr.Program.JKM, first=ContributionMonth(2025, 6), amount=jr.Rupiah(7_000), basis=draft
    ).with_reading("pp50-2025/private-funds", "normal", decided_by="Cabang Mawar")
    chosen = changed.with_reading("jkm/three-months", "paid")
    after = jr.expected_cover(
        100,
        ContributionMonth(2025, 5).for_months(1),
        funding=FundingSource.CSR,
        conversion=Fraction(1, 2),
        assumption=jr.Assumption(reason="an example", author="an example"),
        through=ContributionMonth(2025, 6),
        rules=chosen,
    )

    told = str(after.explain("id"))
    assert "a draft is discussed" in told
    assert "Cabang Mawar" in told
    assert [one.question.id for one in after.chosen] == ["pp50-2025/private-funds"]


def test_a_member_from_the_first_month_is_one_afterwards(rules: jr.Rulebook) -> None:
    """The months in full of PP 49/2020 are counted from the stimulus where that decides."""
    found = jr.expected_cover(
        1,
        ContributionPeriod.parse("2020-09/2020-10"),
        funding=FundingSource.CSR,
        conversion=1,
        assumption=ASSUMED,
        through=ContributionMonth(2020, 12),
        rules=rules,
        member_since=ContributionMonth(2020, 9),
    )

    assert [month.price.settled for month in found.months] == [
        Rupiah(16_800),
        Rupiah(16_800),
        Rupiah(168),
        Rupiah(168),
    ]


def test_whose_money_paid_the_stimulus_has_to_be_said(rules: jr.Rulebook) -> None:
    """What is owed after it may depend on it, even where the stimulus itself does not."""
    with pytest.raises(jr.InvalidFactError, match="what is owed after it may depend on whom"):
        _expected(rules, funding=None)


@pytest.mark.parametrize(
    "conversion",
    [0.5, True, Fraction(4, 3), 2, -1, {2: 1}, {}, {1: 0.5}, {0: 1, 1: 1}, {"1": 1}],
)
def test_a_conversion_is_a_share_that_begins_with_month_1(
    conversion: object, rules: jr.Rulebook
) -> None:
    """Above one, below none, inexact or without beginning it is refused."""
    with pytest.raises(jr.InvalidFactError, match="conversion"):
        _expected(rules, conversion=conversion)


def test_there_is_no_conversion_without_an_assumption(rules: jr.Rulebook) -> None:
    """Nobody has measured one, so whoever assumes one says so."""
    with pytest.raises(jr.InvalidFactError, match="whoever assumes one has to say so"):
        _expected(rules, assumption=None)
    with pytest.raises(jr.InvalidFactError, match="Give both"):
        Assumption(reason="because", author=" ")
    with pytest.raises(jr.InvalidPeriodError, match="Look further"):
        _expected(rules, through=ContributionMonth(2021, 12))
    with pytest.raises(jr.InvalidFactError, match="through"):
        _expected(rules, through="2022-03")


@given(
    st.integers(1, 5_000),
    st.fractions(0, 1, max_denominator=50),
    st.integers(1, 6),
    st.integers(1, 12),
)
def test_expected_cost_is_heads_times_price(
    heads: int, share: Fraction, stimulus: int, after: int
) -> None:
    """Exactly, with nothing rounded on the way."""
    first = ContributionMonth(2023, 1)
    found = jr.expected_cover(
        heads,
        first.for_months(stimulus),
        funding=FundingSource.APBD,
        conversion=share,
        assumption=ASSUMED,
        through=first + (stimulus + after - 1),
        rules=jr.law.bpu(),
    )

    assert found.cost.settled == 16_800 * heads * (stimulus + share * after)


@pytest.mark.parametrize(
    ("heads", "period", "says"),
    [
        (0, "2021-12/2021-12", "heads=0"),
        (10.5, "2021-12/2021-12", "heads=10.5"),
        (True, "2021-12/2021-12", "heads=True"),
        (10, None, "A NoneType was given as a stimulus"),
    ],
)
def test_heads_and_stimulus_of_a_wrong_kind_are_named(
    heads: object, period: str | None, says: str, rules: jr.Rulebook
) -> None:
    """Whole heads, one or more, and a period."""
    stimulus = jr.ContributionPeriod.parse(period) if period else None
    with pytest.raises((jr.InvalidFactError, jr.InvalidPeriodError), match=says):
        jr.expected_cover(
            heads,  # type: ignore[arg-type]
            stimulus,  # type: ignore[arg-type]
            funding=jr.FundingSource.APBD,
            conversion=1,
            assumption=jr.Assumption(reason="an example", author="an example"),
            through=ContributionMonth(2022, 3),
            rules=rules,
        )
