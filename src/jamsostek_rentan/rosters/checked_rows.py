"""What was found in a row of a list: its result, its reasons, and the worker it makes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.law.programs import LOWEST_BAND, Sector
from jamsostek_rentan.planning.eligibility.policy_checks import decile_in
from jamsostek_rentan.planning.eligibility.rules import RULES
from jamsostek_rentan.rosters.cells import Cell, nothing_in, text_in
from jamsostek_rentan.rosters.layouts import place_of
from jamsostek_rentan.rosters.roster import Cells
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.hiding import shown
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.texts import Bilingual, Labelled, both


if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["CheckedRow", "FindingRecord", "RowResult"]


class RowResult(Labelled):
    """What became of a row (*hasil verifikasi*).

    >>> RowResult.REFUSED.label.id
    'ditolak'
    """

    ACCEPTED = Bilingual("accepted", "diterima")
    """Nothing was found."""
    ACCEPTED_WITH_NOTES = Bilingual("accepted with notes", "diterima dengan catatan")
    """Something was found that does not keep it out; somebody should look at it."""
    REFUSED = Bilingual("refused", "ditolak")
    """It breaks a rule that keeps it out."""


@attrs.frozen(kw_only=True)
class FindingRecord:
    """One finding (*catatan verifikasi*), as a row of a table.

    Args:
        file: The list.
        sheet: The worksheet, of a workbook.
        row: The row.
        worker: The worker's identifier, as it may be shown.
        village: The village, as the list has it.
        rule: The rule, by which findings are counted.
        severity: What it weighs.
        field: The field, or none for the row as a whole.
        read: What was read, with no more of a NIK than may be shown.
        problem: What is wrong.
        todo: What to do about it.

    >>> from jamsostek_rentan import ContributionPeriod, law, rosters
    >>> found = rosters.check(
    ...     rosters.from_records([{"NIK": "9,90102E+15", "Nama": "Pekerja Satu"}]),
    ...     policy=rosters.EligibilityPolicy(require=["nik", "name"]),
    ...     period=ContributionPeriod.parse("2026-11/2026-12"), rules=law.bpu(),
    ... )
    >>> record = found.findings()[0]
    >>> record.row, record.rule, record.read
    (1, 'nik-rounded', '9,9****E+**')
    """

    file: str
    sheet: str | None
    row: int = attrs.field(metadata={"shown": str})
    worker: str | None
    village: str | None
    rule: str
    severity: Severity
    field: Bilingual | None
    read: str | None
    problem: Bilingual
    todo: Bilingual


@attrs.frozen(kw_only=True, repr=False)
class CheckedRow:
    """A row of a list and what was found in it.

    Args:
        file: The list.
        sheet: The worksheet, of a workbook.
        number: The row.
        cells: What stands in each field; empty where the row could not be taken apart.
        facts: The caller's own facts and what was read of them.
        nik: The NIK, where there is a usable one.
        birth_date: The day of birth, where it could be read.
        sector: The sector, where it is known.
        income: The monthly income, where it could be read.
        findings: What was found.
        result: What became of it.

    >>> from jamsostek_rentan import ContributionPeriod, law, rosters
    >>> listed = {"ID Pekerja": "w-17", "NIK": "9901015505850001", "Desa": "Mawar"}
    >>> (row,) = rosters.checked_rows(
    ...     rosters.from_records([listed]),
    ...     policy=rosters.EligibilityPolicy(require=["nik"]),
    ...     period=ContributionPeriod.parse("2026-11/2026-12"), rules=law.bpu(),
    ... )
    >>> row.id, row.result.name, row.place, row.worker().birth_date
    ('w-17', 'ACCEPTED', (None, 'Mawar'), datetime.date(1985, 5, 15))
    """

    file: str
    sheet: str | None
    number: int
    cells: Cells
    facts: tuple[tuple[str, Cell], ...]
    nik: str | None
    birth_date: date | None
    sector: Sector | None
    income: Rupiah | None
    findings: tuple[Finding, ...]
    result: RowResult

    def __repr__(self) -> str:
        return (
            f"CheckedRow(file={self.file!r}, sheet={self.sheet!r}, number={self.number}, "
            f"result={self.result}, rules={self.rules!r})"
        )

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules it was found by, in order."""
        return tuple(finding.rule for finding in self.findings)

    @property
    def reason(self) -> str | None:
        """The rule it is refused by, the first error in the order of the table of rules."""
        errors = {one.rule for one in self.findings if one.severity is Severity.ERROR}
        return next((rule for rule in RULES if rule in errors), None)

    def text(self, field: str) -> str | None:
        """What stands in a field, as text; none where it is empty or there is no such column.

        Raises:
            UnknownNameError: For what is no field.
        """
        return _text(self.cells[place_of(field)])

    @property
    def place(self) -> tuple[str | None, str | None]:
        """District and village, as the list has them."""
        return _text(self.cells.district), _text(self.cells.village)

    @property
    def id(self) -> str:
        """The worker's identifier, that of the list, else the NIK, else the row.

        Where a row before has the same one, the NIK or the row stands in its stead.
        """
        named = None if "worker-id-repeated" in self.rules else self.text("worker_id")
        place = ":".join(part for part in (self.file, self.sheet, str(self.number)) if part)
        return named or self.nik or place

    def worker(self, *, enrol_by_income: bool = False) -> Worker:
        """The worker of this row, for everything that takes workers.

        Village, district, regency, job, decile and the caller's own facts become facts of it: a
        decile as a whole number, where it is read as one, and all else as text.

        Args:
            enrol_by_income: Whether the income of the list is the one reported to the agency; a
                sponsored worker is enrolled in the lowest band where nobody says so.
        """
        named: dict[str, str | int | None] = {field: self.text(field) for field in _FACTS}
        named["decile"] = _decile_or_text(self.text("decile"))
        named |= {name: _text(cell) for name, cell in self.facts}
        return Worker(
            self.id,
            sector=self.sector,
            declared_income=self.income if enrol_by_income else LOWEST_BAND,
            birth_date=self.birth_date,
            facts={name: fact for name, fact in named.items() if fact is not None},
        )

    def records(self) -> Iterator[FindingRecord]:
        """Its findings as rows of a table."""
        for finding in self.findings:
            values = dict(finding.values)
            yield FindingRecord(
                file=self.file,
                sheet=self.sheet,
                row=self.number,
                worker=shown(self.text("worker_id") or self.nik),
                village=shown(self.text("village")),
                rule=finding.rule,
                severity=finding.severity,
                field=finding.label,
                read=finding.read,
                problem=both(finding.key, **values),
                todo=both(f"{finding.key}.todo", **values),
            )


def _text(cell: Cell) -> str | None:
    return None if nothing_in(cell) else text_in(cell)


def _decile_or_text(text: str | None) -> int | str | None:
    decile = None if text is None else decile_in(text)
    return text if decile is None else decile


_FACTS = ("village", "district", "regency", "job")
