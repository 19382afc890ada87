"""The judge of one list: what its rows break, what that weighs, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.planning.eligibility.breaches import Breach
from jamsostek_rentan.planning.eligibility.policy_checks import refuses
from jamsostek_rentan.planning.eligibility.rules import RULES
from jamsostek_rentan.rosters.cells import nothing_in, text_in
from jamsostek_rentan.rosters.checked_rows import CheckedRow, RowResult
from jamsostek_rentan.rosters.roster import Cells
from jamsostek_rentan.rosters.row_checks import Facts
from jamsostek_rentan.values.hiding import shown


if TYPE_CHECKING:
    from collections.abc import Sequence

    from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.roster import Roster, Row
    from jamsostek_rentan.rosters.row_checks import RowChecks
    from jamsostek_rentan.values.findings import Finding


__all__ = ["Judge"]

_MOST_LOOKED_AT = 1_000
_NOTHING_READ = Facts(None, None, None, None)
_NO_CELLS = Cells()


class Judge:
    """The judge of the rows of one list.

    Args:
        name: What it is called.
        roster: The list.
        checks: What is checked of a row on its own.
        policy: What says how much a rule weighs.
    """

    def __init__(
        self, name: str, roster: Roster, checks: RowChecks, policy: EligibilityPolicy
    ) -> None:
        self._name = name
        self._roster = roster
        self._checks = checks
        self._weights = {rule: policy.weight(rule) for rule in RULES}

    def facts_of(self, row: Row, found: list[Breach]) -> Facts:
        """What can be read of a row; what it breaks is added to what was found."""
        if row.cells is None:
            found.append(Breach("row-width", None))
            return _NOTHING_READ
        return self._checks.check(row.cells, found)

    def judged(self, row: Row, facts: Facts, found: Sequence[Breach]) -> CheckedRow:
        """A row with its findings and result."""
        findings = tuple(self._finding(row, breach) for breach in found)
        result = RowResult.ACCEPTED
        if findings:
            out = refuses(findings)
            result = RowResult.REFUSED if out else RowResult.ACCEPTED_WITH_NOTES
        return CheckedRow(
            file=self._name,
            sheet=self._roster.sheet,
            number=row.number,
            cells=row.cells or _NO_CELLS,
            facts=tuple(zip(self._roster.facts, row.facts, strict=True)) if row.facts else (),
            nik=facts.nik,
            birth_date=facts.birth_date,
            sector=facts.sector,
            income=facts.income,
            findings=findings,
            result=result,
        )

    def _finding(self, row: Row, breach: Breach) -> Finding:
        cell = None
        if breach.field and RULES[breach.rule].shows_cell:
            cell = getattr(row.cells, breach.field)
        read = None if nothing_in(cell) else shown(_beginning(cell), nik=breach.field == "nik")
        return breach.finding(str(row.number), self._weights[breach.rule], read)


def _beginning(cell: Cell) -> str:
    return text_in(cell)[:_MOST_LOOKED_AT]
