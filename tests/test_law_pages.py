"""The pages made from the law: every question is told, and every change with its price."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    FundingSource,
    Program,
    Question,
    Rupiah,
    Sector,
)
from jamsostek_rentan.planning.eligibility.fields import fields
from jamsostek_rentan.planning.eligibility.rules import RULES
from jamsostek_rentan.values.texts import catalogue


DOCS = Path(__file__).parents[1] / "docs"
sys.path.insert(0, str(DOCS))

from law_changes import changes_page, moments, price_change  # noqa: E402 - the folder comes first
from law_costs import contribution_costs  # noqa: E402 - the same
from law_doubts import doubts_page, question_section  # noqa: E402 - the same
from law_grounds import named_grounds  # noqa: E402 - the same
from law_markdown import anchor, linked, plain  # noqa: E402 - the same
from law_page import law_page  # noqa: E402 - the same
from law_scope import bearing, merged  # noqa: E402 - the same
from roster_rules import codes_page  # noqa: E402 - the same


if TYPE_CHECKING:
    from jamsostek_rentan import Rulebook


QUESTIONS = jr.law.bpu().questions
# The price before and in the month, for one who pays alone: outside transport, and in it.
PRICES = [
    ("2020-08", (16_800, 168), (16_800, 168)),
    ("2021-02", (168, 16_800), (168, 16_800)),
    ("2026-01", (16_800, 16_800), (16_800, 8_400)),
    ("2026-04", (16_800, 8_400), (8_400, 8_400)),
    ("2026-12", (8_400, 8_400), (8_400, 8_400)),
    ("2027-01", (8_400, 16_800), (8_400, 8_400)),
    ("2027-04", (16_800, 16_800), (8_400, 16_800)),
]


@pytest.fixture(scope="module")
def page() -> str:
    """What we do not know, as it is written."""
    return doubts_page()


@pytest.fixture(scope="module")
def table() -> dict[str, str]:
    """The rows of what changed, by their first cell without its stars."""
    rows = [row for row in changes_page().splitlines() if row.startswith("| **")]
    return {row.split(" | ")[0].strip("| *").split("**")[0]: row for row in rows}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_has_its_section(question: Question, page: str) -> None:
    """At its anchor, in both languages, with each reading, its ground and its address."""
    section = page.split(f"({anchor(question)})=")[1].split("\n(question-", maxsplit=1)[0]

    assert page.count(f"({anchor(question)})=") == 1
    assert plain(question.text.en) in section
    assert plain(question.text.id) in section
    for reading in question.readings:
        assert f"**Reading `{reading.id}`**" in section
        assert plain(reading.text.id) in section
        assert linked(reading.basis.address) in section
        assert plain(reading.basis.note.en) in section


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_says_on_what_it_bears_and_what_it_costs(
    question: Question, page: str
) -> None:
    """A row of amounts for each reading, and they are not all the same."""
    section = page.split(f"({anchor(question)})=")[1].split("\n(question-", maxsplit=1)[0]
    costs = section.split("**What it costs.**")[1].split("**What to do.**")[0]
    rows = [re.findall(rf"^\| `{name}` \| (.*)$", costs, re.MULTILINE) for name in question.options]

    assert section.count("**On what it bears.**") == 1
    assert all(len(row) == 1 for row in rows)
    assert len({row[0] for row in rows}) > 1
    for name in set(question.options) - {question.presumed}:
        assert f'`rules.with_reading("{question.id}", "{name}")`' in section


def test_the_doubts_that_are_no_questions_stand_below(page: str) -> None:
    """Each in a paragraph of its own, after the last question."""
    below = page.split("## Doubts that are not questions yet")[1]

    assert "(question-" not in below
    for told in ("works in transport", "December 2019", "SERTAKAN", "disability table"):
        assert told in below


def test_a_village_budget_is_told_in_its_months(rules: Rulebook) -> None:
    """Two windows, two programmes, one source of funds, and the amounts of November 2026."""
    village = next(question for question in rules.questions if question.id == "pp50-2025/apbdes")
    cases = bearing(rules, village)
    by_sector = {
        sector: [
            (str(run.first), str(run.last))
            for run in merged(case.run for case in cases if case.sector is sector)
        ]
        for sector in Sector
    }
    cost = next(contribution_costs(rules, village))

    assert by_sector == {
        Sector.OTHER: [("2026-04", "2026-12")],
        Sector.TRANSPORT: [("2026-01", "2027-03")],
    }
    assert {case.funding for case in cases if not case.earlier} == {FundingSource.APBDES}
    assert {case.earlier for case in cases} == {(), (FundingSource.APBDES,)}
    assert {case.program for case in cases} == {Program.JKK, Program.JKM}
    assert "November 2026" in cost.setting
    assert cost.rows == {
        "reduced": ["Rp5.000", "Rp3.400", "**Rp8.400**"],
        "normal": ["Rp10.000", "Rp6.800", "**Rp16.800**"],
    }


def test_a_question_about_a_band_is_told_with_its_incomes(rules: Rulebook) -> None:
    """JKK and JHT, the bands it is about alone, every month and payer."""
    rows = next(question for question in rules.questions if question.id == "bands/rows-31-33")
    section = "\n".join(question_section(rules, rows, named_grounds(rules)))

    assert "| JKK, JHT | July 2015 or later | every one | any source | at any time | " in section
    assert "with a reported income of Rp18.200.000" in section
    assert re.search(r"\| `older` \| Rp\S+ \| Rp\S+ \| Rp\S+ \| \*\*Rp\S+\*\* \|", section)


def test_the_row_of_a_doubted_band_has_its_question() -> None:
    """And no other row has it."""
    rows = [row for row in law_page().splitlines() if re.match(r"\| \d+ \| Rp", row)]
    doubted = [row.split(" | ")[0] for row in rows if "(#question-bands-rows-31-33)" in row]

    assert len(rows) == 33
    assert doubted == ["| 31", "| 32", "| 33"]


def test_the_law_page_leads_from_what_depends_on_a_question_to_that_question() -> None:
    """Each question is linked outside its own table too."""
    clauses = law_page().split("## Open questions")[0]
    rules = clauses + law_page().split("## Membership")[1].split("## Open questions")[0]

    assert all(f"](#{anchor(question)})" in rules for question in QUESTIONS)


@pytest.mark.parametrize(("month", "other", "transport"), PRICES)
def test_what_changed_has_the_months_with_their_prices(
    month: str,
    other: tuple[int, int],
    transport: tuple[int, int],
    rules: Rulebook,
    table: dict[str, str],
) -> None:
    """As the rulebook computes them, before and after."""
    when = ContributionMonth.parse(month)
    found = [price_change(rules, sector, when) for sector in (Sector.OTHER, Sector.TRANSPORT)]
    amounts = [
        tuple(figure.settled.amount for figure in pair if figure is not None) for pair in found
    ]
    row = table[next(name for name in table if name == _english(when))]

    assert amounts == [other, transport]
    for before, after in amounts:
        told = str(Rupiah(after))
        assert (
            told if before == after else f"**{Rupiah(before)}\N{NO-BREAK SPACE}→ {told}**"
        ) in row
    assert ("*(projected)*" in row) == (when > ContributionMonth(2026, 11))


def test_what_changed_is_in_order_and_complete(rules: Rulebook) -> None:
    """Every month or day at which something begins or ends, each once."""
    assert [str(moment.when) for moment in moments(rules)] == [
        "2015-07",
        "2019-12",
        "2020-08",
        "2021-02",
        "2022-01",
        "2025-02-24",
        "2026-01",
        "2026-04",
        "2026-12",
        "2027-01",
        "2027-04",
    ]


def test_the_waiting_time_of_jkm_begins_on_its_day_and_changes_no_price(
    table: dict[str, str],
) -> None:
    """It has its ground and its question beside it."""
    row = table["24 February 2025"]

    assert "| Rp16.800 | Rp16.800 |" in row
    assert "Permenaker 1/2025" in row
    assert "(#question-jkm-three-months)" in row


def _english(month: ContributionMonth) -> str:
    return month.first_day.strftime("%B %Y")


def test_every_code_of_a_list_check_is_told_in_both_languages() -> None:
    """With its weight, and whatever a file may be refused for."""
    told = codes_page()

    for rule in RULES.values():
        assert f"`{rule.code}`" in told
        code = "*field*`-missing`" if rule.code.endswith("-missing") else f"`{rule.code}`"
        (row,) = re.findall(rf"^\| {re.escape(code)} \|.*$", told, flags=re.MULTILINE)
        assert rule.severity.label.id in row
        for words in (rule.problem, rule.todo):
            assert plain(words.en) in row
            assert plain(words.id) in row
    refusals = {key for key in catalogue() if re.fullmatch(r"roster-file\.[a-z0-9-]+", key)}
    for key in refusals:
        assert f"| `{key.removeprefix('roster-file.')}` |" in told
    for field in fields().values():
        assert f"| `{field.name}` | {field.label.en} | {field.label.id} |" in told
