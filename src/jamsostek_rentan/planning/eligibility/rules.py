"""What a row of a list can break, each with its usual weight: one table, and a page of it.

The text of a rule has the key ``roster.<code>``, and what to do about it ``roster.<code>.todo``.
"""

from __future__ import annotations

import attrs

from jamsostek_rentan.planning.eligibility.fields import fields
from jamsostek_rentan.values.findings import Severity
from jamsostek_rentan.values.texts import Bilingual, catalogue


__all__ = ["RULES", "RosterRule", "missing"]

_MISSING = "roster.field-missing"


@attrs.frozen
class RosterRule:
    """A rule that the rows of a list are checked by (*aturan verifikasi*).

    Args:
        code: What findings of it are counted by.
        severity: What it weighs where a policy says nothing else.
        fixed: Whether a policy cannot say anything else.
        may_refuse: Whether a policy can let it be a reason to refuse.
        shows_cell: Whether what was read is shown, as far as it may be; to tell that somebody is
            too old, the day of birth need not be.

    >>> RULES["nik-region"].severity.name, RULES["nik-region"].may_refuse
    ('WARNING', False)
    """

    code: str
    severity: Severity
    fixed: bool = False
    may_refuse: bool = True
    shows_cell: bool = True

    @property
    def key(self) -> str:
        """The key of its text; fields that are empty share one."""
        return _MISSING if self.code.endswith("-missing") else f"roster.{self.code}"

    @property
    def problem(self) -> Bilingual:
        """What is wrong, with what is written into it still open."""
        return catalogue()[self.key]

    @property
    def todo(self) -> Bilingual:
        """What to do about it."""
        return catalogue()[f"{self.key}.todo"]


def missing(field: str) -> str:
    """The code of the rule that a field has to be filled.

    >>> missing("birth_date")
    'birth-date-missing'
    """
    return f"{field.replace('_', '-')}-missing"


def _all() -> dict[str, RosterRule]:
    error, warning, note = Severity.ERROR, Severity.WARNING, Severity.NOTE
    rules = (
        RosterRule("row-width", error, fixed=True),
        *(RosterRule(missing(field), error) for field in fields()),
        RosterRule("nik-form", error),
        RosterRule("nik-digit-lost", error),
        RosterRule("nik-rounded", error),
        RosterRule("nik-date", error),
        RosterRule("nik-serial", error),
        RosterRule("nik-repaired", note),
        RosterRule("nik-birth-date", warning),
        RosterRule("nik-sex", warning),
        # The region is that of first issue: it says nothing about where somebody lives today.
        RosterRule("nik-region", warning, may_refuse=False),
        RosterRule("birth-date-unreadable", error),
        RosterRule("birth-date-impossible", error),
        RosterRule("birth-date-short-year", note),
        RosterRule("birth-date-from-nik", note),
        RosterRule("sex-unreadable", warning),
        RosterRule("sector-unknown", warning),
        RosterRule("income-unreadable", warning),
        RosterRule("income-implausible", warning),
        RosterRule("decile-unreadable", error),
        RosterRule("consent-unclear", warning),
        RosterRule("consent-unreadable", error),
        RosterRule("consent-refused", error),
        RosterRule("age-under", error, shows_cell=False),
        RosterRule("age-over", error, shows_cell=False),
        RosterRule("age-over-at-end", error, shows_cell=False),
        RosterRule("age-limit", error, shows_cell=False),
        RosterRule("age-limit-presumed", error, shows_cell=False),
        RosterRule("age-limit-open", warning, shows_cell=False),
        RosterRule("age-limit-at-end", note, shows_cell=False),
        RosterRule("decile-above", error),
        RosterRule("domicile-outside", error),
        RosterRule("job-excluded", error),
        RosterRule("job-not-listed", error),
        RosterRule("duplicate", error, fixed=True),
        RosterRule("duplicate-of-refused", note),
        RosterRule("second-job", note),
        RosterRule("worker-id-repeated", warning),
        RosterRule("sponsored-elsewhere", error),
        RosterRule("niks-end-in-zero", warning, fixed=True),
    )
    return {rule.code: rule for rule in rules}


RULES: dict[str, RosterRule] = _all()
"""Every rule by its code; the first error of a row in this order is the reason of its refusal."""
