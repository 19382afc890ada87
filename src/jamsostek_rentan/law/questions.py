"""Open questions of law, and figures that hold one value for every way of answering them.

A figure is computed in every world the givens allow.  A world answers each question of law with
one of its readings and fills each fact that was not given with one of its values.  What changes
nothing is pruned; what remains is missing (a fact) or open (a question).

It is one room because figures, the ways to combine them and the questions they are over are one
mechanism, and none of them is told without the others.
"""

from __future__ import annotations

from collections.abc import Hashable
from itertools import product
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

import attrs

from jamsostek_rentan.errors import UnknownNameError, UnsettledLawError
from jamsostek_rentan.law.basis import LegalBasis
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.texts import Bilingual, show, text


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jamsostek_rentan.values.texts import Language


__all__ = [
    "Ask",
    "Doubt",
    "Fact",
    "Figure",
    "Question",
    "Reading",
    "Readings",
    "all_over",
    "by_options",
    "certain",
    "combined",
    "explored",
    "times",
    "total",
    "worlds",
]

T = TypeVar("T")
U = TypeVar("U")

Readings = tuple[tuple[str, str], ...]
"""Chosen readings: pairs of question id and reading id, sorted."""


@attrs.frozen(kw_only=True)
class Reading:
    """One way to read an unclear rule (*penafsiran*), with its ground.

    >>> from jamsostek_rentan import law
    >>> law.bpu().rate_questions[-1].reading("normal").text.en
    'owed in full, as paid by a state budget'
    """

    id: str
    text: Bilingual
    basis: LegalBasis


@attrs.frozen(kw_only=True)
class Question:
    """A rule that is not clear (*ketentuan yang belum jelas*).

    Args:
        id: Its name in calls, for example ``pp50-2025/apbdes``.
        text: The question in both languages.
        readings: The ways to read the rule.
        presumed: The id of the reading that is presumed, or none when nothing is.

    >>> from jamsostek_rentan import law
    >>> village = law.bpu().rate_questions[-1]
    >>> village.id, village.options, village.presumed
    ('pp50-2025/apbdes', ('reduced', 'normal'), None)
    """

    id: str
    text: Bilingual
    readings: tuple[Reading, ...]
    presumed: str | None

    @property
    def options(self) -> tuple[str, ...]:
        """The ids of its readings."""
        return tuple(reading.id for reading in self.readings)

    def reading(self, reading_id: str) -> Reading:
        """One of its readings.

        Raises:
            UnknownNameError: For a reading it does not have.
        """
        for reading in self.readings:
            if reading.id == reading_id:
                return reading
        raise UnknownNameError(
            f"The reading {reading_id!r} of {self.id!r} was asked.",
            f"Its readings are {', '.join(self.options)}.",
            "Choose one of them.",
        )


@attrs.frozen
class Fact:
    """A fact that was not given: its name in calls and the values it might have."""

    id: str
    options: tuple[Hashable, ...]


@attrs.frozen
class Doubt(Generic[T]):
    """What a figure would be if a question were read otherwise.

    Args:
        readings: The readings that differ from the presumed ones.
        value: The figure under them.
        questions: The questions concerned.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Program, law
    >>> november = ContributionMonth(2026, 11)
    >>> price = law.bpu().price(Program.JKK, november, funding=FundingSource.CSR)
    >>> [(doubt.readings, doubt.value) for doubt in price.doubts]
    [((('pp50-2025/private-funds', 'normal'),), Rupiah(10_000))]
    """

    readings: Readings
    value: T
    questions: tuple[Question, ...]


@attrs.frozen
class Figure(Generic[T]):
    """One value for each world.

    Args:
        over: The facts and questions that change the value, sorted by id.
        values: The values, in the order of ``itertools.product`` over their options.

    >>> certain(Rupiah(10_000)).map(lambda amount: amount * 350).settled
    Rupiah(3_500_000)
    """

    over: tuple[Fact | Question, ...]
    values: tuple[T, ...]

    def map(self, function: Callable[[T], U]) -> Figure[U]:
        """The same function of the value in every world."""
        return Figure(self.over, tuple(map(function, self.values))).pruned()

    def at(self, world: Mapping[str, Hashable]) -> T:
        """The value in a world that answers at least what this figure is over."""
        place = 0
        for about in self.over:
            place = place * len(about.options) + about.options.index(world[about.id])
        return self.values[place]

    def given(self, answers: Mapping[str, Hashable]) -> Figure[T]:
        """The figure once some facts or questions are answered; other answers are passed over."""
        if not any(about.id in answers for about in self.over):
            return self
        left = tuple(about for about in self.over if about.id not in answers)
        return Figure(left, tuple(self.at({**world, **answers}) for world in worlds(left))).pruned()

    def answered(self, readings: Mapping[str, str], *, presuming: bool) -> Figure[T]:
        """The figure under chosen readings; without *presuming*, no other answers itself."""
        left = self.given(readings)
        if presuming:
            return left
        return Figure(
            tuple(
                attrs.evolve(about, presumed=None) if isinstance(about, Question) else about
                for about in left.over
            ),
            left.values,
        )

    def pruned(self) -> Figure[T]:
        """The figure without the facts and questions that change nothing."""
        run = len(self.values)
        for about in self.over:
            # The values of one option stand in runs, and the runs of its options side by side.
            block, run = run, run // len(about.options)
            by_option = [
                tuple(
                    value
                    for start in range(first, len(self.values), block)
                    for value in self.values[start : start + run]
                )
                for first in range(0, block, run)
            ]
            if all(values == by_option[0] for values in by_option):
                left = tuple(other for other in self.over if other is not about)
                return Figure(left, by_option[0]).pruned()
        return self

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that change the figure and were not given."""
        return tuple(about for about in self.over if isinstance(about, Fact))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that change the figure."""
        return tuple(about for about in self.over if isinstance(about, Question))

    @property
    def unsettled(self) -> tuple[Question, ...]:
        """The questions without a presumed reading that change it under the presumed ones."""
        return self._presumed.questions

    @property
    def _presumed(self) -> Figure[T]:
        presumed = {about.id: about.presumed for about in self.questions if about.presumed}
        return self.given(presumed)

    @property
    def settled(self) -> T:
        """The value under the presumed readings.

        Raises:
            UnsettledLawError: When a question that changes it has no presumed reading.
        """
        unsettled = self.unsettled
        if unsettled:
            amounts = self.by_reading()
            read = (
                (_told(value), " and ".join(f"{about} is read {how!r}" for about, how in key))
                for key, value in amounts.items()
            )
            raise UnsettledLawError(
                "A figure was read that depends on "
                + "; ".join(f"{question.id}: {question.text.en}" for question in unsettled),
                f"It is {'; '.join(f'{value} if {readings}' for value, readings in read)}.",
                f"Choose: rules.with_reading({unsettled[0].id!r}, "
                f"{' or '.join(map(repr, unsettled[0].options))}); or read by_reading().",
                tuple(question.id for question in unsettled),
                tuple(amounts.items()),
            )
        return self._presumed.values[0]

    @property
    def doubts(self) -> tuple[Doubt[T], ...]:
        """The other values, with open questions in any way, and presumed ones flipped.

        One presumed question is flipped at a time, and several where none of them does it alone.
        """
        found: dict[Readings, Doubt[T]] = {}
        for world in worlds(self.questions):
            flipped = tuple(
                question for question in self.questions if world[question.id] != question.presumed
            )
            differs = bool(self.unsettled) or self.at(world) != self.settled
            if flipped and differs and self._needs_every(flipped, world):
                about = self._bearing(flipped, world)
                readings = tuple((question.id, str(world[question.id])) for question in about)
                found.setdefault(readings, Doubt(readings, self.at(world), about))
        return tuple(found.values())

    def _bearing(
        self, flipped: tuple[Question, ...], world: Mapping[str, Hashable]
    ) -> tuple[Question, ...]:
        """Those of some questions that bear on the value of a world, the moot ones left out."""
        moot: tuple[Question, ...] = ()
        for question in flipped:
            tried = (*moot, question)
            ways = ({**world, **way} for way in worlds(tried))
            if question.presumed is None and all(self.at(way) == self.at(world) for way in ways):
                moot = tried
        return tuple(question for question in flipped if question not in moot) or flipped

    def _needs_every(self, flipped: Iterable[Question], world: Mapping[str, Hashable]) -> bool:
        """Whether every presumed question that a world flips is needed for its value."""
        presumed = {about.id: about.presumed for about in flipped if about.presumed is not None}
        plain = self.at({**world, **presumed})
        return len(presumed) <= 1 or (
            self.at(world) != plain
            and all(
                self.at({**world, name: reading}) == plain for name, reading in presumed.items()
            )
        )

    def in_words(self, lang: Language = "en") -> str:
        """What it comes to, for people, in ``en`` or ``id``; never fails."""
        nothing = text("cell.none", lang)
        if self.unsettled:
            ways = (nothing if value is None else show(value, lang) for value in self.values)
            return text("figure.open", lang, values=text("or", lang).join(dict.fromkeys(ways)))
        told = nothing if self.settled is None else show(self.settled, lang)
        return text("figure.presumed", lang, value=told) if self.questions else told

    def by_reading(self) -> dict[Readings, T]:
        """The value under each combination of the readings that change it; never fails."""
        return {
            tuple((about, str(option)) for about, option in world.items()): self.at(world)
            for world in worlds(self.over)
        }


def _told(value: object) -> str:
    """A value in a message: several of them one after another."""
    if isinstance(value, tuple):
        return ", ".join(map(str, cast("tuple[object, ...]", value))) or "nothing"
    return str(value)


def certain(value: T) -> Figure[T]:
    """A figure that nothing changes."""
    return Figure((), (value,))


def by_options(about: Sequence[Fact | Question], figures: Sequence[Figure[T]]) -> Figure[T]:
    """The figure that is one of some figures, depending on facts or questions.

    The figures stand in the order of ``itertools.product`` over the options.
    """
    which = Figure(tuple(about), tuple(figures))
    over = all_over([which, *figures])
    return Figure(over, tuple(which.at(world).at(world) for world in worlds(over))).pruned()


def combined(function: Callable[[Iterable[U]], T], figures: Sequence[Figure[U]]) -> Figure[T]:
    """A function of several figures, world by world."""
    over = all_over(figures)
    if not over:
        return certain(function(figure.values[0] for figure in figures))
    return Figure(
        over, tuple(function(figure.at(world) for figure in figures) for world in worlds(over))
    ).pruned()


class Ask(Protocol):
    """What a computation reads figures with: the value of a figure in the world at hand."""

    def __call__(self, figure: Figure[U], /) -> U:
        """The value of a figure."""
        ...


def explored(compute: Callable[[Ask], T]) -> Figure[T]:
    """What a computation comes to in every world, asking only the questions it reads.

    The computation is pure and reads each figure with the ``ask`` it is handed; it runs once for
    each combination of readings that it asks about.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Program, law
    >>> november = ContributionMonth(2026, 11)
    >>> village = law.bpu().price(Program.JKM, november, funding=FundingSource.APBDES).figure
    >>> explored(lambda ask: Rupiah(50_400) // ask(village)).values
    (14, 7)
    """
    return _explored(compute, {}).pruned()


def _explored(compute: Callable[[Ask], T], known: Mapping[str, Hashable]) -> Figure[T]:
    def ask(figure: Figure[U]) -> U:
        for about in figure.over:
            if about.id not in known:
                raise _Asked(about)
        return figure.at(known)

    try:
        return certain(compute(ask))
    except _Asked as asked:
        about = asked.about
    branches = [_explored(compute, {**known, about.id: option}) for option in about.options]
    return by_options([about], branches)


class _Asked(Exception):  # noqa: N818 - no error: it carries a question to who explores
    """A question that a computation depends on and that has no answer yet."""

    def __init__(self, about: Fact | Question) -> None:
        super().__init__(about.id)
        self.about = about


def total(figures: Sequence[Figure[Rupiah]]) -> Figure[Rupiah]:
    """The sum of several figures, world by world."""
    if len(figures) == 1:
        return figures[0]
    return combined(lambda amounts: Rupiah(sum(one.amount for one in amounts)), figures)


def times(figure: Figure[Rupiah], heads: int) -> Figure[Rupiah]:
    """What some heads come to where one comes to a figure."""
    return figure.map(lambda amount: amount * heads)


def all_over(figures: Iterable[Figure[Any]]) -> tuple[Fact | Question, ...]:
    """What any of some figures is over, sorted by id."""
    found = {about.id: about for figure in figures for about in figure.over}
    return tuple(found[name] for name in sorted(found))


def worlds(over: Sequence[Fact | Question]) -> list[dict[str, Hashable]]:
    """Every way to fill facts and answer questions, in the order of a figure's values."""
    names = [about.id for about in over]
    return [
        dict(zip(names, options, strict=True))
        for options in product(*(about.options for about in over))
    ]
