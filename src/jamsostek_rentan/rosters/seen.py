"""Which NIKs were seen, and where: some forty bytes a row, for lists of millions.

A dict would take three times as much.  Entries stand one after another in arrays; a table of slots
says which entry a NIK has, and is made anew, twice as large, before it is two thirds full.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple


__all__ = ["Seen", "SeenNiks"]

_FIRST_SLOTS = 1 << 10
_SPREAD = 0x9E3779B97F4A7C15  # an odd number by which neighbours come to lie far apart
_SHIFT = 20
_ROW_BITS = 40


class Seen(NamedTuple):
    """Where a NIK stands first.

    Args:
        number: The number of the list.
        row: The row in it.
        usable: Whether the row was accepted.
        job: What tells its job from another, a number.
    """

    number: int
    row: int
    usable: bool
    job: int


class SeenNiks:
    """An index of NIKs, given as numbers.

    >>> seen = SeenNiks()
    >>> seen.claim(9901015505850001, number=0, row=17)
    >>> seen.claim(9901015505850001, number=0, row=18).row, 9901015505850002 in seen
    (17, False)
    """

    def __init__(self) -> None:
        self._niks = array("Q")
        self._places = array("Q")
        self._jobs = array("I")
        self._slots = _empty(_FIRST_SLOTS)

    def __len__(self) -> int:
        return len(self._niks)

    def __contains__(self, nik: int) -> bool:
        return self._slots[self._slot(nik)] > 0

    def claim(self, nik: int, *, number: int, row: int, job: int = 0) -> Seen | None:
        """Say where a NIK stands, where it was not seen before; else where it was."""
        slot = self._slot(nik)
        entry = self._slots[slot] - 1
        if entry >= 0:
            list_number, rest = divmod(self._places[entry], 1 << _ROW_BITS)
            return Seen(list_number, rest >> 1, bool(rest & 1), self._jobs[entry])
        self._niks.append(nik)
        self._places.append(_place(number, row, usable=True))
        self._jobs.append(job)
        self._slots[slot] = len(self._niks)
        if len(self._niks) * 3 >= len(self._slots) * 2:
            self._grow()
        return None

    def correct(self, nik: int, *, number: int, row: int, usable: bool, job: int) -> None:
        """Say it anew of a NIK that was seen."""
        entry = self._slots[self._slot(nik)] - 1
        self._places[entry], self._jobs[entry] = _place(number, row, usable=usable), job

    def _slot(self, nik: int) -> int:
        """The slot of a NIK: its own, or the empty one where it belongs."""
        slots, niks = self._slots, self._niks
        mask = len(slots) - 1
        at = (nik * _SPREAD >> _SHIFT) & mask
        while (entry := slots[at]) and niks[entry - 1] != nik:
            at = (at + 1) & mask
        return at

    def _grow(self) -> None:
        slots = _empty(len(self._slots) * 2)
        mask = len(slots) - 1
        for entry, nik in enumerate(self._niks, start=1):
            at = (nik * _SPREAD >> _SHIFT) & mask
            while slots[at]:
                at = (at + 1) & mask
            slots[at] = entry
        self._slots = slots


def _place(number: int, row: int, *, usable: bool) -> int:
    return number << _ROW_BITS | row << 1 | usable


def _empty(slots: int) -> array[int]:
    return array("I", bytes(array("I").itemsize * slots))
