"""Rows of a data frame, whatever library it is of, through narwhals; and records as a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jamsostek_rentan.errors import InvalidFactError, MissingExtraError


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan.rosters.cells import Cell


__all__ = ["frame_header", "frame_of", "frame_rows"]

_AT_ONCE = 1 << 12


def _narwhals() -> Any:  # noqa: ANN401 - a module of an extra
    try:
        import narwhals  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError(
            "A data frame was handed over.",
            "That needs narwhals, which is not installed.",
            "pip install 'jamsostek-rentan[frames]'",
        ) from error
    return narwhals


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
    return enumerate(_frame(native).iter_rows(buffer_size=_AT_ONCE), start=1)


def frame_of(rows: Sequence[dict[str, Any]], backend: str) -> Any:  # noqa: ANN401 - what the caller's library has
    """Rows of one kind as a data frame of a library, named as narwhals names it.

    Raises:
        MissingExtraError: Where narwhals or that library is not installed.
    """
    columns = {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
    try:
        return _narwhals().from_dict(columns, backend=backend).to_native()
    except ImportError as error:
        raise MissingExtraError(
            f"A data frame of {backend} was asked.",
            f"That needs {backend}, which is not installed.",
            f"pip install {backend}",
        ) from error
