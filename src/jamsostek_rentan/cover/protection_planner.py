"""Finding out what protection there is on a day, from a ledger or from a plan."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from jamsostek_rentan.cover.contributions import check_rules
from jamsostek_rentan.cover.event_benefits import BenefitLine, EventBenefits, ScholarshipRight
from jamsostek_rentan.cover.ledger import CoverageLedger
from jamsostek_rentan.cover.protection import Protection
from jamsostek_rentan.cover.records import refuse_unless_day
from jamsostek_rentan.cover.standing import ProgramProtection, Standing
from jamsostek_rentan.cover.standings import standings_on
from jamsostek_rentan.cover.timeline import CoverageTimeline
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.programs import FundingSource, Program, Sector
from jamsostek_rentan.law.questions import Figure, certain, explored
from jamsostek_rentan.law.risks import RiskEvent
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jamsostek_rentan.law.benefits import Benefit
    from jamsostek_rentan.law.choices import Choice
    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.questions import Ask
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["protection_by_month", "protection_on"]


def protection_on(
    day: date, cover: CoverageLedger | CoverageTimeline, *, rules: Rulebook
) -> Protection:
    """Whether cover stands on a day, and what an event of that day would pay (*perlindungan*).

    Of a ledger it is what was paid by the day; a first contribution that was paid later protects
    the day only where a reading lets protection begin before the payment.  Of a timeline nothing
    is known of payments, so every month owed is taken as paid on its first day.

    An estimate: *perkiraan; penetapan oleh BPJS Ketenagakerjaan*.  Figures are of one participant
    and one event, and are never to be added up over heads.  Law: PP 82/2019, Permenaker 1/2025.

    Args:
        day: The day of the event.
        cover: The ledger or the timeline of one worker.
        rules: The rulebook; of a ledger, the one it was made with.

    Raises:
        InvalidFactError: For what is not a day, neither ledger nor timeline, or another rulebook
            than the ledger's.
        NoRateInForceError: For a day in whose month no rate is known.
        MissingFactError: Where the declared income is not known and JKK is paid for.

    Warns:
        ProjectedLawWarning: For a day after the last checked month.

    >>> from datetime import date
    >>> from jamsostek_rentan import RiskEvent, SelfPayment, Worker, law
    >>> july = ContributionMonth(2025, 7)
    >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
    >>> august = protection_on(date(2025, 8, 10), timeline, rules=law.bpu())
    >>> august.pays(RiskEvent.DEATH).total.settled
    Rupiah(10_000_000)
    >>> september = protection_on(date(2025, 9, 10), timeline, rules=law.bpu())
    >>> for reading, amount in september.pays(RiskEvent.DEATH).by_reading().items():
    ...     print(reading[0][1], amount)
    paid Rp42.000.000
    elapsed Rp10.000.000
    """
    refuse_unless_day(day, "the day on which protection was asked")
    timeline = _timeline(cover, rules)
    prices = _prices(timeline, day, rules)
    rules.announce_projected(prices)
    return _protection(day, cover, timeline, prices, rules)


def protection_by_month(
    cover: CoverageLedger | CoverageTimeline, *, through: ContributionMonth, rules: Rulebook
) -> tuple[Protection, ...]:
    """What :func:`protection_on` says of the last day of each month, from the first one on.

    Args:
        cover: The ledger or the timeline of one worker.
        through: The last month.
        rules: The rulebook; of a ledger, the one it was made with.

    Raises:
        InvalidFactError: As :func:`protection_on`.
        InvalidPeriodError: For a last month before the first one.
        NoRateInForceError: For a month in which no rate is known.
        MissingFactError: Where the declared income is not known and JKK is paid for.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import RiskEvent, SelfPayment, Worker, law
    >>> july = ContributionMonth(2025, 7)
    >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
    >>> for month in protection_by_month(timeline, through=july + 3, rules=law.bpu()):
    ...     print(month.day, month.pays(RiskEvent.DEATH).total.in_words())
    2025-07-31 Rp10.000.000
    2025-08-31 Rp10.000.000
    2025-09-30 Rp42.000.000 or Rp10.000.000 (an open question)
    2025-10-31 Rp42.000.000
    """
    timeline = _timeline(cover, rules)
    months = ContributionPeriod(timeline.first, through)
    priced = [(month.last_day, _prices(timeline, month.last_day, rules)) for month in months]
    rules.announce_projected(price for _, prices in priced for price in prices)
    return tuple(_protection(day, cover, timeline, prices, rules) for day, prices in priced)


def _timeline(cover: CoverageLedger | CoverageTimeline, rules: Rulebook) -> CoverageTimeline:
    """Who owes which months, of either.

    Raises:
        InvalidFactError: For neither ledger nor timeline, or other rules than the ledger's.
    """
    check_rules(rules)
    if isinstance(cover, CoverageTimeline):
        return cover
    if not isinstance(cover, CoverageLedger):
        raise InvalidFactError(
            f"Protection was asked of a {type(cover).__name__}.",
            "It is read off what was paid, or off who owes which months.",
            "Give a CoverageLedger, or a CoverageTimeline for a plan.",
        )
    if cover.rules != rules:
        raise InvalidFactError(
            f"Protection of {cover.worker.label} was asked by other rules than its ledger's.",
            "What was paid was settled by the rules of the ledger.",
            "Give rules=ledger.rules, or make the ledger with the rules you want.",
        )
    return cover.timeline


def _prices(timeline: CoverageTimeline, day: date, rules: Rulebook) -> list[Price]:
    """A price of each programme held that insures an event, for its base income."""
    insuring = {event.program for event in RiskEvent}
    held = [program for program in timeline.programs if program in insuring]
    return [_price(timeline, program, day, rules) for program in held]


def _protection(
    day: date,
    cover: CoverageLedger | CoverageTimeline,
    timeline: CoverageTimeline,
    prices: list[Price],
    rules: Rulebook,
) -> Protection:
    standings = standings_on(cover, [price.program for price in prices], day, rules)
    return Protection(
        worker=timeline.worker,
        day=day,
        planned=cover is timeline,
        programs=tuple(
            _of_program(price, standings.map(itemgetter(place)), day, rules)
            for place, price in enumerate(prices)
        ),
        projected=any(price.projected for price in prices),
        chosen=_chosen(prices, rules),
        what_ifs=rules.what_ifs_in(ContributionMonth.of(day)),
    )


def _chosen(prices: list[Price], rules: Rulebook) -> tuple[Choice, ...]:
    """The chosen readings of what protection or a base income may depend on."""
    eased = {about for relief in getattr(rules.rates, "reliefs", ()) for about in relief.questions}
    asked = {choice.question for price in prices for choice in price.chosen} - eased
    asked |= {*rules.membership.protection_questions, *rules.benefits.questions}
    return tuple(choice for choice in rules.choices if choice.question in asked)


def _of_program(
    price: Price, standing: Figure[Standing], day: date, rules: Rulebook
) -> ProgramProtection:
    base = price.ordinary.map(lambda ordinary: ordinary.base)
    return ProgramProtection(
        program=price.program,
        standing=standing,
        base_income=base,
        basis=price.basis,
        events=tuple(_events(price.program, standing, base, day, rules)),
    )


def _price(timeline: CoverageTimeline, program: Program, day: date, rules: Rulebook) -> Price:
    """A price of the month, for its base income; who pays changes none."""
    month = ContributionMonth.of(day)
    cell = rules.cell(
        program,
        month,
        declared_income=timeline.worker.declared_income,
        sector=timeline.worker.sector or Sector.OTHER,
        funding=FundingSource.SELF,
        member_since=month,
    )
    return cell.known_price(worker=timeline.worker.label)


def _events(
    program: Program,
    standing: Figure[Standing],
    base: Figure[Rupiah | None],
    day: date,
    rules: Rulebook,
) -> Iterator[EventBenefits]:
    month = ContributionMonth.of(day)
    waits = any(one.stands and not one.full for one in standing.values)
    for event in RiskEvent:
        stated = rules.benefits.of(event, month)
        if event.program is program and stated:
            yield EventBenefits(
                event=event,
                stands=standing.map(lambda one: one.stands),
                lines=tuple(_line(benefit, standing, base, rules) for benefit in stated),
                scholarship=_scholarship(event, standing, month, rules),
                waiting=rules.benefits.jkm_waiting if waits else None,
                full_from=standing.map(lambda one: one.full_from) if waits else certain(None),
            )


def _line(
    benefit: Benefit,
    standing: Figure[Standing],
    base: Figure[Rupiah | None],
    rules: Rulebook,
) -> BenefitLine:
    sums = base.map(benefit.measure.at_event)
    if None in sums.values:
        return BenefitLine(benefit=benefit, amount=None)
    waiting = rules.benefits.jkm_waiting
    before = waiting is not None and benefit.kind in waiting.pays

    def paid(ask: Ask) -> Rupiah:
        stands = ask(standing)
        return (stands.stands and (stands.full or before) and ask(sums)) or Rupiah(0)

    return BenefitLine(benefit=benefit, amount=explored(paid))


def _scholarship(
    event: RiskEvent, standing: Figure[Standing], month: ContributionMonth, rules: Rulebook
) -> ScholarshipRight | None:
    rule = rules.benefits.scholarship_of(event, month)
    if rule is None:
        return None
    if event.program is not Program.JKM:
        return ScholarshipRight(rule=rule, opens=standing.map(lambda one: one.stands), months=None)
    months = standing.map(lambda one: one.months)
    return ScholarshipRight(
        rule=rule,
        opens=standing.map(lambda one: one.stands and one.months >= rule.jkm_months),
        months=months,
    )
