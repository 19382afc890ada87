"""Reading a list of names: a file of any known kind, records, or a data frame."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jamsostek_rentan.cover.records import refuse_unless
from jamsostek_rentan.errors import InvalidFactError, UnknownNameError
from jamsostek_rentan.rosters.columns import Columns
from jamsostek_rentan.rosters.csv_files import LOOKED_AT, csv_rows, separator_of
from jamsostek_rentan.rosters.files import FileKind, kind_of, mark_of, opened
from jamsostek_rentan.rosters.frames import collected, frame_header, frame_rows
from jamsostek_rentan.rosters.json_files import json_records
from jamsostek_rentan.rosters.layouts import (
    header_among,
    layout_of,
    layout_of_record,
    layout_of_records,
)
from jamsostek_rentan.rosters.limits import Limits
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.rosters.roster import Roster
from jamsostek_rentan.rosters.rows import Table
from jamsostek_rentan.rosters.sources import (
    CsvRows,
    FrameRows,
    JsonRows,
    RecordRows,
    SourceFile,
    WorkbookRows,
    book_in,
)
from jamsostek_rentan.values.hiding import name_shown


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.layouts import Layout


__all__ = ["from_frame", "from_records", "read"]

_ENCODINGS = ("utf-8", "windows-1252")
_KNOWN_HEADINGS = Columns()
_USUAL = Limits()

Numbered = tuple[int, "Sequence[Cell]"]


def read(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    columns: Columns = _KNOWN_HEADINGS,
    encoding: str | None = None,
    limits: Limits = _USUAL,
) -> Roster:
    r"""Read a list of names from a file: CSV, Excel (.xlsx, .xls), LibreOffice (.ods) or JSON.

    What kind it is shows in the file, whatever its name.  The heading is looked for among the first
    rows, what separates the columns of a CSV file is found, and a text that is not UTF-8 is taken
    for Windows-1252.  What the columns are is found now, and the rows are read when they are asked
    for: a workbook is opened for each of the two, and a JSON file looked through for its headings.

    Args:
        path: The file.
        sheet: The worksheet; it need not be named where one sheet alone has a known heading.
        columns: The headings of your own; known ones need not be named.
        encoding: ``utf-8`` or ``windows-1252``, where it is known.
        limits: How large a file may be.

    Raises:
        RosterFileError: For a file that cannot be read as a list, in words of both languages.
        UnknownNameError: For another encoding.
        InvalidFactError: For what is no path, columns or limits.
        MissingExtraError: For a workbook, where python-calamine is not installed.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "list.csv")
    ...     _ = file.write_text("NIK;Nama\n9901015505850001;Pekerja Satu", encoding="utf-8")
    ...     [row.number for row in read(file).rows()]
    [2]
    """
    refuse_unless(path, (str, os.PathLike), "the path of a list")
    refuse_unless(sheet, (str, type(None)), "sheet")
    refuse_unless(columns, Columns, "columns")
    refuse_unless(limits, Limits, "limits")
    asked = encoding.lower() if isinstance(encoding, str) else encoding
    if asked not in (None, *_ENCODINGS):
        raise UnknownNameError(
            f"The encoding {encoding!r} was asked.",
            f"Lists are read in {' and '.join(_ENCODINGS)}.",
            "Save the file as CSV UTF-8.",
        )
    place = Path(path)
    with opened(place, limits=limits) as file:
        source = SourceFile(place, columns, limits, mark_of(file))
        kind = kind_of(file, source.name)
        if kind in {FileKind.WORKBOOK, FileKind.OLD_WORKBOOK}:
            return _workbook(source, kind, file, sheet)
        if sheet is not None:
            raise refused("no-sheets", source.name, sheet=name_shown(sheet))
        return _json(source, file) if kind is FileKind.JSON else _csv(source, file, asked)


def _csv(source: SourceFile, file: BinaryIO, encoding: str | None) -> Roster:
    name, limits = source.name, source.limits
    separator = separator_of(file, name, columns=source.columns, encoding=encoding, limits=limits)
    file.seek(0)
    found = csv_rows(file, name, separator=separator, encoding=encoding, limits=limits)
    header, layout = _heading(list(islice(found, LOOKED_AT)), source)
    table = Table(name, source.columns, layout, header, separator)
    return Roster(name, None, layout, CsvRows(source, encoding, separator, table))


def _workbook(source: SourceFile, kind: FileKind, file: BinaryIO, sheet: str | None) -> Roster:
    book = book_in(file, source, kind)
    if sheet is not None and sheet not in book.sheets:
        sheets = tuple(map(name_shown, book.sheets))
        raise refused("sheet-missing", source.name, sheet=name_shown(sheet), sheets=sheets)
    heads = {
        one: list(islice(book.rows(one), LOOKED_AT)) for one in ([sheet] if sheet else book.sheets)
    }
    chosen = _sheet_among(heads, source)
    header, layout = _heading(heads[chosen], source)
    table = Table(source.name, source.columns, layout, header)
    return Roster(
        source.name, name_shown(chosen), layout, WorkbookRows(source, kind, chosen, table)
    )


def _sheet_among(heads: Mapping[str, Sequence[Numbered]], source: SourceFile) -> str:
    """The worksheet that holds a list: the only one with a NIK, or with any known heading."""
    known: list[str] = []
    with_nik: list[str] = []
    for sheet, head in heads.items():
        rows = [row for _, row in head]
        at = header_among(rows, source.columns)
        if at is not None:
            known.append(sheet)
            if layout_of_record(rows[at], source.columns, source.name).has("nik"):
                with_nik.append(sheet)
    found = tuple(with_nik or known)
    if len(found) > 1:
        raise refused("several-sheets", source.name, sheets=tuple(map(name_shown, found)))
    if not found:
        raise refused("no-heading", source.name)
    return found[0]


def _json(source: SourceFile, file: BinaryIO) -> Roster:
    records = json_records(file, source.name, limits=source.limits)
    shapes = _shapes(records, source.name)
    layout = layout_of_records(shapes, source.columns, source.name)
    return Roster(source.name, None, layout, JsonRows(source))


def _shapes(
    records: Iterator[tuple[int, Sequence[tuple[str, Cell]]]], name: str
) -> Iterator[tuple[str, ...]]:
    """The headings of each record that are not those of the one before."""
    before: tuple[str, ...] = ()
    for number, pairs in records:
        for heading, cell in pairs:
            if isinstance(cell, list):
                raise refused("nested", name, number=number, heading=name_shown(heading))
        headings = tuple(heading for heading, _ in pairs)
        if headings != before or number == 1:
            before = headings
            yield headings


def _heading(head: Sequence[Numbered], source: SourceFile) -> tuple[int, Layout]:
    """The number of the heading among the first rows, and where the fields stand under it.

    Raises:
        RosterFileError: Where no row is a heading, or none comes after it.
    """
    at = header_among([row for _, row in head], source.columns)
    if at is None:
        raise refused("no-heading", source.name)
    if at == len(head) - 1 and len(head) < LOOKED_AT:
        raise refused("no-rows", source.name)
    number, cells = head[at]
    below = [row for _, row in head[at + 1 :]]
    return number, layout_of(cells, source.columns, source.name, below=below)


def from_records(
    records: Iterable[Mapping[str, Any]],
    *,
    name: str = "records",
    columns: Columns = _KNOWN_HEADINGS,
) -> Roster:
    """A list of names from records that a program has: dicts of cells by heading.

    Args:
        records: The records; each may have headings of its own.
        name: What to call the list.
        columns: The headings of your own.

    Raises:
        RosterFileError: For no records, or one that names a field twice.
        InvalidFactError: For anything but dicts.

    >>> roster = from_records([{"nik": "9901015505850001", "desa": "Mawar"}], name="village")
    >>> roster.has("village")
    True
    """
    refuse_unless(name, str, "the name of a list")
    refuse_unless(columns, Columns, "columns")
    given = tuple(records) if isinstance(cast("object", records), Iterable) else (records,)
    for record in given:
        if not isinstance(cast("object", record), Mapping):
            raise InvalidFactError(
                f"A {type(record).__name__} was given as a record of a list.",
                "A record has its cells by their headings.",
                'Write for example {"NIK": "...", "Nama": "..."}.',
            )
    held = tuple(
        (number, tuple((str(heading), cell) for heading, cell in record.items()))
        for number, record in enumerate(cast("tuple[Mapping[str, Any], ...]", given), start=1)
    )
    shown = name_shown(name)
    shapes = dict.fromkeys(tuple(heading for heading, _ in pairs) for _, pairs in held)
    layout = layout_of_records(shapes, columns, shown)
    return Roster(shown, None, layout, RecordRows(held, columns, shown))


def from_frame(frame: object, *, name: str = "frame", columns: Columns = _KNOWN_HEADINGS) -> Roster:
    """A list of names from a data frame: pandas, Polars, pyarrow, DuckDB, whatever narwhals knows.

    Args:
        frame: The frame, one row a worker; keep a NIK as text, for as a number it loses digits.
        name: What to call the list.
        columns: The headings of your own.

    Raises:
        RosterFileError: For a frame without rows, or with two columns of one field.
        InvalidFactError: For what is no data frame.
        MissingExtraError: Where narwhals is not installed.

    >>> import polars
    >>> from_frame(polars.DataFrame({"NIK": ["9901015505850001"]})).has("nik")
    True
    """
    refuse_unless(name, str, "the name of a list")
    refuse_unless(columns, Columns, "columns")
    shown = name_shown(name)
    held = collected(frame)
    layout = layout_of(frame_header(held), columns, shown)
    if next(frame_rows(held), None) is None:
        raise refused("no-rows", shown)
    return Roster(shown, None, layout, FrameRows(held, Table(shown, columns, layout)))
