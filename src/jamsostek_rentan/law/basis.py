"""The ground of every shipped statement: which instrument says it, and how well that is known."""

from __future__ import annotations

from datetime import date

import attrs

from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.values.texts import Bilingual, Labelled, Language, text


__all__ = ["Assumption", "Basis", "Evidence", "LegalBasis", "check_basis"]


class Evidence(Labelled):
    """How a statement of law is known (*jenis bukti*), from the strongest to the weakest.

    >>> Evidence.INFERRED.label.id
    'disimpulkan'
    """

    GAZETTED = Bilingual("read in the legal text", "dibaca pada naskah peraturan")
    """The article itself was read."""
    QUOTED = Bilingual("quoted word for word by others", "dikutip kata demi kata oleh pihak lain")
    """A secondary source quotes the article."""
    REPORTED = Bilingual("reported by others", "dilaporkan oleh pihak lain")
    """A secondary source reports what the law says."""
    INFERRED = Bilingual("inferred", "disimpulkan")
    """It follows from other statements; the note gives the reasoning."""


@attrs.frozen(kw_only=True)
class LegalBasis:
    """The legal ground of a statement (*dasar hukum*).

    Args:
        instrument: The regulation, for example ``PP 50/2025``.
        article: The article or annex; none where it was not seen.
        address: Where it was read.
        evidence: How it is known.
        checked_on: The day on which it was last checked.
        note: What a reader should know, in both languages.

    >>> ground = LegalBasis(
    ...     instrument="PP 44/2015", article="Lampiran II", address="https://example.org",
    ...     evidence=Evidence.REPORTED, checked_on=date(2026, 11, 22), note=Bilingual("", ""),
    ... )
    >>> ground.cite("en")
    'PP 44/2015, Lampiran II; reported by others'
    """

    instrument: str
    article: str | None
    address: str
    evidence: Evidence
    checked_on: date
    note: Bilingual

    def cite(self, lang: Language) -> str:
        """The citation in one line."""
        return text(
            "basis.cite" if self.article else "basis.cite.no-article",
            lang,
            instrument=self.instrument,
            article=self.article,
            evidence=self.evidence,
        )


@attrs.frozen(kw_only=True)
class Assumption:
    """A ground that is not law but somebody's assumption (*asumsi*).

    Args:
        reason: What is assumed, and why.
        author: Who assumes it.

    Raises:
        InvalidFactError: Without a reason or an author.

    >>> Assumption(reason="a third do not continue", author="Dinas Mawar").cite("id")
    'asumsi: a third do not continue (Dinas Mawar)'
    """

    reason: str
    author: str

    def __attrs_post_init__(self) -> None:
        if not (self.reason.strip() and self.author.strip()):
            raise InvalidFactError(
                "An assumption was given without a reason or without an author.",
                "A figure that rests on an assumption has to say on which, and whose it is.",
                "Give both.",
            )

    def cite(self, lang: Language) -> str:
        """The assumption in one line."""
        return text("assumption.cite", lang, reason=self.reason, author=self.author)


Basis = LegalBasis | Assumption
"""On what a statement rests: law, or somebody's assumption."""


def check_basis(basis: object) -> None:
    """Check that a statement, or a change of one, says on what it rests.

    Raises:
        InvalidFactError: For anything but a LegalBasis or an Assumption.
    """
    if not isinstance(basis, (LegalBasis, Assumption)):
        raise InvalidFactError(
            f"{basis!r} was given as a ground.",
            "Whoever states or changes a rule has to say on what that rests.",
            "Give a LegalBasis, or Assumption(reason=..., author=...).",
        )
