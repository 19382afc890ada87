"""Reading a list of names: a file of any known kind, records, or a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs

from jamsostek_rentan.errors import InvalidFactError, UnknownNameError
from jamsostek_rentan.rosters.columns import Columns, header_among, layout_of
from jamsostek_rentan.rosters.csv_files import LOOKED_AT, csv_rows, separator_of
from jamsostek_rentan.rosters.files import FileKind, kind_of, mark_of, opened, shown_name
from jamsostek_rentan.rosters.frames import frame_header, frame_rows
from jamsostek_rentan.rosters.json_files import json_records
from jamsostek_rentan.rosters.limits import Limits
from jamsostek_rentan.rosters.old_workbooks import OldWorkbook
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.rosters.roster import Roster, rows_of_records, rows_of_table
from jamsostek_rentan.rosters.workbooks import Workbook
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike
    from typing import BinaryIO

    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.columns import Layout
    from jamsostek_rentan.rosters.files import Mark
    from jamsostek_rentan.rosters.roster import Row


__all__ = ["from_frame", "from_records", "read"]

_ENCODINGS = ("utf-8", "windows-1252")
_KNOWN_HEADINGS = Columns()
_USUAL = Limits()

Numbered = tuple[int, "Sequence[Cell]"]


@attrs.frozen
class _File:
    """A file to be read, and how."""

    path: Path
    columns: Columns
    encoding: str | None
    limits: Limits

    @property
    def name(self) -> str:
        return shown_name(self.path)


def read(
    path: str | PathLike[str],
    *,
    sheet: str | None = None,
    columns: Columns = _KNOWN_HEADINGS,
    encoding: str | None = None,
    limits: Limits = _USUAL,
) -> Roster:
    r"""Read a list of names from a file: CSV, Excel (.xlsx, .xls), LibreOffice (.ods) or JSON.

    What kind it is shows in the file, whatever its name.  The heading is looked for among the first
    rows, what separates the columns of a CSV file is found, and a text that is not UTF-8 is taken
    for Windows-1252.  Only the heading is read now, and the rows when they are asked for.

    Args:
        path: The file.
        sheet: The worksheet; it need not be named where one sheet alone has a known heading.
        columns: The headings of your own; known ones need not be named.
        encoding: ``utf-8`` or ``windows-1252``, where it is known.
        limits: How large a file may be.

    Raises:
        RosterFileError: For a file that cannot be read as a list, in words of both languages.
        UnknownNameError: For another encoding.
        MissingExtraError: For a workbook, where python-calamine is not installed.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "list.csv")
    ...     _ = file.write_text("NIK;Nama\n9901015505850001;Pekerja Satu", encoding="utf-8")
    ...     [row.number for row in read(file).rows()]
    [2]
    """
    if encoding not in (None, *_ENCODINGS):
        raise UnknownNameError(
            f"The encoding {encoding!r} was asked.",
            f"Lists are read in {' and '.join(_ENCODINGS)}.",
            "Save the file as CSV UTF-8.",
        )
    source = _File(Path(path), columns, encoding, limits)
    with opened(source.path, limits=limits) as file:
        mark = mark_of(file)
        kind = kind_of(file, source.name)
        if kind in {FileKind.WORKBOOK, FileKind.OLD_WORKBOOK}:
            return _workbook(source, mark, kind, file, sheet)
        if sheet is not None:
            raise refused("no-sheets", source.name, sheet=sheet)
        return _json(source, mark, file) if kind is FileKind.JSON else _csv(source, mark, file)


def _csv(source: _File, mark: Mark, file: BinaryIO) -> Roster:
    name, limits, encoding = source.name, source.limits, source.encoding
    separator = separator_of(file, name, columns=source.columns, encoding=encoding, limits=limits)
    file.seek(0)
    head = islice(
        csv_rows(file, name, separator=separator, encoding=encoding, limits=limits), LOOKED_AT
    )
    header, layout = _heading(list(head), source)

    def rows() -> Iterator[Row]:
        with opened(source.path, limits=limits, before=mark) as again:
            found = csv_rows(again, name, separator=separator, encoding=encoding, limits=limits)
            yield from rows_of_table(found, layout, header=header, name=name, separator=separator)

    return Roster(name, None, layout, rows)


def _book(source: _File, kind: FileKind, file: BinaryIO) -> OldWorkbook | Workbook:
    if kind is FileKind.OLD_WORKBOOK:
        return OldWorkbook(file.read(), source.name)
    return Workbook(file.read(), source.name, limits=source.limits)


def _workbook(
    source: _File, mark: Mark, kind: FileKind, file: BinaryIO, sheet: str | None
) -> Roster:
    name, book = source.name, _book(source, kind, file)
    if sheet is not None and sheet not in book.sheets:
        raise refused("sheet-missing", name, sheet=sheet, sheets=book.sheets)
    heads = {
        one: list(islice(book.rows(one), LOOKED_AT)) for one in ([sheet] if sheet else book.sheets)
    }
    known = [
        one
        for one, head in heads.items()
        if header_among([row for _, row in head], source.columns) is not None
    ]
    if len(known) > 1:
        raise refused("several-sheets", name, sheets=tuple(known))
    chosen = known[0] if known else next(iter(heads), "")
    header, layout = _heading(heads.get(chosen, []), source)

    def rows() -> Iterator[Row]:
        with opened(source.path, limits=source.limits, before=mark) as again:
            found = _book(source, kind, again).rows(chosen)
        yield from rows_of_table(found, layout, header=header, name=name)

    return Roster(name, chosen, layout, rows)


def _json(source: _File, mark: Mark, file: BinaryIO) -> Roster:
    name, limits, columns = source.name, source.limits, source.columns
    first = next(json_records(file, name, limits=limits), None)
    if first is None:
        raise refused("no-rows", name)
    layout = layout_of([heading for heading, _ in first[1]], columns, name)

    def rows() -> Iterator[Row]:
        with opened(source.path, limits=limits, before=mark) as again:
            found = json_records(again, name, limits=limits)
            yield from rows_of_records(found, columns, name)

    return Roster(name, None, layout, rows)


def _heading(head: Sequence[Numbered], source: _File) -> tuple[int, Layout]:
    """The number of the heading among the first rows, and where the fields stand under it.

    Raises:
        RosterFileError: Where no row is a heading, or none comes after it.
    """
    at = header_among([row for _, row in head], source.columns)
    if at is None:
        raise refused("no-heading" if head else "empty", source.name)
    if at == len(head) - 1 and len(head) < LOOKED_AT:
        raise refused("no-rows", source.name)
    number, cells = head[at]
    return number, layout_of(cells, source.columns, source.name)


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
    given = tuple(records) if isinstance(cast("object", records), Iterable) else (records,)
    for record in given:
        if not isinstance(cast("object", record), Mapping):
            raise InvalidFactError(
                f"A {type(record).__name__} was given as a record of a list.",
                "A record has its cells by their headings.",
                'Write for example {"NIK": "...", "Nama": "..."}.',
            )
    held = cast("tuple[Mapping[str, Any], ...]", given)
    if not held:
        raise refused("no-rows", masked(name))
    found = [
        (number, [(str(heading), cell) for heading, cell in record.items()])
        for number, record in enumerate(held, start=1)
    ]
    layout = layout_of([heading for heading, _ in found[0][1]], columns, masked(name))
    return Roster(
        masked(name), None, layout, partial(rows_of_records, found, columns, masked(name))
    )


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
    layout = layout_of(frame_header(frame), columns, masked(name))
    if next(frame_rows(frame), None) is None:
        raise refused("no-rows", masked(name))

    def rows() -> Iterator[Row]:
        return rows_of_table(frame_rows(frame), layout, header=0, name=masked(name))

    return Roster(masked(name), None, layout, rows)
