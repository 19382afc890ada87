"""Why a file is refused as a whole, in both languages."""

from __future__ import annotations

from jamsostek_rentan.errors import RosterFileError
from jamsostek_rentan.values.texts import both


__all__ = ["refused"]


def refused(rule: str, file: str, **values: object) -> RosterFileError:
    """The error that a file is refused by, ready to be raised.

    Args:
        rule: What is wrong; its text has the key ``roster-file.<rule>``.
        file: The file, as it may be shown.
        values: What is written into the text.
    """
    asked = both("roster-file", file=file)
    known = both(f"roster-file.{rule}", **values)
    advice = both(f"roster-file.{rule}.todo", **values)
    return RosterFileError(
        asked.en, known.en, advice.en, rule, f"{asked.id} {known.id} {advice.id}"
    )
