"""Small rule files for tests, whole and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from pathlib import Path


# A complete rulebook of an invented regulation.
SMALL = """
format = 1
checked_through = "2026-11"

[grounds.invented]
instrument = "An invented regulation"
address = "none"
evidence = "INFERRED"
checked_on = 2026-11-22
note.en = "Invented for a test."
note.id = "Rekaan untuk pengujian."

[[question]]
id = "invented/question"
text.en = "Is it reduced?"
text.id = "Apakah disesuaikan?"
presumed = "yes"
reading = [
  { id = "yes", basis = "invented", text = { en = "yes", id = "ya" } },
  { id = "no", basis = "invented", text = { en = "no", id = "tidak" } },
]

[bands.two]
basis = "invented"
band = [{ lower = 0, base = 1_000_000 }, { lower = 1_100_000, base = 1_200_000 }]

[[rate]]
program = "JKK"
first = "2026-01"
share_of_base = "1/100"
bands = "two"
basis = "invented"

[[rate]]
program = "JKM"
first = "2026-01"
last = "2026-06"
amount = 6_800
basis = "invented"

[[rate]]
program = "JKM"
first = "2026-07"
amount = 7_000
basis = "invented"

[[relief]]
id = "invented"
name.en = "invented relief"
name.id = "keringanan rekaan"
programs = ["JKK"]
share_paid = "1/2"
basis = "invented"

[[relief.window]]
sectors = ["TRANSPORT", "OTHER"]
first = "2026-03"
last = "2026-04"
basis = "invented"

[[relief.payer]]
funding = ["SELF", "CSR", "EMPLOYEE_DONATION", "GN_LINGKARAN", "SERTAKAN", "ZAKAT", "OTHER_PRIVATE"]
granted = true
basis = "invented"

[[relief.payer]]
funding = ["APBN", "APBD", "APBDES", "DBH_SAWIT", "DBHCHT"]
question = "invented/question"
granted_under = ["yes"]
basis = "invented"

[[target]]
groups = ["SG"]
full_after = 6
shorter_counts = true
basis = "invented"
"""


def broken(*changes: tuple[str, str]) -> str:
    """The small rulebook with some places changed; each must be found."""
    text = SMALL
    for old, new in changes:
        assert old in text, f"{old!r} is not in the small rulebook"
        text = text.replace(old, new, 1)
    return text


def write(folder: Path, text: str) -> Path:
    """Write a rulebook to a file."""
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path
