"""Who owes a worker's cover: one payer for each month and programme, or a gap that is named."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from sponsors import COMPANY, REGENCY, SITI, VILLAGE, paid
from what_ifs import DRAFT, GROUND, RULES, OwnTable

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    CoverageTimeline,
    EndEvent,
    EndKind,
    FundingSource,
    Program,
    Rupiah,
    Sector,
    SelfPayment,
    Sponsor,
    Sponsorship,
    Worker,
)


def _month(text: str) -> ContributionMonth:
    return ContributionMonth.parse(text)


def test_a_stimulus_from_a_regency_and_then_self_payment(rules: jr.Rulebook) -> None:
    """APBD pays in full, the participant half, until the relief ends."""
    stimulus = paid(REGENCY, "2026-03/2026-05")
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[stimulus], self_payment=SelfPayment.after(stimulus)
    )
    with pytest.warns(jr.ProjectedLawWarning) as caught:
        dues = timeline.dues(rules=rules, through=_month("2027-01"))

    by_month: dict[str, int] = {}
    for due in dues:
        by_month[str(due.month)] = by_month.get(str(due.month), 0) + due.amount.amount
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert list(by_month.values()) == [*[16_800] * 3, *[8_400] * 7, 16_800]
    assert [due.program for due in dues[:2]] == [Program.JKK, Program.JKM]
    assert {due.payer for due in dues[:6]} == {REGENCY}
    assert {due.payer for due in dues[6:]} == {SITI}
    assert dues[-1].price.projected
    assert "ended by its own terms" in str(dues[-1].explain("en"))
    assert "Not granted to contributions paid from" in str(dues[5].explain("en"))


def test_a_relief_begins_within_a_sponsorship(rules: jr.Rulebook) -> None:
    """Transport, paid by a company from November 2025 to February 2026."""
    budi = Worker("w-002", sector=Sector.TRANSPORT)
    timeline = CoverageTimeline.of(
        budi, sponsorships=[paid(COMPANY, "2025-11/2026-02", worker=budi)]
    )
    dues = timeline.dues(rules=rules)

    months = [dues[at].amount + dues[at + 1].amount for at in range(0, len(dues), 2)]
    assert months == [Rupiah(16_800), Rupiah(16_800), Rupiah(8_400), Rupiah(8_400)]


def test_a_worker_passes_from_a_village_to_a_company_to_self_payment(rules: jr.Rulebook) -> None:
    """Each month has its payer, its price under each reading, its due date and its paper."""
    village = paid(VILLAGE, "2026-01/2026-04", reference="SK 12/2026")
    company = paid(COMPANY, "2026-05/2026-08")
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[company, village], self_payment=SelfPayment.after(company)
    )
    dues = timeline.dues(rules=rules, through=_month("2026-09"))

    jkk = [due for due in dues if due.program is Program.JKK]
    assert [due.payer for due in jkk] == [*[VILLAGE] * 4, *[COMPANY] * 4, SITI]
    assert [str(due.due_date) for due in jkk[:2]] == ["2026-01-15", "2026-02-16"]
    assert [len(due.price.by_reading()) for due in jkk] == [1, 1, 1, 2, 8, 8, 8, 8, 4]
    assert jkk[0].reference == "SK 12/2026"
    assert jkk[-1].reference is None
    text = str(jkk[0].explain("id"))
    assert "Rujukan: SK 12/2026" in text
    assert "Jatuh tempo 15 Januari 2026" in text
    with pytest.raises(jr.UnsettledLawError):
        assert jkk[3].amount


def test_a_month_two_sponsors_would_pay_is_double_funded_once() -> None:
    """The one with the lower priority number owes it, else the one who began earlier."""
    regency, village = paid(REGENCY, "2026-01/2026-03"), paid(VILLAGE, "2026-03/2026-05")
    timeline = CoverageTimeline.of(SITI, sponsorships=[village, regency])
    march = _month("2026-03")

    doubles = timeline.double_funded()
    assert [(double.month, double.program) for double in doubles] == [
        (march, Program.JKK),
        (march, Program.JKM),
    ]
    assert {double.sponsors for double in doubles} == {(REGENCY, VILLAGE)}
    assert timeline.payer(march, Program.JKK) == REGENCY
    first = paid(VILLAGE, "2026-03/2026-05", priority=-1)
    turned = CoverageTimeline.of(SITI, sponsorships=[regency, first])
    assert turned.payer(march, Program.JKK) == VILLAGE
    assert turned.double_funded()[0].sponsors == (VILLAGE, REGENCY)
    assert CoverageTimeline.of(SITI, sponsorships=[regency]).double_funded() == ()


def test_a_shorter_sponsorship_leaves_the_longer_one_before_and_after() -> None:
    """A payer of higher precedence cuts another's time in two."""
    long = paid(REGENCY, "2026-01/2026-12")
    short = paid(COMPANY, "2026-05/2026-06", priority=-1)
    timeline = CoverageTimeline.of(SITI, sponsorships=[long, short])
    jkk = [stretch for stretch in timeline.stretches if Program.JKK in stretch.programs]

    assert [(str(stretch.period), stretch.payer) for stretch in jkk] == [
        ("2026-01/2026-04", REGENCY),
        ("2026-05/2026-06", COMPANY),
        ("2026-07/2026-12", REGENCY),
    ]
    assert len(timeline.double_funded()) == 4


def test_programmes_may_have_different_payers(rules: jr.Rulebook) -> None:
    """A sponsor JKK and JKM, the worker JHT."""
    stimulus = paid(REGENCY, "2026-01/2026-03")
    own = SelfPayment(starting=_month("2026-01"), programs=(Program.JHT,))
    timeline = CoverageTimeline.of(SITI, sponsorships=[stimulus], self_payment=own)
    march = _month("2026-03")

    assert timeline.programs == (Program.JKK, Program.JKM, Program.JHT)
    assert [timeline.payer(march, program) for program in Program] == [REGENCY, REGENCY, SITI]
    gaps = timeline.gaps(through=_month("2026-04"))
    assert [(gap.month, gap.program) for gap in gaps] == [
        (march + 1, Program.JKK),
        (march + 1, Program.JKM),
    ]
    dues = timeline.dues(rules=rules)
    assert len(dues) == 9
    assert sum(due.amount for due in dues if due.program is Program.JHT) == Rupiah(60_000)


def test_gaps_are_the_months_nobody_owes() -> None:
    """From the first month on, before self-payment begins, never before the first."""
    late = SelfPayment(starting=_month("2026-06"))
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(REGENCY, "2026-03/2026-03")], self_payment=late
    )

    assert {str(gap.month) for gap in timeline.gaps(through=_month("2026-12"))} == {
        "2026-04",
        "2026-05",
    }
    assert timeline.gaps(through=_month("2026-02")) == ()
    assert timeline.payer(_month("2026-04"), Program.JKK) is None
    assert timeline.first == _month("2026-03") == timeline.last_sponsored


@pytest.mark.parametrize(
    ("kind", "payers"),
    [
        (EndKind.DEATH, [REGENCY, None, None]),
        (EndKind.MOVED_AWAY, [REGENCY, SITI, SITI]),
        (EndKind.LEFT_PROGRAMME, [REGENCY, SITI, SITI]),
    ],
)
def test_an_end_event_ends_what_it_ends(kind: EndKind, payers: list[object]) -> None:
    """The month it happens in is still owed; after a death nothing is, and nothing is a gap."""
    event = EndEvent(kind=kind, happened_on=date(2026, 3, 5), known_on=date(2026, 5, 1))
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2026-01/2026-12")],
        self_payment=SelfPayment(starting=_month("2026-01")),
        events=[event],
    )

    months = [_month("2026-03"), _month("2026-04"), _month("2027-06")]
    assert [timeline.payer(month, Program.JKM) for month in months] == payers
    assert timeline.gaps(through=_month("2027-06")) == ()
    assert timeline.last_sponsored == _month("2026-03")


def test_an_event_may_end_one_sponsor_and_not_another() -> None:
    """A sponsor's own policy is the ground, and turning 65 ends nothing by itself."""
    policy = EndEvent(
        kind=EndKind.SPONSOR_POLICY,
        happened_on=date(2026, 3, 5),
        known_on=date(2026, 3, 5),
        sponsor=REGENCY,
        ground="Perbup 1/2026: up to the 65th birthday",
    )
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2026-01/2026-12"), paid(VILLAGE, "2026-02/2026-12")],
        events=[policy],
    )

    assert timeline.payer(_month("2026-03"), Program.JKK) == REGENCY
    assert timeline.payer(_month("2026-04"), Program.JKK) == VILLAGE
    assert {str(double.month) for double in timeline.double_funded()} == {"2026-02", "2026-03"}


def test_a_sponsorship_ended_before_it_begins_pays_nothing(rules: jr.Rulebook) -> None:
    """The worker left after the first of two."""
    left = EndEvent(
        kind=EndKind.LEFT_PROGRAMME, happened_on=date(2026, 2, 1), known_on=date(2026, 2, 1)
    )
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2026-01/2026-02"), paid(VILLAGE, "2026-07/2026-12")],
        events=[left],
    )

    assert timeline.last_sponsored == _month("2026-02")
    assert len(timeline.dues(rules=rules)) == 4
    died = EndEvent(kind=EndKind.DEATH, happened_on=date(2026, 1, 9), known_on=date(2026, 2, 1))
    late = SelfPayment(starting=_month("2026-05"))
    alone = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2026-01/2026-01")],
        self_payment=late,
        events=[died],
    )
    assert alone.payer(_month("2026-05"), Program.JKK) is None


@pytest.mark.parametrize(
    ("kind", "decreed", "months"),
    [
        (EndKind.MOVED_AWAY, None, 3),
        (EndKind.MOVED_AWAY, date(2026, 5, 1), 3),
        (EndKind.MOVED_AWAY, date(2026, 5, 2), 9),
        (EndKind.DEATH, date(2026, 5, 2), 3),
    ],
)
def test_a_sponsorship_decreed_once_an_event_was_known_goes_on(
    kind: EndKind, decreed: date | None, months: int
) -> None:
    """The worker left in March, which was known on the first of May; only death is for good.

    The year decreed first ended in March, so the same sponsor may decree the second half again.
    """
    event = EndEvent(kind=kind, happened_on=date(2026, 3, 5), known_on=date(2026, 5, 1))
    again = paid(REGENCY, "2026-07/2026-12", reference_date=decreed)
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(REGENCY, "2026-01/2026-12"), again], events=[event]
    )

    assert sum(len(stretch.period) for stretch in timeline.stretches) == months


def test_a_fact_that_is_missing_is_named_with_the_worker_before_any_due(
    rules: jr.Rulebook,
) -> None:
    """November needs no sector, March does."""
    ani = Worker("6474015505850001")
    timeline = CoverageTimeline.of(ani, sponsorships=[paid(COMPANY, "2025-11/2026-03", worker=ani)])
    with pytest.raises(jr.MissingFactError, match=r"64\*{14}") as caught:
        timeline.dues(rules=rules)

    assert caught.value.facts == ("sector",)


def test_dues_follow_any_holidays_handed_in(rules: jr.Rulebook) -> None:
    """Whatever answers ``day in holidays``."""
    timeline = CoverageTimeline.of(SITI, sponsorships=[paid(REGENCY, "2026-08/2026-08")])
    plain = timeline.dues(rules=rules)
    moved = timeline.dues(rules=rules, holidays={date(2026, 8, 17)})

    assert plain[0].due_date == date(2026, 8, 17)
    assert moved[0].due_date == date(2026, 8, 18)


def test_dues_need_a_last_month_where_no_sponsor_sets_one(rules: jr.Rulebook) -> None:
    """Self-payment has no end of its own."""
    timeline = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=_month("2026-04")))

    with pytest.raises(jr.InvalidPeriodError, match="Say through="):
        timeline.dues(rules=rules)
    assert len(timeline.dues(rules=rules, through=_month("2026-05"))) == 4
    assert timeline.dues(rules=rules, through=_month("2026-03")) == ()
    assert timeline.double_funded() == ()


def test_a_timeline_is_a_value(rules: jr.Rulebook) -> None:
    """It compares by what it says, hashes, pickles and goes through plain dicts."""
    one, two = paid(REGENCY, "2026-01/2026-03"), paid(VILLAGE, "2026-03/2026-05")
    timeline = CoverageTimeline.of(SITI, sponsorships=[one, two])

    assert timeline == CoverageTimeline.of(SITI, sponsorships=[two, one])
    assert pickle.loads(pickle.dumps(timeline)) == timeline
    assert jr.from_plain(jr.to_plain(timeline)) == timeline
    assert len({timeline, CoverageTimeline.of(SITI, sponsorships=[one])}) == 2
    due = timeline.dues(rules=rules, through=_month("2026-02"))[0]
    assert jr.from_plain(jr.to_plain(due)) == due


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (
            lambda: CoverageTimeline.of(SITI),
            jr.InvalidFactError,
            "without sponsorship or self-payment",
        ),
        (
            lambda: CoverageTimeline.of(
                SITI, sponsorships=[paid(REGENCY, "2026-01/2026-01", worker=Worker("w-9"))]
            ),
            jr.InvalidFactError,
            "of w-9 was given for w-001",
        ),
        (
            lambda: CoverageTimeline.of(
                SITI,
                sponsorships=[
                    paid(REGENCY, "2026-01/2026-03", reference="SK 1"),
                    paid(REGENCY, "2026-03/2026-05"),
                ],
            ),
            jr.InvalidFactError,
            "was to pay twice for w-001",
        ),
        (
            lambda: CoverageTimeline.of(
                SITI,
                sponsorships=[paid(REGENCY, "2026-02/2026-03")],
                events=[
                    EndEvent(
                        kind=EndKind.DEATH,
                        happened_on=date(2026, 1, 31),
                        known_on=date(2026, 1, 31),
                    )
                ],
            ),
            jr.InvalidPeriodError,
            "Death on 2026-01-31",
        ),
        (
            lambda: CoverageTimeline.of(
                Worker("w-1", member_since=_month("2026-05")),
                self_payment=SelfPayment(starting=_month("2026-04")),
            ),
            jr.InvalidPeriodError,
            "member since 2026-05",
        ),
        (
            lambda: paid(
                REGENCY, "2026-01/2026-03", worker=Worker("w-1", member_since=_month("2026-02"))
            ),
            jr.InvalidPeriodError,
            "member since 2026-02",
        ),
        (
            lambda: paid(REGENCY, "2026-01/2026-03", programs=(Program.JKK, Program.JKK)),
            jr.InvalidFactError,
            "each once",
        ),
        (
            lambda: EndEvent(
                kind=EndKind.DEATH, happened_on=date(2026, 1, 2), known_on=date(2026, 1, 1)
            ),
            jr.InvalidFactError,
            "Nothing is known before it happens",
        ),
        (
            lambda: EndEvent(
                kind=EndKind.SPONSOR_POLICY,
                happened_on=date(2026, 1, 2),
                known_on=date(2026, 1, 2),
                sponsor=REGENCY,
            ),
            jr.InvalidFactError,
            "Give sponsor= and ground=",
        ),
    ],
)
def test_what_cannot_be_so_is_refused(make: object, error: type[Exception], says: str) -> None:
    """By a named error that says what to do."""
    with pytest.raises(error, match=says):
        make()  # type: ignore[operator]


class TestTotals:
    """What payers owe together, by payer, programme and month."""

    def cohort(self, heads: int, *, sector: jr.Sector | None = None) -> list[CoverageTimeline]:
        """Workers of whom the village pays February to April 2026, then nobody."""
        village = Sponsor("village", name="Desa Melati", funding=jr.FundingSource.APBDES)
        workers = [Worker(f"w-{number}", sector=sector) for number in range(heads)]
        period = ContributionMonth(2026, 2).for_months(3)
        return [
            CoverageTimeline.of(worker, sponsorships=[Sponsorship(worker, village, period=period)])
            for worker in workers
        ]

    def test_a_village_cohort_shows_both_totals(self) -> None:
        """The reading of PP 50/2025 for village budgets is open, in April for other sectors."""
        cohort = self.cohort(21_400, sector=jr.Sector.OTHER)
        totals = jr.totals_of(cohort, through=ContributionMonth(2026, 12), rules=jr.law.bpu())

        both = {how[0][1]: amount for how, amount in totals.by_reading().items()}
        full = 21_400 * 16_800
        assert both == {"reduced": Rupiah(full * 2 + full // 2), "normal": Rupiah(full * 3)}
        assert "an open question" in repr(totals)
        with pytest.raises(jr.UnsettledLawError):
            _ = totals.total
        april = [line for line in totals.lines if line.month == ContributionMonth(2026, 4)]
        with pytest.raises(jr.UnsettledLawError):
            _ = april[0].amount
        assert totals.lines[0].amount == Rupiah(21_400 * 10_000)

    def test_a_missing_fact_names_the_worker(self) -> None:
        """As the worker's own dues would."""
        known, lacking = self.cohort(1, sector=jr.Sector.OTHER), self.cohort(2)[1:]

        with pytest.raises(jr.MissingFactError, match="w-1 without sector"):
            jr.totals_of(known + lacking, through=ContributionMonth(2026, 4), rules=jr.law.bpu())

    def test_a_fact_missing_for_a_month_nobody_owes_is_not_asked_for(self) -> None:
        """In December 2025 and in May 2026 the sector is all one; in between it is not."""
        csr = Sponsor("csr", name="PT Mawar", funding=jr.FundingSource.CSR)
        worker = Worker("w-1")
        ends = [ContributionMonth(2025, 12), ContributionMonth(2026, 5)]
        timeline = CoverageTimeline.of(
            worker,
            sponsorships=[Sponsorship(worker, csr, period=end.for_months(1)) for end in ends],
        )
        totals = jr.totals_of([timeline], through=ContributionMonth(2026, 6), rules=jr.law.bpu())

        assert totals.by_payer[csr] == Rupiah(16_800 + 8_400)
        assert totals.by_payer_and_month[csr, ends[1]] == Rupiah(8_400)
        assert totals.by_program[Program.JKM] == Rupiah(6_800 + 3_400)

    def test_a_worker_has_one_timeline(self) -> None:
        """A second one would count months twice."""
        with pytest.raises(jr.InvalidFactError, match="Two timelines of w-0"):
            jr.totals_of(self.cohort(1) * 2, through=ContributionMonth(2026, 4), rules=jr.law.bpu())

    def test_projected_months_are_announced_once_where_they_are_asked(self) -> None:
        """The warning points at the caller."""
        worker = Worker("w-0", sector=Sector.OTHER)
        alone = CoverageTimeline.of(
            worker, self_payment=jr.SelfPayment(starting=ContributionMonth(2026, 11))
        )
        with pytest.warns(jr.ProjectedLawWarning, match="2026-12 to 2027-03") as found:
            jr.totals_of([alone], through=ContributionMonth(2027, 3), rules=jr.law.bpu())

        assert [warning.filename for warning in found] == [__file__]

    def test_nobody_owes_nothing(self) -> None:
        """Nor is anything owed before anybody begins."""
        january = ContributionMonth(2026, 1)
        for cohort in ([], self.cohort(2)):
            totals = jr.totals_of(cohort, through=january, rules=jr.law.bpu())
            assert totals.lines == ()
            assert totals.total == Rupiah(0)


class AfterACompany(OwnTable):
    """Whoever a company paid for before owes a thousand rupiah more."""

    def price(self, program: Program, month: ContributionMonth, **facts: object) -> jr.Price:
        """The shipped amount, or more."""
        price = super().price(program, month, **facts)
        more = 1_000 if FundingSource.CSR in facts["earlier_funding"] else 0  # type: ignore[operator]
        return jr.Price.of(program, month, price.amount + Rupiah(more), basis=GROUND)


def test_a_table_of_your_own_is_told_who_paid_before() -> None:
    """In each month after, and in totals, which count heads with the same past together."""
    company = paid(COMPANY, "2025-01/2025-02")
    regency = paid(REGENCY, "2025-03/2025-03")
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[company, regency], self_payment=SelfPayment.after(regency)
    )
    rules = RULES.using_rates(AfterACompany())
    dues = timeline.dues(rules=rules, through=_month("2025-05"))

    jkk = [due.amount.amount for due in dues if due.program is Program.JKK]
    assert jkk == [10_000, 10_000, 11_000, 11_000, 11_000]
    assert jr.totals_of([timeline], through=_month("2025-05"), rules=rules).total == sum(
        (due.amount for due in dues), Rupiah(0)
    )


def test_a_due_names_the_what_if_its_day_rests_on() -> None:
    """In the months it speaks of, and in no other."""
    july = _month("2026-07")
    later = RULES.with_membership(first=july, due_day=20, basis=DRAFT)
    alone = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=july - 1))
    june, *_, first = alone.dues(rules=later, through=july)

    assert "a draft is discussed" in str(first.explain("en"))
    assert first.due_date == date(2026, 7, 20)
    assert "a draft is discussed" not in str(june.explain("en"))
    jkk, _ = jr.dues_of(SITI, july, payer=SITI, rules=later)
    assert jkk.what_ifs == first.what_ifs == later.membership_changes
