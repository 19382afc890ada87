"""Planning a scheme: cohort after cohort, candidate after candidate, as far as the money goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.cover.contributions import check_rules
from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.records import listed, refuse_unless
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.questions import explored
from jamsostek_rentan.planning.blocks import lines_of
from jamsostek_rentan.planning.budget_plans import CohortCover
from jamsostek_rentan.planning.candidate_records import Refusal
from jamsostek_rentan.planning.candidates import Candidates, twice
from jamsostek_rentan.planning.freezing import freeze, nothing_frozen
from jamsostek_rentan.planning.gates import Gate
from jamsostek_rentan.planning.leavers import MonthsRefunded
from jamsostek_rentan.planning.parts import Part, filled
from jamsostek_rentan.planning.plans import Plan
from jamsostek_rentan.planning.problems import refuse_problems
from jamsostek_rentan.planning.quotas import quota_problems
from jamsostek_rentan.planning.scheme import Scheme, readings_of
from jamsostek_rentan.values.texts import both


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.freezing import FixedThrough, Frozen
    from jamsostek_rentan.planning.quotas import Place
    from jamsostek_rentan.planning.selection import Selection
    from jamsostek_rentan.values.texts import Bilingual


__all__ = ["plan", "planned"]


def plan(  # noqa: PLR0913 - each is a part of the question
    scheme: Scheme,
    workers: Iterable[Worker],
    *,
    rules: Rulebook,
    after: Plan | None = None,
    on: date | None = None,
    fixed_through: FixedThrough = None,
    refunds: Iterable[MonthsRefunded] = (),
) -> Plan:
    """Plan a scheme: who is in, waits or is refused and why, by which fund, for which months.

    The cohorts are served in their order.  Each takes, in order of priority, those whom it may
    take, its quotas have room for and its fund can pay all months of; whoever is not taken goes on
    to the next one.  Nobody is in two cohorts, and the order in which candidates are given changes
    nothing.  A fund without a budget pays for everybody whom heads and quotas let in.

    Planned again, the months that were paid or decreed stay as they are, and so does the money
    spent on them; who is in stays in, before anybody else, as long as it is among the candidates
    and quotas and money suffice; only months that follow are planned.

    Args:
        scheme: The scheme.
        workers: The candidates (*calon peserta*).
        rules: The rulebook; the scheme's own readings are chosen on it.
        after: The earlier plan, to plan again (*rencana perubahan*).
        on: The day on which it is planned again.
        fixed_through: The last month paid or decreed, of all cohorts of the earlier plan or by
            cohort id; the month of that day, where it is not said.  What was fixed before stays
            so, and months after it that have passed by that day are not planned any more.
        refunds: Months of the earlier plan that were given back; their money can be spent again.

    Raises:
        InvalidSchemeError: With every problem of the scheme, its candidates and the earlier plan.
        MissingFactError: When a fact about a candidate changes what its months cost.
        InvalidFactError: For anything of a wrong kind, or a day without an earlier plan.
        NoRateInForceError: When no rate speaks of a month.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import Cohort, ContributionMonth, Fund, FundingSource, Priority
    >>> from jamsostek_rentan import Quota, Rupiah, Scheme, law
    >>> gift = Fund("gift", name="Donasi", funding=FundingSource.EMPLOYEE_DONATION,
    ...             budgets={2021: Rupiah(50_400)})
    >>> december = ContributionMonth(2021, 12).for_months(1)
    >>> scheme = Scheme(
    ...     "mawar-2021", name="Perlindungan", place="Kota Mawar", funds=[gift],
    ...     cohorts=[Cohort("I", gift, period=december, workers=10,
    ...                     quotas=[Quota("village", most=2)])],
    ...     priority=[Priority("decile")],
    ... )
    >>> people = [
    ...     Worker(f"w-{n}", facts={"decile": n, "village": "Mawar" if n < 5 else "Melati"})
    ...     for n in range(1, 8)
    ... ]
    >>> planned = plan(scheme, people, rules=law.bpu())
    >>> [worker.id for worker in planned.participants], planned.total
    (['w-1', 'w-2', 'w-5'], Rupiah(50_400))
    >>> for reason in (*planned.why("w-3"), *planned.why("w-6")):
    ...     print(reason.text.en)
    The quota of Mawar is filled: 2 at most.
    The fund stopped before it, at the first candidate it could not pay for.
    What is left of the fund does not pay all of its months.
    """
    refuse_unless(scheme, Scheme, "scheme")
    check_rules(rules)
    back = listed(refunds, MonthsRefunded, "refunds")
    again = [one for one in (after, on, fixed_through, back or None) if one is not None]
    if again and (after is None or on is None):
        raise InvalidFactError(
            f"A plan was asked with on={on} and {'no' if after is None else 'an'} earlier plan.",
            "Planned again, it takes both: what was planned, and the day; what is fixed and given "
            "back is of an earlier plan.",
            "Give after= and on=, or none of them.",
        )
    known, problems = readings_of(scheme, rules)
    frozen = nothing_frozen(scheme)
    if after is not None and on is not None:
        frozen = freeze(scheme, after, rules=known, on=on, through=fixed_through, refunds=back)
    heads = {cohort.id: cohort.heads for cohort in scheme.cohorts}
    given = listed(workers, Worker, "workers")
    return planned(scheme, given, known, frozen, heads=heads, problems=problems)


def planned(  # noqa: PLR0913 - each is a part of what is planned
    scheme: Scheme,
    workers: tuple[Worker, ...],
    rules: Rulebook,
    frozen: Frozen,
    *,
    heads: Mapping[str, int],
    problems: tuple[Bilingual, ...],
) -> Plan:
    """The plan of a scheme.

    Args:
        scheme: The scheme.
        workers: The candidates.
        rules: The rulebook, with the readings of the scheme.
        frozen: What of it is fixed.
        heads: How many heads each cohort takes.
        problems: What is known to be wrong with it so far.
    """
    gates = {cohort.id: Gate(cohort, scheme, frozen, rules) for cohort in scheme.cohorts}
    pools = _pools(scheme, workers, frozen, gates)
    able = [worker for at, worker in enumerate(workers) if any(pool[at] for pool in pools.values())]
    candidates = Candidates(
        able, scheme.priority, (quota for cohort in scheme.cohorts for quota in cohort.quotas)
    )
    inside = {
        name: {worker.id for worker, may in zip(workers, pool, strict=True) if may}
        for name, pool in pools.items()
    }
    refuse_problems(
        (
            *scheme.problems,
            *problems,
            *frozen.problems,
            *twice(workers),
            *candidates.problems,
            *_too_little(scheme, candidates, inside),
            *_joined_later(scheme, able, frozen),
        )
    )
    parts = [
        Part.of(
            cohort,
            {
                at: candidates.workers[at]
                for at in candidates.order
                if candidates.workers[at].id in inside[cohort.id]
            },
            frozen,
            heads=heads[cohort.id],
            rules=rules,
        )
        for cohort in scheme.cohorts
    ]
    blocks = [block for part in parts for block in part.blocks]
    prices = [price for block in blocks for price in block.prices]
    rules.announce_projected(prices, calls_up=3)
    selections = explored(lambda ask: filled(parts, candidates, scheme.stop, frozen, ask))
    allotted = selections.map(
        lambda chosen: tuple(
            heads
            for part, one in zip(parts, chosen, strict=True)
            for heads in part.heads_by_block(one)
        )
    )
    covers = (
        CohortCover(cohort=cohort, figure=selections.map(_heads_at(place)))
        for place, cohort in enumerate(scheme.cohorts)
    )
    lines = (line for cohort in scheme.cohorts for line in lines_of(cohort, blocks, allotted))
    return Plan(
        covers=tuple(covers),
        lines=(*frozen.lines, *lines),
        scheme=scheme,
        rules=rules,
        candidates=tuple(able[at] for at in candidates.order),
        selections=selections,
        refusals=tuple(_refusals(workers, pools, gates)),
        periods=tuple((name, period) for name, period in frozen.periods.items() if period),
        fixed=frozen.assignments,
        earlier=frozen.earlier,
        on=frozen.on,
        replacements=frozen.earlier.replacements if frozen.earlier else (),
        refunds=frozen.refunds,
    )


def _pools(
    scheme: Scheme, workers: Sequence[Worker], frozen: Frozen, gates: Mapping[str, Gate]
) -> dict[str, list[bool]]:
    """Whom each cohort may take, worker by worker.

    Whoever is in already is looked at in its own cohort first, and by later ones only where that
    one has months left and drops it.
    """
    home = {
        worker_id: place
        for place, cohort in enumerate(scheme.cohorts)
        for worker_id in frozen.members(cohort)
    }
    finished = {at for at, cohort in enumerate(scheme.cohorts) if not frozen.periods[cohort.id]}
    pools: dict[str, list[bool]] = {}
    for place, cohort in enumerate(scheme.cohorts):

        def may(worker: Worker, place: int = place, gate: Gate = gates[cohort.id]) -> bool:
            own = home.get(worker.id)
            if own == place:
                return True
            settled = own is not None and (own > place or own in finished)
            return not settled and gate.lets_in(worker)

        pools[cohort.id] = [may(worker) for worker in workers]
    return pools


def _too_little(
    scheme: Scheme, candidates: Candidates, inside: Mapping[str, set[str]]
) -> Iterator[Bilingual]:
    """Quotas that contradict one another in the places from which there are candidates."""
    for cohort in scheme.cohorts:
        if any(quota_problems(cohort.quotas, cohort.heads, {})):
            continue  # it is told already, whoever the candidates are
        seen: dict[tuple[str, ...], set[Place]] = {}
        for quota in cohort.quotas:
            index = candidates.index(quota.by)
            seen[quota.by] = {
                index.places[place]
                for worker, place in zip(candidates.workers, index.at, strict=True)
                if place >= 0 and worker.id in inside[cohort.id]
            }
        for problem in quota_problems(cohort.quotas, cohort.heads, seen):
            yield both("scheme.in-cohort", cohort=cohort, problem=problem)


def _joined_later(scheme: Scheme, workers: Iterable[Worker], frozen: Frozen) -> Iterator[Bilingual]:
    """Those who are in, and are said to be members only since later."""
    firsts = {
        worker_id: first
        for cohort in scheme.cohorts
        for worker_id, first in frozen.members(cohort).items()
    }
    for worker in workers:
        first = firsts.get(worker.id)
        if first is not None and worker.member_since is not None and first < worker.member_since:
            about = {"worker": worker, "since": worker.member_since, "first": first}
            yield both("scheme.member-later", **about)


def _heads_at(place: int) -> Callable[[tuple[Selection, ...]], int]:
    return lambda selections: len(selections[place].taken)


def _refusals(
    workers: Sequence[Worker], pools: Mapping[str, list[bool]], gates: Mapping[str, Gate]
) -> Iterator[Refusal]:
    """Whom no cohort may take, in the order of their ids."""
    outside = [
        worker for at, worker in enumerate(workers) if not any(pool[at] for pool in pools.values())
    ]
    for worker in sorted(outside, key=lambda one: one.id):
        found = (finding for gate in gates.values() for finding in gate.findings(worker))
        reasons = (reason for gate in gates.values() for reason in gate.reasons(worker))
        yield Refusal(
            worker=worker,
            reasons=tuple(dict.fromkeys(reasons)),
            findings=tuple(dict.fromkeys(found)),
        )
