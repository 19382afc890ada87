"""The gate of a cohort: whom it may take, before it is asked who comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.planning.eligibility.fields import fact_label
from jamsostek_rentan.planning.eligibility.policy_checks import refuses
from jamsostek_rentan.planning.eligibility.worker_checks import WorkerChecks
from jamsostek_rentan.planning.selection import CandidateReason, ReasonKind, reason_text
from jamsostek_rentan.values.findings import Severity
from jamsostek_rentan.values.texts import both


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.funds import Cohort
    from jamsostek_rentan.planning.scheme import Scheme
    from jamsostek_rentan.values.findings import Finding
    from jamsostek_rentan.values.months import ContributionPeriod


__all__ = ["Gate"]


class Gate:
    """Whom a cohort may take: those whom it is for, who are members in time, and eligible.

    Args:
        cohort: The cohort.
        scheme: Its scheme.
        period: The months that are planned.
        rules: The rulebook, whose age limit holds beside the policy.
    """

    def __init__(
        self, cohort: Cohort, scheme: Scheme, period: ContributionPeriod, rules: Rulebook
    ) -> None:
        policy = scheme.eligibility
        self._cohort = cohort
        self._period = period
        self._checks = None if policy is None else WorkerChecks(policy, period, rules)

    def findings(self, worker: Worker) -> tuple[Finding, ...]:
        """What the eligibility policy finds."""
        return () if self._checks is None else self._checks.findings(worker)

    def lets_in(self, worker: Worker) -> bool:
        """Whether the cohort may take a worker."""
        return (
            self._cohort.is_for(worker)
            and not self._joins_later(worker)
            and not refuses(self.findings(worker))
        )

    def reasons(self, worker: Worker) -> Iterator[CandidateReason]:
        """Why the cohort may not take a worker."""
        if not self._cohort.is_for(worker):
            facts = tuple(fact_label(fact) for fact, _ in self._cohort.among)
            yield self._reason(ReasonKind.NOT_AMONG, cohort=self._cohort, facts=facts)
        if self._joins_later(worker):
            yield self._reason(
                ReasonKind.JOINS_LATER, since=worker.member_since, first=self._period.first
            )
        for finding in self.findings(worker):
            if finding.severity is Severity.ERROR:
                problem = both(finding.key, **dict(finding.values))
                yield self._reason(ReasonKind.NOT_ELIGIBLE, problem=problem)

    def _joins_later(self, worker: Worker) -> bool:
        return worker.member_since is not None and worker.member_since > self._period.first

    def _reason(self, kind: ReasonKind, **values: object) -> CandidateReason:
        return CandidateReason(kind=kind, cohort=self._cohort.id, text=reason_text(kind, **values))
