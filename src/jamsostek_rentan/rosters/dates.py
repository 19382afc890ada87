"""Reading a day from a cell, as Indonesians write it: the day first, months by their names."""

from __future__ import annotations

import functools
import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from jamsostek_rentan.planning.eligibility.ages import can_be_born
from jamsostek_rentan.rosters.cells import nothing_in, number_in, text_in, whole_in


if TYPE_CHECKING:
    from jamsostek_rentan.rosters.cells import Cell


__all__ = ["birth_date_in", "forget"]

Read = tuple[date | None, str | None]
"""A day, or none where it cannot be used, and the rule about it, or none."""

_CENTURY = 100
_KNOWN_TEXTS = 1 << 16
# Spreadsheets count days from here; the day that they wrongly have in February 1900 is past.
_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 2_101, 99_999  # lower numbers are years
_LONGEST = 60

_BY_NAME = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})"
_MIDNIGHT = r"(?:[t ](?:0?0[:.]00(?:[:.]00(?:\.0+)?)?z?|12:00:00 am))?\.?"
# A place or a day of the week may stand before the day.
_BEFORE = r"(?:\D{2,}[ ,/])?"
_WAYS = (
    re.compile(
        rf"{_BEFORE}{_DAY}[ ./-]+(?P<month>\d{{1,2}}|[a-z]+)[ .,/-]+"
        rf"(?P<year>\d{{4}}|\d{{2}}){_MIDNIGHT}"
    ),
    re.compile(rf"{_YEAR}[./-]{_MONTH}[./-]{_DAY}{_MIDNIGHT}"),
    re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})"),
)
_SERIAL = re.compile(r"(\d{4,5})(?:[.,]0+)?")


def birth_date_in(cell: Cell, *, on: date) -> Read:
    """The day of birth in a cell, and the rule about it.

    Args:
        cell: What was read.
        on: A day on which the worker lives: no birth is later, and two digits of a year mean the
            latest year that had begun.

    >>> today = date(2026, 11, 1)
    >>> birth_date_in("02/03/1985", on=today), birth_date_in("2 Maret 1985", on=today)
    ((datetime.date(1985, 3, 2), None), (datetime.date(1985, 3, 2), None))
    >>> birth_date_in(31_108, on=today), birth_date_in("31/02/1985", on=today)
    ((datetime.date(1985, 3, 2), None), (None, 'birth-date-impossible'))
    """
    if isinstance(cell, str):
        return _in_text(cell if len(cell) <= _LONGEST else text_in(cell)[: _LONGEST + 1], on)
    if nothing_in(cell):
        return None, "birth-date-missing"
    if isinstance(cell, datetime):
        # A moment may be of another day where the worker was born.
        at_midnight = cell.time() == time()
        return _lived(cell.date(), on) if at_midnight else (None, "birth-date-unreadable")
    if isinstance(cell, date):
        return _lived(cell, on)
    return _by_serial(whole_in(cell) if number_in(cell) else None, on)


def forget() -> None:
    """Keep nothing of what was read."""
    _in_text.cache_clear()


@functools.lru_cache(maxsize=_KNOWN_TEXTS)
def _in_text(cell: str, on: date) -> Read:
    if nothing_in(cell):
        return None, "birth-date-missing"
    text = text_in(cell).casefold().lstrip("'\u2019")
    if len(text) > _LONGEST:
        return None, "birth-date-unreadable"
    for way in _WAYS:
        if found := way.fullmatch(text):
            return _by_parts(found["year"], found["month"], found["day"], on)
    if found := _SERIAL.fullmatch(text):
        return _by_serial(int(found[1]), on)
    return None, "birth-date-unreadable"


def _by_parts(year: str, month: str, day: str, on: date) -> Read:
    month = str(_BY_NAME.get(month, month))
    if not month.isdecimal():
        return None, "birth-date-unreadable"
    short = len(year) == len("85")
    full = int(year)
    if short:
        full += on.year - on.year % _CENTURY
        full -= _CENTURY * (full > on.year)
    try:
        born = date(full, int(month), int(day))
    except ValueError:
        return None, "birth-date-impossible"
    read = _lived(born, on)
    return (born, "birth-date-short-year") if short and read[0] else read


def _by_serial(serial: int | None, on: date) -> Read:
    if serial is None or not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return None, "birth-date-unreadable"
    return _lived(_DAY_ZERO + timedelta(days=serial), on)


def _lived(born: date, on: date) -> Read:
    return (born, None) if can_be_born(born, on=on) else (None, "birth-date-impossible")
