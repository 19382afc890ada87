"""Reading parts of a scheme file: what may be left out, what is refused, and quotas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from jamsostek_rentan.errors import JamsostekRentanError
from jamsostek_rentan.planning.quotas import Quota, place_of
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from jamsostek_rentan.law.sections import Section
    from jamsostek_rentan.planning.quotas import Place

    T = TypeVar("T")


__all__ = ["built", "filled_text", "made", "named_part", "optional", "quota_of", "values_of"]

_LIST: type[list[Any]] = list


def named_part(section: Section, key: str, parts: Mapping[str | None, T | None]) -> T | None:
    """The part that a text names; none where it has faults of its own."""
    name = filled_text(section, key)
    if type(name) is str and name not in parts and None not in parts:
        known = ", ".join(masked(str(one)) for one in parts)
        section.fault(key, f"is {masked(name)!r}; known are {known or 'none'}")
    return parts.get(name)


def filled_text(section: Section, key: str) -> str:
    """A text that is not empty."""
    text = section.read(key, str)
    if type(text) is not str or text.strip():
        return text
    section.fault(key, f"is {text!r}; a text that is not empty is asked")
    return cast("str", None)


def values_of(section: Section, key: str) -> list[Any]:
    """Values of a fact: texts and whole numbers, at least one."""
    values = section.read(key, _LIST)
    if type(values) is list and not (values and all(type(one) in {str, int} for one in values)):
        section.fault(
            key,
            f"is {masked(repr(values))}; a list of texts and whole numbers, at least one, is asked",
        )
    return values


def built(file: Section, key: str, read: Callable[[Section], T | None]) -> tuple[T, ...]:
    """The parts at a key, one after another; one that has faults is left out."""
    parts = [read(section) for section in file.sections(key)]
    return tuple(part for part in parts if part is not None)


def optional(
    section: Section, key: str, read: Callable[[str], Any], *, name: str | None = None
) -> dict[str, Any]:
    """A part that may be left out, by the name under which it is handed on."""
    return {name or key: read(key)} if section.has(key) else {}


def made(section: Section, key: str, make: Callable[[], T]) -> T | None:
    """Something made of a table without faults; what it refuses is a fault of the table."""
    if not section.sound:
        return None
    try:
        return make()
    except JamsostekRentanError as error:
        section.fault(key, f"{error.asked} {error.known} {error.advice}")
    return None


def quota_of(section: Section) -> Quota | None:
    """The quota of a table: one number for every place, numbers by place, or heads to share."""
    by = section.texts("by")
    if not all(fact.strip() for fact in by or ()):
        section.fault("by", f"is {list(by)!r}; names that are not empty are asked")
    parts: dict[str, Any] = {
        **optional(section, "most", section.count),
        **optional(section, "least", section.count),
        **optional(section, "counting", lambda key: filled_text(section, key)),
    }
    shared = section.has("shared")
    heads = section.count("shared") if shared else None
    places = _places(section, shared=shared)
    section.close()
    named = {
        name: {at: place[name] for at, place in places.items() if name in place}
        for name in ("most", "least")
    }
    if shared and "most" in parts:
        section.fault("most", "is given beside shared, which says how many of each place")
    for name, numbers in named.items():
        if numbers and name in parts:
            section.fault(name, "is given beside that of places; give it for each place")
    if not section.sound:
        return None
    given: dict[str, Any] = parts | {name: held for name, held in named.items() if held}

    def make() -> Quota:
        if heads is not None:
            weights = {at: place.get("weight", 1) for at, place in places.items()}
            given["most"] = Quota.shared(heads, by=by, among=weights).most
        return Quota(by, **given)

    return made(section, "place" if places else "most", make)


def _places(section: Section, *, shared: bool) -> dict[tuple[str, ...], dict[str, int]]:
    """The places that a quota names, with their numbers; of one that is shared, their weights."""
    found: dict[tuple[str, ...], dict[str, int]] = {}
    before = len(section.faults)
    known: set[Place] = set()
    for one in section.sections("place"):
        at = one.read("at", _LIST)
        if type(at) is list and not (at and all(type(name) is str and name.strip() for name in at)):
            one.fault("at", f"is {at!r}; the names of a place, from wide to narrow, are asked")
        keys = ("weight", "least") if shared else ("most", "least")
        numbers = {key: one.count(key) for key in keys if one.has(key)}
        if not shared and not numbers:
            one.fault("most", "is missing, and least too")
        one.close()
        if not one.sound:
            continue
        if place_of(at) in known:
            one.fault("at", f"is {at!r}, as that of another place")
        known.add(place_of(at))
        found[tuple(at)] = numbers
    if not found and len(section.faults) == before and (shared or section.has("place")):
        section.fault("place", "is missing; at least one place is asked")
    return found
