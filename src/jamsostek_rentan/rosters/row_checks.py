"""What is checked of a row on its own: its values, one against another, and a policy."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.programs import Sector
from jamsostek_rentan.planning.eligibility.breaches import Breach
from jamsostek_rentan.planning.eligibility.place_names import job_words
from jamsostek_rentan.planning.eligibility.policy_checks import PolicyChecks
from jamsostek_rentan.planning.eligibility.rules import missing
from jamsostek_rentan.rosters.cells import nothing_in, remembering, text_in
from jamsostek_rentan.rosters.dates import birth_date_in
from jamsostek_rentan.rosters.incomes import income_in
from jamsostek_rentan.rosters.nik import Nik, birth_in
from jamsostek_rentan.rosters.nik_cells import nik_in
from jamsostek_rentan.rosters.words import SECTORS, SEXES, YES_AND_NO, word_in
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.texts import both


if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.nik import Birth
    from jamsostek_rentan.rosters.roster import Cells, Roster
    from jamsostek_rentan.values.months import ContributionPeriod


__all__ = ["Facts", "RowChecks"]

_NO_NAMES = frozenset({"nan", "NaN", "None", "null", "NULL", "<NA>", "n/a", "N/A", "#N/A", "NaT"})


class Facts(NamedTuple):
    """What was read of a row."""

    nik: str | None
    birth_date: date | None
    sector: Sector | None
    income: Rupiah | None

    def __repr__(self) -> str:
        return f"Facts(sector={self.sector!r}, income={self.income!r})"


class RowChecks:
    """The checks of the rows of one list.

    Args:
        roster: The list.
        policy: Who may be enrolled.
        period: The months of cover.
        rules: The rulebook.
        regions: The known codes of regions, of two, four or six digits; none checks no region.
    """

    def __init__(
        self,
        roster: Roster,
        policy: EligibilityPolicy,
        period: ContributionPeriod,
        rules: Rulebook,
        regions: Collection[str],
    ) -> None:
        needs = policy.needs
        self._policy = policy
        self._begin = period.first.first_day
        checks = PolicyChecks(policy, period, rules)
        self._judge_age = checks.of_birth_date
        self._judges = tuple((field, remembering(judge)) for field, judge in checks.of_texts)
        self._needs_nik = "nik" in needs
        self._needs_name = "name" in needs
        self._needs_birth_date = "birth_date" in needs
        self._has_birth_dates = roster.has("birth_date")
        self._needed = tuple(field for field in needs if field not in _CHECKED_ALONE)
        self._needs_consent = "consent" in needs
        self._asks_consent = self._needs_consent or roster.has("consent")
        self._asks_sector = roster.has("sector") or bool(policy.job_sectors)
        self._job_sectors = dict(policy.job_sectors)
        self._regions = frozenset(regions)
        self._region_digits = sorted({len(code) for code in regions})
        self._job = remembering(job_words)

    def check(self, cells: Cells, found: list[Breach]) -> Facts:
        """What can be read of a row; what it breaks is added to what was found."""
        nik, rule = nik_in(cells.nik)
        if rule is not None and (self._needs_nik or rule != "nik-missing"):
            found.append(Breach(rule, "nik"))
        told = birth_in(nik[6:12]) if nik else None
        born = self._born(cells, nik, told, found)
        if nik is not None:
            if told and cells.sex is not None:
                found += _of_sex(cells.sex, told)
            if self._region_digits and any(
                nik[:digits] not in self._regions for digits in self._region_digits
            ):
                found.append(Breach("nik-region", "nik", (("region", f"{nik[:2]}****"),)))
        if self._needs_name and _no_name(cells.name):
            found.append(Breach(missing("name"), "name"))
        for field in self._needed:
            if nothing_in(getattr(cells, field)):
                found.append(Breach(missing(field), field))
        if born is not None:
            found += self._judge_age(born)
        sector = self._sector(cells, found)
        income = self._income(cells.income, found)
        self._check_policy(cells, found)
        return Facts(nik, born, sector, income)

    def _born(
        self, cells: Cells, nik: str | None, told: Birth | None, found: list[Breach]
    ) -> date | None:
        born, rule = birth_date_in(cells.birth_date, on=self._begin)
        if rule is not None and (self._needs_birth_date or rule != "birth-date-missing"):
            found.append(Breach(rule, "birth_date"))
        if nik is None or told is None:
            return born
        if born is not None:
            if told[:3] != (born.day, born.month, born.year % 100):
                found.append(Breach("nik-birth-date", "nik", _how_they_differ(told, born)))
        else:
            born = _born_by(nik, self._begin)
            optional = rule == "birth-date-missing" and not self._needs_birth_date
            if born is not None and optional and self._has_birth_dates:
                found.append(Breach("birth-date-from-nik", "birth_date"))
        return born

    def _sector(self, cells: Cells, found: list[Breach]) -> Sector | None:
        if not self._asks_sector:
            return None
        sector = None if cells.sector is None else word_in(cells.sector, SECTORS)
        if sector is None and self._job_sectors and nothing_in(cells.sector):
            sector = self._job_sectors.get(self._job(cells.job))
        if sector is None:
            found.append(Breach("sector-unknown", "sector"))
        return sector

    def _income(self, cell: Cell, found: list[Breach]) -> Rupiah | None:
        income, rule = income_in(cell)
        if rule is not None:
            found.append(Breach(rule, "income"))
        elif income is not None:
            least, most = self._policy.least_income, self._policy.most_income
            if (least is not None and income < least) or (most is not None and income > most):
                found.append(Breach("income-implausible", "income", (("income", income),)))
        return income

    def _check_policy(self, cells: Cells, found: list[Breach]) -> None:
        """Decile, domicile, job and consent; what is not filled was found before."""
        for field, judge in self._judges:
            cell = getattr(cells, field)
            broken = judge(cell)
            if broken and not nothing_in(cell):
                found += broken
        if self._asks_consent:
            found += self._of_consent(cells.consent)

    def _of_consent(self, cell: Cell) -> Iterator[Breach]:
        consent = word_in(cell, YES_AND_NO)
        if consent is not None:
            rule = None if consent else "consent-refused"
        elif not self._needs_consent:
            rule = "consent-unclear"
        else:
            rule = missing("consent") if nothing_in(cell) else "consent-unreadable"
        if rule is not None:
            yield Breach(rule, "consent")


def _born_by(nik: str, on: date) -> date | None:
    try:
        return Nik(nik).birth_date(on=on)
    except InvalidFactError:  # a leap day of 00, before there was one
        return None


# These are read, or told apart, besides being there or not.
_CHECKED_ALONE = frozenset({"nik", "name", "birth_date", "consent"})


def _no_name(cell: Cell) -> bool:
    """Whether there is no name in a cell: somebody may be called Na or Nan, but not ? or 0."""
    if not isinstance(cell, str):
        return nothing_in(cell) or not any(map(str.isalpha, text_in(cell)))
    return cell in _NO_NAMES or not any(map(str.isalpha, cell))


def _of_sex(cell: Cell, told: Birth) -> tuple[Breach, ...]:
    sex = word_in(cell, SEXES)
    if sex is told.sex or (sex is None and nothing_in(cell)):
        return ()
    if sex is None:
        return (Breach("sex-unreadable", "sex"),)
    return (Breach("nik-sex", "nik", (("told", told.sex), ("written", sex))),)


def _how_they_differ(told: Birth, born: date) -> tuple[tuple[str, Any], ...]:
    """What of a birth date differs between a NIK and a list."""
    day, month, year, _ = told
    if (day, month) == (born.month, born.day) and year == born.year % 100:
        return (("differs", both("nik-differs.exchanged")),)
    parts = (
        ("day", day != born.day),
        ("month", month != born.month),
        ("year", year != born.year % 100),
    )
    return (("differs", tuple(both(f"nik-differs.{name}") for name, differs in parts if differs)),)
