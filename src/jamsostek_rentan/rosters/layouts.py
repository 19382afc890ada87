"""Which column of a list holds which field: by known headings, or as the caller says."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.errors import UnknownNameError
from jamsostek_rentan.planning.eligibility.fields import fields, plain_heading
from jamsostek_rentan.rosters.cells import nothing_in, text_in
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.values.hiding import hidden


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jamsostek_rentan.errors import RosterFileError
    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.columns import Columns
    from jamsostek_rentan.values.texts import Bilingual


__all__ = [
    "Layout",
    "header_among",
    "layout_of",
    "layout_of_record",
    "layout_of_records",
    "place_of",
    "recognised",
]

_NOT_HERE = -1
_LETTERS = 26
_MANY_DIGITS = 12


@attrs.frozen
class Layout:
    """Where the fields of a list stand.

    Args:
        width: How many columns the heading has.
        places: The place of each field, in the order of a form; -1 where it is not there.
        facts: The name of each fact of the caller's and its place.
        unread: The headings that are not read, as they may be shown.
    """

    width: int
    places: tuple[int, ...]
    facts: tuple[tuple[str, int], ...]
    unread: tuple[str, ...]

    def has(self, field: str) -> bool:
        """Whether the list has a field.

        Raises:
            UnknownNameError: For what is no field.
        """
        return self.places[place_of(field)] != _NOT_HERE


def place_of(field: str) -> int:
    """Which of the fields one is, in the order of a form.

    Raises:
        UnknownNameError: For what is no field.
    """
    names = list(fields())
    if field not in names:
        raise UnknownNameError(
            f"The field {field!r} was asked.",
            f"The fields are {', '.join(names)}.",
            "Choose one of them.",
        )
    return names.index(field)


@functools.lru_cache(maxsize=32)
def _known_headings(columns: Columns) -> dict[str, str]:
    """The field of each heading; those that the caller names go first."""
    named = dict(columns.fields)
    return {
        **{
            header: field.name
            for field in fields().values()
            if field.name not in named
            for header in field.headers
        },
        **{plain_heading(heading): name for name, heading in named.items()},
    }


def _heading(cell: Cell) -> str:
    return plain_heading(text_in(cell))


def recognised(cells: Iterable[Cell], columns: Columns) -> int:
    """How many fields the cells of a row are headings of."""
    known = _known_headings(columns)
    return len({known[plain] for cell in cells if (plain := _heading(cell)) in known})


def header_among(rows: Sequence[Sequence[Cell]], columns: Columns) -> int | None:
    """Which of the first rows is the heading: the one with the most fields, the first of equals.

    A row that holds as many digits as a NIK is none.  One known word makes a heading only of the
    first row, or where it is the NIK: further down it may be the name of a person or a place.
    """
    counts = [0 if _holds_nik(row) else recognised(row, columns) for row in rows]
    most = max(counts, default=0)
    if most > 1:
        return counts.index(most)
    known = _known_headings(columns)
    of_niks = (
        at
        for at, row in enumerate(rows)
        if counts[at] and any(known.get(_heading(cell)) == "nik" for cell in row)
    )
    return next(of_niks, 0 if any(counts[:1]) else None)


def _holds_nik(cells: Sequence[Cell]) -> bool:
    return any(sum(map(str.isdigit, str(cell))) >= _MANY_DIGITS for cell in cells)


def layout_of(
    header: Sequence[Cell], columns: Columns, file: str, *, below: Sequence[Sequence[Cell]] = ()
) -> Layout:
    """Where the fields stand under the heading of a table.

    Args:
        header: The headings.
        columns: Those that the caller names.
        file: The file, as it may be shown.
        below: Some rows under it, which tell whether a column without a heading has anything in it.

    Raises:
        RosterFileError: For no known heading, two columns of one field, or one that the caller
            named and is missing.
    """
    layout = layout_of_record(header, columns, file)
    nameless = [
        f"({_letters(place)})"
        for place, cell in enumerate(header)
        if not _heading(cell)
        and any(not nothing_in(cell) for row in below for cell in row[place : place + 1])
    ]
    return _complete(attrs.evolve(layout, unread=(*layout.unread, *nameless)), columns, file)


def layout_of_records(shapes: Iterable[Sequence[str]], columns: Columns, file: str) -> Layout:
    """What fields and facts records have, each with headings of its own.

    Raises:
        RosterFileError: As for :func:`layout_of`, and for no records at all.
    """
    places = [_NOT_HERE] * len(fields())
    facts = dict.fromkeys((name for name, _ in columns.facts), _NOT_HERE)
    unread: dict[str, None] = {}
    width = 0
    for shape in shapes:
        layout = layout_of_record(shape, columns, file)
        width = max(width, layout.width, 1)
        places = [max(pair) for pair in zip(places, layout.places, strict=True)]
        facts = {name: max(facts[name], place) for name, place in layout.facts}
        unread |= dict.fromkeys(layout.unread)
    if not width:
        raise refused("no-rows", file)
    return _complete(
        Layout(width, tuple(places), tuple(facts.items()), tuple(unread)), columns, file
    )


def layout_of_record(header: Sequence[Cell], columns: Columns, file: str) -> Layout:
    """Where the fields stand in one record, which need not have all that the caller names.

    Raises:
        RosterFileError: For two columns of one field.
    """
    known = _known_headings(columns)
    plain = [_heading(cell) for cell in header]
    places: dict[str, int] = {}
    for place, heading in enumerate(plain):
        name = known.get(heading)
        if name is not None and places.setdefault(name, place) != place:
            raise _doubled(name, header[places[name]], header[place], file)
    facts = {
        name: plain.index(heading) if (heading := plain_heading(written)) in plain else _NOT_HERE
        for name, written in columns.facts
    }
    read = {*places.values(), *facts.values()}
    return Layout(
        width=len(header),
        places=tuple(places.get(name, _NOT_HERE) for name in fields()),
        facts=tuple(facts.items()),
        unread=tuple(
            hidden(str(cell))
            for place, cell in enumerate(header)
            if plain[place] and place not in read
        ),
    )


def _complete(layout: Layout, columns: Columns, file: str) -> Layout:
    """A layout that has a known heading, and all that the caller names."""
    places = {**dict(zip(fields(), layout.places, strict=True)), **dict(layout.facts)}
    if max(places.values()) == _NOT_HERE:
        raise refused("no-heading", file)
    for name, heading in (*columns.fields, *columns.facts):
        if places[name] == _NOT_HERE:
            raise refused("column-missing", file, field=_label(name), heading=hidden(heading))
    return layout


def _doubled(name: str, first: Cell, second: Cell, file: str) -> RosterFileError:
    rule = "column-twice" if _heading(first) == _heading(second) else "column-doubled"
    return refused(
        rule, file, field=_label(name), first=hidden(str(first)), second=hidden(str(second))
    )


def _label(name: str) -> Bilingual | str:
    return fields()[name].label if name in fields() else name


def _letters(place: int) -> str:
    """The letters by which a spreadsheet names a column."""
    high, low = divmod(place, _LETTERS)
    return (_letters(high - 1) if high else "") + chr(ord("A") + low)
