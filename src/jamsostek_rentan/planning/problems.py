"""Problems of a programme: all of them are told together, and nothing is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.errors import InvalidSchemeError


if TYPE_CHECKING:
    from collections.abc import Sequence

    from jamsostek_rentan.values.texts import Bilingual


__all__ = ["refuse_problems"]


def refuse_problems(problems: Sequence[Bilingual]) -> None:
    """Refuse what has problems.

    Raises:
        InvalidSchemeError: With all of them.
    """
    different = tuple(dict.fromkeys(problems))
    if different:
        listed_problems = "".join(f"\n  {problem.en}" for problem in different)
        raise InvalidSchemeError(
            "A programme was to be planned.",
            f"It has {len(different)} problem(s):{listed_problems}\n",
            "Mend each of them; nothing was planned.",
            different,
        )
