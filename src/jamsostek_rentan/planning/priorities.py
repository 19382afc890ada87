"""Priority (*urutan prioritas*): which candidates come first, and why that is not by chance."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import attrs

from jamsostek_rentan.cover.records import check_text
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import masked
from jamsostek_rentan.values.words import plain_words


if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["Priority", "ranks_of"]

_MOST_DIGITS = 20
# What values are compared as; whatever has another type has no order that all would agree on.
_KINDS: dict[type, str] = {
    **dict.fromkeys((int, float, Fraction, Decimal), "number"),
    bool: "truth",
    str: "word",
    Rupiah: "rupiah",
    ContributionMonth: "month",
    date: "day",
}


def _values(given: Any) -> tuple[Hashable, ...]:  # noqa: ANN401 - judged here
    values: tuple[Hashable, ...] | None = None
    if isinstance(given, (list, tuple)):
        values = tuple(map(_value, cast("tuple[Hashable, ...]", given)))
    if values is None or not _are_different(values):
        raise InvalidFactError(
            f"order={masked(repr(cast('object', given)))} was given for a priority.",
            "It is a list of values, those that come first before the others, each once.",
            'Write for example order=["petani", "nelayan"].',
        )
    return values


def _are_different(values: tuple[Hashable, ...]) -> bool:
    """Whether values can be told apart, and each stands there once."""
    try:
        return len(set(values)) == len(values)
    except TypeError:  # of lists, say
        return False


def _value(given: Hashable) -> Hashable:
    """A value as it is compared: digits are a number, and words are small."""
    if not isinstance(given, str):
        return given
    words = plain_words(given)
    is_number = len(words) <= _MOST_DIGITS and words.isdecimal() and words.isascii()
    return int(words) if is_number else words


@attrs.frozen
class Priority:
    """A key by which candidates are put in order (*kriteria pemeringkatan*).

    Texts of digits alone count as numbers, so that ``"10"`` comes after ``"2"``.

    Args:
        fact: The fact of a worker, such as ``"decile"``; ``"birth_date"`` and ``"member_since"``
            are known of the worker itself.
        order: Values that come first, in this order; whoever has another comes after them.
        descending: Whether the greatest value comes first.
        missing_last: Whether whoever lacks the fact comes last; else it is reported.

    Raises:
        InvalidFactError: For a fact without a name, a value named twice, or an answer other than
            yes or no.

    >>> poorest_first = Priority("decile")
    >>> eldest_first = Priority("birth_date")
    >>> Priority("job", order=["Petani", "nelayan"]).order
    ('petani', 'nelayan')
    """

    fact: str = attrs.field(validator=check_text)
    order: tuple[Hashable, ...] = attrs.field(
        default=(), kw_only=True, converter=_values, repr=lambda order: masked(repr(order))
    )
    descending: bool = attrs.field(default=False, kw_only=True)
    missing_last: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for name in ("descending", "missing_last"):
            if type(getattr(self, name)) is not bool:
                raise InvalidFactError(
                    f"{name}={getattr(self, name)!r} was given for the priority by {self.fact}.",
                    "It is True or False.",
                    "Correct it, or leave it out.",
                )


def ranks_of(priority: Priority, values: Sequence[Hashable]) -> list[int] | None:
    """The rank of each value by a priority, the first one 0; none where they cannot be compared.

    >>> ranks_of(Priority("decile"), ["2", "10", 1])
    [1, 2, 0]
    >>> ranks_of(Priority("decile"), ["2", "ten"]) is None
    True
    """
    types = {type(value) for value in values if value is not None}
    compared = {value: _value(value) for value in set(values)}
    listed = {value: at for at, value in enumerate(priority.order)}
    others = {value for value in compared.values() if value is not None and value not in listed}
    kinds = {_KINDS.get(kind) for kind in types if kind is not str}
    kinds |= {_KINDS[type(value)] for value in others if type(value) in {int, str}}
    if len(kinds) > 1 or None in kinds:
        return None
    sorted_others = sorted(cast("set[Any]", others), reverse=priority.descending)
    place = {**listed, **{value: at for at, value in enumerate(sorted_others, start=len(listed))}}
    place[None] = len(place)
    ranks = {value: place[told] for value, told in compared.items()}
    return [ranks[value] for value in values]
