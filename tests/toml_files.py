"""TOML files that are changed one place at a time, and what a schema says of them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, cast


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Content = dict[str, Any]
    Change = Callable[[Content], None]


def without(*keys: str | int) -> Change:
    """A change that takes one place away."""

    def change(content: Content) -> None:
        del _holder(content, keys)[keys[-1]]

    return change


def put(value: object, *keys: str | int) -> Change:
    """A change that writes a value at one place."""

    def change(content: Content) -> None:
        _holder(content, keys)[keys[-1]] = value

    return change


def _holder(content: Content, keys: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - a table or a list
    held: Any = content
    for key in keys[:-1]:
        held = held[key]
    return held


def as_json(value: object) -> Any:  # noqa: ANN401 - whatever TOML holds
    """What TOML holds as JSON holds it: a day becomes text."""
    if isinstance(value, dict):
        return {key: as_json(held) for key, held in cast("Content", value).items()}
    if isinstance(value, list):
        return [as_json(held) for held in cast("Iterable[Any]", value)]
    return value.isoformat() if isinstance(value, date) else value


def as_toml(content: Content) -> str:
    """A file as TOML writes it, one line for each of its keys."""
    return "".join(f"{key} = {_toml(value)}\n" for key, value in content.items())


def _toml(value: object) -> str:
    if isinstance(value, dict):
        held = (f'"{key}" = {_toml(one)}' for key, one in cast("Content", value).items())
        return "{" + ", ".join(held) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, cast("Iterable[Any]", value))) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return str(value)


def key_path(error: Any) -> str:  # noqa: ANN401 - the package that makes it has no types
    """The key path of an error of a schema, in the words of a loader."""
    path = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in error.path)
    named = re.search(
        r"'([^']*)' (is a required|was unexpected|does not match any)", str(error.message)
    )
    if named and error.validator in {"required", "additionalProperties"}:
        path += f".{named[1]}"
    return path.removeprefix(".")
