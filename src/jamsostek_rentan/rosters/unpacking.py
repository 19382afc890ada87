"""How large a workbook is when it is unpacked, before anybody unpacks it whole.

What is measured is what is there, not what the file says of itself: a few kilobytes may unpack to
gigabytes, and two cells in far corners may span billions.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

from jamsostek_rentan.errors import RosterFileError
from jamsostek_rentan.rosters.refusals import refused


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.rosters.limits import Limits


__all__ = ["measure"]

_CHUNK = 1 << 20
_MARK = b"\xef\xbb\xbf"
_LETTERS = 26
_MANIFEST = "META-INF/manifest.xml"  # where LibreOffice says that a file is locked
_DIGITS = 7  # of the number of a row
# What asks for a close look at a worksheet of Excel: a cell right of column Z or below row 99.999,
# or one that does not say where it stands.
_UNUSUAL = re.compile(
    rb"\br\s*=\s*[\"'](?:[A-Z]{2}|[A-Z]?[0-9]{6})|<(?:\w+:)?c(?=[\s/>])(?![^<>]*\br\s*=)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)


def measure(content: bytes, name: str, limits: Limits) -> None:
    """Refuse a workbook that would be too large unpacked.

    Raises:
        RosterFileError: For one too large, too wide, or damaged; for one locked by a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _refuse_large(packed, name, limits.unpacked)
            _refuse_kinds(packed, name)
            _refuse_far(packed, name, limits)
    except RosterFileError:
        raise
    except Exception as error:  # a damaged one makes zipfile and what it calls raise of all kinds
        # For an entry that is locked it is this very kind.
        raise refused("password" if type(error) is RuntimeError else "damaged", name) from error


def _refuse_large(packed: zipfile.ZipFile, name: str, most: int) -> None:
    left = most
    for entry in packed.infolist():
        for chunk in _chunks(packed, entry):
            left -= len(chunk)
            if left < 0:
                raise refused("too-large", name, most=most)


def _refuse_kinds(packed: zipfile.ZipFile, name: str) -> None:
    names = set(packed.namelist())
    if "xl/workbook.bin" in names:
        raise refused("kind-xlsb", name)
    if _MANIFEST in names and b"encryption-data" in packed.read(_MANIFEST):
        raise refused("password", name)


def _refuse_far(packed: zipfile.ZipFile, name: str, limits: Limits) -> None:
    for entry in packed.infolist():
        if entry.filename == "content.xml":
            sheet: _Sheet | _Table = _Table()
        elif _is_unusual(_chunks(packed, entry)):
            sheet = _Sheet()
        else:
            continue
        _look_at(sheet, _chunks(packed, entry))
        if sheet.columns > limits.columns:
            raise refused("too-many-columns", name, most=limits.columns)
        if sheet.columns * sheet.rows > limits.cells:
            raise refused("too-many-cells", name, most=limits.cells)


def _chunks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(entry) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _is_unusual(chunks: Iterable[bytes]) -> bool:
    rest = b""
    for number, chunk in enumerate(chunks):
        if number == 0 and not chunk.removeprefix(_MARK).lstrip().startswith(b"<"):
            return False  # no XML
        whole, closing, rest = (rest + chunk).rpartition(b">")
        if _UNUSUAL.search(whole + closing):
            return True
    return _UNUSUAL.search(rest) is not None


def _look_at(sheet: _Sheet | _Table, chunks: Iterable[bytes]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    for chunk in chunks:
        parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no names
    parser.Parse(b"", True)  # noqa: FBT003 - the same


class _Sheet:
    """How far the cells of a worksheet of Excel reach."""

    def __init__(self) -> None:
        self.columns = self.rows = 0
        self._column = self._row = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        at = attributes.get("r", "")
        if kind == "row":
            self._row = int(at) if at.isdecimal() and len(at) <= _DIGITS else self._row + 1
            self._column = 0
        elif kind == "c":
            place = _PLACE.fullmatch(at)
            self._column = _column(place[1].upper()) if place else self._column + 1
            self.rows = max(self.rows, int(place[2]) if place else self._row)
            self.columns = max(self.columns, self._column)

    def end(self, name: str) -> None:
        """Nothing is told by an end."""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


class _Table:
    """How far the tables of LibreOffice reach, up to the last filled cell."""

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
    return int(written) if written.isdecimal() and len(written) <= _DIGITS else 1 << 30
