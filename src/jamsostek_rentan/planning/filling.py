"""Filling the places of one cohort: who stays, then the minima, then everybody else in order."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

import attrs


if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from jamsostek_rentan.planning.candidates import PlaceIndex
    from jamsostek_rentan.planning.quotas import Quota


__all__ = ["Filling", "Purse", "Room", "fill"]


class Purse(Protocol):
    """The money from which a cohort is paid."""

    @property
    def stopped(self) -> bool:
        """Whether it pays for nobody more."""
        ...

    def pays(self, candidate: int) -> bool:
        """Pay for a candidate, if there is enough left."""
        ...


class Room:
    """How much room one quota leaves in each of its places.

    Args:
        quota: The quota.
        index: The place of each candidate.
        counted: What each candidate counts as; heads where it is none.
    """

    def __init__(
        self, quota: Quota, index: PlaceIndex, counted: Sequence[Hashable] | None = None
    ) -> None:
        self.quota = quota
        self._at = index.at
        limits = (quota.most_of(place) for place in index.places)
        self._most = [sys.maxsize if limit is None else limit for limit in limits]
        self._least = [quota.least_of(place) for place in index.places]
        self._taken = [0] * len(index.places)
        self._counted = counted
        self._inside: set[tuple[int, Hashable]] = set()

    @property
    def has_minima(self) -> bool:
        """Whether some place comes first."""
        return any(self._least)

    def admits(self, candidate: int) -> bool:
        """Whether there is room for a candidate in its place."""
        place = self._at[candidate]
        return self._taken[place] < self._most[place] or self._is_counted(candidate)

    def lacks(self, candidate: int) -> bool:
        """Whether the place of a candidate has less than its minimum, and would have more."""
        place = self._at[candidate]
        return self._taken[place] < self._least[place] and not self._is_counted(candidate)

    def take(self, candidate: int) -> None:
        """Count a candidate in its place."""
        place = self._at[candidate]
        if self._counted is None:
            self._taken[place] += 1
        elif (unit := (place, self._counted[candidate])) not in self._inside:
            self._inside.add(unit)
            self._taken[place] += 1

    def _is_counted(self, candidate: int) -> bool:
        """Whether somebody of the same household, say, is taken already."""
        if self._counted is None:
            return False
        return (self._at[candidate], self._counted[candidate]) in self._inside


@attrs.frozen(kw_only=True)
class Filling:
    """Who was taken, by number, and whom there was no money for.

    Args:
        kept: Who stays.
        by_minimum: Who was taken because of a minimum.
        by_priority: Who was taken in turn.
        unaffordable: For whom there was room and no money.
        stopped: Whether the money stopped at one of them.
    """

    kept: tuple[int, ...]
    by_minimum: tuple[int, ...]
    by_priority: tuple[int, ...]
    unaffordable: frozenset[int]
    stopped: bool


def fill(
    order: Sequence[int],
    *,
    rooms: Iterable[Room],
    heads: int,
    purse: Purse | None = None,
    keep: frozenset[int] = frozenset(),
) -> Filling:
    """Take candidates in order, as far as there are heads, room in every quota, and money.

    Who is to be kept comes first; then those whom a minimum lacks, the narrowest places before
    the wider ones; then everybody else.
    """
    narrowest_first = sorted(rooms, key=lambda room: len(room.quota.by), reverse=True)
    taken: set[int] = set()
    unaffordable: set[int] = set()

    def offered(these: Iterable[int]) -> Iterator[int]:
        """Those among some candidates whom there is room and money for, as they are taken."""
        for candidate in these:
            if len(taken) >= heads or (purse is not None and purse.stopped):
                return
            if candidate not in taken and all(room.admits(candidate) for room in narrowest_first):
                if purse is not None and not purse.pays(candidate):
                    unaffordable.add(candidate)
                    continue
                for room in narrowest_first:
                    room.take(candidate)
                taken.add(candidate)
                yield candidate

    kept = tuple(offered(one for one in order if one in keep))
    by_minimum = tuple(
        candidate
        for room in narrowest_first
        if room.has_minima
        for candidate in offered(filter(room.lacks, order))
    )
    by_priority = tuple(offered(order))
    return Filling(
        kept=kept,
        by_minimum=by_minimum,
        by_priority=by_priority,
        unaffordable=frozenset(unaffordable),
        stopped=purse is not None and purse.stopped,
    )
