"""What a rulebook was changed by, in words: its table, its what-ifs and its chosen readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.law.changes import ChangedTable, RateChange, ReliefAdded
from jamsostek_rentan.law.membership import MembershipChange
from jamsostek_rentan.values.texts import Bilingual, both


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.law.changes import Change
    from jamsostek_rentan.law.choices import Choice
    from jamsostek_rentan.law.rates import RateTable
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["rules_in_words"]


def rules_in_words(rules: Rulebook, *, beside: Rulebook) -> Bilingual:
    """The what-ifs and chosen readings of some rules, and whether others are plugged in."""
    parts = tuple(_parts(rules, beside))
    if not parts:
        return both("rules.plain")
    return Bilingual("; ".join(one.en for one in parts), "; ".join(one.id for one in parts))


def _parts(rules: Rulebook, beside: Rulebook) -> Iterator[Bilingual]:
    table = _base(rules.rates)
    if table != _base(beside.rates):
        name = str(getattr(table, "content_hash", type(table).__name__))[:12]
        yield both("rules.other-table", name=name)
    if rules.benefits != beside.benefits:
        yield both("rules.other-benefits")
    yield from map(_change, rules.changes)
    yield from map(_choice, rules.choices)


def _base(table: RateTable) -> RateTable:
    return table.base if isinstance(table, ChangedTable) else table


def _change(change: Change | MembershipChange) -> Bilingual:
    if isinstance(change, RateChange):
        months = "" if change.last is None else ".until"
        return both(
            f"rules.rate{months}",
            program=change.program,
            value=change.amount or change.share_of_base,
            first=change.first,
            last=change.last,
            ground=change.basis,
        )
    if isinstance(change, MembershipChange):
        rule = "due-day" if change.due_day is not None else "age-limit"
        value = change.due_day or change.age_limit
        return both(f"rules.{rule}", value=value, first=change.first, ground=change.basis)
    key = "rules.relief-added" if isinstance(change, ReliefAdded) else "rules.relief-removed"
    return both(key, name=change.relief.name, ground=change.basis)


def _choice(choice: Choice) -> Bilingual:
    reading = choice.question.reading(choice.reading).text
    papers = tuple(paper for paper in (choice.decided_by, choice.reference) if paper)
    key = "rules.reading.decided" if papers else "rules.reading"
    return both(key, question=choice.question.id, reading=reading, papers=papers)
