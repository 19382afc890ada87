"""Writing Markdown: tables, links, and texts in which nothing is markup by accident."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jamsostek_rentan import ContributionMonth, FundingSource, Program
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jamsostek_rentan import Bilingual, LegalBasis, Question

    Grounds = dict[LegalBasis, str]


__all__ = ["anchor", "ask", "both", "cite", "italic", "linked", "plain", "prose", "table", "title"]

_MARKUP = re.compile(r"([\\`*_\[\]{}<>|~$^&#])")
# Words of an id that are written with capital letters.
_NAMES = {
    name.lower(): name
    for name in [
        *(kind.indonesian_name for kind in FundingSource),
        *(kind.name for kind in Program),
        *(show(ContributionMonth(2026, month), "en").split()[0] for month in range(1, 13)),
    ]
}
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
    """Where a question stands on the page of what we do not know."""
    return f"question-{question.id.replace('/', '-')}"


def title(question: Question) -> str:
    """A question in a few words: the instrument, and the end of its id."""
    _, _, name = question.id.rpartition("/")
    words = " ".join(_NAMES.get(word, word) for word in name.split("-"))
    return plain(f"{question.readings[0].basis.instrument}: {words}")


def ask(question: Question, words: str = "question") -> str:
    """A question by some words, made a link."""
    return f"[{words}](#{anchor(question)})"


def cite(basis: LegalBasis, grounds: Grounds) -> str:
    """A ground by its name on the page, made a link."""
    return f"[{grounds[basis]}](#{grounds[basis].lower()})"
