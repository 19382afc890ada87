"""Quotes: what cover costs, line by line, under every reading, and how it came about."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from jamsostek_rentan.law.prices import Price, doubt_steps
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.law.questions import Figure, total
from jamsostek_rentan.values.explanation import Explanation, Step, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jamsostek_rentan.law.questions import Doubt, Readings
    from jamsostek_rentan.values.texts import Language


__all__ = ["Amounts", "Quote", "QuoteLine"]

K = TypeVar("K", bound=Hashable)


@attrs.frozen(eq=False, repr=False)
class Amounts(Mapping[K, Rupiah]):
    """Amounts by key, in rupiah; doubt is settled only when one of them is read.

    Reading one raises ``UnsettledLawError`` when it depends on a question without a presumed
    reading; :meth:`figure` gives it under every reading.

    >>> from jamsostek_rentan.law.questions import certain
    >>> amounts = Amounts((("JKK", certain(Rupiah(10_000))), ("JKM", certain(Rupiah(6_800)))))
    >>> amounts["JKM"], sum(amounts.values())
    (Rupiah(6_800), Rupiah(16_800))
    """

    _figures: tuple[tuple[K, Figure[Rupiah]], ...]

    def figure(self, key: K) -> Figure[Rupiah]:
        """The amount under every reading."""
        return dict(self._figures)[key]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Amounts):
            return self._figures == cast("Amounts[K]", other)._figures
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(self._figures)

    def __repr__(self) -> str:
        words = (f"{key}: {figure.in_words()}" for key, figure in self._figures)
        return f"<Amounts {', '.join(words)}>"

    def __getitem__(self, key: K) -> Rupiah:
        return self.figure(key).settled

    def __iter__(self) -> Iterator[K]:
        return (key for key, _ in self._figures)

    def __len__(self) -> int:
        return len(self._figures)


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
        return self.price.figure.map(lambda amount: amount * self.workers)

    @property
    def amount(self) -> Rupiah:
        """What the line comes to, in rupiah.

        Raises:
            UnsettledLawError: When an open question changes it and no reading is presumed.
        """
        return self.figure.settled


@attrs.frozen(kw_only=True, repr=False)
class Quote:
    """What cover costs (*perhitungan iuran*): a computation, not a bill.

    Args:
        workers: How many heads it is for.
        period: The contribution months.
        programs: The programmes.
        funding: Whose money pays; none where it changes nothing.
        lines: Its lines, by programme and month.
        not_yet: Heads whose membership begins after the period; they owe nothing in it.

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

    def __repr__(self) -> str:
        return f"<Quote {self.workers} worker(s) {self.period}: {self.figure.in_words()}>"

    @property
    def figure(self) -> Figure[Rupiah]:
        """The total under every reading."""
        return _total(self.lines)

    @property
    def total(self) -> Rupiah:
        """The total in rupiah, under the presumed readings.

        Raises:
            UnsettledLawError: When an open question changes it and no reading is presumed.
        """
        return self.figure.settled

    @property
    def by_program(self) -> Amounts[Program]:
        """The amount of each programme."""
        return self._by(self.programs, lambda line: line.program)

    @property
    def by_month(self) -> Amounts[ContributionMonth]:
        """The amount of each contribution month."""
        return self._by(self.period, lambda line: line.month)

    @property
    def doubts(self) -> tuple[Doubt[Rupiah], ...]:
        """What the total would be if a question were read otherwise."""
        return self.figure.doubts

    @property
    def projected(self) -> bool:
        """Whether a month lies after the last one for which the law was checked."""
        return any(line.price.projected for line in self.lines)

    def by_reading(self) -> dict[Readings, Rupiah]:
        """The total under each combination of the readings that change it; never fails."""
        return self.figure.by_reading()

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

    def _by(self, keys: Iterable[K], key: Callable[[QuoteLine], K]) -> Amounts[K]:
        lines: dict[K, list[QuoteLine]] = {at: [] for at in keys}
        for line in self.lines:
            lines[key(line)].append(line)
        return Amounts(tuple((at, _total(found)) for at, found in lines.items()))

    def _program_step(self, program: Program) -> Step:
        lines = [line for line in self.lines if line.program is program]
        return _amount_step(
            "quote.program",
            _total(lines),
            *(_run_step(run) for run in _runs(lines)),
            program=program,
        )


def _total(lines: Iterable[QuoteLine]) -> Figure[Rupiah]:
    return total([line.figure for line in lines])


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
        _total(run),
        *price.working(),
        period=ContributionPeriod(run[0].month, run[-1].month),
        workers=run[0].workers,
        months=len(run),
        price=None if price.figure.unsettled else price.amount,
    )
