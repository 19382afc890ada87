"""Law of the scheme: a figure holds one value for each world, and nothing that changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import Rupiah
from jamsostek_rentan.law.questions import Figure, by_options, certain, combined, total


QUESTIONS = jr.law.bpu().questions[:4]
AMOUNTS = st.integers(0, 2).map(Rupiah)


@st.composite
def figures(draw: st.DrawFn) -> Figure[Rupiah]:
    """Figures over a few of the shipped questions."""
    asked = draw(st.lists(st.sampled_from(QUESTIONS), unique=True, max_size=3))
    asked.sort(key=lambda question: question.id)
    values = draw(st.lists(AMOUNTS, min_size=2 ** len(asked), max_size=2 ** len(asked)))
    return Figure(tuple(asked), tuple(values)).pruned()


@given(st.lists(figures(), max_size=5))
def test_figures_add_world_by_world(parts: list[Figure[Rupiah]]) -> None:
    """Whatever questions each of them is over."""
    whole = total(parts)
    readings = {question.id: question.options[-1] for question in QUESTIONS}

    assert whole.at(readings) == sum((part.at(readings) for part in parts), Rupiah(0))
    assert set(whole.over) <= {about for part in parts for about in part.over}


@given(figures())
def test_a_pruned_figure_depends_on_all_it_is_over(figure: Figure[Rupiah]) -> None:
    """Each question left changes the value in some world."""
    for question in figure.questions:
        halves = {figure.given({question.id: option}) for option in question.options}
        assert len(halves) == 2
    assert figure.pruned() == figure


@given(figures(), figures())
def test_choosing_between_figures_and_answering_gives_the_chosen(
    one: Figure[Rupiah], two: Figure[Rupiah]
) -> None:
    """A question answered is a question gone."""
    question = QUESTIONS[0]
    either = by_options([question], [one, two])
    first, second = question.options

    assert either.given({question.id: first}) == one.given({question.id: first})
    assert either.given({question.id: second}) == two.given({question.id: second})


@given(figures())
def test_by_reading_has_every_value_and_doubts_flip_no_more_than_they_need(
    figure: Figure[Rupiah],
) -> None:
    """Each doubt is another value, which no part of its readings would give."""
    by_reading = figure.by_reading()

    assert set(by_reading.values()) == set(figure.values)
    assert len(by_reading) == 2 ** len(figure.questions)
    presumed = {question.id: question.presumed for question in figure.questions}
    assert figure.settled == figure.at(presumed)
    for doubt in figure.doubts:
        assert doubt.value == figure.at({**presumed, **dict(doubt.readings)}) != figure.settled
        for left_out, _ in doubt.readings if len(doubt.readings) > 1 else ():
            fewer = {name: how for name, how in doubt.readings if name != left_out}
            assert figure.at({**presumed, **fewer}) == figure.settled
    assert bool(figure.doubts) == bool(figure.questions)
    assert figure.map(str).settled == str(figure.settled)


def test_an_empty_total_is_no_rupiah() -> None:
    """The sum of no figures is certain."""
    assert total([]) == certain(Rupiah(0))
    assert combined(any, []) == certain(value=False)
