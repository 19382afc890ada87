"""Hypothesis strategies for the library's values, to test software that uses it.

They follow the manners of ``hypothesis.extra``: plural names, bounds by keyword, and each says
what it shrinks to.  Install them with ``pip install 'jamsostek-rentan[hypothesis]'``.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jamsostek_rentan.cover.people import Sponsor, Worker
from jamsostek_rentan.errors import MissingExtraError
from jamsostek_rentan.law.bands import Band, BandedRate, Between
from jamsostek_rentan.law.basis import Evidence, LegalBasis
from jamsostek_rentan.law.conditions import EarlierPayerClause, PayerClause, Window
from jamsostek_rentan.law.programs import LOWEST_BAND, FundingSource, Program, Sector
from jamsostek_rentan.law.questions import Figure, Question, Reading, certain
from jamsostek_rentan.law.rates import DatedRateTable, FlatRate
from jamsostek_rentan.law.reliefs import Relief, Rounding
from jamsostek_rentan.values.dated import DatedValue
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual


try:
    from hypothesis import strategies as st
    from hypothesis.errors import InvalidArgument
except ImportError as error:
    raise MissingExtraError(
        "jamsostek_rentan.strategies was imported.",
        "It needs Hypothesis, which is not installed.",
        "pip install 'jamsostek-rentan[hypothesis]'",
    ) from error


__all__ = [
    "contribution_months",
    "contribution_periods",
    "funding_sources",
    "programs",
    "rate_tables",
    "rupiahs",
    "sectors",
    "sponsors",
    "workers",
]

_FIRST = ContributionMonth(2015, 7)
_LAST = ContributionMonth(2026, 11)
_NO_RUPIAH = Rupiah(0)
_MOST_RELIEFS = 24
_MOST_RUPIAH = Rupiah(1_000_000_000_000)
_MOST_INCOME = Rupiah(25_000_000)


def rupiahs(
    *, min_value: Rupiah = _NO_RUPIAH, max_value: Rupiah = _MOST_RUPIAH
) -> st.SearchStrategy[Rupiah]:
    """Amounts of rupiah between two bounds; they shrink towards zero.

    Raises:
        InvalidArgument: When the lower bound lies above the upper one.

    >>> from hypothesis import find
    >>> find(rupiahs(min_value=Rupiah(7)), lambda amount: True)
    Rupiah(7)
    """
    return st.integers(min_value.amount, max_value.amount).map(Rupiah)


def contribution_months(
    *, min_value: ContributionMonth = _FIRST, max_value: ContributionMonth = _LAST
) -> st.SearchStrategy[ContributionMonth]:
    """Contribution months between two bounds; they shrink towards the earliest.

    By default from July 2015 to November 2026, the months the shipped law speaks of for sure.

    Raises:
        InvalidArgument: When the lower bound lies above the upper one.

    >>> from hypothesis import find
    >>> find(contribution_months(), lambda month: month.year > 2020)
    ContributionMonth(2021, 1)
    """
    if max_value < min_value:
        raise InvalidArgument(f"min_value={min_value} lies after max_value={max_value}")
    return st.integers(0, max_value - min_value).map(lambda past: min_value + past)


@st.composite
def contribution_periods(
    draw: st.DrawFn,
    *,
    min_value: ContributionMonth = _FIRST,
    max_value: ContributionMonth = _LAST,
    max_months: int = 24,
) -> ContributionPeriod:
    """Periods between two months; they shrink towards the earliest single month.

    Raises:
        InvalidArgument: When the bounds are reversed, or no month is allowed.

    >>> from hypothesis import find
    >>> str(find(contribution_periods(), lambda period: len(period) > 2))
    '2015-07/2015-09'
    """
    if max_months < 1:
        raise InvalidArgument(f"max_months={max_months} allows no period")
    first = draw(contribution_months(min_value=min_value, max_value=max_value))
    longest = min(max_months, max_value - first + 1)
    return first.for_months(draw(st.integers(1, longest)))


def programs() -> st.SearchStrategy[Program]:
    """Programmes; they shrink towards JKK.

    >>> from hypothesis import find
    >>> find(programs(), lambda program: True)
    Program.JKK
    """
    return st.sampled_from(Program)


def sectors() -> st.SearchStrategy[Sector]:
    """Sectors; they shrink towards ``OTHER``.

    >>> from hypothesis import find
    >>> find(sectors(), lambda sector: True)
    Sector.OTHER
    """
    return st.sampled_from(Sector)


def funding_sources() -> st.SearchStrategy[FundingSource]:
    """Sources of funds; they shrink towards ``SELF``.

    >>> from hypothesis import find
    >>> find(funding_sources(), lambda funding: True)
    FundingSource.SELF
    """
    return st.sampled_from(FundingSource)


@st.composite
def workers(
    draw: st.DrawFn,
    *,
    min_age: int = 18,
    max_age: int = 64,
    max_member_since: ContributionMonth = _LAST,
) -> Worker:
    """Workers whose facts are all known; they shrink towards ``w-0`` in the lowest band.

    Args:
        draw: Given by Hypothesis.
        min_age: Whole years of age at the start of *max_member_since*, at least.
        max_age: The same, at most.
        max_member_since: The latest first month of membership.

    Raises:
        InvalidArgument: For ages that allow nobody.

    >>> from hypothesis import find
    >>> find(workers(), lambda worker: True).label
    'w-0'
    """
    if not 0 <= min_age <= max_age:
        raise InvalidArgument(f"nobody is from {min_age} to {max_age} years old")
    day = max_member_since.first_day
    return Worker(
        f"w-{draw(st.integers(0, 999_999))}",
        sector=draw(sectors()),
        declared_income=draw(st.just(LOWEST_BAND) | rupiahs(max_value=_MOST_INCOME)),
        birth_date=draw(
            st.dates(date(day.year - max_age, 1, 1), date(day.year - min_age, day.month, 1))
        ),
        member_since=draw(contribution_months(max_value=max_member_since)),
    )


@st.composite
def sponsors(draw: st.DrawFn) -> Sponsor:
    """Sponsors of every source of funds but the participant; they shrink towards company CSR.

    >>> from hypothesis import find
    >>> find(sponsors(), lambda sponsor: True)
    Sponsor(id='s-0', name='Sponsor 0', funding=FundingSource.CSR)
    """
    funding = draw(st.sampled_from(list(FundingSource)[1:]))
    number = draw(st.integers(0, 999))
    return Sponsor(f"s-{number}", name=f"Sponsor {number}", funding=funding)


@st.composite
def rate_tables(draw: st.DrawFn, *, max_bands: int = 5, max_reliefs: int = 1) -> DatedRateTable:
    """Made-up rate tables that hold together; they shrink towards one band and no relief.

    Each has JKK and JHT by income band, JKM flat, and at most a few reliefs one after another,
    granted, refused or in question for each source of funds, now and in earlier months.  The
    highest band may be in question, and so may the incomes just under a lower bound.

    Raises:
        InvalidArgument: When no band is allowed, or more than 24 reliefs.

    >>> from hypothesis import find
    >>> find(rate_tables(), lambda table: True).reliefs
    ()
    """
    if max_bands < 1 or not 0 <= max_reliefs <= _MOST_RELIEFS:
        raise InvalidArgument(f"max_bands={max_bands}, max_reliefs={max_reliefs} allow no table")
    bands, between = draw(_bands(max_bands))
    first = draw(contribution_months(max_value=ContributionMonth(2018, 12)))
    question = _question(_RELIEF, draw(st.sampled_from([None, "reduced", "normal"])))
    rates: dict[Program, BandedRate | FlatRate] = {
        Program.JKK: BandedRate(share_of_base=Fraction(1, 100), bands=bands, between=between),
        Program.JKM: FlatRate(amount=draw(rupiahs(max_value=Rupiah(20_000)))),
        Program.JHT: BandedRate(share_of_base=Fraction(2, 100), bands=bands, between=between),
    }
    count = draw(st.integers(0, max_reliefs))
    months = (_LAST - first) // max(count, 1)
    turns = [(first + months * turn).for_months(months) for turn in range(count)]
    windows = [
        draw(contribution_periods(min_value=turn.first, max_value=turn.last, max_months=18))
        for turn in turns
    ]
    return DatedRateTable(
        rates=tuple(
            (program, (DatedValue(value=rate, first=first, last=None, ground=_BASIS),))
            for program, rate in rates.items()
        ),
        reliefs=tuple(
            draw(_reliefs(f"relief-{number}", window, question))
            for number, window in enumerate(windows)
        ),
        questions=(
            *(band.question for band in bands if band.question),
            *([between.question] if between else []),
            question,
        ),
        checked_through=_LAST,
    )


_BASIS = LegalBasis(
    instrument="Invented",
    article=None,
    address="none",
    evidence=Evidence.INFERRED,
    checked_on=date(2026, 11, 22),
    note=Bilingual("Made up for a test.", "Rekaan untuk pengujian."),
)


_RELIEF = Bilingual("Is it reduced?", "Apakah disesuaikan?"), ("reduced", "normal")
_BANDS = Bilingual("Which table holds?", "Tabel mana yang berlaku?"), ("one", "other")
_BETWEEN = Bilingual("To which band?", "Ke lapisan mana?"), ("lower", "upper")


@st.composite
def _bands(draw: st.DrawFn, max_bands: int) -> tuple[tuple[Band, ...], Between | None]:
    steps = draw(st.lists(st.integers(1, 30), min_size=1, max_size=max_bands))
    edges = [sum(steps[:place]) * 100_000 for place in range(len(steps))]
    bands = [
        Band(lower=Rupiah(lower), base=Rupiah(lower + 50_000), basis=_BASIS) for lower in edges
    ]
    between = None
    if len(bands) > 1:
        bands[-1] = draw(_highest(bands[-1]))
        if draw(st.booleans()):
            between = Between(
                question=_question(_BETWEEN, draw(st.sampled_from(["lower", "upper", None]))),
                width=draw(rupiahs(min_value=Rupiah(1), max_value=Rupiah(999))),
                upper_under=("upper",),
            )
    return tuple(bands), between


@st.composite
def _highest(draw: st.DrawFn, band: Band) -> Band:
    """A band that is plain, has another base under another reading, or is absent under it."""
    manner = draw(st.sampled_from(["plain", "base", "absent"]))
    if manner == "plain":
        return band
    return Band(
        lower=band.lower,
        base=band.base,
        basis=_BASIS,
        question=_question(_BANDS, draw(st.sampled_from(["one", "other", None]))),
        base_under=(("other", band.lower),) if manner == "base" else (),
        absent_under=("other",) if manner == "absent" else (),
    )


def _question(asked: tuple[Bilingual, tuple[str, ...]], presumed: str | None) -> Question:
    text, readings = asked
    return Question(
        id=f"invented/{readings[0]}-or-{readings[1]}",
        text=text,
        readings=tuple(
            Reading(id=name, text=Bilingual(name, name), basis=_BASIS) for name in readings
        ),
        presumed=presumed,
    )


@st.composite
def _reliefs(draw: st.DrawFn, name: str, window: ContributionPeriod, question: Question) -> Relief:
    verdicts = st.sampled_from(
        [certain(value=True), certain(value=False), Figure((question,), (True, False))]
    )
    return Relief(
        id=name,
        name=Bilingual(name, name),
        programs=(Program.JKK, Program.JKM),
        share_paid=draw(st.fractions(Fraction(1, 100), 1, max_denominator=100)),
        rounding=draw(st.sampled_from(Rounding)),
        windows=(
            Window(sectors=tuple(Sector), first=window.first, last=window.last, basis=_BASIS),
        ),
        payers=tuple(
            PayerClause(funding=(source,), granted=draw(verdicts), basis=_BASIS)
            for source in FundingSource
        ),
        earlier_payers=draw(
            st.none()
            | verdicts.map(
                lambda granted: EarlierPayerClause(
                    funding=tuple(FundingSource), granted=granted, basis=_BASIS
                )
            )
        ),
        members=(),
        provisos=(),
        basis=_BASIS,
    )
