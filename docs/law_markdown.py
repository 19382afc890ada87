"""Writing Markdown: tables, links, and texts in which nothing is markup by accident."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jamsostek_rentan import Bilingual, LegalBasis, Question

    Grounds = dict[LegalBasis, str]


__all__ = ["anchor", "asked", "both", "cite", "italic", "linked", "plain", "prose", "table"]

_MARKUP = re.compile(r"([\\`*_\[\]{}<>|~$^&#])")
_ADDRESS = re.compile(r"(https?://[^\s;]+)")


def prose(*sentences: str) -> str:
    """A paragraph with one sentence on each line."""
    return "\n".join(sentences)


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[str] = ()
) -> str:
    """A table in which the columns under some heads are numbers."""
    marks = ["--:" if head in numbers else "---" for head in heads]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, marks, *rows])


def plain(text: str) -> str:
    """A text in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def italic(text: str) -> str:
    """A text in italics, as Indonesian stands beside English here."""
    return f"*{plain(text)}*"


def both(text: Bilingual) -> str:
    """A text in both languages, a paragraph each."""
    return f"{plain(text.en)}\n\n{italic(text.id)}"


def linked(address: str) -> str:
    """An address in words, with what can be opened made a link."""
    parts = _ADDRESS.split(address)
    parts[::2] = [_MARKUP.sub(r"\\\1", words) for words in parts[::2]]
    parts[1::2] = [f"<{link}>" for link in parts[1::2]]
    return "".join(parts)


def anchor(question: Question) -> str:
    """Where a question stands on the page."""
    return f"question-{question.id.replace('/', '-')}"


def asked(question: Question) -> str:
    """A question by its name, made a link to where it stands."""
    return f"[{plain(question.id)}](#{anchor(question)})"


def cite(basis: LegalBasis, grounds: Grounds) -> str:
    """A ground by its name on the page, made a link."""
    return f"[{grounds[basis]}](#{grounds[basis].lower()})"
