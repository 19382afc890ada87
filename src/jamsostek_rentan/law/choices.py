"""Chosen readings: how a question was answered, by whom, and on which letter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.questions import Question
from jamsostek_rentan.values.explanation import Step, step


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan.law.questions import Readings


__all__ = ["Choice", "readings_of"]


@attrs.frozen(kw_only=True)
class Choice:
    """A question answered (*penafsiran yang dipilih*).

    Args:
        question: The question.
        reading: The id of the reading chosen.
        decided_by: Who decided so, where it was said.
        reference: The letter or decree it rests on, as it is called.
        reference_date: The day of that paper.

    Raises:
        UnknownNameError: For a reading the question does not have.

    >>> from jamsostek_rentan import law
    >>> rules = law.bpu().with_reading(
    ...     "pp50-2025/apbdes", "normal", decided_by="Dinas Mawar", reference="letter 12/2026"
    ... )
    >>> rules.choices[0].decided_by
    'Dinas Mawar'
    """

    question: Question
    reading: str
    decided_by: str | None = None
    reference: str | None = None
    reference_date: date | None = None

    def __attrs_post_init__(self) -> None:
        self.question.reading(self.reading)

    def step(self) -> Step:
        """The choice as a step of a working."""
        reading = self.question.reading(self.reading)
        details = [
            step(f"reading.{name.replace('_', '-')}", **{name: value})
            for name in ("decided_by", "reference", "reference_date")
            if (value := getattr(self, name))
        ]
        return step(
            "reading.chosen",
            *details,
            ground=reading.basis,
            question=self.question.text,
            reading=reading.text,
        )


def readings_of(choices: Iterable[Choice]) -> Readings:
    """Which reading each question was answered with."""
    return tuple((choice.question.id, choice.reading) for choice in choices)
