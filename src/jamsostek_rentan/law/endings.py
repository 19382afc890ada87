"""What ends soon, and what was not checked for long: the dates an office has to watch."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.errors import NoRateInForceError
from jamsostek_rentan.law.basis import LegalBasis
from jamsostek_rentan.law.changes import ChangedTable, RateChange
from jamsostek_rentan.law.programs import BASIC_COVER, FundingSource, Sector
from jamsostek_rentan.law.questions import Figure, total
from jamsostek_rentan.law.rates import DatedRateTable
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.texts import Bilingual, text


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.law.reliefs import Relief
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.months import ContributionMonth
    from jamsostek_rentan.values.texts import Language


__all__ = ["Ending", "endings"]


@attrs.frozen(kw_only=True)
class Ending:
    """Something that holds no longer after a day, or was last checked on it.

    Args:
        rule: ``relief``, ``rate``, ``due_day`` or ``age_limit`` where it ends; ``check`` or
            ``ground`` where it was not checked since.
        name: What it is called: a relief's or an instrument's name, a programme.
        sector: The sector it ends for, of a relief.
        last_day: The last day on which it holds, or on which it was checked.
        before: Of a relief: JKK and JKM of the lowest band in its last month, paid by the worker;
            none where there is no rate.
        after: The same in the month after.

    >>> from jamsostek_rentan import law
    >>> for ending in law.bpu().ending(within=90, on=date(2026, 11, 22)):
    ...     print(ending.in_words("id"))
    penyesuaian iuran PP 50/2025 (selain transportasi) berakhir 31 Desember 2026: Rp8.400 menjadi \
Rp16.800
    """

    rule: str
    name: Bilingual
    sector: Sector | None
    last_day: date
    before: Figure[Rupiah] | None
    after: Figure[Rupiah] | None

    def in_words(self, lang: Language) -> str:
        """The ending in one line, in ``en`` or ``id``."""
        return text(
            f"ending.{self.rule}",
            lang,
            name=self.name,
            sector=self.sector,
            last_day=self.last_day,
            before=self.before or "-",
            after=self.after or "-",
        )


def endings(rules: Rulebook, *, within: int, on: date, unchecked_for: int) -> tuple[Ending, ...]:
    """What :meth:`Rulebook.ending` answers, by day."""
    until = on + timedelta(days=within)
    coming = [one for one in _all(rules) if on <= one.last_day <= until]
    unchecked = [one for one in _checks(rules) if one.last_day + timedelta(days=unchecked_for) < on]
    return tuple(sorted({*coming, *unchecked}, key=_place))


def _place(ending: Ending) -> tuple[date, str, str, str]:
    sector = ending.sector.name if ending.sector else ""
    return ending.last_day, ending.rule, ending.name.en, sector


def _all(rules: Rulebook) -> Iterator[Ending]:
    """Whatever has an end, whenever that is."""
    table = rules.rates
    for relief in getattr(table, "reliefs", ()):
        yield from _relief_endings(rules, relief)
    if isinstance(table, ChangedTable):
        for change in table.changes:
            if isinstance(change, RateChange) and change.last:
                yield _ending("rate", change.program.name, change.last)
        table = table.base
    if isinstance(table, DatedRateTable):
        for program, rates in table.rates:
            yield from (_ending("rate", program.name, rate.last) for rate in rates if rate.last)
    membership = rules.membership
    for rule, dated in (("due_day", membership.due_days), ("age_limit", membership.age_limits)):
        yield from (_ending(rule, rule, one.last) for one in dated if one.last)


def _relief_endings(rules: Rulebook, relief: Relief) -> Iterator[Ending]:
    for window in relief.windows:
        for sector in window.sectors:
            yield attrs.evolve(
                _ending("relief", relief.name, window.last),
                sector=sector,
                before=_paid_alone(rules, sector, window.last, member_since=window.first),
                after=_paid_alone(rules, sector, window.last + 1, member_since=window.first),
            )


def _paid_alone(
    rules: Rulebook, sector: Sector, month: ContributionMonth, *, member_since: ContributionMonth
) -> Figure[Rupiah] | None:
    """JKK and JKM of the lowest band, paid by the worker; none where there is no rate."""
    try:
        cells = [
            rules.cell(
                program,
                month,
                funding=FundingSource.SELF,
                sector=sector,
                member_since=member_since,
            )
            for program in BASIC_COVER
        ]
    except NoRateInForceError:
        return None
    return total([cell.amounts for cell in cells])


def _checks(rules: Rulebook) -> Iterator[Ending]:
    """When the law and each ground of a rate was last checked."""
    table = rules.rates.base if isinstance(rules.rates, ChangedTable) else rules.rates
    if not isinstance(table, DatedRateTable):
        return
    grounds = {rate.ground for _, rates in table.rates for rate in rates}
    grounds |= {relief.basis for relief in table.reliefs}
    yield _ending("check", "law", table.checked_through)
    for ground in grounds:
        if isinstance(ground, LegalBasis):
            named = Bilingual(ground.instrument, ground.instrument)
            yield attrs.evolve(
                _ending("ground", named, table.checked_through), last_day=ground.checked_on
            )


def _ending(rule: str, name: str | Bilingual, last: ContributionMonth) -> Ending:
    return Ending(
        rule=rule,
        name=name if isinstance(name, Bilingual) else Bilingual(name, name),
        sector=None,
        last_day=last.last_day,
        before=None,
        after=None,
    )
