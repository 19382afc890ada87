"""The page *What we do not know about the law*, written from the questions of the rulebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from law_costs import Cost, contribution_costs
from law_grounds import named_grounds, shipped_table
from law_markdown import anchor, ask, both, cite, italic, linked, plain, prose, table, title
from law_rule_costs import rule_costs

from jamsostek_rentan import law
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator

    from law_markdown import Grounds

    from jamsostek_rentan import LegalBasis, Question, Reading, Rulebook


__all__ = ["doubts_page", "question_section"]

_BY_HAND = Path(__file__).parent / "explanation" / "_doubts-without-a-figure.md"


def doubts_page() -> str:
    """The page as MyST Markdown: every question, and by hand the doubts that are none yet."""
    rules = law.bpu()
    grounds = named_grounds(rules)
    return "\n\n".join(
        [
            *_top(rules),
            *(
                part
                for question in rules.questions
                for part in question_section(rules, question, grounds)
            ),
            _BY_HAND.read_text(encoding="utf-8"),
        ]
    )


def question_section(rules: Rulebook, question: Question, grounds: Grounds) -> list[str]:
    """What is asked, how it can be read, on what it bears, what it costs and what to do."""
    return [
        f"({anchor(question)})=",
        f"### {title(question)}",
        both(question.text),
        f"{_presumed(question)}\nIn code it is `{question.id}`.",
        *_readings(question, grounds),
        *(part for cost in _costs(rules, question) for part in _cost(question, cost)),
        *_what_to_do(question),
    ]


def _top(rules: Rulebook) -> list[str]:
    checked = shipped_table(rules).checked_through
    rows = [
        [
            ask(question, title(question)),
            plain(question.reading(question.presumed).text.en)
            if question.presumed
            else "**nothing**",
            "; ".join(cost.short for cost in _costs(rules, question)),
        ]
        for question in rules.questions
    ]
    return [
        "---\ntocdepth: 3\n---",
        "(what-we-do-not-know)=",
        "# What we do not know about the law",
        prose(
            "**The texts of the law could not all be read, and some of them can be read in "
            "two ways.**",
            "This page tells every such place that we know of: "
            "what is asked, what speaks for each answer, and what the answer costs.",
            "A program writes it from the rulebook itself, and every amount on it is computed "
            "when the page is made.",
        ),
        prose(
            f"It stands as of {show(checked, 'en')}, the last month for which the law was checked.",
            "It is no legal advice (*bukan nasihat hukum*); "
            "the bill of the branch (*tagihan kantor cabang*) prevails.",
        ),
        "## Questions that change a figure",
        prose(
            "A *question* is a rule that is not clear (*ketentuan yang belum jelas*).",
            "A *reading* is one way to understand it (*penafsiran*).",
            "Where the sources point one way, that reading is *presumed*: "
            "the library computes with it and shows the other amounts beside it.",
            "Where they do not, nothing is presumed, "
            "and the library gives no single amount until you choose.",
        ),
        table(["Question", "Presumed", "What hangs on it, for one worker"], rows),
        "### What to do about a question",
        prose(
            "1. Ask the branch of BPJS Ketenagakerjaan (*kantor cabang*) **in writing**, "
            "before the money is promised. "
            "The Indonesian text of each question below can be sent as it stands.",
            "2. Keep the answer with the agreement (*perjanjian kerja sama*).",
            "3. Tell the library: `rules.with_reading(question, reading)` gives rules that compute "
            "with that answer, and every explanation says that it was chosen.",
            "4. Until the answer is there, budget for the higher amount.",
        ),
    ]


def _presumed(question: Question) -> str:
    if question.presumed is None:
        return "**Nothing is presumed**: the sources do not point one way."
    reading = question.reading(question.presumed)
    return f"**Presumed**: {plain(reading.text.en)} (*{plain(reading.text.id)}*)."


def _readings(question: Question, grounds: Grounds) -> Iterator[str]:
    """The readings, those on the same ground together, each ground below them."""
    by_ground: dict[LegalBasis, list[Reading]] = {}
    for reading in question.readings:
        by_ground.setdefault(reading.basis, []).append(reading)
    for basis, readings in by_ground.items():
        yield "\\\n".join(_reading(question, reading) for reading in readings)
        yield _ground(basis, grounds)


def _reading(question: Question, reading: Reading) -> str:
    presumed = ", presumed" if reading.id == question.presumed else ""
    words = f"{plain(reading.text.en)} ({italic(reading.text.id)})"
    return f"**Reading `{reading.id}`**{presumed}: {words}."


def _ground(basis: LegalBasis, grounds: Grounds) -> str:
    article = plain(basis.article) if basis.article else "article not seen"
    kind = basis.evidence.label
    return prose(
        f"- Ground: {plain(basis.instrument)}, {article} ({cite(basis, grounds)}).",
        f"- How it is known: {kind.en} ({italic(kind.id)}), "
        f"checked on {show(basis.checked_on, 'en')}.",
        f"- Read at: {linked(basis.address)}.",
        f"- {plain(basis.note.en)} {italic(basis.note.id)}",
    )


def _costs(rules: Rulebook, question: Question) -> Iterator[Cost]:
    yield from contribution_costs(rules, question)
    yield from rule_costs(rules, question)


def _cost(question: Question, cost: Cost) -> list[str]:
    rows = [[f"`{reading.id}`", *cost.rows[reading.id]] for reading in question.readings]
    return [
        "**On what it bears.**",
        cost.where,
        f"**What it costs.**\n{cost.setting}",
        table(["Reading", *cost.heads], rows, numbers=cost.heads),
        *([cost.closing] if cost.closing else []),
    ]


def _what_to_do(question: Question) -> list[str]:
    calls = [
        f'`rules.with_reading("{question.id}", "{reading}")`'
        for reading in question.options
        if reading != question.presumed
    ]
    answered = "If it answers otherwise" if question.presumed else "By its answer, choose"
    return [
        prose(
            "**What to do.**",
            "Ask the branch in writing.",
            f"{answered}: {' or '.join(calls)}.",
        )
    ]
