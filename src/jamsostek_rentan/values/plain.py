"""Values of the library as plain dicts and back, for JSON, for other software, for archives.

Each value becomes a dict with one key, the name of its kind; what it holds is plain in turn.
"""

from __future__ import annotations

import enum
from datetime import date
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from jamsostek_rentan.errors import InvalidPlainError, UnknownNameError
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["from_plain", "to_plain"]

_PACKAGE = "jamsostek_rentan"

# Where each kind of value lives; its name alone is written, so that it may move.
_ROOMS = {
    "Account": "cover.accounts",
    "AffordableCover": "planning.affordability",
    "AffordableMonths": "planning.affordability",
    "Afterwards": "planning.scheme",
    "AgeLimit": "law.membership",
    "Amounts": "cover.amounts",
    "Arrears": "law.arrears",
    "Assignment": "planning.candidate_records",
    "Assumption": "law.basis",
    "AtCost": "law.measures",
    "Balance": "cover.accounts",
    "Band": "law.bands",
    "BandedRate": "law.bands",
    "BandUsed": "law.prices",
    "Benefit": "law.benefits",
    "BenefitKind": "law.risks",
    "BenefitLine": "cover.event_benefits",
    "BenefitRecord": "cover.protection",
    "Benefits": "law.benefits",
    "Between": "law.bands",
    "Bilingual": "values.texts",
    "BudgetLine": "planning.blocks",
    "BudgetPlan": "planning.budget_plans",
    "CandidateReason": "planning.reasons",
    "CandidateRecord": "planning.candidate_records",
    "CandidateResult": "planning.candidate_records",
    "Change": "cover.status",
    "ChangedTable": "law.changes",
    "Choice": "law.choices",
    "Cohort": "planning.funds",
    "CohortCover": "planning.budget_plans",
    "CohortHandover": "cover.handover",
    "Columns": "rosters.columns",
    "CostComparison": "cover.comparisons",
    "Coverage": "planning.coverage",
    "CoverageLedger": "cover.ledger",
    "CoverageStatus": "cover.status",
    "CoverageTimeline": "cover.timeline",
    "CreditTransfer": "cover.payments",
    "DatedRateTable": "law.rates",
    "DatedValue": "values.dated",
    "Difference": "law.differences",
    "DisabilityTable": "law.disability",
    "DoubleFunding": "cover.timeline",
    "Doubt": "law.questions",
    "Due": "cover.contributions",
    "EarlierPayerClause": "law.conditions",
    "EligibilityPolicy": "planning.eligibility.policy",
    "EndEvent": "cover.events",
    "Ending": "law.endings",
    "EndKind": "cover.events",
    "EntryKind": "cover.registers",
    "EventBenefits": "cover.event_benefits",
    "Evidence": "law.basis",
    "Explanation": "values.explanation",
    "Fact": "law.questions",
    "Figure": "law.questions",
    "FigureCheck": "planning.figure_checks",
    "Finding": "values.findings",
    "FindingRecord": "rosters.checked_rows",
    "FirstProtection": "law.arrears",
    "Fit": "planning.figure_checks",
    "FitKind": "planning.figure_checks",
    "FlatRate": "law.rates",
    "Fund": "planning.funds",
    "FundingSource": "law.programs",
    "Gap": "cover.timeline",
    "HandoverPlan": "cover.handover",
    "HandoverPolicy": "planning.scheme",
    "Happening": "cover.status",
    "Heads": "cover.provenance",
    "IncomeBand": "law.programs",
    "JkmWaiting": "law.waiting",
    "Joined": "law.facts",
    "LegalBasis": "law.basis",
    "Limits": "rosters.limits",
    "ListedAmount": "planning.lists",
    "ListName": "planning.lists",
    "LumpSum": "law.measures",
    "MatchResult": "planning.reconciliation",
    "MemberClause": "law.conditions",
    "Membership": "law.membership",
    "MembershipChange": "law.membership",
    "Misprint": "planning.figure_checks",
    "MonthCount": "values.proration",
    "MonthlyShare": "law.measures",
    "MonthsRefunded": "planning.leavers",
    "MultipleOfBase": "law.measures",
    "Nik": "rosters.nik",
    "NobodyCame": "planning.leavers",
    "Ordinary": "law.prices",
    "PayerClause": "law.conditions",
    "Payment": "cover.payments",
    "PaymentRecord": "cover.registers",
    "Plan": "planning.plans",
    "PlanChange": "planning.plan_changes",
    "PlanChanges": "planning.plan_changes",
    "Pledge": "cover.pledges",
    "Precision": "planning.published_figures",
    "Price": "law.prices",
    "PriceChange": "cover.handover",
    "Priority": "planning.priorities",
    "Program": "law.programs",
    "ProgramProtection": "cover.standing",
    "Protection": "cover.protection",
    "Provenance": "cover.provenance",
    "Proviso": "law.conditions",
    "PublishedFigure": "planning.published_figures",
    "Question": "law.questions",
    "Quota": "planning.quotas",
    "Quote": "cover.quotes",
    "QuoteLine": "cover.quotes",
    "RateChange": "law.changes",
    "Reading": "law.questions",
    "ReasonKind": "planning.reasons",
    "Receipt": "cover.pledges",
    "ReconciledLine": "planning.reconciliation",
    "Reconciliation": "planning.reconciliation",
    "Refund": "cover.payments",
    "Refusal": "planning.candidate_records",
    "Relief": "law.reliefs",
    "ReliefAdded": "law.changes",
    "ReliefEndLine": "planning.relief_ends",
    "ReliefRemoved": "law.changes",
    "Renewal": "cover.outcomes",
    "RenewalLine": "cover.renewals",
    "RenewalPlan": "cover.renewals",
    "Replacement": "planning.leavers",
    "Retention": "cover.retention",
    "RetentionMonth": "cover.retention",
    "RiskEvent": "law.risks",
    "RosterRule": "planning.eligibility.rules",
    "Rounding": "law.reliefs",
    "RowResult": "rosters.checked_rows",
    "Rulebook": "law.rulebook",
    "RuleRecord": "rosters.results",
    "Ruling": "law.reliefs",
    "Scenario": "planning.scenarios",
    "ScenarioRecord": "planning.scenarios",
    "Scheme": "planning.scheme",
    "SchemeReading": "planning.scheme",
    "Scholarship": "law.benefits",
    "ScholarshipLevel": "law.benefits",
    "ScholarshipRight": "cover.event_benefits",
    "Sector": "law.programs",
    "Selection": "planning.selection",
    "SelfPayment": "cover.sponsorship",
    "Settlement": "cover.accounts",
    "Severity": "values.findings",
    "Sex": "rosters.nik",
    "Sponsor": "cover.people",
    "Sponsorship": "cover.sponsorship",
    "Stake": "law.stakes",
    "Stamp": "law.stamps",
    "Standing": "cover.standing",
    "Stated": "law.arrears",
    "StatusRecord": "cover.registers",
    "Step": "values.explanation",
    "StopRule": "planning.blocks",
    "Stops": "cover.outcomes",
    "Stretch": "cover.resolution",
    "TableMultiple": "law.measures",
    "TargetRule": "law.targets",
    "TotalLine": "cover.totals",
    "Totals": "cover.totals",
    "Traced": "cover.accounts",
    "TraceReason": "cover.accounts",
    "UnmetMinimum": "planning.reasons",
    "Use": "cover.pledges",
    "Verification": "cover.verification",
    "VillageRecord": "rosters.results",
    "Window": "law.conditions",
    "Worker": "cover.people",
    "WorkerMonths": "cover.pledges",
    "WorkersFor": "cover.pledges",
}

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
"""What JSON knows, without fractions."""

# Values that are best read as they are written.
_WRITTEN: dict[type, Callable[[Any], int | str]] = {
    Rupiah: int,
    ContributionMonth: str,
    ContributionPeriod: str,
    Fraction: str,
    date: str,
}
_READ: dict[str, Callable[[Any], object]] = {
    "Rupiah": Rupiah,
    "ContributionMonth": ContributionMonth.parse,
    "ContributionPeriod": ContributionPeriod.parse,
    "Fraction": Fraction,
    "date": date.fromisoformat,
}


def to_plain(value: object) -> Plain:
    """A value of the library as dicts, lists, texts and whole numbers.

    Raises:
        UnknownNameError: For a value the library did not make, such as a float.

    >>> to_plain(ContributionMonth(2026, 11))
    {'ContributionMonth': '2026-11'}
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    kind = type(value)
    if kind is tuple:
        return [to_plain(item) for item in cast("tuple[object, ...]", value)]
    if kind in _WRITTEN:
        return {kind.__name__: _WRITTEN[kind](value)}
    if kind.__module__ == f"{_PACKAGE}.{_ROOMS.get(kind.__name__)}":
        held = value.name if isinstance(value, enum.Enum) else _held(value)
        return {kind.__name__: held}
    raise UnknownNameError(
        f"A {kind.__module__}.{kind.__name__} was to be made plain.",
        "Values of the library are, and what they hold; floats, lists and dicts are not.",
        "Make a value of the library of it first.",
    )


def from_plain(plain: Plain) -> Any:  # noqa: ANN401 - the value that was made plain
    """The value that :func:`to_plain` made plain.

    Raises:
        InvalidPlainError: For what :func:`to_plain` has not written, a kind that is none of the
            library's among it.

    >>> from_plain({"ContributionMonth": "2026-11"})
    ContributionMonth(2026, 11)
    """
    try:
        return _value(plain)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InvalidPlainError(
            "A plain value was to be read.",
            f"It does not hold together: {error!r}.",
            "Read only what to_plain has written.",
        ) from error


def _value(plain: Plain) -> Any:  # noqa: ANN401 - the value that was made plain
    if isinstance(plain, list):
        return tuple(map(_value, plain))
    if not isinstance(plain, dict):
        return plain
    ((name, held),) = plain.items()
    if name in _READ:
        return _READ[name](held)
    kind = getattr(import_module(f"{_PACKAGE}.{_ROOMS[name]}"), name)
    if issubclass(kind, enum.Enum):
        return kind[str(held)]
    fields = cast("dict[str, Plain]", held)
    return kind(**{field: _value(value) for field, value in fields.items()})


def _held(value: object) -> Plain:
    kind: type[Any] = type(value)
    return {
        field.alias: to_plain(getattr(value, field.name))
        for field in attrs.fields(kind)
        if field.init
    }
