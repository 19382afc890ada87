"""Keyed fingerprints (*sidik NIK berkunci*; ours): two offices compare lists and exchange no NIK.

A NIK is so regular that a hash without a key is undone by trying all of them.  A fingerprint is an
HMAC-SHA256 with a secret that the offices agree on; who has the secret can undo it too, so it is
kept like a password and changed for each comparison.
"""

from __future__ import annotations

import hmac
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.records import check_text, refuse_unless
from jamsostek_rentan.errors import InvalidFactError, UnusableNikWarning
from jamsostek_rentan.planning.eligibility.fields import fields
from jamsostek_rentan.rosters.cells import text_in
from jamsostek_rentan.rosters.nik import Nik
from jamsostek_rentan.rosters.nik_cells import nik_in
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.rosters.roster import Roster
from jamsostek_rentan.values.hiding import name_shown


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.rosters.cells import Cell


__all__ = ["Fingerprints", "fingerprint", "usable_niks"]

_LEAST_SECRET = 16
_CHECKED_TEXT = "jamsostek_rentan"
_DIGITS = frozenset("0123456789abcdef")
_LENGTH = 64


def fingerprint(nik: str, secret: bytes) -> str:
    """The fingerprint of a NIK, 64 letters and digits.

    Args:
        nik: A NIK, as it is read from a cell.
        secret: What both offices know and nobody else: 16 bytes or more, chosen at random.

    Raises:
        InvalidNikError: For one that cannot be used.
        InvalidFactError: For a secret that is no bytes, or too short.

    >>> mine = fingerprint("9901015505850001", b"an example secret")
    >>> len(mine), mine == fingerprint("9901015505850001", b"another secret..")
    (64, False)
    """
    _check_key(secret)
    return _made(_usable(nik), secret)


def _usable(cell: Cell) -> str:
    digits, _ = nik_in(cell)
    return digits if digits is not None else Nik(text_in(cell)).digits


def usable_niks(roster: Roster) -> Iterator[tuple[int, str]]:
    """The row and the digits of every usable NIK of a list that another one is compared with.

    Warns:
        UnusableNikWarning: Where there are rows without a usable one, which nobody can find.

    Raises:
        RosterFileError: For a list without a column of NIKs, or without a usable one.
    """
    if not roster.has("nik"):
        raise refused("column-needed", roster.name, fields=(fields()["nik"].label,))
    unusable = 0
    rows = 0
    for row in roster.rows():
        rows += 1
        nik, _ = nik_in(row.cells.nik if row.cells else None)
        if nik is None:
            unusable += 1
        else:
            yield row.number, nik
    if unusable == rows:
        raise refused("no-niks", roster.name)
    if unusable:
        warnings.warn(
            f"{unusable} of {rows} rows on {roster.name} have no usable NIK. Whoever stands there "
            "is not found. Check that list by itself, and ask for these NIKs.",
            UnusableNikWarning,
            stacklevel=2,
        )


def _made(nik: str, secret: bytes) -> str:
    return hmac.digest(secret, nik.encode(), "sha256").hex()


def _check_key(secret: object) -> None:
    if not isinstance(secret, bytes) or len(secret) < _LEAST_SECRET:
        raise InvalidFactError(
            "A secret for fingerprints was given.",
            f"It is bytes, {_LEAST_SECRET} or more; a short one is found by trying.",
            "Agree on secrets.token_bytes(32), and send it another way than the list.",
        )


@attrs.frozen
class Fingerprints:
    """The fingerprints of a list, to be compared with another list.

    Args:
        name: The office or the list it is of.
        values: The fingerprints.
        secret: The secret they were made with; never shown.

    Raises:
        InvalidFactError: For no name, or a secret that is too short.

    >>> from jamsostek_rentan import rosters
    >>> ours = rosters.from_records([{"NIK": "9901015505850001"}])
    >>> secret = b"an example secret"
    >>> lines = Fingerprints.of(ours, secret=secret, name="Kabupaten Mawar").lines()
    >>> theirs = Fingerprints.from_lines(lines, secret=secret, name="Kabupaten Mawar")
    >>> theirs.holds("9901015505850001"), theirs.holds("9901015505850002")
    (True, False)
    """

    name: str = attrs.field(converter=name_shown, validator=check_text)
    values: frozenset[str] = attrs.field(repr=False)
    secret: bytes = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        _check_key(self.secret)

    @classmethod
    def of(cls, roster: Roster, *, secret: bytes, name: str | None = None) -> Fingerprints:
        """The fingerprints of every usable NIK of a list.

        Raises:
            InvalidFactError: For a secret that is too short.
            RosterFileError: For a list without a column of NIKs, without a usable one, or one that
                cannot be read.

        Warns:
            UnusableNikWarning: Where there are rows without a usable NIK.
        """
        _check_key(secret)
        refuse_unless(roster, Roster, "the list to make fingerprints of")
        values = frozenset(_made(nik, secret) for _, nik in usable_niks(roster))
        return cls(name or roster.name, values, secret)

    def holds(self, nik: str) -> bool:
        """Whether a NIK is among them.

        Raises:
            InvalidNikError: For one that cannot be used.
        """
        return _made(_usable(nik), self.secret) in self.values

    def lines(self) -> tuple[str, ...]:
        """The lines of a text file: first what tells the secret from another, then all, sorted."""
        return (_made(_CHECKED_TEXT, self.secret), *sorted(self.values))

    @classmethod
    def from_lines(cls, lines: Iterable[str], *, secret: bytes, name: str) -> Fingerprints:
        """Read back the lines of a file.

        Raises:
            InvalidFactError: For a secret that is too short.
            RosterFileError: For lines that are no fingerprints, or were made with another secret.
        """
        _check_key(secret)
        refuse_unless(lines, Iterable, "the lines of fingerprints")
        plain = (str(line).strip().removeprefix("\ufeff") for line in lines)
        given = frozenset(line for line in plain if line)
        if not given or any(len(line) != _LENGTH or set(line) - _DIGITS for line in given):
            raise refused("no-fingerprints", name_shown(name))
        told_by = _made(_CHECKED_TEXT, secret)
        if told_by not in given:
            raise refused("other-secret", name_shown(name))
        return cls(name, given - {told_by}, secret)
