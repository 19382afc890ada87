"""Totals of a cohort: what each payer owes in each month, without making a due for each worker.

Workers with the same facts are counted together by payer and month, and each count is priced
once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate, chain, product
from operator import attrgetter, mul
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.amounts import Amounts, Summed
from jamsostek_rentan.cover.groups import income_bounds
from jamsostek_rentan.cover.people import Sponsor, facts_of, first_double
from jamsostek_rentan.cover.timeline import CoverageTimeline, dues_owed
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.facts import PricingFacts, check_month
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.law.questions import Fact, Figure, Question, all_over, certain, total, worlds
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["TotalLine", "Totals", "totals_of"]

Payer = Sponsor | FundingSource

_ORDINAL = attrgetter("ordinal")
_NOTHING = certain(Rupiah(0))


@attrs.frozen(kw_only=True)
class TotalLine:
    """What one payer owes for one programme in one month.

    Args:
        payer: A sponsor, or ``FundingSource.SELF`` for all workers who pay themselves.
        program: The programme.
        month: The contribution month.
        workers: For how many workers.
        figure: What it comes to, in rupiah, under every reading.

    >>> from jamsostek_rentan import SelfPayment, Worker, law
    >>> december = ContributionMonth(2021, 12)
    >>> alone = CoverageTimeline.of(
    ...     Worker("w-001"), self_payment=SelfPayment(starting=december)
    ... )
    >>> line = totals_of([alone], through=december, rules=law.bpu()).lines[0]
    >>> line.payer, line.program, line.workers, line.amount
    (FundingSource.SELF, Program.JKK, 1, Rupiah(10_000))
    """

    payer: Payer
    program: Program
    month: ContributionMonth
    workers: int
    figure: Figure[Rupiah]

    @property
    def amount(self) -> Rupiah:
        """What it comes to, in rupiah.

        Raises:
            UnsettledLawError: When an open question changes it and no reading is presumed.
        """
        return self.figure.settled


@attrs.frozen(kw_only=True, repr=False)
class Totals(Summed[TotalLine]):
    """What the payers of a cohort owe (*rekapitulasi iuran terutang*), by :func:`totals_of`.

    Args:
        workers: How many workers it is about.
        through: The last month counted.
        lines: Its lines, by payer, programme and month, in which something is owed.

    >>> from jamsostek_rentan import law
    >>> totals_of([], through=ContributionMonth(2021, 12), rules=law.bpu())
    <Totals 0 worker(s) to 2021-12: Rp0>
    """

    workers: int
    through: ContributionMonth
    lines: tuple[TotalLine, ...]

    def __repr__(self) -> str:
        return f"<Totals {self.workers} worker(s) to {self.through}: {self.figure.in_words()}>"

    @property
    def by_payer(self) -> Amounts[Payer]:
        """The amount of each payer."""
        return self.amounts(lambda line: line.payer)

    @property
    def by_payer_and_month(self) -> Amounts[tuple[Payer, ContributionMonth]]:
        """The amount of each payer in each contribution month."""
        return self.amounts(lambda line: (line.payer, line.month))

    @property
    def by_program(self) -> Amounts[Program]:
        """The amount of each programme."""
        return self.amounts(lambda line: line.program)


def totals_of(
    timelines: Iterable[CoverageTimeline], *, through: ContributionMonth, rules: Rulebook
) -> Totals:
    """What the dues of timelines come to by payer, programme and month.

    The same as adding up ``timeline.dues(through=..., rules=...)``, and much faster.

    Args:
        timelines: One timeline for each worker.
        through: The last month counted.
        rules: The rulebook.

    Raises:
        InvalidFactError: For two timelines of one worker.
        MissingFactError: For a fact that changes what a month costs; it names the worker.
        NoRateInForceError: When no rate speaks of a month from the first one owed to the last.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import SelfPayment, Sponsorship, Worker, law
    >>> december = ContributionMonth(2021, 12)
    >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
    >>> stimuli = [
    ...     Sponsorship(Worker(f"w-{number}"), melati, period=december.for_months(1))
    ...     for number in range(350)
    ... ]
    >>> totals = totals_of(
    ...     [
    ...         CoverageTimeline.of(
    ...             one.worker, sponsorships=[one], self_payment=SelfPayment.after(one)
    ...         )
    ...         for one in stimuli
    ...     ],
    ...     through=december + 2,
    ...     rules=law.bpu(),
    ... )
    >>> print(totals.by_payer[melati], totals.by_payer[FundingSource.SELF], totals.total)
    Rp5.880.000 Rp11.760.000 Rp17.640.000
    """
    check_month(through, "through")
    cohort = _checked(timelines)
    months = _months_owed(cohort, through)
    if months is None:
        return Totals(workers=len(cohort), through=through, lines=())
    owed: defaultdict[tuple[Payer, Program], list[_Part]] = defaultdict(list)
    projected: list[Price] = []
    for kind in _kinds(cohort, months, rules):
        heads = {payer: list(accumulate(changes[:-1])) for payer, changes in kind.changes.items()}
        for program in kind.programs:
            cells = rules.cells(program, kind.months, **kind.facts)
            projected += [cell.price for cell in cells if cell.price.projected]
            figures = [cell.amounts for cell in cells]
            if any(figure.over and figure.facts for figure in figures):
                _name_who_lacks_a_fact(cohort, through, rules)
                figures = [_NOTHING if figure.facts else figure for figure in figures]
            prices = _Prices.of([_NOTHING] * (len(months) - len(cells)) + figures)
            for payer, counts in heads.items():
                owed[payer, program].append(_Part(counts, prices))
    rules.announce_projected(projected)
    lines = (
        TotalLine(payer=payer, program=program, month=month, workers=workers, figure=figure)
        for payer, program in sorted(owed, key=_place)
        for month, (workers, figure) in zip(months, _sum(owed[payer, program]), strict=True)
        if workers
    )
    return Totals(workers=len(cohort), through=through, lines=tuple(lines))


@attrs.frozen
class _Kind:
    """Workers whose months cost the same; for each payer, by how many heads each month changes."""

    programs: tuple[Program, ...]
    months: ContributionPeriod
    facts: PricingFacts
    changes: defaultdict[Payer, list[int]]

    @classmethod
    def of(
        cls, programs: tuple[Program, ...], facts: PricingFacts, months: ContributionPeriod
    ) -> _Kind:
        """One nobody pays for yet."""
        since = facts.get("member_since") or months.first
        reach = ContributionPeriod(max(since, months.first), months.last)
        return cls(programs, reach, facts, defaultdict(lambda: [0] * (len(months) + 1)))


@attrs.frozen
class _Prices:
    """What one head owes month by month, in each world of some questions."""

    over: tuple[Fact | Question, ...]
    by_world: list[list[int]]

    @classmethod
    def of(cls, figures: Sequence[Figure[Rupiah]]) -> _Prices:
        """What one head owes in each month."""
        over = all_over(figures)
        amounts = [[figure.at(world).amount for figure in figures] for world in worlds(over)]
        return cls(over, amounts)


@attrs.frozen
class _Part:
    """Some heads month by month, with what each of them owes."""

    heads: list[int]
    prices: _Prices


def _sum(parts: Iterable[_Part]) -> Iterator[tuple[int, Figure[Rupiah]]]:
    """How many heads, and what they owe together, month by month."""
    heads = map(sum, zip(*(part.heads for part in parts), strict=True))
    alike: defaultdict[tuple[str, ...], list[_Part]] = defaultdict(list)
    for part in parts:
        alike[tuple(about.id for about in part.prices.over)].append(part)
    figures = zip(*map(_figures, alike.values()), strict=True)
    return zip(heads, map(total, figures), strict=True)


def _figures(parts: Sequence[_Part]) -> list[Figure[Rupiah]]:
    """What parts over the same questions owe together, month by month."""
    over = parts[0].prices.over
    by_world: list[list[int]] = []
    for at in range(len(parts[0].prices.by_world)):
        owed = (map(mul, part.heads, part.prices.by_world[at]) for part in parts)
        by_world.append([sum(amounts) for amounts in zip(*owed, strict=True)])
    return [
        Figure(over, tuple(map(Rupiah, amounts))).pruned()
        for amounts in zip(*by_world, strict=True)
    ]


def _checked(timelines: Iterable[CoverageTimeline]) -> list[CoverageTimeline]:
    cohort = list(timelines)
    double = first_double(timeline.worker for timeline in cohort)
    if double is not None:
        raise InvalidFactError(
            f"Two timelines of {double.label} were given.",
            "A worker has one; a second one would count months twice.",
            "Make one of both, or give the two people different ids.",
        )
    return cohort


def _months_owed(
    cohort: Iterable[CoverageTimeline], through: ContributionMonth
) -> ContributionPeriod | None:
    """From the first month owed to the last one counted, or none."""
    periods = [stretch.period for timeline in cohort for stretch in timeline.stretches]
    first = min((period.first for period in periods), default=through + 1, key=_ORDINAL)
    last = max((period.last for period in periods), default=through, key=_ORDINAL)
    return None if through < first else ContributionPeriod(first, min(last, through))


def _kinds(
    cohort: Iterable[CoverageTimeline], months: ContributionPeriod, rules: Rulebook
) -> Iterable[_Kind]:
    alike = {stretch.programs for timeline in cohort for stretch in timeline.stretches}
    programs = set(chain.from_iterable(alike))
    bounds = [bound.amount for bound in income_bounds(rules, months, programs)]
    by_membership = any(
        rules.rates.membership_breaks(program, month)
        for program, month in product(programs, months)
    )
    telling = {
        source
        for program, month in product(programs, months)
        for source in rules.earlier_sources(program, month)
    }
    begin, end = months.first.ordinal, len(months)
    kinds: dict[object, _Kind] = {}
    for timeline in cohort:
        worker = timeline.worker
        income = worker.declared_income
        band = bisect_right(bounds, income.amount) if isinstance(income, Rupiah) else income
        member = (worker.member_since, timeline.first) if by_membership else None
        for stretch in timeline.stretches:
            joined = stretch.period.first.ordinal - begin
            if joined >= end:
                continue
            given = stretch.sponsorship
            payer = given.sponsor if given else FundingSource.SELF
            funding = stretch.funding
            earlier = tuple(source for source in stretch.earlier_funding if source in telling)
            key = worker.sector, band, member, funding, earlier, stretch.programs
            kind = kinds.get(key)
            if kind is None:
                facts = facts_of(
                    worker,
                    funding=funding,
                    covered_from=timeline.first,
                    earlier_funding=earlier,
                )
                if not by_membership:
                    facts |= {"member_since": None, "member_by": None}
                kind = kinds[key] = _Kind.of(stretch.programs, facts, months)
            changes = kind.changes[payer]
            changes[joined] += 1
            changes[min(stretch.period.last.ordinal - begin + 1, end)] -= 1
    return kinds.values()


def _name_who_lacks_a_fact(
    cohort: Iterable[CoverageTimeline], through: ContributionMonth, rules: Rulebook
) -> None:
    """Raise for the first worker who owes a month that lacks a fact, where there is one."""
    for timeline in cohort:
        dues_owed(timeline, through=through, rules=rules)


def _place(key: tuple[Payer, Program]) -> tuple[object, ...]:
    """Sponsors by id, then those who pay themselves; programmes in their order."""
    payer, program = key
    who = (0, payer.id, payer.label) if isinstance(payer, Sponsor) else (1, payer.name, "")
    return *who, list(Program).index(program)
