"""A rate table of anybody's is held against the laws of the scheme, and told what it breaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import jamsostek_rentan as jr
from jamsostek_rentan import ContributionMonth, ContributionPeriod, FundingSource, Program, Rupiah
from jamsostek_rentan.law.prices import Ordinary
from jamsostek_rentan.law.questions import certain
from jamsostek_rentan.strategies import contribution_periods, rate_tables


GROUND = jr.LegalBasis(
    instrument="An invented regulation",
    article=None,
    address="none",
    evidence=jr.Evidence.INFERRED,
    checked_on=date(2026, 11, 22),
    note=jr.Bilingual("Invented for a test.", "Rekaan untuk pengujian."),
)
QUESTION = jr.Question(
    id="invented/villages",
    text=jr.Bilingual("Is it reduced?", "Apakah disesuaikan?"),
    readings=tuple(
        jr.Reading(id=name, text=jr.Bilingual(name, name), basis=GROUND)
        for name in ("reduced", "normal")
    ),
    presumed="normal",
)
HALF_YEAR = ContributionPeriod.parse("2026-01/2026-06")
SPRING = ContributionPeriod.parse("2026-03/2026-04")


class Whole:
    """A table that keeps every law: two bands, half for early members who pay themselves."""

    questions = (QUESTION,)

    def price(self, program: Program, month: ContributionMonth, **facts: Any) -> jr.Price:  # noqa: ANN401 - facts as they come
        """JKK by income, JKM flat, no JHT; for villages it is in question."""
        if program is Program.JHT:
            raise jr.NoRateInForceError("JHT was asked.", "There is none.", "Ask for another.")
        high = program is Program.JKK and facts["declared_income"] >= Rupiah(1_500_000)
        normal, half = (Rupiah(amount) for amount in ((15_000, 7_500) if high else (8_000, 4_000)))
        price = jr.Price.of(program, month, normal, basis=GROUND)
        if facts["funding"] is FundingSource.APBDES:
            return attrs.evolve(price, figure=jr.Figure((QUESTION,), (half, normal)))
        early = facts["member_since"] < ContributionMonth(2026, 2)
        if facts["funding"] is FundingSource.SELF and early:
            return attrs.evolve(price, figure=jr.Figure((), (half,)))
        return price

    def income_breaks(self, program: Program, _month: ContributionMonth) -> tuple[Rupiah, ...]:
        """Two bands for JKK."""
        return (Rupiah(0), Rupiah(1_500_000)) if program is Program.JKK else (Rupiah(0),)

    def membership_breaks(
        self, _program: Program, _month: ContributionMonth
    ) -> tuple[ContributionMonth, ...]:
        """Those who joined in February 2026 or later are late."""
        return (ContributionMonth(2026, 2),)


@attrs.frozen
class Spoilt(Whole):
    """The same table, whose prices of JKK are spoilt in March and April."""

    spoil: Callable[[jr.Price, dict[str, Any]], Any]

    def price(self, program: Program, month: ContributionMonth, **facts: Any) -> Any:  # noqa: ANN401 - spoilt
        """A price, or what became of it."""
        price = super().price(program, month, **facts)
        wrong = program is Program.JKK and month in SPRING
        return self.spoil(price, facts) if wrong else price


def _in_no_force(*_: object) -> None:
    raise jr.NoRateInForceError("JKK was asked.", "There is none.", "Ask for another month.")


def _dearer(price: jr.Price, amount: int) -> jr.Price:
    more = Rupiah(amount)
    values = tuple(value + more for value in price.figure.values)
    return attrs.evolve(
        price,
        ordinary=certain(Ordinary(amount=price.normal + more)),
        figure=jr.Figure(price.figure.over, values),
    )


def _dearer_where(
    applies: Callable[[dict[str, Any]], bool],
) -> Callable[[jr.Price, dict[str, Any]], jr.Price]:
    return lambda price, facts: _dearer(price, 1_000) if applies(facts) else price


def _where_csr(spoil: Callable[[jr.Price], Any]) -> Callable[[jr.Price, dict[str, Any]], Any]:
    return lambda price, facts: spoil(price) if facts["funding"] is FundingSource.CSR else price


class Counting:
    """A price that grows each time it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, price: jr.Price, _facts: object) -> jr.Price:
        """One rupiah more than before."""
        self.times += 1
        return _dearer(price, self.times)


STRANGE = attrs.evolve(QUESTION, id="invented/strange")
# What a price is spoilt by, the law it breaks, and what the finding says.
SPOILT: dict[str, tuple[Callable[[jr.Price, dict[str, Any]], Any], str, str]] = {
    "no rate": (_in_no_force, "rates-gap", "JKK has no contribution in March 2026 to April 2026."),
    "no rate for somebody": (
        lambda price, facts: _in_no_force() if facts["sector"] is jr.Sector.TRANSPORT else price,
        "rates-gap",
        "JKK has no contribution",
    ),
    "an exception": (
        lambda *_: {}["JKK"],
        "rates-raised",
        "The table raised KeyError: 'JKK' (sector other than transport, paid from the participant,",
    ),
    "no price": (lambda *_: None, "rates-no-price", "gave a NoneType where a Price"),
    "a price without a figure": (
        _where_csr(lambda price: attrs.evolve(price, figure=price.normal)),
        "rates-no-price",
        "gave a Rupiah where a Price",
    ),
    "another month": (
        lambda price, _: attrs.evolve(price, month=price.month + 1),
        "rates-other-price",
        "the price of Program.JKK 2026-04 (",
    ),
    "another programme": (
        lambda price, _: attrs.evolve(price, program=Program.JHT),
        "rates-other-price",
        "the price of Program.JHT 2026-03 (",
    ),
    "no ground": (
        _where_csr(lambda price: attrs.evolve(price, basis=None)),
        "rates-no-ground",
        "(sector other than transport, paid from company CSR, reported income Rp0, member since J",
    ),
    "a float": (
        _where_csr(lambda price: attrs.evolve(price, ordinary=certain(Ordinary(amount=8_000.5)))),
        "rates-not-rupiah",
        "The amount 8000.5 is not Rupiah",
    ),
    "an amount below zero in one reading": (
        _where_csr(
            lambda price: attrs.evolve(
                price, figure=jr.Figure((QUESTION,), (price.normal, Rupiah(-1)))
            )
        ),
        "rates-negative",
        "The amount -Rp1 is below zero",
    ),
    "a relief that raises in one reading": (
        _where_csr(
            lambda price: attrs.evolve(
                price, figure=jr.Figure((QUESTION,), (Rupiah(0), price.normal * 2))
            )
        ),
        "rates-relief-raises",
        "The amount Rp16.000 exceeds the ordinary contribution Rp8.000",
    ),
    "an unknown question": (
        _where_csr(
            lambda price: attrs.evolve(
                price, figure=jr.Figure((STRANGE,), (Rupiah(0), price.normal))
            )
        ),
        "rates-question",
        "depends on invented/strange, which",
    ),
    "an amount too many": (
        _where_csr(
            lambda price: attrs.evolve(
                price, figure=jr.Figure((QUESTION,), (Rupiah(0), Rupiah(1), Rupiah(2)))
            )
        ),
        "rates-amounts",
        "3 amount(s) for 2 combination(s)",
    ),
    "a question that is none": (
        _where_csr(
            lambda price: attrs.evolve(
                price,
                figure=jr.Figure(("a question",), (price.normal,)),  # type: ignore[arg-type]
            )
        ),
        "rates-raised",
        "AttributeError: 'str' object has no attribute 'id'",
    ),
    "a count": (Counting(), "rates-impure", "answered differently: Rp"),
    "a break that was forgotten": (
        _dearer_where(lambda facts: facts["declared_income"] >= Rupiah(1_234_567)),
        "rates-income-break",
        "at an income of Rp1.234.567 without",
    ),
    "a break beyond the highest band": (
        _dearer_where(lambda facts: facts["declared_income"] > Rupiah(25_000_000)),
        "rates-income-break",
        "at an income of Rp25.000.001 without",
    ),
    "an edge on the wrong side": (
        _dearer_where(lambda facts: facts["declared_income"] > Rupiah(1_500_000)),
        "rates-income-break",
        "at an income of Rp1.500.001 without a break there, from Rp15.000, Rp7.500 to Rp16.000, ",
    ),
    "a break for one source of funds": (
        _dearer_where(
            lambda facts: (
                facts["funding"] is FundingSource.APBDES
                and facts["declared_income"] >= Rupiah(2_000_000)
            )
        ),
        "rates-income-break",
        "at an income of Rp2.000.000 without",
    ),
    "a month of joining that was forgotten": (
        _dearer_where(
            lambda facts: (
                facts["funding"] is FundingSource.ZAKAT
                and facts["member_since"] < ContributionMonth(2024, 5)
            )
        ),
        "rates-membership-break",
        "for members since May 2024 without a break there, from Rp9.000 to Rp8.000",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_broken_law_is_found_once_with_its_months(what: str) -> None:
    """Each is named with programme, months, first facts and what to do."""
    spoil, rule, says = SPOILT[what]
    (finding,) = jr.law.check_rates(Spoilt(spoil), HALF_YEAR)
    values = dict(finding.values)

    assert (finding.rule, finding.row) == (rule, "JKK 2026-03/2026-04")
    assert (values["program"], values["period"]) == (Program.JKK, SPRING)
    assert finding.severity is jr.Severity.ERROR
    assert says in finding.message("en")
    assert finding.message("id").startswith("kesalahan, baris JKK 2026-03/2026-04, ")
    assert jr.from_plain(jr.to_plain(finding)) == finding


def test_a_table_that_keeps_the_laws_has_no_finding() -> None:
    """A programme that it has not is passed over unless it is named."""
    assert jr.law.check_rates(Whole(), HALF_YEAR) == ()
    (finding,) = jr.law.check_rates(Whole(), HALF_YEAR, programs=Program)
    assert (finding.rule, finding.row) == ("rates-gap", "JHT 2026-01/2026-06")


def test_only_the_programmes_named_are_asked() -> None:
    """And the arguments themselves are checked as everywhere."""
    spoilt = Spoilt(_in_no_force)
    assert jr.law.check_rates(spoilt, HALF_YEAR, programs=Program.JKM) == ()
    with pytest.raises(jr.InvalidFactError, match="none"):
        jr.law.check_rates(spoilt, HALF_YEAR, programs=())


def test_all_faults_are_collected_and_months_apart_are_two() -> None:
    """In the order of programmes and of months."""

    class Bad(Whole):
        def price(self, program: Program, month: ContributionMonth, **facts: Any) -> jr.Price:  # noqa: ANN401 - facts as they come
            price = super().price(program, month, **facts)
            if month.month in {1, 4, 5}:
                price = _dearer(price, -8_001)
            return attrs.evolve(price, basis=None) if program is Program.JKM else price

    findings = jr.law.check_rates(Bad(), HALF_YEAR)

    assert [(finding.rule, finding.row) for finding in findings] == [
        ("rates-negative", "JKK 2026-01"),
        ("rates-negative", "JKK 2026-04/2026-05"),
        ("rates-no-ground", "JKM 2026-01/2026-06"),
        ("rates-negative", "JKM 2026-01"),
        ("rates-negative", "JKM 2026-04/2026-05"),
    ]


def test_a_fault_of_other_facts_is_another_fault() -> None:
    """In March for those who pay themselves, in April for employees' donations."""
    payers = {3: FundingSource.SELF, 4: FundingSource.EMPLOYEE_DONATION}

    def spoil(price: jr.Price, facts: dict[str, Any]) -> jr.Price:
        negative = facts["funding"] is payers[price.month.month]
        return _dearer(price, -20_000) if negative else price

    findings = jr.law.check_rates(Spoilt(spoil), HALF_YEAR)

    assert [(dict(one.values)["funding"], one.row) for one in findings] == [
        (FundingSource.SELF, "JKK 2026-03"),
        (FundingSource.EMPLOYEE_DONATION, "JKK 2026-04"),
    ]


def test_a_fault_may_lie_in_who_paid_before() -> None:
    """It is said with whose money that was."""

    def spoil(price: jr.Price, facts: dict[str, Any]) -> jr.Price:
        return _dearer(price, -20_000) if facts["earlier_funding"] else price

    findings = jr.law.check_rates(Spoilt(spoil), HALF_YEAR)

    assert {one.rule for one in findings} == {"rates-negative"}
    assert "paid from the participant after company CSR" in findings[0].message("en")
    assert "sumber dana peserta sendiri (mandiri) setelah CSR" in findings[0].message("id")


def test_a_price_that_comes_and_goes_is_no_missing_break() -> None:
    """Where the table raises within a band, that alone is said."""

    def spoil(price: jr.Price, facts: dict[str, Any]) -> jr.Price:
        if facts["declared_income"] > Rupiah(2_000_000):
            raise ValueError("too rich")
        return price

    (finding,) = jr.law.check_rates(Spoilt(spoil), HALF_YEAR)
    assert finding.rule == "rates-raised"
    assert "ValueError: too rich" in finding.message("en")


@pytest.mark.parametrize(
    ("call", "breaks", "rule", "says"),
    [
        ("income_breaks", (), "rates-breaks", "The income breaks are (), the membership"),
        ("income_breaks", (Rupiah(1),), "rates-breaks", "The income breaks are (Rp1)"),
        ("income_breaks", (Rupiah(0), Rupiah(0)), "rates-breaks", "are (Rp0, Rp0)"),
        ("income_breaks", (0, 1_500_000), "rates-breaks", "are (0, 1500000)"),
        ("income_breaks", None, "rates-breaks", "are None"),
        ("membership_breaks", ("2026-02",), "rates-breaks", "the membership breaks (2026-02)"),
        (
            "membership_breaks",
            (ContributionMonth(2026, 2), ContributionMonth(2026, 1)),
            "rates-breaks",
            "the membership breaks (2026-02, 2026-01)",
        ),
        ("income_breaks", KeyError("bands"), "rates-raised", "KeyError: 'bands' (whatever the fa"),
        ("membership_breaks", jr.NoRateInForceError("a", "b", "c"), "rates-gap", "no contribution"),
    ],
)
def test_breaks_that_break_their_promise_are_found(
    call: str, breaks: object, rule: str, says: str
) -> None:
    """No price of such a month could be trusted, so none is judged."""

    class Bad(Whole):
        def price(self, program: Program, month: ContributionMonth, **facts: Any) -> jr.Price:  # noqa: ANN401 - facts as they come
            assert month not in SPRING or program is not Program.JKK
            return super().price(program, month, **facts)

    def answer(table: Whole, program: Program, month: ContributionMonth) -> object:
        if month not in SPRING or program is not Program.JKK:
            return getattr(super(Bad, table), call)(program, month)
        if isinstance(breaks, Exception):
            raise breaks
        return breaks

    setattr(Bad, call, answer)
    (finding,) = jr.law.check_rates(Bad(), HALF_YEAR)

    assert (finding.rule, finding.row) == (rule, "JKK 2026-03/2026-04")
    assert says in finding.message("en")


def test_breaks_that_change_when_asked_again_are_found() -> None:
    """Even where the price keeps to both answers."""

    class Bad(Whole):
        def __init__(self, second: Any) -> None:  # noqa: ANN401 - whatever a table answers
            self.second = second
            self.asked = 0

        def income_breaks(self, program: Program, month: ContributionMonth) -> Any:  # noqa: ANN401 - the same
            first = super().income_breaks(program, month)
            if month not in SPRING or program is not Program.JKK:
                return first
            self.asked += 1
            return [first, self.second][self.asked % 2 == 0]

    for second, shown in (((Rupiah(0),), "(Rp0)"), (None, "None")):
        (finding,) = jr.law.check_rates(Bad(second), HALF_YEAR)
        assert (finding.rule, finding.field) == ("rates-impure", "income_breaks")
        assert f"differently: (Rp0, Rp1.500.000), then {shown} (" in finding.message("en")


def test_breaks_in_a_list_are_breaks_too() -> None:
    """What the rulebook takes is no finding."""

    class Listed(Whole):
        def income_breaks(self, program: Program, month: ContributionMonth) -> Any:  # noqa: ANN401 - not promised
            return list(super().income_breaks(program, month))

    assert jr.law.check_rates(Listed(), HALF_YEAR) == ()


def test_questions_may_be_handed_in_and_have_ids_of_their_own() -> None:
    """A table need not carry them; two under one id could not be told apart."""

    class Bare(Whole):
        questions = ()

    assert {one.rule for one in jr.law.check_rates(Bare(), HALF_YEAR)} == {"rates-question"}
    assert jr.law.check_rates(Bare(), HALF_YEAR, questions=[QUESTION]) == ()
    assert jr.law.check_rates(Whole(), HALF_YEAR, questions=[QUESTION]) == ()
    other = attrs.evolve(QUESTION, presumed=None)
    (finding,) = jr.law.check_rates(Whole(), HALF_YEAR, questions=[other])
    assert finding.message("id") == (
        "kesalahan, baris invented/villages, questions: Dua pertanyaan mempunyai id "
        "invented/villages. Berikan id tersendiri bagi masing-masing."
    )


@pytest.mark.parametrize(
    "period",
    [
        "2015-07/2015-07",
        "2019-12/2020-01",
        "2020-07/2020-10",
        "2021-01/2021-02",
        "2025-12/2026-01",
        "2026-03/2026-04",
        "2026-12/2027-01",
        "2027-03/2027-04",
    ],
)
def test_the_shipped_law_keeps_the_laws_of_the_scheme(period: str, rules: jr.Rulebook) -> None:
    """In the first and the last month of each relief, and in the months beside them."""
    assert jr.law.check_rates(rules.rates, ContributionPeriod.parse(period), programs=Program) == ()


@settings(max_examples=20)
@given(rate_tables(max_reliefs=2), contribution_periods(min_value=SPRING.first - 87, max_months=2))
def test_made_up_tables_keep_the_laws_of_the_scheme(
    table: jr.DatedRateTable, period: ContributionPeriod
) -> None:
    """Whatever their bands and reliefs."""
    assert jr.law.check_rates(table, period, programs=Program) == ()


class Telling(Spoilt):
    """A table that says that a company's earlier payments may matter."""

    def earlier_sources(self, _program: Program, _month: ContributionMonth) -> set[FundingSource]:
        """A company alone."""
        return {FundingSource.CSR}


def test_an_earlier_source_that_is_not_told_is_found() -> None:
    """The one that is told is not, nor any where a table tells nothing."""

    def spoil(price: jr.Price, facts: dict[str, Any]) -> jr.Price:
        public = {FundingSource.CSR, FundingSource.APBD} & set(facts["earlier_funding"])
        return _dearer(price, 1_000) if public else price

    assert jr.law.check_rates(Spoilt(spoil), HALF_YEAR) == ()
    (finding,) = jr.law.check_rates(Telling(spoil), HALF_YEAR)
    assert finding.rule == "rates-earlier-source"
    assert finding.message("en").startswith(
        "error, row JKK 2026-03/2026-04, earlier_sources: The price changes when a regional "
        "budget (APBD) paid earlier months, from Rp8.000, Rp4.000 to Rp9.000, Rp5.000"
    )
