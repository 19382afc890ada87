"""A plan: who is in, who waits and who is refused, what it costs, and what of it is settled."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.handover import CohortHandover
from jamsostek_rentan.cover.handover_planner import plan_handover
from jamsostek_rentan.cover.outcomes import Stops
from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.records import refuse_unless
from jamsostek_rentan.cover.sponsorship import SelfPayment, Sponsorship
from jamsostek_rentan.cover.timeline import CoverageTimeline
from jamsostek_rentan.errors import UnknownNameError
from jamsostek_rentan.law.questions import Figure
from jamsostek_rentan.law.rulebook import Rulebook
from jamsostek_rentan.planning.budget_plans import BudgetPlan
from jamsostek_rentan.planning.candidate_records import (
    Assignment,
    CandidateRecord,
    CandidateResult,
    Refusal,
)
from jamsostek_rentan.planning.leavers import MonthsRefunded, Replacement
from jamsostek_rentan.planning.plan_texts import explain_plan
from jamsostek_rentan.planning.scheme import Afterwards, Scheme
from jamsostek_rentan.planning.selection import Selection, heads_taken
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, masked


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.cover.contributions import Due
    from jamsostek_rentan.cover.events import EndEvent
    from jamsostek_rentan.planning.reasons import CandidateReason, UnmetMinimum
    from jamsostek_rentan.values.explanation import Explanation
    from jamsostek_rentan.values.texts import Language


__all__ = ["Plan"]


@attrs.frozen(kw_only=True, repr=False)
class Plan(BudgetPlan):
    """A scheme planned, by :func:`plan`: who is in by which fund for which months, and its cost.

    Who is in may depend on an open question, where a budget is the limit; then reading it raises
    ``UnsettledLawError``, and ``selections.by_reading()`` has every answer.  Amounts behave as in a
    :class:`BudgetPlan`.

    Args:
        covers: How many heads of each cohort are paid for, in the order of the cohorts.
        lines: What they cost, by cohort, programme and month; what was fixed comes first.
        scheme: The scheme.
        rules: The rules it was planned by, with the readings of the scheme.
        candidates: Who may be enrolled, in order of priority.
        selections: Who is taken and who waits in each cohort, under each reading.
        refusals: Whom no cohort may take.
        periods: The months that were planned for each cohort, by its id; none for one whose
            months are all fixed.
        fixed: The months that were paid or decreed before, of an earlier plan.
        earlier: That plan, where it was planned again.
        on: The day on which it was planned again.
        replacements: Who left and who came instead, since the first plan.
        refunds: The months that were given back, since the first plan; what they cost stands in
            the lines below zero.

    >>> from jamsostek_rentan import Cohort, ContributionMonth, Fund, FundingSource, Priority
    >>> from jamsostek_rentan import Worker, law, plan
    >>> fund = Fund("desa", name="Desa Mawar", funding=FundingSource.APBDES)
    >>> year = ContributionMonth(2025, 1).for_months(12)
    >>> scheme = Scheme(
    ...     "mawar-2025", name="1 desa 2 pekerja", place="Desa Mawar", funds=[fund],
    ...     cohorts=[Cohort("I", fund, period=year, workers=2)], priority=[Priority("decile")],
    ... )
    >>> people = [Worker(f"w-{n}", facts={"decile": n}) for n in (3, 1, 2)]
    >>> planned = plan(scheme, people, rules=law.bpu())
    >>> planned
    <Plan 1 desa 2 pekerja: 2 in, 1 waiting, 0 refused, Rp403.200>
    >>> [worker.id for worker in planned.participants], planned.waiting[0].id
    (['w-1', 'w-2'], 'w-3')
    >>> print(planned.explain("en"))
    The programme 1 desa 2 pekerja, Desa Mawar
      Candidates stand in order of welfare decile; those alike in order of their ids.
      Cohort I from Desa Mawar, January 2025 to December 2025: 2 of 2 heads, Rp403.200
        JKK: Rp240.000
        JKM: Rp163.200
      Waiting: 1
      Together: 24 worker-months, Rp403.200
    """

    scheme: Scheme
    rules: Rulebook
    candidates: tuple[Worker, ...]
    selections: Figure[tuple[Selection, ...]]
    refusals: tuple[Refusal, ...]
    periods: tuple[tuple[str, ContributionPeriod], ...]
    fixed: tuple[Assignment, ...] = ()
    earlier: Plan | None = None
    on: date | None = None
    replacements: tuple[Replacement, ...] = ()
    refunds: tuple[MonthsRefunded, ...] = ()

    def __repr__(self) -> str:
        heads = self.selections.map(heads_taken)
        waiting = heads.map(lambda taken: len(self.candidates) - taken)
        return (
            f"<Plan {self.scheme.label}: {heads.in_words()} in, {waiting.in_words()} waiting, "
            f"{len(self.refusals)} refused, {self.figure.in_words()}>"
        )

    @functools.cached_property
    def participants(self) -> tuple[Worker, ...]:
        """Who is in, cohort after cohort (*peserta yang ditetapkan*).

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return tuple(worker for one in self.selections.settled for worker in one.taken)

    @functools.cached_property
    def waiting(self) -> tuple[Worker, ...]:
        """Who waits, in order of priority (*daftar tunggu*).

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        inside = {worker.id for worker in self.participants}
        return tuple(worker for worker in self.candidates if worker.id not in inside)

    @property
    def unmet(self) -> tuple[UnmetMinimum, ...]:
        """The places that have fewer than their minimum, cohort after cohort.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return tuple(unmet for one in self.selections.settled for unmet in one.unmet)

    @functools.cached_property
    def assignments(self) -> tuple[Assignment, ...]:
        """Which months of whom each cohort pays, those that were fixed before with the others.

        Months in a row are one, unless the worker left in between or has other facts since.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        found = {(one.cohort.id, one.worker, one.period.last): one for one in self.fixed}
        periods = dict(self.periods)
        left = {one.leaver.id for one in self.replacements}
        for cohort, chosen in zip(self.scheme.cohorts, self.selections.settled, strict=True):
            period = periods.get(cohort.id)
            if period is None:
                continue
            for worker in chosen.taken:
                ends_before = cohort.id, worker, period.first - 1
                before = None if worker.id in left else found.pop(ends_before, None)
                first = before.period.first if before else period.first
                found[cohort.id, worker, period.last] = Assignment(
                    worker=worker, cohort=cohort, period=ContributionPeriod(first, period.last)
                )
        return tuple(found.values())

    @property
    def sponsorships(self) -> tuple[Sponsorship, ...]:
        """The months of everybody as sponsorships."""
        return tuple(one.sponsorship for one in self.assignments)

    def timelines(self) -> tuple[CoverageTimeline, ...]:
        """The cover of everybody, with what ended it, or what the handover policy reckons with.

        What was paid for months after somebody died or left is owed no more in a timeline; to a
        ledger it is money to be traced.
        """
        inside = {worker.id for worker in self.participants}
        return tuple(
            CoverageTimeline.of(
                mine[-1].worker,
                sponsorships=[one.sponsorship for one in mine],
                self_payment=self._self_payment(mine[-1]) if worker_id in inside else None,
                events=[] if worker_id in inside else self._ended(worker_id, mine[-1]),
            )
            for worker_id, mine in self._by_worker.items()
        )

    def _ended(self, worker_id: str, last: Assignment) -> list[EndEvent]:
        """What ended the cover of somebody who left and did not come back."""
        events = [one.event for one in self.replacements if one.leaver.id == worker_id]
        return [event for event in events[-1:] if last.period.first <= event.month]

    def dues(self) -> Iterator[Due]:
        """What the funds owe by the plan, month by month and programme by programme.

        Months that were given back are among them, as they were planned.
        """
        for mine in self._by_worker.values():
            for one in mine:
                timeline = CoverageTimeline.of(one.worker, sponsorships=[one.sponsorship])
                yield from timeline.dues(through=one.period.last, rules=self.rules)

    def handovers(self) -> CohortHandover:
        """What happens when the months of those who are in end, by the handover policy.

        Those who left before are not among them, and nobody is where the scheme has no policy.
        """
        policy = self.scheme.handover
        if policy is None:
            return CohortHandover(())
        return CohortHandover(
            tuple(
                plan_handover(
                    (last := self._by_worker[worker.id][-1]).sponsorship,
                    rules=self.rules,
                    then=self._self_payment(last) or Stops(),
                    remind_days_before=policy.remind_days_before,
                )
                for worker in self.participants
            )
        )

    def why(self, worker_id: str) -> tuple[CandidateReason, ...]:
        """Why a candidate is in, waits or is refused: all of its reasons, cohort after cohort.

        Of one who waits they are those of the cohorts that may take it.

        Raises:
            UnknownNameError: For an id that no candidate has.
            InvalidFactError: For anything but an id.
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        refuse_unless(worker_id, str, "a worker's id")
        if worker_id in self._refused:
            return self._refused[worker_id].reasons
        if worker_id not in self._places:
            raise UnknownNameError(
                f"The candidate {masked(worker_id)} was asked for.",
                "No candidate has that id.",
                "Ask by the id of a worker that was handed in.",
            )
        taken = self._places[worker_id]
        chosen = [taken] if taken is not None else self.selections.settled
        return tuple(
            reason for one in chosen if one.has(worker_id) for reason in one.why(worker_id)
        )

    def next_for(self, worker_id: str) -> Worker | None:
        """Who of those who wait would come first, if a participant left; money is not looked at.

        Raises:
            UnknownNameError: For an id that no participant has.
            InvalidFactError: For anything but an id.
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        refuse_unless(worker_id, str, "a worker's id")
        chosen = self._places.get(worker_id)
        if chosen is None:
            raise UnknownNameError(
                f"The place of {masked(worker_id)} was asked for.",
                "No participant has that id.",
                "Ask by the id of a worker that is in.",
            )
        free = tuple(worker for worker in chosen.waiting if self._places[worker.id] is None)
        return attrs.evolve(chosen, waiting=free).next_for(worker_id)

    def explain(self, lang: Language) -> Explanation:
        """By which rules, who is in from which money, and what is in doubt, in ``en`` or ``id``."""
        return explain_plan(self, lang)

    def records(self) -> Iterator[CandidateRecord]:
        """Every candidate as a row of a table: who is in, who waits in order, who is refused."""
        for cohort, chosen in zip(self.scheme.cohorts, self.selections.settled, strict=True):
            for worker in chosen.taken:
                mine = self._by_worker[worker.id]
                yield CandidateRecord(
                    worker=worker.label,
                    result=CandidateResult.IN,
                    cohort=cohort.label,
                    fund=cohort.fund.label,
                    periods=tuple(one.period for one in mine if one.cohort.id == cohort.id),
                    reasons=self._texts(worker),
                )
        for worker in self.waiting:
            yield self._outside(worker, CandidateResult.WAITING)
        for refusal in self.refusals:
            yield self._outside(refusal.worker, CandidateResult.REFUSED)

    def _outside(self, worker: Worker, result: CandidateResult) -> CandidateRecord:
        return CandidateRecord(
            worker=worker.label,
            result=result,
            cohort=None,
            fund=None,
            periods=(),
            reasons=self._texts(worker),
        )

    def _texts(self, worker: Worker) -> tuple[Bilingual, ...]:
        return tuple(dict.fromkeys(reason.text for reason in self.why(worker.id)))

    @functools.cached_property
    def _refused(self) -> dict[str, Refusal]:
        return {refusal.worker.id: refusal for refusal in self.refusals}

    @functools.cached_property
    def _places(self) -> dict[str, Selection | None]:
        """In which cohort each candidate is; none for one that waits."""
        found: dict[str, Selection | None] = dict.fromkeys(one.id for one in self.candidates)
        for chosen in self.selections.settled:
            found.update((worker.id, chosen) for worker in chosen.taken)
        return found

    @functools.cached_property
    def _by_worker(self) -> dict[str, list[Assignment]]:
        found: dict[str, list[Assignment]] = {}
        for one in sorted(self.assignments, key=lambda one: one.period.first):
            found.setdefault(one.worker.id, []).append(one)
        return found

    def _self_payment(self, last: Assignment) -> SelfPayment | None:
        policy = self.scheme.handover
        if policy is None or policy.then is not Afterwards.SELF_PAYMENT:
            return None
        return SelfPayment.after(last.sponsorship, programs=policy.programs)
