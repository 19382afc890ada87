"""The working of a plan: by which rules, who is in from which money, and what is in doubt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jamsostek_rentan.cover.amounts import sum_of
from jamsostek_rentan.law.prices import doubt_steps
from jamsostek_rentan.planning.eligibility.fields import fact_label
from jamsostek_rentan.planning.selection import heads_taken
from jamsostek_rentan.values.explanation import Explanation, step
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.planning.budget_plans import CohortCover
    from jamsostek_rentan.planning.plans import Plan
    from jamsostek_rentan.values.explanation import Step
    from jamsostek_rentan.values.texts import Language


__all__ = ["explain_plan"]


def explain_plan(plan: Plan, lang: Language) -> Explanation:
    """The working of a plan, in ``en`` or ``id``."""
    scheme = plan.scheme
    root = step(
        "plan",
        *_rules(plan),
        *(_cohort(plan, cover) for cover in plan.covers),
        *_money(plan),
        *_others(plan),
        *_history(plan),
        step("plan.total", cost=plan.figure, months=plan.worker_months),
        *doubt_steps(plan.figure),
        *(choice.step() for choice in plan.rules.choices),
        *(step("provenance.change", ground=change.basis) for change in plan.rules.changes),
        scheme=scheme,
        place=masked(scheme.place),
    )
    return Explanation(root, lang)


def _rules(plan: Plan) -> Iterator[Step]:
    keys = tuple(fact_label(key.fact) for key in plan.scheme.priority)
    yield step("plan.order", keys=keys) if keys else step("plan.order.none")
    if any(fund.budgets for fund in plan.scheme.funds):
        yield step("plan.stop", stop=plan.scheme.stop)


def _cohort(plan: Plan, cover: CohortCover) -> Step:
    cohort = cover.cohort
    lines = [line for line in plan.lines if line.cohort == cohort]
    programs = (
        step(
            "plan.program",
            program=program,
            cost=sum_of([line for line in lines if line.program is program]),
        )
        for program in cohort.programs
    )
    return step(
        "plan.cohort",
        *programs,
        cohort=cohort,
        fund=cohort.fund,
        period=cohort.period,
        heads=cover.figure,
        most=cohort.heads,
        cost=sum_of(lines),
    )


def _money(plan: Plan) -> Iterator[Step]:
    for (fund, year), left in plan.left.figures():
        yield step(
            "plan.fund",
            fund=fund,
            year=str(year),
            budget=fund.budget(year),
            spent=plan.by_fund_and_year.figure((fund, year)),
            left=left,
        )


def _others(plan: Plan) -> Iterator[Step]:
    heads = plan.selections.map(heads_taken)
    yield step("plan.waiting", count=heads.map(lambda taken: len(plan.candidates) - taken))
    unmet = plan.selections.map(lambda chosen: sum(len(one.unmet) for one in chosen))
    if any(unmet.values):
        yield step("plan.unmet", count=unmet)
    if plan.refusals:
        kinds = Counter(
            kind
            for refusal in plan.refusals
            for kind in dict.fromkeys(reason.kind for reason in refusal.reasons)
        )
        reasons = (step("plan.refused-for", reason=kind, count=kinds[kind]) for kind in kinds)
        yield step("plan.refused", *reasons, count=len(plan.refusals))


def _history(plan: Plan) -> Iterator[Step]:
    if plan.on is not None:
        fixed = sum(len(one.period) for one in plan.fixed)
        yield step("plan.again", on=plan.on, months=fixed)
    if plan.replacements:
        came = sum(one.newcomer is not None for one in plan.replacements)
        yield step("plan.replaced", left=len(plan.replacements), came=came)
    if plan.refunds:
        yield step("plan.refunded", months=sum(len(one.period) for one in plan.refunds))
