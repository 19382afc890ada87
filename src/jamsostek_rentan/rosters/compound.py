"""Old workbooks (.xls) are small file systems: here is checked that their chains of sectors end.

A damaged one may send its reader in circles.  A file is divided in sectors of equal size; tables of
four-byte numbers say for each sector which one comes next.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from jamsostek_rentan.rosters.refusals import refused


if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["SIGNATURE", "check_chains"]

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How such a file begins."""

_FIRST_MARK = 0xFFFFFFFA  # numbers from here up are no sectors but marks
_SIZES = {3: 512, 4: 4096}  # of a sector, by the version of the file
_PLACES_IN_HEADER = 109


def check_chains(content: bytes, name: str) -> None:
    """Refuse an old workbook whose sectors follow each other in circles, or beyond its end.

    Raises:
        RosterFileError: For a damaged one.
    """
    try:
        sound = _sound(content)
    except (struct.error, IndexError, KeyError):
        sound = False
    if not sound:
        raise refused("damaged", name)


def _sound(content: bytes) -> bool:
    (version,) = struct.unpack_from("<H", content, 26)
    size = _SIZES[version]
    short, _, more, _ = struct.unpack_from("<4I", content, 60)
    tables = list(struct.unpack_from(f"<{_PLACES_IN_HEADER}I", content, 76))
    read: set[int] = set()
    while more < _FIRST_MARK:
        if more in read:
            return False
        read.add(more)
        *places, more = _numbers(content, more, size)
        tables += places
    following = [
        number
        for sector in tables
        if sector < _FIRST_MARK
        for number in _numbers(content, sector, size)
    ]
    if not _ends(following):
        return False
    following_short: list[int] = []
    while short < _FIRST_MARK:
        following_short += _numbers(content, short, size)
        short = following[short]
    return _ends(following_short)


def _numbers(content: bytes, sector: int, size: int) -> tuple[int, ...]:
    return struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)


def _ends(following: Sequence[int]) -> bool:
    """Whether every chain of sectors ends, wherever it begins."""
    walk_of = [0] * len(following)
    for walk in range(1, len(following) + 1):
        at = walk - 1
        while at < len(following) and not walk_of[at]:
            walk_of[at] = walk
            at = following[at]
        if at < len(following) and walk_of[at] == walk:
            return False
    return True
