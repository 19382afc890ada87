"""Law of the scheme: who is taken does not depend on chance, and no quota is broken."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given, reject
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import Priority, Quota, ReasonKind, Worker, select


if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

DISTRICTS = ("Selat", "Basarang")
VILLAGES = ("Mawar", "Melati", "Kenanga")
PATHS = (("district",), ("district", "village"), ("district", "village", "family"))
PRIORITY = (Priority("decile"), Priority("job", order=["nelayan"], missing_last=True))

Asked = dict[str, Any]


@st.composite
def people(draw: st.DrawFn) -> list[Worker]:
    """A few candidates of a few villages, in any order."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(DISTRICTS),
                st.sampled_from(VILLAGES),
                st.integers(1, 3),
                st.sampled_from([1, "2", 2, "10"]),
                st.sampled_from(["nelayan", "petani", None]),
            ),
            max_size=25,
        )
    )
    names = draw(st.permutations(range(len(rows))))
    return [
        Worker(
            f"w-{name:02}",
            facts={
                "district": district,
                "village": village,
                "family": family,
                "decile": decile,
                **({} if job is None else {"job": job}),
            },
        )
        for name, (district, village, family, decile, job) in zip(names, rows, strict=True)
    ]


@st.composite
def quotas(draw: st.DrawFn) -> tuple[Quota, ...]:
    """Quotas that lie within one another; some count families, some name their places."""
    found: list[Quota] = []
    asked = st.tuples(st.sampled_from(PATHS), st.sampled_from([None, "family"]))
    for path, counting in draw(st.lists(asked, unique=True, max_size=3)):
        most = draw(st.none() | st.integers(1, 6))
        least = draw(st.integers(1, 2) if most is None else st.integers(0, min(2, most)))
        named: Any = most
        if len(path) == 1 and most is not None and draw(st.booleans()):
            named = dict.fromkeys(draw(st.sets(st.sampled_from(DISTRICTS), min_size=1)), most)
            least = 0
        found.append(Quota(path, most=named, least=least, counting=counting))
    return tuple(found)


def chosen_from(workers: Sequence[Worker], heads: int, kept: tuple[Quota, ...]) -> jr.Selection:
    """The selection, where the quotas can be kept at all."""
    try:
        return select(workers, heads=heads, priority=PRIORITY, quotas=kept)
    except jr.InvalidSchemeError:
        reject()


def place(worker: Worker, quota: Quota) -> tuple[object, ...]:
    """Where a quota counts a candidate."""
    facts = dict(worker.facts)
    return tuple(str(facts[fact]).casefold() for fact in quota.by)


def counts(quota: Quota, workers: Sequence[Worker]) -> Counter[tuple[object, ...]]:
    """How many a quota counts in each place."""
    told = {
        (place(one, quota), one.id if quota.counting is None else dict(one.facts)[quota.counting])
        for one in workers
    }
    return Counter(at for at, _ in told)


def most_of(quota: Quota, at: tuple[object, ...]) -> float:
    """How many of a place at most, as the quota was written."""
    if isinstance(quota.most, tuple):
        named = {tuple(str(one).casefold() for one in name): most for name, most in quota.most}
        return named.get(at, 0)
    return float("inf") if quota.most is None else quota.most


def keeps(kept: Sequence[Quota], workers: Sequence[Worker]) -> bool:
    """Whether no quota has more than its most."""
    return all(
        count <= most_of(quota, at)
        for quota in kept
        for at, count in counts(quota, workers).items()
    )


def rank(worker: Worker) -> tuple[int, int, str]:
    """The order that the priority of these tests states."""
    facts = dict(worker.facts)
    jobs = {"nelayan": 0, "petani": 1, None: 2}
    return int(str(facts["decile"])), jobs[facts.get("job")], worker.id  # type: ignore[index]


def taken_plainly(
    workers: Sequence[Worker], heads: int, kept: Sequence[Quota], keep: Sequence[Worker] = ()
) -> list[str]:
    """The rule of the page, written down anew and slowly, counting from the start each time."""
    taken: list[Worker] = list(keep)
    in_order = sorted(workers, key=rank)

    def offer(worker: Worker) -> None:
        fits = len(taken) < heads and keeps(kept, [*taken, worker])
        if worker not in taken and fits:
            taken.append(worker)

    for quota in sorted(kept, key=lambda one: (-len(one.by), one.counting is None)):
        for worker in in_order:
            before = counts(quota, taken)[place(worker, quota)]
            assert isinstance(quota.least, int)
            if (
                before < quota.least
                and counts(quota, [*taken, worker])[place(worker, quota)] > before
            ):
                offer(worker)
    for worker in in_order:
        offer(worker)
    return [worker.id for worker in taken]


@given(people(), st.integers(1, 12), quotas(), st.randoms(use_true_random=False))
def test_the_order_in_which_candidates_are_given_changes_nothing(
    workers: list[Worker], heads: int, kept: tuple[Quota, ...], chance: Random
) -> None:
    """Nor does the order in which the quotas are."""
    chosen = chosen_from(workers, heads, kept)
    shuffled, turned = list(workers), list(kept)
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    again = chosen_from(shuffled, heads, tuple(turned))

    assert (again.taken, again.waiting) == (chosen.taken, chosen.waiting)
    assert [again.why(one.id)[-1] for one in workers if one in again.taken] == [
        chosen.why(one.id)[-1] for one in workers if one in chosen.taken
    ]


@given(people(), st.integers(1, 12), quotas())
def test_the_rule_is_the_one_that_is_stated(
    workers: list[Worker], heads: int, kept: tuple[Quota, ...]
) -> None:
    """Minima first, narrowest places first, then by priority; each by the same slow words."""
    chosen = chosen_from(workers, heads, kept)

    assert [worker.id for worker in chosen.taken] == taken_plainly(workers, heads, kept)
    assert [worker.id for worker in chosen.waiting] == [
        worker.id for worker in sorted(workers, key=rank) if worker not in chosen.taken
    ]


@given(people(), st.integers(1, 12), quotas())
def test_no_quota_is_exceeded_and_every_minimum_is_met_or_named(
    workers: list[Worker], heads: int, kept: tuple[Quota, ...]
) -> None:
    """A minimum is named with how many there are and how many there might have been."""
    chosen = chosen_from(workers, heads, kept)

    assert keeps(kept, chosen.taken)
    assert len(chosen.taken) <= heads
    assert len(chosen.taken) + len(chosen.waiting) == len(workers)
    named = Counter(
        (
            tuple(jr_name(str(one).casefold()) for one in unmet.place),
            unmet.least,
            unmet.taken,
            unmet.candidates,
        )
        for unmet in chosen.unmet
    )
    lacking = Counter(
        (tuple(jr_name(name) for name in at), quota.least, counts(quota, chosen.taken)[at], of)
        for quota in kept
        for at, of in counts(quota, workers).items()
        if isinstance(quota.least, int) and counts(quota, chosen.taken)[at] < quota.least
    )
    assert named == lacking


def jr_name(name: object) -> object:
    """A family is a number among the facts."""
    return int(name) if str(name).isdecimal() else name  # type: ignore[call-overload]


@given(people(), st.integers(1, 12), quotas())
def test_every_candidate_has_its_reason_and_the_reason_is_true(
    workers: list[Worker], heads: int, kept: tuple[Quota, ...]
) -> None:
    """Who waits is told everything that keeps it out, and nothing else."""
    chosen = chosen_from(workers, heads, kept)

    for worker in chosen.taken:
        (reason,) = chosen.why(worker.id)
        assert reason.kind in {ReasonKind.MINIMUM, ReasonKind.PRIORITY}
    for worker in chosen.waiting:
        told = Counter(reason.kind for reason in chosen.why(worker.id))
        full = [quota for quota in kept if not keeps([quota], [*chosen.taken, worker])]
        none = [quota for quota in full if most_of(quota, place(worker, quota)) == 0]
        assert told[ReasonKind.NO_QUOTA] == len(none)
        assert told[ReasonKind.QUOTA_FULL] == len(full) - len(none)
        assert told[ReasonKind.HEADS_FULL] == (len(chosen.taken) == heads)
        assert told


@given(people(), st.integers(1, 12), quotas(), st.data())
def test_whoever_is_next_fits_and_nobody_before_it_does(
    workers: list[Worker], heads: int, kept: tuple[Quota, ...], data: st.DataObject
) -> None:
    """A minimum that lacks somebody first, then the first who waits and fits."""
    chosen = chosen_from(workers, heads, kept)
    assume(chosen.taken)
    leaver = data.draw(st.sampled_from(chosen.taken))
    others = [worker for worker in chosen.taken if worker != leaver]
    staying = [worker for worker in workers if worker != leaver]
    then = taken_plainly(staying, len(chosen.taken), kept, others)[len(others) :]

    found = chosen.next_for(leaver.id)
    assert (None if found is None else found.id) == (then[0] if then else None)


@given(st.integers(0, 10_000), st.lists(st.integers(0, 500), min_size=1, max_size=9))
def test_heads_shared_among_places_add_up(heads: int, weights: list[int]) -> None:
    """And each part is within one head of its exact share."""
    assume(sum(weights))
    shared = Quota.shared(
        heads, by="village", among={f"Desa {n}": weight for n, weight in enumerate(weights)}
    )

    assert isinstance(shared.most, tuple)
    parts = dict(shared.most)
    assert sum(parts.values()) == heads
    for n, weight in enumerate(weights):
        exact = heads * weight / sum(weights)
        assert abs(parts[f"Desa {n}",] - exact) < 1
