"""Files as they lie on a disk: what kind they are, and that they do not change while being read."""

from __future__ import annotations

import enum
import os
import re
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jamsostek_rentan.errors import RosterFileError
from jamsostek_rentan.rosters.old_workbooks import SIGNATURE
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.values.hiding import name_shown


if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from typing import BinaryIO

    from jamsostek_rentan.rosters.limits import Limits


__all__ = ["FileKind", "Mark", "kind_of", "mark_of", "opened", "shown_name"]

Mark = tuple[int, int, int]
"""By which it is told whether a file has changed: its size, time and number on the disk."""

_HEAD = 1 << 12
_JSON = re.compile(rb"\{|\[\s*(?:[]{\[\"0-9tfn-]|$)")  # and not [TITLE] in a first line
_PACKED = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"%PDF": "pdf",
    b"PAR1": "parquet",
    b"\x1f\x8b": "packed",
    b"7z\xbc\xaf": "packed",
    b"Rar!": "packed",
    b"{\\rtf": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
}


class FileKind(enum.Enum):
    """The kinds of files that are read."""

    CSV = "csv"
    JSON = "json"
    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"


def shown_name(path: Path) -> str:
    """The name of a file as it may be shown; folders may tell more than they should."""
    return name_shown(path.name)


@contextmanager
def opened(path: Path, *, limits: Limits, before: Mark | None = None) -> Generator[BinaryIO]:
    """A file opened for reading.

    Args:
        path: Where it is.
        limits: How large it may be.
        before: Its mark when it was opened first.

    Raises:
        RosterFileError: For what is no file or too large, and where it has changed since, or by the
            time that it is closed.
    """
    name = shown_name(path)
    # Without what Python says, which names the folder and the whole name of the file.
    try:
        if path.is_dir():
            raise refused("directory", name)
        if not stat.S_ISREG(path.stat().st_mode):
            raise refused("no-file", name)
        file = path.open("rb")
    except FileNotFoundError:
        raise refused("missing", name) from None
    except RosterFileError:
        raise
    except (OSError, ValueError):
        raise refused("not-opened", name) from None
    try:
        with file:
            begun = mark_of(file)
            if begun[0] > limits.unpacked:
                raise refused("too-large", name, most=limits.unpacked)
            if before not in (None, begun):
                raise refused("changed", name)
            yield file
            if mark_of(file) != begun:
                raise refused("changed", name)
    except OSError:
        raise refused("not-opened", name) from None


def mark_of(file: BinaryIO) -> Mark:
    """The mark of an open file."""
    about = os.fstat(file.fileno())
    return about.st_size, about.st_mtime_ns, about.st_ino


def kind_of(file: BinaryIO, name: str) -> FileKind:
    """The kind of a file, by what is in it; its name may be wrong.

    Raises:
        RosterFileError: For an empty file, or one of a kind that is not read.
    """
    head = file.read(_HEAD)
    file.seek(0)
    for begin, kind in _OTHERS.items():
        if head.startswith(begin):
            raise refused(f"kind-{kind}", name)
    if head.startswith(_PACKED):
        return FileKind.WORKBOOK
    if head.startswith(SIGNATURE):
        if _ENCRYPTED in file.read():
            raise refused("password", name)
        file.seek(0)
        return FileKind.OLD_WORKBOOK
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text and len(head) < _HEAD:
        raise refused("empty", name)
    if text.startswith(b"<"):
        raise refused("kind-html", name)
    return FileKind.JSON if _JSON.match(text) else FileKind.CSV
