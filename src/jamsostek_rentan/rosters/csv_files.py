"""Rows of a CSV file, whatever separates its columns, one after another.

The lines are handed to Python's own reader; what is written here is what lists need besides: the
separator is found, a text that is not UTF-8 is read as Windows-1252, and limits hold.
"""

from __future__ import annotations

import csv
import io
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
_FALLBACK = "windows-1252"


def csv_rows(
    file: BinaryIO, name: str, *, separator: str, encoding: str | None, limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with their numbers, as a spreadsheet would number them.

    Raises:
        RosterFileError: For a line or a cell that is too long, quotation marks that do not close,
            bytes that are no text, or too many columns.
    """
    reader = csv.reader(_lines(file, name, encoding, limits), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            if len(row) > limits.columns:
                raise refused("too-many-columns", name, row=number, most=limits.columns)
            if any(row) and not "".join(row).isspace():
                yield number, row
    except csv.Error as error:
        if "field limit" in str(error):
            raise refused("cell-too-long", name, most=csv.field_size_limit()) from error
        raise refused("quotation", name, line=reader.line_num) from error


def _lines(file: BinaryIO, name: str, encoding: str | None, limits: Limits) -> Iterator[str]:
    """The lines of a file as text."""
    decode = _decoder(name, encoding)
    longest = limits.line
    mark = _MARK
    # Latin-1 has a letter for every byte: so lines are cut at every kind of line end, and decoded
    # one by one.
    text = io.TextIOWrapper(file, encoding="latin-1", newline="")
    try:
        for line in iter(partial(text.readline, longest + 1), ""):
            if len(line) > longest:
                raise refused("line-too-long", name, most=longest)
            if "\0" in line:
                raise refused("no-text", name)
            yield line if line.isascii() else decode(line.removeprefix(mark).encode("latin-1"))
            mark = ""
    finally:
        if not file.closed:  # else there is nothing left to keep open
            text.detach()


def _decoder(name: str, encoding: str | None) -> Callable[[bytes], str]:
    def decode(line: bytes) -> str:
        try:
            return line.decode(encoding or "utf-8")
        except UnicodeDecodeError:
            return fall_back(line)

    def fall_back(line: bytes) -> str:
        try:
            if encoding is None:
                return line.decode(_FALLBACK)
        except UnicodeDecodeError:
            pass
        raise refused("encoding", name, encoding=encoding or f"UTF-8, {_FALLBACK}")

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


def separated_otherwise(row: Sequence[str], width: int, separator: str) -> bool:
    """Whether a row of a wrong width has the right one by another separator."""
    whole = separator.join(row)
    return any(len(whole.split(other)) == width > 1 for other in _SEPARATORS if other != separator)
