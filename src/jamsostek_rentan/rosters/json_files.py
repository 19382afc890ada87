"""Records of a JSON file, one after another: a list of objects, or one object after another."""

from __future__ import annotations

import codecs
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from jamsostek_rentan.rosters.refusals import refused


if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from jamsostek_rentan.rosters.limits import Limits


__all__ = ["json_records"]

Pairs = list[tuple[str, Any]]

_CHUNK = 1 << 16
_BLANK = " \t\r\n"


def json_records(file: BinaryIO, name: str, *, limits: Limits) -> Iterator[tuple[int, Pairs]]:
    """The records of a file with their numbers from 1, each as pairs of heading and cell.

    Raises:
        RosterFileError: For what is no JSON in UTF-8, or holds anything but records.
    """
    text = _Text(file, name, limits.line)
    listed = text.next_letter() == "["
    text.at += listed
    number = 0
    while (letter := text.next_letter()) not in ("", "]"):
        if letter != "{":
            raise refused("no-records", name, number=number + 1)
        number += 1
        record = text.record(number)
        if len(record) > limits.columns:
            raise refused("too-many-columns", name, most=limits.columns)
        yield number, record
        if listed and text.next_letter() not in (",", "]"):
            raise refused("no-json", name, number=number + 1)
        text.at += text.next_letter() == ","
    text.at += listed and letter == "]"
    if text.next_letter() or (listed and letter != "]"):
        raise refused("no-json", name, number=number + 1)


class _Text:
    """The text of a file, of which no more than a record is held."""

    def __init__(self, file: BinaryIO, name: str, longest: int) -> None:
        self.at = 0
        self._name = name
        self._longest = longest
        self._held = ""
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._ended = False
        self._records = json.JSONDecoder(object_pairs_hook=list)

    def next_letter(self) -> str:
        """The next letter that is no blank, still to be read; none at the end."""
        while True:
            while self.at < len(self._held):
                if self._held[self.at] not in _BLANK:
                    return self._held[self.at]
                self.at += 1
            if not self._read_on():
                return ""

    def record(self, number: int) -> Pairs:
        """The record that begins here."""
        # An error of Python's would hold what was read, and who catches ours might show it.
        while (ended := self._end_of_record()) is None:
            if len(self._held) - self.at > self._longest:
                raise refused("line-too-long", self._name, most=self._longest)
            if not self._read_on():
                raise refused("no-json", self._name, number=number)
        found, end = ended
        if end - self.at > self._longest:
            raise refused("line-too-long", self._name, most=self._longest)
        self.at = end
        return found

    def _end_of_record(self) -> tuple[Pairs, int] | None:
        """The record that begins here and where it ends, if all of it is held."""
        with suppress(ValueError, RecursionError):
            return cast("tuple[Pairs, int]", self._records.raw_decode(self._held, self.at))
        return None

    def _read_on(self) -> bool:
        if self._ended:
            return False
        chunk = self._file.read(_CHUNK)
        self._ended = not chunk
        more = None
        with suppress(UnicodeDecodeError):
            more = self._decoder.decode(chunk, final=self._ended)
        if more is None:
            raise refused("encoding", self._name, encoding="UTF-8")
        self._held, self.at = self._held[self.at :] + more, 0
        return True
