"""Quotes: what cover costs, line by line, under every reading, and how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.amounts import Amounts, Summed, sum_of
from jamsostek_rentan.cover.provenance import Heads, Provenance
from jamsostek_rentan.law.prices import Price, doubt_steps
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.law.questions import Figure, times
from jamsostek_rentan.law.stamps import Stamp
from jamsostek_rentan.values.explanation import Explanation, Step, step
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.texts import Language


__all__ = ["Quote", "QuoteLine"]


@attrs.frozen(kw_only=True)
class QuoteLine:
    """One line of a quote: heads of one price, in one month, for one programme.

    Args:
        program: The programme.
        month: The contribution month.
        workers: How many heads.
        price: What is owed for each of them, and why.

    >>> from jamsostek_rentan import cost_of_cover, law
    >>> quote = cost_of_cover(350, ContributionMonth(2021, 12), rules=law.bpu())
    >>> line = quote.lines[0]
    >>> line.program, line.workers, line.price.amount, line.amount
    (Program.JKK, 350, Rupiah(10_000), Rupiah(3_500_000))
    """

    program: Program
    month: ContributionMonth
    workers: int
    price: Price

    @property
    def figure(self) -> Figure[Rupiah]:
        """What the line comes to under every reading."""
        return times(self.price.figure, self.workers)

    @property
    def amount(self) -> Rupiah:
        """What the line comes to, in rupiah.

        Raises:
            UnsettledLawError: When an open question changes it and no reading is presumed.
        """
        return self.figure.settled


@attrs.frozen(kw_only=True, repr=False)
class Quote(Summed[QuoteLine]):
    """What cover costs (*perhitungan iuran*): a computation, not a bill.

    Args:
        workers: How many heads it is for.
        period: The contribution months.
        programs: The programmes.
        funding: Whose money pays; none where it changes nothing.
        lines: Its lines, by programme and month.
        not_yet: Heads whose membership begins after the period; they owe nothing in it.
        asked: The heads it was asked for, by their facts.
        stamp: By which rules it was computed.

    >>> from jamsostek_rentan import cost_of_cover, law
    >>> cost_of_cover(350, ContributionMonth(2021, 12), rules=law.bpu())
    <Quote 350 worker(s) 2021-12/2021-12: Rp5.880.000>
    """

    workers: int
    period: ContributionPeriod
    programs: tuple[Program, ...]
    funding: FundingSource | None
    lines: tuple[QuoteLine, ...]
    not_yet: int = 0
    asked: tuple[Heads, ...]
    stamp: Stamp

    def __repr__(self) -> str:
        return f"<Quote {self.workers} worker(s) {self.period}: {self.figure.in_words()}>"

    @property
    def by_program(self) -> Amounts[Program]:
        """The amount of each programme."""
        return self.amounts(lambda line: line.program, self.programs)

    @property
    def by_month(self) -> Amounts[ContributionMonth]:
        """The amount of each contribution month."""
        return self.amounts(lambda line: line.month, self.period)

    @property
    def projected(self) -> bool:
        """Whether a month lies after the last one for which the law was checked."""
        return any(line.price.projected for line in self.lines)

    def provenance(self) -> Provenance:
        """How it came about, to be stored and verified (*jejak perhitungan*)."""
        return Provenance.sealed(
            period=self.period,
            programs=self.programs,
            asked=self.asked,
            stamp=self.stamp,
            figures={
                "total": self.figure,
                **{program.name: figure for program, figure in self.by_program.figures()},
                **{str(month): figure for month, figure in self.by_month.figures()},
            },
        )

    def explain(self, lang: Language) -> Explanation:
        """How the total came about, as a clerk would write it down.

        Args:
            lang: ``en`` or ``id``.

        Raises:
            UnknownNameError: For another language.
        """
        scope = step(
            "quote.scope" if self.funding else "quote.scope.no-funding",
            workers=self.workers,
            period=self.period,
            funding=self.funding,
        )
        not_yet = [step("quote.not-yet", workers=self.not_yet)] if self.not_yet else []
        root = step(
            "quote",
            scope,
            *not_yet,
            *(self._program_step(program) for program in self.programs),
            _amount_step("quote.total", self.figure),
            *doubt_steps(self.figure),
        )
        return Explanation(root, lang)

    def _program_step(self, program: Program) -> Step:
        lines = [line for line in self.lines if line.program is program]
        return _amount_step(
            "quote.program",
            sum_of(lines),
            *(_run_step(run) for run in _runs(lines)),
            program=program,
        )


def _amount_step(key: str, figure: Figure[Rupiah], *steps: Step, **values: object) -> Step:
    if figure.unsettled:
        return Step(f"{key}.unsettled", tuple(values.items()), steps=steps)
    amount = figure.settled
    return Step(key, (*values.items(), ("amount", amount)), amount, steps=steps)


def _runs(lines: Iterable[QuoteLine]) -> list[list[QuoteLine]]:
    """Lines that differ only in their month, where the months follow one another."""
    runs: list[list[QuoteLine]] = []
    for line in lines:
        for run in runs:
            if _follows(run[-1], line):
                run.append(line)
                break
        else:
            runs.append([line])
    return runs


def _follows(one: QuoteLine, two: QuoteLine) -> bool:
    price = attrs.evolve(one.price, month=two.month)
    return (
        attrs.evolve(one, month=one.month + 1, price=price) == two
        and one.price.projected == two.price.projected
    )


def _run_step(run: Sequence[QuoteLine]) -> Step:
    price = run[0].price
    return _amount_step(
        "quote.line",
        sum_of(run),
        *price.working(),
        period=ContributionPeriod(run[0].month, run[-1].month),
        workers=run[0].workers,
        months=len(run),
        price=None if price.figure.unsettled else price.amount,
    )
