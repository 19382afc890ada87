"""A handover in words: the working for the officer and the message for the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.cover.outcomes import Renewal, Stops
from jamsostek_rentan.cover.sponsorship import SelfPayment
from jamsostek_rentan.law.prices import doubt_steps
from jamsostek_rentan.values.explanation import Explanation, Step, step
from jamsostek_rentan.values.texts import check_language, text


if TYPE_CHECKING:
    from jamsostek_rentan.cover.handover import HandoverPlan, PriceChange
    from jamsostek_rentan.law.questions import Figure
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.texts import Language


__all__ = ["MESSAGE_LENGTH", "explain_handover", "message_of"]

MESSAGE_LENGTH = 600
"""The most characters of a message to a worker."""

_LONGEST_NAME = 60


def explain_handover(plan: HandoverPlan, lang: Language) -> Explanation:
    """The full working of a handover, for the officer."""
    stimulus = plan.stimulus
    reference = [step("due.reference", reference=stimulus.reference)] if stimulus.reference else []
    root = step(
        "handover",
        step("handover.last", *reference, month=plan.last_sponsored, sponsor=stimulus.sponsor.name),
        *_next_steps(plan),
        *(_change_step(change) for change in plan.changes if plan.next_month),
        *_total_steps(plan),
        *_protection_steps(plan),
        *(choice.step() for choice in plan.chosen),
        *(step("provenance.change", ground=change.basis) for change in plan.what_ifs),
        worker=plan.worker.label,
    )
    return Explanation(root, lang)


def _next_steps(plan: HandoverPlan) -> list[Step]:
    if isinstance(plan.outcome, Stops):
        return [step("handover.stops")]
    kind = "self" if isinstance(plan.outcome, SelfPayment) else "sponsor"
    steps = [step(f"handover.next.{kind}", month=plan.next_month, payer=_payer(plan))]
    if plan.due_date:
        steps.append(step("due.date", due_date=plan.due_date))
    if plan.remind_on:
        steps.append(step("handover.remind", days=plan.remind_on))
    if plan.gap:
        steps.append(step("handover.gap", period=plan.gap))
    if isinstance(plan.outcome, Renewal) and plan.paid_late:
        steps.append(step("handover.late", months=plan.paid_late, paid_on=plan.outcome.paid_on))
    return steps


def _payer(plan: HandoverPlan) -> str:
    if isinstance(plan.outcome, (SelfPayment, Stops)):
        return plan.worker.label
    following = plan.outcome.sponsorship if isinstance(plan.outcome, Renewal) else plan.outcome
    return following.sponsor.name


def _change_step(change: PriceChange) -> Step:
    reasons: list[Step] = []
    if change.by_month:
        begins = change.unchanged_payer.ruling is not None and change.before.ruling is None
        ends = change.unchanged_payer.ruling is None and change.before.ruling is not None
        kind = "begins" if begins else "ends" if ends else "changes"
        reasons.append(step(f"handover.why.relief-{kind}"))
    if change.by_payer:
        reasons.append(step(f"handover.why.{'doubt' if change.in_doubt_only else 'payer'}"))
    return step(
        "handover.price",
        *(reasons or [step("handover.why.nothing")]),
        *change.after.working(),
        program=change.program,
        before=change.before.figure,
        after=change.after.figure,
    )


def _total_steps(plan: HandoverPlan) -> list[Step]:
    if plan.next_month is None:
        return [*doubt_steps(plan.before)]
    return [
        step("handover.total", before=plan.before, after=plan.after),
        *doubt_steps(plan.before),
        *doubt_steps(plan.after),
    ]


def _protection_steps(plan: HandoverPlan) -> list[Step]:
    steps = [step("handover.sure", day=plan.surely_covered_through)]
    months, full = plan.self_paid_months_to_full_jkm, plan.full_jkm_from
    if months is not None and full is not None:
        asked = [
            step(
                "handover.jkm.reading",
                reading=question.reading(reading).text,
                needed=months.at({question.id: reading}),
                month=full.at({question.id: reading}),
                ground=question.reading(reading).basis,
            )
            for question in full.questions
            for reading in question.options
        ]
        if asked:
            steps.append(step("handover.jkm.open", *asked))
        elif months.settled:
            steps.append(step("handover.jkm.later", needed=months.settled, month=full.settled))
        else:
            steps.append(step("handover.jkm.reached", month=full.settled))
        if plan.gap:
            steps.append(step("handover.jkm.gap"))
    if plan.scholarship_from:
        steps.append(step("handover.scholarship", month=plan.scholarship_from))
    if plan.age_limit_day:
        steps.append(step("handover.age", day=plan.age_limit_day))
    return steps


def message_of(plan: HandoverPlan, lang: Language) -> str:
    """What the worker has to know, in at most 600 characters."""
    check_language(lang)
    sponsor = _shortened(plan.stimulus.sponsor.name)
    parts = [text("message.until", lang, sponsor=sponsor, month=plan.last_sponsored)]
    if isinstance(plan.outcome, SelfPayment):
        parts.append(_self_payment(plan, lang))
    elif isinstance(plan.outcome, Stops):
        parts.append(text("message.stops", lang, day=plan.surely_covered_through))
    else:
        payer = _shortened(_payer(plan))
        parts.append(text("message.sponsor", lang, payer=payer, month=plan.next_month))
    if plan.age_limit_day:
        parts.append(text("message.age", lang))
    return " ".join(parts)


def _self_payment(plan: HandoverPlan, lang: Language) -> str:
    amounts = ", ".join(
        f"{change.program.name} {_amount(change.after.figure, lang)}" for change in plan.changes
    )
    key = "message.self" if plan.due_date else "message.self.no-due-date"
    parts = [
        text(
            key,
            lang,
            month=plan.next_month,
            amounts=amounts,
            total=_amount(plan.after, lang),
            due_date=plan.due_date,
        )
    ]
    if plan.after.questions or any(change.after.projected for change in plan.changes):
        parts.append(text("message.uncertain", lang))
    rulings = [change.after.ruling for change in plan.changes if change.after.ruling]
    eased = [
        ruling for ruling in rulings if not ruling.granted.unsettled and ruling.granted.settled
    ]
    if eased:
        parts.append(text("message.relief", lang, month=eased[0].window.last))
    months = plan.self_paid_months_to_full_jkm
    if months is not None and any(months.values) and not plan.gap:
        parts.append(text("message.jkm", lang, needed=max(months.values)))
    return " ".join(parts)


def _amount(figure: Figure[Rupiah], lang: Language) -> str:
    if figure.unsettled:
        joint = text("or", lang)
        return joint.join(dict.fromkeys(map(str, figure.values)))
    return str(figure.settled)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
