"""Keyed fingerprints (*sidik kunci*; ours): two offices compare lists and exchange no NIK.

A NIK is so regular that a hash without a key is undone by trying all of them.  A fingerprint is an
HMAC-SHA256 with a secret that the offices agree on; who has the secret can undo it too, so it is
kept like a password and changed for each comparison.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.records import check_text
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.rosters.fields import fields
from jamsostek_rentan.rosters.nik_cells import nik_in
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan.rosters.roster import Roster


__all__ = ["Fingerprints", "fingerprint"]

_LEAST_SECRET = 16
_CHECKED_TEXT = "jamsostek_rentan"
_DIGITS = frozenset("0123456789abcdef")
_LENGTH = 64


def fingerprint(nik: str, secret: bytes) -> str:
    """The fingerprint of a NIK, 64 letters and digits.

    Args:
        nik: Sixteen digits.
        secret: What both offices know and nobody else: 16 bytes or more, chosen at random.

    Raises:
        InvalidFactError: For a secret that is no bytes, or too short.

    >>> mine = fingerprint("9901015505850001", b"an example secret")
    >>> len(mine), mine == fingerprint("9901015505850001", b"another secret..")
    (64, False)
    """
    _check_key(secret)
    return _made(nik, secret)


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

    name: str = attrs.field(converter=masked, validator=check_text)
    values: frozenset[str] = attrs.field(repr=False)
    secret: bytes = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        _check_key(self.secret)

    @classmethod
    def of(cls, roster: Roster, *, secret: bytes, name: str | None = None) -> Fingerprints:
        """The fingerprints of every usable NIK of a list.

        Raises:
            InvalidFactError: For a secret that is too short.
            RosterFileError: For a list without a column of NIKs, or one that cannot be read.
        """
        _check_key(secret)
        if not roster.has("nik"):
            raise refused("column-needed", roster.name, fields=(fields()["nik"].label,))
        at = list(fields()).index("nik")
        niks = (nik_in(row.cells[at])[0] for row in roster.rows() if row.cells is not None)
        values = frozenset(_made(nik, secret) for nik in niks if nik is not None)
        return cls(name or roster.name, values, secret)

    def holds(self, nik: str) -> bool:
        """Whether a NIK is among them."""
        return _made(nik, self.secret) in self.values

    def lines(self) -> tuple[str, ...]:
        """The lines of a text file: first what tells the secret from another, then all, sorted."""
        return (fingerprint(_CHECKED_TEXT, self.secret), *sorted(self.values))

    @classmethod
    def from_lines(cls, lines: Iterable[str], *, secret: bytes, name: str) -> Fingerprints:
        """Read back the lines of a file.

        Raises:
            InvalidFactError: For a secret that is too short.
            RosterFileError: For lines that are no fingerprints, or were made with another secret.
        """
        _check_key(secret)
        given = [str(line).strip() for line in lines]
        strange = not given or any(len(line) != _LENGTH or set(line) - _DIGITS for line in given)
        if strange:
            raise refused("no-fingerprints", masked(name))
        if not hmac.compare_digest(given[0], fingerprint(_CHECKED_TEXT, secret)):
            raise refused("other-secret", masked(name))
        return cls(name, frozenset(given[1:]), secret)
