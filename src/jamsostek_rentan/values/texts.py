"""The catalogue of texts in English and Indonesian, and how values are written for people.

Numbers are written as Indonesians write them in both languages: Rp16.800, 31.900 workers.
"""

from __future__ import annotations

import enum
import functools
import math
import re
import tomllib
from datetime import date
from fractions import Fraction
from importlib import resources
from typing import Any, Literal, cast

import attrs

from jamsostek_rentan.errors import UnknownNameError, without_niks
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


__all__ = [
    "Bilingual",
    "Labelled",
    "Language",
    "both",
    "catalogue",
    "check_language",
    "half_up",
    "masked",
    "percent",
    "show",
    "text",
]

Language = Literal["en", "id"]
"""The languages of the library: English and Indonesian."""

_LANGUAGES: dict[str, Language] = {"en": "en", "id": "id"}
_NIK_DIGITS = 16
_TENTHS = 1_000
_SPREADSHEET = re.compile(r"\.0*$|[\s'\u2019.-]")


@attrs.frozen
class Bilingual:
    """A text in both languages.

    >>> Bilingual("work accident", "kecelakaan kerja").in_language("id")
    'kecelakaan kerja'
    """

    en: str
    id: str

    def in_language(self, lang: Language) -> str:
        """The text in one language."""
        return self.en if lang == "en" else self.id


class Labelled(enum.Enum):
    """An enumeration whose members are called something in both languages."""

    # Members are equal only to themselves; this is the hash of that, without a call in Python.
    __hash__ = object.__hash__

    @property
    def label(self) -> Bilingual:
        """What people call it."""
        return cast("Bilingual", self.value)

    def __repr__(self) -> str:
        return str(self)


def check_language(lang: str) -> Language:
    """Give a language back when it is one.

    Raises:
        UnknownNameError: For any other than ``en`` and ``id``.
    """
    if lang in _LANGUAGES:
        return _LANGUAGES[lang]
    raise UnknownNameError(
        f"The language {lang!r} was asked.",
        f"The library writes {' and '.join(_LANGUAGES)}.",
        "Choose one of them.",
    )


@functools.cache
def catalogue() -> dict[str, Bilingual]:
    """Every text of the library by its key."""
    file = resources.files("jamsostek_rentan.values") / "texts.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {key: Bilingual(**entry) for key, entry in found.items()}


def text(key: str, lang: Language, **values: object) -> str:
    """One text of the catalogue with its values written in.

    >>> text("quote.total", "id", amount="Rp16.800")
    'Jumlah: Rp16.800'
    """
    template = catalogue()[key].in_language(lang)
    return template.format_map({name: show(value, lang) for name, value in values.items()})


def both(key: str, **values: object) -> Bilingual:
    """One text of the catalogue in both languages.

    >>> both("quote.total", amount="Rp16.800")
    Bilingual(en='Total: Rp16.800', id='Jumlah: Rp16.800')
    """
    return Bilingual(text(key, "en", **values), text(key, "id", **values))


def show(value: Any, lang: Language) -> str:  # noqa: ANN401, PLR0911 - one line for each kind
    """Write one value as people read it.

    >>> show(ContributionMonth(2026, 8), "id"), show(21_400, "en"), show(Fraction(1, 2), "en")
    ('Agustus 2026', '21.400', '50%')
    """
    if hasattr(value, "label"):
        return show(value.label, lang)
    for told in ("in_language", "in_words", "cite"):
        if hasattr(value, told):
            return str(getattr(value, told)(lang))
    if isinstance(value, ContributionMonth):
        return f"{text(f'month.{value.month}', lang)} {value.year}"
    if isinstance(value, ContributionPeriod):
        key = "period.month" if value.first == value.last else "period"
        return text(key, lang, first=value.first, last=value.last)
    if isinstance(value, date):
        return f"{value.day} {show(ContributionMonth.of(value), lang)}"
    if isinstance(value, Fraction):
        return _percent(value)
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, (tuple, frozenset)):
        return ", ".join(show(item, lang) for item in cast("tuple[object, ...]", value))
    return str(value)


def _percent(share: Fraction) -> str:
    hundredths = share * 100
    return f"{hundredths}%" if hundredths.denominator == 1 else str(share)


def half_up(exact: Fraction) -> int:
    """An exact figure as it is shown, a half upwards; nothing is computed with it.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(7, 3))
    (3, 2)
    """
    return math.floor(exact + Fraction(1, 2))


def percent(share: Fraction) -> str:
    """A share to a tenth of a per cent, half of it upwards; 100 per cent is all of them.

    >>> percent(Fraction(1, 3)), percent(Fraction(9_999, 10_000)), percent(Fraction(1))
    ('33,3%', '99,9%', '100,0%')
    """
    tenths = half_up(share * _TENTHS)
    whole, tenth = divmod(min(tenths, _TENTHS - 1) if share < 1 else tenths, 10)
    return f"{whole},{tenth}%"


def masked(identifier: str) -> str:
    """An identifier or a text as it may be shown: 16 digits are taken for a NIK and hidden.

    Of a NIK at most the first two digits, the province of first issue, are shown; what a
    spreadsheet adds (a blank, an apostrophe, ``.0``) does not hide it from here.

    >>> masked("6400000000000000"), masked("w-001")
    ('64**************', 'w-001')
    """
    digits = _SPREADSHEET.sub("", identifier)
    is_nik = len(digits) == _NIK_DIGITS and digits.isdecimal()
    return without_niks(digits if is_nik else identifier)
