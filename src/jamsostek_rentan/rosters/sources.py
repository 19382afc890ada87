"""Where the rows of a list come from: each kind of source gives them anew whenever it is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from jamsostek_rentan.rosters.columns import Columns
from jamsostek_rentan.rosters.csv_files import csv_rows
from jamsostek_rentan.rosters.files import FileKind, Mark, opened, shown_name
from jamsostek_rentan.rosters.frames import frame_rows
from jamsostek_rentan.rosters.json_files import json_records
from jamsostek_rentan.rosters.limits import Limits
from jamsostek_rentan.rosters.old_workbooks import OldWorkbook
from jamsostek_rentan.rosters.rows import Table, rows_of_records, rows_of_table
from jamsostek_rentan.rosters.workbooks import Workbook


if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from jamsostek_rentan.rosters.roster import Row


__all__ = [
    "CsvRows",
    "FrameRows",
    "JsonRows",
    "RecordRows",
    "SourceFile",
    "WorkbookRows",
    "book_in",
]


@attrs.frozen
class SourceFile:
    """A file that was opened once, and how it is read.

    Args:
        path: Where it is.
        columns: The headings that the caller names.
        limits: How large it may be.
        mark: By which it is told whether it has changed.
    """

    path: Path
    columns: Columns
    limits: Limits
    mark: Mark

    @property
    def name(self) -> str:
        """Its name, as it may be shown."""
        return shown_name(self.path)


@attrs.frozen
class CsvRows:
    """The rows of a CSV file below its heading."""

    source: SourceFile
    encoding: str | None
    separator: str
    table: Table

    def __call__(self) -> Iterator[Row]:
        """Read them."""
        name, limits = self.source.name, self.source.limits
        with opened(self.source.path, limits=limits, before=self.source.mark) as file:
            found = csv_rows(
                file, name, separator=self.separator, encoding=self.encoding, limits=limits
            )
            yield from rows_of_table(found, self.table)


@attrs.frozen
class WorkbookRows:
    """The rows of a worksheet below its heading."""

    source: SourceFile
    kind: FileKind
    sheet: str
    table: Table

    def __call__(self) -> Iterator[Row]:
        """Read them."""
        with opened(self.source.path, limits=self.source.limits, before=self.source.mark) as file:
            book = book_in(file, self.source, self.kind, measured=True)
        yield from rows_of_table(book.rows(self.sheet), self.table)


def book_in(
    file: BinaryIO, source: SourceFile, kind: FileKind, *, measured: bool = False
) -> OldWorkbook | Workbook:
    """A workbook, by whatever reads its kind.

    Args:
        file: The open file.
        source: What is known of it.
        kind: Its kind.
        measured: Whether it was measured before, and has not changed since.

    Raises:
        RosterFileError: For one that cannot be read.
        MissingExtraError: Where what reads it is not installed.
    """
    if kind is FileKind.OLD_WORKBOOK:
        return OldWorkbook(file.read(), source.name, limits=source.limits)
    return Workbook(file.read(), source.name, limits=None if measured else source.limits)


@attrs.frozen
class JsonRows:
    """The records of a JSON file."""

    source: SourceFile

    def __call__(self) -> Iterator[Row]:
        """Read them."""
        source = self.source
        with opened(source.path, limits=source.limits, before=source.mark) as file:
            found = json_records(file, source.name, limits=source.limits)
            yield from rows_of_records(found, source.columns, source.name)


@attrs.frozen
class RecordRows:
    """Records that a program has."""

    records: tuple[tuple[int, tuple[tuple[str, Any], ...]], ...] = attrs.field(repr=False)
    columns: Columns
    name: str

    def __call__(self) -> Iterator[Row]:
        """Take them apart."""
        return rows_of_records(self.records, self.columns, self.name)


@attrs.frozen
class FrameRows:
    """The rows of a data frame."""

    frame: Any = attrs.field(repr=False)
    table: Table

    def __call__(self) -> Iterator[Row]:
        """Take them apart."""
        return rows_of_table(frame_rows(self.frame), self.table)
