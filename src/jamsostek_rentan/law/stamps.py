"""By which rules something was computed: their hashes, the readings chosen, the what-ifs."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.changes import Change, ChangedTable, comparable
from jamsostek_rentan.law.choices import Choice
from jamsostek_rentan.law.membership import MembershipChange
from jamsostek_rentan.law.reliefs import Relief
from jamsostek_rentan.values.dated import DatedValue
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from jamsostek_rentan.law.programs import Program
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["Stamp", "stamp_of"]

_HASH = 16
_MANY = 10_000


@attrs.frozen(kw_only=True)
class Stamp:
    """By which rules something was computed (*jejak ketentuan*).

    Args:
        version: The version of the library.
        checked_through: The last month for which the law was checked, where the table knows one.
        rules: The name of each rule that spoke of a month asked for, with a hash of what it says.
        choices: The readings chosen.
        changes: The what-ifs.
        refuses_presumed: Whether presumed readings were refused.
    """

    version: str
    checked_through: ContributionMonth | None
    rules: tuple[tuple[str, str], ...]
    choices: tuple[Choice, ...]
    changes: tuple[Change | MembershipChange, ...]
    refuses_presumed: bool


def stamp_of(
    rules: Rulebook, programs: Iterable[Program], months: Iterable[ContributionMonth]
) -> Stamp:
    """The rules that speak of some programmes in some months."""
    return Stamp(
        version=_version(),
        checked_through=getattr(rules.rates, "checked_through", None),
        rules=tuple(_rules_used(rules, tuple(programs), tuple(months)).items()),
        choices=rules.choices,
        changes=rules.changes,
        refuses_presumed=rules.refuses_presumed,
    )


@functools.cache
def _version() -> str:
    return version("jamsostek-rentan")


def _rules_used(
    rules: Rulebook, programs: tuple[Program, ...], months: tuple[ContributionMonth, ...]
) -> dict[str, str]:
    table = comparable(rules.rates)
    if table is None:
        return _of_unknown(rules)
    found: dict[str, str] = {}
    seen: set[int] = set()
    for program in programs:
        for month in months:
            for statement in table.statements(program, month):
                if id(statement) not in seen:
                    seen.add(id(statement))
                    name = _free(_name(statement, program), found)
                    found[name] = rules.remembered(statement, _hash)
    return dict(sorted(found.items()))


def _of_unknown(rules: Rulebook) -> dict[str, str]:
    """A table that does not tell what it says of a month, and the changes on top of it."""
    table = rules.rates.base if isinstance(rules.rates, ChangedTable) else rules.rates
    kind = type(table)
    content = str(getattr(table, "content_hash", "unknown"))[:_HASH]
    found = {f"table {kind.__module__}.{kind.__qualname__}": content}
    for change in rules.changes:
        name = _free(f"what-if {type(change).__name__}", found)
        found[name] = rules.remembered(change, _hash)
    return found


def _free(name: str, known: Container[str]) -> str:
    """A name that no other rule has: the second of two has a number."""
    names = (name, *(f"{name} ({number})" for number in range(2, _MANY)))
    return next(one for one in names if one not in known)


def _name(statement: object, program: Program) -> str:
    if isinstance(statement, DatedValue):
        return f"rate {program.name} {statement.first}"
    if isinstance(statement, Relief):
        return f"relief {statement.id}"
    return f"what-if {type(statement).__name__} {program.name}"


def _hash(statement: object) -> str:
    return hashlib.sha256(repr(statement).encode()).hexdigest()[:_HASH]
