"""What a worker has of a fact, by whatever name: one reading for keys, places and cohorts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from jamsostek_rentan.planning.eligibility.policy_checks import decile_in
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.words import means_nothing


if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from jamsostek_rentan.cover.people import Worker


__all__ = ["fact_columns", "fact_of"]

# Of these no value is nothing.
_SOMETHING = frozenset({int, bool, Fraction, date, Rupiah, ContributionMonth})
# Facts that a worker knows of itself.
_OWN = ("birth_date", "member_since")


def fact_of(worker: Worker, fact: str) -> Hashable:
    """What a worker has of a fact; none where that is nothing.

    >>> from jamsostek_rentan import Worker
    >>> siti = Worker("w-001", facts={"decile": "Desil 04", "village": " - "})
    >>> fact_of(siti, "decile"), fact_of(siti, "village"), fact_of(siti, "birth_date")
    (4, None, None)
    """
    return fact_columns([worker], [fact])[fact][0]


def fact_columns(workers: Sequence[Worker], facts: Iterable[str]) -> dict[str, list[Hashable]]:
    """What each worker has of each fact, as :func:`fact_of` tells."""
    columns: dict[str, list[Hashable]] = {
        fact: [getattr(worker, fact) for worker in workers] for fact in facts if fact in _OWN
    }
    asked = [(fact, columns.setdefault(fact, [])) for fact in facts if fact not in _OWN]
    texts: dict[tuple[str, str], Hashable] = {}
    for worker in workers if asked else ():
        known = dict(worker.facts)
        for fact, column in asked:
            value = known.get(fact)
            if isinstance(value, str):
                if (fact, value) not in texts:
                    texts[fact, value] = _of_text(fact, value)
                value = texts[fact, value]
            elif type(value) not in _SOMETHING and _is_nothing(value):
                value = None
            column.append(value)
    return columns


def _is_nothing(value: Hashable) -> bool:
    """Whether a value is what frames have for nothing."""
    try:
        return bool(value != value)  # noqa: PLR0124 - so are NaN and its kin told
    except TypeError:  # neither equal nor different, as pandas has it
        return True


def _of_text(fact: str, text: str) -> Hashable:
    """What a text says; a decile is read as the eligibility policy reads it."""
    if means_nothing(text):
        return None
    decile = decile_in(text) if fact == "decile" else None
    return text if decile is None else decile
