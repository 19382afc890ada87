"""Lists that lead a reader astray: bombs, words that look like headings, cells of any length."""

from __future__ import annotations

import functools
import gc
import os
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from lists import PERIOD, checked, excel_file, found_in
from test_reading import FILES, NIK, OTHER, cells, csv, refusal
from tests.watching_niks import nik_shown

import jamsostek_rentan as jr
from jamsostek_rentan import rosters
from jamsostek_rentan.rosters import EligibilityPolicy, Limits, RowResult
from jamsostek_rentan.rosters.unpacking import measure
from jamsostek_rentan.values.findings import Severity
from jamsostek_rentan.values.hiding import hidden


if TYPE_CHECKING:
    from collections.abc import Callable

THIRD = "9901011505850003"
ANYBODY = EligibilityPolicy(require=[])


def _workbook(path: Path, name: str, change: Callable[[str], str]) -> Path:
    """The list of the corpus with one part changed."""
    source = FILES / f"list{path.suffix}"
    with (
        zipfile.ZipFile(source) as before,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.namelist():
            content = before.read(part)
            after.writestr(part, change(content.decode()) if part == name else content)
    return path


def test_a_sheet_that_begins_with_a_million_blanks_is_measured_too(tmp_path: Path) -> None:
    """Whoever looks only at the beginning of a part takes it for no XML."""

    def far(xml: str) -> str:
        cell = '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
        return " " * (1 << 20) + xml[xml.index("<worksheet") :].replace("</sheetData>", cell)

    path = _workbook(tmp_path / "list.xlsx", "xl/worksheets/sheet1.xml", far)
    with refusal("too-many-columns"):
        rosters.read(path)


def test_one_text_in_a_million_cells_is_measured(tmp_path: Path) -> None:
    """A few kilobytes of a workbook would be gigabytes of cells."""
    long = "x" * 200_000

    def shared(xml: str) -> str:
        return xml.replace("<t>Pekerja 1</t>", f"<t>{long}</t>")

    path = _workbook(tmp_path / "list.xlsx", "xl/sharedStrings.xml", shared)
    assert len(checked(rosters.read(path, limits=Limits(unpacked=1 << 20))).rows) == 6
    rows = [["NIK", "Nama"], *([NIK, long] for _ in range(6))]
    path = excel_file([[cell[:32_767] for cell in row] for row in rows], path)
    assert rosters.read(path, limits=Limits(unpacked=300_000)).has("nik")
    with refusal("too-large"):
        rosters.read(path, limits=Limits(unpacked=190_000))

    def broken(xml: str) -> str:
        return xml.replace("<v>0</v>", "<v>99999</v>")

    with refusal("damaged"):
        rosters.read(_workbook(path, "xl/worksheets/sheet1.xml", broken))

    def repeated(xml: str) -> str:
        at = xml.rindex("<table:table-row")
        return xml[:at] + xml[at:].replace(
            "<table:table-row", '<table:table-row table:number-rows-repeated="2000"', 1
        ).replace("Pekerja 6", "x" * 200_000)

    with refusal("too-large"):
        rosters.read(_workbook(tmp_path / "list.ods", "content.xml", repeated))


CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
EMPTY = '<table:table-cell table:number-columns-repeated="{}"/>'
COVERED = "<table:covered-table-cell/>"
ROW = "<table:table-row{}>{}</table:table-row>"


@pytest.mark.parametrize(
    ("tables", "limits", "rule"),
    [
        ([ROW.format("", CELL * 3)], Limits(columns=3), None),
        ([ROW.format("", CELL * 4)], Limits(columns=3), "too-many-columns"),
        ([ROW.format("", COVERED * 3 + CELL)], Limits(columns=3), "too-many-columns"),
        ([ROW.format("", EMPTY.format(3) + CELL)], Limits(columns=3), "too-many-columns"),
        ([ROW.format("", CELL + EMPTY.format(16_383))], Limits(columns=3), None),
        ([ROW.format("", EMPTY.format("many") + CELL)], Limits(), "too-many-columns"),
        ([ROW.format("", CELL) * 5], Limits(cells=5), None),
        ([ROW.format("", CELL) * 6], Limits(cells=5), "too-many-cells"),
        ([ROW.format(' table:number-rows-repeated="6"', CELL)], Limits(cells=5), "too-many-cells"),
        ([ROW.format("", CELL) + ROW.format("", EMPTY.format(9)) * 9], Limits(cells=5), None),
        (
            [ROW.format("", EMPTY.format(9)) * 9 + ROW.format("", CELL)],
            Limits(cells=9),
            "too-many-cells",
        ),
        ([ROW.format("", EMPTY.format(9)) * 9, ROW.format("", CELL)], Limits(cells=9), None),
        ([ROW.format("", "<table:table-cell><text:p>x</text:p></table:table-cell>" * 4)],
         Limits(columns=3), "too-many-columns"),
    ],
)  # fmt: skip
def test_the_span_of_a_table_of_libreoffice_is_measured(
    tables: list[str], limits: Limits, rule: str | None, tmp_path: Path
) -> None:
    """Repeated and covered cells count as often as they stand, up to the last filled one."""
    path = tmp_path / "list.ods"

    def spread(xml: str) -> str:
        start, _, rest = xml.partition("<table:table ")
        named = "".join(
            f'<table:table table:name="T{at}">{table}</table:table>'
            for at, table in enumerate(tables)
        )
        return start + named + rest.rpartition("</table:table>")[2]

    _workbook(path, "content.xml", spread)
    if rule is None:
        measure(path.read_bytes(), "list.ods", limits)
    else:
        with refusal(rule):
            measure(path.read_bytes(), "list.ods", limits)


@pytest.mark.parametrize(
    ("cells", "limits", "rule"),
    [
        ('<row r="1"><c r="C1"/></row>', Limits(columns=3), None),
        ('<row r="1"><c r="D1"/></row>', Limits(columns=3), "too-many-columns"),
        ("<row><c/><c/><c/></row><row><c/></row>", Limits(columns=3, cells=6), None),
        ("<row><c/><c/><c/></row><row><c/></row>", Limits(cells=5), "too-many-cells"),
        ("<row><c/><c/></row><row><c/><c/></row>", Limits(columns=2), None),
        ('<row r="7"><c/></row>', Limits(cells=6), "too-many-cells"),
        ('<row r="1"><c r="B1"/><c/></row>', Limits(columns=2), "too-many-columns"),
        ('<x:row r="1"><x:c r="D1"/></x:row>', Limits(columns=3), "too-many-columns"),
    ],
)
def test_the_span_of_a_sheet_of_excel_is_measured(
    cells: str, limits: Limits, rule: str | None, tmp_path: Path
) -> None:
    """Cells need not say where they stand."""

    def spread(xml: str) -> str:
        start, _, rest = xml.partition("<sheetData>")
        start = start.replace("<worksheet ", '<worksheet xmlns:x="x" ')
        return f"{start}<sheetData>{cells}</sheetData>{rest.partition('</sheetData>')[2]}"

    path = _workbook(tmp_path / "list.xlsx", "xl/worksheets/sheet1.xml", spread)
    if rule is None:
        measure(path.read_bytes(), "list.xlsx", limits)
    else:
        with refusal(rule):
            measure(path.read_bytes(), "list.xlsx", limits)


def test_a_row_of_many_lines_is_no_longer_than_a_line_may_be(tmp_path: Path) -> None:
    """A quotation mark that does not close takes in line after line."""
    path = csv(tmp_path, f'NIK;Nama\n{NIK};"' + "ab\n" * 400 + '"\n')
    assert len(checked(rosters.read(path, limits=Limits(line=1_500))).rows) == 1
    with refusal("line-too-long"):
        rosters.read(path, limits=Limits(line=1_000))
    assert rosters.read(path, limits=Limits(line=1 << 62)).has("nik")


@pytest.mark.parametrize("name", ["list.xls", "records.json", "lines.json"])
def test_limits_hold_for_every_kind_of_file(name: str) -> None:
    """Columns of old Excel and fields of records, too."""
    assert rosters.read(FILES / name, limits=Limits(columns=11)).has("nik")
    with refusal("too-many-columns"):
        rosters.read(FILES / name, limits=Limits(columns=10))


def test_the_cells_of_old_excel_are_counted() -> None:
    """Seven rows of eleven columns."""
    assert rosters.read(FILES / "list.xls", limits=Limits(cells=77)).has("nik")
    with refusal("too-many-cells"):
        rosters.read(FILES / "list.xls", limits=Limits(cells=76))


def test_cells_of_any_length_are_read_at_once() -> None:
    """A number of a million digits would take minutes."""
    long = "1" * 1_000_000
    for cell in (long, f"{long}.0", f"1.{long}E+15", f"={long}", f"{'1' * 3}.{'111.' * 9_999}111"):
        assert found_in({"NIK": cell}) == [("nik-form",)]
    assert found_in({"NIK": "6.4740155058500019E+15"}) == [("nik-rounded",)]
    far = "x " * 300 + "PNS"
    policy = EligibilityPolicy(require=["nik"], excluded_jobs=["PNS"])
    assert found_in({"NIK": NIK, "Pekerjaan": far}, policy=policy) == [("job-excluded",)]
    assert found_in({"NIK": NIK, "Pekerjaan": "x" * 96 + " pnsxyz"}, policy=policy) == [()]
    same = "x" * 60
    rows = [{"NIK": NIK, "Pekerjaan": f"{same}{job}"} for job in "ab"]
    assert found_in(*rows)[1] == ("duplicate", "second-job")


@pytest.mark.parametrize(
    "cell",
    ["Ya [tidak bersedia]", "Setuju (tidak)", "(tidak) ya", "Bersedia (ya/tidak)", "Ya (belum)"],
)
def test_what_stands_in_brackets_belongs_to_an_answer(cell: str) -> None:
    """A form that nobody has filled in is no consent."""
    policy = EligibilityPolicy(require=["nik", "consent"])

    assert found_in({"NIK": NIK, "Setuju": cell}, policy=policy) == [("consent-unreadable",)]


def test_an_age_is_known_by_the_nik_where_the_list_does_not_tell() -> None:
    """However much a policy makes of that."""
    child = "9901010101200001"
    for field, cell in (("birth-date-unreadable", "lupa"), ("birth-date-missing", "")):
        policy = EligibilityPolicy(
            require=["nik", "birth_date"], least_age=18, severities={field: Severity.NOTE}
        )
        assert found_in({"NIK": child, "Tanggal Lahir": cell}, policy=policy) == [
            (field, "age-under")
        ]


def test_a_known_word_further_down_is_no_heading(tmp_path: Path) -> None:
    """Kota is a place and may be a name; five people must not vanish above it."""
    rows = "\n".join(f"{at};Orang {at};Hilir" for at in range(4))
    strange = f"Identitas;Warga;Wil\n{rows}\n5;Siti;Kota\n6;Budi;Hulu\n"
    with refusal("no-heading"):
        rosters.read(csv(tmp_path, strange))
    title = f"Desa Mawar;;\nNIK;Nama;Desa\n{NIK};Nama;Desa\n"
    (row,) = checked(rosters.read(csv(tmp_path, title))).rows
    assert (row.number, row.text("name"), row.text("village")) == (3, "Nama", "Desa")
    late = f"Kota;;\n;;\nNIK;x;y\n{NIK};;\n"
    assert cells(rosters.read(csv(tmp_path, late)), "nik") == [NIK]
    with refusal("no-heading"):  # the digits of a NIK make a row, not a heading
        rosters.read(csv(tmp_path, f"{NIK};Nama;Desa\n{OTHER};Satu;Mawar\n"))


def test_numbers_of_columns_stand_under_every_heading(tmp_path: Path) -> None:
    """A row that has a gap is a row."""
    found = checked(rosters.read(csv(tmp_path, f"NIK;Nama;Desa\n1;;2\n{NIK};Satu;Mawar\n")))
    assert [row.number for row in found.rows] == [2, 3]
    found = checked(rosters.read(csv(tmp_path, f"NIK;Nama\n1;2\n{NIK};Satu\n")))
    assert [row.number for row in found.rows] == [3]


def test_a_list_that_ends_without_a_row_is_refused(tmp_path: Path) -> None:
    """Whatever stood in it."""
    with refusal("no-rows"):
        checked(rosters.read(csv(tmp_path, "NIK;Nama\n1;2\n")))
    with refusal("no-rows"):
        checked(rosters.read(csv(tmp_path, "x\n" * 29 + "NIK;Nama\n")))


def test_a_heading_may_stand_last_among_the_first_rows(tmp_path: Path) -> None:
    """With its rows below."""
    path = csv(tmp_path, "x\n" * 29 + f"NIK;Nama\n{NIK};Satu\n")

    assert [row.number for row in rosters.read(path).rows()] == [31]


@pytest.mark.parametrize(
    "beginning", ["[DAFTAR NOMINATIF];\n", "\n" * 5_000, "\ufeff\n\n", "Daftar [1];\n"]
)
def test_a_csv_file_may_begin_as_it_likes(beginning: str, tmp_path: Path) -> None:
    """With a title in brackets, or pages of nothing."""
    path = csv(tmp_path, f"{beginning}NIK;Nama\n{NIK};Satu\n")

    assert cells(rosters.read(path), "nik") == [NIK]


def test_a_comma_in_an_address_is_no_other_separator(tmp_path: Path) -> None:
    """One short row is refused alone; a row with its NIK in place by commas refuses the list."""
    path = csv(tmp_path, f'NIK;Nama;Alamat\n{NIK};Satu;x\n{OTHER};"Jl. A, RT 1, RW 2"\n')

    assert [row.rules for row in checked(rosters.read(path)).rows] == [(), ("row-width",)]
    with refusal("mixed-separators"):
        checked(rosters.read(csv(tmp_path, f"NIK;Nama\n{NIK};Satu\n{OTHER},Dua\n")))


def test_a_mark_of_a_file_is_its_size_its_time_and_its_place(tmp_path: Path) -> None:
    """Another file of the same size, or the same one written again."""
    path = csv(tmp_path, f"NIK\n{NIK}\n")
    roster = rosters.read(path)
    path.write_bytes(f"NIK\n{OTHER}\n".encode())
    os.utime(path, ns=(1, 1))
    with refusal("changed"):
        checked(roster)
    roster = rosters.read(path)
    other = csv(tmp_path, f"NIK\n{NIK}\n", "other.csv")
    os.utime(other, ns=(1, 1))
    other.replace(path)
    with refusal("changed"):
        checked(roster)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"7z\xbc\xaf\x27\x1c", "kind-packed"),
        (b"Rar!\x1a\x07", "kind-packed"),
        ("NIK;Nama".encode("utf-16-be"), "no-text"),
        (b"\xfe\xff" + "NIK;Nama".encode("utf-16-be"), "kind-utf-16"),
        (b"[" * 50_000, "no-records"),
        (b'[{"NIK": ' + b"[" * 50_000, "no-json"),
    ],
)
def test_more_files_that_are_no_lists(content: bytes, rule: str, tmp_path: Path) -> None:
    """By name."""
    with refusal(rule):
        rosters.read(csv(tmp_path, content))


def test_places_are_counted_however_they_are_written() -> None:
    """As they are compared with a policy, and shown as they were written first."""
    villages = ["Mawar", "MAWAR ", "Desa Mawar", "", "Melati", ["Melati"], ["Melati"]]
    found = checked(
        rosters.from_records([{"NIK": "", "Desa": one} for one in villages]), policy=ANYBODY
    )

    assert [(one.village, one.rows) for one in found.tally.by_village()] == [
        ("Mawar", 3),
        ("Melati", 3),
        (None, 1),
    ]


def test_lists_of_niks_that_end_in_0_are_told_by_worksheet() -> None:
    """A sound sheet does not hide a spoiled one."""
    tally = rosters.Tally()
    for sheet, digit in (("Tahap I", 0), ("Tahap II", 1), ("Tahap II", 2)):
        records = [{"NIK": f"99{at:04}{NIK[6:12]}001{digit}"} for at in range(30)]
        for row in checked(rosters.from_records(records, name="list.xlsx")).rows:
            tally.add(attrs.evolve(row, sheet=sheet))
    (told,) = tally.warnings()
    assert "In list.xlsx: Tahap I 30 of 30" in told.message("en")


def test_a_row_is_refused_for_the_first_error_of_the_table() -> None:
    """In whatever order the errors were found."""
    policy = EligibilityPolicy(require=["nik", "name"], most_decile=1, excluded_jobs=["PNS"])
    row = {"NIK": "x", "Nama": "", "Desil": "3", "Pekerjaan": "PNS"}
    (found,) = checked(rosters.from_records([row]), policy=policy).rows

    assert found.reason == "name-missing"
    assert set(found.rules) == {"nik-form", "name-missing", "decile-above", "job-excluded"}


def test_two_sponsors_are_two_findings_and_one_row() -> None:
    """A rule is counted by rows."""
    ours = rosters.from_records([{"NIK": NIK}])
    others = [rosters.from_records([{"NIK": NIK}], name=name) for name in ("a", "b")]
    found = checked(ours, sponsored=others)

    assert found.rows[0].rules == ("sponsored-elsewhere",) * 2
    assert [one.rows for one in found.tally.by_rule()] == [1]


def test_a_second_job_needs_two_jobs() -> None:
    """A first row that names none has no other; a refused row's job counts as that of the NIK."""
    named = {"NIK": NIK, "Pekerjaan": "Ojek"}
    assert found_in({"NIK": NIK, "Pekerjaan": ""}, named)[1] == ("duplicate",)
    policy = EligibilityPolicy(require=["nik", "name"])
    rows = found_in(
        {**named, "Nama": ""}, {**named, "Nama": "Satu"},
        {**named, "Nama": "Satu", "Pekerjaan": "Tani"}, policy=policy,
    )  # fmt: skip
    assert rows[1:] == [("duplicate-of-refused",), ("duplicate", "second-job")]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"Tanggal Lahir": "2 Pebruari 1985"}, date(1985, 2, 2)),
        ({"Tanggal Lahir": "2 Nopember 1985"}, date(1985, 11, 2)),
        ({"Tanggal Lahir": 2_101}, date(1905, 10, 1)),
        ({"Tanggal Lahir": 2_100}, None),
        ({"Tanggal Lahir": 46_327}, date(2026, 11, 1)),
        ({"Tanggal Lahir": datetime(1985, 2, 2)}, date(1985, 2, 2)),  # noqa: DTZ001 - as Excel has it
    ],
)
def test_more_days_are_read(row: dict[str, Any], found: date | None) -> None:
    """At the edges of what is a day."""
    assert checked(rosters.from_records([row]), policy=ANYBODY).rows[0].birth_date == found


def test_the_age_limit_is_that_of_the_first_month(rules: jr.Rulebook) -> None:
    """A period that begins before the law had one asks for none."""
    old = rosters.from_records([{"NIK": "9901010101400001"}])
    for period, found in (("2021-11/2022-02", ()), ("2022-01/2022-02", ("age-limit",))):
        (row,) = rosters.check(
            old,
            policy=EligibilityPolicy(require=["nik"]),
            period=jr.ContributionPeriod.parse(period),
            rules=rules,
        ).rows
        assert row.rules == found


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"domicile": {"village": []}}, "without a letter"),
        ({"severities": {"niks-end-in-zero": Severity.NOTE}}, "niks-end-in-zero"),
        ({"least_age": 0}, "least_age"),
        ({"most_decile": 0}, "most_decile"),
    ],
)
def test_more_policies_that_cannot_be(wrong: dict[str, Any], says: str) -> None:
    """By name."""
    with pytest.raises(jr.InvalidFactError, match=says):
        EligibilityPolicy(**wrong)


def test_what_is_no_field_is_refused() -> None:
    """And no method of a tuple is read for it."""
    roster = rosters.from_records([{"NIK": NIK}])
    (row,) = checked(roster).rows
    for ask in (lambda: roster.has("nick"), lambda: row.text("count"), lambda: row.text("nick")):
        with pytest.raises(jr.UnknownNameError, match="worker_id"):
            ask()
    with pytest.raises(jr.InvalidFactError, match="day of the calendar"):
        rosters.Nik(NIK).birth_date(on=datetime(2026, 11, 1))  # noqa: DTZ001 - the wrong kind
    with pytest.raises(jr.InvalidFactError, match="seed"):
        rosters.made_up_list(3, period=PERIOD, seed=None)  # type: ignore[arg-type]


def test_regions_may_be_written_with_the_points_of_the_official_list() -> None:
    """99.01 is 9901."""
    row = {"NIK": NIK}
    assert [found_in(row, regions=[code]) for code in ("99.01", "99.01.01", "99.02")] == [
        [()],
        [()],
        [("nik-region",)],
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("99010155058", "99*********"),
        ("990", "99*"),
        ("Siti Aminah 990", "**** ****** 99*"),
        ("990101550585000O", "99*************O"),
        ("6.4740155E15", "6.4******E**"),
    ],
)
def test_whatever_stands_in_the_place_of_a_nik_is_hidden(text: str, shown: str) -> None:
    """Parts of one, and names."""
    (row,) = checked(rosters.from_records([{"NIK": text}])).rows

    assert row.findings[0].read == shown == hidden(text, nik=True)


def test_a_nik_at_the_end_of_a_long_cell_is_hidden() -> None:
    """First what is to be hidden is, and then the text is cut."""
    long = "x" * 28 + f" {NIK}"
    policy = EligibilityPolicy(require=["nik"], domicile={"village": ["Mawar"]})
    found = checked(rosters.from_records([{"NIK": NIK, "Desa": long}]), policy=policy)
    (village,) = found.tally.by_village()

    for text in (found.rows[0].findings[0].read, found.findings()[0].village, village.village):
        assert NIK[:3] not in str(text)
        assert "xxx" in str(text)


@pytest.mark.parametrize(
    "name",
    [f"{NIK}.csv", "NIK 9901 0155 0585 0001.csv", f"{NIK}_1.csv", f"{NIK}1.csv", f"{NIK[:15]}.csv"],
)
def test_names_of_files_and_worksheets_hide_a_nik(name: str, tmp_path: Path) -> None:
    """In errors, results and reprs."""
    roster = rosters.read(csv(tmp_path, "NIK\nx\n", name))
    sheet = Path(name).stem
    book = rosters.read(excel_file([["NIK"], ["x"]], tmp_path / "list.xlsx", sheet=sheet))
    found = checked([roster, book])
    with pytest.raises(jr.RosterFileError) as caught:
        rosters.read(tmp_path / "list.xlsx", sheet=f"{sheet} II")
    text = f"{roster!r} {book!r} {found.rows!r} {found.findings()} {caught.value}"
    assert not nik_shown(text)
    assert NIK[:3] not in text


@pytest.mark.parametrize(
    "content",
    [
        f'[{{"NIK": "{NIK}\xff"}}]'.encode("latin-1"),
        f'[{{"NIK": "{NIK}"'.encode(),
        f"NIK;Nama\n{NIK};Jos\x81\n".encode("latin-1"),
        f'NIK;Nama\n{NIK};"Jos"e\n'.encode(),
    ],
)
def test_an_error_holds_nothing_of_the_file(content: bytes, tmp_path: Path) -> None:
    """Neither in its cause nor in its context, which who catches it might log."""
    with pytest.raises(jr.RosterFileError) as caught:
        list(rosters.read(csv(tmp_path, content)).rows())
    error: BaseException | None = caught.value
    while error is not None:
        assert NIK[:6] not in f"{error!r} {vars(error)}"
        error = error.__cause__ or error.__context__


def test_nothing_of_a_list_is_remembered_when_it_was_checked() -> None:
    """Not in any memo of the library either."""
    nothing_memo = functools.lru_cache(str)
    name = f"Pekerja {os.getpid()} Yang Diingat"
    odd = "'9901011505857777"
    rows = [{"NIK": odd, "Nama": name, "Tanggal Lahir": "15-05-1985", "Desa": name}]
    checked(rosters.from_records(rows))
    del rows
    kept = [
        one
        for memo in gc.get_objects()
        if type(memo) is type(nothing_memo) and str(memo.__module__).startswith("jamsostek_rentan")
        for one in gc.get_referents(memo)
    ]
    assert kept
    assert not any(text in repr(kept) for text in (name, odd, "15-05-1985"))


def test_facts_and_ids_of_a_worker_tell_where_it_comes_from(tmp_path: Path) -> None:
    """The regency is a fact, and a row of a worksheet is named with it."""
    rows = [["NIK", "Kabupaten", "Penghasilan"], ["", "Mawar", "Rp 1.500.000,00 per bulan"]]
    (row,) = checked(rosters.read(excel_file(rows, tmp_path / "a.xlsx")), policy=ANYBODY).rows

    assert row.id == "a.xlsx:Daftar:2"
    assert dict(row.worker().facts)["regency"] == "Mawar"
    assert row.income == jr.Rupiah(1_500_000)
    assert row.result is RowResult.ACCEPTED
