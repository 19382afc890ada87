"""Which numbers were seen, and where: some forty bytes each, for lists of millions.

A dict would take three times as much.  Entries stand one after another in arrays; a table of slots
says which entry a number has, and is made anew, twice as large, before it is two thirds full.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple


__all__ = ["Seen", "SeenNumbers"]

_FIRST_SLOTS = 1 << 10
_SPREAD = 0x9E3779B97F4A7C15  # an odd number by which neighbours come to lie far apart
_SHIFT = 20
_ROW_BITS = 40


class Seen(NamedTuple):
    """Where a number stands first.

    Args:
        roster: Which of the lists.
        row: The row in it.
        usable: Whether the row was accepted.
        job: What tells its job from another, a number.
    """

    roster: int
    row: int
    usable: bool
    job: int


class SeenNumbers:
    """An index of NIKs, or of whatever else is made a number of 64 bits.

    >>> seen = SeenNumbers()
    >>> seen.claim(9901015505850001, roster=0, row=17)
    >>> seen.claim(9901015505850001, roster=0, row=18).row, 9901015505850002 in seen
    (17, False)
    """

    def __init__(self) -> None:
        self._numbers = array("Q")
        self._places = array("Q")
        self._jobs = array("I")
        self._slots = _empty(_FIRST_SLOTS)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, number: int) -> bool:
        return self._slots[self._slot(number)] > 0

    def claim(self, number: int, *, roster: int, row: int, job: int = 0) -> Seen | None:
        """Say where a number stands, where it was not seen before; else where it was."""
        slot = self._slot(number)
        entry = self._slots[slot] - 1
        if entry >= 0:
            roster_before, rest = divmod(self._places[entry], 1 << _ROW_BITS)
            return Seen(roster_before, rest >> 1, bool(rest & 1), self._jobs[entry])
        self._numbers.append(number)
        self._places.append(_place(roster, row, usable=True))
        self._jobs.append(job)
        self._slots[slot] = len(self._numbers)
        if len(self._numbers) * 3 >= len(self._slots) * 2:
            self._grow()
        return None

    def correct(self, number: int, *, roster: int, row: int, usable: bool, job: int) -> None:
        """Say it anew of a number that was seen."""
        entry = self._slots[self._slot(number)] - 1
        self._places[entry], self._jobs[entry] = _place(roster, row, usable=usable), job

    def _slot(self, number: int) -> int:
        """The slot of a number: its own, or the empty one where it belongs."""
        slots, numbers = self._slots, self._numbers
        mask = len(slots) - 1
        at = (number * _SPREAD >> _SHIFT) & mask
        while (entry := slots[at]) and numbers[entry - 1] != number:
            at = (at + 1) & mask
        return at

    def _grow(self) -> None:
        slots = _empty(len(self._slots) * 2)
        mask = len(slots) - 1
        for entry, number in enumerate(self._numbers, start=1):
            at = (number * _SPREAD >> _SHIFT) & mask
            while slots[at]:
                at = (at + 1) & mask
            slots[at] = entry
        self._slots = slots


def _place(roster: int, row: int, *, usable: bool) -> int:
    return roster << _ROW_BITS | row << 1 | usable


def _empty(slots: int) -> array[int]:
    return array("I", bytes(array("I").itemsize * slots))
