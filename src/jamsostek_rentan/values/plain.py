"""Values of the library as plain dicts and back, for JSON, for other software, for archives.

Each value becomes a dict with one key, the name of its kind; what it holds is plain in turn.
"""

from __future__ import annotations

import enum
from datetime import date
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from jamsostek_rentan.errors import UnknownNameError
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["from_plain", "to_plain"]

_PACKAGE = "jamsostek_rentan"

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
"""What JSON knows, without fractions."""

# Values that are best read as they are written.
_WRITTEN: dict[type, Callable[[Any], int | str]] = {
    Rupiah: int,
    ContributionMonth: str,
    ContributionPeriod: str,
    Fraction: str,
    date: str,
}
_READ: dict[str, Callable[[Any], object]] = {
    "Rupiah": Rupiah,
    "ContributionMonth": ContributionMonth.parse,
    "ContributionPeriod": ContributionPeriod.parse,
    "Fraction": Fraction,
    "date": date.fromisoformat,
}


def to_plain(value: object) -> Plain:
    """A value of the library as dicts, lists, texts and whole numbers.

    Raises:
        UnknownNameError: For a value the library did not make, such as a float.

    >>> to_plain(ContributionMonth(2026, 11))
    {'ContributionMonth': '2026-11'}
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    kind = type(value)
    if kind is tuple:
        return [to_plain(item) for item in cast("tuple[object, ...]", value)]
    if kind in _WRITTEN:
        return {kind.__name__: _WRITTEN[kind](value)}
    if kind.__module__.startswith(f"{_PACKAGE}."):
        name = f"{kind.__module__.removeprefix(f'{_PACKAGE}.')}.{kind.__name__}"
        if isinstance(value, enum.Enum):
            return {name: value.name}
        if attrs.has(kind):
            return {name: {field.alias: to_plain(held) for field, held in _held(value)}}
    raise UnknownNameError(
        f"A {kind.__module__}.{kind.__name__} was to be made plain.",
        "Values of the library are, and what they hold; floats, lists and dicts are not.",
        "Make a value of the library of it first.",
    )


def from_plain(plain: Plain) -> Any:  # noqa: ANN401 - the value that was made plain
    """The value that :func:`to_plain` made plain.

    Raises:
        UnknownNameError: For a kind that is none of the library's.

    >>> from_plain({"ContributionMonth": "2026-11"})
    ContributionMonth(2026, 11)
    """
    if isinstance(plain, list):
        return tuple(map(from_plain, plain))
    if not isinstance(plain, dict):
        return plain
    ((name, held),) = plain.items()
    if name in _READ:
        return _READ[name](held)
    kind = _kind(name)
    if issubclass(kind, enum.Enum):
        return kind[str(held)]
    fields = cast("dict[str, Plain]", held)
    return kind(**{field: from_plain(value) for field, value in fields.items()})


def _held(value: object) -> list[tuple[Any, object]]:
    kind: type[Any] = type(value)
    return [(field, getattr(value, field.name)) for field in attrs.fields(kind) if field.init]


def _kind(name: str) -> type:
    """A kind by its name: a value or an enumeration of this package, and nothing else."""
    room, _, kind_name = name.rpartition(".")
    try:
        kind: object = getattr(import_module(f"{_PACKAGE}.{room}"), kind_name)
    except (ImportError, AttributeError):
        kind = None
    if isinstance(kind, enum.EnumMeta):
        return kind
    if isinstance(kind, type) and attrs.has(cast("type[object]", kind)):
        return kind
    raise UnknownNameError(
        f"A value of the kind {name!r} was to be read.",
        "It is none of the library's.",
        "Read only what to_plain has written, with the version that wrote it.",
    )
