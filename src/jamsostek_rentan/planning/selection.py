"""Selection (*pemeringkatan* and *penetapan peserta*): who is taken under quotas, and who is next.

Quotas of heads lie one within another, so taking everybody in order of priority who still fits is
also the best there is: nobody who waits could come for somebody of lower priority who was taken in
turn, without breaking a quota.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import attrs

from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.records import listed, refuse_unless
from jamsostek_rentan.errors import InvalidFactError, UnknownNameError
from jamsostek_rentan.planning.candidates import Candidates, twice
from jamsostek_rentan.planning.filling import Filling, Room
from jamsostek_rentan.planning.priorities import Priority
from jamsostek_rentan.planning.problems import refuse_problems
from jamsostek_rentan.planning.quotas import (
    Place,
    Quota,
    place_of,
    quota_problems,
    shown_place,
)
from jamsostek_rentan.planning.reasons import CandidateReason, ReasonKind, UnmetMinimum, reason_text
from jamsostek_rentan.planning.worker_facts import fact_of
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "Selection",
    "heads_taken",
    "rooms_of",
    "select",
    "selection_of",
]


@attrs.frozen(kw_only=True, repr=False)
class Selection:
    """Who is taken and who waits, by :func:`select`, or in one cohort of a plan.

    Args:
        cohort: The cohort; none where there is but one selection.
        heads: How many are taken at most.
        quotas: The quotas kept, the wide ones first; none where it is closed.
        kept: Who was in already and stays, in order of priority.
        by_minimum: Who was taken because of a minimum, in the order in which it was.
        by_priority: Who was taken in turn, in order of priority.
        waiting: Who waits, in order of priority.
        unaffordable: For whom there was room and no money.
        stopped: Whether the fund stopped at one of them.
        closed: Whether all months of the cohort are paid or decreed, so that nobody new is taken
            and everybody who was in is kept.
        one_for_one: Whether only as many come as left.

    >>> select([Worker("w-2"), Worker("w-1")], heads=1)
    <Selection 1 taken, 1 waiting>
    """

    cohort: str | None = None
    heads: int
    quotas: tuple[Quota, ...]
    kept: tuple[Worker, ...]
    by_minimum: tuple[Worker, ...]
    by_priority: tuple[Worker, ...]
    waiting: tuple[Worker, ...]
    unaffordable: tuple[Worker, ...]
    stopped: bool
    closed: bool = False
    one_for_one: bool = False

    def __repr__(self) -> str:
        return f"<Selection {len(self.taken)} taken, {len(self.waiting)} waiting>"

    @functools.cached_property
    def taken(self) -> tuple[Worker, ...]:
        """Who is taken: who stays, then by the minima, then by priority."""
        return (*self.kept, *self.by_minimum, *self.by_priority)

    @functools.cached_property
    def unmet(self) -> tuple[UnmetMinimum, ...]:
        """The places that have fewer than their minimum, with how many candidates they have."""
        return tuple(
            unmet
            for quota, room, whole in zip(self.quotas, self._rooms, self._all_in, strict=True)
            for unmet in self._lacking(quota, room, whole)
        )

    def has(self, worker_id: str) -> bool:
        """Whether a candidate was looked at."""
        return worker_id in self._numbers

    def why(self, worker_id: str) -> tuple[CandidateReason, ...]:
        """Why a candidate is taken, or everything that keeps it waiting.

        Raises:
            UnknownNameError: For an id that no candidate has.
            InvalidFactError: For anything but an id.
        """
        refuse_unless(worker_id, str, "a worker's id")
        if worker_id not in self._numbers:
            raise UnknownNameError(
                f"The candidate {masked(worker_id)} was asked for.",
                f"There are {len(self._numbers)} candidates, none of that id.",
                "Ask by the id of a worker that was handed in.",
            )
        number = self._numbers[worker_id]
        if number < len(self.taken):
            return (self._why_taken(number),)
        return tuple(self._why_waiting(number))

    def next_for(self, worker_id: str) -> Worker | None:
        """Who would be taken if one of those taken left; money is not looked at.

        Raises:
            UnknownNameError: For an id of which nobody is taken.
            InvalidFactError: For anything but an id.
        """
        refuse_unless(worker_id, str, "a worker's id")
        left = self._numbers.get(worker_id, len(self.taken))
        if left >= len(self.taken):
            raise UnknownNameError(
                f"The place of {masked(worker_id)} was asked for.",
                "Nobody of that id is taken.",
                "Ask by the id of a worker that is taken.",
            )
        if self.closed:
            return None
        filling = Filling(rooms_of(self._candidates, self.quotas), heads=len(self.taken))
        filling.keep(at for at in range(len(self.taken)) if at != left)
        filling.fill(range(len(self.taken), len(self._numbers)))
        newcomers = (*filling.by_minimum, *filling.by_priority)
        return self._candidates.workers[newcomers[0]] if newcomers else None

    @functools.cached_property
    def _candidates(self) -> Candidates:
        """Those taken and those who wait, with their places."""
        return Candidates((*self.taken, *self.waiting), (), self.quotas)

    @functools.cached_property
    def _numbers(self) -> dict[str, int]:
        everybody = (*self.taken, *self.waiting)
        return {worker.id: number for number, worker in enumerate(everybody)}

    @functools.cached_property
    def _rooms(self) -> list[Room]:
        """The room that is left."""
        return self._filled(range(len(self.taken)))

    @functools.cached_property
    def _all_in(self) -> list[Room]:
        """The room there would be if everybody were in."""
        return self._filled(range(len(self._numbers)))

    @functools.cached_property
    def _unaffordable(self) -> frozenset[str]:
        return frozenset(worker.id for worker in self.unaffordable)

    def _filled(self, numbers: Iterable[int]) -> list[Room]:
        rooms = rooms_of(self._candidates, self.quotas)
        for number in numbers:
            for room in rooms:
                room.take(number)
        return rooms

    def _lacking(self, quota: Quota, room: Room, whole: Room) -> Iterator[UnmetMinimum]:
        taken, everybody = room.taken, whole.taken
        for place in dict.fromkeys((*quota.named, *everybody)):
            least, inside = quota.least_of(place), taken.get(place, 0)
            if inside < least:
                yield UnmetMinimum(
                    cohort=self.cohort,
                    place=self._written(quota).get(place, place),
                    least=least,
                    taken=inside,
                    candidates=everybody.get(place, 0),
                )

    def _written(self, quota: Quota) -> dict[Place, Place]:
        """Places as they are written in a quota, or by the first candidate who has them."""
        columns = (self._candidates.column(fact) for fact in quota.by)
        written = reversed([tuple(names) for names in zip(*columns, strict=True)])
        return {
            **{place_of(names): names for names in written},
            **{place_of(names): names for names in quota.written},
        }

    def _why_taken(self, number: int) -> CandidateReason:
        if number < len(self.kept):
            return self._reason(ReasonKind.KEPT)
        minimum = number < len(self.kept) + len(self.by_minimum)
        kind = ReasonKind.MINIMUM if minimum else ReasonKind.PRIORITY
        return self._reason(kind, rank=number + 1)

    def _why_waiting(self, number: int) -> Iterator[CandidateReason]:
        worker = self._candidates.workers[number]
        for quota, room in zip(self.quotas, self._rooms, strict=True):
            if not room.admits(number):
                most = quota.most_of(room.place(number))
                kind = ReasonKind.QUOTA_FULL if most else ReasonKind.NO_QUOTA
                place = tuple(fact_of(worker, fact) for fact in quota.by)
                yield self._reason(kind, place=shown_place(place), most=most)
        if self.closed:
            yield self._reason(ReasonKind.NO_MONTHS)
        elif len(self.taken) >= self.heads:
            kind = ReasonKind.ONE_FOR_ONE if self.one_for_one else ReasonKind.HEADS_FULL
            yield self._reason(kind, heads=self.heads)
        elif worker.id in self._unaffordable:
            yield self._reason(ReasonKind.NO_MONEY)
        elif self.stopped:
            yield self._reason(ReasonKind.FUND_STOPPED)

    def _reason(self, kind: ReasonKind, **values: Any) -> CandidateReason:  # noqa: ANN401 - whatever its text is about
        return CandidateReason(kind=kind, cohort=self.cohort, text=reason_text(kind, **values))


def select(
    workers: Iterable[Worker],
    *,
    heads: int,
    priority: Iterable[Priority] = (),
    quotas: Iterable[Quota] = (),
) -> Selection:
    """Take candidates by priority under quotas; the order in which they are given changes nothing.

    First the minima are filled, those of the narrowest places before those of wider ones, each in
    order of priority; then everybody else is taken in order of priority whom every quota lets in.
    Candidates with the same keys follow one another by id.

    Args:
        workers: The candidates.
        heads: How many are taken at most.
        priority: The keys of the order, the first one before the others.
        quotas: Quotas that lie within one another.

    Raises:
        InvalidSchemeError: With every problem: candidates named twice, lacking a key or a place,
            keys that cannot be compared, quotas that contradict one another or do not nest.
        InvalidFactError: For anything of a wrong kind.

    >>> people = [
    ...     Worker("w-1", facts={"village": "Mawar", "decile": 1}),
    ...     Worker("w-2", facts={"village": "Mawar", "decile": 2}),
    ...     Worker("w-3", facts={"village": "Mawar", "decile": 1}),
    ...     Worker("w-4", facts={"village": "Melati", "decile": 4}),
    ... ]
    >>> chosen = select(
    ...     people, heads=3, priority=[Priority("decile")], quotas=[Quota("village", most=2)]
    ... )
    >>> [worker.id for worker in chosen.taken], [worker.id for worker in chosen.waiting]
    (['w-1', 'w-3', 'w-4'], ['w-2'])
    >>> for reason in chosen.why("w-2"):
    ...     print(reason.text.en)
    The quota of Mawar is filled: 2 at most.
    As many as were asked for are taken: 3.
    >>> chosen.next_for("w-1").id
    'w-2'
    """
    given = listed(workers, Worker, "workers")
    keys = listed(priority, Priority, "priority")
    limits = listed(quotas, Quota, "quotas")
    if type(heads) is not int or heads < 1:
        raise InvalidFactError(
            f"heads={masked(repr(heads))} was given for a selection.",
            "It is a whole number, one or more.",
            "Give for example heads=350.",
        )
    candidates = Candidates(given, keys, limits)
    contradictions = quota_problems(limits, heads, candidates.seen)
    refuse_problems((*twice(given), *candidates.problems, *contradictions))
    filling = Filling(rooms_of(candidates, limits), heads=heads)
    filling.fill(candidates.order)
    return selection_of(candidates, filling, candidates.order, quotas=limits, heads=heads)


def heads_taken(selections: Iterable[Selection]) -> int:
    """How many are in, all cohorts together."""
    return sum(len(chosen.taken) for chosen in selections)


def rooms_of(candidates: Candidates, quotas: Iterable[Quota]) -> list[Room]:
    """The room that quotas leave, with nobody in it yet."""
    return [
        Room(
            quota,
            candidates.index(quota.by),
            None if quota.counting is None else candidates.column(quota.counting),
        )
        for quota in quotas
    ]


def selection_of(  # noqa: PLR0913 - each is a part of the selection
    candidates: Candidates,
    filling: Filling,
    order: Sequence[int],
    *,
    quotas: Iterable[Quota],
    heads: int,
    cohort: str | None = None,
    closed: bool = False,
    one_for_one: bool = False,
) -> Selection:
    """A filling with the workers it is about; those of an order who are not taken wait."""
    workers, taken = candidates.workers, filling.taken
    return Selection(
        cohort=cohort,
        heads=heads,
        quotas=tuple(sorted(quotas, key=lambda quota: quota.order)),
        kept=tuple(workers[at] for at in filling.kept),
        by_minimum=tuple(workers[at] for at in filling.by_minimum),
        by_priority=tuple(workers[at] for at in filling.by_priority),
        waiting=tuple(workers[at] for at in order if at not in taken),
        unaffordable=tuple(workers[at] for at in order if at in filling.unaffordable),
        stopped=filling.stopped,
        closed=closed,
        one_for_one=one_for_one,
    )
