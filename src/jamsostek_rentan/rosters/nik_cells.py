"""Reading a NIK from a cell: what spreadsheets do to it is recognised, and mended where it can be.

A spreadsheet keeps fifteen digits of a number, so of a NIK that became one the last digit may be
lost and replaced by 0; software that counts in floats loses more from 9.007.199.254.740.992 up.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jamsostek_rentan.rosters.cells import nothing_in, number_in, text_in, whole_in
from jamsostek_rentan.rosters.nik import nik_fault


if TYPE_CHECKING:
    from jamsostek_rentan.rosters.cells import Cell


__all__ = ["nik_in"]

_DIGITS = 16
_LONGEST = 40  # of what may be a NIK with something around it
_FLOATS_ARE_WHOLE_BELOW = 1 << 53
# What people and programs write around and between the digits: nothing is lost without it.
_AROUND = re.compile(r"[\s'\u2018\u2019`\"=.,\-/]")
_NUMBER = re.compile(r"=?[0-9]+[.,]0+|=[0-9]+|[0-9]([.,][0-9]+)?[eE]\+?[0-9]{1,2}")
_IN_THOUSANDS = (
    re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,0+)?"),
    re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.0+)?"),
)
_FRACTION = re.compile(r"[0-9]{3,}[.,][0-9]{1,2}")


def nik_in(cell: Cell) -> tuple[str | None, str | None]:
    """The NIK in a cell, and the rule about it: one that it breaks, or that it was mended.

    Returns:
        Its sixteen digits, or none where it cannot be used; the rule, or none.

    >>> nik_in("9901015505850001") == ("9901015505850001", None)
    True
    >>> [nik_in(cell)[1] for cell in ("'9901015505850001", "9,90102E+15", "990101550585001", "")]
    ['nik-repaired', 'nik-rounded', 'nik-digit-lost', 'nik-missing']
    """
    if isinstance(cell, str) and nik_fault(cell) is None:
        return cell, None
    if nothing_in(cell):
        return None, "nik-missing"
    digits, intact = _digits_in(cell)
    if len(digits) == _DIGITS - 1:
        return None, "nik-digit-lost"
    fault = nik_fault(digits)
    if fault != "nik-form" and not intact:
        fault = "nik-rounded"
    if fault:
        return None, fault
    as_written = isinstance(cell, str) and text_in(cell) == digits
    return digits, None if as_written else "nik-repaired"


def _digits_in(cell: Cell) -> tuple[str, bool]:
    """The digits in a cell, none if there is anything else, and whether surely none is lost."""
    if number_in(cell):
        number = whole_in(cell)
        return ("", False) if number is None or number < 0 else (str(number), _intact(number))
    text = text_in(cell)
    if len(text) > _LONGEST:
        return "", False
    if _NUMBER.fullmatch(text):
        exact = Decimal(text.removeprefix("=").replace(",", "."))
        return str(int(exact)), _intact(int(exact)) and exact == int(exact)
    for way in _IN_THOUSANDS:
        if found := way.fullmatch(text):
            number = int(_AROUND.sub("", found[1]))
            return str(number), _intact(number)
    if _FRACTION.fullmatch(text):
        return "", False
    digits = _AROUND.sub("", text)
    return (digits, True) if digits.isascii() and digits.isdecimal() else ("", False)


def _intact(number: int) -> bool:
    """Whether a NIK that was a number is certainly as it was written."""
    exact = number < _FLOATS_ARE_WHOLE_BELOW or number % 2
    return bool(number % 10 and exact)
