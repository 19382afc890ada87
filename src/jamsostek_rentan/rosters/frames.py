"""Rows of a data frame, whatever library it is of, through narwhals; and records as a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from jamsostek_rentan.errors import InvalidFactError, MissingExtraError, UnknownNameError
from jamsostek_rentan.rosters.extras import library
from jamsostek_rentan.values.texts import check_language, show


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.values.texts import Language


__all__ = ["frame_header", "frame_rows", "to_frame"]

_AT_ONCE = 1 << 12


def _narwhals() -> Any:  # noqa: ANN401 - a module
    return library("narwhals", extra="frames", asked="Narwhals was to bring a data frame.")


def _frame(native: object) -> Any:  # noqa: ANN401 - a frame of narwhals
    narwhals = _narwhals()
    try:
        frame = narwhals.from_native(native)
    except TypeError as error:
        raise InvalidFactError(
            f"A {type(native).__name__} was given as a data frame.",
            "Known are those of pandas, Polars, pyarrow, DuckDB and others that narwhals knows.",
            "Read a file with rosters.read, records with rosters.from_records.",
        ) from error
    return frame.collect() if isinstance(frame, narwhals.LazyFrame) else frame


def frame_header(native: object) -> tuple[str, ...]:
    """The headings of a data frame."""
    return tuple(map(str, _frame(native).columns))


def frame_rows(native: object) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows of a data frame with their numbers from 1."""
    rows: Iterator[Sequence[Cell]] = _frame(native).iter_rows(buffer_size=_AT_ONCE)
    return enumerate(rows, start=1)


def to_frame(records: Iterable[object], *, kind: type, backend: str, lang: Language) -> Any:  # noqa: ANN401 - what the library of the caller has
    """Records of one kind as a data frame, a column for each of their fields.

    Counts are whole numbers, all else is text in one language; the columns have the names of the
    fields, for programs.  For people there is
    :func:`~jamsostek_rentan.reports.tables.printable`.

    Args:
        records: The records, such as those of :meth:`CheckedRoster.findings`.
        kind: Of which kind they are; of none at all, too, the frame has its columns.
        backend: ``pandas``, ``polars``, ``pyarrow``, or another that narwhals can make.
        lang: ``en`` or ``id``.

    Raises:
        InvalidFactError: For a record of another kind.
        UnknownNameError: For another language, or a library that narwhals does not know.
        MissingExtraError: Where narwhals or that library is not installed.

    >>> from jamsostek_rentan import rosters
    >>> counted = rosters.RuleRecord(rule="nik-form", rows=3, refused_for_it=2)
    >>> frame = to_frame([counted], kind=rosters.RuleRecord, backend="polars", lang="id")
    >>> frame.rows(named=True)
    [{'rule': 'nik-form', 'rows': 3, 'refused_for_it': 2}]
    """
    check_language(lang)
    narwhals = _narwhals()
    held = tuple(records)
    for record in held:
        if type(record) is not kind:
            raise InvalidFactError(
                f"A {type(record).__name__} was given for a frame of {kind.__name__}.",
                "A frame has records of one kind.",
                "Make a frame of each kind.",
            )
    fields = attrs.fields(cast("type[Any]", kind))
    content = {
        field.name: [_plain(getattr(one, field.name), lang) for one in held] for field in fields
    }
    schema = {
        field.name: narwhals.Int64() if field.type in {"int", int} else narwhals.String()
        for field in fields
    }
    try:
        return narwhals.from_dict(content, schema, backend=backend).to_native()
    except ImportError as error:
        raise MissingExtraError(
            f"A data frame of {backend} was asked.",
            f"That needs {backend}, which is not installed.",
            f"pip install {backend}",
        ) from error
    except ValueError as error:
        raise UnknownNameError(
            f"A data frame of {backend!r} was asked.",
            f"Narwhals says: {error}",
            "Choose pandas, polars or pyarrow.",
        ) from error


def _plain(value: Any, lang: Language) -> str | int | None:  # noqa: ANN401 - whatever a record has
    return value if value is None or type(value) is int else show(value, lang)
