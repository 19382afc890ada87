"""The grounds of the shipped law: on which statements they bear, and their names on the page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from law_benefits import benefits_grounds
from law_membership import membership_grounds

from jamsostek_rentan.law.bands import BandedRate


if TYPE_CHECKING:
    from collections.abc import Iterator

    from law_markdown import Grounds

    from jamsostek_rentan import DatedRateTable, DatedValue, LegalBasis, Program, Rulebook
    from jamsostek_rentan.law.bands import Band, Between
    from jamsostek_rentan.law.rates import FlatRate

    Rate = DatedValue[BandedRate | FlatRate]
    Rates = list[tuple[Program, Rate]]
    Bands = tuple[Band, ...]


__all__ = ["band_tables", "named_grounds", "resting_on", "shipped_rates", "shipped_table"]


def shipped_table(rules: Rulebook) -> DatedRateTable:
    """The dated table of the shipped law."""
    return cast("DatedRateTable", rules.rates)


def shipped_rates(rules: Rulebook) -> Rates:
    """Every rate with its programme, in the order of the table."""
    return [(program, rate) for program, dated in shipped_table(rules).rates for rate in dated]


def band_tables(rates: Rates) -> dict[tuple[Bands, Between | None], None]:
    """The tables of bands in use, each once, with what is said of incomes between their bounds."""
    return {
        (rate.value.bands, rate.value.between): None
        for _, rate in rates
        if isinstance(rate.value, BandedRate)
    }


def resting_on(rules: Rulebook) -> Counter[LegalBasis]:
    """How many statements rest on each ground, in the order of the page."""
    return Counter(_statements(rules))


def named_grounds(rules: Rulebook) -> Grounds:
    """The grounds with their names on the page of the law: G1, G2 and so on."""
    return {basis: f"G{place}" for place, basis in enumerate(resting_on(rules), start=1)}


def _statements(rules: Rulebook) -> Iterator[LegalBasis]:
    """The ground of every statement, in the order of the page."""
    rates = shipped_rates(rules)
    yield from (rate.ground for _, rate in rates)
    for bands, _ in band_tables(rates):
        yield from (band.basis for band in bands)
    for relief in shipped_table(rules).reliefs:
        yield relief.basis
        for clauses in (relief.windows, relief.payers, relief.members, relief.provisos):
            yield from (clause.basis for clause in clauses)
        if relief.earlier_payers is not None:
            yield relief.earlier_payers.basis
    yield from membership_grounds(rules)
    yield from benefits_grounds(rules)
    for question in rules.questions:
        yield from (reading.basis for reading in question.readings)
    yield from (target.basis for target in rules.targets)
