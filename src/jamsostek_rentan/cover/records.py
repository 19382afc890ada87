"""Checks that the records of money share: a day, a text, a figure of at least so much."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from jamsostek_rentan.errors import InvalidFactError, InvalidPeriodError
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Callable

    from jamsostek_rentan.values.money import Rupiah


__all__ = [
    "at_least",
    "check_day",
    "check_day_if_any",
    "check_period",
    "check_text",
    "check_text_if_any",
    "listed",
    "refuse_unless",
    "refuse_unless_day",
]


T = TypeVar("T")


def refuse_unless(given: object, kind: type | tuple[type, ...], place: str) -> None:
    """Refuse what is not of a kind, or of one of several.

    Raises:
        InvalidFactError: For anything else.
    """
    if not isinstance(given, kind):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        names = " or ".join(one.__name__ for one in kinds)
        raise InvalidFactError(
            f"A {type(given).__name__} was given as {place}.",
            f"What is asked is {names}.",
            f"Give {names}.",
        )


def refuse_unless_day(given: object, place: str) -> None:
    """Refuse what is not a day of the calendar.

    Raises:
        InvalidFactError: For an instant or a text among others.
    """
    if type(given) is not date:
        raise InvalidFactError(
            f"A {type(given).__name__} was given as {place}.",
            "It is a day of the calendar, without an hour.",
            "Write for example date(2026, 3, 5).",
        )


def listed(given: object, kind: type[T], place: str) -> tuple[T, ...]:
    """What was given as a list of one kind.

    Raises:
        InvalidFactError: For one alone, or anything of another kind among them.
    """
    several = isinstance(given, Iterable)
    rows = tuple(cast("Iterable[object]", given)) if several else (given,)
    strange = [row for row in rows if not isinstance(row, kind)]
    if strange or not several:
        raise InvalidFactError(
            f"A {type((*strange, *rows)[0]).__name__} was given for {place}.",
            f"It is a list, each of {kind.__name__}.",
            f"Write {place}=[...], one {kind.__name__} after another.",
        )
    return cast("tuple[T, ...]", rows)


def check_day(owner: object, field: attrs.Attribute[Any], given: object) -> None:
    """A validator of a field that holds a day."""
    refuse_unless_day(given, f"{type(owner).__name__}.{field.name}")


def check_period(owner: object, field: attrs.Attribute[Any], given: object) -> None:
    """A validator of a field that holds contribution months in a row."""
    if not isinstance(given, ContributionPeriod):
        raise InvalidPeriodError(
            f"A {type(given).__name__} was given as {type(owner).__name__}.{field.name}.",
            "It is a ContributionPeriod.",
            "Read text with ContributionPeriod.parse; one month is month.for_months(1).",
        )


def check_text(owner: object, field: attrs.Attribute[Any], given: object) -> None:
    """A validator of a field that holds a text that is not empty."""
    if not isinstance(given, str) or not given.strip():
        raise InvalidFactError(
            f"A {type(given).__name__} was given as {type(owner).__name__}.{field.name}.",
            "It is a text that is not empty.",
            "Write it as your papers do; a reference that is not known is left out.",
        )


def at_least(least: Rupiah | int) -> Callable[[object, attrs.Attribute[Any], Any], None]:
    """A validator that a figure is of the kind of the least one, and not below it.

    A record that has a reference is named by it.
    """
    kind: Any = type(least)

    def check(owner: object, field: attrs.Attribute[Any], given: Any) -> None:  # noqa: ANN401 - whatever a caller may hand in is judged here
        if type(given) is not kind or given < least:
            reference = getattr(owner, "reference", None)
            raise InvalidFactError(
                f"{masked(repr(given))} was given as {type(owner).__name__}.{field.name}"
                f"{f' of {reference}' if reference else ''}.",
                f"That takes {kind.__name__}, {least} or more.",
                "Correct the figure, or leave its entry out.",
            )

    return check


check_text_if_any = attrs.validators.optional(check_text)
check_day_if_any = attrs.validators.optional(check_day)
