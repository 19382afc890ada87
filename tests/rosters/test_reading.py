"""Lists as offices keep them: headings, separators, encodings, worksheets, and what is no list."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import shutil
import struct
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pytest
from lists import checked, excel_file, found_in

import jamsostek_rentan as jr
from jamsostek_rentan import rosters
from jamsostek_rentan.planning.eligibility.fields import fields
from jamsostek_rentan.rosters import Columns, Limits


if TYPE_CHECKING:
    from collections.abc import Callable


NIK = "9901015505850001"
OTHER = "9901011505850002"
FILES = Path(__file__).parent / "files"


def csv(tmp_path: Path, content: str | bytes, name: str = "list.csv") -> Path:
    """A file with this content."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def cells(roster: rosters.Roster, field: str) -> list[object]:
    """A field of every row."""
    return [row.cells and getattr(row.cells, field) for row in roster.rows()]


def refusal(rule: str) -> Any:  # noqa: ANN401 - a context of pytest
    """A refusal by a rule, told in both languages."""

    def told(error: jr.RosterFileError) -> bool:
        english, indonesian = error.message("en"), error.message("id")
        return error.rule == rule and english.startswith("The list") and "Daftar" in indonesian

    return pytest.raises(jr.RosterFileError, check=told)


@pytest.mark.parametrize("name", fields())
def test_every_known_heading_is_read_as_its_field(name: str) -> None:
    """However people point, space and capitalise it."""
    for header in fields()[name].headers:
        for written in (header, header.upper(), f" {header.title().replace(' ', '. ')} (wajib) "):
            assert rosters.from_records([{written: "x"}]).has(name)


def test_the_heading_stands_below_a_title_and_above_a_row_of_numbers(tmp_path: Path) -> None:
    """Forms of offices have both; row numbers are those of the spreadsheet."""
    path = csv(
        tmp_path,
        "DAFTAR NOMINATIF PEKERJA RENTAN;;\n;;\nNo.;N I K / No. KTP;Nama Lengkap\n1;2;3\n"
        f"1;{NIK};Pekerja Satu\n;;\n2;{OTHER};Pekerja Dua\n",
    )

    with refusal("no-heading"):
        rosters.read(csv(tmp_path, "DAFTAR\n1\n2\n", "other.csv"))
    roster = rosters.read(path, columns=Columns({"nik": "N I K / No. KTP"}))
    assert [row.number for row in roster.rows()] == [5, 7]
    assert cells(roster, "name") == ["Pekerja Satu", "Pekerja Dua"]


def test_quotes_and_line_ends_inside_a_cell_stay_in_it(tmp_path: Path) -> None:
    """A row may have several lines."""
    roster = rosters.read(FILES / "quoted.csv")
    assert cells(roster, "address") == ["Dusun\r\nMawar; RT 1"]
    assert cells(roster, "name") == ['Pekerja "Satu"']
    for end in ("\n", "\r\n", "\r"):
        lines = end.join(("NIK,Nama", f'{NIK},"Satu{end}Dua"', f"{OTHER},Tiga"))
        read = rosters.read(csv(tmp_path, lines))
        assert cells(read, "nik") == [NIK, OTHER]
        assert cells(read, "name") == [f"Satu{end}Dua", "Tiga"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
def test_letters_come_through_in_each_encoding(encoding: str, tmp_path: Path) -> None:
    """A name with an accent, and the typographic quote that spreadsheets write."""
    path = csv(tmp_path, f"NIK;Nama\n{NIK};José ’Satu’\n".encode(encoding))  # noqa: RUF001

    assert cells(rosters.read(path), "name") == ["José ’Satu’"]  # noqa: RUF001


def test_an_encoding_that_is_named_is_the_only_one(tmp_path: Path) -> None:
    """And one that is not known is refused."""
    path = csv(tmp_path, f"NIK;Nama\n{NIK};José\n".encode("windows-1252"))

    assert cells(rosters.read(path, encoding="windows-1252"), "name") == ["José"]
    with refusal("encoding"):
        list(rosters.read(path, encoding="utf-8").rows())
    with refusal("encoding"):  # a byte that Windows-1252 does not have
        list(rosters.read(csv(tmp_path, b"NIK;Nama\n1;Jos\xe9 \x81\n")).rows())
    with pytest.raises(jr.UnknownNameError, match="latin-1"):
        rosters.read(path, encoding="latin-1")


def test_a_list_has_the_callers_own_headings_and_facts(tmp_path: Path) -> None:
    """From a mapping, or from a TOML file; a mapped field is found by no other heading."""
    path = csv(tmp_path, f"NIK;Nomor Warga;Kelompok Tani;Nama\n1;{NIK};Sumber Rejeki;Satu\n")
    toml = csv(
        tmp_path,
        'format = 1\n[columns]\nnik = "nomor warga"\n[facts]\ngroup = "KELOMPOK TANI"\n',
        "columns.toml",
    )

    village = rosters.from_records([{"Desa": "Mawar"}], columns=Columns(facts={"group": "Desa"}))
    assert village.has("village")
    assert [row.facts for row in village.rows()] == [("Mawar",)]
    for columns in (
        rosters.read_columns(toml),
        Columns({"nik": "Nomor Warga"}, facts={"group": "Kelompok Tani"}),
    ):
        roster = rosters.read(path, columns=columns)
        assert (cells(roster, "nik"), roster.unread) == ([NIK], ("NIK",))
        (worker,) = checked(roster).workers()
        assert dict(worker.facts)["group"] == "Sumber Rejeki"


def test_columns_that_cannot_be_are_refused(tmp_path: Path) -> None:
    """By name, and in a file by key path."""
    with pytest.raises(jr.UnknownNameError, match="nick"):
        Columns({"nick": "NIK"})
    with pytest.raises(jr.InvalidFactError, match="named like a field"):
        Columns(facts={"village": "Desa"})
    for wrong in ({"nik": ""}, {"nik": 3}, "nik", {"nik"}, 7):
        with pytest.raises(jr.InvalidFactError, match="was given as columns"):
            Columns(wrong)  # type: ignore[arg-type]
    with pytest.raises(jr.RulesFileError) as caught:
        rosters.read_columns(csv(tmp_path, "format = 2\nheadings = 1\n[columns]\nnik = 3\n"))
    assert len(caught.value.faults) == 3
    with pytest.raises(jr.InvalidFactError, match="two fields"):
        Columns({"nik": "NIK", "name": " nik "})
    with refusal("column-missing"):
        rosters.from_records([{"NIK": NIK}], columns=Columns({"name": "Nama Warga"}))
    with refusal("column-missing"):
        rosters.from_records([{"NIK": NIK}], columns=Columns(facts={"group": "Kelompok"}))
    with pytest.raises(jr.RulesFileError, match="not TOML"):
        rosters.read_columns(csv(tmp_path, "[columns"))


def test_excel_keeps_kinds_and_the_numbers_of_rows(tmp_path: Path) -> None:
    """Days are days, a NIK that became a number is named, empty rows are no rows."""
    path = excel_file(
        [
            ["Daftar nominatif"],
            [],
            ["NIK", "Nama", "Tanggal Lahir", "Penghasilan", "Persetujuan"],
            [NIK, "Satu", date(1985, 5, 15), 1_500_000, True],
            [],
            [float(OTHER), "Dua", 31_182, 1_250_000.0, False],
        ],
        tmp_path / "list.xlsx",
    )

    roster = rosters.read(path)

    assert roster.sheet == "Daftar"
    policy = rosters.EligibilityPolicy()
    first, second = checked(roster, policy=policy).rows
    assert (first.number, first.rules, first.birth_date) == (4, (), date(1985, 5, 15))
    assert first.income == jr.Rupiah(1_500_000)
    assert (second.number, second.reason) == (6, "nik-rounded")
    assert "consent-refused" in second.rules
    assert second.birth_date == date(1985, 5, 15)


def test_old_excel_is_read_like_the_new_one() -> None:
    """Row by row the same."""
    old, new = (rosters.read(FILES / name) for name in ("list.xls", "list.xlsx"))

    assert [tuple(row.cells or ()) for row in old.rows()] == [
        tuple(row.cells or ()) for row in new.rows()
    ]


def test_old_excel_has_kinds_of_cells_too() -> None:
    """Days, booleans, numbers and errors; a day that cannot be is no day."""
    first, second = checked(
        rosters.read(FILES / "kinds.xls"), policy=rosters.EligibilityPolicy()
    ).rows

    assert (first.number, first.rules, first.birth_date) == (3, (), date(1985, 5, 15))
    assert first.income == jr.Rupiah(1_500_000)
    assert second.rules == ("birth-date-unreadable", "consent-refused")
    assert second.text("village") is None


def test_a_worksheet_is_chosen_where_one_alone_holds_a_list(tmp_path: Path) -> None:
    """Else it is to be named; what is not there is told with what is."""
    path = tmp_path / "list.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"Catatan": ["dari desa"]}).to_excel(book, sheet_name="Catatan", index=False)
        pd.DataFrame({"NIK": [NIK]}).to_excel(book, sheet_name="Tahap I", index=False)
    assert rosters.read(path).sheet == "Tahap I"
    with pytest.raises(jr.RosterFileError, match="Catatan, Tahap I") as caught:
        rosters.read(path, sheet="Tahap II")
    assert caught.value.rule == "sheet-missing"
    with refusal("no-heading"):
        rosters.read(path, sheet="Catatan")
    with pd.ExcelWriter(path) as book:  # a summary is no list, though it names villages
        pd.DataFrame({"Desa": ["Mawar"], "Jumlah": [1]}).to_excel(book, sheet_name="Rekap")
        pd.DataFrame({"NIK": [NIK]}).to_excel(book, sheet_name="Tahap I", index=False)
    assert rosters.read(path).sheet == "Tahap I"

    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"NIK": [NIK]}).to_excel(book, sheet_name="Tahap I", index=False)
        pd.DataFrame({"NIK": [OTHER]}).to_excel(book, sheet_name="Tahap II", index=False)
    with refusal("several-sheets"):
        rosters.read(path)
    both = [rosters.read(path, sheet=sheet) for sheet in ("Tahap I", "Tahap II")]
    found = checked(both)
    assert [(row.sheet, row.number) for row in found.rows] == [("Tahap I", 2), ("Tahap II", 2)]
    with refusal("no-sheets"):
        rosters.read(csv(tmp_path, f"NIK\n{NIK}\n"), sheet="Tahap I")


def test_records_may_have_headings_of_their_own() -> None:
    """A portal writes what it has; a record that lacks a field has nothing in it."""
    records = [{"NIK": NIK, "Desa": "Mawar"}, {"desa": "Melati", "No. KTP": OTHER}, {"x": 1}]
    roster = rosters.from_records(records)

    assert cells(roster, "nik") == [NIK, OTHER, None]
    assert cells(roster, "village") == ["Mawar", "Melati", None]
    assert found_in(*records) == [(), (), ("nik-missing",)]


def test_many_kinds_of_records_are_read_with_bounded_memory() -> None:
    """Even where every record has headings that none before had."""
    records = [{"NIK": f"99010155058500{at:02}", f"extra {at}": at} for at in range(1, 90)]

    assert len(cells(rosters.from_records(records), "nik")) == 89


def test_what_one_record_lacks_another_may_have(tmp_path: Path) -> None:
    """In whatever order they stand: of records, and of the objects of a file."""
    records = [{"NIK": NIK}, {"NIK": OTHER, "Persetujuan": "tidak", "Status": "meninggal"}]
    for given in (records, records[::-1]):
        path = csv(tmp_path, json.dumps(given), "list.json")
        for roster in (rosters.from_records(given), rosters.read(path)):
            assert roster.has("consent")
            assert roster.unread == ("Status",)
            refused = {row.nik: row.rules for row in checked(roster).rows}
            assert refused[OTHER] == ("consent-refused",)


def test_brackets_that_say_something_else_are_read() -> None:
    """An income of a year is none of a month, and a wife has another NIK than her husband."""
    for heading, field in (
        ("Penghasilan (per tahun)", "income"), ("Penghasilan (ribu Rp)", "income"),
        ("NIK (Kepala Keluarga)", "nik"), ("Tanggal Lahir (mm/dd/yyyy)", "birth_date"),
    ):  # fmt: skip
        roster = rosters.from_records([{"No. KK": "1", heading: "x"}])
        assert (roster.has(field), roster.unread) == (False, (heading,))
    assert rosters.from_records([{"Nama (Ibu Kandung)": "x"}]).has("mother_name")
    for heading, field in (
        ("Penghasilan (per bulan)", "income"), ("JK (L/P)", "sex"), ("NIK [16 digit]", "nik"),
        ("Nama (sesuai KTP)", "name"), ("NIK (3)", "nik"), ("NIK ()", "nik"),
    ):  # fmt: skip
        assert rosters.from_records([{heading: "x"}]).has(field)


def test_a_heading_that_is_repeated_is_no_row(tmp_path: Path) -> None:
    """As printed lists have it at the top of each page."""
    page = f"NIK;Nama\n{NIK};Satu\nNIK;Nama\n{OTHER};Dua\nbelum ada;Tiga\n"

    found = checked(rosters.read(csv(tmp_path, page)))

    assert [(row.number, row.rules) for row in found.rows] == [(2, ()), (4, ()), (5, ("nik-form",))]
    without = "Desa;Nama\nMawar;Satu\nDesa;Nama\nDesa;Dua\n"
    assert [row.number for row in rosters.read(csv(tmp_path, without)).rows()] == [2, 4]


def test_a_column_without_a_heading_is_told_where_it_holds_something(tmp_path: Path) -> None:
    """A remark at the side may say that somebody has died."""
    rows = [["NIK", "", "Nama", ""], [NIK, "", "Satu", "sudah meninggal"]]
    path = excel_file(rows, tmp_path / "list.xlsx")

    assert rosters.read(path).unread == ("(D)",)
    wide = [["NIK", *[""] * 30], [NIK, *[""] * 29, "jauh"]]
    assert rosters.read(excel_file(wide, path)).unread == ("(AE)",)


def test_rows_of_blanks_are_no_rows(tmp_path: Path) -> None:
    """Whatever kind of blank it is."""
    path = csv(tmp_path, f"NIK;Nama\n ; \n{NIK};Satu\n\u00a0;\n")
    assert [row.number for row in rosters.read(path).rows()] == [3]
    path = excel_file([["NIK", "Nama"], [" ", "\u00a0"], [NIK, "Satu"]], tmp_path / "list.xlsx")
    assert [row.number for row in rosters.read(path).rows()] == [3]


def test_a_list_can_be_sent_to_another_process() -> None:
    """A file is opened again there."""
    for name in ("comma.csv", "list.xlsx", "list.xls", "records.json"):
        roster = rosters.read(FILES / name)
        again = pickle.loads(pickle.dumps(roster))
        assert list(again.rows()) == list(roster.rows())


@pytest.mark.parametrize(
    "ask",
    [
        lambda: rosters.read(None),  # type: ignore[arg-type]
        lambda: rosters.read(7),  # type: ignore[arg-type]
        lambda: rosters.read(FILES / "comma.csv", columns={"nik": "NIK"}),  # type: ignore[arg-type]
        lambda: rosters.read(FILES / "comma.csv", limits=5),  # type: ignore[arg-type]
        lambda: rosters.read(FILES / "comma.csv", sheet=0),  # type: ignore[arg-type]
        lambda: rosters.from_records([{"NIK": NIK}], name=None),  # type: ignore[arg-type]
        lambda: rosters.from_records([{"NIK": NIK}], columns={"nik": "NIK"}),  # type: ignore[arg-type]
        lambda: rosters.from_frame(pl.DataFrame({"NIK": [NIK]}), name=5),  # type: ignore[arg-type]
        lambda: rosters.from_frame(pl.DataFrame({"NIK": [NIK]}), columns={}),  # type: ignore[arg-type]
        lambda: rosters.from_frame(pd.DataFrame([[1, 2, 3]], columns=["NIK", "Ket", "Ket"])),
    ],
)
def test_a_wrong_argument_is_told(ask: Callable[[], object]) -> None:
    """By what it is, and what is asked."""
    with pytest.raises(jr.InvalidFactError):
        ask()


def test_half_a_letter_does_no_harm(tmp_path: Path) -> None:
    """Some programs cut an emoji in two."""
    records = [{"NIK": NIK, "ID": "\ud83d", "Pekerjaan": "\ud83d", "Desa": "Mawar\ud83d"}]
    path = csv(tmp_path, json.dumps(records), "list.json")
    for roster in (rosters.from_records(records), rosters.read(path)):
        (row,) = checked(roster).rows
        assert (row.id, row.place) == ("?", (None, "Mawar?"))
        "\n".join([row.id, *map(str, row.place)]).encode()


def test_records_that_are_none_are_refused() -> None:
    """By what they are."""
    with refusal("no-rows"):
        rosters.from_records([])
    with refusal("no-heading"):
        rosters.from_records([{"x": 1}])
    with pytest.raises(jr.InvalidFactError, match="A str was given as a record"):
        rosters.from_records(["NIK"])  # type: ignore[list-item]
    with pytest.raises(jr.InvalidFactError, match="A int was given as a record"):
        rosters.from_records(7)  # type: ignore[arg-type]


def test_frames_that_are_none_are_refused() -> None:
    """What is no frame, and one without rows."""
    with pytest.raises(jr.InvalidFactError, match="A dict was given as a data frame"):
        rosters.from_frame({"NIK": [NIK]})
    with refusal("no-rows"):
        rosters.from_frame(pl.DataFrame({"NIK": []}, schema={"NIK": pl.String}))
    with refusal("column-doubled"):
        rosters.from_frame(pl.DataFrame({"NIK": [NIK], "No KTP": [NIK]}))


def test_a_frame_with_empty_cells_of_its_own_kind_is_read() -> None:
    """Pandas has four ways to say that nothing is there."""
    frame = pd.DataFrame(
        {
            "NIK": pd.array([NIK, OTHER, pd.NA], dtype="string"),
            "Tanggal Lahir": pd.to_datetime(["1985-05-15", None, None]),
            "Penghasilan": [1_000_000.0, float("nan"), 0.0],
        }
    )

    rows = checked(rosters.from_frame(frame)).rows

    assert [row.rules for row in rows] == [(), ("birth-date-from-nik",), ("nik-missing",)]
    assert [row.income for row in rows] == [jr.Rupiah(1_000_000), None, jr.Rupiah(0)]


def test_what_needs_a_library_that_is_not_there_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And how to install it."""
    for module, name in (("python_calamine", "list.xlsx"), ("xlrd", "list.xls")):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(jr.MissingExtraError, match=r"jamsostek-rentan\[excel\]"):
            rosters.read(FILES / name)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(jr.MissingExtraError, match=r"jamsostek-rentan\[frames\]"):
        rosters.from_frame(pl.DataFrame({"NIK": [NIK]}))


@pytest.mark.parametrize(
    ("rule", "content"),
    [
        ("empty", b""),
        ("empty", b"\xef\xbb\xbf \r\n"),
        ("no-rows", b"NIK;Nama\r\n"),
        ("no-rows", b"[]"),
        ("no-heading", b"a;b\r\n1;2\r\n"),
        ("no-heading", b'[{"x": 1}]'),
        ("nested", b'{"data": [{"nik": "1"}]}'),
        ("nested", b'{"NIK": {"0": "1", "1": "2"}}'),
        ("column-doubled", b"NIK;Nama;No. KTP\r\n1;2;3\r\n"),
        ("column-twice", b'[{"NIK": 1, "nik": 2}]'),
        ("column-twice", b"NIK;Nama;Nama\r\n1;2;3\r\n"),
        ("second-heading", b"NIK;Nama;Nama Ibu\r\n1;a;b\r\nNIK;Nama Ibu;Nama\r\n2;c;d\r\n"),
        ("kind-picture", b"\x89PNG\r\n\x1a\n"),
        ("kind-pdf", b"{\\rtf1 NIK}"),
        ("mixed-separators", b"NIK;Nama,Desa,Kecamatan\r\n1;2,3,4\r\n"),
        ("quotation", b'NIK;Nama\r\n1;"Satu\r\n'),
        ("quotation", b'NIK;Nama\r\n1;"Sa"tu\r\n'),
        ("no-text", b"NIK;Nama\r\n1;Sa\0tu\r\n"),
        ("no-json", b'[{"NIK": "1"}'),
        ("no-json", b'[{"NIK": "1"}] x'),
        ("no-json", b'[{"NIK": "1"} {"NIK": "2"}]'),
        ("no-json", b'[{"NIK": }]'),
        ("no-records", b"[1, 2]"),
        ("encoding", b'[{"NIK": "\xff"}]'),
        ("kind-utf-16", "NIK;Nama\r\n1;2\r\n".encode("utf-16")),
        ("kind-pdf", b"%PDF-1.7 ..."),
        ("kind-parquet", b"PAR1...."),
        ("kind-packed", gzip.compress(b"NIK;Nama")),
        ("kind-html", b"<html><table><tr><td>NIK</td></tr></table></html>"),
        ("damaged", b"PK\x03\x04 and nothing else"),
        ("damaged", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing else"),
    ],
)
def test_what_is_no_list_is_refused_by_name(rule: str, content: bytes, tmp_path: Path) -> None:
    """In both languages, and nothing is half read."""
    with refusal(rule):
        checked(rosters.read(csv(tmp_path, content)))


def test_a_password_is_named(tmp_path: Path) -> None:
    """Of new Excel, of old Excel, of LibreOffice, and of a packed folder."""
    with refusal("password"):
        rosters.read(FILES / "locked.xlsx")
    old = (FILES / "list.xls").read_bytes()
    mark = struct.pack("<3H", 0x00E1, 2, 0x04B0)  # a record that says nothing
    assert old.count(mark) == 1
    locked = old.replace(mark, struct.pack("<3H", 0x002F, 2, 0))  # and the one of a password
    with refusal("password"):
        rosters.read(csv(tmp_path, locked, "list.xls"))
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(FILES / "list.ods") as before, zipfile.ZipFile(path, "w") as after:
        manifest = b'<?xml version="1.0"?><m><manifest:encryption-data/></m>'
        for part in before.namelist():
            last = part == "META-INF/manifest.xml"
            after.writestr(part, manifest if last else before.read(part))
    with refusal("password"):
        rosters.read(path)
    packed = bytearray((FILES / "list.xlsx").read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.find(header) + flags] |= 1  # which says that the part is locked
    with refusal("password"):
        rosters.read(csv(tmp_path, bytes(packed), "list.xlsx"))


def test_a_workbook_that_is_damaged_or_binary_is_named(tmp_path: Path) -> None:
    """One whose cells lie too far apart for any memory, too."""
    with refusal("damaged"):
        rosters.read(FILES / "far-cells.xls")
    path = tmp_path / "list.xlsb"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.bin", b"\0")
    with refusal("kind-xlsb"):
        rosters.read(path)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", b"no workbook")
    with refusal("damaged"):
        rosters.read(path)


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    """A folder, a pipe, nothing at all, and one that may not be read."""
    with refusal("directory"):
        rosters.read(tmp_path)
    with refusal("missing"):
        rosters.read(tmp_path / "list.csv")
    if hasattr(os, "mkfifo"):  # which Windows has not
        os.mkfifo(tmp_path / "pipe")
        with refusal("no-file"):
            rosters.read(tmp_path / "pipe")
    with refusal("not-opened"):
        rosters.read(tmp_path / ("x" * 300))
    with refusal("not-opened"):
        rosters.read("a\0.csv")
    unreadable = Path("/proc/self/mem")
    if unreadable.exists():  # of Linux: a file that opens, and cannot be read
        with refusal("not-opened"):
            rosters.read(unreadable)


@pytest.mark.parametrize("name", ["comma.csv", "list.xlsx", "list.xls", "list.ods", "lines.json"])
def test_a_file_that_changes_is_refused(name: str, tmp_path: Path) -> None:
    """Between its heading and its rows, and while its rows are read."""
    path = Path(shutil.copy(FILES / name, tmp_path))
    roster = rosters.read(path)
    path.write_bytes(path.read_bytes() + b"\n")
    with refusal("changed"):
        checked(roster)


def test_a_file_that_changes_under_the_reader_is_refused(tmp_path: Path) -> None:
    """Nothing of it is returned."""
    path = csv(tmp_path, "NIK\n" + f"{NIK}\n" * 30_000)
    rows = rosters.read(path).rows()
    next(rows)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{OTHER}\n")
    with refusal("changed"):
        list(rows)


def test_reading_may_stop_early(tmp_path: Path) -> None:
    """And the file is closed."""
    path = csv(tmp_path, "NIK\n" + f"{NIK}\n" * 30_000)
    rows = rosters.read(path).rows()
    assert next(rows).number == 2
    rows.close()  # type: ignore[attr-defined]
    path.unlink()


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (f"{NIK};Satu", ()),
        (f"{NIK};Satu;", ()),  # one separator too many says nothing
        (f"{NIK};Satu;;;", ()),
        (f"{NIK};Satu;lebih", ("row-width",)),
        (NIK, ("row-width",)),
    ],
)
def test_a_row_of_another_width_cannot_be_taken_apart(
    row: str, found: tuple[str, ...], tmp_path: Path
) -> None:
    """It is refused, and the others are read."""
    path = csv(tmp_path, f"NIK;Nama\n{row}\n{OTHER};Dua\n")

    assert [one.rules for one in checked(rosters.read(path)).rows] == [found, ()]


def test_a_row_that_is_separated_otherwise_refuses_the_list(tmp_path: Path) -> None:
    """Half a list by commas would be read as rows without a NIK."""
    path = csv(tmp_path, f"NIK;Nama;Desa\n{NIK};Satu;Mawar\n{OTHER},Dua,Melati\n")

    with refusal("mixed-separators"):
        checked(rosters.read(path))


def _long_line(bytes_: int) -> bytes:
    """A line of so many bytes, whose cells are not too long."""
    cell = "x" * 99_999 + ";"
    line = f"{NIK};" + cell * (bytes_ // len(cell))
    return f"NIK;Nama\n{line}{'x' * (bytes_ - len(line) - 1)}\n".encode()


def _long_record(bytes_: int) -> bytes:
    record = b'{"NIK": "1", "Nama": ""}'
    return b"[" + record[:-2] + b"x" * (bytes_ - len(record)) + record[-2:] + b"]"


def _wide(columns: int) -> bytes:
    return ";".join(["NIK", *(f"k{at}" for at in range(1, columns))]).encode() + b"\n1\n"


@pytest.mark.parametrize(
    ("make", "limits", "rule"),
    [
        (_long_line, Limits(line=500), "line-too-long"),
        (_long_record, Limits(line=500), "line-too-long"),
        (_wide, Limits(columns=500), "too-many-columns"),
        (_long_line, Limits(unpacked=509), "too-large"),  # the heading has nine bytes
    ],
)
def test_each_limit_is_taken_and_one_more_is_not(
    make: Callable[[int], bytes], limits: Limits, rule: str, tmp_path: Path
) -> None:
    """Just below it, at it, and just above."""
    for size in (499, 500):
        checked(rosters.read(csv(tmp_path, make(size)), limits=limits))
    with refusal(rule):
        checked(rosters.read(csv(tmp_path, make(501)), limits=limits))


@pytest.mark.parametrize(
    ("make", "rule"),
    [(_long_line, "line-too-long"), (_long_record, "line-too-long"), (_wide, "too-many-columns")],
)
def test_the_usual_limits_are_those_that_are_stated(
    make: Callable[[int], bytes], rule: str, tmp_path: Path
) -> None:
    """A line of 1 MiB, 512 columns."""
    most = 512 if rule == "too-many-columns" else 1 << 20
    checked(rosters.read(csv(tmp_path, make(most))))
    with refusal(rule):
        checked(rosters.read(csv(tmp_path, make(most + 1))))


def test_a_record_that_never_ends_is_refused_early(tmp_path: Path) -> None:
    """Long before the file has ended."""
    path = csv(tmp_path, b'[{"NIK": "' + b"x" * (5 << 20))

    with refusal("line-too-long"):
        rosters.read(path, limits=Limits(line=1 << 17))


def test_a_cell_that_is_too_long_is_named(tmp_path: Path) -> None:
    """The reader of Python holds so much and no more."""
    for size in (131_071, 131_072):
        checked(rosters.read(csv(tmp_path, f"NIK;Nama\n{NIK};{'x' * size}\n")))
    with refusal("cell-too-long"):
        checked(rosters.read(csv(tmp_path, f"NIK;Nama\n{NIK};{'x' * 131_073}\n")))


def test_a_workbook_is_measured_before_it_is_opened(tmp_path: Path) -> None:
    """What it unpacks to, how wide it is, and how many cells it spans."""
    path = excel_file([["NIK", "Nama"], [NIK, "Satu"]], tmp_path / "list.xlsx")
    with zipfile.ZipFile(path) as packed:
        size = sum(entry.file_size for entry in packed.infolist())
    assert len(checked(rosters.read(path, limits=Limits(unpacked=size))).rows) == 1
    with refusal("too-large"):
        rosters.read(path, limits=Limits(unpacked=size - 1))

    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/bomb.bin", b"\0" * (201 << 20))
    assert path.stat().st_size < 1 << 20
    with refusal("too-large"):
        rosters.read(path)


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_that_spans_too_much_is_refused(suffix: str, tmp_path: Path) -> None:
    """A single cell in a far corner would fill the memory."""
    for column, row, limits, rule in (
        (600, 1, Limits(), "too-many-columns"),
        (30, 1, Limits(columns=30), None),
        (31, 1, Limits(columns=30), "too-many-columns"),
        (30, 200_000, Limits(), None),
        (100, 200_000, Limits(), "too-many-cells"),
        (30, 100, Limits(cells=3_000), None),
        (30, 101, Limits(cells=3_000), "too-many-cells"),
    ):
        path = _with_a_far_cell(tmp_path / f"list.{suffix}", column, row)
        if rule is None:
            assert rosters.read(path, limits=limits).has("nik")
        else:
            with refusal(rule):
                rosters.read(path, limits=limits)


def _with_a_far_cell(path: Path, column: int, row: int) -> Path:
    """A list with one more filled cell, counted from 1."""
    if path.suffix == ".xlsx":
        rows: list[list[object]] = [["NIK", "Nama"], [NIK, "Satu"]]
        rows += [[] for _ in range(max(row - 2, 0))]
        rows[row - 1] = [*rows[row - 1], *([""] * (column - len(rows[row - 1]) - 1)), "jauh"]
        return excel_file(rows, path)
    body = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>NIK</text:p>'
        "</table:table-cell>{first}</table:table-row><table:table-row>"
        '<table:table-cell office:value-type="string"><text:p>1</text:p></table:table-cell>'
        "</table:table-row>{far}"
    )
    gap = f'<table:table-cell table:number-columns-repeated="{column - 1}"/>'
    filled = '<table:table-cell office:value-type="string"><text:p>jauh</text:p></table:table-cell>'
    first = ""
    far = ""
    if row == 1:
        first = f'<table:table-cell table:number-columns-repeated="{column - 2}"/>{filled}'
    else:
        far = (
            f'<table:table-row table:number-rows-repeated="{row - 3}"><table:table-cell/>'
            f"</table:table-row><table:table-row>{gap}{filled}</table:table-row>"
        )
    with zipfile.ZipFile(FILES / "list.ods") as before, zipfile.ZipFile(path, "w") as after:
        for part in before.namelist():
            content = before.read(part)
            if part == "content.xml":
                start, _, rest = content.decode().partition("<table:table-row")
                end = rest.rpartition("</table:table-row>")[2]
                content = (start + body.format(first=first, far=far) + end).encode()
            after.writestr(part, content)
    return path
