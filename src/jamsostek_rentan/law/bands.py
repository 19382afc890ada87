"""Income bands: which one an income falls into, and what is owed in it, in every reading."""

from __future__ import annotations

import functools
from bisect import bisect_right
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.basis import LegalBasis
from jamsostek_rentan.law.prices import BandUsed, Ordinary
from jamsostek_rentan.law.questions import Figure, Question, worlds
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping


__all__ = ["Band", "BandedRate", "Between", "bands_under", "questions_of"]


@attrs.frozen(kw_only=True)
class Band:
    """An income band (*lapisan penghasilan*): from its lower bound up to the next band's.

    Args:
        lower: The lowest reported monthly income in it, in rupiah.
        base: Its *dasar penghasilan*, in rupiah.
        basis: Where it says so.
        question: The question its base depends on, where it is not clear.
        base_under: Its base under other readings of that question, by their ids.
        absent_under: The readings under which there is no such band.
    """

    lower: Rupiah
    base: Rupiah
    basis: LegalBasis
    question: Question | None = None
    base_under: tuple[tuple[str, Rupiah], ...] = ()
    absent_under: tuple[str, ...] = ()

    @property
    def bases(self) -> tuple[Rupiah, ...]:
        """Every base it may have."""
        return (self.base, *(base for _, base in self.base_under))

    def under(self, world: Mapping[str, Hashable]) -> Band | None:
        """What it is in a world, with nothing left in question; none where it is absent."""
        if self.question is None:
            return self
        reading = self.question.reading(str(world[self.question.id]))
        if reading.id in self.absent_under:
            return None
        base = dict(self.base_under).get(reading.id)
        return Band(
            lower=self.lower,
            base=self.base if base is None else base,
            basis=self.basis if base is None else reading.basis,
        )


@attrs.frozen(kw_only=True)
class Between:
    """The incomes between two printed bounds, and the readings that put them in the upper band.

    Args:
        question: The question which band they belong to.
        width: How many rupiah there are, just under each lower bound but the first.
        upper_under: The readings under which they belong to the upper band, not the lower one.
    """

    question: Question
    width: Rupiah
    upper_under: tuple[str, ...]

    def reach(self, world: Mapping[str, Hashable]) -> Rupiah:
        """How far under its printed lower bound a band reaches in a world."""
        return self.width if world[self.question.id] in self.upper_under else Rupiah(0)


@attrs.frozen(kw_only=True, slots=False)
class BandedRate:
    """A contribution that is a share of the base of an income band.

    Args:
        share_of_base: The share.
        bands: The bands, from the lowest up.
        between: The incomes that lie in no printed band, where there are such.
    """

    share_of_base: Fraction
    bands: tuple[Band, ...]
    between: Between | None = None

    def __getstate__(self) -> dict[str, object]:
        return attrs.asdict(self, recurse=False)  # what is worked out once is no part of its value

    @functools.cached_property
    def breaks(self) -> tuple[Rupiah, ...]:
        """The incomes from which on the contribution may differ, in any reading."""
        lower = [band.lower for band in self.bands]
        if self.between is not None:
            lower += [bound - self.between.width for bound in lower[1:]]
        return tuple(sorted(lower))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that its contributions may depend on, sorted by id."""
        found = questions_of(self.bands)
        if self.between is not None:
            found = {**found, self.between.question.id: self.between.question}
        return tuple(found[name] for name in sorted(found))

    def ordinary(self, income: Rupiah) -> Figure[Ordinary]:
        """The contribution for an income in every reading, and how it comes about."""
        return self._stretches[bisect_right(self.breaks, income) - 1]

    @property
    def amounts(self) -> tuple[Rupiah, ...]:
        """Every contribution in any reading."""
        return tuple(self._share_of(base) for band in self.bands for base in band.bases)

    def _share_of(self, base: Rupiah) -> Rupiah:
        return Rupiah(base.amount * self.share_of_base)

    @functools.cached_property
    def _stretches(self) -> tuple[Figure[Ordinary], ...]:
        """The contribution from each break up to the next."""
        questions = self.questions
        tables = [(world, bands_under(self.bands, world)) for world in worlds(questions)]
        return tuple(
            Figure(
                questions, tuple(self._in(bands, world, income) for world, bands in tables)
            ).pruned()
            for income in self.breaks
        )

    def _in(
        self, bands: tuple[Band, ...], world: Mapping[str, Hashable], income: Rupiah
    ) -> Ordinary:
        """The contribution from a break on, in a world that has these bands."""
        reach = self.between.reach(world) if self.between else Rupiah(0)
        place = bisect_right([band.lower - reach for band in bands], income)
        band, above = bands[place - 1], bands[place : place + 1]
        # Bounds are shown as printed, but for an income that a reading puts below a printed one.
        moved = reach if income < band.lower else Rupiah(0)
        return Ordinary(
            amount=self._share_of(band.base),
            base=band.base,
            share=self.share_of_base,
            band=BandUsed(
                lower=band.lower - moved,
                upper=above[0].lower - moved if above else None,
                basis=band.basis,
            ),
        )


def bands_under(bands: Iterable[Band], world: Mapping[str, Hashable]) -> tuple[Band, ...]:
    """The bands there are in a world, with nothing left in question."""
    found = (band.under(world) for band in bands)
    return tuple(band for band in found if band is not None)


def questions_of(bands: Iterable[Band]) -> dict[str, Question]:
    """The questions that some bands depend on, by their ids."""
    return {band.question.id: band.question for band in bands if band.question is not None}
