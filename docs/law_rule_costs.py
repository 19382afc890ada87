"""What a question costs that bears on a rule of membership or of benefits, not on a price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from law_benefit_costs import benefit_costs
from law_costs import Cost, said
from law_grounds import shipped_table
from law_ledger_costs import ledger_costs

from jamsostek_rentan import BASIC_COVER, FundingSource, Sector
from jamsostek_rentan.law.questions import total
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan import Figure, Question, Rulebook, Rupiah


__all__ = ["rule_costs"]


def rule_costs(rules: Rulebook, question: Question) -> Iterator[Cost]:
    """What a question comes to in the rules of membership and benefits that depend on it."""
    yield from _age_costs(rules, question)
    yield from benefit_costs(rules, question)
    yield from ledger_costs(rules, question)


def _age_costs(rules: Rulebook, question: Question) -> Iterator[Cost]:
    month = shipped_table(rules).checked_through
    for rule in rules.membership.age_limits:
        if question in rule.value.inclusive.questions:
            years, owed = rule.value.years, said(_owed(rules))
            may = {
                reading.id: rule.value.inclusive.given({question.id: reading.id}).settled
                for reading in question.readings
            }
            yield Cost(
                where=(
                    f"On who may register, from {show(rule.first, 'en')} on: "
                    f"a person of exactly {years} years, in every programme, whoever pays."
                ),
                setting=(
                    f"For example, a person of {years} years "
                    f"who wants to register in {show(month, 'en')} and to pay alone."
                ),
                heads=["May register", "Owed for the month"],
                rows={
                    reading: ["yes", f"**{owed}**"] if yes else ["no", "nothing, and no cover"]
                    for reading, yes in may.items()
                },
                short=f"cover for {owed} a month, or none",
                closing="Who is a participant already may go on paying under each reading.",
            )


def _owed(rules: Rulebook) -> Figure[Rupiah]:
    """What one who pays alone owes in the last month checked."""
    month = shipped_table(rules).checked_through
    return total(
        [
            rules.cell(
                program,
                month,
                sector=Sector.OTHER,
                funding=FundingSource.SELF,
                member_since=month,
            ).amounts
            for program in BASIC_COVER
        ]
    )
