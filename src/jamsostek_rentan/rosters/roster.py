"""A list of names (*daftar nominatif*), wherever it came from: its columns, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import attrs

from jamsostek_rentan.rosters import cells, dates
from jamsostek_rentan.rosters.cells import Cell
from jamsostek_rentan.rosters.layouts import Layout


__all__ = ["Cells", "Roster", "Row", "called"]


def called(name: str, sheet: str | None) -> str:
    """What a list is called, with its worksheet if it has one."""
    return f"{name}: {sheet}" if sheet else name


class Cells(NamedTuple):
    """What stands in each field of a row, in the order of a form; none where it has no column."""

    worker_id: Cell = None
    nik: Cell = None
    name: Cell = None
    birth_place: Cell = None
    birth_date: Cell = None
    sex: Cell = None
    mother_name: Cell = None
    phone: Cell = None
    family_card: Cell = None
    address: Cell = None
    rt: Cell = None
    rw: Cell = None
    village: Cell = None
    district: Cell = None
    regency: Cell = None
    job: Cell = None
    sector: Cell = None
    income: Cell = None
    decile: Cell = None
    consent: Cell = None

    def __repr__(self) -> str:
        filled = (name for name, cell in zip(self._fields, self, strict=True) if cell is not None)
        return f"Cells({', '.join(filled)})"


class Row(NamedTuple):
    """A row of a list.

    Args:
        number: Its number, as a spreadsheet shows it; of records and frames, from 1.
        cells: What stands in each field; none at all where the row has more or fewer cells than the
            heading.
        facts: What stands in the columns of the caller's own facts.
    """

    number: int
    cells: Cells | None
    facts: tuple[Cell, ...]

    def __repr__(self) -> str:
        return f"Row(number={self.number}, cells={self.cells!r})"


@attrs.frozen(eq=False)
class Roster:
    """A list of names (*daftar nominatif*), ready to be read row by row, as often as one likes.

    Args:
        name: The file, or what the caller calls it, as it may be shown.
        sheet: The worksheet, of a workbook.
        layout: Where the fields stand.

    >>> from jamsostek_rentan import rosters
    >>> roster = rosters.from_records([{"NIK": "9901015505850001", "Nama": "Pekerja Satu"}])
    >>> roster.has("nik"), roster.has("birth_date"), roster.unread
    (True, False, ())
    >>> [row.number for row in roster.rows()]
    [1]
    """

    name: str
    sheet: str | None
    layout: Layout = attrs.field(repr=False)
    _rows: Callable[[], Iterator[Row]] = attrs.field(repr=False)

    def has(self, field: str) -> bool:
        """Whether it has a column for a field."""
        return self.layout.has(field)

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of columns that are not read, for the library does not know them."""
        return self.layout.unread

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the caller's own facts."""
        return tuple(name for name, _ in self.layout.facts)

    def rows(self) -> Iterator[Row]:
        """Its rows, one after another; empty ones, and one that numbers the columns, are no rows.

        Raises:
            RosterFileError: Where the file cannot be read to its end, or changes while it is read.
        """
        try:
            yield from self._rows()
        finally:
            # Words are remembered while a list is read, since lists repeat them, and no longer.
            cells.forget()
            dates.forget()
