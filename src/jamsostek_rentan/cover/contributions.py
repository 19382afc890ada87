"""What is owed: the cost of cover for heads or workers, and each worker's dues."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Unpack

import attrs

from jamsostek_rentan.cover.groups import Group, group_heads, prices_of
from jamsostek_rentan.cover.people import Sponsor, Worker
from jamsostek_rentan.cover.quotes import Quote, QuoteLine
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.facts import Facts, check_month, check_programs
from jamsostek_rentan.law.membership import MembershipChange
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.programs import BASIC_COVER, FundingSource, Program
from jamsostek_rentan.law.rulebook import Rulebook
from jamsostek_rentan.law.stamps import stamp_of
from jamsostek_rentan.values.explanation import Explanation, step
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from jamsostek_rentan.law.questions import Readings
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.texts import Language


__all__ = ["Due", "check_rules", "cost_of_cover", "dues_of", "period_of", "quote_of"]


@attrs.frozen(kw_only=True)
class Due:
    """What is owed for one worker, month and programme, and by whom (*iuran terutang*).

    Args:
        worker: The worker covered.
        payer: Who owes it: a sponsor, or the worker.
        price: What is owed and why; it knows the programme and the month.
        due_date: The day on which it is due, where a rule is known.
        reference: The decree, agreement or receipt of the sponsorship, where it has one.
        what_ifs: Changes of the membership rules it rests on.

    >>> from jamsostek_rentan import law
    >>> siti = Worker("w-001")
    >>> jkk, jkm = dues_of(siti, ContributionMonth(2021, 12), payer=siti, rules=law.bpu())
    >>> jkm.program, jkm.amount, jkm.payer.label
    (Program.JKM, Rupiah(6_800), 'w-001')
    """

    worker: Worker
    payer: Sponsor | Worker
    price: Price
    due_date: date | None = None
    reference: str | None = None
    what_ifs: tuple[MembershipChange, ...] = ()

    @property
    def month(self) -> ContributionMonth:
        """The contribution month."""
        return self.price.month

    @property
    def program(self) -> Program:
        """The programme."""
        return self.price.program

    @property
    def amount(self) -> Rupiah:
        """What is owed, in rupiah.

        Raises:
            UnsettledLawError: When an open question changes it and no reading is presumed.
        """
        return self.price.amount

    def by_reading(self) -> dict[Readings, Rupiah]:
        """What is owed under each combination of readings; never fails."""
        return self.price.by_reading()

    def explain(self, lang: Language) -> Explanation:
        """How it came about, for ``en`` or ``id``."""
        price = self.price.explain(lang).root
        details = [step("due.date", due_date=self.due_date)] if self.due_date else []
        details += [step("due.reference", reference=self.reference)] if self.reference else []
        details += [step("provenance.change", ground=change.basis) for change in self.what_ifs]
        return Explanation(
            step("due", *details, price, worker=self.worker.label, payer=self.payer.label), lang
        )


def cost_of_cover(
    workers: int | Iterable[Worker],
    when: ContributionMonth | ContributionPeriod,
    *,
    rules: Rulebook,
    programs: Iterable[Program] = BASIC_COVER,
    **facts: Unpack[Facts],
) -> Quote:
    """What the cover of some heads, or of some workers, costs in a month or a period.

    A worker whose membership begins within the period owes from that month on.  Where the first
    month of membership is not known, one covered in the first month of the period is a member
    from then at the latest.

    Args:
        workers: A count of heads, or workers, each with its own sector, income and start.
        when: The contribution month or months.
        rules: The rulebook.
        programs: The programmes; JKK and JKM unless said otherwise.
        facts: For a count ``sector``, ``funding``, ``declared_income`` (in rupiah; the lowest
            band where it is left out) and ``member_since``, each only where the cost depends on
            it; for workers ``funding`` alone, as they bring the others along.

    Raises:
        MissingFactError: When a fact that was not given changes what a month costs.
        InvalidFactError: For a count below zero, a worker named twice, or facts that workers
            bring along themselves.
        TypeError: For a fact of another name.
        NoRateInForceError: When no rate speaks of a month.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import law
    >>> quote = cost_of_cover(350, ContributionMonth(2021, 12), rules=law.bpu())
    >>> print(quote.total, quote.by_program[Program.JKK], quote.by_program[Program.JKM])
    Rp5.880.000 Rp3.500.000 Rp2.380.000
    """
    check_rules(rules)
    period = period_of(when)
    chosen = check_programs(programs)
    groups = group_heads(workers, facts, rules, period, chosen)
    quote = quote_of(groups, period, chosen, rules=rules, funding=facts.get("funding"))
    rules.announce_projected(line.price for line in quote.lines)
    return quote


def quote_of(
    groups: Sequence[Group],
    period: ContributionPeriod,
    programs: tuple[Program, ...],
    *,
    rules: Rulebook,
    funding: FundingSource | None,
) -> Quote:
    """What the cover of groups of heads costs; projected months are not announced."""
    heads: dict[int, tuple[Price, int]] = {}
    for group, prices in prices_of(groups, period, programs, rules):
        for price in prices:
            counted = heads.get(id(price), (price, 0))[1]
            heads[id(price)] = price, counted + group.heads
    lines = [
        QuoteLine(program=price.program, month=price.month, workers=count, price=price)
        for price, count in heads.values()
    ]
    return Quote(
        workers=sum(group.heads for group in groups),
        period=period,
        programs=programs,
        funding=funding,
        lines=tuple(sorted(lines, key=lambda line: (programs.index(line.program), line.month))),
        not_yet=sum(group.heads for group in groups if group.months(period) is None),
        asked=tuple(group.asked() for group in groups),
        stamp=stamp_of(rules, programs, period),
    )


def dues_of(  # noqa: PLR0913 - each is a part of the question
    worker: Worker,
    when: ContributionMonth | ContributionPeriod,
    *,
    payer: Sponsor | Worker,
    rules: Rulebook,
    programs: Iterable[Program] = BASIC_COVER,
    holidays: Container[date] = (),
) -> tuple[Due, ...]:
    """What is owed for one worker, month by month and programme by programme.

    Months before the worker's membership begins owe nothing and are left out.

    Args:
        worker: The worker covered.
        when: The contribution month or months.
        payer: Who pays: a sponsor, or the worker.
        rules: The rulebook.
        programs: The programmes; JKK and JKM unless said otherwise.
        holidays: Days off besides Saturdays and Sundays, past which due dates move.

    Raises:
        MissingFactError: When a fact about the worker that is not known changes a price.
        InvalidFactError: When the payer is no sponsor and not the worker covered.

    >>> from jamsostek_rentan import law
    >>> siti = Worker("w-001")
    >>> [str(due.amount) for due in dues_of(
    ...     siti, ContributionMonth(2026, 11), payer=siti, rules=law.bpu()
    ... )]
    ['Rp5.000', 'Rp3.400']
    """
    check_rules(rules)
    if not isinstance(payer, (Sponsor, Worker)):
        raise InvalidFactError(
            f"{payer!r} ({type(payer).__name__}) was given as the payer for {worker.label}.",
            "A payer is a Sponsor, or the worker who is covered.",
            "Make a Sponsor with its source of funds, or give the worker.",
        )
    if isinstance(payer, Worker) and payer.id != worker.id:
        raise InvalidFactError(
            f"{payer.label} was to pay for {worker.label}.",
            "A worker pays for no other; whoever does is a sponsor.",
            "Make a Sponsor with funding=FundingSource.OTHER_PRIVATE or SERTAKAN.",
        )
    funding = payer.funding if isinstance(payer, Sponsor) else FundingSource.SELF
    group = Group.of_worker(worker, funding=funding)
    ((_, prices),) = prices_of([group], period_of(when), check_programs(programs), rules)
    rules.announce_projected(prices)
    return tuple(
        Due(
            worker=worker,
            payer=payer,
            price=price,
            due_date=rules.due_date(price.month, holidays=holidays),
            what_ifs=rules.what_ifs_in(price.month),
        )
        for price in prices
    )


def check_rules(rules: Rulebook) -> None:
    """Check that the rules are a rulebook.

    Raises:
        InvalidFactError: For anything else.
    """
    if not isinstance(rules, Rulebook):
        raise InvalidFactError(
            f"rules={rules!r} ({type(rules).__name__}) was given.",
            "Every price needs a Rulebook; a rate table is plugged into one with using_rates.",
            "Write rules=law.bpu(), with the brackets.",
        )


def period_of(when: ContributionMonth | ContributionPeriod) -> ContributionPeriod:
    """A month or a period as a period.

    Raises:
        InvalidFactError: For anything else.
    """
    if isinstance(when, ContributionPeriod):
        return when
    check_month(when, "when")
    return when.for_months(1)
