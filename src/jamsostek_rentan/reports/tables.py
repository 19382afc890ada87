"""Records as rows of text, ready to print, for a CSV file, a data frame or a table on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard, cast

import attrs

from jamsostek_rentan.errors import UnknownNameError
from jamsostek_rentan.law.questions import Figure
from jamsostek_rentan.values.months import ContributionMonth, periods_of
from jamsostek_rentan.values.texts import catalogue, check_language, masked, show, text


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan.values.texts import Language


__all__ = ["printable"]


def printable(records: Iterable[object], lang: Language) -> list[dict[str, str]]:
    """Records as rows of text, each value by the heading of its column.

    Amounts, days and months are written as people read them, months in a row as periods, an id of
    16 digits is hidden, and what is not known is left empty.  Where readings of the law differ, all
    values stand in the cell, the presumed one first.

    Args:
        records: Records of one kind, such as those of :func:`~jamsostek_rentan.payment_register`.
        lang: ``en`` or ``id``.

    Raises:
        UnknownNameError: For another language, or a value that is no record.

    >>> from datetime import date
    >>> from jamsostek_rentan import CoverageLedger, CoverageTimeline, Payment, Rupiah
    >>> from jamsostek_rentan import SelfPayment, Worker, law, status_list
    >>> siti, march = Worker("w-001"), ContributionMonth(2025, 3)
    >>> ledger = CoverageLedger.of(
    ...     CoverageTimeline.of(siti, self_payment=SelfPayment(starting=march)),
    ...     payments=[Payment(siti, on=date(2025, 3, 5), amount=Rupiah(16_800))],
    ...     rules=law.bpu(),
    ... )
    >>> row = printable(status_list([ledger], on=date(2025, 5, 20)), "id")[0]
    >>> row["Status kepesertaan"], row["Tunggakan"], row["Berakhir pada"]
    ('menunggak', 'April 2025 s.d. Mei 2025', '1 Juli 2025 atau 1 Juni 2025')
    """
    check_language(lang)
    return [
        {_heading(name, record, lang): _shown(record, name, lang) for name in _names(record)}
        for record in records
    ]


def _names(record: object) -> list[str]:
    kind = cast("type[Any]", type(record))
    return [field.name for field in attrs.fields(kind)] if attrs.has(kind) else [""]


def _field(record: object, name: str) -> attrs.Attribute[Any]:
    return attrs.fields_dict(cast("type[Any]", type(record)))[name]


def _shown(record: object, name: str, lang: Language) -> str:
    """A field of a record, rounded and worded as the field says."""
    value: Any = getattr(record, name)
    hints = _field(record, name).metadata
    shown = hints.get("shown")
    if shown and value is not None:
        value = value.map(shown) if _is_figure(value) else shown(value)
    return _cell(value, lang, nothing=hints.get("nothing", "cell.none"))


def _heading(name: str, record: object, lang: Language) -> str:
    column = name and _field(record, name).metadata.get("column", name)
    if f"column.{column}" not in catalogue():
        raise UnknownNameError(
            f"A {type(record).__name__} was to be printed as a row of a table.",
            "Rows are records: of registers, renewals, reconciliations, balances, budgets, ends of "
            "reliefs, protections, scenarios, lists of names and plans.",
            "Print one of these, or write its text with explain() or message().",
        )
    return text(f"column.{column}", lang)


def _cell(value: Any, lang: Language, *, nothing: str = "cell.none") -> str:  # noqa: ANN401 - whatever a record may hold
    if _is_figure(value):
        return _by_reading(value, lang, nothing)
    if value is None:
        return ""
    if isinstance(value, bool):
        return text("cell.yes" if value else "cell.no", lang)
    if isinstance(value, tuple) and all(
        isinstance(one, ContributionMonth) for one in cast("tuple[object, ...]", value)
    ):
        return show(periods_of(cast("tuple[ContributionMonth, ...]", value)), lang)
    return masked(show(value, lang))


def _is_figure(value: object) -> TypeGuard[Figure[Any]]:
    return isinstance(value, Figure)


def _by_reading(figure: Figure[Any], lang: Language, nothing: str) -> str:
    """The cells of all readings, the presumed one first, and last that there is nothing."""
    values = figure.values if figure.unsettled else (figure.settled, *figure.values)
    cells = dict.fromkeys(_cell(value, lang) for value in values)
    if len(cells) == 1:
        return next(iter(cells))
    filled = [cell for cell in cells if cell]
    if len(filled) < len(cells):
        filled.append(text(nothing, lang))
    *others, last = filled
    return text("or", lang).join([*(one.rstrip(".") for one in others), last])
