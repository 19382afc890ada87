"""Texts as people type them: what is not seen of them, what means nothing, and their words."""

from __future__ import annotations

import re
import unicodedata


__all__ = ["means_nothing", "plain_text", "plain_words"]

# What programs put around a text or into it without being seen.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BLANKS = re.compile(r"\s+")
_OTHER = re.compile(r"[\W_]+")
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "nan", "nat", "none", "null", "#n/a", "<na>"})


def plain_text(text: str) -> str:
    r"""A text with one blank where there are several, none around it, and nothing unseen.

    >>> plain_text(" Desa \n Mawar\u200b")
    'Desa Mawar'
    """
    if not text.isascii():  # half a letter, as broken programs write it, becomes a question mark
        text = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode())
    return _BLANKS.sub(" ", text.translate(_UNSEEN)).strip()


def means_nothing(text: str) -> bool:
    """Whether a text is one of the ways in which people and programs write that there is none.

    >>> means_nothing(" - "), means_nothing("NaN"), means_nothing("0")
    (True, True, False)
    """
    return plain_text(text).casefold() in _NOTHING


def plain_words(text: str) -> str:
    """The words of a text, small, with one blank between them and nothing else.

    >>> plain_words("Guru (P.N.S.)")
    'guru p n s'
    """
    return _OTHER.sub(" ", plain_text(text).casefold()).strip()
