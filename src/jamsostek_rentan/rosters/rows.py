"""Rows of a table or of records, taken apart into the fields of a list."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan.rosters.columns import Columns
from jamsostek_rentan.rosters.csv_files import separated_otherwise
from jamsostek_rentan.rosters.layouts import Layout, layout_of_record, place_of, recognised
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.rosters.roster import Cells, Row


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jamsostek_rentan.rosters.cells import Cell


__all__ = ["Table", "rows_of_records", "rows_of_table"]

_MOST_LAYOUTS = 64
Picked = tuple[Cells, "tuple[Cell, ...]"]


class Table(NamedTuple):
    """A table in which a list stands.

    Args:
        name: The file, as it may be shown.
        columns: The headings that the caller names.
        layout: Where the fields stand.
        header: The number of the heading; of a frame, which has none among its rows, 0.
        separator: What separates the columns, of a CSV file.
    """

    name: str
    columns: Columns
    layout: Layout
    header: int = 0
    separator: str | None = None


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


def rows_of_table(found: Iterable[tuple[int, Sequence[Cell]]], table: Table) -> Iterator[Row]:
    """The rows of a table below its heading.

    Args:
        found: All rows that are not empty, with their numbers.
        table: Where they stand.

    Raises:
        RosterFileError: For a row that is separated otherwise than the heading, another heading
            further down, or no row at all.
    """
    pick, width, header = _picker(table.layout), table.layout.width, table.header
    telling = _telling(table.layout)
    below = given = False
    for number, cells in found:
        if number <= header or (header and not below and _numbers_columns(cells)):
            continue
        below = True
        if len(cells) < width or any(cells[width:]):
            if table.separator and separated_otherwise(cells, width, table.separator, telling):
                raise refused("mixed-separators", table.name)
            given = True
            yield Row(number, None, ())
        elif not _is_heading(cells, telling, table, number):
            given = True
            yield Row(number, *pick(cells if len(cells) == width else cells[:width]))
    if not given:
        raise refused("no-rows", table.name)


def _telling(layout: Layout) -> int:
    """The place whose cell tells a heading from a row: that of the NIK, else of the first field."""
    nik = layout.places[place_of("nik")]
    return nik if nik >= 0 else min((place for place in layout.places if place >= 0), default=0)


def _is_heading(cells: Sequence[Cell], telling: int, table: Table, number: int) -> bool:
    """Whether a row is the heading once more; another one would shift every column below."""
    cell = cells[telling]
    if not isinstance(cell, str) or not cell[:1].isalpha():
        return False
    if recognised(cells, table.columns) <= 1:
        return False
    again = layout_of_record(cells[: table.layout.width], table.columns, table.name)
    if again.places != table.layout.places:
        raise refused("second-heading", table.name, row=str(number))
    return True


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row below the heading says 1, 2, 3 and so on, as forms of offices do."""
    written = [str(cell).strip("() ").removesuffix(".0") for cell in cells]
    return len(written) > 1 and written == [str(at) for at in range(1, len(written) + 1)]


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
            pickers[headings] = _picker(layout_of_record(headings, columns, name))
        yield Row(number, *pickers[headings]([cell for _, cell in pairs]))
