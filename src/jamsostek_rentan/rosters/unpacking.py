"""How large a workbook is when it is unpacked, before anybody unpacks it whole.

What is measured is what is there, not what the file says of itself: a few kilobytes may unpack to
gigabytes, two cells in far corners may span billions, and one text may stand in a million cells.
"""

from __future__ import annotations

import io
import re
import zipfile
from array import array
from typing import TYPE_CHECKING
from xml.parsers import expat

from jamsostek_rentan.errors import RosterFileError
from jamsostek_rentan.rosters.refusals import refused


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.rosters.limits import Limits


__all__ = ["measure"]

_CHUNK = 1 << 20
_MARK = b"\xef\xbb\xbf"
_LETTERS = 26
_MANIFEST = "META-INF/manifest.xml"  # where LibreOffice says that a file is locked
_DIGITS = 7  # of the number of a row
_STRINGS = "xl/sharedStrings.xml"
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
    shared = _Strings()
    if _STRINGS in packed.namelist():
        _look_at(shared, packed, _STRINGS)
    for part in packed.namelist():
        if part == _STRINGS or not _is_xml(packed, part):
            continue
        sheet = _Table() if part == "content.xml" else _Sheet(shared.lengths)
        _look_at(sheet, packed, part)
        if sheet.columns > limits.columns:
            raise refused("too-many-columns", name, most=limits.columns)
        if sheet.columns * sheet.rows > limits.cells:
            raise refused("too-many-cells", name, most=limits.cells)
        if sheet.letters > limits.unpacked:
            raise refused("too-large", name, most=limits.unpacked)


def _chunks(packed: zipfile.ZipFile, part: str | zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(part) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _is_xml(packed: zipfile.ZipFile, part: str) -> bool:
    for chunk in _chunks(packed, part):
        text = chunk.removeprefix(_MARK).lstrip()
        if text:
            return text.startswith(b"<")
    return False


def _look_at(part: _Strings | _Sheet | _Table, packed: zipfile.ZipFile, name: str) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = part.start
    parser.EndElementHandler = part.end
    parser.CharacterDataHandler = part.text
    for chunk in _chunks(packed, name):
        parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no names
    parser.Parse(b"", True)  # noqa: FBT003 - the same


class _Strings:
    """The lengths of the texts that the cells of a workbook of Excel share."""

    def __init__(self) -> None:
        self.lengths = array("Q")
        self._length = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            self._length = 0

    def text(self, text: str) -> None:
        self._length += len(text)

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] == "si":
            self.lengths.append(self._length)


class _Sheet:
    """How far the cells of a worksheet of Excel reach, and how long the texts are they share.

    Args:
        lengths: The lengths of the shared texts.
    """

    def __init__(self, lengths: array[int]) -> None:
        self.columns = self.rows = self.letters = 0
        self._lengths = lengths
        self._column = self._row = 0
        self._shared = False
        self._number = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            at = attributes.get("r", "")
            self._row = int(at) if at.isdecimal() and len(at) <= _DIGITS else self._row + 1
            self._column = 0
        elif kind == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1].upper()) if place else self._column + 1
            self.rows = max(self.rows, int(place[2]) if place else self._row)
            self.columns = max(self.columns, self._column)
            self._shared = attributes.get("t") == "s"
        self._number = ""

    def text(self, text: str) -> None:
        if self._shared:
            self._number += text[:_DIGITS]

    def end(self, name: str) -> None:
        if self._shared and name.rpartition(":")[2] == "v":
            number = self._number.strip()
            if number.isdecimal() and int(number) < len(self._lengths):
                self.letters += self._lengths[int(number)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


class _Table:
    """How far the tables of LibreOffice reach, to the last filled cell, and how long they are."""

    def __init__(self) -> None:
        self.columns = self.rows = self.letters = 0
        self._empty_rows = 0
        self._repeated = self._cell_repeated = 1
        self._filled = self._empty = 0
        self._in_cell = self._in_row = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._empty_rows = 0
        elif name == "table:table-row":
            self._repeated = _count(attributes, "table:number-rows-repeated")
            self._filled = self._empty = self._in_row = 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._cell_repeated = _count(attributes, "table:number-columns-repeated")
            self._empty += self._cell_repeated
            self._in_cell = 0
            if "office:value-type" in attributes:
                self._fill()
        elif name == "text:p":
            self._fill()

    def text(self, text: str) -> None:
        self._in_cell += len(text)

    def _fill(self) -> None:
        self._filled += self._empty
        self._empty = 0

    def end(self, name: str) -> None:
        if name in {"table:table-cell", "table:covered-table-cell"}:
            self._in_row += self._in_cell * self._cell_repeated
        elif name == "table:table-row":
            self.letters += self._in_row * self._repeated
            self._empty_rows += self._repeated
            if self._filled:
                self.columns = max(self.columns, self._filled)
                self.rows += self._empty_rows
                self._empty_rows = 0


def _count(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    return int(written) if written.isdecimal() and len(written) <= _DIGITS else 1 << 30
