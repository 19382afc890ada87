"""The laws of the scheme, run over a rate table of anybody's, for the tests of its author.

That parts add up to the whole is no law of a table: heads times price, months added, is
arithmetic on figures, the library's own business and tested there.  What a table could break it
with is checked instead: a figure that lacks an amount, and two questions under one name.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from jamsostek_rentan.law.facts import check_programs
from jamsostek_rentan.law.faults import Fault, inquire
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import both


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jamsostek_rentan.law.facts import KnownCase
    from jamsostek_rentan.law.questions import Question
    from jamsostek_rentan.law.rates import RateTable
    from jamsostek_rentan.values.texts import Bilingual


__all__ = ["check_rates"]


def check_rates(
    table: RateTable,
    period: ContributionPeriod,
    *,
    programs: Iterable[Program] | Program | None = None,
    questions: Sequence[Question] = (),
) -> tuple[Finding, ...]:
    """The laws of the scheme that a rate table breaks; none where it keeps them all.

    It is meant for the tests of whoever writes a table: ``assert not check_rates(table, period)``.
    Nothing is raised for a fault of the table; what the table raises is a finding as well.  The
    table is asked with facts chosen to show faults, not with all there are: every sector, source
    of funds and class of membership in three bands, every band for each kind of price.

    Args:
        table: Any object with the calls of :class:`~jamsostek_rentan.RateTable`.
        period: The months to check.
        programs: The programmes to check; left out, all those the table has any price for.
        questions: The questions its prices may depend on, besides those it carries itself.

    Returns:
        A finding for each law broken in a run of months, programme by programme.  Among its
        values are ``program``, ``period`` and, as the first case in which it shows, ``sector``,
        ``funding``, ``declared_income``, ``member_since`` and ``earlier_funding``.

    Raises:
        InvalidFactError: For no programme, or one named twice.
        UnknownNameError: For a programme that is none.

    >>> from jamsostek_rentan import ContributionPeriod, law
    >>> check_rates(law.bpu().rates, ContributionPeriod.parse("2026-12/2027-01"))
    ()
    >>> for finding in check_rates(
    ...     law.bpu().rates, ContributionPeriod.parse("2015-05/2015-07"), programs=Program.JKM
    ... ):
    ...     print(finding.rule, "|", finding.message("id"))
    rates-gap | kesalahan, baris JKM 2015-05/2015-06, income_breaks: JKM tidak mempunyai iuran \
pada Mei 2015 s.d. Juni 2015. Lengkapi ketentuannya, atau periksa bulan dan program yang dimuat \
tabel.
    """
    known = (*getattr(table, "questions", ()), *questions)
    found = list(_names_twice(known))
    for program in Program if programs is None else check_programs(programs):
        inquiries = [inquire(table, program, month, known) for month in period]
        faults = [fault for inquiry in inquiries for fault in inquiry.faults]
        if programs is None and not any(inquiry.priced for inquiry in inquiries):
            faults = [fault for fault in faults if fault.law != "gap"]
        found += [_finding(program, run) for run in _runs(faults)]
    return tuple(found)


def _names_twice(questions: Sequence[Question]) -> Iterator[Finding]:
    for one, two in combinations(questions, 2):
        if one.id == two.id and one != two:
            yield Finding(
                row=one.id,
                field="questions",
                rule="rates-two-questions",
                severity=Severity.ERROR,
                key="finding.rates-two-questions",
                values=(("question", one.id),),
            )


def _runs(faults: Iterable[Fault]) -> list[list[Fault]]:
    """The same fault in months one after another, as one; in the order in which they begin."""
    runs: list[list[Fault]] = []
    for fault in faults:  # the months ascend
        run = next((run for run in runs if run[-1].goes_on_in(fault)), None)
        if run is None:
            runs.append([fault])
        else:
            run.append(fault)
    return runs


def _finding(program: Program, run: Sequence[Fault]) -> Finding:
    fault = run[0]
    period = ContributionPeriod(fault.month, run[-1].month)
    where = period.first if period.first == period.last else period
    return Finding(
        row=f"{program.name} {where}",
        field=fault.call,
        rule=f"rates-{fault.law}",
        severity=Severity.ERROR,
        key=f"finding.rates-{fault.law}",
        values=(
            ("program", program),
            ("period", period),
            *(fault.case._asdict().items() if fault.case else ()),
            ("case", _in_words(fault.case)),
            *fault.values,
        ),
    )


def _in_words(case: KnownCase | None) -> Bilingual:
    if case is None:
        return both("checks.any-case")
    return both("checks.case-after" if case.earlier_funding else "checks.case", **case._asdict())
