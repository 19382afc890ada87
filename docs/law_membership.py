"""The part of the law page on membership."""

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
    """Due days, age limits, arrears and the begin of protection, as a table."""
    rows = [
        [plain(what), since, how, cite(basis, grounds)] for what, since, how, basis in _rows(rules)
    ]
    return [
        "## Membership (*kepesertaan*)",
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
            "an event while in arrears: "
            + verdict(arrears.benefits_paid.holds, "benefits are paid", "nothing is paid"),
        )
        grounds = (rule.ground, *(stated.basis for stated in arrears.statements()))
        rows += [
            ("Arrears (tunggakan)", first, what, basis)
            for what, basis in zip(said, grounds, strict=True)
        ]
    protection = rules.membership.first_protection
    if protection is not None:
        form, agreement = (
            ", ".join(source.label.en for source in sources)
            for sources in (protection.form_for, protection.agreement_for)
        )
        says = (
            f"from the complete form: {verdict(protection.form, 'yes', 'no')} (of {form}); "
            f"from the agreement: {verdict(protection.agreement, 'yes', 'no')} (of {agreement}); "
            "else from the payment"
        )
        rows.append(("First contribution paid late", "not stated", says, protection.basis))
    return rows
