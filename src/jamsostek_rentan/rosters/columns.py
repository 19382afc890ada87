"""Which column of a list holds which field: by known headings, or as the caller says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from jamsostek_rentan.errors import InvalidFactError, UnknownNameError
from jamsostek_rentan.law.sections import Section
from jamsostek_rentan.rosters.fields import fields, plain_heading
from jamsostek_rentan.rosters.nik import hidden
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.values.texts import Bilingual


__all__ = ["Columns", "Layout", "header_among", "layout_of", "read_columns", "recognised"]

_FORMAT = 1
_NOT_HERE = -1


def _pairs(given: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - judged here
    try:
        pairs: tuple[tuple[Any, Any], ...] = tuple(dict(given).items())
    except (TypeError, ValueError):
        pairs = ((None, None),)
    if not all(isinstance(one, str) and plain_heading(one) for pair in pairs for one in pair):
        raise InvalidFactError(
            f"{masked(repr(given))} was given as columns of a list.",
            "They are headings by the name of the field, both texts.",
            'Write for example {"nik": "No. KTP"}.',
        )
    return pairs


@attrs.frozen
class Columns:
    """The headings of a list of your own (*pemetaan kolom*); known headings need none.

    Args:
        fields: The heading of each field, by the name of the field.
        facts: The heading of whatever else planning needs, by a name of your own.

    Raises:
        UnknownNameError: For a field that is none.
        InvalidFactError: For anything but texts, or a fact that is named like a field.

    >>> Columns({"nik": "Nomor Penduduk"}, facts={"group": "Kelompok Tani"}).facts
    (('group', 'Kelompok Tani'),)
    """

    fields: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)
    facts: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)

    def __attrs_post_init__(self) -> None:
        known = fields()
        for name, _ in self.fields:
            if name not in known:
                raise UnknownNameError(
                    f"A column for the field {masked(name)!r} was given.",
                    f"The fields are {', '.join(known)}.",
                    "Choose one of them, or give it among the facts.",
                )
        for name, _ in self.facts:
            if name in known:
                raise InvalidFactError(
                    f"A column for the fact {name!r} was given.",
                    "It is named like a field of the library.",
                    "Give it among the fields, or choose another name.",
                )


def read_columns(path: str | PathLike[str]) -> Columns:
    r"""Read the headings of your lists from a TOML file: ``columns`` by field, ``facts`` by name.

    Raises:
        RulesFileError: With every fault of the file, by key path.
        UnknownNameError: For a field that is none.
        InvalidFactError: For an empty heading, or a fact that is named like a field.
        OSError: When the file cannot be opened.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "columns.toml")
    ...     _ = file.write_text('format = 1\n[columns]\nnik = "Nomor Penduduk"', encoding="utf-8")
    ...     read_columns(file).fields
    (('nik', 'Nomor Penduduk'),)
    """
    what = f"The columns of {Path(path).name}"
    file = Section.of_toml(Path(path).read_bytes(), what, version=_FORMAT)
    named = {
        key: dict(_headings(file.section(key))) for key in ("columns", "facts") if file.has(key)
    }
    file.close()
    file.raise_faults(what)
    return Columns(named.get("columns", {}), named.get("facts", {}))


def _headings(section: Section) -> Iterator[tuple[str, str]]:
    return ((name, section.read(name, str)) for name in section.keys)


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
        """Whether the list has a field."""
        return self.places[list(fields()).index(field)] != _NOT_HERE


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


def recognised(cells: Iterable[Cell], columns: Columns) -> int:
    """How many fields the cells of a row are headings of."""
    known = _known_headings(columns)
    return len({known[plain] for cell in cells if (plain := plain_heading(cell)) in known})


def header_among(rows: Sequence[Sequence[Cell]], columns: Columns) -> int | None:
    """Which of the first rows is the heading: the one with the most fields, the first of equals."""
    counts = [recognised(row, columns) for row in rows]
    most = max(counts, default=0)
    return counts.index(most) if most else None


def layout_of(header: Sequence[Cell], columns: Columns, file: str, *, every: bool = True) -> Layout:
    """Where the fields stand under a heading.

    Args:
        header: The headings.
        columns: Those that the caller names.
        file: The file, as it may be shown.
        every: Whether all that the caller names have to be there.

    Raises:
        RosterFileError: For no known heading, two columns of one field, or one that the caller
            named and is missing.
    """
    known = _known_headings(columns)
    own = {plain_heading(heading): name for name, heading in columns.facts}
    places: dict[str, int] = {}
    unread: list[str] = []
    for place, cell in enumerate(header):
        plain = plain_heading(cell)
        name = known.get(plain) or own.get(plain)
        if name is None:
            unread += [hidden(str(cell))] if plain else []
        elif name in places:
            first = hidden(str(header[places[name]]))
            raise refused(
                "column-doubled", file, field=_label(name), first=first, second=hidden(str(cell))
            )
        else:
            places[name] = place
    if every and not places:
        raise refused("no-heading", file)
    for name, heading in (*columns.fields, *columns.facts):
        if every and name not in places:
            raise refused("column-missing", file, field=_label(name), heading=heading)
    return Layout(
        width=len(header),
        places=tuple(places.get(name, _NOT_HERE) for name in fields()),
        facts=tuple((name, places.get(name, _NOT_HERE)) for name, _ in columns.facts),
        unread=tuple(unread),
    )


def _label(name: str) -> Bilingual | str:
    return fields()[name].label if name in fields() else name
