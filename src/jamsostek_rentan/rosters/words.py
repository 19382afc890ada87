"""Words of a list that mean one of a few things: sex, sector, yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jamsostek_rentan.law.programs import Sector
from jamsostek_rentan.rosters.cells import text_in
from jamsostek_rentan.rosters.nik import Sex
from jamsostek_rentan.values.words import plain_words


if TYPE_CHECKING:
    from collections.abc import Mapping

    from jamsostek_rentan.rosters.cells import Cell


__all__ = ["SECTORS", "SEXES", "YES_AND_NO", "word_in"]

T = TypeVar("T")

SEXES: dict[str, Sex] = {
    **dict.fromkeys(
        (
            "l",
            "lk",
            "laki laki",
            "laki",
            "lelaki",
            "pria",
            "m",
            "male",
            "laki laki l",
            "l laki laki",
        ),
        Sex.MALE,
    ),
    **dict.fromkeys(
        ("p", "pr", "perempuan", "wanita", "f", "female", "perempuan p", "p perempuan"), Sex.FEMALE
    ),
}
SECTORS: dict[str, Sector] = {
    **dict.fromkeys(
        ("transport", "transportasi", "angkutan", "sektor transportasi"), Sector.TRANSPORT
    ),
    **dict.fromkeys(
        ("other", "lainnya", "lain lain", "bukan transportasi", "non transportasi"), Sector.OTHER
    ),
}
YES_AND_NO: dict[str, bool] = {
    **dict.fromkeys(
        ("ya", "y", "iya", "yes", "setuju", "bersedia", "sudah", "ok", "1", "true", "v"), True
    ),
    **dict.fromkeys(("\u221a", "\u2713", "\u2714"), True),  # the signs that people tick with
    **dict.fromkeys(
        ("tidak", "tdk", "no", "n", "tidak setuju", "tidak bersedia", "0", "false"), False
    ),
}
_LONGEST = 60


def word_in(cell: Cell, known: Mapping[str, T]) -> T | None:
    """What a cell means among the known words; none where it is another."""
    if isinstance(cell, str) and cell in known:
        return known[cell]
    text = text_in(cell)
    if len(text) > _LONGEST:
        return None
    meant = known.get(text)
    return known.get(plain_words(text)) if meant is None else meant
