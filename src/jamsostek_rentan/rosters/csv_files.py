"""Rows of a CSV file, whatever separates its columns, one after another.

The lines are handed to Python's own reader; what is written here is what lists need besides: the
separator is found, a text that is not UTF-8 is read as Windows-1252, and limits hold.
"""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from jamsostek_rentan.errors import RosterFileError
from jamsostek_rentan.rosters.layouts import header_among, recognised
from jamsostek_rentan.rosters.refusals import refused


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from jamsostek_rentan.rosters.columns import Columns
    from jamsostek_rentan.rosters.limits import Limits


__all__ = ["LOOKED_AT", "csv_rows", "separated_otherwise", "separator_of"]

_SEPARATORS = (",", ";", "\t")
LOOKED_AT = 30
"""Among how many of the first rows the heading is looked for."""

_MARK = b"\xef\xbb\xbf".decode("latin-1")
_ENCODINGS = ("utf-8", "windows-1252")
_LONGEST_LINE = 1 << 30
_NIK = re.compile(r"'?[0-9]{15,16}(?:\.0)?")


def csv_rows(
    file: BinaryIO, name: str, *, separator: str, encoding: str | None, limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with their numbers, as a spreadsheet would number them.

    Raises:
        RosterFileError: For a line or a cell that is too long, quotation marks that do not close,
            bytes that are no text, or too many columns.
    """
    lines = _Lines(file, name, encoding, limits)
    reader = csv.reader(lines.read(), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            lines.held = 0
            if len(row) > limits.columns:
                raise refused("too-many-columns", name, most=limits.columns)
            if any(map(str.strip, row)):
                yield number, row
    except csv.Error as error:
        if "field limit" in str(error):
            raise refused("cell-too-long", name, most=csv.field_size_limit()) from error
        raise refused("quotation", name, line=reader.line_num) from error


class _Lines:
    """The lines of a file as text, and how many letters stand in the row that is being read."""

    def __init__(self, file: BinaryIO, name: str, encoding: str | None, limits: Limits) -> None:
        self.held = 0
        self._file = file
        self._name = name
        self._decode = _decoder(name, encoding)
        self._longest = min(limits.line, _LONGEST_LINE)

    def read(self) -> Iterator[str]:
        mark, longest = _MARK, self._longest
        # Latin-1 has a letter for every byte: so lines are cut at every kind of line end, and
        # decoded one by one.
        text = io.TextIOWrapper(self._file, encoding="latin-1", newline="")
        try:
            for line in iter(partial(text.readline, longest + 1), ""):
                self.held += len(line)
                if self.held > longest:
                    raise refused("line-too-long", self._name, most=longest)
                if "\0" in line:
                    raise refused("no-text", self._name)
                yield line if line.isascii() else self._decode(line.removeprefix(mark))
                mark = ""
        finally:
            if not self._file.closed:  # else there is nothing left to keep open
                text.detach()


def _decoder(name: str, encoding: str | None) -> Callable[[str], str]:
    """What makes a text of a line whose letters are bytes."""
    known = (encoding,) if encoding else _ENCODINGS

    def decode(line: str) -> str:
        content = line.encode("latin-1")
        for one in known:
            # An error would hold the line, and who catches it might show it.
            with suppress(UnicodeDecodeError):
                return content.decode(one)
        raise refused("encoding", name, encoding=known)

    return decode


def separator_of(
    file: BinaryIO, name: str, *, columns: Columns, encoding: str | None, limits: Limits
) -> str:
    """What separates the columns: that by which most headings are known, or there are most.

    Raises:
        RosterFileError: As :func:`csv_rows`, and for a heading that is separated in two ways.
    """
    headers: dict[str, list[str]] = {}
    failures: list[RosterFileError] = []
    for separator in _SEPARATORS:
        file.seek(0)
        found = csv_rows(file, name, separator=separator, encoding=encoding, limits=limits)
        rows: list[list[str]] = []
        try:
            rows += (row for _, row in islice(found, LOOKED_AT))
        except RosterFileError as error:
            failures.append(error)
        at = header_among(rows, columns)
        headers[separator] = [] if at is None else rows[at]
    best = max(headers, key=lambda one: (recognised(headers[one], columns), len(headers[one])))
    if failures and not headers[best]:
        raise failures[0]
    if any(
        recognised(cell.split(other), columns) > 1
        for cell in headers[best]
        for other in _SEPARATORS
        if other != best
    ):
        raise refused("mixed-separators", name)
    return best


def separated_otherwise(row: Sequence[str], width: int, separator: str, telling: int) -> bool:
    """Whether a row of a wrong width has the right one by another separator, and a NIK in place.

    Args:
        row: The row.
        width: How many columns the heading has.
        separator: What separates these.
        telling: Where the NIK stands.
    """
    whole = separator.join(row)
    ways = (whole.split(other) for other in _SEPARATORS if other != separator)
    return any(len(cells) == width > 1 and _NIK.fullmatch(cells[telling].strip()) for cells in ways)
