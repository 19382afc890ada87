"""Every exception and warning of the library.

Each error has one root, :class:`JamsostekRentanError`, and is also the built-in a caller would
already catch.  Its message says what was asked, what is known and what to do; what it speaks of
stands in its attributes.
"""

from __future__ import annotations

import re
from typing import Any

import attrs


__all__ = [
    "InvalidFactError",
    "InvalidMonthError",
    "InvalidNikError",
    "InvalidPeriodError",
    "InvalidPlainError",
    "InvalidRateTableError",
    "InvalidRupiahError",
    "InvalidSchemeError",
    "InvalidSplitError",
    "JamsostekRentanError",
    "MissingExtraError",
    "MissingFactError",
    "NoBenefitError",
    "NoRateInForceError",
    "ProjectedLawError",
    "ProjectedLawWarning",
    "RosterFileError",
    "RulesFileError",
    "RupiahArithmeticError",
    "UnknownNameError",
    "UnsettledLawError",
    "UnusableNikWarning",
    "without_niks",
]

_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
_NIK_SHOWN = 2


def without_niks(text: str) -> str:
    """A text as it may be shown: of 16 digits in a row, a NIK, the first two at most.

    >>> without_niks("worker 6400000000000000 of 350")
    'worker 64************** of 350'
    """
    return _NIK.sub(lambda nik: nik[0][:_NIK_SHOWN] + "*" * (len(nik[0]) - _NIK_SHOWN), text)


# ``define`` with ``auto_exc`` keeps the attributes in ``args``, so every error pickles;
# ``eq=False`` keeps exceptions equal to themselves only, as Python's own are.
_error = attrs.define(auto_exc=True, eq=False, slots=False, str=False)


@_error
class JamsostekRentanError(Exception):
    """The root of every error of the library; none shows a NIK.

    Attributes:
        asked: What was asked.
        known: What is known about it.
        advice: What to do.
    """

    asked: str = attrs.field(converter=without_niks)
    known: str = attrs.field(converter=without_niks)
    advice: str = attrs.field(converter=without_niks)

    def __str__(self) -> str:
        return f"{self.asked} {self.known} {self.advice}"


@_error
class InvalidRupiahError(JamsostekRentanError, ValueError):
    """An amount is not a whole number of rupiah, or its text is not clear."""


@_error
class RupiahArithmeticError(JamsostekRentanError, TypeError):
    """An operation that money does not have: rupiah are added, counted and split, no more."""


@_error
class InvalidSplitError(JamsostekRentanError, ValueError):
    """Weights or keys by which no sum of money can be divided."""


@_error
class InvalidMonthError(JamsostekRentanError, ValueError):
    """Not a month of the calendar, or not written ``YYYY-MM``."""


@_error
class InvalidPeriodError(JamsostekRentanError, ValueError):
    """A period that ends before it begins, or days that do not belong to it."""


@_error
class UnknownNameError(JamsostekRentanError, LookupError):
    """A programme, sector, source of funds, language, question or reading that does not exist."""


@_error
class InvalidFactError(JamsostekRentanError, ValueError):
    """A fact about a worker that cannot be so, or two that contradict each other."""


@_error
class InvalidNikError(JamsostekRentanError, ValueError):
    """A text that cannot be a NIK.

    Attributes:
        rule: Which rule it breaks: ``nik-form``, ``nik-date`` or ``nik-serial``.
    """

    rule: str


@_error
class InvalidPlainError(JamsostekRentanError, ValueError):
    """Plain dicts that hold no value of the library."""


@_error
class InvalidRateTableError(JamsostekRentanError, ValueError):
    """A rate table of the caller's own does not keep a promise of its protocol."""


@_error
class InvalidProvenanceError(JamsostekRentanError, ValueError):
    """A provenance is not as it was made.

    Attributes:
        parts: The key paths of the parts that were changed.
    """

    parts: tuple[str, ...]


@_error
class InvalidSchemeError(JamsostekRentanError, ValueError):
    """A programme that cannot be planned as it stands; every problem is named.

    Attributes:
        problems: The problems, each in both languages.
    """

    problems: tuple[Any, ...]

    def message(self, lang: str) -> str:
        """The problems, one a line, in ``en`` or ``id``."""
        return "\n".join(problem.in_language(lang) for problem in self.problems)


@_error
class NoRateInForceError(JamsostekRentanError, LookupError):
    """No rate of the table speaks of this programme in this month."""


@_error
class NoBenefitError(JamsostekRentanError, LookupError):
    """A benefit of a programme that nobody pays for, or of which the rules know nothing."""


@_error
class MissingFactError(JamsostekRentanError, ValueError):
    """A fact was not given, and the figure depends on it.

    Attributes:
        facts: The names of all facts that matter, as they are called in the call.
        amounts: For each amount, in words, the facts that lead to it.
        worker: The label of the worker concerned (never a whole NIK), or none for a head count.
    """

    facts: tuple[str, ...]
    amounts: tuple[tuple[str, tuple[str, ...]], ...]
    worker: str | None = None


@_error
class UnsettledLawError(JamsostekRentanError, ValueError):
    """The law is not clear, nobody has chosen a reading, and the figure depends on it.

    Attributes:
        questions: The ids of the questions that are open.
        amounts: The figure under each combination of readings, as ``by_reading()`` gives it.
    """

    questions: tuple[str, ...]
    amounts: tuple[tuple[tuple[tuple[str, str], ...], Any], ...]


@_error
class ProjectedLawError(JamsostekRentanError, ValueError):
    """A month after the last one for which the law was checked, where that was refused."""


@_error
class RosterFileError(JamsostekRentanError, ValueError):
    """A file that cannot be read as a list of names; none of it was used.

    Attributes:
        rule: What is wrong, in a word.
        in_indonesian: The whole message in Indonesian.
    """

    rule: str
    in_indonesian: str

    def message(self, lang: str) -> str:
        """The whole message, in ``en`` or ``id``."""
        return self.in_indonesian if lang == "id" else str(self)


@_error
class RulesFileError(JamsostekRentanError, ValueError):
    """A file of rules that cannot be used; every fault of meaning in it is named.

    Attributes:
        faults: The faults, each with the key path where it stands.
    """

    faults: tuple[str, ...]


@_error
class MissingExtraError(JamsostekRentanError, ImportError):
    """A room needs an extra that is not installed."""


class ProjectedLawWarning(UserWarning):
    """A price is for a month after the last one for which the law was checked."""


class UnusableNikWarning(UserWarning):
    """A list that another is compared with has rows without a usable NIK; they are not found."""
