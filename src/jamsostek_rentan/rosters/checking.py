"""Checking lists of names, row by row: every row is accepted, accepted with notes, or refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, cast

from jamsostek_rentan.cover.contributions import check_rules
from jamsostek_rentan.cover.records import listed, refuse_unless
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.planning.eligibility.fields import fields
from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
from jamsostek_rentan.rosters.checked_rows import CheckedRow, RowResult
from jamsostek_rentan.rosters.fingerprints import Fingerprints
from jamsostek_rentan.rosters.judging import Judge
from jamsostek_rentan.rosters.refusals import refused
from jamsostek_rentan.rosters.repeats import Repeats
from jamsostek_rentan.rosters.results import CheckedRoster
from jamsostek_rentan.rosters.roster import Roster, called
from jamsostek_rentan.rosters.row_checks import RowChecks
from jamsostek_rentan.values.months import ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.eligibility.breaches import Breach


__all__ = ["check", "checked_rows"]

_REGION = re.compile(r"(?:[0-9]{2}){1,3}")


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
    kesalahan, baris 2, tanggal lahir: Berusia 66 tahun pada hari pertama ...
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

    Nothing is kept of a row but where its NIK and its identifier were seen, some forty bytes each.

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
    refuse_unless(policy, EligibilityPolicy, "policy")
    refuse_unless(period, ContributionPeriod, "period")
    check_rules(rules)
    if not given:
        raise InvalidFactError(
            "No list was given.", "At least one is checked.", "Read one with rosters.read."
        )
    known = _regions(regions)
    names = _names_of(given)
    repeats = Repeats(
        [called(name, roster.sheet) for name, roster in zip(names, given, strict=True)],
        _sponsored(sponsored),
    )
    for roster in given:
        lacking = tuple(fields()[name].label for name in policy.needs if not roster.has(name))
        if lacking:
            raise refused("column-needed", roster.name, fields=lacking)
    judges = [
        Judge(name, roster, RowChecks(roster, policy, period, rules, known), policy)
        for name, roster in zip(names, given, strict=True)
    ]
    return _checked(given, judges, repeats)


def _names_of(rosters: Sequence[Roster]) -> list[str]:
    """What each list is called; of two that are called the same, the second has a number."""
    names: list[str] = []
    seen: Counter[tuple[str, str | None]] = Counter()
    for roster in rosters:
        key = roster.name, roster.sheet
        seen[key] += 1
        names.append(f"{roster.name} ({seen[key]})" if seen[key] > 1 else roster.name)
    return names


def _regions(given: object) -> tuple[str, ...]:
    several = isinstance(given, Iterable) and not isinstance(given, str)
    found: tuple[Any, ...] = tuple(cast("Iterable[Any]", given)) if several else (None,)
    found = tuple(one.replace(".", "") if isinstance(one, str) else one for one in found)
    if not all(isinstance(one, str) and _REGION.fullmatch(one) for one in found):
        raise InvalidFactError(
            "regions= was given.",
            "They are codes of two, four or six digits, as texts.",
            'Write for example ["99", "99.01"], or leave it out.',
        )
    return found


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


def _checked(
    rosters: Sequence[Roster], judges: Sequence[Judge], repeats: Repeats
) -> Iterator[CheckedRow]:
    for at, (roster, judge) in enumerate(zip(rosters, judges, strict=True)):
        for row in roster.rows():
            found: list[Breach] = []
            facts = judge.facts_of(row, found)
            before = repeats.check(at, row, facts.nik, found)
            judged = judge.judged(row, facts, found)
            if facts.nik is not None:
                usable = judged.result is not RowResult.REFUSED
                repeats.settle(at, row, facts.nik, before, usable=usable)
            yield judged
