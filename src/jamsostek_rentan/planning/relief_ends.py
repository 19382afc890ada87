"""The end of a relief: what each payer owes in its last month, and in the month after."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.records import listed
from jamsostek_rentan.cover.timeline import CoverageTimeline
from jamsostek_rentan.cover.totals import Payer, totals_of
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.changes import standing_relief
from jamsostek_rentan.law.programs import Sector
from jamsostek_rentan.law.questions import Figure, explored, total
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.cover.totals import TotalLine, Totals
    from jamsostek_rentan.law.questions import Ask, Readings
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["ReliefEndLine", "end_of_relief"]


@attrs.frozen(kw_only=True)
class ReliefEndLine:
    """What one payer owes for one sector before and after a relief ends for it.

    Args:
        sector: The sector.
        payer: A sponsor, or ``FundingSource.SELF`` for all workers who pay themselves.
        last_month: The last month of the relief for that sector.
        workers_before: For how many workers the payer pays in it.
        workers_after: For how many in the month after.
        before: What it costs, in rupiah, under each reading.
        after: What the month after costs.

    >>> from jamsostek_rentan import FundingSource, SelfPayment, Worker, law
    >>> alone = CoverageTimeline.of(
    ...     Worker("w-1", sector=Sector.OTHER, member_since=ContributionMonth(2020, 7)),
    ...     self_payment=SelfPayment(starting=ContributionMonth(2020, 11)),
    ... )
    >>> line = end_of_relief([alone], relief="pp49-2020", rules=law.bpu())[0]
    >>> print(line.last_month, line.before.settled, line.after.settled, line.change.settled)
    2021-01 Rp168 Rp16.800 Rp16.632
    """

    sector: Sector
    payer: Payer
    last_month: ContributionMonth
    workers_before: int
    workers_after: int
    before: Figure[Rupiah]
    after: Figure[Rupiah]

    @property
    def change(self) -> Figure[Rupiah]:
        """By how much it costs more in the month after, under each reading."""

        def more(ask: Ask) -> Rupiah:
            return ask(self.after) - ask(self.before)

        return explored(more)

    def by_reading(self) -> dict[Readings, Rupiah]:
        """By how much it costs more under each combination of readings; never fails."""
        return self.change.by_reading()


def end_of_relief(
    timelines: Iterable[CoverageTimeline], *, relief: str, rules: Rulebook
) -> tuple[ReliefEndLine, ...]:
    """Heads and rupiah by sector and payer, in the last month of a relief and in the month after.

    Args:
        timelines: One timeline for each worker, whose sector is known.
        relief: The id of the relief, such as ``pp50-2025``.
        rules: The rulebook.

    Raises:
        UnknownNameError: For a relief the table does not have.
        InvalidFactError: For a worker without a sector, two timelines of one worker, or anything
            but a list of timelines.
        MissingFactError: For a fact that changes what a month costs; it names the worker.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: For months after the last checked one.

    >>> from jamsostek_rentan import ContributionPeriod, FundingSource, Sponsor, Sponsorship
    >>> from jamsostek_rentan import Worker, law
    >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
    >>> winter = ContributionPeriod.parse("2020-10/2021-03")
    >>> siti = Worker("w-001", sector=Sector.OTHER, member_since=ContributionMonth(2020, 7))
    >>> timeline = CoverageTimeline.of(
    ...     siti, sponsorships=[Sponsorship(siti, melati, period=winter)]
    ... )
    >>> [line.payer.name for line in end_of_relief([timeline], relief="pp49-2020", rules=law.bpu())]
    ['Yayasan Melati']
    """
    given = listed(timelines, CoverageTimeline, "timelines")
    windows = standing_relief(rules.rates, relief).windows
    by_sector: defaultdict[Sector, list[CoverageTimeline]] = defaultdict(list)
    for timeline in given:
        if timeline.worker.sector is None:
            raise InvalidFactError(
                f"The end of {relief} was asked for {timeline.worker.label}, whose sector is not "
                "known.",
                "A relief may end in another month for each sector.",
                "Set sector= on the Worker.",
            )
        by_sector[timeline.worker.sector].append(timeline)
    return tuple(
        line
        for sector in Sector
        for window in windows
        if sector in window.sectors and by_sector[sector]
        for line in _lines(
            sector,
            window.last,
            totals_of(by_sector[sector], through=window.last + 1, rules=rules),
        )
    )


def _lines(
    sector: Sector, last_month: ContributionMonth, totals: Totals
) -> Iterator[ReliefEndLine]:
    found: defaultdict[Payer, dict[ContributionMonth, list[TotalLine]]] = defaultdict(dict)
    for line in totals.lines:
        if line.month >= last_month:
            found[line.payer].setdefault(line.month, []).append(line)
    for payer, by_month in found.items():
        before, after = (by_month.get(month, []) for month in (last_month, last_month + 1))
        yield ReliefEndLine(
            sector=sector,
            payer=payer,
            last_month=last_month,
            workers_before=max((line.workers for line in before), default=0),
            workers_after=max((line.workers for line in after), default=0),
            before=total([line.figure for line in before]),
            after=total([line.figure for line in after]),
        )
