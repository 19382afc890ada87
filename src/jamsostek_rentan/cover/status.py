"""The status of cover on a day: one table of transitions, and the days on which it changes.

The status follows from which months were paid on which day: of a day one happening is told from
the months paid by then, and the table says what it makes of the status before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import attrs

from jamsostek_rentan.law.questions import Ask, Figure
from jamsostek_rentan.law.rulebook import Rulebook
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, Labelled


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.law.arrears import Arrears


__all__ = [
    "TRANSITIONS",
    "Change",
    "CoverageStatus",
    "End",
    "Happening",
    "Walk",
    "by_danger",
    "registered_again",
]


T = TypeVar("T")

_NEVER = date.max
_ONE_DAY = timedelta(days=1)


class CoverageStatus(Labelled):
    """What a membership is on a day (*status kepesertaan*), the worst first.

    >>> CoverageStatus.IN_ARREARS.label.id
    'menunggak'
    >>> CoverageStatus.IN_ARREARS < CoverageStatus.ACTIVE
    True
    """

    NOT_YET = Bilingual("not yet a participant", "belum menjadi peserta")
    """No contribution has been paid for a month that has begun."""
    ENDED = Bilingual("membership ended", "kepesertaan berakhir")
    """The worker died, or too many months in a row were not paid."""
    IN_ARREARS = Bilingual("in arrears", "menunggak")
    """The month is not paid; benefits cannot be counted on."""
    ACTIVE = Bilingual("active", "aktif")
    """The month is paid."""

    @property
    def rank(self) -> int:
        """Its place from the worst, 0, to the best, 3."""
        return list(CoverageStatus).index(self)

    def __lt__(self, other: CoverageStatus) -> bool:
        return self.rank < other.rank

    def __le__(self, other: CoverageStatus) -> bool:
        return self.rank <= other.rank

    @property
    def promise(self) -> Bilingual:
        """What may be told about benefits."""
        return _PROMISES[self]


_PROMISES = {
    CoverageStatus.NOT_YET: Bilingual("There is no cover yet.", "Belum ada perlindungan."),
    CoverageStatus.ENDED: Bilingual("There is no cover any more.", "Tidak ada perlindungan lagi."),
    CoverageStatus.IN_ARREARS: Bilingual(
        "Benefits cannot be counted on until the month is paid.",
        "Manfaat tidak dapat diandalkan sampai iuran bulan ini dibayar.",
    ),
    CoverageStatus.ACTIVE: Bilingual(
        "Cover stands; benefits follow the rules of each programme.",
        "Perlindungan berlaku; manfaat mengikuti ketentuan setiap program.",
    ),
}


_BY_DANGER = [CoverageStatus[name] for name in ("IN_ARREARS", "ENDED", "NOT_YET", "ACTIVE")]


def by_danger(status: Figure[CoverageStatus], ends_on: Figure[date | None]) -> tuple[int, date]:
    """A key that puts first those whose cover can still be saved, the nearest end first.

    After them come those whose cover has ended, has not begun, and stands; where readings differ,
    the first of these counts.
    """
    ends = [day for day in ends_on.values if day is not None]
    return min(map(_BY_DANGER.index, status.values)), min(ends, default=_NEVER)


class Happening(Labelled):
    """What may be said of a day, seen from the months that were paid by then.

    >>> Happening.TOO_LONG.label.en
    'more months in a row are not paid than can be paid'
    """

    NOTHING_PAID = Bilingual(
        "no month that has begun is paid", "belum ada bulan berjalan yang dibayar"
    )
    PAID = Bilingual("the month is paid", "bulan ini sudah dibayar")
    NOT_DUE = Bilingual(
        "only this month is not paid, and it is not overdue by the reading chosen",
        "hanya bulan ini belum dibayar, dan menurut penafsiran yang dipilih belum jatuh tempo",
    )
    UNPAID = Bilingual("the month is not paid", "bulan ini belum dibayar")
    TOO_LONG = Bilingual(
        "more months in a row are not paid than can be paid",
        "bulan berturut-turut yang belum dibayar melebihi yang dapat dibayar",
    )
    DEATH = Bilingual("the worker died", "pekerja meninggal dunia")


_N, _E, _R, _A = CoverageStatus

TRANSITIONS: dict[CoverageStatus, dict[Happening, CoverageStatus]] = {
    before: dict(zip(Happening, row, strict=True))
    for before, row in {
        # before: nothing paid, paid, not due, unpaid, too long, death
        _N: (_N, _A, _A, _R, _E, _E),
        _A: (_N, _A, _A, _R, _E, _E),
        _R: (_N, _A, _A, _R, _E, _E),
        _E: (_N, _A, _E, _E, _E, _E),
    }.items()
}
"""What each happening makes of each status; the picture in the documentation is drawn from it."""


@attrs.frozen
class Change:
    """A day on which the status changes, and why."""

    on: date
    status: CoverageStatus
    happening: Happening


class End(NamedTuple):
    """An end of cover, and the day on which it was taken up again, if it was."""

    on: date
    back_on: date | None


_BEGINNING = Change(date.min, CoverageStatus.NOT_YET, Happening.NOTHING_PAID)


@attrs.frozen
class Walk:
    """The status from day to day, for months of which each was paid on a day.

    Args:
        paid: The day on which each month was paid.
        rules: The rulebook.
        ask: How figures are read in the world at hand.
        died_on: The day of death, where the worker died.
        registrations: Days on which the worker registered.
    """

    paid: Mapping[ContributionMonth, date]
    rules: Rulebook
    ask: Ask
    died_on: date | None = None
    registrations: tuple[date, ...] = ()
    _told: dict[date, tuple[Change, ...]] = attrs.field(
        factory=dict[date, tuple[Change, ...]], init=False, eq=False, repr=False
    )
    _paid_on: dict[int, date] = attrs.field(
        default=attrs.Factory(
            lambda self: {month.ordinal: day for month, day in self.paid.items()}, takes_self=True
        ),
        init=False,
    )

    def read(self, figure: Figure[T]) -> T:
        """What a rule says in the world at hand."""
        return self.ask(self.rules.answered(figure))

    def ends(self, *, until: date) -> Iterator[date]:
        """The days up to one on which cover ends, in order."""
        changes = self._changes(until)
        return (change.on for change in changes if change.status is CoverageStatus.ENDED)

    def last_end(self, *, on: date) -> End | None:
        """The last end of cover by a day, or none."""
        end: End | None = None
        for change in self._changes(on):
            if change.status is CoverageStatus.ENDED:
                end = End(change.on, None)
            elif end is not None and end.back_on is None:
                end = End(end.on, change.on)
        return end

    def ended_on(self, *, on: date) -> date | None:
        """The day on which cover ended, where it has by a day and was not taken up again."""
        end = self.last_end(on=on)
        return end.on if end and end.back_on is None else None

    def next_end(self, *, after: date) -> date | None:
        """The first day after one on which cover ends if nothing more is paid, or none."""
        rules = self.rules.membership.arrears
        if not self.paid or not rules:
            return None
        longest = max(dated.value.months for dated in rules)
        until = max(after, (max(self.paid) + longest + 1).first_day)
        return next((day for day in self.ends(until=until) if day > after), None)

    def status(self, *, on: date) -> CoverageStatus:
        """The status on a day."""
        last = self._begin(self._last(on - _ONE_DAY), on)
        return self._change(last, on, known_on=on).status

    def unpaid(self, *, on: date) -> tuple[ContributionMonth, ...]:
        """The months in a row, the running one the last, that are not paid on a day."""
        day = on if self.died_on is None else min(on, self.died_on)
        last, months = ContributionMonth.of(day), self._months_unpaid(day, known_on=on)
        return tuple(ContributionPeriod(last - (months - 1), last)) if months else ()

    def _last(self, until: date) -> Change:
        last = _BEGINNING
        for change in self._changes(until):
            last = change
        return last

    def _changes(self, until: date) -> tuple[Change, ...]:
        """The changes up to a day, told once."""
        if until not in self._told:
            self._told[until] = tuple(self._find_changes(until))
        return self._told[until]

    def _find_changes(self, until: date) -> Iterator[Change]:
        """The changes up to a day, taking every unpaid month as overdue.

        Whether a month is overdue tells the status of its own days and of no later one, so that
        question is asked of the day that is looked at, and of no other.
        """
        last = _BEGINNING
        for day in self._days(until):
            begun = self._begin(last, day)
            if begun is not last:
                yield begun
            last = begun
            change = self._change(last, day, known_on=day, overdue=True)
            if change.status is not last.status:
                last = change
                yield last

    def _begin(self, last: Change, day: date) -> Change:
        """What a month that begins makes of the status, before its first day pays anything."""
        if day.day != 1 or day not in self._paid_on.values():
            return last
        change = self._change(last, day, known_on=day - _ONE_DAY, overdue=True)
        return change if change.status is CoverageStatus.ENDED is not last.status else last

    def _change(self, last: Change, day: date, *, known_on: date, overdue: bool = False) -> Change:
        """What a day makes of the status before it, by what was paid up to a day."""
        happening = self._happening(last, day, known_on, overdue=overdue)
        return Change(day, TRANSITIONS[last.status][happening], happening)

    def _days(self, until: date) -> list[date]:
        """The days up to one on which cover may end or come back, in order."""
        days = {*self._paid_on.values(), *self.registrations}
        if self.died_on is not None:
            days.add(self.died_on + _ONE_DAY)
        begun = min((max(month.first_day, day) for month, day in self.paid.items()), default=until)
        if begun <= until:
            days |= {month.first_day for month in ContributionPeriod.touched_by(begun, until)}
        return sorted(day for day in days if day <= until)

    def _happening(self, last: Change, day: date, known_on: date, *, overdue: bool) -> Happening:
        """What is to be said of a day; the month is taken as overdue, or the law is asked."""
        if self.died_on is not None and self.died_on < day:
            return Happening.DEATH
        months = self._months_unpaid(day, known_on=known_on)
        ended = last.status is CoverageStatus.ENDED
        if months is None:
            return Happening.NOTHING_PAID
        if not months:
            stays = ended and not self._may_return(last.on, day)
            return Happening.TOO_LONG if stays else Happening.PAID
        arrears = value_in_force(self.rules.membership.arrears, ContributionMonth.of(day))
        if ended or arrears is None:
            return Happening.UNPAID
        if self._too_long(arrears.value, months):
            return Happening.TOO_LONG
        not_due = not overdue and months == 1 and self._not_due(arrears.value, day)
        return Happening.NOT_DUE if not_due else Happening.UNPAID

    def _months_unpaid(self, day: date, *, known_on: date) -> int | None:
        """How many months in a row, that of a day the last, are not paid; none if all are."""
        first = min(self._paid_on, default=None)
        last = ContributionMonth.of(day).ordinal
        month = last
        while first is not None and first <= month:
            if self._paid_on.get(month, _NEVER) <= known_on:
                return last - month
            month -= 1
        return None

    def _too_long(self, arrears: Arrears, months: int) -> bool:
        """Whether so many unpaid months in a row end cover."""
        if months == arrears.months:
            return self.read(arrears.sooner.holds)
        return months > arrears.months

    def _not_due(self, arrears: Arrears, day: date) -> bool:
        """Whether the month of a day is not due yet, by a reading for which that matters."""
        due = self.rules.due_date(ContributionMonth.of(day))
        return due is not None and day <= due and self.read(arrears.after_due_date.holds)

    def _may_return(self, ended_on: date, day: date) -> bool:
        """Whether a payment takes up a membership that has ended, without registering anew."""
        arrears = value_in_force(self.rules.membership.arrears, ContributionMonth.of(day))
        if arrears is None or registered_again(self.registrations, ended_on, day):
            return True
        return not self.read(arrears.value.registers_anew.holds)


def registered_again(registrations: Iterable[date], ended_on: date, day: date) -> bool:
    """Whether a worker registered since cover ended; it ends as that day begins."""
    return any(ended_on <= registered <= day for registered in registrations)
