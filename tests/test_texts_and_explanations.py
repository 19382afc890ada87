"""Texts in both languages, and explanations and findings as values."""

from __future__ import annotations

import ast
import json
import pickle
import re
import string
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan.values.explanation import Ground, step
from jamsostek_rentan.values.findings import count_by_rule
from jamsostek_rentan.values.texts import catalogue, masked, show, text


SOURCE = Path(jr.__file__).parent


def _fields(template: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_every_text_has_its_counterpart(key: str) -> None:
    """Both languages are there and write the same values."""
    entry = catalogue()[key]

    assert entry.en.strip()
    assert entry.id.strip()
    assert _fields(entry.en) == _fields(entry.id)


def _written_in_source() -> set[str]:
    """Every text and f-string of the source, as patterns."""
    found: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9._-]+"
                    for part in node.values
                ]
                if re.match("[a-z]{3}", parts[0]):  # a key begins with the room it belongs to
                    found.add("".join(parts))
    return found


def test_no_text_is_left_over() -> None:
    """Each key of the catalogue is asked for somewhere in the source."""
    asked = re.compile("|".join(_written_in_source()))
    suffixes = re.compile(r"\.(todo|unsettled)$")

    unused = {key for key in catalogue() if not asked.fullmatch(suffixes.sub("", key))}

    # The texts of findings are named where data is checked.
    assert unused == {"finding.field-missing", "finding.field-missing.todo"}


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        (jr.Rupiah(16_800), "Rp16.800", "Rp16.800"),
        (31_900, "31.900", "31.900"),
        (jr.ContributionMonth(2026, 8), "August 2026", "Agustus 2026"),
        (
            jr.ContributionPeriod.parse("2026-11/2027-01"),
            "November 2026 to January 2027",
            "November 2026 s.d. Januari 2027",
        ),
        (jr.ContributionPeriod.parse("2026-05/2026-05"), "May 2026", "Mei 2026"),
        (date(2025, 12, 22), "22 December 2025", "22 Desember 2025"),
        (Fraction(1, 2), "50%", "50%"),
        (Fraction(1, 3), "1/3", "1/3"),
        (jr.Program.JKM, "JKM", "JKM"),
        (jr.FundingSource.DBH_SAWIT, "palm-oil revenue share (DBH Sawit)", "DBH Sawit"),
        ((jr.Sector.OTHER,), "other than transport", "selain transportasi"),
        (jr.Severity.WARNING, "warning", "peringatan"),
        ("Mawar", "Mawar", "Mawar"),
    ],
)
def test_values_are_written_as_people_read_them(
    value: object, english: str, indonesian: str
) -> None:
    """Numbers the Indonesian way in both languages; names in the language asked."""
    assert (show(value, "en"), show(value, "id")) == (english, indonesian)


def test_a_nik_is_hidden_wherever_an_identifier_is_shown() -> None:
    """Sixteen digits are a NIK; of it the province alone may be seen."""
    assert masked("6474015505850001") == "64**************"
    assert masked("647401550585000") == "647401550585000"
    assert masked("64740155058500X1") == "64740155058500X1"


class _Decree:
    """A ground of the caller's own."""

    def cite(self, lang: str) -> str:
        return f"SK <1>/{lang}"


def test_an_explanation_renders_as_text_html_and_json() -> None:
    """One tree, one renderer, two languages; what is not ours is escaped."""
    tree = jr.Explanation(
        step(
            "quote.total",
            step("doubt.reading", amount=jr.Rupiah(1), reading="<b>"),
            amount=jr.Rupiah(16_800),
            ground=_Decree(),
        ),
        "id",
    )

    assert str(tree) == "Jumlah: Rp16.800 [SK <1>/id]\n  Rp1 bila ditafsirkan: <b>"
    assert tree.html() == tree._repr_html_()
    assert tree.html() == (
        '<ul lang="id" class="jamsostek-explanation"><li>Jumlah: Rp16.800 '
        "<cite>SK &lt;1&gt;/id</cite><ul><li>Rp1 bila ditafsirkan: &lt;b&gt;</li></ul></li></ul>"
    )
    assert json.loads(tree.json()) == tree.as_dict()
    assert tree.as_dict()["amount"] == 16_800
    assert tree.as_dict()["steps"][0]["values"] == {"reading": "<b>", "amount": "Rp1"}
    assert repr(tree) == "<Explanation id: Jumlah: Rp16.800>"
    assert isinstance(_Decree(), Ground)


def test_a_language_the_library_does_not_write_is_refused() -> None:
    """The error names those it does."""
    with pytest.raises(jr.UnknownNameError, match="en and id") as caught:
        jr.Explanation(step("quote.total", amount=jr.Rupiah(1)), "fr")  # type: ignore[arg-type]

    assert isinstance(caught.value, LookupError)


def test_a_finding_says_where_what_and_what_to_do() -> None:
    """In both languages, and without a digit of a NIK's serial."""
    finding = jr.Finding(
        row="6474015505850001",
        field="iuran",
        rule="field-missing",
        severity=jr.Severity.ERROR,
        key="finding.field-missing",
    )
    whole = jr.Finding(
        row="17",
        field=None,
        rule="field-missing",
        severity=jr.Severity.NOTE,
        key="finding.field-missing",
    )

    assert finding.message("id") == (
        "kesalahan, baris 64**************, iuran: Isian ini kosong. Lengkapi."
    )
    assert whole.message("en") == "note, row 17: This field is empty. Fill it in."
    assert "0001" not in repr(finding)
    assert pickle.loads(pickle.dumps(finding)) == finding
    assert count_by_rule([finding, whole, finding]) == {"field-missing": 3}


def test_texts_are_found_by_key() -> None:
    """An unknown key is an error, never an empty text."""
    assert text("quote.total", "en", amount=jr.Rupiah(5)) == "Total: Rp5"
    with pytest.raises(KeyError):
        text("no.such.key", "en")
