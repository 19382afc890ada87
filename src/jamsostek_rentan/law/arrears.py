"""Arrears, lapse and return, and the first day of protection, as dated data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.basis import Basis
from jamsostek_rentan.law.programs import FundingSource
from jamsostek_rentan.law.questions import Figure, Question


if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["Arrears", "FirstProtection", "Stated"]


@attrs.frozen(kw_only=True)
class Stated:
    """Whether something holds, under each reading, and where it says so."""

    holds: Figure[bool]
    basis: Basis


@attrs.frozen(kw_only=True)
class Arrears:
    """When a contribution that is not paid is in arrears, and what follows (*tunggakan*).

    Args:
        months: How many unpaid months in a row can still be paid.
        sooner: Whether cover ends as the last of them begins; else as the next one does.
        after_due_date: Whether one is in arrears only once the due date has passed; else as the
            unpaid month begins.
        registers_anew: Whether one whose cover has ended has to register anew; else a payment
            takes it up again.
        old_months_owed: Whether one who returns has to pay the unpaid months first.
        benefits_paid: Whether an event pays benefits while its month is in arrears.
    """

    months: int
    sooner: Stated
    after_due_date: Stated
    registers_anew: Stated
    old_months_owed: Stated
    benefits_paid: Stated

    def statements(self) -> Iterator[Stated]:
        """What it says, one thing after another."""
        yield from (self.sooner, self.after_due_date, self.registers_anew, self.old_months_owed)
        yield self.benefits_paid

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions these rules depend on."""
        return tuple(question for said in self.statements() for question in said.holds.questions)


@attrs.frozen(kw_only=True)
class FirstProtection:
    """From which day a first contribution protects, where its month had begun before.

    Args:
        form: Whether from the day of the complete form (*formulir lengkap*).
        agreement: Whether from the day of the agreement (*perjanjian kerja sama*); where neither
            holds, from the day of the payment.
        form_for: The sources of funds for which the form may decide.
        agreement_for: The sources of funds for which the agreement may decide.
        basis: Where it says so.
    """

    form: Figure[bool]
    agreement: Figure[bool]
    form_for: tuple[FundingSource, ...]
    agreement_for: tuple[FundingSource, ...]
    basis: Basis

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions it depends on."""
        return tuple(dict.fromkeys((*self.form.questions, *self.agreement.questions)))
