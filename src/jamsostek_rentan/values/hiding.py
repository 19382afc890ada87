"""What of a text of a list may be shown: no more of a NIK than its first two digits."""

from __future__ import annotations

import re


__all__ = ["hidden", "name_shown", "shown"]

_SHOWN = 2
_MANY_DIGITS = 12
_FEW_LETTERS = 3
_READ_AT_ONCE = 40
_POWER = re.compile(r"[0-9]E\+?[0-9]", re.IGNORECASE)
_IN_NAMES = re.compile(r"(?<!\d)(?:\d{15,17}|\d{4}([ ._-])\d{4}\1\d{4}\1\d{4})(?!\d)")


def hidden(text: str, *, nik: bool = False) -> str:
    """A text that may hold a NIK, or a part of one, as it may be shown: two digits of it at most.

    Args:
        text: What was read.
        nik: Whether it was meant to be a NIK, so that a name in its stead is hidden too; of any
            other text, many digits are taken for one.

    >>> hidden("9901015505850001"), hidden("9,90102E+15"), hidden("02/03/1985")
    ('99**************', '9,9****E+**', '02/03/1985')
    """
    shown = 0
    letters: list[str] = []
    is_name = nik and sum(map(str.isalpha, text)) > _FEW_LETTERS
    for letter in text:
        digit = letter.isdigit()
        shown += digit
        hides = (digit and shown > _SHOWN) or (is_name and letter.isalpha())
        letters.append("*" if hides else letter)
    may_be_nik = nik or shown >= _MANY_DIGITS or _POWER.search(text)
    return "".join(letters) if may_be_nik else text


def shown(text: str | None, *, nik: bool = False) -> str | None:
    """A text of a list as it may be shown, and no longer than one reads.

    Args:
        text: What was read, if anything was.
        nik: As for :func:`hidden`.
    """
    return None if text is None else hidden(text, nik=nik)[:_READ_AT_ONCE]


def name_shown(name: str) -> str:
    """The name of a file, a worksheet or a list, as it may be shown.

    >>> name_shown("NIK 9901 0155 0585 0001.csv"), name_shown("nominatif_20261122_103000.csv")
    ('NIK 99**************.csv', 'nominatif_20261122_103000.csv')
    """
    return _IN_NAMES.sub(lambda found: f"{found[0][:_SHOWN]}{'*' * 14}", name)
