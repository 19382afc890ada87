"""Amounts as they are published: to the rupiah, rounded, or cut after some digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.texts import Bilingual, Labelled, text


if TYPE_CHECKING:
    from jamsostek_rentan.values.texts import Language


__all__ = ["Precision", "PublishedFigure"]

_UNITS = {
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
}
_IN_UNITS = re.compile(
    rf"(?:rp\.? ?)?([0-9]{{1,3}}(?:\.[0-9]{{3}})*|[0-9]+)(?:,([0-9]+))? ?({'|'.join(_UNITS)})\.?",
    re.IGNORECASE,
)


class Precision(Labelled):
    """How an amount was published (*ketelitian angka*; ours).

    >>> Precision.CUT.label.id
    'dipotong'
    """

    EXACT = Bilingual("to the rupiah", "sampai rupiah")
    """Every digit was given."""
    ROUNDED = Bilingual("rounded", "dibulatkan")
    """The last digit that was given is the nearest one."""
    CUT = Bilingual("cut", "dipotong")
    """What follows the last digit that was given was left out."""


@attrs.frozen
class PublishedFigure:
    """An amount as somebody published it, and which exact amounts it may stand for.

    Args:
        amount: The amount that was said.
        step: The value of its last digit, in rupiah; 1 where it was said to the rupiah.

    Raises:
        InvalidFactError: For amounts or steps below zero, or none.

    >>> cut = PublishedFigure.parse("1,78 miliar")
    >>> cut.as_said(Rupiah(1_786_176_000)).label.en, cut.as_said(Rupiah(1_790_000_000)) is None
    ('cut', True)
    >>> PublishedFigure.parse("100 juta").as_said(Rupiah(99_993_600)).label.en
    'rounded'
    """

    amount: Rupiah
    step: int = 1

    def __attrs_post_init__(self) -> None:
        given: tuple[object, object] = self.amount, self.step
        sound = type(given[0]) is Rupiah and type(given[1]) is int
        if not sound or self.amount < Rupiah(0) or self.step < 1:
            raise InvalidFactError(
                f"A published figure of {given[0]!r} with a last digit of {given[1]!r} was given.",
                "It is an amount in rupiah, zero or more, and its last digit is worth 1 or more.",
                'Read it with PublishedFigure.parse, for example "1,78 miliar".',
            )

    @classmethod
    def parse(cls, written: str) -> PublishedFigure:
        """Read an amount as the press writes it: ``Rp670.680.000``, ``31,7 juta``, ``1,78 miliar``.

        Raises:
            InvalidFactError: For what is no text.
            InvalidRupiahError: For a text that is no amount.
        """
        if not isinstance(written, str):
            raise InvalidFactError(
                f"A {type(written).__name__} was given as the text of a published figure.",
                "It is a text.",
                'Write for example "1,78 miliar", or give a Rupiah.',
            )
        found = _IN_UNITS.fullmatch(written.strip())
        if found is None:
            return cls(Rupiah.parse(written))
        whole, part, unit = found[1].replace(".", ""), found[2] or "", _UNITS[found[3].lower()]
        step, rest = divmod(unit, 10 ** len(part))
        if rest:
            return cls(Rupiah.parse(written))
        return cls(Rupiah(int(whole + part) * step), step)

    def as_said(self, exact: Rupiah) -> Precision | None:
        """How it says an exact amount; none where it says another."""
        over = int(exact) - int(self.amount)
        if over == 0:
            return Precision.EXACT
        if self.step == 1:
            return None
        if -self.step <= 2 * over < self.step:
            return Precision.ROUNDED
        return Precision.CUT if 0 < over < self.step else None

    def in_words(self, lang: Language) -> str:
        """The amount, and the value of its last digit where that is no rupiah."""
        key = "published-figure" if self.step == 1 else "published-figure.short"
        return text(key, lang, amount=self.amount, step=Rupiah(self.step))

    @property
    def lowest(self) -> Rupiah:
        """The lowest exact amount that it may stand for."""
        return self.amount if self.step == 1 else Rupiah(max(0, int(self.amount) - self.step // 2))

    @property
    def highest(self) -> Rupiah:
        """The highest one."""
        return Rupiah(int(self.amount) + self.step - 1)

    def multiples_of(self, part: Rupiah) -> range:
        """How many whole times an amount goes into it: none, one, or several of a short figure."""
        first = max(1, -(-int(self.lowest) // int(part)))
        return range(first, int(self.highest) // int(part) + 1)
