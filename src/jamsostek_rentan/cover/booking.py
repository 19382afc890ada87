"""Booking entries, papers and registrations day by day, in every world of readings."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan.cover.accounts import Account, Claim
from jamsostek_rentan.cover.books import Books
from jamsostek_rentan.cover.claims import Decree
from jamsostek_rentan.cover.payments import (
    CreditTransfer,
    Entry,
    Payer,
    Payment,
    Refund,
)
from jamsostek_rentan.law.questions import explored


if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jamsostek_rentan.law.questions import Ask, Figure
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["Payable", "books_of", "payable_on"]


def books_of(
    entries: Sequence[Entry],
    decrees: Sequence[Decree],
    *,
    registrations: tuple[date, ...],
    rules: Rulebook,
) -> Figure[Account]:
    """The books under each reading, of entries and decrees that stand in order.

    Raises:
        InvalidFactError: For a refund or a transfer of more than its payer has paid.
    """
    return explored(lambda ask: _booked(entries, decrees, registrations, rules, ask).account())


class Payable(NamedTuple):
    """What a payer could pay on a day; closed months can be paid no more."""

    account: Account
    open: tuple[Claim, ...]
    closed: tuple[Claim, ...]
    registers_anew: bool


def payable_on(  # noqa: PLR0913 - what books_of takes, and what is asked of it
    entries: Sequence[Entry],
    decrees: Sequence[Decree],
    *,
    payer: Payer,
    on: date,
    registrations: tuple[date, ...],
    rules: Rulebook,
    ask: Ask,
) -> Payable:
    """What a payer could pay on a day, once the worker has registered on it where that is needed.

    Args:
        entries: What was recorded by that day, in order.
        decrees: What was decreed by then, a new decree of that day the last.
        payer: Whose money pays.
        on: The day.
        registrations: Days on which the worker registered.
        rules: The rulebook.
        ask: How figures are read in the world at hand.
    """
    before = _booked(entries, decrees, registrations, rules, ask)
    shut = before.gate(before.purse(payer), on).shut
    books = _booked(entries, decrees, (*registrations, on), rules, ask) if shut else before
    purse = books.purse(payer)
    gate = books.gate(purse, on)
    owed = [claim for claim in purse.open.values() if claim.owed]
    return Payable(
        account=books.account(),
        open=tuple(claim for claim in owed if gate.lets(claim)),
        closed=tuple(claim for claim in owed if not gate.lets(claim)),
        registers_anew=shut,
    )


def _booked(
    entries: Sequence[Entry],
    decrees: Sequence[Decree],
    registrations: tuple[date, ...],
    rules: Rulebook,
    ask: Ask,
) -> Books:
    """Book day by day: first what is decreed, then that the worker registers, then entries."""
    books = Books(registrations, rules, ask)
    happened: list[tuple[date, int, Decree | Entry | None]] = [
        *((decree.since, 0, decree) for decree in decrees),
        *((day, 1, None) for day in registrations),
        *((entry.on, 2, entry) for entry in entries),
    ]
    for day, _, what in sorted(happened, key=itemgetter(0, 1)):
        if isinstance(what, Decree):
            books.decree(what.claims)
        if isinstance(what, (Payment, CreditTransfer, Refund)):
            books.book(what)
        else:
            books.use_credit(day)
    return books
