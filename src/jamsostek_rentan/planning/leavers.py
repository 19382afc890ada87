"""Who left, who came instead, and which months of them were given back: the trail of a plan."""

from __future__ import annotations

from datetime import date

import attrs

from jamsostek_rentan.cover.events import EndEvent
from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.records import check_day, check_period, check_text, check_text_if_any
from jamsostek_rentan.law.questions import Figure
from jamsostek_rentan.planning.funds import Cohort
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, Labelled, masked


__all__ = ["MonthsRefunded", "NobodyCame", "Replacement"]


class NobodyCame(Labelled):
    """Why nobody came in the place of somebody who left.

    >>> NobodyCame.NO_MONTHS.label.id
    'tidak ada bulan tersisa'
    """

    NO_MONTHS = Bilingual("no months are left", "tidak ada bulan tersisa")
    """All months of the cohort are paid or decreed."""
    NO_CANDIDATE = Bilingual("nobody waits whom the cohort may take", "tidak ada calon pengganti")
    """Nobody waits, or the quotas have no room for those who do."""
    NO_MONEY = Bilingual("what is left of the fund does not suffice", "sisa pagu tidak cukup")
    """Money that was paid for somebody who left comes back only once a refund is recorded."""


@attrs.frozen(kw_only=True)
class Replacement:
    """Somebody who left a cohort, and who came instead (*penggantian peserta*).

    Args:
        leaver: Who left.
        event: Why, when, and when it was known.
        cohort: The cohort.
        on: The day of the replacement.
        paid_after: Months after the event that are paid or decreed, so that their money is to be
            traced for refund; none where there are none.
        newcomer: Who came instead; none where nobody did.
        why_nobody: Why not, then.
        period: The months that are paid for the newcomer.
        full_jkm: Whether these months alone reach full JKM, under each reading; none where nobody
            came, JKM is not paid for, or no rule is known.

    >>> from jamsostek_rentan import ContributionMonth, EndKind, Fund, FundingSource
    >>> fund = Fund("desa", name="Desa Mawar", funding=FundingSource.APBDES)
    >>> year = ContributionMonth(2025, 1).for_months(12)
    >>> left = date(2025, 5, 5)
    >>> Replacement(
    ...     leaver=Worker("w-1"), cohort=Cohort("I", fund, period=year, workers=1), on=left,
    ...     event=EndEvent(kind=EndKind.DEATH, happened_on=left, known_on=left),
    ...     why_nobody=NobodyCame.NO_CANDIDATE,
    ... ).newcomer is None
    True
    """

    leaver: Worker
    event: EndEvent
    cohort: Cohort
    on: date
    paid_after: ContributionPeriod | None = None
    newcomer: Worker | None = None
    why_nobody: NobodyCame | None = None
    period: ContributionPeriod | None = None
    full_jkm: Figure[bool] | None = None


@attrs.frozen(kw_only=True)
class MonthsRefunded:
    """Months that the agency gave back, so that their money can be spent again.

    A refund that is not recorded is no money (*pengembalian iuran* yang sudah dicatat).

    Args:
        worker: The id of the worker for whom they were paid; one of 16 digits is never shown.
        cohort: The id of the cohort that paid.
        period: The months.
        on: The day on which the refund was recorded.
        reference: The paper that says so.

    Raises:
        InvalidFactError: For an id that is no text, or a day that is none.

    >>> june = ContributionPeriod.parse("2025-06/2025-07")
    >>> len(MonthsRefunded(worker="w-1", cohort="I", period=june, on=date(2025, 8, 1)).period)
    2
    """

    worker: str = attrs.field(validator=check_text, repr=lambda value: repr(masked(value)))
    cohort: str = attrs.field(validator=check_text)
    period: ContributionPeriod = attrs.field(validator=check_period)
    on: date = attrs.field(validator=check_day)
    reference: str | None = attrs.field(default=None, validator=check_text_if_any)

    @property
    def label(self) -> str:
        """The worker's id as it may be shown."""
        return masked(self.worker)
