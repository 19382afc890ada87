"""The part of the law page on membership and waiting periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from law_markdown import cite, plain, table
from law_reliefs import verdict

from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator

    from law_markdown import Grounds

    from jamsostek_rentan import LegalBasis, Rulebook


__all__ = ["membership_grounds", "membership_section"]

Rows = list[tuple[str, str, str, "LegalBasis"]]


def membership_grounds(rules: Rulebook) -> Iterator[LegalBasis]:
    """The grounds of its statements, in order."""
    return (basis for *_, basis in _rows(rules))


def membership_section(rules: Rulebook, grounds: Grounds) -> list[str]:
    """Due days, age limits and waiting periods, as a table."""
    rows = [
        [plain(what), since, how, cite(basis, grounds)] for what, since, how, basis in _rows(rules)
    ]
    return [
        "## Membership and waiting periods (*kepesertaan, masa tunggu manfaat*)",
        table(["Rule", "From", "What it says", "Ground"], rows),
    ]


def _rows(rules: Rulebook) -> Rows:
    rows: Rows = [
        (
            "Due day (jatuh tempo)",
            show(rule.first, "en"),
            f"day {rule.value} of the contribution month, or the next working day",
            rule.ground,
        )
        for rule in rules.membership.due_days
    ]
    rows += [
        (
            "Age limit at registration (batas usia pendaftaran)",
            show(rule.first, "en"),
            (
                f"{rule.value.years} years; at that very age: "
                f"{verdict(rule.value.inclusive, 'allowed', 'not allowed')}"
            ),
            rule.ground,
        )
        for rule in rules.membership.age_limits
    ]
    waiting, scholarship = rules.benefits.jkm_waiting, rules.benefits.scholarship
    if waiting is not None:
        passed = verdict(waiting.elapsed, "must have passed", "need only be paid")
        says = f"{waiting.months} contributions in a row since registration; their months: {passed}"
        rows.append(
            (
                "Full JKM benefit (manfaat penuh JKM)",
                show(waiting.from_day, "en"),
                f"{waiting.full} after {says}; {waiting.reduced} before",
                waiting.basis,
            )
        )
    if scholarship is not None:
        says = f"after {scholarship.months} contribution months"
        rows.append(("Scholarship for JKM (beasiswa)", "not stated", says, scholarship.basis))
    return rows
