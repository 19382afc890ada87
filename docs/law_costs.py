"""What a question of law costs: on which figures it bears, and one example of each reading."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from law_grounds import shipped_table
from law_markdown import ask, prose, table, title
from law_scope import Case, Run, bearing, facts_of, incomes_of, merged

from jamsostek_rentan import (
    BASIC_COVER,
    ContributionPeriod,
    FundingSource,
    Program,
    Rupiah,
    Sector,
)
from jamsostek_rentan.law.questions import total
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan import Figure, Question, Rulebook
    from jamsostek_rentan.law.facts import Joined


__all__ = ["Cost", "contribution_costs", "joined_words", "said"]

_MANY = 1_000
_INCOMES_SHOWN = 3


class Cost(NamedTuple):
    """What the readings of a question come to."""

    where: str
    """On which figures the question bears, as Markdown."""
    setting: str
    """Whose example it is."""
    heads: list[str]
    """What each reading is told of."""
    rows: dict[str, list[str]]
    """What it comes to, by reading."""
    short: str
    """The whole in a few words."""
    closing: str
    """What is left to say."""


def said(figure: Figure[Rupiah]) -> str:
    """A figure in words; never fails."""
    return figure.in_words() if figure.unsettled else show(figure.settled, "en")


def contribution_costs(rules: Rulebook, question: Question) -> Iterator[Cost]:
    """What a question comes to in contributions, where it changes any."""
    cases = bearing(rules, question)
    if not cases:
        return
    case = _example(rules, question, cases)
    programs = _programs(cases, case)
    figures = {
        reading.id: [
            _figure(rules, case, [program], question.id, reading.id) for program in programs
        ]
        for reading in question.readings
    }
    totals = {
        reading.id: _figure(rules, case, programs, question.id, reading.id)
        for reading in question.readings
    }
    yield Cost(
        where=_where(rules, question, cases),
        setting=_setting(rules, question, case),
        heads=[*(program.name for program in programs), "Together"],
        rows={
            reading: [*map(said, parts), f"**{said(totals[reading])}**"]
            for reading, parts in figures.items()
        },
        short=f"{joined_words([said(figure) for figure in totals.values()], 'or')} a month",
        closing=_difference(list(totals.values())),
    )


def joined_words(words: Sequence[str], last: str = "and") -> str:
    """A list in a sentence, each word once."""
    *others, end = dict.fromkeys(words)
    return f"{', '.join(others)} {last} {end}" if others else end


def _figure(
    rules: Rulebook, case: Case, programs: Sequence[Program], question: str, reading: str
) -> Figure[Rupiah]:
    """What some programmes of a case come to under a reading."""
    read = rules.with_reading(question, reading)
    cells = [read.cell(program, case.month, **facts_of(case)) for program in programs]
    return total([cell.amounts for cell in cells])


def _example(rules: Rulebook, question: Question, cases: Sequence[Case]) -> Case:
    """The plainest case: a checked month, few other questions, a low income, a late month.

    The readings differ in it by themselves, whatever else is presumed.
    """
    checked = shipped_table(rules).checked_through

    def how_plain(case: Case) -> tuple[int, ...]:
        unsettled = sum(question.presumed is None for question in case.questions)
        late = (case.month > checked, -case.month.ordinal)
        return (late[0], unsettled, len(case.questions), case.income.amount, late[1])

    def differs(case: Case) -> bool:
        amounts = {
            said(_figure(rules, case, [case.program], question.id, reading.id))
            for reading in question.readings
        }
        return len(amounts) > 1

    return next(filter(differs, sorted(cases, key=how_plain)))


def _programs(cases: Sequence[Case], example: Case) -> list[Program]:
    """The two programmes of every participant, and others whose price the question changes."""
    alike = {case.program for case in cases if case.month == example.month}
    return [program for program in Program if program in BASIC_COVER or program in alike]


def _difference(totals: Sequence[Figure[Rupiah]]) -> str:
    if any(figure.unsettled for figure in totals):
        return ""
    amounts = [figure.settled for figure in totals]
    differ = max(amounts) - min(amounts)
    return (
        f"The readings differ by {differ} a month for this worker; "
        f"for {show(_MANY, 'en')} such workers by {differ * _MANY} a month."
    )


def _setting(rules: Rulebook, question: Question, case: Case) -> str:
    lowest = rules.rates.income_breaks(case.program, case.month)[0]
    band = (
        "in the lowest band"
        if case.income == lowest
        else f"with a reported income of {case.income}"
    )
    joined = "" if case.classes == 1 else f", a participant {_joined(case.joined)}"
    others = [ask(other, title(other)) for other in case.questions if other != question]
    presumed = f"Presumed here is also the answer to {joined_words(others)}." if others else ""
    before = f", after {show(case.earlier, 'en')} paid earlier months" if case.earlier else ""
    return prose(
        f"For example, one worker {band}, in a {_job(case.sector)}{joined}.",
        f"The contribution is that of {show(case.month, 'en')}; "
        f"the source of funds is {case.funding.label.en}{before}.",
        *([presumed] if presumed else []),
    )


def _job(sector: Sector) -> str:
    name = sector.label.en
    return f"job {name}" if sector is Sector.OTHER else f"{name} job"


def _joined(joined: Joined) -> str:
    if joined.first is None:
        return f"since {show(joined.last, 'en')} or before"
    return f"who joined from {show(ContributionPeriod(joined.first, joined.last), 'en')}"


def _where(rules: Rulebook, question: Question, cases: Sequence[Case]) -> str:
    rows: dict[tuple[str, ...], list[Sector]] = {}
    for sector, after in product(Sector, (False, True)):
        mine = [case for case in cases if case.sector is sector and bool(case.earlier) is after]
        if mine:
            rows.setdefault(_row(rules, question, mine), []).append(sector)
    heads = [
        "Programmes",
        "Contribution months",
        "Sources of funds",
        "Earlier months paid from",
        "Joined",
        "Incomes",
        "Sector",
    ]
    told = [[*row, _every([sector.label.en for sector in of], Sector)] for row, of in rows.items()]
    return table(heads, told)


def _row(rules: Rulebook, question: Question, cases: Sequence[Case]) -> tuple[str, ...]:
    programs = {case.program for case in cases}
    funds = {case.funding for case in cases}
    before = {source for case in cases for source in case.earlier}
    return (
        ", ".join(program.name for program in Program if program in programs),
        "; ".join(_months(run) for run in merged(case.run for case in cases)),
        _every([fund.label.en for fund in FundingSource if fund in funds], FundingSource),
        _every([fund.label.en for fund in FundingSource if fund in before], FundingSource)
        or "any source",
        _who_joined(cases),
        _incomes(incomes_of(rules, question, cases[0])),
    )


def _every(words: Sequence[str], kinds: type[FundingSource | Sector]) -> str:
    return "every one" if len(words) == len(kinds) else ", ".join(words)


def _months(run: Run) -> str:
    if run.last is None:
        return f"{show(run.first, 'en')} or later"
    return show(ContributionPeriod(run.first, run.last), "en")


def _who_joined(cases: Sequence[Case]) -> str:
    """When those concerned joined, as far as it matters."""
    alike: dict[Case, list[Case]] = {}
    for case in cases:
        kind = case._replace(joined=cases[0].joined, questions=())
        alike.setdefault(kind, []).append(case)
    told = [
        case.joined for kind, found in alike.items() if len(found) < kind.classes for case in found
    ]
    if not told:
        return "at any time"
    last = max(joined.last for joined in told)
    firsts = [joined.first for joined in told if joined.first is not None]
    if len(firsts) < len(told):
        return f"in {show(last, 'en')} or before"
    return f"in {show(ContributionPeriod(min(firsts), last), 'en')}"


def _incomes(runs: Sequence[tuple[Rupiah, ...]]) -> str:
    if not runs:
        return "every one"
    words = [" to under ".join(map(str, run)) for run in runs[:_INCOMES_SHOWN]]
    if len(runs[-1]) == 1 and len(runs) <= _INCOMES_SHOWN:
        words[-1] += " or more"
    left = len(runs) - _INCOMES_SHOWN
    return "; ".join([*words, *([f"and {left} more"] if left > 0 else [])])
