"""Broken files: whole lists of a corpus, and what becomes of them when bytes are changed.

Run as a script it searches on, elsewhere each time::

    python tests/rosters/fuzzing.py 100000

A file that brings out anything but an error of the library is kept in the folder ``found``, to be
added to the corpus together with what mends it.
"""

from __future__ import annotations

import hashlib
import io
import random
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import jamsostek_rentan as jr
from jamsostek_rentan import rosters


if TYPE_CHECKING:
    from collections.abc import Iterator


CORPUS = sorted((Path(__file__).parent / "files").iterdir())
FOUND = Path(__file__).parent / "found"
LIMITS = rosters.Limits(line=1 << 16, columns=64, unpacked=1 << 22, cells=1 << 16)
_TELLING = (
    b'"', b"'", b";", b",", b"\t", b"\r", b"\n", b"\0", b"{", b"}", b"[", b"]", b"\xff", b"\xc3",
    b"9901015505850001", b"1e999", b"-1", b"4294967296", b"NaN", b"NIK", b"<c>", b' r="XFD1048576"',
    b'table:number-columns-repeated="16384"', b"&#0;", b"PK\x03\x04", b"\xef\xbb\xbf", b"1" * 5_000,
)  # fmt: skip


def broken(seed: int) -> tuple[str, bytes]:
    """A file of the corpus, changed in a few places; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - broken files guard no secret
    file = chance.choice(CORPUS)
    content = file.read_bytes()
    if content.startswith(b"PK") and chance.random() < 0.8:
        return file.name, _repacked(content, chance)
    return file.name, _changed(content, chance)


def _changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        until = min(len(changed), at + chance.choice((0, 1, 1, 4, 64, 1_000)))
        changed[at:until] = chance.choice(
            (
                b"",
                chance.randbytes(chance.randint(1, 8)),
                chance.choice(_TELLING),
                chance.randbytes(until - at),
                bytes(changed[until : until + 64]) * chance.randint(1, 4),
            )
        )
    if not chance.randrange(9):
        del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """A workbook of which one part is changed inside."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        names = before.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = before.read(name)
            after.writestr(name, _changed(part, chance) if name == chosen else part)
    return packed.getvalue()


def read_whole(path: Path) -> str:
    """What comes of a file: the rule by which it is refused, or how many rows it has."""
    policy = rosters.EligibilityPolicy(require=["nik"])
    period = jr.ContributionPeriod.parse("2026-11/2026-12")
    try:
        roster = rosters.read(path, limits=LIMITS)
        found = rosters.check(roster, policy=policy, period=period, rules=jr.law.bpu())
    except jr.RosterFileError as error:
        return error.rule
    tally = found.tally
    assert tally.accepted + tally.accepted_with_notes + tally.refused == tally.read
    return f"{tally.read} rows"


def search(seeds: Iterator[int], folder: Path) -> dict[str, int]:
    """How often which outcome came of broken files; what is no outcome is kept and raised."""
    outcomes: dict[str, int] = {}
    for seed in seeds:
        name, content = broken(seed)
        path = folder / name
        path.write_bytes(content)
        try:
            outcome = read_whole(path)
        except BaseException:
            FOUND.mkdir(exist_ok=True)
            (FOUND / f"{hashlib.sha256(content).hexdigest()[:12]}-{name}").write_bytes(content)
            raise
        kind = "read" if outcome.endswith("rows") else outcome
        outcomes[kind] = outcomes.get(kind, 0) + 1
    return outcomes


if __name__ == "__main__":
    files = int(sys.argv[1])
    first = random.SystemRandom().randrange(1 << 40)
    with tempfile.TemporaryDirectory() as folder:
        for start in range(first, first + files, 1_000):
            end = min(start + 1_000, first + files)
            outcomes = search(iter(range(start, end)), Path(folder))
            print(f"{end - first} of {files} files: {outcomes}", flush=True)
