"""The gate of a cohort: whom it may take, before it is asked who comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.planning.eligibility.fields import fact_label
from jamsostek_rentan.planning.eligibility.worker_checks import WorkerChecks
from jamsostek_rentan.planning.reasons import CandidateReason, ReasonKind, reason_text
from jamsostek_rentan.values.findings import Severity
from jamsostek_rentan.values.texts import both


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.freezing import Frozen
    from jamsostek_rentan.planning.funds import Cohort
    from jamsostek_rentan.planning.scheme import Scheme
    from jamsostek_rentan.values.findings import Finding


__all__ = ["Gate"]


class Gate:
    """Whom a cohort may take anew: those whom it is for, who are members in time, and eligible.

    Args:
        cohort: The cohort.
        scheme: Its scheme.
        frozen: What is fixed: nobody is paid for a month twice, and nobody who died.
        rules: The rulebook, whose age limit holds beside the policy.
    """

    def __init__(self, cohort: Cohort, scheme: Scheme, frozen: Frozen, rules: Rulebook) -> None:
        policy, period = scheme.eligibility, frozen.periods[cohort.id] or cohort.period
        self._cohort = cohort
        self._first = period.first
        self._frozen = frozen
        self._dead = frozen.dead
        self._checks = None if policy is None else WorkerChecks(policy, period, rules)

    def findings(self, worker: Worker) -> tuple[Finding, ...]:
        """What the eligibility policy finds."""
        return () if self._checks is None else self._checks.findings(worker)

    def lets_in(self, worker: Worker) -> bool:
        """Whether the cohort may take a worker."""
        return next(self.reasons(worker), None) is None

    def reasons(self, worker: Worker) -> Iterator[CandidateReason]:
        """Why the cohort may not take a worker."""
        if worker.id in self._dead:
            yield self._reason(ReasonKind.DIED)
        elif self._paid_for(worker):
            last = self._frozen.paid_through[worker.id]
            yield self._reason(ReasonKind.PAID_ELSEWHERE, last=last, first=self._first)
        if not self._cohort.is_for(worker):
            facts = tuple(fact_label(fact) for fact, _ in self._cohort.among)
            yield self._reason(ReasonKind.NOT_AMONG, cohort=self._cohort, facts=facts)
        if worker.member_since is not None and worker.member_since > self._first:
            yield self._reason(ReasonKind.JOINS_LATER, since=worker.member_since, first=self._first)
        for finding in self.findings(worker):
            if finding.severity is Severity.ERROR:
                problem = both(finding.key, **dict(finding.values))
                yield self._reason(ReasonKind.NOT_ELIGIBLE, problem=problem)

    def _paid_for(self, worker: Worker) -> bool:
        """Whether months of the worker are fixed that this cohort would pay too."""
        last = self._frozen.paid_through.get(worker.id)
        return (
            last is not None
            and last >= self._first
            and self._frozen.periods[self._cohort.id] is not None
        )

    def _reason(self, kind: ReasonKind, **values: object) -> CandidateReason:
        return CandidateReason(kind=kind, cohort=self._cohort.id, text=reason_text(kind, **values))
