"""Cells as files and frames hand them over, and what is common to reading them."""

from __future__ import annotations

import functools
from datetime import datetime
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from jamsostek_rentan.values.words import means_nothing, plain_text


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


__all__ = [
    "Cell",
    "filled",
    "forget",
    "nothing_in",
    "number_in",
    "remembering",
    "text_in",
    "whole_in",
]

T = TypeVar("T")

Cell: TypeAlias = Any
"""What a file, a record or a frame has in one place: text, a number, a day, or nothing."""

_LARGEST = 10**20  # a number beyond is none of a list, and slow to write
_LONGEST = 8  # of what means nothing; whatever is longer is something, unless it is blank
_REMEMBERED = 1 << 12
_SHORT = 100  # of the texts that are remembered by who makes something of them
_OFTEN = 40  # no longer are the words that a list says again and again

_plain = functools.lru_cache(_REMEMBERED)(plain_text)
_is_nothing = functools.lru_cache(_REMEMBERED)(means_nothing)


def nothing_in(cell: Cell) -> bool:
    """Whether nothing is written in a cell, in one of the ways in which programs write that."""
    if isinstance(cell, str):
        return _is_nothing(cell) if len(cell) <= _LONGEST else cell.isspace()
    if cell is None:
        return True
    try:
        return bool(cell != cell)  # noqa: PLR0124 - so are NaN and its kin told
    except (TypeError, ArithmeticError):  # neither equal nor different: of pandas, of decimals
        return True
    except ValueError:  # an array
        return False


def text_in(cell: Cell) -> str:
    """A cell as text, with one blank where there are several and none around it."""
    if isinstance(cell, str):
        return _plain(cell) if len(cell) <= _OFTEN else plain_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    whole = whole_in(cell)
    return str(cell) if whole is None else str(whole)


def remembering(make: Callable[[str], T]) -> Callable[[Cell], T]:
    """Something made of the text of a cell; of short ones, which lists repeat, once.

    >>> remembering(str.upper)("petani")
    'PETANI'
    """
    once = functools.lru_cache(_REMEMBERED)(make)

    def made(cell: Cell) -> T:
        text = cell if isinstance(cell, str) else text_in(cell)
        return once(text) if len(text) <= _SHORT else make(text)

    return made


def forget() -> None:
    """Keep nothing of what was read."""
    _plain.cache_clear()
    _is_nothing.cache_clear()


def filled(cells: Iterable[Cell]) -> bool:
    """Whether anything but blanks stands in a row of a workbook."""
    return any(not isinstance(cell, str) or cell.strip() for cell in cells)


def number_in(cell: Cell) -> bool:
    """Whether a cell holds a number, of Python or of NumPy, and not one in a text."""
    return isinstance(cell, (Real, Decimal)) and not isinstance(cell, bool)


def whole_in(cell: Cell) -> int | None:
    """The whole number in a cell that holds a number; none for a fraction, and for all else."""
    if not number_in(cell):
        return None
    try:
        whole = int(cell) if -_LARGEST < cell < _LARGEST else None
    except ArithmeticError:  # a decimal that is no number
        return None
    return whole if whole == cell else None
