"""Contributions of vulnerable workers (*pekerja rentan*) in BPJS Ketenagakerjaan.

For every contribution month: who is covered, what is owed for each programme, who owes it, on
what legal ground, and what changes when the sponsor stops.

>>> import jamsostek_rentan as jr
>>> rules = jr.law.bpu()
>>> month = jr.ContributionMonth(2026, 11)
>>> quote = jr.cost_of_cover(350, month, rules=rules, funding=jr.FundingSource.APBD)
>>> print(quote.total)
Rp5.880.000

Names are loaded when they are first used, so that importing the package stays cheap.  The module is
long because each public name stands in it three times: for type checkers, for loading, and in the
list of all; a test compares the three.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from jamsostek_rentan import law, rosters
    from jamsostek_rentan.cover.accounts import Balance, Settlement, Traced, TraceReason
    from jamsostek_rentan.cover.amounts import Amounts
    from jamsostek_rentan.cover.comparisons import CostComparison, compare_costs
    from jamsostek_rentan.cover.contributions import Due, cost_of_cover, dues_of
    from jamsostek_rentan.cover.event_benefits import BenefitLine, EventBenefits
    from jamsostek_rentan.cover.events import EndEvent, EndKind
    from jamsostek_rentan.cover.handover import CohortHandover, HandoverPlan, PriceChange
    from jamsostek_rentan.cover.handover_planner import plan_handover
    from jamsostek_rentan.cover.ledger import CoverageLedger
    from jamsostek_rentan.cover.outcomes import Renewal, Stops
    from jamsostek_rentan.cover.payments import CreditTransfer, Payment, Refund
    from jamsostek_rentan.cover.people import Sponsor, Worker
    from jamsostek_rentan.cover.pledges import Pledge, Receipt, Use, WorkerMonths, WorkersFor
    from jamsostek_rentan.cover.protection import BenefitRecord, Protection
    from jamsostek_rentan.cover.protection_planner import protection_by_month, protection_on
    from jamsostek_rentan.cover.provenance import Heads, Provenance
    from jamsostek_rentan.cover.quotes import Quote, QuoteLine
    from jamsostek_rentan.cover.registers import (
        EntryKind,
        PaymentRecord,
        StatusRecord,
        payment_register,
        status_list,
    )
    from jamsostek_rentan.cover.renewal_planner import plan_renewal
    from jamsostek_rentan.cover.renewals import RenewalLine, RenewalPlan
    from jamsostek_rentan.cover.retention import Retention, RetentionMonth, expected_cover
    from jamsostek_rentan.cover.sponsorship import SelfPayment, Sponsorship
    from jamsostek_rentan.cover.standing import ProgramProtection
    from jamsostek_rentan.cover.status import CoverageStatus
    from jamsostek_rentan.cover.timeline import CoverageTimeline, DoubleFunding, Gap
    from jamsostek_rentan.cover.totals import TotalLine, Totals, totals_of
    from jamsostek_rentan.cover.verification import Verification, verify
    from jamsostek_rentan.errors import (
        InvalidFactError,
        InvalidMonthError,
        InvalidNikError,
        InvalidPeriodError,
        InvalidPlainError,
        InvalidProvenanceError,
        InvalidRateTableError,
        InvalidRupiahError,
        InvalidSchemeError,
        InvalidSplitError,
        JamsostekRentanError,
        MissingExtraError,
        MissingFactError,
        NoBenefitError,
        NoRateInForceError,
        ProjectedLawError,
        ProjectedLawWarning,
        RosterFileError,
        RulesFileError,
        RupiahArithmeticError,
        UnknownNameError,
        UnsettledLawError,
        UnusableNikWarning,
    )
    from jamsostek_rentan.law.basis import Assumption, Evidence, LegalBasis
    from jamsostek_rentan.law.choices import Choice
    from jamsostek_rentan.law.differences import Difference, diff
    from jamsostek_rentan.law.disability import DisabilityTable
    from jamsostek_rentan.law.endings import Ending
    from jamsostek_rentan.law.facts import Facts, PricingFacts
    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.programs import (
        BASIC_COVER,
        LOWEST_BAND,
        FundingSource,
        Program,
        Sector,
    )
    from jamsostek_rentan.law.questions import Doubt, Figure, Question, Reading
    from jamsostek_rentan.law.rates import DatedRateTable, RateTable
    from jamsostek_rentan.law.reliefs import Relief
    from jamsostek_rentan.law.risks import BenefitKind, RiskEvent
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.law.stakes import Stake
    from jamsostek_rentan.planning.affordability import AffordableCover, AffordableMonths
    from jamsostek_rentan.planning.blocks import BudgetLine, StopRule
    from jamsostek_rentan.planning.budget import affordable_cover, affordable_months
    from jamsostek_rentan.planning.budget_plans import BudgetPlan, CohortCover, plan_budget
    from jamsostek_rentan.planning.candidate_records import (
        Assignment,
        CandidateRecord,
        CandidateResult,
        Refusal,
    )
    from jamsostek_rentan.planning.coverage import Coverage
    from jamsostek_rentan.planning.figure_checks import (
        FigureCheck,
        Fit,
        FitKind,
        Misprint,
        check_figure,
    )
    from jamsostek_rentan.planning.funds import Cohort, Fund
    from jamsostek_rentan.planning.leavers import MonthsRefunded, NobodyCame, Replacement
    from jamsostek_rentan.planning.lists import (
        ListedAmount,
        ListName,
        listed_dues,
        listed_payments,
    )
    from jamsostek_rentan.planning.plan_changes import PlanChange, PlanChanges, compare_plans
    from jamsostek_rentan.planning.planner import plan
    from jamsostek_rentan.planning.plans import Plan
    from jamsostek_rentan.planning.priorities import Priority
    from jamsostek_rentan.planning.published_figures import Precision, PublishedFigure
    from jamsostek_rentan.planning.quotas import Quota
    from jamsostek_rentan.planning.reasons import CandidateReason, ReasonKind, UnmetMinimum
    from jamsostek_rentan.planning.reconciliation import (
        MatchResult,
        ReconciledLine,
        Reconciliation,
        reconcile,
    )
    from jamsostek_rentan.planning.relief_ends import ReliefEndLine, end_of_relief
    from jamsostek_rentan.planning.replacement import replace_workers
    from jamsostek_rentan.planning.scenario_comparison import compare_scenarios
    from jamsostek_rentan.planning.scenarios import Scenario, ScenarioRecord
    from jamsostek_rentan.planning.scheme import Afterwards, HandoverPolicy, Scheme, SchemeReading
    from jamsostek_rentan.planning.scheme_files import read_scheme, scheme_schema
    from jamsostek_rentan.planning.selection import Selection, select
    from jamsostek_rentan.values.dated import DatedValue
    from jamsostek_rentan.values.explanation import Explanation, Step
    from jamsostek_rentan.values.findings import Finding, Severity
    from jamsostek_rentan.values.money import Rupiah, split
    from jamsostek_rentan.values.months import (
        ContributionMonth,
        ContributionPeriod,
        age_on,
        gaps_between,
        next_working_day,
    )
    from jamsostek_rentan.values.plain import from_plain, to_plain
    from jamsostek_rentan.values.proration import (
        MonthCount,
        count_months,
        share_burden,
        spread,
    )
    from jamsostek_rentan.values.texts import Bilingual

# The room of each public name: the same as above, for run time; a test compares the two.
_ROOMS = {
    "AffordableCover": "planning.affordability",
    "AffordableMonths": "planning.affordability",
    "Afterwards": "planning.scheme",
    "Amounts": "cover.amounts",
    "Assignment": "planning.candidate_records",
    "Assumption": "law.basis",
    "BASIC_COVER": "law.programs",
    "Balance": "cover.accounts",
    "BenefitKind": "law.risks",
    "BenefitLine": "cover.event_benefits",
    "BenefitRecord": "cover.protection",
    "Bilingual": "values.texts",
    "BudgetLine": "planning.blocks",
    "BudgetPlan": "planning.budget_plans",
    "CandidateReason": "planning.reasons",
    "CandidateRecord": "planning.candidate_records",
    "CandidateResult": "planning.candidate_records",
    "Choice": "law.choices",
    "Cohort": "planning.funds",
    "CohortCover": "planning.budget_plans",
    "CohortHandover": "cover.handover",
    "ContributionMonth": "values.months",
    "ContributionPeriod": "values.months",
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
    "EndEvent": "cover.events",
    "EndKind": "cover.events",
    "Ending": "law.endings",
    "EntryKind": "cover.registers",
    "EventBenefits": "cover.event_benefits",
    "Evidence": "law.basis",
    "Explanation": "values.explanation",
    "Facts": "law.facts",
    "Figure": "law.questions",
    "FigureCheck": "planning.figure_checks",
    "Finding": "values.findings",
    "Fit": "planning.figure_checks",
    "FitKind": "planning.figure_checks",
    "Fund": "planning.funds",
    "FundingSource": "law.programs",
    "Gap": "cover.timeline",
    "HandoverPlan": "cover.handover",
    "HandoverPolicy": "planning.scheme",
    "Heads": "cover.provenance",
    "InvalidFactError": "errors",
    "InvalidMonthError": "errors",
    "InvalidNikError": "errors",
    "InvalidPeriodError": "errors",
    "InvalidPlainError": "errors",
    "InvalidProvenanceError": "errors",
    "InvalidRateTableError": "errors",
    "InvalidRupiahError": "errors",
    "InvalidSchemeError": "errors",
    "InvalidSplitError": "errors",
    "JamsostekRentanError": "errors",
    "LOWEST_BAND": "law.programs",
    "LegalBasis": "law.basis",
    "ListName": "planning.lists",
    "ListedAmount": "planning.lists",
    "MatchResult": "planning.reconciliation",
    "Misprint": "planning.figure_checks",
    "MissingExtraError": "errors",
    "MissingFactError": "errors",
    "MonthCount": "values.proration",
    "MonthsRefunded": "planning.leavers",
    "NoBenefitError": "errors",
    "NoRateInForceError": "errors",
    "NobodyCame": "planning.leavers",
    "Payment": "cover.payments",
    "PaymentRecord": "cover.registers",
    "Plan": "planning.plans",
    "PlanChange": "planning.plan_changes",
    "PlanChanges": "planning.plan_changes",
    "Pledge": "cover.pledges",
    "Precision": "planning.published_figures",
    "Price": "law.prices",
    "PriceChange": "cover.handover",
    "PricingFacts": "law.facts",
    "Priority": "planning.priorities",
    "Program": "law.programs",
    "ProgramProtection": "cover.standing",
    "ProjectedLawError": "errors",
    "ProjectedLawWarning": "errors",
    "Protection": "cover.protection",
    "Provenance": "cover.provenance",
    "PublishedFigure": "planning.published_figures",
    "Question": "law.questions",
    "Quota": "planning.quotas",
    "Quote": "cover.quotes",
    "QuoteLine": "cover.quotes",
    "RateTable": "law.rates",
    "Reading": "law.questions",
    "ReasonKind": "planning.reasons",
    "Receipt": "cover.pledges",
    "ReconciledLine": "planning.reconciliation",
    "Reconciliation": "planning.reconciliation",
    "Refund": "cover.payments",
    "Refusal": "planning.candidate_records",
    "Relief": "law.reliefs",
    "ReliefEndLine": "planning.relief_ends",
    "Renewal": "cover.outcomes",
    "RenewalLine": "cover.renewals",
    "RenewalPlan": "cover.renewals",
    "Replacement": "planning.leavers",
    "Retention": "cover.retention",
    "RetentionMonth": "cover.retention",
    "RiskEvent": "law.risks",
    "RosterFileError": "errors",
    "Rulebook": "law.rulebook",
    "RulesFileError": "errors",
    "Rupiah": "values.money",
    "RupiahArithmeticError": "errors",
    "Scenario": "planning.scenarios",
    "ScenarioRecord": "planning.scenarios",
    "Scheme": "planning.scheme",
    "SchemeReading": "planning.scheme",
    "Sector": "law.programs",
    "Selection": "planning.selection",
    "SelfPayment": "cover.sponsorship",
    "Settlement": "cover.accounts",
    "Severity": "values.findings",
    "Sponsor": "cover.people",
    "Sponsorship": "cover.sponsorship",
    "Stake": "law.stakes",
    "StatusRecord": "cover.registers",
    "Step": "values.explanation",
    "StopRule": "planning.blocks",
    "Stops": "cover.outcomes",
    "TotalLine": "cover.totals",
    "Totals": "cover.totals",
    "TraceReason": "cover.accounts",
    "Traced": "cover.accounts",
    "UnknownNameError": "errors",
    "UnmetMinimum": "planning.reasons",
    "UnsettledLawError": "errors",
    "UnusableNikWarning": "errors",
    "Use": "cover.pledges",
    "Verification": "cover.verification",
    "Worker": "cover.people",
    "WorkerMonths": "cover.pledges",
    "WorkersFor": "cover.pledges",
    "affordable_cover": "planning.budget",
    "affordable_months": "planning.budget",
    "age_on": "values.months",
    "check_figure": "planning.figure_checks",
    "compare_costs": "cover.comparisons",
    "compare_plans": "planning.plan_changes",
    "compare_scenarios": "planning.scenario_comparison",
    "cost_of_cover": "cover.contributions",
    "count_months": "values.proration",
    "diff": "law.differences",
    "dues_of": "cover.contributions",
    "end_of_relief": "planning.relief_ends",
    "expected_cover": "cover.retention",
    "from_plain": "values.plain",
    "gaps_between": "values.months",
    "listed_dues": "planning.lists",
    "listed_payments": "planning.lists",
    "next_working_day": "values.months",
    "payment_register": "cover.registers",
    "plan": "planning.planner",
    "plan_budget": "planning.budget_plans",
    "plan_handover": "cover.handover_planner",
    "plan_renewal": "cover.renewal_planner",
    "protection_by_month": "cover.protection_planner",
    "protection_on": "cover.protection_planner",
    "read_scheme": "planning.scheme_files",
    "reconcile": "planning.reconciliation",
    "replace_workers": "planning.replacement",
    "scheme_schema": "planning.scheme_files",
    "select": "planning.selection",
    "share_burden": "values.proration",
    "split": "values.money",
    "spread": "values.proration",
    "status_list": "cover.registers",
    "to_plain": "values.plain",
    "totals_of": "cover.totals",
    "verify": "cover.verification",
}

__all__ = [
    "BASIC_COVER",
    "LOWEST_BAND",
    "AffordableCover",
    "AffordableMonths",
    "Afterwards",
    "Amounts",
    "Assignment",
    "Assumption",
    "Balance",
    "BenefitKind",
    "BenefitLine",
    "BenefitRecord",
    "Bilingual",
    "BudgetLine",
    "BudgetPlan",
    "CandidateReason",
    "CandidateRecord",
    "CandidateResult",
    "Choice",
    "Cohort",
    "CohortCover",
    "CohortHandover",
    "ContributionMonth",
    "ContributionPeriod",
    "CostComparison",
    "Coverage",
    "CoverageLedger",
    "CoverageStatus",
    "CoverageTimeline",
    "CreditTransfer",
    "DatedRateTable",
    "DatedValue",
    "Difference",
    "DisabilityTable",
    "DoubleFunding",
    "Doubt",
    "Due",
    "EndEvent",
    "EndKind",
    "Ending",
    "EntryKind",
    "EventBenefits",
    "Evidence",
    "Explanation",
    "Facts",
    "Figure",
    "FigureCheck",
    "Finding",
    "Fit",
    "FitKind",
    "Fund",
    "FundingSource",
    "Gap",
    "HandoverPlan",
    "HandoverPolicy",
    "Heads",
    "InvalidFactError",
    "InvalidMonthError",
    "InvalidNikError",
    "InvalidPeriodError",
    "InvalidPlainError",
    "InvalidProvenanceError",
    "InvalidRateTableError",
    "InvalidRupiahError",
    "InvalidSchemeError",
    "InvalidSplitError",
    "JamsostekRentanError",
    "LegalBasis",
    "ListName",
    "ListedAmount",
    "MatchResult",
    "Misprint",
    "MissingExtraError",
    "MissingFactError",
    "MonthCount",
    "MonthsRefunded",
    "NoBenefitError",
    "NoRateInForceError",
    "NobodyCame",
    "Payment",
    "PaymentRecord",
    "Plan",
    "PlanChange",
    "PlanChanges",
    "Pledge",
    "Precision",
    "Price",
    "PriceChange",
    "PricingFacts",
    "Priority",
    "Program",
    "ProgramProtection",
    "ProjectedLawError",
    "ProjectedLawWarning",
    "Protection",
    "Provenance",
    "PublishedFigure",
    "Question",
    "Quota",
    "Quote",
    "QuoteLine",
    "RateTable",
    "Reading",
    "ReasonKind",
    "Receipt",
    "ReconciledLine",
    "Reconciliation",
    "Refund",
    "Refusal",
    "Relief",
    "ReliefEndLine",
    "Renewal",
    "RenewalLine",
    "RenewalPlan",
    "Replacement",
    "Retention",
    "RetentionMonth",
    "RiskEvent",
    "RosterFileError",
    "Rulebook",
    "RulesFileError",
    "Rupiah",
    "RupiahArithmeticError",
    "Scenario",
    "ScenarioRecord",
    "Scheme",
    "SchemeReading",
    "Sector",
    "Selection",
    "SelfPayment",
    "Settlement",
    "Severity",
    "Sponsor",
    "Sponsorship",
    "Stake",
    "StatusRecord",
    "Step",
    "StopRule",
    "Stops",
    "TotalLine",
    "Totals",
    "TraceReason",
    "Traced",
    "UnknownNameError",
    "UnmetMinimum",
    "UnsettledLawError",
    "UnusableNikWarning",
    "Use",
    "Verification",
    "Worker",
    "WorkerMonths",
    "WorkersFor",
    "affordable_cover",
    "affordable_months",
    "age_on",
    "check_figure",
    "compare_costs",
    "compare_plans",
    "compare_scenarios",
    "cost_of_cover",
    "count_months",
    "diff",
    "dues_of",
    "end_of_relief",
    "expected_cover",
    "from_plain",
    "gaps_between",
    "law",
    "listed_dues",
    "listed_payments",
    "next_working_day",
    "payment_register",
    "plan",
    "plan_budget",
    "plan_handover",
    "plan_renewal",
    "protection_by_month",
    "protection_on",
    "read_scheme",
    "reconcile",
    "replace_workers",
    "rosters",
    "scheme_schema",
    "select",
    "share_burden",
    "split",
    "spread",
    "status_list",
    "to_plain",
    "totals_of",
    "verify",
]


def __getattr__(name: str) -> object:
    """Load a public name from its room (PEP 562)."""
    if name in {"law", "rosters"}:
        return import_module(f"jamsostek_rentan.{name}")
    if name in _ROOMS:
        return getattr(import_module(f"jamsostek_rentan.{_ROOMS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
