"""Indonesia's own calendar, as the holidays package knows it, moves a due date."""

from __future__ import annotations

from datetime import date

import holidays

import jamsostek_rentan as jr


def test_a_due_date_moves_past_independence_day(rules: jr.Rulebook) -> None:
    """15 August 2026 is a Saturday, and the Monday after it is 17 August."""
    august = jr.ContributionMonth(2026, 8)
    indonesia = holidays.country_holidays("ID")

    assert date(2026, 8, 17) in indonesia
    assert rules.due_date(august) == date(2026, 8, 17)
    assert rules.due_date(august, holidays=indonesia) == date(2026, 8, 18)


def test_dues_take_the_same_calendar(rules: jr.Rulebook) -> None:
    """A calendar that fills itself when asked works from the first question on."""
    siti = jr.Worker("w-001")
    timeline = jr.CoverageTimeline.of(
        siti, self_payment=jr.SelfPayment(starting=jr.ContributionMonth(2026, 8))
    )
    dues = timeline.dues(
        rules=rules,
        through=jr.ContributionMonth(2026, 8),
        holidays=holidays.country_holidays("ID"),
    )

    assert {due.due_date for due in dues} == {date(2026, 8, 18)}
