"""Checking lists of names, row by row: every row is accepted, accepted with notes, or refused."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple, cast

from jamsostek_rentan.cover.contributions import check_rules
from jamsostek_rentan.cover.records import listed
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.rosters.breaches import Breach
from jamsostek_rentan.rosters.cells import nothing_in, text_in
from jamsostek_rentan.rosters.checked_rows import CheckedRow, RowResult
from jamsostek_rentan.rosters.fields import fields, plain_words
from jamsostek_rentan.rosters.fingerprints import Fingerprints
from jamsostek_rentan.rosters.nik import hidden
from jamsostek_rentan.rosters.nik_cells import nik_in
from jamsostek_rentan.rosters.policy import EligibilityPolicy
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.rosters.results import CheckedRoster
from jamsostek_rentan.rosters.roster import Cells, Roster
from jamsostek_rentan.rosters.row_checks import Facts, RowChecks
from jamsostek_rentan.rosters.rules import RULES
from jamsostek_rentan.rosters.seen import Seen, SeenNiks
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.months import ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.rosters.cells import Cell
    from jamsostek_rentan.rosters.roster import Row


__all__ = ["check", "checked_rows"]

_KNOWN_TEXTS = 1 << 12
_LONGEST = 40
_NOTHING_READ = Facts(None, None, None, None)
_NO_CELLS = Cells()


def check(  # noqa: PLR0913 - each is a part of the question
    rosters: Roster | Iterable[Roster],
    *,
    policy: EligibilityPolicy,
    period: ContributionPeriod,
    rules: Rulebook,
    sponsored: Iterable[Roster | Fingerprints] = (),
    regions: Collection[str] = (),
) -> CheckedRoster:
    """Check lists of names (*verifikasi dan validasi*), each row with its reasons.

    Every row is accepted, accepted with notes, or refused, and the three add up to the rows read.
    The first usable row of a NIK stands, in the order of the lists; each later one is a duplicate.
    The same address, telephone or family card never is one.

    Args:
        rosters: One list or several, checked against each other as well.
        policy: Who may be enrolled.
        period: The months of cover; ages are those on its first and last day.
        rules: The rulebook, whose age limit holds beside the policy, as it is read.
        sponsored: Lists, or fingerprints of lists, of those who are sponsored elsewhere.
        regions: Known codes of regions, of two, four or six digits; a NIK is looked up by each
            length that is there.  Another one is worth a look and no reason to refuse, for a NIK
            keeps the region of its first issue.

    Raises:
        RosterFileError: For a list that lacks a column the policy asks for, or that cannot be read
            to its end; nothing is returned of it.
        InvalidFactError: For anything that is no list, policy, period or rulebook.

    >>> from jamsostek_rentan import law, rosters
    >>> roster = rosters.from_records([
    ...     {"NIK": "9901015505850001", "Nama": "Pekerja Satu", "Tanggal Lahir": "15/05/1985"},
    ...     {"NIK": "9901015505600002", "Nama": "Pekerja Dua", "Tanggal Lahir": "15/05/1960"},
    ...     {"NIK": "9901016005850003", "Nama": "Pekerja Tiga", "Tanggal Lahir": "21/05/1985"},
    ... ], name="village.csv")
    >>> found = check(
    ...     roster, policy=rosters.EligibilityPolicy(least_age=18),
    ...     period=ContributionPeriod.parse("2026-11/2026-12"), rules=law.bpu(),
    ... )
    >>> for row in found.rows:
    ...     print(row.number, row.result.name, *row.rules)
    1 ACCEPTED
    2 REFUSED age-limit
    3 ACCEPTED_WITH_NOTES nik-birth-date
    >>> print(found.rows[1].findings[0].message("id"))  # doctest: +ELLIPSIS
    kesalahan, baris 2, tanggal lahir: Berusia 66 tahun ketika perlindungan dimulai: tidak ...
    """
    return CheckedRoster(
        tuple(
            checked_rows(
                rosters,
                policy=policy,
                period=period,
                rules=rules,
                sponsored=sponsored,
                regions=regions,
            )
        )
    )


def checked_rows(  # noqa: PLR0913 - each is a part of the question
    rosters: Roster | Iterable[Roster],
    *,
    policy: EligibilityPolicy,
    period: ContributionPeriod,
    rules: Rulebook,
    sponsored: Iterable[Roster | Fingerprints] = (),
    regions: Collection[str] = (),
) -> Iterator[CheckedRow]:
    """Check lists of names one row after another, for lists too long to be held whole.

    Nothing is kept of a row but where its NIK was seen, some forty bytes.

    Args:
        rosters: As for :func:`check`.
        policy: As for :func:`check`.
        period: As for :func:`check`.
        rules: As for :func:`check`.
        sponsored: As for :func:`check`.
        regions: As for :func:`check`.

    Raises:
        RosterFileError: As for :func:`check`; one that shows only later in a file is raised there,
            so use nothing of the rows before the last one has come.
        InvalidFactError: As for :func:`check`.

    >>> from jamsostek_rentan import law, rosters
    >>> roster = rosters.from_records([{"NIK": "9901015505850001"}])
    >>> [row.rules for row in checked_rows(
    ...     roster, policy=rosters.EligibilityPolicy(require=["nik"]),
    ...     period=ContributionPeriod.parse("2026-11/2026-12"), rules=law.bpu(),
    ... )]
    [()]
    """
    given = listed((rosters,) if isinstance(rosters, Roster) else rosters, Roster, "rosters")
    _refuse_unless(policy, EligibilityPolicy, "policy")
    _refuse_unless(period, ContributionPeriod, "period")
    check_rules(rules)
    if not given:
        raise InvalidFactError(
            "No list was given.", "At least one is checked.", "Read one with rosters.read."
        )
    elsewhere = [_Elsewhere.of(one) for one in _sponsored(sponsored)]
    for roster in given:
        lacking = tuple(fields()[name].label for name in policy.needs if not roster.has(name))
        if lacking:
            raise refused("column-needed", roster.name, fields=lacking)
    known = tuple(regions)
    checkers = [
        _Checker(number, roster, RowChecks(roster, policy, period, rules, known), policy)
        for number, roster in enumerate(given)
    ]
    return _checked(given, checkers, elsewhere)


def _refuse_unless(given: object, kind: type, name: str) -> None:
    if not isinstance(given, kind):
        raise InvalidFactError(
            f"A {type(given).__name__} was given as {name}=.",
            f"Lists are checked by one {kind.__name__}.",
            f"Give a {kind.__name__}.",
        )


def _sponsored(given: object) -> tuple[Roster | Fingerprints, ...]:
    several = (given,) if isinstance(given, (Roster, Fingerprints)) else given
    if isinstance(several, Iterable):
        found = tuple(cast("Iterable[object]", several))
        if all(isinstance(one, (Roster, Fingerprints)) for one in found):
            return cast("tuple[Roster | Fingerprints, ...]", found)
    raise InvalidFactError(
        "sponsored= was given.",
        "It is a list of those who are sponsored elsewhere: rosters, or fingerprints of them.",
        "Read one with rosters.read, or Fingerprints.from_lines.",
    )


class _Elsewhere(NamedTuple):
    """A list of those who are sponsored elsewhere."""

    name: str
    holds: Callable[[str], bool]

    @classmethod
    def of(cls, given: Roster | Fingerprints) -> _Elsewhere:
        if isinstance(given, Fingerprints):
            return cls(given.name, given.holds)
        if not given.has("nik"):
            raise refused("column-needed", given.name, fields=(fields()["nik"].label,))
        seen = SeenNiks()
        for row in given.rows():
            nik, _ = nik_in(row.cells.nik if row.cells else None)
            if nik is not None:
                seen.claim(int(nik), number=0, row=row.number)

        def holds(nik: str) -> bool:
            return int(nik) in seen

        return cls(given.name, holds)


def _checked(
    rosters: Sequence[Roster], checkers: Sequence[_Checker], elsewhere: Sequence[_Elsewhere]
) -> Iterator[CheckedRow]:
    seen = SeenNiks()
    names = [roster.name for roster in rosters]
    for roster, checker in zip(rosters, checkers, strict=True):
        for row in roster.rows():
            found: list[Breach] = []
            facts = checker.facts_of(row, found)
            nik = facts.nik
            if nik is None:
                yield checker.judged(row, facts, found)
                continue
            job = _mark_of(row.cells.job) if row.cells else 0
            where = {"number": checker.number, "row": row.number, "job": job}
            before = seen.claim(int(nik), **where)
            if before is not None:
                found += _seen_before(before, job, names)
            for one in elsewhere:
                if one.holds(nik):
                    found.append(Breach("sponsored-elsewhere", "nik", (("list", one.name),)))
            judged = checker.judged(row, facts, found)
            usable = judged.result is not RowResult.REFUSED
            # Refused, it leaves its NIK to a later row; usable, it takes it from a refused one.
            if not usable if before is None else usable and not before.usable:
                seen.correct(int(nik), usable=usable, **where)
            yield judged


def _seen_before(before: Seen, job: int, names: Sequence[str]) -> Iterator[Breach]:
    where = ("list", names[before.number]), ("other", before.row)
    yield Breach("duplicate" if before.usable else "duplicate-of-refused", "nik", where)
    if job and before.job and job != before.job:
        yield Breach("second-job", "job", where)


def _mark_of(job: Cell) -> int:
    """A number that tells one job from another; 0 where none is named."""
    return 0 if nothing_in(job) else _mark_of_text(text_in(job)[:_LONGEST].casefold())


@functools.lru_cache(_KNOWN_TEXTS)
def _mark_of_text(job: str) -> int:
    return zlib.crc32(plain_words(job).encode()) or 1


class _Checker:
    """The checks of one list, and what their findings weigh."""

    def __init__(
        self, number: int, roster: Roster, checks: RowChecks, policy: EligibilityPolicy
    ) -> None:
        self.number = number
        self._roster = roster
        self._checks = checks
        self._weights = {rule: policy.weight(rule) for rule in RULES}

    def facts_of(self, row: Row, found: list[Breach]) -> Facts:
        """What can be read of a row; what it breaks is added to what was found."""
        if row.cells is None:
            found.append(Breach("row-width", None))
            return _NOTHING_READ
        return self._checks.check(row.cells, found)

    def judged(self, row: Row, facts: Facts, found: Sequence[Breach]) -> CheckedRow:
        """A row with its findings and result."""
        findings = tuple(self._finding(row, breach) for breach in found)
        result = RowResult.ACCEPTED
        if findings:
            errors = any(finding.severity is Severity.ERROR for finding in findings)
            result = RowResult.REFUSED if errors else RowResult.ACCEPTED_WITH_NOTES
        return CheckedRow(
            file=self._roster.name,
            sheet=self._roster.sheet,
            number=row.number,
            cells=row.cells or _NO_CELLS,
            facts=tuple(zip(self._roster.facts, row.facts, strict=True)) if row.facts else (),
            nik=facts.nik,
            birth_date=facts.birth_date,
            sector=facts.sector,
            income=facts.income,
            findings=findings,
            result=result,
        )

    def _finding(self, row: Row, breach: Breach) -> Finding:
        cell = getattr(row.cells, breach.field) if breach.field and row.cells else None
        return Finding(
            row=str(row.number),
            field=breach.field,
            rule=breach.rule,
            severity=self._weights[breach.rule],
            key=RULES[breach.rule].key,
            values=breach.values,
            read=_shown(cell, breach.field),
            label=fields()[breach.field].label if breach.field else None,
        )


def _shown(cell: Cell, field: str | None) -> str | None:
    """A cell as it may be shown."""
    if nothing_in(cell):
        return None
    return hidden(text_in(cell)[:_LONGEST], nik=field == "nik")
