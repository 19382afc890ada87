"""Quotas (*kuota*): how many of each place are taken, at least and at most, and how they nest."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from jamsostek_rentan.cover.records import check_text_if_any
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.planning.eligibility.fields import fact_label
from jamsostek_rentan.planning.eligibility.place_names import place_name
from jamsostek_rentan.values.money import apportion
from jamsostek_rentan.values.texts import both, masked


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from jamsostek_rentan.values.texts import Bilingual


__all__ = ["Place", "Quota", "place_of", "quota_problems", "shown_place"]

Place: TypeAlias = tuple[Hashable, ...]
"""A place, from wide to narrow, such as ``("Selat", "Mawar")``: a village of a district."""

Bound: TypeAlias = int | tuple[tuple[Place, int], ...]
"""A number of each place, or of each place that is named."""


def place_of(names: Iterable[Hashable]) -> Place:
    """A place as it is told from others, however its names are written.

    >>> place_of(["Kec. Selat", "DESA MAWAR"])
    ('selat', 'mawar')
    """
    return tuple(
        place_name(name) if isinstance(name, str) else str(name) if type(name) is int else name
        for name in names
    )


def shown_place(place: Place) -> tuple[str, ...]:
    """A place as it may be shown: a family card has 16 digits too.

    >>> shown_place(("mawar", "9901010101010001"))
    ('mawar', '99**************')
    """
    return tuple(masked(str(name)) for name in place)


def _facts(given: Any) -> tuple[str, ...]:  # noqa: ANN401 - judged here
    several = (given,) if isinstance(given, str) else given
    facts: tuple[Any, ...] = tuple(several) if isinstance(given, Iterable) else ()
    named = all(isinstance(fact, str) and fact.strip() for fact in facts)
    if not facts or not named or len(set(facts)) < len(facts):
        raise InvalidFactError(
            f"by={given!r} was given for a quota.",
            "It names the facts of a worker that tell its place, from wide to narrow, each once.",
            'Write for example by=("district", "village").',
        )
    return facts


def _places(given: Any) -> Any:  # noqa: ANN401 - judged in Quota
    """Numbers by place as pairs, sorted by how the places are told apart."""
    several: Any = cast("Any", given).items() if isinstance(given, Mapping) else given
    if not isinstance(given, (Mapping, tuple)):
        return given
    try:
        pairs: list[tuple[Place, Any]] = [
            ((name,) if isinstance(name, str) else tuple(name), count) for name, count in several
        ]
        hash(tuple(place for place, _ in pairs))
        return tuple(sorted(pairs, key=lambda pair: tuple(map(str, place_of(pair[0])))))
    except (TypeError, ValueError) as error:
        raise InvalidFactError(
            f"{masked(repr(cast('Any', given)))} was given as the numbers of a quota.",
            "They are a number for each place.",
            'Write for example most={"Selat": 500, "Basarang": 300}.',
        ) from error


def _is_iterable(given: object) -> bool:
    return isinstance(given, Iterable)


def _is_name(place: object) -> bool:
    return isinstance(place, (str, tuple))


def _shown_bound(bound: object) -> str:
    return masked(repr(bound))


@attrs.frozen
class Quota:
    """How many of each place are taken, at least and at most (*kuota*, *kuota minimum*).

    Args:
        by: The facts of a worker that tell its place, from wide to narrow.  A village is told by
            its district as well where two villages have one name.
        most: How many of each place at most; none where there is no such limit.  By place, where
            they differ: a place that is not named then has none.
        least: How many of each place come first, as far as there are candidates and money.  By
            place, where they differ: a place that is not named has no minimum.
        counting: The fact whose different values are counted instead of heads, such as that of a
            household; each household counts once, however many of it are taken.

    Raises:
        InvalidFactError: For a name that is none, no number or one below zero, a place named twice
            or of another depth, or a minimum above the maximum.

    >>> Quota("village", most=100, least=10)
    Quota(by=('village',), most=100, least=10, counting=None)
    >>> one_of_a_family = Quota(("village", "family"), most=1)
    """

    by: tuple[str, ...] = attrs.field(converter=_facts)
    most: Bound | None = attrs.field(
        default=None, kw_only=True, converter=_places, repr=_shown_bound
    )
    least: Bound = attrs.field(default=0, kw_only=True, converter=_places, repr=_shown_bound)
    counting: str | None = attrs.field(default=None, kw_only=True, validator=check_text_if_any)
    _most: dict[Place, int] = attrs.field(init=False, eq=False, repr=False)
    _least: dict[Place, int] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_most", self._by_place("most", self.most))
        object.__setattr__(self, "_least", self._by_place("least", self.least))
        if self.most is None and self.least == 0:
            raise InvalidFactError(
                f"A quota by {' and '.join(self.by)} was given without a number.",
                "It says how many of each place are taken, at most or at least.",
                "Give most= or least=.",
            )
        for place in self.named or ((),):
            most, least = self.most_of(place), self.least_of(place)
            if most is not None and least > most:
                raise InvalidFactError(
                    f"A quota by {' and '.join(self.by)} has at least {least} and at most {most}.",
                    "Nobody could keep both.",
                    "Exchange the two, or correct one.",
                )

    def _by_place(self, name: str, given: Bound | None) -> dict[Place, int]:
        pairs = given if isinstance(given, tuple) else (((), 0 if given is None else given),)
        found: dict[Place, int] = {}
        for place, count in pairs:
            deep = len(place) == len(self.by) or not isinstance(given, tuple)
            if type(count) is not int or count < 0 or not deep or place_of(place) in found:
                raise InvalidFactError(
                    f"{masked(repr(given))} was given as {name} of a quota by "
                    f"{' and '.join(self.by)}.",
                    "It is a whole number, zero or more, for every place, or for each place that "
                    "is named once, with a name for each of those facts.",
                    f'Write for example {name}=100, or {name}={{("Selat", "Mawar"): 100}}.',
                )
            found[place_of(place)] = count
        return found

    @property
    def order(self) -> tuple[int, tuple[str, ...], str]:
        """By what quotas are put in order, wide ones first, whatever order they were given in."""
        return len(self.by), self.by, self.counting or ""

    @classmethod
    def shared(
        cls,
        heads: int,
        *,
        by: str | Iterable[str],
        among: Iterable[str | Place] | Mapping[str | Place, int | Fraction],
    ) -> Quota:
        """The quota that shares heads among places: equally, or by a weight such as population.

        The parts add up to the heads; what is left over goes to the largest remainders, and among
        equal ones to the place named first.

        Args:
            heads: How many there are to share.
            by: The facts that tell the place.
            among: The places, or the places with their weights.

        Raises:
            InvalidFactError: As for :class:`Quota`.
            InvalidSplitError: For weights that are none.

        >>> Quota.shared(100, by="district", among=["Selat", "Basarang", "Mantangai"]).most
        ((('Basarang',), 33), (('Mantangai',), 33), (('Selat',), 34))
        >>> Quota.shared(100, by="district", among={"Selat": 60_000, "Basarang": 20_000}).most
        ((('Basarang',), 25), (('Selat',), 75))
        """
        weighed: dict[str | Place, int | Fraction] = {}
        given = () if isinstance(among, str) or not _is_iterable(among) else tuple(among)
        places = list(given) if all(map(_is_name, given)) else []
        weighed |= among if isinstance(among, Mapping) else dict.fromkeys(places, 1)
        if type(heads) is not int or heads < 0 or not places or len(weighed) < len(places):
            raise InvalidFactError(
                f"{heads!r} heads were to be shared among {len(places)} places.",
                "It is a whole number, zero or more, and at least one place, each named once.",
                "Correct the number, or the list of places.",
            )
        parts = apportion(heads, weighed.values())
        return cls(cast("Any", by), most=cast("Any", dict(zip(places, parts, strict=True))))

    @property
    def written(self) -> tuple[Place, ...]:
        """The places that are named, as they are written."""
        pairs = (given for given in (self.most, self.least) if isinstance(given, tuple))
        return tuple(place for given in pairs for place, _ in given)

    @property
    def named(self) -> tuple[Place, ...]:
        """The places that are named, as they are told apart."""
        return tuple(dict.fromkeys(map(place_of, self.written)))

    def most_of(self, place: Place) -> int | None:
        """How many of a place at most; none where there is no such limit."""
        if isinstance(self.most, tuple):
            return self._most.get(place, 0)
        return self.most

    def least_of(self, place: Place) -> int:
        """How many of a place come first."""
        if isinstance(self.least, tuple):
            return self._least.get(place, 0)
        return self.least


def quota_problems(
    quotas: Sequence[Quota], heads: int, seen: Mapping[tuple[str, ...], Iterable[Place]]
) -> Iterator[Bilingual]:
    """Why some quotas cannot be kept together.

    Args:
        quotas: The quotas of one cohort.
        heads: How many it takes at most.
        seen: The places of its candidates, by the facts that tell them.
    """
    crossing = list(_crossing(quotas))
    yield from crossing
    if not crossing:
        yield from _too_little(quotas, heads, seen)


def _crossing(quotas: Sequence[Quota]) -> Iterator[Bilingual]:
    """Quotas of which neither lies within the other, or that speak twice of the same."""
    for at, one in enumerate(quotas):
        for other in quotas[:at]:
            about = {"one": _labels(other), "other": _labels(one)}
            shorter = min(len(one.by), len(other.by))
            if one.by[:shorter] != other.by[:shorter]:
                yield both("scheme.quotas-cross", **about)
            elif (one.by, one.counting) == (other.by, other.counting):
                yield both("scheme.quota-twice", **about)


def _labels(quota: Quota) -> tuple[object, ...]:
    return tuple(map(fact_label, quota.by))


def _too_little(
    quotas: Sequence[Quota], heads: int, seen: Mapping[tuple[str, ...], Iterable[Place]]
) -> Iterator[Bilingual]:
    """Places, and the whole, that have less room than the places within them need."""
    below: dict[Place, int] = {}
    for path in sorted({quota.by for quota in quotas}, key=len, reverse=True):
        here = [quota for quota in quotas if quota.by == path]
        within: dict[Place, int] = {}
        for place, need in below.items():
            within[place[: len(path)]] = within.get(place[: len(path)], 0) + need
        below = {}
        named = (place for quota in here for place in quota.named)
        for place in dict.fromkeys((*within, *named, *seen.get(path, ()))):
            need = max(within.get(place, 0), *(quota.least_of(place) for quota in here))
            most = next((quota.most_of(place) for quota in here if quota.counting is None), None)
            if most is not None and need > most:
                about = {"place": shown_place(place), "most": most, "need": need}
                yield both("scheme.quota-too-small", **about)
            below[place] = need
    need = sum(below.values())
    if need > heads:
        yield both("scheme.heads-too-few", most=heads, need=need)
