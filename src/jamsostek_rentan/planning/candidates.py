"""Candidates (*calon peserta*): their keys and places, read once, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jamsostek_rentan.planning.eligibility.fields import fact_label
from jamsostek_rentan.planning.priorities import Priority, ranks_of
from jamsostek_rentan.planning.quotas import place_of
from jamsostek_rentan.planning.worker_facts import fact_columns
from jamsostek_rentan.values.texts import both, masked


if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.planning.quotas import Place, Quota
    from jamsostek_rentan.values.texts import Bilingual


__all__ = ["Candidates", "PlaceIndex", "twice"]

_WIDER = {"village": "district", "district": "regency"}
_NAMED = 3


class PlaceIndex:
    """The places of candidates by one path of facts.

    Args:
        columns: What each candidate has of each fact of the path.

    Attributes:
        at: The number of each candidate's place; below zero where one of the facts is missing.
        places: The places, by number.
    """

    def __init__(self, columns: Sequence[Sequence[Hashable]]) -> None:
        numbers: dict[Place, int] = {}
        written: dict[Place, int] = {}
        self.at: list[int] = []
        for names in zip(*columns, strict=True):
            if names not in written:
                known = None not in names
                place = place_of(names)
                written[names] = numbers.setdefault(place, len(numbers)) if known else -1
            self.at.append(written[names])
        self.places = tuple(numbers)


class Candidates:
    """Candidates in the order of a priority, with the places that quotas ask for.

    Candidates with the same keys stand in the order of their ids, so the order in which they are
    given changes nothing.

    Args:
        workers: The candidates.
        priority: The keys, the first one before the others.
        quotas: Every quota that they may come under.

    Attributes:
        workers: The candidates, as they were given.
        problems: Why they cannot be put in order or counted by place.
        order: Their numbers, the first one first; empty where there are problems.
    """

    def __init__(
        self, workers: Sequence[Worker], priority: Iterable[Priority], quotas: Iterable[Quota]
    ) -> None:
        keys, asked = tuple(priority), tuple(quotas)
        paths = dict.fromkeys(quota.by for quota in asked)
        facts = [key.fact for key in keys]
        facts += [fact for path in paths for fact in path]
        facts += [_WIDER[fact] for path in paths for fact in path if fact in _WIDER]
        facts += [quota.counting for quota in asked if quota.counting is not None]
        self.workers = workers
        self._columns = fact_columns(workers, tuple(dict.fromkeys(facts)))
        self._indices = {path: self._index(path) for path in paths}
        ranks = [(key, ranks_of(key, self._columns[key.fact])) for key in keys]
        self.problems = (
            *(problem for key, found in ranks for problem in self._of_key(key, found)),
            *(problem for path in paths for problem in self._of_path(path)),
            *(problem for quota in asked for problem in self._of_counting(quota)),
        )
        known = [found for _, found in ranks if found is not None]
        self.order = [] if self.problems else _ordered(workers, known)

    def column(self, fact: str) -> list[Hashable]:
        """What each candidate has of a fact."""
        return self._columns[fact]

    def index(self, path: tuple[str, ...]) -> PlaceIndex:
        """The places of the candidates by a path of facts."""
        return self._indices[path]

    @property
    def seen(self) -> dict[tuple[str, ...], tuple[Place, ...]]:
        """The places of the candidates, by the facts that tell them."""
        return {path: index.places for path, index in self._indices.items()}

    def _index(self, path: tuple[str, ...]) -> PlaceIndex:
        return PlaceIndex([self._columns[fact] for fact in path])

    def _of_key(self, key: Priority, ranks: object) -> Iterator[Bilingual]:
        column = self._columns[key.fact]
        if not key.missing_last:
            yield from self._lacking("scheme.key-missing", key.fact, column)
        if ranks is None:
            yield both("scheme.key-mixed", fact=fact_label(key.fact))

    def _of_path(self, path: tuple[str, ...]) -> Iterator[Bilingual]:
        for fact in path:
            yield from self._lacking("scheme.place-missing", fact, self._columns[fact])
            wider = _WIDER.get(fact)
            if wider is not None and wider not in path:
                yield from self._in_two(fact, wider)

    def _in_two(self, fact: str, wider: str) -> Iterator[Bilingual]:
        """Places of one name that lie in two wider ones, where the quota tells them not apart."""
        index = self._index((wider, fact))
        names = Counter(place[1] for place in index.places if None not in place)
        double = sorted(str(name) for name, times in names.items() if times > 1)
        if double:
            yield both(
                "scheme.place-in-two",
                fact=fact_label(fact),
                wider=fact_label(wider),
                count=len(double),
                places=_shown(double),
            )

    def _of_counting(self, quota: Quota) -> Iterator[Bilingual]:
        if quota.counting is not None:
            column = self._columns[quota.counting]
            yield from self._lacking("scheme.counted-missing", quota.counting, column)

    def _lacking(self, key: str, fact: str, column: Sequence[Hashable]) -> Iterator[Bilingual]:
        if None in column:
            lacking = sorted(
                worker.id
                for worker, value in zip(self.workers, column, strict=True)
                if value is None
            )
            yield both(key, fact=fact_label(fact), count=len(lacking), workers=_shown(lacking))


def twice(workers: Iterable[Worker]) -> Iterator[Bilingual]:
    """Whether some candidates are named more than once."""
    ids = [worker.id for worker in workers]
    if len(set(ids)) < len(ids):
        double = sorted(name for name, times in Counter(ids).items() if times > 1)
        yield both("scheme.candidate-twice", count=len(double), workers=_shown(double))


def _ordered(workers: Sequence[Worker], ranks: Sequence[Sequence[int]]) -> list[int]:
    """Numbers of workers by rank, and by id where ranks are the same."""
    order = sorted(range(len(workers)), key=[worker.id for worker in workers].__getitem__)
    for column in reversed(ranks):
        order.sort(key=column.__getitem__)
    return order


def _shown(names: Sequence[str]) -> str:
    return ", ".join(map(masked, names[:_NAMED])) + (" ..." if len(names) > _NAMED else "")
