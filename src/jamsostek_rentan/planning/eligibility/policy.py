"""Who may be enrolled, as an office writes it down: an eligibility policy is data, not code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from jamsostek_rentan.errors import InvalidFactError, UnknownNameError
from jamsostek_rentan.law.programs import Sector
from jamsostek_rentan.law.sections import Section
from jamsostek_rentan.planning.eligibility.fields import fields
from jamsostek_rentan.planning.eligibility.place_names import job_words, place_name
from jamsostek_rentan.planning.eligibility.rules import RULES
from jamsostek_rentan.values.findings import Severity
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from os import PathLike


__all__ = ["EligibilityPolicy", "policy_of", "read_policy"]

_FORMAT = 1
_PLACES = ("village", "district", "regency")
_DECILES = 10
_OLDEST = 130
# Where a part of a policy stands in a file.
_KEYS = {
    "require": "require",
    "least_age": "age.least",
    "most_age": "age.most",
    "most_age_at_end": "age.most_at_end",
    "most_decile": "decile.most",
    "domicile": "domicile",
    "allowed_jobs": "work.allowed",
    "excluded_jobs": "work.excluded",
    "job_sectors": "work.sectors",
    "least_income": "income.least",
    "most_income": "income.most",
    "severities": "severity",
}
# The parts that are judged against each other, by the table in which they stand together.
_TOGETHER = {
    "age": ("least_age", "most_age", "most_age_at_end"),
    "income": ("least_income", "most_income"),
}


def _words(given: Any) -> tuple[str, ...]:  # noqa: ANN401 - judged here
    try:
        texts: tuple[Any, ...] = () if isinstance(given, str) else tuple(given)
    except TypeError:
        texts = (None,)
    if not all(isinstance(one, str) and one.strip() for one in texts) or (given and not texts):
        raise InvalidFactError(
            f"{masked(repr(given))} was given where a policy names several.",
            "It is a list of texts.",
            'Write for example ["nik", "name"], or ["PNS"] for one alone.',
        )
    return texts


def _jobs(given: Any) -> tuple[str, ...]:  # noqa: ANN401 - judged by _words
    return _plain_words(_words(given), job_words)


def _plain_words(texts: Iterable[str], plain: Callable[[str], str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(map(plain, texts)))
    if "" in found:
        raise InvalidFactError(
            "A policy names a job or a place without a letter.",
            "No row could have it.",
            "Write it as lists have it.",
        )
    return found


def _by_name(given: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401 - judged here
    try:
        pairs: dict[Any, Any] = dict(given)
    except (TypeError, ValueError):
        pairs = {None: None}
    if not all(isinstance(name, str) for name in pairs):
        raise InvalidFactError(
            f"{masked(repr(given))} was given where a policy names one thing for each of several.",
            "It is a mapping by texts.",
            'Write for example {"village": ["Mawar"]}, or {"nik-birth-date": Severity.ERROR}.',
        )
    return tuple(pairs.items())


def _places(given: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:  # noqa: ANN401 - judged here
    return tuple(
        (place, _plain_words(_words(names) or ("",), place_name))
        for place, names in _by_name(given)
    )


def _sectors(given: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401 - judged by _by_name
    return tuple((job_words(job), sector) for job, sector in _by_name(given))


@attrs.frozen(kw_only=True)
class EligibilityPolicy:
    """Who may be enrolled (*syarat calon peserta*), as a decree or a guideline of an office says.

    An age is in whole years: who must not be older than 65 is at most 65, who must not yet be 65 is
    at most 64.  What is left out is not asked; the age limit of the law holds beside it.

    Args:
        require: The fields that have to be filled.
        least_age: The least age on the first day of cover.
        most_age: The most.
        most_age_at_end: The most on the last day of cover.
        most_decile: The highest decile of welfare (*desil DTSEN*), 1 to 10.
        domicile: The names of the places where one has to live, by field: village, district,
            regency.
        allowed_jobs: The jobs; left out, any but the excluded ones.
        excluded_jobs: Jobs that are none of vulnerable workers.
        job_sectors: The sector of a job, where no column says it.
        least_income: The income below which it is held for implausible, in rupiah a month.
        most_income: The one above which it is.
        severities: What a rule weighs, where it is not as usual.

    Raises:
        UnknownNameError: For a field, place or rule that is none.
        InvalidFactError: For an age, decile or income that cannot be, or a weight that a rule
            cannot have.

    >>> policy = EligibilityPolicy(least_age=18, most_age=64, excluded_jobs=["PNS", "TNI"])
    >>> policy.require, policy.excluded_jobs
    (('nik', 'name', 'birth_date'), ('pns', 'tni'))
    """

    require: tuple[str, ...] = attrs.field(default=("nik", "name", "birth_date"), converter=_words)
    least_age: int | None = None
    most_age: int | None = None
    most_age_at_end: int | None = None
    most_decile: int | None = None
    domicile: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=_places)
    allowed_jobs: tuple[str, ...] = attrs.field(default=(), converter=_jobs)
    excluded_jobs: tuple[str, ...] = attrs.field(default=(), converter=_jobs)
    job_sectors: tuple[tuple[str, Sector], ...] = attrs.field(default=(), converter=_sectors)
    least_income: Rupiah | None = None
    most_income: Rupiah | None = None
    severities: tuple[tuple[str, Severity], ...] = attrs.field(default=(), converter=_by_name)

    def __attrs_post_init__(self) -> None:
        _check_names("field", self.require, fields())
        _check_names("place", (place for place, _ in self.domicile), _PLACES)
        _check_names("rule", (rule for rule, _ in self.severities), RULES)
        for name in ("least_age", "most_age", "most_age_at_end"):
            _check_number(name, getattr(self, name), _OLDEST)
        _check_number("most_decile", self.most_decile, _DECILES)
        _check_kinds("job_sectors", (sector for _, sector in self.job_sectors), Sector)
        _check_kinds("severities", (weight for _, weight in self.severities), Severity)
        incomes = [one for one in (self.least_income, self.most_income) if one is not None]
        _check_kinds("least_income and most_income", incomes, Rupiah)
        for rule, weight in self.severities:
            self._check_weight(rule, weight)
        _check_order("ages", self.least_age, self.most_age)
        _check_order("ages", self.least_age, self.most_age_at_end)
        _check_order("incomes", self.least_income, self.most_income)

    def _check_weight(self, rule: str, weight: Severity) -> None:
        about = RULES[rule]
        if about.fixed or (weight is Severity.ERROR and not about.may_refuse):
            raise InvalidFactError(
                f"The rule {rule} was to weigh {weight.label.en}.",
                "It cannot: a row of a wrong width cannot be read, a NIK is enrolled once, a "
                "region is that of first issue, and what is told of a list is no matter of a row.",
                "Leave it as it is.",
            )

    def weight(self, rule: str) -> Severity:
        """What a rule weighs under this policy."""
        return dict(self.severities).get(rule, RULES[rule].severity)

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields that a list has to have for it, in the order of a form."""
        needed = {*self.require, *(place for place, _ in self.domicile)}
        needed |= {"decile"} if self.most_decile is not None else set[str]()
        needed |= {"job"} if self.allowed_jobs or self.excluded_jobs else set[str]()
        return tuple(field for field in fields() if field in needed)


def _check_names(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    strange = [one for one in given if one not in known]
    if strange:
        raise UnknownNameError(
            f"A policy names the {what} {masked(', '.join(strange))}.",
            f"Known are {', '.join(known)}.",
            "Choose among them.",
        )


def _check_order(what: str, least: Any, most: Any) -> None:  # noqa: ANN401 - two of a kind
    if least is not None and most is not None and least > most:
        raise InvalidFactError(
            f"A policy has {what} of {least} at least and {most} at most.",
            "Nobody could have them.",
            "Exchange the two, or correct one.",
        )


def _check_number(name: str, given: object, most: int) -> None:
    if given is not None and (type(given) is not int or not 0 < given <= most):
        raise InvalidFactError(
            f"A policy has {name}={given!r}.",
            f"It is a whole number, 1 to {most}.",
            "Correct it, or leave it out.",
        )


def _check_kinds(name: str, given: Iterable[object], kind: type) -> None:
    for one in given:
        if type(one) is not kind:
            raise InvalidFactError(
                f"A policy has {one!r} in {name}.",
                f"It is {kind.__name__}.",
                "Correct it, or leave it out.",
            )


def read_policy(path: str | PathLike[str]) -> EligibilityPolicy:
    r"""Read a policy from a TOML file; the format is on the page *The policy file*.

    Raises:
        RulesFileError: With every fault of the file, by key path.
        UnknownNameError: For a field, place or rule that is none.
        InvalidFactError: As for :class:`EligibilityPolicy`.
        OSError: When the file cannot be opened.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "policy.toml")
    ...     _ = file.write_text('format = 1\n[age]\nmost = 64', encoding="utf-8")
    ...     read_policy(file).most_age
    64
    """
    what = f"The policy {Path(path).name}"
    file = Section.of_toml(Path(path).read_bytes(), what, version=_FORMAT)
    parts = _sound_parts(file)
    file.raise_faults(what)
    return EligibilityPolicy(**parts)


def policy_of(section: Section) -> EligibilityPolicy | None:
    """The policy that a table of a larger file is, with the keys of a policy file but ``format``.

    Every fault is reported by its key path; there is no policy where there are any.

    >>> told: list[str] = []
    >>> policy_of(Section({"age": {"most": 64}}, "eligibility", told)).most_age
    64
    >>> policy_of(Section({"decile": {"most": 11}}, "eligibility", told)), told
    (None, ['eligibility.decile.most: A policy has most_decile=11. It is a whole number, 1 to 10.'])
    """
    before = len(section.faults)
    parts = _sound_parts(section)
    if len(section.faults) > before:
        return None
    for key, names in _TOGETHER.items():
        _fault_if_wrong(section, key, {name: parts[name] for name in names if name in parts})
    return None if len(section.faults) > before else EligibilityPolicy(**parts)


def _sound_parts(section: Section) -> dict[str, Any]:
    """What a table says of each part of a policy, each found sound on its own or reported."""
    parts = _read(section)
    for name, part in parts.items():
        key = _KEYS[name]
        path = f"{section.path}.{key}" if section.path else key
        if not any(fault.startswith((f"{path}:", f"{path}.")) for fault in section.faults):
            _fault_if_wrong(section, key, {name: part})
    return parts


def _fault_if_wrong(section: Section, key: str, parts: dict[str, Any]) -> None:
    try:
        EligibilityPolicy(**parts)
    except (InvalidFactError, UnknownNameError) as error:
        section.fault(key, f"{error.asked} {error.known}")


def _read(top: Section) -> dict[str, Any]:
    """What a file says of each part of a policy."""
    age, decile, work, income = (_part(top, key) for key in ("age", "decile", "work", "income"))
    parts = (
        ("require", top, "require", top.texts),
        ("least_age", age, "least", age.count),
        ("most_age", age, "most", age.count),
        ("most_age_at_end", age, "most_at_end", age.count),
        ("most_decile", decile, "most", decile.count),
        ("allowed_jobs", work, "allowed", work.texts),
        ("excluded_jobs", work, "excluded", work.texts),
        ("least_income", income, "least", income.rupiah),
        ("most_income", income, "most", income.rupiah),
    )
    found: dict[str, Any] = {
        name: read(key) for name, section, key, read in parts if section.has(key)
    }
    domicile, sectors, severity = (
        _part(top, "domicile"),
        _part(work, "sectors"),
        _part(top, "severity"),
    )
    found["domicile"] = {place: domicile.texts(place) for place in domicile.keys}
    found["job_sectors"] = {job: sectors.member(job, Sector) for job in sectors.keys}
    found["severities"] = {rule: severity.member(rule, Severity) for rule in severity.keys}
    for section in (top, age, decile, work, income):
        section.close()
    return found


def _part(section: Section, key: str) -> Section:
    """The table at a key, an empty one where it is left out."""
    return section.section(key) if section.has(key) else Section({}, key, section.faults)
