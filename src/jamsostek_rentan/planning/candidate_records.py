"""What became of candidates: who is assigned which months, who is refused, and the row of each."""

from __future__ import annotations

import attrs

from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.sponsorship import Sponsorship
from jamsostek_rentan.planning.funds import Cohort
from jamsostek_rentan.planning.reasons import CandidateReason
from jamsostek_rentan.values.findings import Finding
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, Labelled


__all__ = ["Assignment", "CandidateRecord", "CandidateResult", "Refusal"]


class CandidateResult(Labelled):
    """What became of a candidate.

    >>> CandidateResult.WAITING.label.id
    'daftar tunggu'
    """

    IN = Bilingual("in", "ditetapkan")
    """A fund pays for it."""
    WAITING = Bilingual("waiting", "daftar tunggu")
    """It may be enrolled, and there is no room or no money."""
    REFUSED = Bilingual("refused", "tidak memenuhi syarat")
    """No cohort may take it."""


@attrs.frozen(kw_only=True)
class Assignment:
    """The months that a cohort pays for a worker (*penetapan peserta*).

    Args:
        worker: The worker.
        cohort: The cohort; it knows its fund.
        period: The months.

    >>> from jamsostek_rentan import ContributionMonth, Fund, FundingSource
    >>> fund = Fund("desa", name="Desa Mawar", funding=FundingSource.APBDES)
    >>> year = ContributionMonth(2025, 1).for_months(12)
    >>> one = Assignment(
    ...     worker=Worker("w-001"), cohort=Cohort("I", fund, period=year, workers=1), period=year
    ... )
    >>> one.sponsorship.sponsor.name
    'Desa Mawar'
    """

    worker: Worker
    cohort: Cohort
    period: ContributionPeriod

    @property
    def sponsorship(self) -> Sponsorship:
        """The same as a sponsorship, for everything that takes one."""
        return Sponsorship(
            self.worker,
            self.cohort.fund.payer,
            period=self.period,
            programs=self.cohort.programs,
        )


@attrs.frozen(kw_only=True)
class Refusal:
    """A candidate whom no cohort may take (*calon yang tidak memenuhi syarat*).

    Args:
        worker: The candidate.
        reasons: Why, for each cohort.
        findings: What the eligibility policy found.

    >>> refusal = Refusal(worker=Worker("w-001"), reasons=(), findings=())
    >>> refusal.worker.label
    'w-001'
    """

    worker: Worker
    reasons: tuple[CandidateReason, ...]
    findings: tuple[Finding, ...]


def _in_a_row(texts: tuple[Bilingual, ...]) -> Bilingual:
    return Bilingual(" ".join(one.en for one in texts), " ".join(one.id for one in texts))


@attrs.frozen(kw_only=True)
class CandidateRecord:
    """What became of a candidate, as a row of a table.

    Args:
        worker: The candidate's id, as it may be shown.
        result: What became of it.
        cohort: Its cohort, where it is in.
        fund: The fund that pays.
        periods: The months that its cohort pays, those that were fixed before with the others.
        reasons: Why.

    >>> CandidateRecord(
    ...     worker="w-001", result=CandidateResult.WAITING, cohort=None, fund=None, periods=(),
    ...     reasons=(),
    ... ).result.label.en
    'waiting'
    """

    worker: str
    result: CandidateResult
    cohort: str | None
    fund: str | None
    periods: tuple[ContributionPeriod, ...] = attrs.field(metadata={"column": "period"})
    reasons: tuple[Bilingual, ...] = attrs.field(metadata={"shown": _in_a_row})
