"""Rows of a data frame, whatever library it is of, through narwhals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.rosters.extras import library


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan.rosters.cells import Cell


__all__ = ["collected", "frame_header", "frame_rows"]

_AT_ONCE = 1 << 12


def _narwhals() -> Any:  # noqa: ANN401 - a module
    return library("narwhals", extra="frames", asked="Narwhals was to bring a data frame.")


def _frame(native: object) -> Any:  # noqa: ANN401 - a frame of narwhals
    narwhals = _narwhals()
    try:
        frame = narwhals.from_native(native)
        return frame.collect() if isinstance(frame, narwhals.LazyFrame) else frame
    except narwhals.exceptions.DuplicateError:
        raise InvalidFactError(
            "A data frame has two columns of one name.",
            "Which of them is meant cannot be told.",
            "Rename one of them.",
        ) from None
    except TypeError as error:
        raise InvalidFactError(
            f"A {type(native).__name__} was given as a data frame.",
            "Known are those of pandas, Polars, pyarrow, DuckDB and others that narwhals knows.",
            "Read a file with rosters.read, records with rosters.from_records.",
        ) from error


def collected(native: object) -> Any:  # noqa: ANN401 - a frame of the caller's library
    """A data frame whose rows are there: one that only says how to make them makes them now.

    Raises:
        InvalidFactError: For what is no data frame.
        MissingExtraError: Where narwhals is not installed.
    """
    return _frame(native).to_native()


def frame_header(native: object) -> tuple[str, ...]:
    """The headings of a data frame."""
    return tuple(map(str, _frame(native).columns))


def frame_rows(native: object) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows of a data frame with their numbers from 1."""
    rows: Iterator[Sequence[Cell]] = _frame(native).iter_rows(buffer_size=_AT_ONCE)
    return enumerate(rows, start=1)
