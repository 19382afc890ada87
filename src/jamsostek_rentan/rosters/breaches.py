"""What a row breaks, before it is weighed by a policy and written as a finding."""

from __future__ import annotations

from typing import Any, NamedTuple


__all__ = ["Breach"]


class Breach(NamedTuple):
    """A rule that a row breaks.

    Args:
        rule: The rule.
        field: The field, or none for the row as a whole.
        values: What is written into its text.
    """

    rule: str
    field: str | None
    values: tuple[tuple[str, Any], ...] = ()
