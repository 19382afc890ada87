"""The fields of a list of names (*daftar nominatif*), and the headings by which they are known."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

import attrs

from jamsostek_rentan.values.texts import Bilingual
from jamsostek_rentan.values.words import plain_text, plain_words


__all__ = ["Field", "fact_label", "fields", "plain_heading"]

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
# What stands in brackets behind a heading and changes nothing; anything else may change everything.
_ASIDES = frozenset((
    "l p", "p l", "laki laki perempuan", "pria wanita", "ya tidak", "wajib", "wajib diisi",
    "opsional", "jika ada", "bila ada", "ktp", "e ktp", "sesuai ktp", "sesuai e ktp",
    "sesuai ktp kk", "menurut ktp", "di ktp", "16 digit", "16 angka", "digit", "teks", "text",
    "rp", "rupiah", "dd mm yyyy", "dd mm yy", "hh bb tttt", "tgl bln thn", "tanggal bulan tahun",
))  # fmt: skip


@attrs.frozen
class Field:
    """A field of a list of names.

    Args:
        name: How calls and files of the library name it.
        label: What people call it.
        headers: The headings by which it is known, plain.
    """

    name: str
    label: Bilingual
    headers: frozenset[str]


@functools.cache
def fields() -> dict[str, Field]:
    """Every field by its name, in the order of a form."""
    file = resources.files("jamsostek_rentan.planning.eligibility") / "fields.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: _field(name, **entry) for name, entry in found.items()}


def fact_label(fact: str) -> Bilingual | str:
    """What people call a fact of a worker; its name, where that is not a field of lists.

    >>> fact_label("decile").id, fact_label("lot")
    ('desil kesejahteraan', 'lot')
    """
    return fields()[fact].label if fact in fields() else fact


def _field(name: str, label: dict[str, str], headers: list[str]) -> Field:
    """A field; what people call it is one of its headings."""
    names = (plain_heading(words) for words in label.values())
    return Field(name, Bilingual(**label), frozenset((*headers, *names)))


def plain_heading(heading: str) -> str:
    """A heading, small, without points and blanks, and without asides in brackets.

    >>> plain_heading("Tgl. Lahir (dd/mm/yyyy)"), plain_heading("L/P"), plain_heading("(NIK)")
    ('tgl lahir', 'l p', 'nik')
    >>> plain_heading("NIK (Kepala Keluarga)")
    'nik kepala keluarga'
    """
    text = plain_text(heading).casefold()
    return plain_words(_BRACKETS.sub(_kept, text)) or plain_words(text)


def _kept(found: re.Match[str]) -> str:
    words = plain_words(found[1] or found[2] or "")
    aside = words in _ASIDES or words.replace(" ", "").isdecimal() or not words
    return " " if aside else f" {words} "
