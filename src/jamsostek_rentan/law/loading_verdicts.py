"""Reading whether something holds: plainly, or depending on how a question of law is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.law.arrears import Stated
from jamsostek_rentan.law.questions import Figure, certain


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jamsostek_rentan.law.basis import LegalBasis
    from jamsostek_rentan.law.questions import Question
    from jamsostek_rentan.law.sections import Section


__all__ = ["check_readings", "read_stated", "read_verdict"]


def read_verdict(section: Section, key: str, questions: Mapping[str, Question]) -> Figure[bool]:
    """Read ``key = true``, or a ``question`` and the readings ``<key>_under`` which it holds."""
    if not section.has("question"):
        return certain(section.read(key, bool))
    question = section.one_of("question", questions)
    under = section.texts(f"{key}_under")
    if section.sound:
        check_readings(section, f"{key}_under", under, question)
    if not section.sound:
        return certain(value=False)
    return Figure((question,), tuple(option in under for option in question.options)).pruned()


def read_stated(
    outer: Section,
    key: str,
    verdict: str,
    grounds: Mapping[str, LegalBasis],
    questions: Mapping[str, Question],
) -> Stated:
    """Read the table at a key: a verdict, and where it says so."""
    section = outer.section(key)
    stated = Stated(
        holds=read_verdict(section, verdict, questions), basis=section.one_of("basis", grounds)
    )
    section.close()
    return stated


def check_readings(section: Section, key: str, named: Iterable[str], question: Question) -> None:
    """Report the readings that a key names and the question does not have."""
    for reading in named:
        if reading not in question.options:
            section.fault(
                key, f"names {reading!r}; the readings are {', '.join(map(str, question.options))}"
            )
