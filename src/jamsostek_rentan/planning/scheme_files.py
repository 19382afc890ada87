"""Schemes as TOML files: read whole, or refused with every fault at its key path."""

from __future__ import annotations

import json
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
from jamsostek_rentan.planning.quotas import Quota
from jamsostek_rentan.planning.scheme import Afterwards, HandoverPolicy, Scheme, SchemeReading


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike
    from typing import TypeVar

    T = TypeVar("T")


__all__ = ["read_scheme", "scheme_schema"]

_FORMAT = 1
_LIST: type[list[Any]] = list


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
    if scheme is not None:
        for key, problem in scheme.problems_by_part():
            file.fault(key, problem.en)
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
    for key in ("fund", "cohort"):
        if not file.has(key):
            file.fault(key, "is missing")
    sponsors = _by_id(file, "sponsor", _sponsor)
    funds = _by_id(file, "fund", lambda name, section: _fund(name, section, sponsors))
    cohorts = _by_id(file, "cohort", lambda name, section: _cohort(name, section, funds))
    parts: dict[str, Any] = {
        "name": file.read("name", str),
        "place": file.read("place", str),
        "funds": tuple(funds.values()),
        "cohorts": tuple(cohorts.values()),
        "priority": _built(file, "priority", _priority),
        "readings": _built(file, "reading", _reading),
        **_optional(file, "source", lambda key: file.read(key, str)),
        **_optional(file, "stop", lambda key: file.member(key, StopRule)),
        **_optional(file, "eligibility", lambda key: policy_of(file.section(key))),
        **_optional(file, "handover", lambda key: _handover(file.section(key))),
    }
    scheme_id = file.read("id", str)
    file.close()
    return _made(file, "", lambda: Scheme(scheme_id, **parts))


def _by_id(file: Section, key: str, read: Callable[[str, Section], T | None]) -> dict[str, T]:
    """The parts at a key by their ids; one that has faults is left out."""
    found: dict[str, T] = {}
    for section in file.sections(key):
        name = section.read("id", str)
        part = read(name, section)
        if name in found:
            section.fault("id", f"is {name!r}, as that of another {key}")
        elif part is not None:
            found[name] = part
    return found


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
    called, funding = section.read("name", str), section.member("funding", FundingSource)
    section.close()
    return _made(section, "funding", lambda: Sponsor(name, name=called, funding=funding))


def _fund(name: str, section: Section, sponsors: Mapping[str, Sponsor]) -> Fund | None:
    parts: dict[str, Any] = {
        "name": section.read("name", str),
        **_optional(section, "sponsor", lambda key: section.one_of(key, sponsors)),
        **_optional(section, "funding", lambda key: section.member(key, FundingSource)),
        **_optional(section, "budget", lambda key: _budgets(section.section(key)), name="budgets"),
        **_optional(section, "period", section.period),
        **_optional(section, "accounts", lambda key: _accounts(section.section(key))),
    }
    if not section.has("funding") and not section.has("sponsor"):
        section.fault("funding", "is missing, and no sponsor is named")
    section.close()
    return _made(section, "funding", lambda: Fund(name, **parts))


def _budgets(section: Section) -> dict[int, Any]:
    if not section.keys:
        section.fault("", "is empty; a budget year is asked")
    for year in section.keys:
        if not (len(year) == 4 and year.isdecimal() and year.isascii()):  # noqa: PLR2004 - the digits of a year
            section.fault(year, "is no budget year such as 2025")
    return {int(year): section.rupiah(year) for year in section.keys if year.isdecimal()}


def _accounts(section: Section) -> dict[Program, str]:
    found = {
        program: section.read(program.name, str) for program in Program if section.has(program.name)
    }
    section.close()
    return found


def _cohort(name: str, section: Section, funds: Mapping[str, Fund]) -> Cohort | None:
    fund = section.one_of("fund", funds)
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
    return _made(section, "period", lambda: Cohort(name, fund, **parts))


def _among(section: Section) -> dict[str, list[Any]]:
    return {fact: section.read(fact, _LIST) for fact in section.keys}


def _quota(section: Section) -> Quota | None:
    by = section.texts("by")
    parts: dict[str, Any] = {
        **_optional(section, "most", section.count),
        **_optional(section, "least", section.count),
        **_optional(section, "counting", lambda key: section.read(key, str)),
    }
    heads = section.count("shared") if section.has("shared") else None
    places = [_place(place, shared=heads is not None) for place in section.sections("place")]
    section.close()
    if heads is not None:
        if "most" in parts:
            section.fault("most", "is given beside shared, which says how many of each place")
        parts["most"] = None
    if not section.sound:
        return None

    def make() -> Quota:
        named = {
            name: {at: place[name] for at, place in places if name in place}
            for name in ("most", "least")
        }
        given: dict[str, Any] = parts | {
            name: numbers for name, numbers in named.items() if numbers
        }
        if heads is not None:
            weights = {at: place.get("weight", 1) for at, place in places}
            given["most"] = Quota.shared(heads, by=by, among=weights).most
        return Quota(by, **given)

    return _made(section, "place" if places else "most", make)


def _place(section: Section, *, shared: bool) -> tuple[tuple[str, ...], dict[str, int]]:
    """A place that a quota names, with its numbers; of a quota that is shared, with its weight."""
    at = section.read("at", _LIST) or []
    if not at or not all(type(name) is str for name in at):
        section.fault("at", "is not the names of a place, from wide to narrow")
    keys = ("weight", "least") if shared else ("most", "least")
    numbers = {key: section.count(key) for key in keys if section.has(key)}
    section.close()
    return tuple(map(str, at)), numbers


def _priority(section: Section) -> Priority | None:
    fact = section.read("fact", str)
    parts = {
        **_optional(section, "order", lambda key: section.read(key, _LIST)),
        **_optional(section, "descending", lambda key: section.read(key, bool)),
        **_optional(section, "missing_last", lambda key: section.read(key, bool)),
    }
    section.close()
    return _made(section, "fact", lambda: Priority(fact, **parts))


def _handover(section: Section) -> HandoverPolicy | None:
    parts: dict[str, Any] = {
        "then": section.member("then", Afterwards),
        **_optional(section, "programs", lambda key: section.members(key, Program)),
        **_optional(section, "remind_days_before", lambda key: section.read(key, _LIST)),
    }
    section.close()
    return _made(section, "remind_days_before", lambda: HandoverPolicy(**parts))


def _reading(section: Section) -> SchemeReading | None:
    parts: dict[str, Any] = {key: section.read(key, str) for key in ("question", "reading")}
    for key in ("decided_by", "reference"):
        parts |= _optional(section, key, lambda name: section.read(name, str))
    parts |= _optional(section, "reference_date", lambda key: section.read(key, date))
    section.close()
    return _made(section, "question", lambda: SchemeReading(**parts))
