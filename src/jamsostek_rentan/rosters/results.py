"""What was found in lists as a whole: counts that add up to the rows read, records, frames."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.planning.eligibility.place_names import place_name
from jamsostek_rentan.planning.eligibility.rules import RULES
from jamsostek_rentan.rosters.checked_rows import CheckedRow, RowResult
from jamsostek_rentan.rosters.roster import called
from jamsostek_rentan.values.findings import Finding
from jamsostek_rentan.values.hiding import shown


if TYPE_CHECKING:
    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.checked_rows import FindingRecord


__all__ = ["CheckedRoster", "RuleRecord", "Tally", "VillageRecord"]

_ENOUGH_NIKS = 20


@attrs.frozen(kw_only=True)
class RuleRecord:
    """The rows in which one rule was found, counted.

    Args:
        rule: The rule.
        rows: The rows in which it was found.
        refused_for_it: Those of them for whose refusal it is the reason; over all rules these add
            up to the rows refused.

    >>> RuleRecord(rule="nik-form", rows=3, refused_for_it=2).rows
    3
    """

    rule: str
    rows: int
    refused_for_it: int


@attrs.frozen(kw_only=True)
class VillageRecord:
    """The rows of one village, counted.

    Args:
        district: The district, as the list has it; none where it does not say.
        village: The village, likewise.
        rows: The rows read.
        accepted: Those in which nothing was found.
        accepted_with_notes: Those in which something was found that does not keep them out.
        refused: Those that are refused.

    >>> mawar = VillageRecord(
    ...     district=None, village="Mawar", rows=9, accepted=6, accepted_with_notes=1, refused=2
    ... )
    >>> mawar.rows == mawar.accepted + mawar.accepted_with_notes + mawar.refused
    True
    """

    district: str | None
    village: str | None
    rows: int
    accepted: int
    accepted_with_notes: int
    refused: int


class Tally:
    """Counts of checked rows, added one after another; it keeps no row.

    >>> from jamsostek_rentan import ContributionPeriod, law, rosters
    >>> roster = rosters.from_records([{"NIK": "9901015505850001", "Desa": "Mawar"}])
    >>> tally = rosters.Tally()
    >>> for row in rosters.checked_rows(
    ...     roster, policy=rosters.EligibilityPolicy(require=["nik"]),
    ...     period=ContributionPeriod.parse("2026-11/2026-12"), rules=law.bpu(),
    ... ):
    ...     tally.add(row)
    >>> tally.read, tally.accepted, tally.refused, tally.by_village()[0].village
    (1, 1, 0, 'Mawar')
    """

    def __init__(self) -> None:
        self._results: Counter[RowResult] = Counter()
        self._rules: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        # By what a place is called, however it is written; and as it was written first.
        self._villages: dict[tuple[str, str], Counter[RowResult]] = {}
        self._written: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        self._places: dict[tuple[Cell, Cell], tuple[str, str]] = {}
        self._niks: Counter[str] = Counter()
        self._zeros: Counter[str] = Counter()

    def add(self, row: CheckedRow) -> None:
        """Count one row."""
        self._results[row.result] += 1
        cells = row.cells.district, row.cells.village
        try:
            place = self._places.get(cells)
        except TypeError:  # a cell that is no text, such as a list
            place = self._place_of(row)
        if place is None:
            place = self._places[cells] = self._place_of(row)
        self._villages[place][row.result] += 1
        if row.nik is not None:
            listed = called(row.file, row.sheet)
            self._niks[listed] += 1
            if row.nik[-1] == "0":
                self._zeros[listed] += 1
        if row.findings:
            self._rules.update(set(row.rules))
            if row.reason is not None:
                self._reasons[row.reason] += 1

    def _place_of(self, row: CheckedRow) -> tuple[str, str]:
        """The place of a row, however it is written."""
        district, village = row.place
        place = place_name(district or ""), place_name(village or "")
        self._villages.setdefault(place, Counter())
        self._written.setdefault(place, (shown(district), shown(village)))
        return place

    @property
    def read(self) -> int:
        """The rows read."""
        return self._results.total()

    @property
    def accepted(self) -> int:
        """The rows in which nothing was found."""
        return self._results[RowResult.ACCEPTED]

    @property
    def accepted_with_notes(self) -> int:
        """The rows in which something was found that does not keep them out."""
        return self._results[RowResult.ACCEPTED_WITH_NOTES]

    @property
    def refused(self) -> int:
        """The rows that are refused."""
        return self._results[RowResult.REFUSED]

    def by_rule(self) -> tuple[RuleRecord, ...]:
        """The rules that were found, in the order of the table of rules."""
        return tuple(
            RuleRecord(rule=rule, rows=self._rules[rule], refused_for_it=self._reasons[rule])
            for rule in RULES
            if rule in self._rules
        )

    def warnings(self) -> tuple[Finding, ...]:
        """What is told of a whole list: NIKs whose last digits a spreadsheet may have replaced.

        They have the right form, so no row shows it; but where one in ten NIKs would end in 0, more
        than half of them do.
        """
        rule = RULES["niks-end-in-zero"]
        return tuple(
            Finding(
                row="",
                field=None,
                rule=rule.code,
                severity=rule.severity,
                key=rule.key,
                values=(("list", name), ("zeros", self._zeros[name]), ("niks", niks)),
            )
            for name, niks in self._niks.items()
            if niks >= _ENOUGH_NIKS and self._zeros[name] * 2 > niks
        )

    def by_village(self) -> tuple[VillageRecord, ...]:
        """The villages by district and name, however these are written; last those without one."""
        return tuple(
            VillageRecord(
                district=self._written[place][0],
                village=self._written[place][1],
                rows=found.total(),
                accepted=found[RowResult.ACCEPTED],
                accepted_with_notes=found[RowResult.ACCEPTED_WITH_NOTES],
                refused=found[RowResult.REFUSED],
            )
            for place, found in sorted(
                self._villages.items(),
                key=lambda one: [(not part, part) for part in one[0]],
            )
        )


@attrs.frozen
class CheckedRoster:
    """Lists that were checked row by row (*hasil verifikasi dan validasi*).

    Args:
        rows: Every row that was read, in order.

    >>> from jamsostek_rentan import ContributionPeriod, law, rosters
    >>> found = rosters.check(
    ...     rosters.from_records([{"NIK": "9901015505850001"}, {"NIK": "9901015505850001"}]),
    ...     policy=rosters.EligibilityPolicy(require=["nik"]),
    ...     period=ContributionPeriod.parse("2026-11/2026-12"), rules=law.bpu(),
    ... )
    >>> len(found.accepted), len(found.refused), found.refused[0].reason
    (1, 1, 'duplicate')
    """

    rows: tuple[CheckedRow, ...] = attrs.field(repr=lambda rows: f"<{len(rows)}>")

    @property
    def accepted(self) -> tuple[CheckedRow, ...]:
        """The rows in which nothing was found."""
        return self._those(RowResult.ACCEPTED)

    @property
    def accepted_with_notes(self) -> tuple[CheckedRow, ...]:
        """The rows in which something was found that does not keep them out."""
        return self._those(RowResult.ACCEPTED_WITH_NOTES)

    @property
    def refused(self) -> tuple[CheckedRow, ...]:
        """The rows that are refused."""
        return self._those(RowResult.REFUSED)

    def _those(self, result: RowResult) -> tuple[CheckedRow, ...]:
        return tuple(row for row in self.rows if row.result is result)

    @property
    def tally(self) -> Tally:
        """Its rows, counted."""
        tally = Tally()
        for row in self.rows:
            tally.add(row)
        return tally

    def findings(self) -> tuple[FindingRecord, ...]:
        """Everything that was found, in the order of the rows."""
        return tuple(record for row in self.rows for record in row.records())

    def workers(self, *, enrol_by_income: bool = False) -> tuple[Worker, ...]:
        """The workers of all rows that are not refused, in their order.

        Args:
            enrol_by_income: As for :meth:`CheckedRow.worker`.
        """
        return tuple(
            row.worker(enrol_by_income=enrol_by_income)
            for row in self.rows
            if row.result is not RowResult.REFUSED
        )
