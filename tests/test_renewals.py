"""The next year of a sponsor: who is in danger, what can still be paid, who may be refused."""

from __future__ import annotations

import warnings
from datetime import date

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sponsors import REGENCY, SITI, VILLAGE, paid
from what_ifs import RULES

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    ContributionPeriod,
    CoverageLedger,
    CoverageTimeline,
    EndEvent,
    EndKind,
    Payment,
    RenewalLine,
    RenewalPlan,
    Rupiah,
    SelfPayment,
    Sponsor,
    Worker,
    plan_renewal,
)
from jamsostek_rentan.reports.tables import printable


MONTH = 16_800
NEXT = ContributionPeriod.parse("2025-01/2025-12")


def _ledger(
    worker: Worker = SITI,
    *,
    months: int = 12,
    rules: jr.Rulebook = RULES,
    alone: SelfPayment | None = None,
    events: tuple[EndEvent, ...] = (),
    payments: tuple[Payment, ...] = (),
    registered_on: tuple[date, ...] = (),
    sponsor: Sponsor = REGENCY,
) -> CoverageLedger:
    """A year of a sponsor, of which some months were paid in January 2024."""
    first = (
        [Payment(sponsor, on=date(2024, 1, 10), amount=Rupiah(months * MONTH))] if months else []
    )
    return CoverageLedger.of(
        CoverageTimeline.of(
            worker,
            sponsorships=[paid(sponsor, "2024-01/2024-12", worker)],
            self_payment=alone,
            events=events,
        ),
        payments=[*first, *payments],
        registered_on=registered_on,
        rules=rules,
    )


def _plan(*ledgers: CoverageLedger, on: str, period: ContributionPeriod = NEXT) -> RenewalPlan:
    return plan_renewal(ledgers, sponsor=REGENCY, period=period, on=date.fromisoformat(on))


def _line(ledger: CoverageLedger, on: str, period: ContributionPeriod = NEXT) -> RenewalLine:
    return _plan(ledger, on=on, period=period).lines[0]


def _written(months: tuple[ContributionMonth, ...]) -> list[str]:
    return [str(month) for month in months]


@pytest.mark.parametrize(
    ("on", "status", "ends_on", "unpaid", "payable", "too_late"),
    [
        ("2024-12-20", "ACTIVE", "2025-04-01", [], 12, []),
        ("2025-01-01", "IN_ARREARS", "2025-04-01", ["2025-01"], 12, []),
        ("2025-03-31", "IN_ARREARS", "2025-04-01", ["2025-01", "2025-02", "2025-03"], 12, []),
        (
            "2025-04-01",
            "ENDED",
            "None",
            ["2025-01", "2025-02", "2025-03", "2025-04"],
            9,
            ["2025-01", "2025-02", "2025-03"],
        ),
    ],
)
def test_what_a_late_decree_can_still_pay(
    on: str, status: str, ends_on: str, unpaid: list[str], payable: int, too_late: list[str]
) -> None:
    """Through March all twelve months; from April on what has begun is lost."""
    line = _line(_ledger(), on)

    assert line.status.settled.name == status
    assert str(line.ends_on.settled) == ends_on
    assert _written(line.unpaid.settled) == unpaid
    assert len(line.payable.settled) == payable
    assert _written(line.too_late.settled) == too_late
    assert line.amount == Rupiah(payable * MONTH)
    assert line.status_after.settled.name == status if on == "2024-12-20" else "ACTIVE"
    assert line.registers_anew.settled is False


def test_by_the_stricter_branch_cover_ends_a_month_sooner_and_one_registers_anew() -> None:
    """In March two months are lost; who has registered since does not register again."""
    strict = RULES.with_reading("arrears/end", "third-begins").with_reading(
        "arrears/return", "anew"
    )
    for registered, anew in [
        ((), True),
        ((date(2025, 3, 1),), False),
        ((date(2025, 2, 28),), True),
    ]:
        line = _line(_ledger(rules=strict, registered_on=registered), "2025-03-20")
        assert line.registers_anew.settled is anew
        assert _written(line.too_late.settled) == ["2025-01", "2025-02"]
        assert (line.status.settled.name, line.status_after.settled.name) == ("ENDED", "ACTIVE")
    both = _line(_ledger(), "2025-03-20")
    assert set(map(len, both.payable.values)) == {10, 12}
    assert [
        (dict(reading)["arrears/end"], dict(reading)["arrears/old-months"], amount.amount)
        for reading, amount in both.figure.by_reading().items()
    ] == [
        ("after-three", "not-owed", 201_600),
        ("after-three", "owed", 201_600),
        ("third-begins", "not-owed", 168_000),
        ("third-begins", "owed", 201_600),
    ]


@pytest.mark.parametrize(
    ("born", "on", "registers", "refused"),
    [
        (date(1960, 4, 2), "2025-04-01", "anew", False),
        (date(1960, 4, 1), "2025-04-01", "anew", True),
        (date(1959, 4, 1), "2025-04-01", "anew", True),
        (date(1959, 4, 1), "2025-04-01", "payment", False),
        (date(1959, 4, 1), "2025-03-31", "anew", False),
        (None, "2025-04-01", "anew", None),
        (None, "2025-03-31", "anew", False),
    ],
)
def test_who_may_be_refused_at_65(
    born: date | None,
    on: str,
    registers: str,
    refused: bool | None,  # noqa: FBT001 - one of three answers
) -> None:
    """Only one who has to register: at 65 by the one reading, at 66 by the other."""
    worker = jr.Worker("w-9", sector=jr.Sector.OTHER, birth_date=born)
    rules = RULES.with_reading("arrears/return", registers)
    line = _line(_ledger(worker, rules=rules), on)

    assert line.may_be_refused.settled is refused
    up_to = rules.with_reading("membership/age-limit", "up-to")
    older = _line(_ledger(worker, rules=up_to), on)
    assert older.may_be_refused.settled is (
        refused and born is not None and born <= date(1959, 4, 1) if refused is not None else None
    )


def test_a_first_contribution_that_was_never_paid_may_be_refused_too() -> None:
    """The age limit holds on registering and on paying first; nothing is too late before that."""
    worker = jr.Worker("w-9", sector=jr.Sector.OTHER, birth_date=date(1950, 1, 1))
    line = _line(_ledger(worker, months=0), "2025-06-10")

    assert (line.status.settled.name, line.may_be_refused.settled) == ("NOT_YET", True)
    assert (len(line.payable.settled), line.too_late.settled) == (24, ())


def test_first_stand_those_whose_cover_is_in_danger() -> None:
    """In arrears, the nearest end first; ended; not begun; active; and last who has left."""
    left = EndEvent(
        kind=EndKind.LEFT_PROGRAMME, happened_on=date(2024, 11, 3), known_on=date(2024, 11, 3)
    )
    died = EndEvent(kind=EndKind.DEATH, happened_on=date(2024, 11, 3), known_on=date(2024, 12, 1))
    workers = {
        name: jr.Worker(name, sector=jr.Sector.OTHER)
        for name in ("active", "died", "late", "later", "ended", "left", "new")
    }
    ahead = ContributionPeriod.parse("2025-01/2025-02")
    plan = _plan(
        _ledger(
            workers["active"],
            alone=SelfPayment(starting=ahead.first),
            payments=(Payment(workers["active"], on=date(2024, 12, 5), amount=Rupiah(2 * MONTH)),),
        ),
        _ledger(workers["died"], events=(died,)),
        _ledger(workers["later"]),
        _ledger(workers["late"], months=11),
        _ledger(workers["ended"], months=8),
        _ledger(workers["left"], events=(left,)),
        _ledger(workers["new"], months=0),
        on="2025-02-10",
    )

    def named(lines: tuple[RenewalLine, ...]) -> list[str]:
        return [line.worker.id for line in lines]

    order = ["late", "later", "ended", "new", "active"]
    assert named(plan.lines) == [*order, "left", "died"]
    assert named(plan.in_danger) == ["late", "later", "left"]
    assert named(plan.ended) == ["late", "ended", "left", "died"]
    assert named(plan.to_register_anew) == ["late", "ended"]
    assert named(plan.may_be_refused) == []
    by_name = {line.worker.id: line for line in plan.lines}
    assert (by_name["left"].event, by_name["died"].event) == (left, died)
    assert {by_name[name].amount for name in ("left", "died")} == {Rupiah(0)}
    assert _written(by_name["active"].payable.settled)[0] == "2025-03"
    assert _written(by_name["late"].payable.settled)[0] == "2024-12"
    assert plan.total == sum((line.amount for line in plan.lines), Rupiah(0))
    printed = printable(plan.lines, "id")
    assert [row["Sebab berakhir"] for row in printed] == [
        *[""] * 5,
        "keluar dari program",
        "meninggal dunia",
    ]


def test_one_who_left_and_was_taken_in_again_is_renewed() -> None:
    """By a decree of a day on which the office knew; who moves away is not, from that day on."""
    moved = EndEvent(
        kind=EndKind.MOVED_AWAY, happened_on=date(2024, 3, 3), known_on=date(2024, 3, 9)
    )
    again = paid(REGENCY, "2024-07/2024-12", reference_date=date(2024, 6, 1))
    ledger = CoverageLedger.of(
        CoverageTimeline.of(
            SITI, sponsorships=[paid(REGENCY, "2024-01/2024-06"), again], events=[moved]
        ),
        rules=RULES,
    )
    assert _line(ledger, "2025-01-10").event is None
    gone = EndEvent(
        kind=EndKind.MOVED_AWAY, happened_on=date(2025, 2, 3), known_on=date(2025, 2, 3)
    )
    later = _ledger(events=(gone,))
    assert (_line(later, "2025-02-02").event, _line(later, "2025-02-03").event) == (None, gone)


def test_another_sponsor_may_take_over_and_owed_years_are_refused() -> None:
    """The village takes the regency's people; the regency cannot decree the same year twice."""
    plan = plan_renewal([_ledger()], sponsor=VILLAGE, period=NEXT, on=date(2025, 2, 1))
    assert plan.lines[0].amount == Rupiah(12 * MONTH)
    with pytest.raises(jr.InvalidFactError, match="to pay twice"):
        _plan(_ledger(), on="2025-02-01", period=ContributionPeriod.parse("2024-12/2025-11"))


def test_an_open_price_leaves_the_rest_of_a_line_readable() -> None:
    """What a village pays in 2026 is open; who is in danger is not."""
    plan = plan_renewal(
        [_ledger(sponsor=VILLAGE, rules=RULES.refusing(presumed=True))],
        sponsor=VILLAGE,
        period=ContributionPeriod.parse("2025-01/2026-04"),
        on=date(2025, 1, 10),
    )
    with pytest.raises(jr.UnsettledLawError):
        plan.total.amount.bit_length()
    assert len(plan.by_reading()) > 1
    assert len(plan.lines[0].payable.settled) == 16


def test_what_cannot_be_planned_is_refused() -> None:
    """Twice the same worker, two rulebooks, an instant instead of a day."""
    with pytest.raises(jr.InvalidFactError, match="Two ledgers of w-001"):
        _plan(_ledger(), _ledger(), on="2025-01-10")
    other = _ledger(Worker("w-2"), rules=RULES.refusing(presumed=True))
    with pytest.raises(jr.InvalidFactError, match="two rulebooks"):
        _plan(_ledger(), other, on="2025-01-10")
    with pytest.raises(jr.InvalidFactError, match="the day of a renewal"):
        plan_renewal([], sponsor=REGENCY, period=NEXT, on="2025-01-10")  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="each of CoverageLedger"):
        plan_renewal(_ledger(), sponsor=REGENCY, period=NEXT, on=date(2025, 1, 10))  # type: ignore[arg-type]
    for sponsor, period in [("regency", NEXT), (REGENCY, NEXT.first)]:
        with pytest.raises(jr.InvalidFactError, match="A Sponsor renews"):
            plan_renewal([], sponsor=sponsor, period=period, on=date(2025, 1, 10))  # type: ignore[arg-type]
    assert plan_renewal([], sponsor=REGENCY, period=NEXT, on=date(2025, 1, 10)).total == Rupiah(0)


def test_credit_of_the_sponsor_pays_a_part_of_its_next_year() -> None:
    """Two months too much in 2024 pay January and February, on the day of the decree."""
    ledger = _ledger(months=14)
    line = _line(ledger, "2025-01-05")
    assert (line.credit.settled, line.amount) == (Rupiah(2 * MONTH), Rupiah(10 * MONTH))
    assert len(line.payable.settled) == 12


def test_a_worker_who_was_taken_in_again_is_renewed_whatever_was_decreed_before() -> None:
    """The old year would have lasted longer than the new half; only the new one counts."""
    moved = EndEvent(
        kind=EndKind.MOVED_AWAY, happened_on=date(2024, 3, 5), known_on=date(2024, 4, 1)
    )
    ledger = CoverageLedger.of(
        CoverageTimeline.of(
            SITI,
            sponsorships=[
                paid(REGENCY, "2024-01/2024-12", reference_date=date(2024, 1, 3)),
                paid(REGENCY, "2024-07/2024-12", reference_date=date(2024, 7, 1)),
            ],
            events=[moved],
        ),
        payments=[
            Payment(REGENCY, on=date(2024, 1, 10), amount=Rupiah(3 * MONTH)),
            Payment(REGENCY, on=date(2024, 7, 10), amount=Rupiah(6 * MONTH)),
        ],
        rules=RULES,
    )
    assert ledger.balance(REGENCY).to_be_traced == Rupiah(0)
    assert ledger.status(on=date(2024, 12, 31)).name == "ACTIVE"
    line = _line(ledger, "2025-01-05")
    assert (line.event, line.amount) == (None, Rupiah(12 * MONTH))


def test_old_age_savings_do_not_hide_who_is_in_danger() -> None:
    """JHT was paid once; JKK and JKM can be saved until the end of March."""
    worker = jr.Worker("w-9", sector=jr.Sector.OTHER, birth_date=date(1959, 1, 1))
    jht = SelfPayment(starting=ContributionMonth(2024, 1), programs=(jr.Program.JHT,))
    for payments in ((), (Payment(worker, on=date(2024, 1, 10), amount=Rupiah(20_000)),)):
        plan = _plan(_ledger(worker, alone=jht, payments=payments), on="2025-03-20")
        assert len(plan.in_danger) == 1
        assert str(plan.lines[0].ends_on.settled) == "2025-04-01"
        assert plan.may_be_refused == () or not plan.lines[0].may_be_refused.settled


def test_an_earlier_decree_does_not_unpay_what_a_later_paper_covers() -> None:
    """January to March, paid in January and decreed on the 20th; April to June on the tenth."""
    ledger = CoverageLedger.of(
        CoverageTimeline.of(
            SITI,
            sponsorships=[paid(REGENCY, "2025-01/2025-03", reference_date=date(2025, 3, 20))],
        ),
        payments=[Payment(REGENCY, on=date(2025, 1, 10), amount=Rupiah(2 * MONTH))],
        rules=RULES,
    )
    line = _line(ledger, "2025-03-10", ContributionPeriod.parse("2025-04/2025-06"))
    assert _written(line.payable.settled) == ["2025-03", "2025-04", "2025-05", "2025-06"]
    assert line.status_after.settled.name == "ACTIVE"


def test_a_programme_that_is_new_is_not_active_before_its_months() -> None:
    """JKK alone until April, both from May on: on the tenth of April there is no JKM."""
    ledger = CoverageLedger.of(
        CoverageTimeline.of(
            SITI,
            sponsorships=[paid(REGENCY, "2025-01/2025-04", programs=(jr.Program.JKK,))],
        ),
        rules=RULES,
    )
    line = _line(ledger, "2025-04-10", ContributionPeriod.parse("2025-05/2025-12"))
    assert line.status_after.settled.name == "NOT_YET"


def test_who_left_is_named_with_the_event_whoever_renews() -> None:
    """Known on the day of the decree, or decreed again only later: the event is the reason."""
    moved = EndEvent(
        kind=EndKind.MOVED_AWAY, happened_on=date(2025, 1, 5), known_on=date(2025, 1, 10)
    )
    taken_over = plan_renewal(
        [_ledger(events=(moved,))], sponsor=VILLAGE, period=NEXT, on=date(2025, 1, 10)
    )
    assert (taken_over.lines[0].event, taken_over.total) == (moved, Rupiah(0))
    next_day = plan_renewal(
        [_ledger(events=(moved,))], sponsor=VILLAGE, period=NEXT, on=date(2025, 1, 11)
    )
    assert (next_day.lines[0].event, next_day.total) == (None, Rupiah(12 * MONTH))
    again = CoverageLedger.of(
        CoverageTimeline.of(
            SITI,
            sponsorships=[
                paid(REGENCY, "2024-01/2024-12"),
                paid(REGENCY, "2025-07/2025-09", reference_date=date(2025, 7, 1)),
            ],
            events=[moved],
        ),
        rules=RULES,
    )
    early = _line(again, "2025-05-01", ContributionPeriod.parse("2025-10/2025-12"))
    assert early.event == moved


def test_projected_months_are_announced_once() -> None:
    """A year that reaches beyond the months checked."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        _plan(
            _ledger(),
            _ledger(Worker("w-2")),
            on="2025-01-10",
            period=ContributionPeriod.parse("2025-01/2026-12"),
        )
    assert [one.category for one in caught] == [jr.ProjectedLawWarning]


@settings(max_examples=100, deadline=None)
@given(
    months=st.integers(0, 12),
    more=st.integers(0, 3 * MONTH),
    alone=st.none() | st.tuples(st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.integers(1, 4)),
    on=st.dates(date(2024, 1, 11), date(2025, 12, 31)),
    length=st.integers(1, 12),
    readings=st.fixed_dictionaries(
        {
            "arrears/end": st.sampled_from(["after-three", "third-begins"]),
            "arrears/begin": st.sampled_from(["month", "due-date"]),
            "arrears/return": st.sampled_from(["payment", "anew"]),
            "arrears/old-months": st.sampled_from(["owed", "not-owed"]),
        }
    ),
)
@example(
    months=1,
    more=0,
    alone=None,
    on=date(2024, 4, 1),
    length=1,
    readings={
        "arrears/end": "third-begins",
        "arrears/begin": "month",
        "arrears/return": "anew",
        "arrears/old-months": "owed",
    },
)
@example(
    months=12,
    more=2 * MONTH,
    alone=(date(2025, 1, 5), 2),
    on=date(2025, 4, 20),
    length=11,
    readings={"arrears/end": "after-three"},
)
def test_a_ledger_that_is_renewed_says_what_the_plan_said(
    months: int,
    more: int,
    alone: tuple[date, int] | None,
    on: date,
    length: int,
    readings: dict[str, str],
) -> None:
    """The months paid on the day, the money they take, and the status of the day.

    Whatever credit the sponsor had, and whatever months the worker had paid alone.
    """
    assume(not alone or alone[0] != on)  # a decree comes before the payments of its day
    rules = RULES
    for question, reading in readings.items():
        rules = rules.with_reading(question, reading)
    paid_before = [Payment(REGENCY, on=date(2024, 1, 10), amount=Rupiah(months * MONTH + more + 1))]
    paid_before += [Payment(SITI, on=alone[0], amount=Rupiah(alone[1] * MONTH))] if alone else []
    own = SelfPayment(starting=NEXT.first) if alone else None
    period = NEXT.first.for_months(length)
    year = paid(REGENCY, "2024-01/2024-12")
    before = CoverageLedger.of(
        CoverageTimeline.of(SITI, sponsorships=[year], self_payment=own),
        payments=paid_before,
        rules=rules,
    )
    line = _line(before, on.isoformat(), period)
    known = [one for one in paid_before if one.on <= on]
    money = [Payment(REGENCY, on=on, amount=line.amount)] if line.amount else []
    renewed = CoverageLedger.of(
        CoverageTimeline.of(
            SITI,
            sponsorships=[year, paid(REGENCY, str(period), reference_date=on)],
            self_payment=own,
        ),
        payments=[*known, *money],
        registered_on=[on],
        rules=rules,
    ).on(on)

    then = {(one.payer, one.month) for one in before.on(on).settlements}
    mine = [one for one in renewed.settlements if one.payer == REGENCY]
    now = [one for one in mine if (one.payer, one.month) not in then]
    assert tuple(one.month for one in now) == line.payable.settled
    assert sum((one.amount for one in now), Rupiah(0)) == line.credit.settled + line.amount
    assert {(one.payer, one.month) for one in renewed.settlements} >= then
    assert renewed.status(on=on) is line.status_after.settled
