"""The status of cover on a day: one table of transitions, and the days on which it changes.

The status follows from which months were paid on which day.  On the first day of each month, on
each day a month is paid and after each due date one happening is told from the months paid by
then, and the table says what it makes of the status before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.questions import Ask
from jamsostek_rentan.law.rulebook import Rulebook
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, Labelled


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.law.arrears import Arrears, Stated


__all__ = ["TRANSITIONS", "Change", "CoverageStatus", "Happening", "Walk"]


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
        "The month is paid; benefits follow the rules of each programme.",
        "Iuran bulan ini sudah dibayar; manfaat mengikuti ketentuan setiap program.",
    ),
}


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

    def changes(self, *, until: date) -> Iterator[Change]:
        """The days up to one on which the status changes, in order."""
        status, ended_on = CoverageStatus.NOT_YET, None
        for day in self._days(until):
            happening = self._happening(day)
            if happening is Happening.PAID and not self._may_return(ended_on, day):
                happening = Happening.TOO_LONG
            after = TRANSITIONS[status][happening]
            if after is not status:
                ended_on = day if after is CoverageStatus.ENDED else None
                status = after
                yield Change(day, status, happening)
            if happening is Happening.DEATH:
                return

    def last_change(self, *, until: date) -> Change | None:
        """The last change up to a day, or none."""
        return next(iter(reversed([*self.changes(until=until)])), None)

    def status(self, *, on: date) -> CoverageStatus:
        """The status on a day."""
        last = self.last_change(until=on)
        return last.status if last else CoverageStatus.NOT_YET

    def unpaid(self, *, on: date) -> tuple[ContributionMonth, ...]:
        """The months in a row, the running one the last, that are not paid on a day."""
        month = ContributionMonth.of(on if self.died_on is None else min(on, self.died_on))
        by_then = {of for of, day in self.paid.items() if day <= on}
        if not any(of <= month for of in by_then):
            return ()
        first = month + 1
        while first - 1 not in by_then:
            first -= 1
        return tuple(ContributionPeriod(first, month)) if first <= month else ()

    def _days(self, until: date) -> list[date]:
        """The days up to one on which something may happen, in order."""
        days = {*self.paid.values(), *self.registrations}
        if self.died_on is not None:
            days.add(self.died_on + _ONE_DAY)
        begun = min((max(month.first_day, day) for month, day in self.paid.items()), default=until)
        for month in ContributionPeriod.touched_by(begun, until) if begun <= until else ():
            days.add(month.first_day)
            due = self.rules.due_date(month)
            days |= {due + _ONE_DAY} if due is not None else set()
        return sorted(day for day in days if day <= until)

    def _happening(self, day: date) -> Happening:
        if self.died_on is not None and self.died_on < day:
            return Happening.DEATH
        month = ContributionMonth.of(day)
        if self.paid.get(month, _NEVER) <= day:
            return Happening.PAID
        unpaid = self.unpaid(on=day)
        if not unpaid:
            return Happening.NOTHING_PAID
        arrears = value_in_force(self.rules.membership.arrears, month)
        return self._late(arrears.value, len(unpaid), day) if arrears else Happening.UNPAID

    def _late(self, arrears: Arrears, months: int, day: date) -> Happening:
        """What so many unpaid months are, asking a question only where it tells."""
        due = self.rules.due_date(ContributionMonth.of(day))
        if months == 1 and due is not None and day <= due and self._read(arrears.after_due_date):
            return Happening.NOT_DUE
        payable = self.rules.answered(arrears.payable)
        if months <= min(payable.values):
            return Happening.UNPAID
        if months > max(payable.values) or months > self.ask(payable):
            return Happening.TOO_LONG
        return Happening.UNPAID

    def _read(self, stated: Stated) -> bool:
        return self.ask(self.rules.answered(stated.holds))

    def _may_return(self, ended_on: date | None, day: date) -> bool:
        """Whether a payment takes up a membership that has ended, without registering anew."""
        arrears = value_in_force(self.rules.membership.arrears, ContributionMonth.of(day))
        if arrears is None or ended_on is None:
            return True
        again = any(ended_on < registered <= day for registered in self.registrations)
        return again or not self._read(arrears.value.registers_anew)
