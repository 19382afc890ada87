"""Reading a monthly income from a cell: ``Rp1.500.000``, ``1,5 juta``, or a number."""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from jamsostek_rentan.errors import InvalidRupiahError
from jamsostek_rentan.rosters.cells import nothing_in, number_in, text_in, whole_in
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from jamsostek_rentan.rosters.cells import Cell


__all__ = ["income_in"]

_KNOWN_TEXTS = 1 << 12
_UNITS = {
    "ribu": 1_000,
    "rb": 1_000,
    "juta": 1_000_000,
    "jt": 1_000_000,
}
# After a comma or a dot one or two digits: three might group thousands.
_IN_UNITS = re.compile(rf"(?:rp\.? ?)?(\d+)(?:[.,](\d{{1,2}}))? ?({'|'.join(_UNITS)})\.?")
_WHOLE = re.compile(r"(\d+)[.,]0{1,2}")
_A_MONTH = re.compile(r" ?(?:/|per) ?(?:bulan|bln)\.?$")
_LONGEST = 30


def income_in(cell: Cell) -> tuple[Rupiah | None, str | None]:
    """The income in a cell, in rupiah, and the rule about it; nothing at all is no fault.

    >>> income_in("Rp1.500.000"), income_in("1,5 juta"), income_in(1_500_000.0)
    ((Rupiah(1_500_000), None), (Rupiah(1_500_000), None), (Rupiah(1_500_000), None))
    >>> income_in("1-2 juta"), income_in("")
    ((None, 'income-unreadable'), (None, None))
    """
    if isinstance(cell, str):
        return _in_text(cell if len(cell) <= _LONGEST else text_in(cell)[: _LONGEST + 1])
    if nothing_in(cell):
        return None, None
    amount = whole_in(cell) if number_in(cell) else None
    if amount is None or amount < 0:
        return None, "income-unreadable"
    return Rupiah(amount), None


@functools.lru_cache(maxsize=_KNOWN_TEXTS)
def _in_text(cell: str) -> tuple[Rupiah | None, str | None]:
    if nothing_in(cell):
        return None, None
    text = _A_MONTH.sub("", text_in(cell).casefold())
    if len(text) > _LONGEST:
        return None, "income-unreadable"
    if found := _IN_UNITS.fullmatch(text):
        whole, part, unit = found.groups()
        amount = Fraction(f"{whole}.{part or 0}") * _UNITS[unit]
        return Rupiah(int(amount)), None
    if found := _WHOLE.fullmatch(text):
        return Rupiah(int(found[1])), None
    try:
        income = Rupiah.parse(text)
    except InvalidRupiahError:
        return None, "income-unreadable"
    return (None, "income-unreadable") if income < Rupiah(0) else (income, None)
