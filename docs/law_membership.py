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
    for rule in rules.membership.arrears:
        first = show(rule.first, "en")
        arrears = rule.value
        said = (
            f"at most {arrears.months} unpaid months in a row can be paid",
            "cover ends as the last of them begins: " + verdict(arrears.sooner.holds, "yes", "no"),
            "in arrears only after the due date: "
            + verdict(arrears.after_due_date.holds, "yes", "no"),
            "one who comes back: "
            + verdict(arrears.registers_anew.holds, "registers anew", "pays and goes on"),
            "the unpaid months of one who comes back: "
            + verdict(arrears.old_months_owed.holds, "owed", "not owed"),
        )
        grounds = (rule.ground, *(stated.basis for stated in arrears.statements()))
        rows += [
            ("Arrears (tunggakan)", first, what, basis)
            for what, basis in zip(said, grounds, strict=True)
        ]
    protection = rules.membership.first_protection
    if protection is not None:
        says = (
            f"from the complete form: {verdict(protection.form, 'yes', 'no')}; "
            f"from the agreement: {verdict(protection.agreement, 'yes', 'no')}; "
            "else from the payment"
        )
        rows.append(("First contribution paid late", "not stated", says, protection.basis))
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
        again = verdict(waiting.restarts.holds, "anew", "on")
        rows.append(
            (
                "Full JKM benefit after a lapse",
                show(waiting.from_day, "en"),
                f"the months are counted {again}",
                waiting.restarts.basis,
            )
        )
    if scholarship is not None:
        says = f"after {scholarship.months} contribution months"
        rows.append(("Scholarship for JKM (beasiswa)", "not stated", says, scholarship.basis))
    return rows
