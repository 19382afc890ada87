"""The parts of a JSON schema that tests walk through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Mapping


def tables_of(schema: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The tables of a file that have keys of their own, by name."""
    tables = {"the file": dict(schema), **schema["$defs"]}
    return {name: table for name, table in tables.items() if "properties" in table}
