"""Schemes as TOML files: read whole, or refused with every fault at its key path."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jamsostek_rentan.cover.people import Sponsor
from jamsostek_rentan.law.programs import FundingSource, Program, Sector
from jamsostek_rentan.law.sections import Section
from jamsostek_rentan.planning.blocks import StopRule
from jamsostek_rentan.planning.eligibility.policy import policy_of
from jamsostek_rentan.planning.funds import Cohort, Fund
from jamsostek_rentan.planning.priorities import Priority
from jamsostek_rentan.planning.scheme import Afterwards, HandoverPolicy, Scheme, SchemeReading
from jamsostek_rentan.planning.scheme_sections import (
    built,
    filled_text,
    made,
    named_part,
    optional,
    quota_of,
    values_of,
)
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike
    from typing import TypeVar

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
        "name": filled_text(file, "name"),
        "place": filled_text(file, "place"),
        "funds": [fund for fund in funds.values() if fund is not None],
        "cohorts": [cohort for cohort in cohorts.values() if cohort is not None],
        "readings": [one for one in readings if one is not None],
        "priority": built(file, "priority", _priority),
        **optional(file, "source", lambda key: filled_text(file, key)),
        **optional(file, "stop", lambda key: file.member(key, StopRule)),
        **optional(file, "eligibility", lambda key: policy_of(file.section(key))),
        **optional(file, "handover", lambda key: _handover(file, key)),
    }
    if None not in [*funds.values(), *cohorts.values()]:
        _fault_if_unfit(file, "fund", funds=parts["funds"], cohorts=parts["cohorts"])
    if None not in readings:
        _fault_if_unfit(file, "reading", readings=parts["readings"])
    scheme_id = filled_text(file, "id")
    file.close()
    return made(file, "id", lambda: Scheme(scheme_id, **parts))


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
        name = filled_text(section, "id")
        part = read(name, section)
        double = type(name) is str and name in found
        if double:
            section.fault("id", f"is {masked(name)!r}, as that of another {key}")
        found[name] = None if double else part
    if not found and len(file.faults) == before:
        file.fault(key, "is empty; at least one is asked" if file.has(key) else "is missing")
    return found or {None: None}


def _sponsor(name: str, section: Section) -> Sponsor | None:
    called, funding = filled_text(section, "name"), section.one_of("funding", _FUNDING)
    section.close()
    return made(section, "funding", lambda: Sponsor(name, name=called, funding=funding))


def _fund(
    name: str, section: Section, sponsors: Mapping[str | None, Sponsor | None]
) -> Fund | None:
    parts: dict[str, Any] = {
        "name": filled_text(section, "name"),
        **optional(section, "sponsor", lambda key: named_part(section, key, sponsors)),
        **optional(section, "funding", lambda key: section.one_of(key, _FUNDING)),
        **optional(section, "budget", lambda key: _budgets(section, key), name="budgets"),
        **optional(section, "period", section.period),
        **optional(section, "accounts", lambda key: _accounts(section.section(key))),
    }
    if not section.has("funding") and not section.has("sponsor"):
        section.fault("funding", "is missing, and no sponsor is named")
    section.close()
    if section.has("sponsor") and parts["sponsor"] is None:
        return None
    return made(section, "funding", lambda: Fund(name, **parts))


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
        program: filled_text(section, program.name)
        for program in Program
        if section.has(program.name)
    }
    section.close()
    return found


def _cohort(name: str, section: Section, funds: Mapping[str | None, Fund | None]) -> Cohort | None:
    fund = named_part(section, "fund", funds)
    parts: dict[str, Any] = {
        "period": section.period("period"),
        "workers": section.count("heads"),
        "quotas": built(section, "quota", quota_of),
        **optional(section, "programs", lambda key: section.members(key, Program)),
        **optional(section, "sector", lambda key: section.member(key, Sector)),
        **optional(section, "declared_income", section.rupiah),
        **optional(section, "among", lambda key: _among(section.section(key))),
    }
    section.close()
    if fund is None:
        return None
    cohort = made(section, "period", lambda: Cohort(name, fund, **parts))
    if cohort is not None:
        _fault_if_unfit(section, _ALONE, funds=[fund], cohorts=[cohort])
    return cohort


def _among(section: Section) -> dict[str, list[Any]]:
    return {fact: values_of(section, fact) for fact in section.keys}


def _priority(section: Section) -> Priority | None:
    fact = filled_text(section, "fact")
    parts: dict[str, Any] = {
        **optional(section, "order", lambda key: values_of(section, key)),
        **optional(section, "descending", lambda key: section.read(key, bool)),
        **optional(section, "missing_last", lambda key: section.read(key, bool)),
    }
    section.close()
    return made(section, "order", lambda: Priority(fact, **parts))


def _handover(file: Section, key: str) -> HandoverPolicy | None:
    if type(file.read(key, _TABLE)) is not dict:
        return None
    section = file.section(key)
    parts: dict[str, Any] = {
        "then": section.member("then", Afterwards),
        **optional(section, "programs", lambda key: section.members(key, Program)),
        **optional(section, "remind_days_before", lambda key: section.read(key, _LIST)),
    }
    section.close()
    return made(section, "remind_days_before", lambda: HandoverPolicy(**parts))


def _reading(section: Section) -> SchemeReading | None:
    parts: dict[str, Any] = {key: filled_text(section, key) for key in ("question", "reading")}
    for key in ("decided_by", "reference"):
        parts |= optional(section, key, lambda name: filled_text(section, name))
    parts |= optional(section, "reference_date", lambda key: section.read(key, date))
    section.close()
    return made(section, "question", lambda: SchemeReading(**parts))
