"""Names of places and jobs, as lists and policies write them in different ways."""

from __future__ import annotations

import re

from jamsostek_rentan.values.words import plain_words


__all__ = ["job_words", "place_name"]

_BEFORE_NAMES = re.compile(
    r"^(?:desa|ds|kelurahan|kel|desa kelurahan|kecamatan|kec|kabupaten|kab) (?=.)"
)
_LETTERS = re.compile(r"\b(\w) (?=\w\b)")


def place_name(text: str) -> str:
    """The name of a place without what it is; a city is another place than a regency.

    >>> place_name("DESA Mawar"), place_name("Kab. Mawar"), place_name("Kota Mawar")
    ('mawar', 'mawar', 'kota mawar')
    """
    return _BEFORE_NAMES.sub("", plain_words(text))


def job_words(text: str) -> str:
    """The words of a job; letters that stand alone are one abbreviation.

    >>> job_words("Guru (P.N.S.)"), job_words("TNI/Polri")
    ('guru pns', 'tni polri')
    """
    return _LETTERS.sub(r"\1", plain_words(text))
