"""How large a workbook is when it is unpacked, before anybody unpacks it whole.

What is measured is what is there, not what the file says of itself: a few kilobytes may unpack to
gigabytes, and two cells in far corners may span billions.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from jamsostek_rentan.rosters.refusals import refused


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.rosters.limits import Limits


__all__ = ["measure"]

_CHUNK = 1 << 20
_OVERLAP = 32
_LETTERS = 26
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# Places of cells in Excel's XML: those right of column Z or below row 99.999, and all of them.
_FAR = re.compile(
    rb"\br\s*=\s*[\"'](?:([A-Z]{2,3})([0-9]{1,7})|([A-Z])([0-9]{6,7}))[\"']", re.IGNORECASE
)
_ALL = re.compile(rb"\br\s*=\s*[\"'](?:([A-Z]{1,3})([0-9]{1,7}))[\"']", re.IGNORECASE)
_NEAR = (_LETTERS, 99_999)


def measure(content: bytes, name: str, limits: Limits) -> None:
    """Refuse a workbook that would be too large unpacked; one that is not packed is left alone.

    Raises:
        RosterFileError: For one too large, too wide, or damaged; for one locked by a password.
    """
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _measure_all(packed, name, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        expat.ExpatError,
    ) as error:
        raise refused("damaged", name) from error
    except RuntimeError as error:  # what zipfile raises for an entry that is locked
        raise refused("password", name) from error


def _measure_all(packed: zipfile.ZipFile, name: str, limits: Limits) -> None:
    left = limits.unpacked
    for entry in packed.infolist():
        for chunk in _chunks(packed, entry):
            left -= len(chunk)
            if left < 0:
                raise refused("too-large", name, most=limits.unpacked)
    for entry in packed.infolist():
        if _SHEET.fullmatch(entry.filename):
            columns, rows = _span(_chunks(packed, entry), _FAR, _NEAR)
            if _too_many(columns, rows, limits):
                columns, rows = _span(_chunks(packed, entry), _ALL, (1, 1))
        elif entry.filename == "content.xml":
            columns, rows = _span_of_table(_chunks(packed, entry))
        else:
            continue
        if columns > limits.columns:
            raise refused("too-many-columns", name, most=limits.columns)
        if _too_many(columns, rows, limits):
            raise refused("too-many-cells", name, most=limits.cells)


def _too_many(columns: int, rows: int, limits: Limits) -> bool:
    return columns > limits.columns or columns * rows > limits.cells


def _chunks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(entry) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _span(
    chunks: Iterable[bytes], places: re.Pattern[bytes], least: tuple[int, int]
) -> tuple[int, int]:
    """How many columns and rows the cells of a sheet of Excel span, at least those given."""
    columns, rows = least
    before = b""
    for chunk in chunks:
        for found in places.finditer(before + chunk):
            letters, digits = (one for one in found.groups() if one)
            columns = max(columns, _column(letters.upper()))
            rows = max(rows, int(digits))
        before = chunk[-_OVERLAP:]
    return columns, rows


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def _span_of_table(chunks: Iterable[bytes]) -> tuple[int, int]:
    """How many columns and rows the tables of LibreOffice span, up to the last filled cell."""
    table = _Table()
    parser = expat.ParserCreate()
    parser.StartElementHandler = table.start
    parser.EndElementHandler = table.end
    for chunk in chunks:
        parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no names
    parser.Parse(b"", True)  # noqa: FBT003 - the same
    return table.columns, table.rows


class _Table:
    """What was seen of a table so far: repeated cells and rows count as often as they stand."""

    def __init__(self) -> None:
        self.columns = self.rows = 0
        self._empty_rows = 0
        self._repeated = 1
        self._filled = self._empty = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._empty_rows = 0
        elif name == "table:table-row":
            self._repeated = _count(attributes, "table:number-rows-repeated")
            self._filled = self._empty = 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._empty += _count(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes:
                self._fill()
        elif name == "text:p":
            self._fill()

    def _fill(self) -> None:
        self._filled += self._empty
        self._empty = 0

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self._empty_rows += self._repeated
            if self._filled:
                self.columns = max(self.columns, self._filled)
                self.rows += self._empty_rows
                self._empty_rows = 0


def _count(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    return int(written) if written.isdecimal() and len(written) <= len("1048576") else 1 << 30
