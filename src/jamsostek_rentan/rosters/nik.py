"""The NIK (*nomor induk kependudukan*): what its sixteen digits say, and which cannot be one.

Six digits name the region of first issue, six the day of birth (40 is added to the day of women),
four are a serial.  There is no check digit, the century is not written, and the region is that of
first issue: it changes neither when somebody moves nor when a province is divided.
"""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import NamedTuple, cast

import attrs

from jamsostek_rentan.cover.records import refuse_unless_day
from jamsostek_rentan.errors import InvalidFactError, InvalidNikError
from jamsostek_rentan.values.texts import Bilingual, Labelled, masked


__all__ = ["Birth", "Nik", "Sex", "birth_in", "nik_fault"]

_FORM = re.compile(r"[0-9]{16}")
_WOMEN = 40
_CENTURIES = (2000, 1900)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NO_SERIAL = "0000"
_KNOWN_DAYS = 1 << 16


class Sex(Labelled):
    """The sex of a worker (*jenis kelamin*), as the population register has it.

    >>> Sex.FEMALE.label.id
    'perempuan'
    """

    MALE = Bilingual("male", "laki-laki")
    FEMALE = Bilingual("female", "perempuan")


class Birth(NamedTuple):
    """What six digits of a NIK say of a birth; the century is not among it."""

    day: int
    month: int
    year_of_century: int
    sex: Sex


@functools.lru_cache(maxsize=_KNOWN_DAYS)
def birth_in(digits: str) -> Birth | None:
    """The birth that six digits tell; none where there is no such day in any year they may mean."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    female = day > _WOMEN
    day -= _WOMEN * female
    if not (1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1]):
        return None
    # Of the two years that two digits may mean, both are leap years or none; of 00, one is.
    if (day, month) == (29, 2) and year % 4:
        return None
    return Birth(day, month, year, Sex.FEMALE if female else Sex.MALE)


def nik_fault(text: str) -> str | None:
    """The rule that a text breaks as a NIK: its form, its day, its serial; none where it keeps all.

    >>> nik_fault("9901015505850001"), nik_fault("9901018102850001"), nik_fault("990101")
    (None, 'nik-date', 'nik-form')
    """
    if not _FORM.fullmatch(text):
        return "nik-form"
    if birth_in(text[6:12]) is None:
        return "nik-date"
    return "nik-serial" if text.endswith(_NO_SERIAL) else None


@attrs.frozen
class Nik:
    """A NIK whose form, day of birth and serial can be.

    That it was ever issued, and to whom, nobody but the population register can tell.

    Args:
        digits: Its sixteen digits; never shown whole.

    Raises:
        InvalidNikError: For anything but sixteen digits, a day that is in no calendar, or the
            serial 0000.

    >>> nik = Nik("9901015505850001")
    >>> print(nik, nik.sex.label.id, nik.birth_date(on=date(2026, 11, 1)))
    99************** perempuan 1985-05-15
    >>> nik.agrees_with(date(1985, 5, 15)), nik.agrees_with(date(1985, 5, 16))
    (True, False)
    """

    digits: str = attrs.field(repr=lambda value: repr(masked(value)))

    def __attrs_post_init__(self) -> None:
        given: object = self.digits
        fault = nik_fault(given) if isinstance(given, str) else "nik-form"
        if fault is not None:
            raise InvalidNikError(
                f"{_told(given)} was to be read as a NIK.",
                _KNOWN[fault],
                "Compare it with the identity card; as a number in a spreadsheet it loses digits.",
                fault,
            )

    def __str__(self) -> str:
        return masked(self.digits)

    @property
    def _birth(self) -> Birth:
        return cast("Birth", birth_in(self.digits[6:12]))

    @property
    def province(self) -> str:
        """The province of first issue, its first two digits, by the codes of that time."""
        return self.digits[:2]

    @property
    def region(self) -> str:
        """The district (*kecamatan*) of first issue, its first six digits."""
        return self.digits[:6]

    @property
    def sex(self) -> Sex:
        """Whether 40 was added to the day."""
        return self._birth.sex

    def birth_date(self, *, on: date) -> date:
        """The day of birth: of the two centuries it may mean, the later one that had begun.

        Args:
            on: The day on which the worker is known to live.

        Raises:
            InvalidFactError: Where neither day had come, or for what is no day.

        >>> young = Nik("9901010203040001")
        >>> young.birth_date(on=date(2026, 11, 1)), young.birth_date(on=date(2003, 11, 1))
        (datetime.date(2004, 3, 2), datetime.date(1904, 3, 2))
        """
        refuse_unless_day(on, "on")
        day, month, year, _ = self._birth
        for century in _CENTURIES:
            if (day, month, century + year) != (29, 2, 1900):
                born = date(century + year, month, day)
                if born <= on:
                    return born
        raise InvalidFactError(
            f"The birth date of the NIK {self} was asked on {on}.",
            "It names a day that had not come, in either century.",
            "Give a day on which the worker lives.",
        )

    def agrees_with(self, birth_date: date) -> bool:
        """Whether it tells this day of birth, the century left aside."""
        day, month, year, _ = self._birth
        told = birth_date.day, birth_date.month, birth_date.year % 100
        return told == (day, month, year)


_KNOWN = {
    "nik-form": "A NIK has sixteen digits and nothing else.",
    "nik-date": "Its digits 7 to 12 are no day of birth (40 is added to the day of women).",
    "nik-serial": "Its serial, the last four digits, is 0000.",
}


def _told(given: object) -> str:
    """What was given for a NIK, without any of it."""
    return f"A text of {len(given)}" if isinstance(given, str) else f"A {type(given).__name__}"
