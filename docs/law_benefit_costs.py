"""What a question about benefits comes to, seen in the protection of one worker on one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from law_costs import Cost, said

from jamsostek_rentan import (
    ContributionMonth,
    CoverageLedger,
    CoverageTimeline,
    FundingSource,
    Payment,
    Protection,
    RiskEvent,
    Rulebook,
    Rupiah,
    Sector,
    SelfPayment,
    Sponsor,
    Sponsorship,
    Worker,
    protection_on,
)
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan import Figure, Question


__all__ = ["benefit_costs"]


class _Story(NamedTuple):
    """What a question bears on, an example, and the protection read off it under a reading."""

    where: str
    setting: str
    protection: Callable[[Rulebook], Protection]
    closing: str


_WORKER = Worker("w-001", sector=Sector.OTHER)
_JULY = ContributionMonth(2025, 7)
_ALONE = CoverageTimeline.of(_WORKER, self_payment=SelfPayment(starting=_JULY))
_DEATH = "On the JKM benefit of a death from 24 February 2025 on, whoever pays. "
_NO_PRICE = "It changes no contribution."


def benefit_costs(rules: Rulebook, question: Question) -> Iterator[Cost]:
    """What a question comes to in a death, where it is one about benefits."""
    story = _stories().get(question.id)
    if story is None:
        return
    pays: dict[str, Figure[Rupiah]] = {}
    opens: dict[str, str] = {}
    for reading in question.readings:
        protection = story.protection(rules.with_reading(question.id, reading.id))
        death = protection.pays(RiskEvent.DEATH)
        pays[reading.id] = death.total
        right = death.scholarship
        opened = right is not None and right.opens.settled
        opens[reading.id] = f"up to {right.rule.most}" if right and opened else "none"
    same = len(set(pays.values())) == 1
    day = show(protection.day, "en")
    yield Cost(
        where=story.where,
        setting=story.setting,
        heads=[f"A death on {day} pays", "Scholarship"],
        rows={reading: [f"**{said(paid)}**", opens[reading]] for reading, paid in pays.items()},
        short=" or ".join(dict.fromkeys(opens.values() if same else map(said, pays.values())))
        + (" of scholarship" if same else " for a death"),
        closing=story.closing,
    )


def _stories() -> dict[str, _Story]:
    return {
        "jkm/three-months": _Story(
            f"{_DEATH}{_NO_PRICE}",
            "For example, a worker whose first month is July 2025 and who pays each month.",
            lambda rules: protection_on(date(2025, 9, 10), _ALONE, rules=rules),
            "In the months before the third, and from the fourth on, all readings agree.",
        ),
        "jkm/paid-ahead": _Story(
            f"{_DEATH}{_NO_PRICE}",
            "For example, a worker who paid July to September 2025 on 5 July, where three "
            "contributions paid are taken to suffice.",
            _paid_ahead,
            "A sponsor who pays three months at once buys one or the other.",
        ),
        "arrears/benefits": _Story(
            "On every benefit of JKK and JKM for an event in a month that is not paid, from the "
            f"first such month until cover ends. {_NO_PRICE}",
            "For example, a worker who paid July to September 2025 and nothing for October, where "
            "one is in arrears from the first day of the month.",
            _in_arrears,
            "Until the branch has answered, take it that nothing is paid.",
        ),
        "scholarship/breaks": _Story(
            "On the scholarship that JKM opens, where a month was left unpaid or cover had ended. "
            f"{_NO_PRICE}",
            "For example, a worker for whom 30 months to June 2024 were paid and, after a month "
            "that nobody paid, twelve more, where the three months for full JKM go on.",
            _after_a_break,
            "Where three years have been paid since the break, all readings agree.",
        ),
    }


def _paid_ahead(rules: Rulebook) -> Protection:
    read = rules.with_reading("jkm/three-months", "paid")
    return protection_on(date(2025, 8, 10), _ledger(read), rules=read)


def _in_arrears(rules: Rulebook) -> Protection:
    read = rules.with_reading("arrears/begin", "month")
    return protection_on(date(2025, 10, 10), _ledger(read), rules=read)


def _ledger(rules: Rulebook) -> CoverageLedger:
    paid = Payment(_WORKER, on=date(2025, 7, 5), amount=Rupiah(50_400))
    return CoverageLedger.of(_ALONE, payments=[paid], rules=rules)


def _after_a_break(rules: Rulebook) -> Protection:
    village = Sponsor("village", name="an example", funding=FundingSource.APBDES)
    first = ContributionMonth(2022, 1).for_months(30)
    periods = [first, (first.last + 2).for_months(12)]
    timeline = CoverageTimeline.of(
        _WORKER,
        sponsorships=[Sponsorship(_WORKER, village, period=period) for period in periods],
    )
    return protection_on(date(2025, 7, 10), timeline, rules=rules)
