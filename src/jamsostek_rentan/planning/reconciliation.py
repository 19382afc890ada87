"""Reconciliation of lists (*rekonsiliasi*): decree, bill and payments, each month of each worker.

None of their rows is dropped, and the differences add up to the rupiah.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.records import refuse_unless_day
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.planning.lists import ListedAmount, ListName
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, Labelled, masked


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


__all__ = [
    "MatchResult",
    "ReconciledLine",
    "Reconciliation",
    "reconcile",
]


class MatchResult(Labelled):
    """What the lists say of one worker, month and programme, the gravest first.

    >>> MatchResult.SWAPPED.label.id
    'JKK dan JKM tertukar'
    """

    AFTER_DEATH = Bilingual("after death", "setelah meninggal dunia")
    """The worker had died before the month began."""
    REPEATED = Bilingual("listed more than once", "tercantum lebih dari sekali")
    """One list has it twice or more; its amounts are added up."""
    ONLY_HERE = Bilingual("not in every list", "tidak ada di semua daftar")
    """A list lacks it."""
    SWAPPED = Bilingual("JKK and JKM swapped", "JKK dan JKM tertukar")
    """A list has the amount of JKK for JKM and the other way round; together they agree."""
    AMOUNT_DIFFERS = Bilingual("amount differs", "jumlah berbeda")
    """Every list has it, not for the same amount."""
    EQUAL = Bilingual("equal", "sama")
    """Every list has it once, for the same amount."""


@attrs.frozen(kw_only=True)
class ReconciledLine:
    """What the lists say of one worker, month and programme; none where a list lacks it.

    Args:
        worker: The worker's id.
        month: The contribution month.
        program: The programme.
        decree: What the decree has, in rupiah.
        bill: What the bill has.
        payments: What was paid.
        result: Whether they agree.
        rows: Where it stands in the lists, in the order of decree, bill and payments.

    >>> november = ContributionMonth(2026, 11)
    >>> row = ListedAmount(
    ...     worker="w-001", month=november, program=Program.JKK, amount=Rupiah(10_000)
    ... )
    >>> line = reconcile(decree=[row], payments=[]).lines[0]
    >>> line.decree, line.payments, line.result.label.en
    (Rupiah(10_000), None, 'not in every list')
    """

    worker: str = attrs.field(repr=lambda value: repr(masked(value)))
    month: ContributionMonth
    program: Program
    decree: Rupiah | None
    bill: Rupiah | None
    payments: Rupiah | None
    result: MatchResult
    rows: tuple[str, ...]

    def amount(self, name: ListName) -> Rupiah | None:
        """What a list has, in rupiah; none where it lacks it."""
        return {
            ListName.DECREE: self.decree,
            ListName.BILL: self.bill,
            ListName.PAYMENTS: self.payments,
        }[name]


@attrs.frozen(kw_only=True)
class Reconciliation:
    """Lists matched line by line, by :func:`reconcile`.

    Args:
        names: The lists that were given.
        lines: One line for each worker, month and programme of any list, in that order.

    >>> november = ContributionMonth(2026, 11)
    >>> decree = [
    ...     ListedAmount(worker="w-001", month=november, program=program, amount=Rupiah(amount))
    ...     for program, amount in ((Program.JKK, 10_000), (Program.JKM, 6_800))
    ... ]
    >>> found = reconcile(decree=decree, payments=decree[:1])
    >>> print(found.total(ListName.DECREE), found.difference(ListName.DECREE, ListName.PAYMENTS))
    Rp16.800 -Rp6.800
    """

    names: tuple[ListName, ...]
    lines: tuple[ReconciledLine, ...]

    def counts(self) -> dict[MatchResult, int]:
        """How many lines have each result."""
        return {result: sum(line.result is result for line in self.lines) for result in MatchResult}

    def amounts(self, name: ListName) -> dict[MatchResult, Rupiah]:
        """What a list comes to, by result, in rupiah; together they are its total.

        Raises:
            InvalidFactError: For a list that was not given.
        """
        if name not in self.names:
            raise InvalidFactError(
                f"What the list {name!r} comes to was asked.",
                f"The lists given were {', '.join(one.name for one in self.names)}.",
                "Ask for one of them, or reconcile with that list too.",
            )
        found = dict.fromkeys(MatchResult, Rupiah(0))
        for line in self.lines:
            found[line.result] += line.amount(name) or Rupiah(0)
        return found

    def total(self, name: ListName) -> Rupiah:
        """What a list comes to, in rupiah."""
        return sum(self.amounts(name).values(), Rupiah(0))

    def differences(self, before: ListName, after: ListName) -> dict[MatchResult, Rupiah]:
        """By how much a list has more than another, by result, in rupiah."""
        old, new = self.amounts(before), self.amounts(after)
        return {result: new[result] - old[result] for result in MatchResult}

    def difference(self, before: ListName, after: ListName) -> Rupiah:
        """By how much a list has more than another, in rupiah: the sum of the differences."""
        return self.total(after) - self.total(before)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The lines on which the lists do not agree, as findings."""
        return tuple(
            _finding(line, self.names)
            for line in self.lines
            if line.result is not MatchResult.EQUAL
        )


Key = tuple[str, int, int]
"""A worker's id, the ordinal of a month, the place of a programme."""


def reconcile(
    *,
    decree: Iterable[ListedAmount] | None = None,
    bill: Iterable[ListedAmount] | None = None,
    payments: Iterable[ListedAmount] | None = None,
    died_on: Mapping[str, date] | None = None,
) -> Reconciliation:
    """Match two lists or three per worker, month and programme.

    Args:
        decree: Who is to be covered, and for how much.
        bill: What the agency bills.
        payments: What was paid.
        died_on: The day of death of workers who died, by id.

    Raises:
        InvalidFactError: For fewer than two lists, a row that is no ``ListedAmount``, or a day of
            death that is none.

    >>> from datetime import date
    >>> november = ContributionMonth(2026, 11)
    >>> def rows(jkk, jkm):
    ...     return [
    ...         ListedAmount(worker="w-001", month=november, program=program, amount=Rupiah(one))
    ...         for program, one in ((Program.JKK, jkk), (Program.JKM, jkm))
    ...     ]
    >>> swapped = reconcile(decree=rows(10_000, 6_800), payments=rows(6_800, 10_000))
    >>> {line.result.name for line in swapped.lines}, swapped.findings[0].rule
    ({'SWAPPED'}, 'list-swapped')
    >>> late = reconcile(
    ...     decree=rows(10_000, 6_800), payments=rows(10_000, 6_800),
    ...     died_on={"w-001": date(2026, 10, 31)},
    ... )
    >>> print(late.amounts(ListName.PAYMENTS)[MatchResult.AFTER_DEATH])
    Rp16.800
    """
    given = {
        name: tuple(rows)
        for name, rows in zip(ListName, (decree, bill, payments), strict=True)
        if rows is not None
    }
    deaths = died_on or {}
    _check(given, deaths)
    listed: defaultdict[Key, dict[ListName, list[ListedAmount]]] = defaultdict(dict)
    for name, rows in given.items():
        for row in rows:
            key = row.worker, row.month.ordinal, _PROGRAMS.index(row.program)
            listed[key].setdefault(name, []).append(row)
    sums = {
        key: {name: _sum(rows) for name, rows in found.items()} for key, found in listed.items()
    }
    return Reconciliation(
        names=tuple(given),
        lines=tuple(
            _line(listed[key], sums[key], _match(key, listed[key], sums, given, deaths))
            for key in sorted(listed)
        ),
    )


_PROGRAMS = list(Program)
_JKK, _JKM = _PROGRAMS.index(Program.JKK), _PROGRAMS.index(Program.JKM)


def _check(given: Mapping[ListName, tuple[ListedAmount, ...]], deaths: Mapping[str, date]) -> None:
    if len(given) < 2:  # noqa: PLR2004 - a list alone is matched with nothing
        raise InvalidFactError(
            f"{len(given)} list was to be reconciled.",
            "Two lists or three are matched: decree, bill, payments.",
            "Give the others; a list without rows is an empty one.",
        )
    for name, rows in given.items():
        for row in rows:
            if not isinstance(row, ListedAmount):
                raise InvalidFactError(
                    f"A {type(row).__name__} was given as a row of the {name.label.en}.",
                    "A row says worker, month, programme and amount.",
                    "Make a ListedAmount of it.",
                )
    if not isinstance(deaths, Mapping):
        raise InvalidFactError(
            f"died_on={deaths!r} was given.",
            "It is the day of death of each worker who died, by id.",
            "Write for example died_on={'w-001': date(2025, 8, 19)}.",
        )
    for worker, day in deaths.items():
        refuse_unless_day(day, f"the day of death of {masked(worker)}")


def _sum(rows: Iterable[ListedAmount]) -> Rupiah:
    return sum((row.amount for row in rows), Rupiah(0))


def _match(
    key: Key,
    found: Mapping[ListName, list[ListedAmount]],
    sums: Mapping[Key, Mapping[ListName, Rupiah]],
    given: Mapping[ListName, object],
    deaths: Mapping[str, date],
) -> MatchResult:
    worker, month, program = key
    died = deaths.get(worker)
    if died is not None and ContributionMonth.of(died).ordinal < month:
        return MatchResult.AFTER_DEATH
    if any(len(rows) > 1 for rows in found.values()):
        return MatchResult.REPEATED
    if len(found) < len(given):
        return MatchResult.ONLY_HERE
    if len(set(sums[key].values())) == 1:
        return MatchResult.EQUAL
    if program in {_JKK, _JKM} and _swapped(worker, month, sums, given):
        return MatchResult.SWAPPED
    return MatchResult.AMOUNT_DIFFERS


def _swapped(
    worker: str,
    month: int,
    sums: Mapping[Key, Mapping[ListName, Rupiah]],
    given: Mapping[ListName, object],
) -> bool:
    """Whether lists that do not agree have the same two amounts for JKK and JKM, exchanged."""
    jkk, jkm = (sums.get((worker, month, one), {}) for one in (_JKK, _JKM))
    pairs = {frozenset((jkk.get(name), jkm.get(name))) for name in given}
    return len(pairs) == 1


def _line(
    found: Mapping[ListName, list[ListedAmount]],
    sums: Mapping[ListName, Rupiah],
    result: MatchResult,
) -> ReconciledLine:
    first = next(iter(found.values()))[0]
    return ReconciledLine(
        worker=first.worker,
        month=first.month,
        program=first.program,
        decree=sums.get(ListName.DECREE),
        bill=sums.get(ListName.BILL),
        payments=sums.get(ListName.PAYMENTS),
        result=result,
        rows=tuple(
            row.row for name in ListName for row in found.get(name, ()) if row.row is not None
        ),
    )


_SEVERITIES = {MatchResult.AFTER_DEATH: Severity.ERROR, MatchResult.REPEATED: Severity.ERROR}


_NOT_GIVEN = Bilingual("not given", "tidak diberikan")


def _told(amount: Rupiah | None) -> object:
    return Bilingual("not listed", "tidak tercantum") if amount is None else amount


def _finding(line: ReconciledLine, names: tuple[ListName, ...]) -> Finding:
    kind = line.result.name.lower().replace("_", "-")
    return Finding(
        row=line.worker,
        field=f"{line.program.name} {line.month}",
        rule=f"list-{kind}",
        severity=_SEVERITIES.get(line.result, Severity.WARNING),
        key=f"finding.list-{kind}",
        values=tuple(
            (name.name.lower(), _told(line.amount(name)) if name in names else _NOT_GIVEN)
            for name in ListName
        ),
    )
