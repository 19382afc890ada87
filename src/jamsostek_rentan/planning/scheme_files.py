"""Schemes as TOML files: read whole, or refused with every fault at its key path."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jamsostek_rentan.cover.people import Sponsor
from jamsostek_rentan.errors import JamsostekRentanError
from jamsostek_rentan.law.programs import FundingSource, Program, Sector
from jamsostek_rentan.law.sections import Section
from jamsostek_rentan.planning.blocks import StopRule
from jamsostek_rentan.planning.eligibility.policy import policy_of
from jamsostek_rentan.planning.funds import Cohort, Fund
from jamsostek_rentan.planning.priorities import Priority
from jamsostek_rentan.planning.quotas import Quota, place_of
from jamsostek_rentan.planning.scheme import Afterwards, HandoverPolicy, Scheme, SchemeReading
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike
    from typing import TypeVar

    from jamsostek_rentan.planning.quotas import Place

    T = TypeVar("T")


__all__ = ["read_scheme", "scheme_schema"]

_FORMAT = 1
# Whoever pays alone needs no fund.
_FUNDING = {one.name: one for one in FundingSource if one is not FundingSource.SELF}
_YEAR = re.compile("[1-9][0-9]{3}")
_ALONE = "cohort[0]."  # where a cohort stands in a scheme that has no other
_LIST: type[list[Any]] = list
_TABLE: type[dict[str, Any]] = dict


def read_scheme(path: str | PathLike[str]) -> Scheme:
    r"""Read a scheme from a TOML file; the format is on the page *The scheme file*.

    Raises:
        RulesFileError: With every fault of the file, by key path: what is missing, of a wrong
            kind or unknown, and what does not fit together.
        OSError: When the file cannot be opened.

    >>> from tempfile import TemporaryDirectory
    >>> written = '''
    ... format = 1
    ... id = "mawar-2025"
    ... name = "1 desa 100 pekerja rentan"
    ... place = "Kabupaten Mawar"
    ... [[fund]]
    ... id = "desa"
    ... name = "APBDes"
    ... funding = "APBDES"
    ... [[cohort]]
    ... id = "I"
    ... fund = "desa"
    ... period = "2025-01/2025-12"
    ... heads = 21_400
    ... [[cohort.quota]]
    ... by = ["village"]
    ... most = 100
    ... '''
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "scheme.toml")
    ...     _ = file.write_text(written, encoding="utf-8")
    ...     scheme = read_scheme(file)
    >>> scheme.cohorts[0].heads, scheme.cohorts[0].quotas[0].most
    (21400, 100)
    """
    what = f"The scheme {Path(path).name}"
    file = Section.of_toml(Path(path).read_bytes(), what, version=_FORMAT)
    scheme = _scheme(file)
    file.raise_faults(what)
    return cast("Scheme", scheme)  # none only with a fault


def scheme_schema() -> dict[str, Any]:
    """The JSON schema of a scheme file (draft 2020-12), a fresh one at each call.

    It knows every key, its kind and its names.  Whether the parts of a scheme fit together is known
    to :func:`read_scheme` alone.

    >>> schema = scheme_schema()
    >>> schema["title"], schema["required"]
    ('A scheme file', ['format', 'id', 'name', 'place', 'fund', 'cohort'])
    """
    file = resources.files("jamsostek_rentan.planning") / "scheme.schema.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema


def _scheme(file: Section) -> Scheme | None:
    sponsors = _by_id(file, "sponsor", _sponsor) if file.has("sponsor") else {}
    funds = _by_id(file, "fund", lambda name, section: _fund(name, section, sponsors))
    cohorts = _by_id(file, "cohort", lambda name, section: _cohort(name, section, funds))
    readings = [_reading(section) for section in file.sections("reading")]
    parts: dict[str, Any] = {
        "name": _text(file, "name"),
        "place": _text(file, "place"),
        "funds": [fund for fund in funds.values() if fund is not None],
        "cohorts": [cohort for cohort in cohorts.values() if cohort is not None],
        "readings": [one for one in readings if one is not None],
        "priority": _built(file, "priority", _priority),
        **_optional(file, "source", lambda key: _text(file, key)),
        **_optional(file, "stop", lambda key: file.member(key, StopRule)),
        **_optional(file, "eligibility", lambda key: policy_of(file.section(key))),
        **_optional(file, "handover", lambda key: _handover(file, key)),
    }
    if None not in [*funds.values(), *cohorts.values()]:
        _fault_if_unfit(file, "fund", funds=parts["funds"], cohorts=parts["cohorts"])
    if None not in readings:
        _fault_if_unfit(file, "reading", readings=parts["readings"])
    scheme_id = _text(file, "id")
    file.close()
    return _made(file, "id", lambda: Scheme(scheme_id, **parts))


def _fault_if_unfit(section: Section, about: str, **parts: Any) -> None:  # noqa: ANN401 - of a scheme
    """Report what does not fit together of some parts, as far as it is about one kind of them.

    Parts that have faults are left out, so each kind is asked about as soon as it is known.
    """
    known: dict[str, Any] = {"funds": (), "cohorts": ()} | parts
    for key, problem in Scheme("-", name="-", place="-", **known).problems_by_part():
        if key.startswith(about):
            section.fault(key.removeprefix(_ALONE), problem.en)


def _by_id(
    file: Section, key: str, read: Callable[[str, Section], T | None]
) -> dict[str | None, T | None]:
    """The parts at a key by their ids, at least one; none for one that has faults or a double.

    Where an id is not known, or no part at all, nobody can say which names are wrong.
    """
    found: dict[str | None, T | None] = {}
    before = len(file.faults)
    for section in file.sections(key):
        name = _text(section, "id")
        part = read(name, section)
        double = type(name) is str and name in found
        if double:
            section.fault("id", f"is {masked(name)!r}, as that of another {key}")
        found[name] = None if double else part
    if not found and len(file.faults) == before:
        file.fault(key, "is empty; at least one is asked" if file.has(key) else "is missing")
    return found or {None: None}


def _named(section: Section, key: str, parts: Mapping[str | None, T | None]) -> T | None:
    """The part that a text names; none where it has faults of its own."""
    name = _text(section, key)
    if type(name) is str and name not in parts and None not in parts:
        known = ", ".join(masked(str(one)) for one in parts)
        section.fault(key, f"is {masked(name)!r}; known are {known or 'none'}")
    return parts.get(name)


def _text(section: Section, key: str) -> str:
    """A text that is not empty."""
    text = section.read(key, str)
    if type(text) is not str or text.strip():
        return text
    section.fault(key, f"is {text!r}; a text that is not empty is asked")
    return cast("str", None)


def _values(section: Section, key: str) -> list[Any]:
    """Values of a fact: texts and whole numbers, at least one."""
    values = section.read(key, _LIST)
    if type(values) is list and not (values and all(type(one) in {str, int} for one in values)):
        section.fault(
            key,
            f"is {masked(repr(values))}; a list of texts and whole numbers, at least one, is asked",
        )
    return values


def _built(file: Section, key: str, read: Callable[[Section], T | None]) -> tuple[T, ...]:
    parts = [read(section) for section in file.sections(key)]
    return tuple(part for part in parts if part is not None)


def _optional(
    section: Section, key: str, read: Callable[[str], Any], *, name: str | None = None
) -> dict[str, Any]:
    """A part that may be left out, by the name under which it is handed on."""
    return {name or key: read(key)} if section.has(key) else {}


def _made(section: Section, key: str, make: Callable[[], T]) -> T | None:
    """Something made of a table without faults; what it refuses is a fault of the table."""
    if not section.sound:
        return None
    try:
        return make()
    except JamsostekRentanError as error:
        section.fault(key, f"{error.asked} {error.known} {error.advice}")
    return None


def _sponsor(name: str, section: Section) -> Sponsor | None:
    called, funding = _text(section, "name"), section.one_of("funding", _FUNDING)
    section.close()
    return _made(section, "funding", lambda: Sponsor(name, name=called, funding=funding))


def _fund(
    name: str, section: Section, sponsors: Mapping[str | None, Sponsor | None]
) -> Fund | None:
    parts: dict[str, Any] = {
        "name": _text(section, "name"),
        **_optional(section, "sponsor", lambda key: _named(section, key, sponsors)),
        **_optional(section, "funding", lambda key: section.one_of(key, _FUNDING)),
        **_optional(section, "budget", lambda key: _budgets(section, key), name="budgets"),
        **_optional(section, "period", section.period),
        **_optional(section, "accounts", lambda key: _accounts(section.section(key))),
    }
    if not section.has("funding") and not section.has("sponsor"):
        section.fault("funding", "is missing, and no sponsor is named")
    section.close()
    if section.has("sponsor") and parts["sponsor"] is None:
        return None
    return _made(section, "funding", lambda: Fund(name, **parts))


def _budgets(fund: Section, key: str) -> dict[int, Any]:
    if type(fund.read(key, _TABLE)) is not dict:
        return {}
    section = fund.section(key)
    if not section.keys:
        fund.fault(key, "is empty; a budget year is asked")
    found: dict[int, Any] = {}
    for year in section.keys:
        if _YEAR.fullmatch(year):
            found[int(year)] = section.rupiah(year)
        else:
            section.fault(year, "is no budget year such as 2025")
    return found


def _accounts(section: Section) -> dict[Program, str]:
    found = {
        program: _text(section, program.name) for program in Program if section.has(program.name)
    }
    section.close()
    return found


def _cohort(name: str, section: Section, funds: Mapping[str | None, Fund | None]) -> Cohort | None:
    fund = _named(section, "fund", funds)
    parts: dict[str, Any] = {
        "period": section.period("period"),
        "workers": section.count("heads"),
        "quotas": _built(section, "quota", _quota),
        **_optional(section, "programs", lambda key: section.members(key, Program)),
        **_optional(section, "sector", lambda key: section.member(key, Sector)),
        **_optional(section, "declared_income", section.rupiah),
        **_optional(section, "among", lambda key: _among(section.section(key))),
    }
    section.close()
    if fund is None:
        return None
    cohort = _made(section, "period", lambda: Cohort(name, fund, **parts))
    if cohort is not None:
        _fault_if_unfit(section, _ALONE, funds=[fund], cohorts=[cohort])
    return cohort


def _among(section: Section) -> dict[str, list[Any]]:
    return {fact: _values(section, fact) for fact in section.keys}


def _quota(section: Section) -> Quota | None:
    by = section.texts("by")
    if not all(fact.strip() for fact in by or ()):
        section.fault("by", f"is {list(by)!r}; names that are not empty are asked")
    parts: dict[str, Any] = {
        **_optional(section, "most", section.count),
        **_optional(section, "least", section.count),
        **_optional(section, "counting", lambda key: _text(section, key)),
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

    return _made(section, "place" if places else "most", make)


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


def _priority(section: Section) -> Priority | None:
    fact = _text(section, "fact")
    parts: dict[str, Any] = {
        **_optional(section, "order", lambda key: _values(section, key)),
        **_optional(section, "descending", lambda key: section.read(key, bool)),
        **_optional(section, "missing_last", lambda key: section.read(key, bool)),
    }
    section.close()
    return _made(section, "order", lambda: Priority(fact, **parts))


def _handover(file: Section, key: str) -> HandoverPolicy | None:
    if type(file.read(key, _TABLE)) is not dict:
        return None
    section = file.section(key)
    parts: dict[str, Any] = {
        "then": section.member("then", Afterwards),
        **_optional(section, "programs", lambda key: section.members(key, Program)),
        **_optional(section, "remind_days_before", lambda key: section.read(key, _LIST)),
    }
    section.close()
    return _made(section, "remind_days_before", lambda: HandoverPolicy(**parts))


def _reading(section: Section) -> SchemeReading | None:
    parts: dict[str, Any] = {key: _text(section, key) for key in ("question", "reading")}
    for key in ("decided_by", "reference"):
        parts |= _optional(section, key, lambda name: _text(section, name))
    parts |= _optional(section, "reference_date", lambda key: section.read(key, date))
    section.close()
    return _made(section, "question", lambda: SchemeReading(**parts))
