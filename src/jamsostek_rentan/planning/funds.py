"""Funds and cohorts: money by budget year, and whom it is to cover for which months."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from jamsostek_rentan.cover.groups import Group
from jamsostek_rentan.cover.people import Sponsor, Worker, first_double
from jamsostek_rentan.cover.records import check_period, check_text, listed, refuse_unless
from jamsostek_rentan.errors import InvalidFactError, InvalidPeriodError
from jamsostek_rentan.law.facts import Facts, check_programs, check_worker_facts
from jamsostek_rentan.law.programs import (
    BASIC_COVER,
    LOWEST_BAND,
    FundingSource,
    IncomeBand,
    Program,
    Sector,
)
from jamsostek_rentan.planning.quotas import Quota, place_of
from jamsostek_rentan.planning.worker_facts import fact_of
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["Cohort", "Fund", "groups_of"]

_PAIR = 2

Budgets: TypeAlias = tuple[tuple[int, Rupiah], ...]
"""What may be spent in each budget year."""

Accounts: TypeAlias = tuple[tuple[Program, str], ...]
"""The account on which each programme is booked."""

Among: TypeAlias = tuple[tuple[str, tuple[Hashable, ...]], ...]
"""Which values of which facts somebody has to have."""


def _pairs_of(given: Any, name: str) -> tuple[tuple[Any, ...], ...]:  # noqa: ANN401 - judged
    several: Any = cast("Any", given).items() if isinstance(given, Mapping) else given
    return listed(several, cast("type[Any]", tuple), name)


def _by_year(given: Any) -> Budgets:  # noqa: ANN401 - judged here
    if given == ():
        return ()
    rows = _pairs_of(given, "budgets")
    pairs = [row for row in rows if len(row) == _PAIR]
    if not pairs or len(pairs) < len(rows):
        raise InvalidFactError(
            f"{given!r} was given as the budgets of a fund.",
            "They are an amount for each budget year, of one year at least.",
            "Write for example budgets={2026: Rupiah(2_000_000_000)}.",
        )
    found: dict[int, Rupiah] = {}
    for year, amount in pairs:
        if type(year) is not int or type(amount) is not Rupiah or amount < Rupiah(0):
            raise InvalidFactError(
                f"{amount!r} was given as the budget of {year!r}.",
                "A fund has Rupiah, zero or more, for each budget year.",
                "Write for example budgets={2026: Rupiah(2_000_000_000)}.",
            )
        if year in found:
            raise InvalidFactError(
                f"Two budgets of {year} were given.",
                "A fund has one for each year.",
                "Add them up, or make two funds.",
            )
        found[year] = amount
    return tuple(sorted(found.items()))


def _accounts(given: Any) -> Accounts:  # noqa: ANN401 - judged here
    pairs = _pairs_of(given, "accounts")
    known = [pair for pair in pairs if len(pair) == _PAIR and isinstance(pair[0], Program)]
    codes = [code for _, code in known if isinstance(code, str) and code.strip()]
    if len(codes) < len(pairs) or len({program for program, _ in known}) < len(pairs):
        raise InvalidFactError(
            f"{masked(repr(pairs))} was given as the accounts of a fund.",
            "They are a code for each programme, as a text.",
            'Write for example accounts={Program.JKK: "...", Program.JKM: "..."}.',
        )
    return tuple(sorted(pairs, key=lambda pair: list(Program).index(pair[0])))


def _among(given: Any) -> Among:  # noqa: ANN401 - judged here
    pairs = _pairs_of(given, "among")
    try:
        found = tuple((fact, place_of(_listed_values(values))) for fact, values in pairs)
        hash(found)
        if all(isinstance(fact, str) and fact.strip() and values for fact, values in found):
            return tuple(sorted(found))
    except (TypeError, ValueError):
        pass
    raise InvalidFactError(
        f"{masked(repr(pairs))} was given for whom a cohort is.",
        "It is a list of values for each fact that somebody has to have.",
        'Write for example among={"job": ["petani", "nelayan"]}.',
    )


def _listed_values(values: Any) -> Iterable[Hashable]:  # noqa: ANN401 - judged by _among
    return (values,) if isinstance(values, str) else values


def _funding_of(sponsor: object) -> Any:  # noqa: ANN401 - none is judged in Fund
    return sponsor.funding if isinstance(sponsor, Sponsor) else None


def _check_sponsor(_: Fund, __: attrs.Attribute[Any], given: object) -> None:
    if given is not None:
        refuse_unless(given, Sponsor, "Fund.sponsor")


def _check_fund(_: Cohort, __: attrs.Attribute[Any], given: object) -> None:
    refuse_unless(given, Fund, "Cohort.fund")


@attrs.frozen
class Fund:
    """Money for cover, by budget year (*pagu* per *tahun anggaran*).

    Args:
        id: The fund's identifier.
        name: What it is called.
        funding: Whose money it is; that of the sponsor, where one is given.
        budgets: What may be spent in each budget year, in rupiah, as a mapping or pairs; left
            out where no budget was stated, so that heads and quotas alone are the limit.
        sponsor: Who pays from it; the fund stands for itself where nobody is named.
        period: The contribution months that it may pay, where they are limited.
        accounts: The account code of each programme (*kode rekening*), where one is known.

    Raises:
        InvalidFactError: For an id that is no text, a source of funds that is none or not the
            sponsor's, a budget below zero, or an account that is none.

    >>> from jamsostek_rentan import Fund, FundingSource, Rupiah
    >>> main = Fund(
    ...     "main", name="APBD murni", funding=FundingSource.APBD, budgets={2025: Rupiah(1_000)}
    ... )
    >>> main.budget(2025)
    Rupiah(1_000)
    """

    id: str = attrs.field(validator=check_text)
    name: str = attrs.field(kw_only=True, validator=check_text)
    sponsor: Sponsor | None = attrs.field(default=None, kw_only=True, validator=_check_sponsor)
    funding: FundingSource = attrs.field(
        default=attrs.Factory(lambda fund: _funding_of(fund.sponsor), takes_self=True),
        kw_only=True,
    )
    budgets: Budgets = attrs.field(default=(), kw_only=True, converter=_by_year)
    period: ContributionPeriod | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(check_period)
    )
    accounts: Accounts = attrs.field(default=(), kw_only=True, converter=_accounts)

    def __attrs_post_init__(self) -> None:
        if type(self.funding) is not FundingSource or self.funding is FundingSource.SELF:
            raise InvalidFactError(
                f"funding={self.funding!r} was given for the fund {self.name}.",
                "It is a FundingSource other than SELF: whoever pays alone needs no fund.",
                "Give for example FundingSource.APBD.",
            )
        if self.sponsor is not None and self.sponsor.funding is not self.funding:
            raise InvalidFactError(
                f"The fund {self.label} is {self.funding.name}, and its sponsor "
                f"{self.sponsor.label} pays from {self.sponsor.funding.name}.",
                "A fund is of the money of its sponsor, by which prices are chosen.",
                "Give a sponsor of that source of funds, or leave funding= out.",
            )

    @property
    def label(self) -> str:
        """What it may be called in a text."""
        return masked(self.name)

    @property
    def payer(self) -> Sponsor:
        """The sponsor who pays from it, or the fund under its own name."""
        return self.sponsor or Sponsor(self.id, name=self.name, funding=self.funding)

    def budget(self, year: int) -> Rupiah:
        """What may be spent in a budget year, in rupiah.

        Raises:
            InvalidFactError: For a year of which nothing was said.
        """
        if year not in dict(self.budgets):
            raise InvalidFactError(
                f"{self.name} was to pay for months of {year}.",
                f"It has a budget of {', '.join(str(one) for one, _ in self.budgets) or 'none'}.",
                "Give the budget of that year, Rupiah(0) if there is none, or shorten the cohort.",
            )
        return dict(self.budgets)[year]


def _heads_or_workers(given: int | Iterable[Worker]) -> int | tuple[Worker, ...]:
    if type(given) is int:
        return given
    return listed(given, Worker, "workers")


def _quotas(given: Iterable[Quota]) -> tuple[Quota, ...]:
    return listed(given, Quota, "quotas")


@attrs.frozen
class Cohort:
    """Heads or workers that one fund pays for some months (*tahap*).

    Args:
        id: The cohort's identifier.
        fund: Which fund pays.
        period: The contribution months.
        workers: A count of heads, or workers in the order in which they are to be taken.  In a
            scheme it is the count that is taken at most.
        programs: The programmes; JKK and JKM unless said otherwise.
        sector: The sector of counted heads, where the cost depends on it.
        declared_income: Their reported monthly income; the lowest band where it is left out.
        quotas: The quotas of a scheme's cohort, one within another.
        among: For whom a scheme's cohort is: the values of facts that somebody has to have, such
            as ``{"job": ["nelayan"]}``; everybody where it is left out.

    Raises:
        InvalidFactError: For a count below one, a worker named twice, or facts of a wrong kind.
        InvalidPeriodError: For a worker whose membership begins after the first month, or months
            that the fund may not pay.

    >>> from jamsostek_rentan import Cohort, ContributionMonth, Fund, FundingSource, Rupiah
    >>> main = Fund(
    ...     "main", name="APBD murni", funding=FundingSource.APBD, budgets={2025: Rupiah(1_000)}
    ... )
    >>> year = ContributionMonth(2025, 1).for_months(12)
    >>> Cohort("january", main, period=year, workers=100).heads
    100
    """

    id: str = attrs.field(validator=check_text)
    fund: Fund = attrs.field(validator=_check_fund)
    period: ContributionPeriod = attrs.field(kw_only=True, validator=check_period)
    workers: int | tuple[Worker, ...] = attrs.field(kw_only=True, converter=_heads_or_workers)
    programs: tuple[Program, ...] = attrs.field(
        default=BASIC_COVER, kw_only=True, converter=check_programs
    )
    sector: Sector | None = attrs.field(default=None, kw_only=True)
    declared_income: Rupiah | IncomeBand | None = attrs.field(default=LOWEST_BAND, kw_only=True)
    quotas: tuple[Quota, ...] = attrs.field(default=(), kw_only=True, converter=_quotas)
    among: Among = attrs.field(
        default=(), kw_only=True, converter=_among, repr=lambda among: masked(repr(among))
    )

    def __attrs_post_init__(self) -> None:
        check_worker_facts(self.sector, self.declared_income, None)
        paid = self.fund.period
        if paid is not None and not (
            paid.first <= self.period.first <= self.period.last <= paid.last
        ):
            raise InvalidPeriodError(
                f"The cohort {self.id} is to be covered in {self.period}.",
                f"The fund {self.fund.label} pays months of {paid}.",
                "Shorten the cohort, or correct the months of the fund.",
            )
        named = () if isinstance(self.workers, int) else self.workers
        if named and (self.sector is not None or self.declared_income is not LOWEST_BAND):
            raise InvalidFactError(
                f"A sector or an income was given for the workers of the cohort {self.id}.",
                "Workers bring their own along.",
                "Set it on each Worker, or give a count of heads.",
            )
        double = first_double(named)
        if double is not None:
            raise InvalidFactError(
                f"The worker {double.label} was given twice in the cohort {self.id}.",
                "Each worker is paid for once.",
                "Remove the double, or give the two people different ids.",
            )
        late = next((one for one in named if _joins_after(one, self.period)), None)
        if late is not None:
            raise InvalidPeriodError(
                f"The cohort {self.id} was to cover {late.label} in {self.period}.",
                f"The worker is a member since {late.member_since}.",
                "Begin a cohort then, or correct the first month of membership.",
            )
        if self.heads < 1:
            raise InvalidFactError(
                f"{self.heads} heads were given for the cohort {self.id}.",
                "A cohort has one head or more.",
                "Leave out a cohort without heads.",
            )

    @property
    def label(self) -> str:
        """The id as it may be shown."""
        return masked(self.id)

    @property
    def heads(self) -> int:
        """How many heads are asked for."""
        return self.workers if isinstance(self.workers, int) else len(self.workers)

    def is_for(self, worker: Worker) -> bool:
        """Whether a worker is one of those for whom the cohort is."""
        return all(place_of([fact_of(worker, fact)])[0] in values for fact, values in self.among)


def _joins_after(worker: Worker, period: ContributionPeriod) -> bool:
    return worker.member_since is not None and period.first < worker.member_since


def groups_of(cohort: Cohort) -> Iterator[Group]:
    """The heads of a cohort, those with the same facts together, in order."""
    funding = cohort.fund.funding
    if isinstance(cohort.workers, int):
        facts: Facts = {
            "sector": cohort.sector,
            "funding": funding,
            "declared_income": cohort.declared_income,
        }
        yield Group(cohort.workers, facts)
        return
    alike = groupby(cohort.workers, lambda one: (one.sector, one.declared_income, one.member_since))
    for _, workers in alike:
        first, *others = workers
        yield attrs.evolve(Group.of_worker(first, funding=funding), heads=1 + len(others))
