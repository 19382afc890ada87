"""Provenance: how a figure came about, so that anybody can compute it again.

It is a trace of a computation, not a proof of payment.  Its seals show a change made by hand or
by accident; they keep out nobody who means to forge one.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.errors import InvalidProvenanceError
from jamsostek_rentan.law.programs import FundingSource, IncomeBand, Program, Sector
from jamsostek_rentan.law.questions import Readings
from jamsostek_rentan.law.stamps import Stamp
from jamsostek_rentan.values.explanation import Explanation, Step, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.plain import to_plain


if TYPE_CHECKING:
    from collections.abc import Mapping

    from jamsostek_rentan.law.questions import Figure
    from jamsostek_rentan.values.texts import Language


__all__ = ["Heads", "Provenance"]

_SEAL = 16


@attrs.frozen(kw_only=True)
class Heads:
    """Heads with the same facts; of workers their band's lower bound is kept, and no name.

    Args:
        count: How many.
        sector: The sector of their job, where it was said.
        funding: Whose money pays, where it was said.
        declared_income: Their reported income in rupiah, or none where it is not known.
        member_since: Their first month of membership, where it was said.

    >>> from jamsostek_rentan import Worker, cost_of_cover, law
    >>> cohort = [Worker(f"w-{number}", declared_income=Rupiah(1_500_000)) for number in range(3)]
    >>> quote = cost_of_cover(cohort, ContributionMonth(2021, 12), rules=law.bpu())
    >>> [(heads.count, heads.declared_income) for heads in quote.asked]
    [(3, Rupiah(1_500_000))]
    """

    count: int
    sector: Sector | None
    funding: FundingSource | None
    declared_income: Rupiah | IncomeBand | None
    member_since: ContributionMonth | None


@attrs.frozen(kw_only=True)
class Provenance:
    """How a quote came about (*jejak perhitungan, bukan bukti pembayaran*).

    Store it with ``to_plain``, check it with ``verify``.

    Args:
        period: The contribution months.
        programs: The programmes.
        asked: The heads it was asked for.
        stamp: The version of the library, the rules used, readings chosen and what-ifs.
        figures: The figures by name, each with its amount under every reading.
        seals: A hash of each part, by which a change made by hand is found.

    >>> from jamsostek_rentan import cost_of_cover, law
    >>> quote = cost_of_cover(350, ContributionMonth(2021, 12), rules=law.bpu())
    >>> trace = quote.provenance()
    >>> [name for name, _ in trace.figures], [name for name, _ in trace.stamp.rules]
    (['total', 'JKK', 'JKM', '2021-12'], ['rate JKK 2015-07', 'rate JKM 2015-07'])
    >>> trace.explain("id").root.sentence("id")
    'Jejak perhitungan, bukan bukti pembayaran'
    """

    period: ContributionPeriod
    programs: tuple[Program, ...]
    asked: tuple[Heads, ...]
    stamp: Stamp
    figures: tuple[tuple[str, tuple[tuple[Readings, Rupiah], ...]], ...]
    seals: tuple[tuple[str, str], ...]

    @classmethod
    def sealed(
        cls,
        *,
        period: ContributionPeriod,
        programs: tuple[Program, ...],
        asked: tuple[Heads, ...],
        stamp: Stamp,
        figures: Mapping[str, Figure[Rupiah]],
    ) -> Provenance:
        """One with the seals of its parts."""
        numbers = tuple(
            (name, tuple(figure.by_reading().items())) for name, figure in figures.items()
        )
        whole = cls(
            period=period, programs=programs, asked=asked, stamp=stamp, figures=numbers, seals=()
        )
        return attrs.evolve(whole, seals=tuple(_seals(whole).items()))

    def check_seals(self) -> None:
        """Check that nothing was changed since it was made.

        Raises:
            InvalidProvenanceError: Naming the parts that were, by key path.
        """
        found, told = _seals(self), dict(self.seals)
        broken = [name for name in found if found[name] != told.get(name)]
        if broken or len(told) != len(found):
            raise InvalidProvenanceError(
                "A provenance was to be verified.",
                f"It is not as it was made: {', '.join(broken) or 'seals'} was changed.",
                "Take the provenance as it was stored, or compute the figure anew.",
                tuple(broken),
            )

    def explain(self, lang: Language) -> Explanation:
        """What it says, line by line, in ``en`` or ``id``."""
        stamp = self.stamp
        steps = [
            step("provenance.version", version=stamp.version),
            step("provenance.checked", checked_through=stamp.checked_through or "-"),
            *(_heads_step(heads, self.period) for heads in self.asked),
            *(step("provenance.rule", name=name, hash=sealed) for name, sealed in stamp.rules),
            *(choice.step() for choice in stamp.choices),
            *(step("provenance.change", ground=change.basis) for change in stamp.changes),
            *(
                step("provenance.figure", amount=amount, name=name, readings=_told(readings))
                for name, amounts in self.figures
                for readings, amount in amounts
            ),
        ]
        return Explanation(step("provenance", *steps), lang)


def _heads_step(heads: Heads, period: ContributionPeriod) -> Step:
    return step(
        "provenance.heads",
        workers=heads.count,
        period=period,
        facts=tuple(
            value
            for value in (heads.sector, heads.funding, heads.declared_income, heads.member_since)
            if value is not None
        ),
    )


def _told(readings: Readings) -> str:
    return ", ".join(f"{question} = {reading}" for question, reading in readings) or "-"


def _seals(provenance: Provenance) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in ("period", "programs", "asked", "stamp", "figures"):
        written = json.dumps(to_plain(getattr(provenance, part)), sort_keys=True)
        found[part] = hashlib.sha256(written.encode()).hexdigest()[:_SEAL]
    return found
