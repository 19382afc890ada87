"""Reasons (*alasan*): why a candidate is in, waits or is refused, and which minima are not met."""

from __future__ import annotations

from typing import Any

import attrs

from jamsostek_rentan.planning.quotas import Place, shown_place
from jamsostek_rentan.values.texts import Bilingual, Labelled, both


__all__ = ["CandidateReason", "ReasonKind", "UnmetMinimum", "reason_text"]


class ReasonKind(Labelled):
    """Why a candidate is in, waits, or is refused.

    >>> ReasonKind.QUOTA_FULL.label.id
    'kuota penuh'
    """

    KEPT = Bilingual("was in already", "sudah menjadi peserta")
    """It was in by the earlier plan and stays."""
    MINIMUM = Bilingual("by a minimum", "kuota minimum")
    """Its place has fewer than its minimum."""
    PRIORITY = Bilingual("by priority", "urutan prioritas")
    """Its turn came."""
    QUOTA_FULL = Bilingual("quota filled", "kuota penuh")
    """Its place has as many as its quota lets in."""
    NO_QUOTA = Bilingual("place without a quota", "wilayah tanpa kuota")
    """Its place is none of those that have a quota."""
    NO_MONTHS = Bilingual("no months left to plan", "tidak ada bulan tersisa")
    """All months of the cohort are paid or decreed."""
    ONE_FOR_ONE = Bilingual("as many as left", "sebanyak peserta yang keluar")
    """Only as many come as left."""
    HEADS_FULL = Bilingual("cohort filled", "tahap penuh")
    """As many are taken as were asked for."""
    NO_MONEY = Bilingual("no money left for it", "sisa pagu tidak cukup")
    """Its months cost more than is left of the fund."""
    FUND_STOPPED = Bilingual("fund stopped before it", "pembiayaan berhenti sebelum gilirannya")
    """The fund stopped at somebody before it whom it could not pay for."""
    PAID_ELSEWHERE = Bilingual("paid by another cohort", "dibayar tahap lain")
    """Another cohort has paid, or was decreed, some of these months."""
    DIED = Bilingual("died", "meninggal dunia")
    """An earlier replacement says that it died."""
    NOT_AMONG = Bilingual("cohort is for others", "tahap untuk kelompok lain")
    """The cohort is for others."""
    JOINS_LATER = Bilingual("member only later", "baru menjadi peserta kemudian")
    """Its membership begins after the cohort does."""
    NOT_ELIGIBLE = Bilingual("not eligible", "tidak memenuhi syarat")
    """The eligibility policy refuses it."""


@attrs.frozen(kw_only=True)
class CandidateReason:
    """Why a candidate is in, waits, or is refused (*alasan*).

    Args:
        kind: The reason, as candidates are counted by it.
        cohort: The cohort it is about; none where there is but one selection.
        text: The reason in a sentence.

    >>> both("reason.heads-full", heads=350).id
    'Jumlah peserta sudah terpenuhi: 350 orang.'
    """

    kind: ReasonKind
    cohort: str | None
    text: Bilingual


@attrs.frozen(kw_only=True)
class UnmetMinimum:
    """A place that has fewer than its minimum (*kuota minimum tidak terpenuhi*).

    Args:
        cohort: The cohort; none where there is but one selection.
        place: The place, from wide to narrow, as it is written in the quota or by a candidate.
        least: Its minimum.
        taken: How many are taken.
        candidates: How many candidates it has.

    >>> from jamsostek_rentan import Quota, Worker, select
    >>> (unmet,) = select(
    ...     [Worker("w-001", facts={"village": "Mawar"})],
    ...     heads=5, quotas=[Quota("village", least=2)],
    ... ).unmet
    >>> unmet.place, unmet.least, unmet.taken, unmet.candidates
    (('Mawar',), 2, 1, 1)
    """

    cohort: str | None
    place: Place = attrs.field(repr=lambda place: repr(shown_place(place)))
    least: int
    taken: int
    candidates: int


def reason_text(kind: ReasonKind, **values: Any) -> Bilingual:  # noqa: ANN401 - whatever its text is about
    """The sentence of a reason."""
    return both(f"reason.{kind.name.lower().replace('_', '-')}", **values)
