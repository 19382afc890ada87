"""Check of a figure (*uji kecocokan angka*): does an amount follow from its own numbers?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import attrs

from jamsostek_rentan.cover.contributions import cost_of_cover
from jamsostek_rentan.cover.quotes import Quote
from jamsostek_rentan.cover.records import refuse_unless
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.programs import BASIC_COVER, Program
from jamsostek_rentan.planning.published_figures import Precision, PublishedFigure
from jamsostek_rentan.values.explanation import Explanation, Step, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, Labelled


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.law.facts import Facts
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.texts import Language


__all__ = ["FigureCheck", "Fit", "FitKind", "Misprint", "check_figure"]


class FitKind(Labelled):
    """Which number, if it were another one, would make a figure right.

    >>> FitKind.PRICE.label.id
    'iuran per pekerja per bulan'
    """

    AMOUNT = Bilingual("the amount itself", "angkanya sendiri")
    PRICE = Bilingual("the price of a worker and month", "iuran per pekerja per bulan")
    WORKERS = Bilingual("the workers", "jumlah pekerja")
    MONTHS = Bilingual("the months", "jumlah bulan")
    WORKER_MONTHS = Bilingual("the worker-months", "jumlah orang-bulan")


class Misprint(Labelled):
    """How two numbers differ that are nearly the same.

    >>> Misprint.of(59_400, 50_400).label.en
    'one digit'
    >>> Misprint.of(3_450, 3_540).label.en, Misprint.of(3_450, 3_405), Misprint.of(12, 120)
    ('two digits next to each other', Misprint.EXCHANGED, None)
    """

    DIGIT = Bilingual("one digit", "satu angka")
    EXCHANGED = Bilingual("two digits next to each other", "dua angka yang bersebelahan")

    @classmethod
    def of(cls, one: int, other: int) -> Misprint | None:
        """Whether one digit, or two neighbours that changed places, tell them apart."""
        first, second = str(one), str(other)
        if len(first) != len(second):
            return None
        at = [
            place
            for place, pair in enumerate(zip(first, second, strict=True))
            if pair[0] != pair[1]
        ]
        if len(at) == 1:
            return cls.DIGIT
        neighbours = len(at) == 2 and at[1] == at[0] + 1  # noqa: PLR2004 - a pair
        exchanged = neighbours and first[at[0]] + first[at[1]] == second[at[1]] + second[at[0]]
        return cls.EXCHANGED if exchanged else None


@attrs.frozen(kw_only=True)
class Fit:
    """A number with which a figure would be right.

    Args:
        kind: Which of its numbers.
        value: The number; where several would do, as of a rounded figure, the roundest.
        lowest: The lowest that would do.
        highest: The highest.
        misprint: How it differs from the number that was given, if that is nearly the same.

    >>> Fit(kind=FitKind.PRICE, value=16_200, lowest=16_200, highest=16_200, misprint=None).value
    16200
    """

    kind: FitKind
    value: int
    lowest: int
    highest: int
    misprint: Misprint | None

    def shown(self) -> Rupiah | int:
        """The number, in rupiah where it is an amount."""
        return self.in_units(self.value)

    def in_units(self, number: int) -> Rupiah | int:
        """A number of its kind, in rupiah where it is an amount."""
        return Rupiah(number) if self.kind in {FitKind.AMOUNT, FitKind.PRICE} else number


@attrs.frozen(kw_only=True)
class FigureCheck:
    """A published figure beside what the contribution law makes of its own numbers.

    Args:
        published: The figure.
        quote: What the law makes of the workers and months that were said.
        booked: The amounts of JKK and JKM, where these were booked.

    >>> from jamsostek_rentan import FundingSource, law
    >>> year = ContributionPeriod.parse("2025-01/2025-12")
    >>> lebak = check_figure(
    ...     Rupiah(670_680_000), workers=3_450, period=year, rules=law.bpu(),
    ...     funding=FundingSource.APBD,
    ... )
    >>> lebak.exact, [(fit.kind.name, fit.value) for fit in lebak.fits]
    (False, [('PRICE', 16200)])
    """

    published: PublishedFigure
    quote: Quote
    booked: tuple[tuple[Program, Rupiah], ...] = ()

    @property
    def precision(self) -> Precision | None:
        """How the figure says the right amount; none where it says another.

        Raises:
            UnsettledLawError: Where readings without a presumed one give different answers.
        """
        return self.quote.figure.map(self.published.as_said).settled

    @property
    def exact(self) -> bool:
        """Whether the figure says the right amount, to the rupiah, rounded or cut.

        Raises:
            UnsettledLawError: As for :attr:`precision`.
        """
        return self.precision is not None

    @property
    def fits(self) -> tuple[Fit, ...]:
        """With which other numbers it would be right; none where it is, under any reading."""
        if self._right_by_some_reading:
            return ()
        found = (fit for amount in self.quote.figure.values for fit in self._fits_for(amount))
        return tuple(dict.fromkeys(found))

    @property
    def _right_by_some_reading(self) -> bool:
        return any(self.published.as_said(amount) for amount in self.quote.figure.values)

    def _fits_for(self, right: Rupiah) -> Iterator[Fit]:
        """The other numbers, where the right amount is this one."""
        workers, months = self.quote.workers, len(self.quote.period)
        misprint = Misprint.of(int(self.published.amount), int(right))
        if self.published.step == 1 and misprint is not None:
            amount = int(right)
            yield Fit(
                kind=FitKind.AMOUNT, value=amount, lowest=amount, highest=amount, misprint=misprint
            )
        prices = self.published.multiples_of(Rupiah(workers * months))
        yield from _fit(FitKind.PRICE, prices, None)
        one = Rupiah(int(right) // workers)  # a whole number, for all heads have one price
        yield from _fit(FitKind.WORKERS, self.published.multiples_of(one), workers)
        by_month = {tuple(figure.values) for _, figure in self.quote.by_month.figures()}
        if len(by_month) == 1:
            month = int(right) // months
            yield from _fit(FitKind.MONTHS, self.published.multiples_of(Rupiah(month)), months)
            price = Rupiah(month // workers)
            yield from _fit(FitKind.WORKER_MONTHS, self.published.multiples_of(price), None)

    @property
    def swapped(self) -> bool:
        """Whether the amounts booked for JKK and JKM would be right the other way round.

        Raises:
            UnsettledLawError: Where readings without a presumed one give different amounts.
        """
        booked, right = dict(self.booked), self.quote.by_program
        if len(booked) < len(BASIC_COVER):
            return False
        crossed = (
            booked[Program.JKK] == right[Program.JKM],
            booked[Program.JKM] == right[Program.JKK],
        )
        return all(crossed) and booked[Program.JKK] != booked[Program.JKM]

    def explain(self, lang: Language) -> Explanation:
        """The figure, the right amount with its working, and what would explain the difference.

        Args:
            lang: ``en`` or ``id``.

        Raises:
            UnknownNameError: For another language.
        """
        surely_swapped = not self.quote.figure.unsettled and self.swapped
        root = step(
            "figure-check",
            self.quote.explain(lang).root,
            *(self._verdict(amount) for amount in dict.fromkeys(self.quote.figure.values)),
            *self._advice(),
            *([step("figure-check.swapped")] if surely_swapped else []),
            published=self.published,
            workers=self.quote.workers,
            period=self.quote.period,
        )
        return Explanation(root, lang)

    def _advice(self) -> list[Step]:
        if self._right_by_some_reading:
            return []
        return [self._told(fit) for fit in self.fits] or [step("figure-check.nothing")]

    def _verdict(self, right: Rupiah) -> Step:
        precision = self.published.as_said(right)
        if precision is not None:
            return step("figure-check.exact", amount=right, precision=precision)
        more = self.published.amount > right
        difference = self.published.amount - right if more else right - self.published.amount
        key = "figure-check.more" if more else "figure-check.less"
        return step(key, amount=right, difference=difference)

    def _told(self, fit: Fit) -> Step:
        told = [step("figure-check.misprint", misprint=fit.misprint)] if fit.misprint else []
        if fit.lowest != fit.highest:
            low, high = fit.in_units(fit.lowest), fit.in_units(fit.highest)
            told.append(step("figure-check.between", lowest=low, highest=high))
        return step("figure-check.fit", *told, kind=fit.kind, value=fit.shown())


def _fit(kind: FitKind, numbers: range, given: int | None) -> Iterator[Fit]:
    """The roundest of some numbers, and between which they lie."""
    if numbers:
        value = _roundest(numbers)
        misprint = None if given is None else Misprint.of(given, value)
        yield Fit(kind=kind, value=value, lowest=numbers[0], highest=numbers[-1], misprint=misprint)


def _roundest(numbers: range) -> int:
    """The number that ends in the most zeros, the lowest of equals."""
    unit: int = 10 ** len(str(numbers[-1]))
    while (found := -(-numbers[0] // unit) * unit) not in numbers:
        unit //= 10
    return found


def check_figure(  # noqa: PLR0913 - each is one of the numbers that are said
    amount: Rupiah | PublishedFigure | str,
    *,
    workers: int,
    period: ContributionPeriod,
    rules: Rulebook,
    programs: Iterable[Program] = BASIC_COVER,
    jkk: Rupiah | None = None,
    jkm: Rupiah | None = None,
    **facts: Unpack[Facts],
) -> FigureCheck:
    """Check a published or booked amount against the workers and months it is said to be for.

    Args:
        amount: The amount: to the rupiah, or as the press writes it, such as ``"1,78 miliar"``.
        workers: How many workers it is said to be for, one or more.
        period: The contribution months.
        rules: The rulebook.
        programs: The programmes; JKK and JKM unless said otherwise.
        jkk: What of it was booked for JKK, if that is known.
        jkm: What of it was booked for JKM.
        facts: As for :func:`~jamsostek_rentan.cost_of_cover`.

    Raises:
        InvalidFactError: For no workers, a period that is none, or one booked amount without the
            other.
        InvalidRupiahError: For a text that is no amount.
        MissingFactError: When a fact that was not given changes the right amount.
        NoRateInForceError: When no rate speaks of a month.

    Warns:
        ProjectedLawWarning: For months after the last checked one.

    >>> from jamsostek_rentan import FundingSource, law
    >>> form = check_figure(
    ...     "Rp59.400", workers=1, period=ContributionPeriod.parse("2025-01/2025-03"),
    ...     rules=law.bpu(), funding=FundingSource.SELF,
    ... )
    >>> print(form.quote.total, form.fits[0].kind.label.en, form.fits[0].misprint.label.en)
    Rp50.400 the amount itself one digit
    """
    refuse_unless(amount, (Rupiah, PublishedFigure, str), "the amount")
    refuse_unless(period, ContributionPeriod, "period")
    if type(workers) is not int or workers < 1:
        raise InvalidFactError(
            f"A figure was to be checked for {workers!r} workers.",
            "It is a whole number, one or more.",
            "Give the number that was published with the figure.",
        )
    booked = tuple(
        (program, one)
        for program, one in ((Program.JKK, jkk), (Program.JKM, jkm))
        if one is not None
    )
    if len(booked) == 1:
        raise InvalidFactError(
            "One of the amounts booked for JKK and JKM was given.",
            "Whether they are swapped shows in both.",
            "Give both, or neither.",
        )
    for _, one in booked:
        refuse_unless(one, Rupiah, "a booked amount")
    if isinstance(amount, str):
        published = PublishedFigure.parse(amount)
    else:
        published = amount if isinstance(amount, PublishedFigure) else PublishedFigure(amount)
    quote = cost_of_cover(workers, period, rules=rules, programs=programs, **facts)
    return FigureCheck(published=published, quote=quote, booked=booked)
