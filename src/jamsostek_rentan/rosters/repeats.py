"""What a row repeats: a NIK or an identifier of a row before, a name on somebody else's list."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan.planning.eligibility.breaches import Breach
from jamsostek_rentan.planning.eligibility.place_names import job_words
from jamsostek_rentan.rosters.cells import nothing_in, remembering, text_in
from jamsostek_rentan.rosters.fingerprints import Fingerprints, usable_niks
from jamsostek_rentan.rosters.seen import Seen, SeenNumbers


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.roster import Roster, Row


__all__ = ["Repeats"]

_BYTES = 8


class Repeats:
    """The NIKs and identifiers of the rows so far, and who is sponsored elsewhere.

    Args:
        names: What the lists are called that are checked.
        sponsored: Lists, or fingerprints of lists, of those who are sponsored elsewhere.

    Raises:
        RosterFileError: For a list of these without a column of NIKs.
    """

    def __init__(self, names: Sequence[str], sponsored: Iterable[Roster | Fingerprints]) -> None:
        self._names = names
        self._niks = SeenNumbers()
        self._ids = SeenNumbers()
        self._mark_of = remembering(_mark_of_words)
        self._elsewhere = [_Elsewhere.of(one) for one in sponsored]

    def check(self, roster: int, row: Row, nik: str | None, found: list[Breach]) -> Seen | None:
        """Where the NIK of a row stood before, if it did; what it repeats is added to the rest."""
        before = None
        if nik is not None:
            job = self._mark_of_job(row)
            before = self._niks.claim(int(nik), roster=roster, row=row.number, job=job)
            if before is not None:
                found += self._of_nik(before, job)
            for one in self._elsewhere:
                if one.holds(nik):
                    found.append(Breach("sponsored-elsewhere", "nik", (("list", one.name),)))
        if row.cells is not None and not nothing_in(row.cells.worker_id):
            number = _mark_of_id(text_in(row.cells.worker_id))
            other = self._ids.claim(number, roster=roster, row=row.number)
            if other is not None and before is None:
                found.append(Breach("worker-id-repeated", "worker_id", self._place_of(other)))
        return before

    def settle(self, roster: int, row: Row, nik: str, before: Seen | None, *, usable: bool) -> None:
        """Keep who stands: refused, a row leaves its NIK to a later one; usable, it takes it."""
        if not usable if before is None else usable and not before.usable:
            self._niks.correct(
                int(nik), roster=roster, row=row.number, usable=usable, job=self._mark_of_job(row)
            )

    def _mark_of_job(self, row: Row) -> int:
        """A number that tells one job from another; 0 where none is named."""
        job: Cell = row.cells.job if row.cells else None
        return 0 if nothing_in(job) else self._mark_of(job)

    def _of_nik(self, before: Seen, job: int) -> Iterator[Breach]:
        where = self._place_of(before)
        yield Breach("duplicate" if before.usable else "duplicate-of-refused", "nik", where)
        if job and before.job and job != before.job:
            yield Breach("second-job", "job", where)

    def _place_of(self, seen: Seen) -> tuple[tuple[str, str], ...]:
        return ("list", self._names[seen.roster]), ("other", str(seen.row))


class _Elsewhere(NamedTuple):
    """A list of those who are sponsored elsewhere."""

    name: str
    holds: Callable[[str], bool]

    @classmethod
    def of(cls, given: Roster | Fingerprints) -> _Elsewhere:
        if isinstance(given, Fingerprints):
            return cls(given.name, given.holds)
        seen = SeenNumbers()
        for row, nik in usable_niks(given):
            seen.claim(int(nik), roster=0, row=row)

        def holds(nik: str) -> bool:
            return int(nik) in seen

        return cls(given.name, holds)


def _mark_of_words(job: str) -> int:
    return zlib.crc32(job_words(job).encode()) or 1


def _mark_of_id(text: str) -> int:
    """A number that tells one identifier from another, as surely as 64 bits can."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=_BYTES).digest())
