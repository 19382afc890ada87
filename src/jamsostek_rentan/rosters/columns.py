"""Which column of a list holds which field: by known headings, or as the caller says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from jamsostek_rentan.errors import InvalidFactError, UnknownNameError
from jamsostek_rentan.law.sections import Section
from jamsostek_rentan.planning.eligibility.fields import fields, plain_heading
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike


__all__ = ["Columns", "read_columns"]

_FORMAT = 1


def _pairs(given: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - judged here
    try:
        pairs: tuple[tuple[Any, Any], ...] = tuple(dict(given).items())
    except (TypeError, ValueError):
        pairs = ((None, None),)
    if not all(isinstance(one, str) and plain_heading(one) for pair in pairs for one in pair):
        raise InvalidFactError(
            f"{masked(repr(given))} was given as columns of a list.",
            "They are headings by the name of the field, both texts.",
            'Write for example {"nik": "No. KTP"}.',
        )
    return pairs


@attrs.frozen
class Columns:
    """The headings of a list of your own (*pemetaan kolom*); known headings need none.

    Args:
        fields: The heading of each field, by the name of the field.
        facts: The heading of whatever else planning needs, by a name of your own.

    Raises:
        UnknownNameError: For a field that is none.
        InvalidFactError: For anything but texts, a heading of two fields, or a fact that is named
            like a field.

    >>> Columns({"nik": "Nomor Penduduk"}, facts={"group": "Kelompok Tani"}).facts
    (('group', 'Kelompok Tani'),)
    """

    fields: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)
    facts: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)

    def __attrs_post_init__(self) -> None:
        known = fields()
        for name, _ in self.fields:
            if name not in known:
                raise UnknownNameError(
                    f"A column for the field {masked(name)!r} was given.",
                    f"The fields are {', '.join(known)}.",
                    "Choose one of them, or give it among the facts.",
                )
        headings = [plain_heading(heading) for _, heading in self.fields]
        if len(set(headings)) < len(headings):
            raise InvalidFactError(
                "One heading was given for two fields.",
                "A column holds one field.",
                "Name the heading of each.",
            )
        for name, _ in self.facts:
            if name in known:
                raise InvalidFactError(
                    f"A column for the fact {name!r} was given.",
                    "It is named like a field of the library.",
                    "Give it among the fields, or choose another name.",
                )


def read_columns(path: str | PathLike[str]) -> Columns:
    r"""Read the headings of your lists from a TOML file: ``columns`` by field, ``facts`` by name.

    Raises:
        RulesFileError: With every fault of the file, by key path.
        UnknownNameError: For a field that is none.
        InvalidFactError: As for :class:`Columns`.
        OSError: When the file cannot be opened.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "columns.toml")
    ...     _ = file.write_text('format = 1\n[columns]\nnik = "Nomor Penduduk"', encoding="utf-8")
    ...     read_columns(file).fields
    (('nik', 'Nomor Penduduk'),)
    """
    what = f"The columns of {Path(path).name}"
    file = Section.of_toml(Path(path).read_bytes(), what, version=_FORMAT)
    named = {
        key: dict(_headings(file.section(key))) for key in ("columns", "facts") if file.has(key)
    }
    file.close()
    file.raise_faults(what)
    return Columns(named.get("columns", {}), named.get("facts", {}))


def _headings(section: Section) -> Iterator[tuple[str, str]]:
    return ((name, section.read(name, str)) for name in section.keys)
