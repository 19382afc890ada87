"""The conditions of a relief: its months, whose money, which members, and what else it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.basis import Basis
from jamsostek_rentan.law.programs import FundingSource, Sector
from jamsostek_rentan.law.questions import Figure, certain
from jamsostek_rentan.values.explanation import Step, step
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, text


if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = [
    "Condition",
    "EarlierPayerClause",
    "MemberClause",
    "PayerClause",
    "Proviso",
    "Window",
    "verdict_of",
]


@attrs.frozen(kw_only=True)
class Window:
    """The contribution months of a relief for some sectors, the first and the last included."""

    sectors: tuple[Sector, ...]
    first: ContributionMonth
    last: ContributionMonth
    basis: Basis

    def __contains__(self, month: ContributionMonth) -> bool:
        return self.first <= month <= self.last

    def shared_with(self, other: Window) -> ContributionMonth | None:
        """The first month that both have for a sector, or none."""
        first = max(self.first, other.first)
        alike = set(self.sectors) & set(other.sectors)
        return first if alike and first <= min(self.last, other.last) else None

    def step(self, _granted: Figure[bool]) -> Step:
        """This condition as a step of a working."""
        return step(
            "relief.window",
            ground=self.basis,
            sectors=self.sectors,
            first=self.first,
            last=self.last,
        )


@attrs.frozen(kw_only=True)
class PayerClause:
    """Whether a relief is granted to contributions paid from some sources of funds."""

    funding: tuple[FundingSource, ...]
    granted: Figure[bool]
    basis: Basis

    def step(self, granted: Figure[bool]) -> Step:
        """This condition as a step of a working."""
        return step(f"relief.payer.{verdict_of(granted)}", ground=self.basis, funding=self.funding)


@attrs.frozen(kw_only=True)
class EarlierPayerClause:
    """Whether a relief is granted although a source of funds it refuses paid an earlier month.

    Args:
        funding: The sources it speaks of.
        granted: Whether the relief is granted all the same.
        basis: Where it says so.
    """

    funding: tuple[FundingSource, ...]
    granted: Figure[bool]
    basis: Basis

    def step(self, granted: Figure[bool]) -> Step:
        """This condition as a step of a working."""
        return step(
            f"relief.earlier-payer.{verdict_of(granted)}", ground=self.basis, funding=self.funding
        )


@attrs.frozen(kw_only=True)
class MemberClause:
    """Whether a relief is granted to those who became members within some months.

    Args:
        since: The first month of joining it speaks of, or none.
        until: The last month of joining it speaks of, or none.
        full_months: Months from joining that are owed in full first.
        granted: Whether the relief is granted after those.
        basis: Where it says so.
    """

    since: ContributionMonth | None
    until: ContributionMonth | None
    full_months: int
    granted: Figure[bool]
    basis: Basis

    def speaks_of(self, member_since: ContributionMonth) -> bool:
        """Whether it is about those who joined in a month."""
        return (self.since is None or self.since <= member_since) and (
            self.until is None or member_since <= self.until
        )

    def grants(self, month: ContributionMonth, member_since: ContributionMonth) -> Figure[bool]:
        """Whether it grants the relief in a month to one who joined in another."""
        if month - member_since < self.full_months:
            return certain(value=False)
        return self.granted

    def breaks(self, month: ContributionMonth) -> Iterator[ContributionMonth]:
        """Months of joining at which what it says of a month begins, ends or changes."""
        if self.since is not None:
            yield self.since
        if self.until is not None:
            yield self.until + 1
        if self.full_months and self.speaks_of(month - (self.full_months - 1)):
            yield month - (self.full_months - 1)

    def step(self, granted: Figure[bool]) -> Step:
        """This condition as a step of a working."""
        first = [step("relief.member.full-months", full_months=self.full_months)]
        return step(
            f"relief.member.{verdict_of(granted)}",
            *(first if self.full_months else ()),
            ground=self.basis,
            members=self._members(),
        )

    def _members(self) -> Bilingual:
        since, until = self.since, self.until
        key = {
            (True, True): "between",
            (True, False): "since",
            (False, True): "until",
            (False, False): "any",
        }[since is not None, until is not None]
        return Bilingual(
            *(text(f"members.{key}", lang, since=since, until=until) for lang in ("en", "id"))
        )


@attrs.frozen(kw_only=True)
class Proviso:
    """A condition of a relief that no fact about the worker decides."""

    text: Bilingual
    granted: Figure[bool]
    basis: Basis

    def step(self, granted: Figure[bool]) -> Step:
        """This condition as a step of a working."""
        return step(f"relief.proviso.{verdict_of(granted)}", ground=self.basis, text=self.text)


Condition = Window | PayerClause | EarlierPayerClause | MemberClause | Proviso


def verdict_of(granted: Figure[bool]) -> str:
    """How a text names whether something is granted."""
    if granted.unsettled:
        return "unclear"
    verdict = "granted" if granted.settled else "refused"
    return f"presumed-{verdict}" if granted.over else verdict
