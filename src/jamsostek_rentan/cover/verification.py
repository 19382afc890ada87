"""Verifying a provenance: is the figure still the same, and if not, which rule has changed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.contributions import quote_of
from jamsostek_rentan.cover.groups import Group
from jamsostek_rentan.law.loading import bpu
from jamsostek_rentan.values.explanation import Explanation, step


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan.cover.provenance import Provenance
    from jamsostek_rentan.law.questions import Readings
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.texts import Language


__all__ = ["Verification", "verify"]


@attrs.frozen(kw_only=True)
class Verification:
    """Whether a figure is the same when it is computed again.

    Args:
        figures: The figures that differ: their name, what they were and what they are.
        rules: The names of rules that changed, came or went.

    >>> print(Verification(figures=(), rules=("rate JKM 2015-07",)).explain("en"))
    Not the same
      The rule rate JKM 2015-07 has changed
    """

    figures: tuple[tuple[str, str, str], ...]
    rules: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether every figure and every rule is as it was."""
        return not self.figures and not self.rules

    def explain(self, lang: Language) -> Explanation:
        """The answer, and what differs, in ``en`` or ``id``."""
        steps = [
            step("verified.figure", name=name, before=before, after=after)
            for name, before, after in self.figures
        ]
        steps += [step("verified.rule", name=name) for name in self.rules]
        key = "verified.same" if self.same else "verified.different"
        return Explanation(step(key, *steps), lang)


def verify(provenance: Provenance, *, rules: Rulebook | None = None) -> Verification:
    """Compute a figure again from its provenance.

    Args:
        provenance: How it came about.
        rules: By which rules; by the shipped law with the readings and what-ifs of the
            provenance, where it is not said.

    Raises:
        InvalidProvenanceError: For a provenance that was changed since it was made.
        UnknownNameError: For a reading or a relief that the law no longer has.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, cost_of_cover, law
    >>> quote = cost_of_cover(
    ...     350, ContributionMonth(2026, 11), rules=law.bpu(), funding=FundingSource.APBDES
    ... )
    >>> verify(quote.provenance()).same
    True
    >>> other = law.bpu().with_reading("pp50-2025/apbdes", "normal")
    >>> print(verify(quote.provenance(), rules=other).figures[0])
    ('total', 'reduced Rp2.940.000, normal Rp5.880.000', 'Rp5.880.000')
    """
    provenance.check_seals()
    again = quote_of(
        [Group.of_heads(heads) for heads in provenance.asked],
        provenance.period,
        provenance.programs,
        rules=rules or _as_then(provenance),
        funding=None,
    ).provenance()
    before, after = dict(provenance.figures), dict(again.figures)
    then, now = dict(provenance.stamp.rules), dict(again.stamp.rules)
    return Verification(
        figures=tuple(
            (name, _told(before[name]), _told(after[name]))
            for name in before
            if before[name] != after[name]
        ),
        rules=tuple(sorted(name for name in then | now if then.get(name) != now.get(name))),
    )


def _as_then(provenance: Provenance) -> Rulebook:
    """The shipped law with the what-ifs and readings of a provenance."""
    rules = bpu().refusing(presumed=provenance.stamp.refuses_presumed)
    for change in provenance.stamp.changes:
        rules = rules.with_change(change)
    for choice in provenance.stamp.choices:
        rules = rules.with_reading(choice.question.id, choice.reading)
    return rules


def _told(amounts: Iterable[tuple[Readings, Rupiah]]) -> str:
    return ", ".join(
        " ".join([*(reading for _, reading in readings), str(amount)])
        for readings, amount in amounts
    )
