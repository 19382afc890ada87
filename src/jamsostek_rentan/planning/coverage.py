"""Coverage (*cakupan kepesertaan*): how many of the known workers are covered, never capped."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.records import check_text, listed
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.texts import check_language, masked, percent, text


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan.values.texts import Language


__all__ = ["Coverage"]


def _check_count(owner: Coverage, field: attrs.Attribute[int], given: object) -> None:
    if type(given) is not int or given < 0:
        raise InvalidFactError(
            f"{field.name}={given!r} was given for the coverage of {owner.of}.",
            "It is a whole number of workers, zero or more.",
            "Give the count as it is; known=None where nobody knows how many there are.",
        )


@attrs.frozen
class Coverage:
    """How many workers are covered, of how many that are known (*cakupan kepesertaan*).

    A share over 100 per cent is shown as it is: it says that the known workers were counted wrongly
    or long ago, or that others were covered.  Where nobody knows how many there are, or none, there
    is no share.

    Args:
        of: Whose coverage: a place, a kind of work, formal or informal.
        covered: How many are covered.
        known: How many workers are known, or none.

    Raises:
        InvalidFactError: For a count that is none, or a name that is no text.

    >>> informal = Coverage("informal", covered=77_074, known=51_086)
    >>> informal.in_words("id"), informal.above_all
    ('informal: 77.074 dari 51.086, 150,9%', True)
    >>> Coverage("ojek", covered=120, known=None).share is None
    True
    """

    of: str = attrs.field(validator=check_text)
    covered: int = attrs.field(kw_only=True, validator=_check_count)
    known: int | None = attrs.field(kw_only=True, validator=attrs.validators.optional(_check_count))

    @classmethod
    def together(cls, of: str, parts: Iterable[Coverage]) -> Coverage:
        """The coverage of several parts; where one of them is not known, nor is the whole.

        Args:
            of: What they are together.
            parts: The parts, of which no worker stands in two.

        Raises:
            InvalidFactError: For anything but a list of ``Coverage``.

        >>> formal = Coverage("formal", covered=96, known=100)
        >>> both = Coverage.together("all", [formal, Coverage("informal", covered=7, known=100)])
        >>> both.in_words("en")
        'all: 103 of 200, 51,5%'
        """
        given = listed(parts, Coverage, "parts")
        known = [part.known for part in given if part.known is not None]
        return cls(
            of,
            covered=sum(part.covered for part in given),
            known=sum(known) if len(known) == len(given) else None,
        )

    @property
    def share(self) -> Fraction | None:
        """The share covered, exactly; none where nobody is known."""
        return Fraction(self.covered, self.known) if self.known else None

    @property
    def above_all(self) -> bool:
        """Whether more are covered than are known."""
        return self.known is not None and self.covered > self.known

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of it, if more than all are covered or nobody knows how many."""
        if self.above_all:
            return (self._finding("above-all", Severity.WARNING),)
        return () if self.share is not None else (self._finding("unknown", Severity.NOTE),)

    def in_words(self, lang: Language) -> str:
        """It in one line, the share to a tenth of a per cent; 100 per cent is all of them."""
        check_language(lang)
        if self.share is None:
            return text("coverage.unknown", lang, of=masked(self.of), covered=self.covered)
        return text(
            "coverage",
            lang,
            of=masked(self.of),
            covered=self.covered,
            known=self.known,
            percent=percent(self.share),
        )

    def _finding(self, rule: str, severity: Severity) -> Finding:
        return Finding(
            row=self.of,
            field=None,
            rule=f"coverage-{rule}",
            severity=severity,
            key=f"finding.coverage-{rule}",
            values=(("covered", self.covered), ("known", self.known)),
        )
