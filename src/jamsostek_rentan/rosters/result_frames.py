"""What was found, as a data frame of a library that the caller has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from jamsostek_rentan.cover.records import listed, refuse_unless
from jamsostek_rentan.errors import InvalidFactError, MissingExtraError, UnknownNameError
from jamsostek_rentan.rosters.checked_rows import FindingRecord
from jamsostek_rentan.rosters.extras import library
from jamsostek_rentan.rosters.results import RuleRecord, VillageRecord
from jamsostek_rentan.values.texts import check_language, show


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan.values.texts import Language


__all__ = ["to_frame"]

_KINDS = (FindingRecord, RuleRecord, VillageRecord)


def to_frame(records: Iterable[object], *, kind: type, backend: str, lang: Language) -> Any:  # noqa: ANN401 - what the library of the caller has
    """Records of one kind as a data frame, a column for each of their fields.

    Counts are whole numbers, all else is text in one language; the columns have the names of the
    fields, for programs.  For people there is
    :func:`~jamsostek_rentan.reports.tables.printable`.

    Args:
        records: The records, such as those of :meth:`CheckedRoster.findings`.
        kind: Of which kind they are; of none at all, too, the frame has its columns.
        backend: ``pandas``, ``polars``, ``pyarrow``, or another that narwhals can make.
        lang: ``en`` or ``id``.

    Raises:
        InvalidFactError: For another kind than these, or a record of another one.
        UnknownNameError: For another language, or a library that narwhals does not know.
        MissingExtraError: Where narwhals or that library is not installed.

    >>> from jamsostek_rentan import rosters
    >>> counted = rosters.RuleRecord(rule="nik-form", rows=3, refused_for_it=2)
    >>> frame = to_frame([counted], kind=rosters.RuleRecord, backend="polars", lang="id")
    >>> frame.rows(named=True)
    [{'rule': 'nik-form', 'rows': 3, 'refused_for_it': 2}]
    """
    check_language(lang)
    narwhals = library("narwhals", extra="frames", asked="A data frame was asked.")
    if kind not in _KINDS:
        names = ", ".join(one.__name__ for one in _KINDS)
        raise InvalidFactError(
            f"A frame of {getattr(kind, '__name__', kind)} was asked.",
            f"Frames are made of {names}; a checked row holds a whole NIK.",
            "Name one of these.",
        )
    refuse_unless(backend, str, "backend")
    held = listed(records, object, "records")
    for record in held:
        if type(record) is not kind:
            raise InvalidFactError(
                f"A {type(record).__name__} was given for a frame of {kind.__name__}.",
                "A frame has records of one kind.",
                "Make a frame of each kind.",
            )
    fields = attrs.fields(cast("type[Any]", kind))
    content = {
        field.name: [_plain(getattr(one, field.name), lang) for one in held] for field in fields
    }
    schema = {
        field.name: narwhals.Int64() if field.type in {"int", int} else narwhals.String()
        for field in fields
    }
    try:
        return narwhals.from_dict(content, schema, backend=backend).to_native()
    except ImportError as error:
        raise MissingExtraError(
            f"A data frame of {backend} was asked.",
            f"That needs {backend}, which is not installed.",
            f"pip install {backend}",
        ) from error
    except ValueError as error:
        raise UnknownNameError(
            f"A data frame of {backend!r} was asked.",
            f"Narwhals says: {error}",
            "Choose pandas, polars or pyarrow.",
        ) from error


def _plain(value: Any, lang: Language) -> str | int | None:  # noqa: ANN401 - whatever a record has
    return value if value is None or type(value) is int else show(value, lang)
