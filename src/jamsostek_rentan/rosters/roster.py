"""A list of names (*daftar nominatif*), wherever it came from: its columns, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import attrs

from jamsostek_rentan.rosters.cells import Cell
from jamsostek_rentan.rosters.columns import Layout, layout_of
from jamsostek_rentan.rosters.csv_files import separated_otherwise
from jamsostek_rentan.rosters.refusals import refused


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jamsostek_rentan.rosters.columns import Columns


__all__ = ["Cells", "Roster", "Row", "rows_of_records", "rows_of_table"]


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
        return self._rows()


Picked = tuple[Cells, tuple["Cell", ...]]


def _picker(layout: Layout) -> Callable[[Sequence[Cell]], Picked]:
    """What takes the cells of the fields and of the facts out of a row of the right width."""
    # A field without a column is read from the empty cell that is put at the end of each row.
    empty = layout.width
    of_fields = itemgetter(*(empty if place < 0 else place for place in layout.places))
    own = [empty if place < 0 else place for _, place in layout.facts]
    of_facts = itemgetter(*own, empty)

    def pick(cells: Sequence[Cell]) -> Picked:
        whole = (*cells, None)
        return Cells._make(of_fields(whole)), of_facts(whole)[:-1] if own else ()

    return pick


def rows_of_table(
    found: Iterable[tuple[int, Sequence[Cell]]],
    layout: Layout,
    *,
    header: int,
    name: str,
    separator: str | None = None,
) -> Iterator[Row]:
    """The rows of a table below its heading.

    Args:
        found: All rows that are not empty, with their numbers.
        layout: Where the fields stand.
        header: The number of the heading; of a frame, which has none among its rows, 0.
        name: The file, as it may be shown.
        separator: What separates the columns, of a CSV file.

    Raises:
        RosterFileError: For a row that is separated otherwise than the heading.
    """
    pick, width = _picker(layout), layout.width
    first = True
    for number, cells in found:
        if number <= header:
            continue
        if first and header and _numbers_columns(cells):
            first = False
            continue
        first = False
        if len(cells) == width:
            yield Row(number, *pick(cells))
        elif any(cells[width:]) or len(cells) < width:
            if separator and separated_otherwise(cells, width, separator):
                raise refused("mixed-separators", name)
            yield Row(number, None, ())
        else:
            yield Row(number, *pick(cells[:width]))


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row below the heading says 1, 2, 3 and so on, as forms of offices do."""
    written = [
        str(cell).strip("() ").removesuffix(".0") for cell in cells if cell not in ("", None)
    ]
    return len(written) > 1 and written == [str(at) for at in range(1, len(written) + 1)]


_MOST_LAYOUTS = 64


def rows_of_records(
    found: Iterable[tuple[int, Sequence[tuple[str, Cell]]]], columns: Columns, name: str
) -> Iterator[Row]:
    """The rows of records, each with headings of its own.

    Raises:
        RosterFileError: For a record that names a field twice.
    """
    pickers: dict[tuple[str, ...], Callable[[Sequence[Cell]], Picked]] = {}
    for number, pairs in found:
        headings = tuple(heading for heading, _ in pairs)
        if headings not in pickers:
            if len(pickers) == _MOST_LAYOUTS:
                pickers.clear()
            pickers[headings] = _picker(layout_of(headings, columns, name, every=False))
        yield Row(number, *pickers[headings]([cell for _, cell in pairs]))
