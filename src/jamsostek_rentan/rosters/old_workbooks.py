"""Worksheets of old Excel (.xls), read by xlrd.

Such a file is not packed, so its size is bounded; but one whose cells lie far apart, or a damaged
one, ends the whole process in readers that lay out every cell.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from jamsostek_rentan.rosters.cells import filled
from jamsostek_rentan.rosters.extras import library
from jamsostek_rentan.rosters.refusals import refused


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.limits import Limits


__all__ = ["SIGNATURE", "OldWorkbook"]

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How such a file begins."""


class OldWorkbook:
    """A workbook of old Excel.

    Args:
        content: The bytes of the file.
        name: The file, as it may be shown.
        limits: How much is taken.

    Raises:
        RosterFileError: For a workbook that is damaged, too large, or has a password.
        MissingExtraError: Where xlrd is not installed.
    """

    def __init__(self, content: bytes, name: str, *, limits: Limits) -> None:
        self._xlrd = library("xlrd", extra="excel", asked=f"The workbook {name} was to be read.")
        try:
            self._book = self._xlrd.open_workbook(
                file_contents=content, ragged_rows=True, logfile=io.StringIO()
            )
        except Exception as error:  # a damaged one makes xlrd raise of all kinds
            locked = "encrypted" in str(error)
            raise refused("password" if locked else "damaged", name) from error
        for sheet in self._book.sheets():
            if sheet.ncols > limits.columns:
                raise refused("too-many-columns", name, most=limits.columns)
            if sheet.ncols * sheet.nrows > limits.cells:
                raise refused("too-many-cells", name, most=limits.cells)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets."""
        return tuple(self._book.sheet_names())

    def rows(self, sheet: str) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows of a sheet that are not empty, with their numbers, all of one width."""
        found = self._book.sheet_by_name(sheet)
        for at in range(found.nrows):
            row = [self._cell(cell) for cell in found.row(at)]
            if filled(row):
                yield at + 1, row + [""] * (found.ncols - len(row))

    def _cell(self, cell: Any) -> Cell:  # noqa: ANN401 - a cell of xlrd
        xlrd = self._xlrd
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return "#N/A"
        if cell.ctype == xlrd.XL_CELL_DATE:
            try:
                return xlrd.xldate_as_datetime(cell.value, self._book.datemode)
            except (ValueError, OverflowError):
                return cell.value
        return cell.value
