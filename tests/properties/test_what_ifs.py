"""Laws of the law: a reading or a what-if never changes a month it does not speak of."""

from __future__ import annotations

import warnings
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import (
    Assumption,
    ContributionMonth,
    ContributionPeriod,
    DatedValue,
    FundingSource,
    Program,
    Rupiah,
    Sector,
)
from jamsostek_rentan.law.reliefs import Relief
from jamsostek_rentan.strategies import contribution_months, contribution_periods
from jamsostek_rentan.values.dated import spliced, value_in_force


if TYPE_CHECKING:
    from jamsostek_rentan import Rulebook


RULES = jr.law.bpu()
DRAFT = Assumption(reason="a draft", author="an example")
FIRST, LAST = ContributionMonth(2019, 1), ContributionMonth(2028, 12)
MONTHS = contribution_months(min_value=FIRST, max_value=LAST)
PERIODS = contribution_periods(min_value=FIRST, max_value=LAST, max_months=30)
NEW = st.one_of(
    PERIODS.map(lambda put: DatedValue(value=-1, first=put.first, last=put.last, ground="-")),
    MONTHS.map(lambda first: DatedValue(value=-1, first=first, last=None, ground="-")),
)
CASES = st.fixed_dictionaries(
    {
        "funding": st.sampled_from(FundingSource),
        "sector": st.sampled_from(Sector),
        "declared_income": st.sampled_from([Rupiah(0), Rupiah(1_099_500), Rupiah(21_000_000)]),
        "member_since": st.sampled_from([ContributionMonth(2015, 7), FIRST]),
    }
)


@st.composite
def what_ifs(draw: st.DrawFn) -> tuple[Rulebook, set[Program], ContributionPeriod]:
    """The shipped law with one change, and of what that change speaks."""
    period = draw(PERIODS)
    kind = draw(st.sampled_from(["rate", "relief", "removed"]))
    if kind == "rate":
        program = draw(st.sampled_from(Program))
        amount = Rupiah(2 * draw(st.integers(0, 10_000)) * 100)
        changed = RULES.with_rate(
            program, first=period.first, last=period.last, amount=amount, basis=DRAFT
        )
        return changed, {program}, period
    if kind == "relief":
        period = draw(
            contribution_periods(min_value=ContributionMonth(2027, 4), max_value=LAST, max_months=9)
        )
        relief = Relief.of(
            "draft",
            programs=[Program.JKM],
            share_paid=Fraction(1, 2),
            first=period.first,
            last=period.last,
            basis=DRAFT,
        )
        return RULES.with_relief(relief), {Program.JKM}, period
    removed = RULES.without_relief("pp50-2025", basis=DRAFT)
    months = ContributionPeriod.parse("2026-01/2027-03")
    return removed, {Program.JKK, Program.JKM}, months


def _amounts(rules: Rulebook, program: Program, month: ContributionMonth, case: object) -> object:
    return rules.cell(program, month, **case).amounts  # type: ignore[arg-type]


@given(what_ifs(), st.sampled_from(Program), MONTHS, CASES)
def test_a_what_if_changes_only_what_it_speaks_of(
    made: tuple[Rulebook, set[Program], ContributionPeriod],
    program: Program,
    month: ContributionMonth,
    case: dict[str, object],
) -> None:
    """Other programmes and other months cost what they did, and nobody pays more than asked."""
    changed, programs, period = made
    before = _amounts(RULES, program, month, case)
    after = _amounts(changed, program, month, case)

    if program not in programs or month not in period:
        assert after == before
    found = jr.diff(RULES, changed)
    spoken = {
        (one.program, at) for one in found for at in ContributionPeriod(one.first, one.last or LAST)
    }
    if after != before:
        assert (program, month) in spoken
    assert all(about in programs and at in period for about, at in spoken)


@given(st.sampled_from(RULES.questions), st.data(), st.sampled_from(Program), MONTHS, CASES)
def test_a_reading_answers_its_question_and_changes_no_other_world(
    question: jr.Question,
    data: st.DataObject,
    program: Program,
    month: ContributionMonth,
    case: dict[str, object],
) -> None:
    """What is left is what the figure was in the worlds that read it so."""
    reading = data.draw(st.sampled_from(question.options))
    chosen = RULES.with_reading(question.id, reading)
    figure = RULES.cell(program, month, **case).amounts  # type: ignore[arg-type]

    assert _amounts(chosen, program, month, case) == figure.given({question.id: reading})


@given(what_ifs())
def test_nothing_differs_from_itself(
    made: tuple[Rulebook, set[Program], ContributionPeriod],
) -> None:
    """Whatever was changed."""
    changed, _, _ = made

    assert jr.diff(changed, changed) == ()


@given(what_ifs(), st.sampled_from(Program), MONTHS, CASES)
def test_a_rulebook_written_out_and_read_back_prices_alike(
    made: tuple[Rulebook, set[Program], ContributionPeriod],
    program: Program,
    month: ContributionMonth,
    case: dict[str, object],
) -> None:
    """With what was changed in it."""
    changed, _, _ = made
    back = jr.from_plain(jr.to_plain(changed))

    assert back == changed
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jr.ProjectedLawWarning)
        assert back.price(program, month, **case) == changed.price(program, month, **case)


@given(st.lists(PERIODS, max_size=4), NEW, MONTHS)
def test_where_a_value_is_spliced_in_it_holds_alone(
    periods: list[ContributionPeriod],
    new: DatedValue[int],
    month: ContributionMonth,
) -> None:
    """And everywhere else what held before."""
    olds: list[DatedValue[int]] = []
    for number, period in enumerate(sorted(periods)):
        if not olds or olds[-1].last < period.first:
            olds.append(DatedValue(value=number, first=period.first, last=period.last, ground="-"))
    found = spliced(olds, new)

    held = [dated for dated in found if month in dated]
    old = value_in_force(olds, month)
    assert len(held) <= 1
    if month in new:
        assert held == [new]
    else:
        assert [dated.value for dated in held] == ([old.value] if old else [])


@given(what_ifs(), st.integers(0, 400), PERIODS, st.sampled_from(FundingSource))
def test_a_fresh_trace_is_always_the_same_and_by_other_rules_never(
    made: tuple[Rulebook, set[Program], ContributionPeriod],
    heads: int,
    months: ContributionPeriod,
    funding: FundingSource,
) -> None:
    """Where the other rules speak of its months, whether the figure differs or not."""
    changed, programs, period = made
    asked = jr.BASIC_COVER
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jr.ProjectedLawWarning)
        quote = jr.cost_of_cover(
            heads,
            months,
            rules=changed,
            programs=asked,
            funding=funding,
            sector=Sector.OTHER,
            member_since=FIRST,
        )
    trace = jr.from_plain(jr.to_plain(quote.provenance()))

    assert jr.verify(trace).same
    assert jr.verify(trace, rules=changed).same
    spoken_of = bool(programs & set(asked)) and (period & months) is not None
    assert jr.verify(trace, rules=RULES).same != spoken_of
