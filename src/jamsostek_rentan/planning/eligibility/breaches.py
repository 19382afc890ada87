"""What a row or a worker breaks, before a policy weighs it, and the finding that it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jamsostek_rentan.planning.eligibility.fields import fields
from jamsostek_rentan.planning.eligibility.rules import RULES
from jamsostek_rentan.values.findings import Finding


if TYPE_CHECKING:
    from jamsostek_rentan.values.findings import Severity


__all__ = ["Breach"]


class Breach(NamedTuple):
    """A rule that is broken.

    Args:
        rule: The rule.
        field: The field, or none for the row as a whole.
        values: What is written into its text.
    """

    rule: str
    field: str | None
    values: tuple[tuple[str, Any], ...] = ()

    def finding(self, row: str, severity: Severity, read: str | None) -> Finding:
        """The finding of it: where it stands, what it weighs, what was read, as it may be shown."""
        return Finding(
            row=row,
            field=self.field,
            rule=self.rule,
            severity=severity,
            key=RULES[self.rule].key,
            values=self.values,
            read=read,
            label=fields()[self.field].label if self.field else None,
        )
