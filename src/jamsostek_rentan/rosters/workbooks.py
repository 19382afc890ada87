"""Worksheets of Excel and LibreOffice, read by python-calamine, which holds a whole sheet."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jamsostek_rentan.rosters.cells import filled
from jamsostek_rentan.rosters.extras import library
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.rosters.unpacking import measure


if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.limits import Limits


__all__ = ["Workbook"]


class Workbook:
    """A workbook whose size was measured before it was opened.

    Args:
        content: The bytes of the file.
        name: The file, as it may be shown.
        limits: How much is taken; none where it was measured before and has not changed since.

    Raises:
        RosterFileError: For a workbook that is damaged, too large unpacked, or has a password.
        MissingExtraError: Where python-calamine is not installed.
    """

    def __init__(self, content: bytes, name: str, *, limits: Limits | None) -> None:
        asked = f"The workbook {name} was to be read."
        calamine = library("python_calamine", extra="excel", asked=asked)
        self._name = name
        if limits is not None:
            measure(content, name, limits)
        with self._refusing_damage():
            self._book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets."""
        return tuple(self._book.sheet_names)

    def rows(self, sheet: str) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows of a sheet that are not empty, with their numbers."""
        with self._refusing_damage():
            found: Iterator[list[Any]] = self._book.get_sheet_by_name(sheet).iter_rows()
            for number, row in enumerate(found, start=1):
                if filled(row):
                    yield number, row

    @contextmanager
    def _refusing_damage(self) -> Generator[None]:
        try:
            yield
        except BaseException as error:
            # Of what Rust raises when it meets damage it did not expect, only the name is known.
            if isinstance(error, Exception) or type(error).__name__ == "PanicException":
                raise refused("damaged", self._name) from error
            raise
