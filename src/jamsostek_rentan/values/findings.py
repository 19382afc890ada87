"""Findings: problems in a user's data as values, all collected, never raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.values.texts import Bilingual, Labelled, Language, masked, text


if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = ["Finding", "Severity", "count_by_rule"]


class Severity(Labelled):
    """How much a finding weighs (*bobot catatan verifikasi*).

    >>> Severity.WARNING.label.id
    'peringatan'
    """

    ERROR = Bilingual("error", "kesalahan")
    """The row cannot be used as it is."""
    WARNING = Bilingual("warning", "peringatan")
    """The row can be used; somebody should look at it."""
    NOTE = Bilingual("note", "catatan")
    """Worth knowing."""


@attrs.frozen(kw_only=True)
class Finding:
    """One thing found in a user's data (*catatan verifikasi*): where, which rule, what to do.

    Args:
        row: Where it stands: a row number, a path or an id; one of 16 digits is hidden.  Empty
            where a whole list is meant.
        field: The field it concerns, or none for the row as a whole.
        rule: The rule it breaks; findings are counted by it.
        severity: How much it weighs.
        key: The key of its text; ``<key>.todo`` is what to do about it.
        values: What is written into the texts, as pairs of name and value.
        read: What stands in the field, as it may be shown; none where that says nothing.
        label: What people call the field; none where its name will do.

    >>> Finding(row="17", field="iuran", rule="due-missing", severity=Severity.ERROR,
    ...         key="finding.field-missing").message("en")
    'error, row 17, iuran: This field is empty. Fill it in.'
    """

    row: str = attrs.field(converter=masked)
    field: str | None
    rule: str
    severity: Severity
    key: str
    values: tuple[tuple[str, object], ...] = ()
    read: str | None = None
    label: Bilingual | None = None

    def message(self, lang: Language) -> str:
        """The finding in one line."""
        key = "finding" if self.field else "finding.whole-row"
        return text(
            key if self.row else "finding.whole-list",
            lang,
            severity=self.severity,
            row=self.row,
            field=self.label or self.field,
            problem=text(self.key, lang, **dict(self.values)),
            todo=text(f"{self.key}.todo", lang, **dict(self.values)),
        )


def count_by_rule(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings break each rule, most frequent first, then by name."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
