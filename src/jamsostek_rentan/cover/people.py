"""Who is covered and who pays: workers and sponsors."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any, cast

import attrs

from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.facts import PricingFacts, check_worker_facts
from jamsostek_rentan.law.programs import LOWEST_BAND, FundingSource, IncomeBand, Sector
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import masked


__all__ = ["Sponsor", "Worker", "facts_of", "first_double", "refuse_namesake"]


def _check_id(owner: Worker | Sponsor, field: attrs.Attribute[Any], given: object) -> None:
    if not isinstance(given, str) or not given.strip():
        raise InvalidFactError(
            f"A {type(given).__name__} was given as the {field.name} of a {type(owner).__name__}.",
            "It is a text that is not empty; a NIK is text too, for a number loses its zeros.",
            "Give the identifier of your list, as text.",
        )


def _pairs(facts: object) -> tuple[tuple[str, Hashable], ...]:
    try:
        pairs = tuple(sorted(dict(cast("Mapping[str, Hashable]", facts)).items()))
        hash(pairs)
    except (TypeError, ValueError) as error:
        raise InvalidFactError(
            f"A {type(facts).__name__} was given as the facts of a worker.",
            "They are values by name, and each can be hashed, as texts and numbers can.",
            'Write for example facts={"village": "Mawar", "decile": 1}.',
        ) from error
    return pairs


@attrs.frozen
class Worker:
    """A vulnerable worker (*pekerja rentan*), as far as contributions need to know.

    The library needs no NIK.  An id of 16 digits is taken for one and never shown.

    Args:
        id: The worker's identifier in your list.
        sector: The sector of the registered job, where it is known.
        declared_income: The reported monthly income in rupiah; ``None`` where it is not known.
        birth_date: The day of birth, where it is known.
        member_since: The first contribution month of the membership, where it is known.
        facts: Whatever planning needs to know, such as a village or a decile, by name.

    Raises:
        InvalidFactError: For an id that is no text or empty, or a fact of the wrong kind.

    >>> Worker("w-001", sector=Sector.OTHER).declared_income is LOWEST_BAND
    True
    """

    id: str = attrs.field(validator=_check_id, repr=lambda value: repr(masked(value)))
    sector: Sector | None = attrs.field(default=None, kw_only=True)
    declared_income: Rupiah | IncomeBand | None = attrs.field(default=LOWEST_BAND, kw_only=True)
    birth_date: date | None = attrs.field(default=None, kw_only=True, repr=False)
    member_since: ContributionMonth | None = attrs.field(default=None, kw_only=True)
    facts: tuple[tuple[str, Hashable], ...] = attrs.field(
        default=(), kw_only=True, converter=_pairs, repr=False
    )

    def __attrs_post_init__(self) -> None:
        check_worker_facts(self.sector, self.declared_income, self.member_since)
        if self.birth_date is not None and type(self.birth_date) is not date:
            raise InvalidFactError(
                f"A {type(self.birth_date).__name__} was given as birth_date of {self.label}.",
                "It is a day of the calendar, or None where it is not known.",
                "Write for example date(1985, 5, 15).",
            )

    @property
    def label(self) -> str:
        """The id as it may be shown."""
        return masked(self.id)


@attrs.frozen(cache_hash=True)
class Sponsor:
    """Who pays for others (*donatur*, *pemerintah daerah*, *desa*; ours: pemberi bantuan iuran).

    Args:
        id: The sponsor's identifier; one of 16 digits is taken for a NIK and never shown.
        name: The sponsor's name.
        funding: Whose money it is.

    Raises:
        InvalidFactError: For an id that is not a text, a funding that is not one, or ``SELF``.

    >>> Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR).funding.group_code
    'SC'
    """

    id: str = attrs.field(validator=_check_id, repr=lambda value: repr(masked(value)))
    name: str = attrs.field(kw_only=True)
    funding: FundingSource = attrs.field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        if type(self.funding) is not FundingSource or self.funding is FundingSource.SELF:
            raise InvalidFactError(
                f"funding={self.funding!r} was given for the sponsor {self.label!r}.",
                "A sponsor pays for others, from a FundingSource other than SELF.",
                "Name its source of funds, for example FundingSource.CSR.",
            )

    @property
    def label(self) -> str:
        """What it may be called in a text."""
        return masked(self.name or self.id)


def facts_of(
    worker: Worker,
    *,
    funding: FundingSource,
    covered_from: ContributionMonth,
    earlier_funding: tuple[FundingSource, ...] = (),
) -> PricingFacts:
    """What the prices of a worker depend on, paid from a source of funds, after other ones.

    One whose first month of membership is not known is a member from the first month covered on.
    """
    return {
        "sector": worker.sector,
        "funding": funding,
        "declared_income": worker.declared_income,
        "member_since": worker.member_since,
        "member_by": None if worker.member_since else covered_from,
        "earlier_funding": earlier_funding,
    }


def refuse_namesake(known: dict[str, Sponsor], sponsor: Sponsor, where: str) -> None:
    """Remember a sponsor by its id, and refuse another one of that id.

    Raises:
        InvalidFactError: Where another sponsor of that id is known.
    """
    if known.setdefault(sponsor.id, sponsor) != sponsor:
        raise InvalidFactError(
            f"Two sponsors of the id {sponsor.label} were given {where}.",
            "They differ in name or source of funds.",
            "Use one Sponsor for both, or give the two different ids.",
        )


def first_double(workers: Iterable[Worker]) -> Worker | None:
    """The first worker whose id another one had before, or none."""
    seen: set[str] = set()
    for worker in workers:
        if worker.id in seen:
            return worker
        seen.add(worker.id)
    return None
