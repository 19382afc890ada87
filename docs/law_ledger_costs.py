"""What a question about arrears, return and protection comes to, seen in a ledger of one worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from law_costs import Cost

from jamsostek_rentan import (
    ContributionMonth,
    CoverageLedger,
    CoverageTimeline,
    Figure,
    FundingSource,
    Payment,
    Rupiah,
    Sector,
    SelfPayment,
    Sponsor,
    Sponsorship,
    Worker,
)
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan import Question, Rulebook


__all__ = ["ledger_costs"]


class _Story(NamedTuple):
    """What a question bears on, an example, and what is read off it under a reading."""

    where: str
    setting: str
    heads: list[str]
    tell: Callable[[CoverageLedger], list[Figure[object]]]
    closing: str


_WORKER = Worker("w-001", sector=Sector.OTHER)
_JANUARY = ContributionMonth(2025, 1)
_QUARTER = Rupiah(50_400)
_ALONE = CoverageTimeline.of(_WORKER, self_payment=SelfPayment(starting=_JANUARY))
_REGENCY = Sponsor("regency", name="an example", funding=FundingSource.APBD)
_SPONSORED = CoverageTimeline.of(
    _WORKER,
    sponsorships=[
        Sponsorship(
            _WORKER,
            _REGENCY,
            period=_JANUARY.for_months(12),
            reference="an example",
            reference_date=date(2025, 2, 3),
        )
    ],
)
_ONCE = "For example, a worker who pays alone paid January to March 2025 on 10 January"


def ledger_costs(rules: Rulebook, question: Question) -> Iterator[Cost]:
    """What a question comes to in a ledger, where it is one about arrears or protection."""
    story = _stories().get(question.id)
    if story is None:
        return
    rows: dict[str, list[str]] = {}
    for reading in question.readings:
        told = story.tell(_ledger(rules.with_reading(question.id, reading.id), question.id))
        rows[reading.id] = [_said(figure) for figure in told]
    yield Cost(
        where=story.where,
        setting=story.setting,
        heads=story.heads,
        rows=rows,
        short=" or ".join(dict.fromkeys(row[0] for row in rows.values())),
        closing=story.closing,
    )


def _ledger(rules: Rulebook, about: str) -> CoverageLedger:
    if about == "jkm/after-lapse":
        rules = rules.with_reading("jkm/three-months", "paid")
    if about == "protection/first-month":
        year = Payment(_REGENCY, on=date(2025, 3, 10), amount=Rupiah(201_600))
        return CoverageLedger.of(
            _SPONSORED, rules=rules, payments=[year], registered_on=[date(2025, 2, 20)]
        )
    paid = [Payment(_WORKER, on=date(2025, 1, 10), amount=_QUARTER)]
    if about in {"arrears/return", "arrears/old-months", "jkm/after-lapse"}:
        paid.append(Payment(_WORKER, on=date(2025, 9, 10), amount=Rupiah(16_800)))
    return CoverageLedger.of(_ALONE, rules=rules, payments=paid)


def _stories() -> dict[str, _Story]:
    bears = "On the status of cover and on which months a payment can pay, in every programme."
    back = f"{_ONCE}, and Rp16.800 on 10 September."
    return {
        "arrears/end": _Story(
            bears,
            f"{_ONCE}, and nothing after.",
            ["On 1 June 2025", "On 1 July 2025"],
            lambda ledger: [
                ledger.status_figure(on=date(2025, 6, 1)),
                ledger.status_figure(on=date(2025, 7, 1)),
            ],
            "Whoever pays by the end of May is not concerned under either reading.",
        ),
        "arrears/begin": _Story(
            bears,
            f"{_ONCE}, and nothing after.",
            ["On 1 April 2025", "On 16 April 2025"],
            lambda ledger: [
                ledger.status_figure(on=date(2025, 4, 1)),
                ledger.status_figure(on=date(2025, 4, 16)),
            ],
            "The contribution is owed and due on the same day under each reading.",
        ),
        "arrears/return": _Story(
            bears,
            back,
            ["On 10 September 2025", "Credit"],
            lambda ledger: [
                ledger.status_figure(on=date(2025, 9, 10)),
                ledger.credit.figure(_WORKER),
            ],
            "",
        ),
        "arrears/old-months": _Story(
            bears,
            back,
            ["The payment pays"],
            lambda ledger: [ledger.figure.map(lambda books: books.settlements[-1].month)],
            "",
        ),
        "protection/first-month": _Story(
            "On the first day of cover where a first contribution is paid after its month has "
            "begun. It changes no contribution.",
            "For example, a regency signed on 3 February 2025 for cover from January, the complete "
            "form was received on 20 February, and the year was paid on 10 March.",
            ["Protected from", "Paid for months without protection"],
            lambda ledger: [ledger.protected_from, ledger.paid_without_protection],
            "",
        ),
        "jkm/after-lapse": _Story(
            "On the JKM benefit of a death after cover had ended and was taken up again. "
            "It changes no contribution.",
            f"{back} Three contributions paid are taken to suffice.",
            ["Full JKM from"],
            lambda ledger: [ledger.full_jkm_from(on=date(2025, 9, 10))],
            "",
        ),
    }


def _said(figure: Figure[object]) -> str:
    """What a figure is under the readings presumed."""
    return show(figure.settled, "en")
