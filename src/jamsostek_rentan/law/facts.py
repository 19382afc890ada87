"""The facts about a worker that may decide a price, checked one by one and against each other."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import attrs

from jamsostek_rentan.errors import InvalidFactError, InvalidPeriodError, UnknownNameError
from jamsostek_rentan.law.programs import LOWEST_BAND, FundingSource, IncomeBand, Program, Sector
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, show, text


if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = [
    "PAYERS",
    "Case",
    "Facts",
    "Joined",
    "KnownCase",
    "PricingFacts",
    "check_amount",
    "check_facts",
    "check_month",
    "check_months",
    "check_program",
    "check_programs",
    "check_share",
    "check_worker_facts",
    "classes_of_membership",
]


PAYERS: tuple[tuple[FundingSource, tuple[FundingSource, ...]], ...] = (
    *((source, ()) for source in FundingSource),
    *((FundingSource.SELF, (source,)) for source in list(FundingSource)[1:]),
)
"""Whose money pays and paid earlier: each source, and the participant after each other one."""


class Facts(TypedDict, total=False):
    """The facts about a worker that recur in calls; one that is ``None`` is not known.

    One left out is not known either, except the income: left out, it is the lowest band.

    >>> from jamsostek_rentan import Program, law
    >>> facts: Facts = {"sector": Sector.OTHER, "funding": FundingSource.APBD}
    >>> law.bpu().price(Program.JKK, ContributionMonth(2026, 11), **facts).amount
    Rupiah(10_000)
    """

    sector: Sector | None
    """The sector of the registered job."""
    funding: FundingSource | None
    """Whose money pays."""
    declared_income: Rupiah | IncomeBand | None
    """The reported monthly income in rupiah, or the lowest band, as where it is left out."""
    member_since: ContributionMonth | None
    """The first contribution month of the membership."""


class PricingFacts(Facts, total=False):
    """The facts that a single price may be asked with.

    >>> from jamsostek_rentan import Program, law
    >>> facts: PricingFacts = {
    ...     "funding": FundingSource.SELF, "member_by": ContributionMonth(2020, 7)
    ... }
    >>> law.bpu().price(Program.JKK, ContributionMonth(2020, 8), **facts).amount
    Rupiah(100)
    """

    member_by: ContributionMonth | None
    """A month in which the worker was a member at the latest, where the first is not known."""
    earlier_funding: Iterable[FundingSource]
    """Whose money paid earlier months of the programme; none where it is left out."""


class Case(NamedTuple):
    """The facts of one price, checked."""

    sector: Sector | None
    funding: FundingSource | None
    declared_income: Rupiah | IncomeBand | None
    member_since: ContributionMonth | None
    member_by: ContributionMonth | None
    earlier_funding: tuple[FundingSource, ...]


class KnownCase(NamedTuple):
    """The facts of one price, every one of them known."""

    sector: Sector
    funding: FundingSource
    declared_income: Rupiah
    member_since: ContributionMonth
    earlier_funding: tuple[FundingSource, ...] = ()


@attrs.frozen
class Joined:
    """The months within which a membership began; an open end is not known."""

    first: ContributionMonth | None
    last: ContributionMonth

    @property
    def label(self) -> Bilingual | ContributionPeriod:
        """What people call it."""
        if self.first is None:
            return Bilingual(*(text("joined.until", lang, last=self.last) for lang in ("en", "id")))
        return ContributionPeriod(self.first, self.last)

    def __str__(self) -> str:
        return show(self.label, "en")


def check_program(program: Program) -> None:
    """Check that a programme is one.

    Raises:
        UnknownNameError: For anything else, a text among it.
    """
    if type(program) is not Program:
        raise UnknownNameError(
            f"The programme {program!r} was asked.",
            f"The programmes are {', '.join(known.name for known in Program)}.",
            "Write for example Program.JKK.",
        )


def check_programs(programs: Iterable[Program] | Program) -> tuple[Program, ...]:
    """Give programmes back as a tuple when they are, each once; one alone is one.

    Raises:
        UnknownNameError: For anything that is no programme.
        InvalidFactError: For none, or one twice.
    """
    if not isinstance(programs, Iterable):
        programs = (programs,)
    found = tuple(programs)
    for program in found:
        check_program(program)
    if not found or len(set(found)) < len(found):
        names = ", ".join(program.name for program in found)
        raise InvalidFactError(
            f"The programmes {names or '(none)'} were asked.",
            "At least one is asked, and each once.",
            "Name for example (Program.JKK, Program.JKM).",
        )
    return found


def check_month(month: ContributionMonth, name: str = "month") -> None:
    """Check that a month is one, by the name it has in the call.

    Raises:
        InvalidFactError: For anything else, a date or a text among it.
    """
    if type(month) is not ContributionMonth:
        raise _wrong_kind(name, month, "a ContributionMonth", "Read text with parse, days with of.")


def check_months(first: ContributionMonth, last: ContributionMonth | None, what: str) -> None:
    """Check the months in which something is to hold; no last one means for good.

    Raises:
        InvalidFactError: For anything that is no month.
        InvalidPeriodError: For a last month before the first.
    """
    check_month(first, "first")
    if last is None:
        return
    check_month(last, "last")
    if last < first:
        raise InvalidPeriodError(
            f"{what} was asked from {first} to {last}.",
            "It ends before it begins.",
            "Exchange the two months, or leave the last one out where it has no end.",
        )


def check_share(share: Fraction, name: str) -> None:
    """Check a share that is paid.

    Raises:
        InvalidFactError: For anything but an exact share above zero and at most the whole.
    """
    if type(share) is not Fraction or not 0 < share <= 1:
        raise _wrong_kind(
            name, share, "an exact share above zero, at most 1", "Write for example Fraction(1, 2)."
        )


def check_amount(amount: Rupiah, name: str) -> None:
    """Check an amount that is owed.

    Raises:
        InvalidFactError: For anything but rupiah, zero or more.
    """
    if type(amount) is not Rupiah or amount < Rupiah(0):
        raise _wrong_kind(name, amount, "zero rupiah or more", "Write for example Rupiah(6_800).")


def check_facts(  # noqa: PLR0913 - the facts are named one by one, so that a wrong name is refused
    month: ContributionMonth,
    *,
    sector: Sector | None = None,
    funding: FundingSource | None = None,
    declared_income: Rupiah | IncomeBand | None = LOWEST_BAND,
    member_since: ContributionMonth | None = None,
    member_by: ContributionMonth | None = None,
    earlier_funding: Iterable[FundingSource] = (),
) -> Case:
    """Check the facts of a price one by one and against each other.

    Raises:
        InvalidFactError: For a fact of the wrong kind, a negative income, a month before the
            membership begins, or both a month of joining and a latest one.
    """
    check_worker_facts(sector, declared_income, member_since)
    if funding is not None and type(funding) is not FundingSource:
        raise _wrong_kind(
            "funding", funding, "a FundingSource", "Write for example FundingSource.APBD."
        )
    if member_by is not None and type(member_by) is not ContributionMonth:
        raise _wrong_kind(
            "member_by",
            member_by,
            "a ContributionMonth",
            "Read text with ContributionMonth.parse.",
        )
    if member_since is not None:
        _check_membership(month, member_since, member_by)
    earlier = () if earlier_funding == () else _sources_in_order(earlier_funding)
    return Case(sector, funding, declared_income, member_since, member_by, earlier)


def _sources_in_order(earlier_funding: Iterable[FundingSource]) -> tuple[FundingSource, ...]:
    try:
        sources = tuple(earlier_funding)
    except TypeError:
        sources = None
    if sources is None or not all(type(source) is FundingSource for source in sources):
        raise _wrong_kind(
            "earlier_funding",
            earlier_funding,
            "a list of FundingSource",
            "Write for example [FundingSource.APBD].",
        )
    return tuple(source for source in FundingSource if source in sources)


def check_worker_facts(sector: object, declared_income: object, member_since: object) -> None:
    """Check the facts that a worker brings along.

    Raises:
        InvalidFactError: For a fact of the wrong kind, or a negative income.
    """
    if sector is not None and type(sector) is not Sector:
        raise _wrong_kind("sector", sector, "a Sector", "Write for example Sector.OTHER.")
    if type(declared_income) is Rupiah:
        if declared_income.amount < 0:
            raise _wrong_kind(
                "declared_income", declared_income, "zero rupiah or more", "Check its sign."
            )
    elif declared_income is not None and declared_income is not LOWEST_BAND:
        raise _wrong_kind(
            "declared_income",
            declared_income,
            "Rupiah or LOWEST_BAND",
            "Write Rupiah(...) around a whole number, or read text with Rupiah.parse.",
        )
    if member_since is not None and type(member_since) is not ContributionMonth:
        raise _wrong_kind(
            "member_since",
            member_since,
            "a ContributionMonth",
            "Read text with ContributionMonth.parse.",
        )


def _check_membership(
    month: ContributionMonth, since: ContributionMonth, by: ContributionMonth | None
) -> None:
    if by is not None:
        raise InvalidFactError(
            f"A price was asked with member_since={since} and member_by={by}.",
            "The second is for a worker whose first month is not known.",
            "Give one of them.",
        )
    if since > month:
        raise InvalidFactError(
            f"A price of {month} was asked for a member since {since}.",
            "Nothing is owed before membership begins.",
            "Ask for a later month, or correct the first month of membership.",
        )


def _wrong_kind(name: str, given: object, wanted: str, advice: str) -> InvalidFactError:
    return InvalidFactError(
        f"{name}={given!r} ({type(given).__name__}) was given.",
        f"It has to be {wanted}.",
        advice,
    )


def classes_of_membership(
    breaks: Sequence[ContributionMonth], upto: ContributionMonth
) -> tuple[Joined, ...]:
    """The runs of first months, up to the latest possible one, between which a price may differ."""
    edges = [at for at in breaks if at <= upto]
    firsts: list[ContributionMonth | None] = [None, *edges]
    lasts = [*(at - 1 for at in edges), upto]
    return tuple(Joined(first, last) for first, last in zip(firsts, lasts, strict=True))
