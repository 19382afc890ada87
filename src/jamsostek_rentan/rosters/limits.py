"""How much a reader takes, so that no file can fill the memory."""

from __future__ import annotations

import attrs

from jamsostek_rentan.cover.records import at_least


__all__ = ["Limits"]

_MIB = 1 << 20


@attrs.frozen(kw_only=True)
class Limits:
    """How large a list may be before it is refused (*batas ukuran berkas*); each can be set.

    Args:
        line: The longest row of a CSV file, in bytes, or record of a JSON file, in letters.
        columns: The most columns of a row, or fields of a record.
        unpacked: The most bytes of a file, of a workbook when it is unpacked.
        cells: The most cells that the used part of a worksheet may span.

    Raises:
        InvalidFactError: For a limit that is no whole number, or less than one.

    >>> Limits(columns=40).line
    1048576
    """

    line: int = attrs.field(default=_MIB, validator=at_least(1))
    columns: int = attrs.field(default=512, validator=at_least(1))
    unpacked: int = attrs.field(default=200 * _MIB, validator=at_least(1))
    cells: int = attrs.field(default=10_000_000, validator=at_least(1))
