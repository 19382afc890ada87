"""One list in every form in which it may arrive."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

import jamsostek_rentan as jr
from jamsostek_rentan import rosters


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


PERIOD = jr.ContributionPeriod.parse("2026-11/2026-12")
Records = "Sequence[Mapping[str, str]]"


def checked(
    roster: rosters.Roster | list[rosters.Roster],
    **asked: Any,  # noqa: ANN401 - what check() takes
) -> rosters.CheckedRoster:
    """A list, checked for the end of 2026; by a policy that asks for a NIK alone, or another."""
    policy = asked.pop("policy", rosters.EligibilityPolicy(require=["nik"]))
    return rosters.check(roster, policy=policy, period=PERIOD, rules=jr.law.bpu(), **asked)


def found_in(
    *records: Mapping[str, Any],
    **asked: Any,  # noqa: ANN401 - what check() takes
) -> list[tuple[str, ...]]:
    """The rules that are found in each of some records."""
    return [row.rules for row in checked(rosters.from_records(records), **asked).rows]


def csv_file(
    records: Records, path: Path, *, separator: str = ";", encoding: str = "utf-8"
) -> Path:
    """The list as CSV."""
    lines = [separator.join(records[0])]
    lines += [separator.join(record.values()) for record in records]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def excel_file(rows: Sequence[Sequence[Any]], path: Path, *, sheet: str = "Daftar") -> Path:
    """Rows as an Excel workbook, each cell of the kind that it is."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(at, place, cell)
            elif hasattr(cell, "year"):
                page.write_datetime(at, place, cell, day)
            else:
                page.write(at, place, cell)
    book.close()
    return path


def ods_file(rows: Sequence[Sequence[str]], path: Path) -> Path:
    """Rows as a workbook of LibreOffice."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Daftar")
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string") if text else TableCell()
            if text:
                cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def rows_of(records: Records) -> list[list[str]]:
    """The heading and the rows of a list."""
    return [list(records[0]), *(list(record.values()) for record in records)]


FORMS: dict[str, Callable[[Any, Any], rosters.Roster]] = {
    "comma": lambda records, folder: rosters.read(
        csv_file(records, folder / "list.csv", separator=",")
        if not any("," in cell for record in records for cell in record.values())
        else _quoted(records, folder / "list.csv")
    ),
    "semicolon": lambda records, folder: rosters.read(csv_file(records, folder / "list.csv")),
    "tab": lambda records, folder: rosters.read(
        csv_file(records, folder / "list.txt", separator="\t")
    ),
    "marked": lambda records, folder: rosters.read(
        csv_file(records, folder / "list.csv", encoding="utf-8-sig")
    ),
    "windows": lambda records, folder: rosters.read(
        csv_file(records, folder / "list.csv", encoding="windows-1252")
    ),
    "excel": lambda records, folder: rosters.read(
        excel_file(rows_of(records), folder / "list.xlsx")
    ),
    "ods": lambda records, folder: rosters.read(ods_file(rows_of(records), folder / "list.ods")),
    "json": lambda records, folder: rosters.read(
        _written(folder / "list.json", json.dumps([dict(record) for record in records]))
    ),
    "json lines": lambda records, folder: rosters.read(
        _written(folder / "list.json", "\n".join(json.dumps(dict(record)) for record in records))
    ),
    "records": lambda records, _folder: rosters.from_records(records),
    "pandas": lambda records, _folder: rosters.from_frame(pd.DataFrame(_columns(records))),
    "polars": lambda records, _folder: rosters.from_frame(pl.DataFrame(_columns(records))),
    "polars lazy": lambda records, _folder: rosters.from_frame(pl.LazyFrame(_columns(records))),
    "pyarrow": lambda records, _folder: rosters.from_frame(pa.table(_columns(records))),
    "duckdb": lambda records, _folder: _in_duckdb(pa.table(_columns(records))),
}
"""How a list is made of records, by the name of a form."""


def _quoted(records: Records, path: Path) -> Path:
    text = io.StringIO(newline="")
    pd.DataFrame(_columns(records)).to_csv(text, index=False)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _columns(records: Records) -> dict[str, list[str]]:
    return {heading: [record[heading] for record in records] for heading in records[0]}


def _in_duckdb(table: pa.Table) -> rosters.Roster:
    connection = duckdb.connect()
    connection.register("list", table)
    return rosters.from_frame(connection.sql("select * from list"))
