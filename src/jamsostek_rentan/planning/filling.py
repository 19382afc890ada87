"""Filling the places of one cohort: who stays, then the minima, then everybody else in order."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol


if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from jamsostek_rentan.planning.candidates import PlaceIndex
    from jamsostek_rentan.planning.quotas import Place, Quota


__all__ = ["Filling", "Purse", "Room"]


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
        self._index = index
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

    @property
    def taken(self) -> dict[Place, int]:
        """How many of each place are taken."""
        return dict(zip(self._index.places, self._taken, strict=True))

    def place(self, candidate: int) -> Place:
        """Where a candidate is counted."""
        return self._index.places[self._at[candidate]]

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


def _narrowest_first(room: Room) -> tuple[object, ...]:
    quota = room.quota
    return -len(quota.by), quota.counting is None, quota.order


class Filling:
    """The places of a cohort as they are filled, as far as heads, quotas and money go.

    Args:
        rooms: The room of each quota.
        heads: How many are taken at most.
        purse: The money; as much as is needed where it is none.

    Attributes:
        kept: Who stays, by number.
        by_minimum: Who was taken because of a minimum.
        by_priority: Who was taken in turn.
        unaffordable: For whom there was room and no money.
    """

    def __init__(self, rooms: Iterable[Room], *, heads: int, purse: Purse | None = None) -> None:
        # Of two quotas of the same places, that of households needs fewer heads.
        self._rooms = sorted(rooms, key=_narrowest_first)
        self._heads = heads
        self._purse = purse
        self._taken: set[int] = set()
        self.kept: tuple[int, ...] = ()
        self.by_minimum: tuple[int, ...] = ()
        self.by_priority: tuple[int, ...] = ()
        self.unaffordable: set[int] = set()

    @property
    def stopped(self) -> bool:
        """Whether the money stopped."""
        return self._purse is not None and self._purse.stopped

    @property
    def taken(self) -> frozenset[int]:
        """Everybody who is taken, by number."""
        return frozenset(self._taken)

    def keep(self, order: Iterable[int]) -> None:
        """Keep those who are in already, in their order."""
        self.kept = tuple(self._offered(order))

    def fill(self, order: Sequence[int]) -> None:
        """Take others: whom a minimum lacks, the narrowest places first, then all in order."""
        self.by_minimum = tuple(
            candidate
            for room in self._rooms
            if room.has_minima
            for candidate in self._offered(filter(room.lacks, order))
        )
        self.by_priority = tuple(self._offered(order))

    def _offered(self, these: Iterable[int]) -> Iterator[int]:
        """Those among some candidates whom there is room and money for, as they are taken."""
        rooms, taken, purse = self._rooms, self._taken, self._purse
        for candidate in these:
            if len(taken) >= self._heads or (purse is not None and purse.stopped):
                return
            if candidate not in taken and all(room.admits(candidate) for room in rooms):
                if purse is not None and not purse.pays(candidate):
                    self.unaffordable.add(candidate)
                    continue
                for room in rooms:
                    room.take(candidate)
                taken.add(candidate)
                yield candidate
