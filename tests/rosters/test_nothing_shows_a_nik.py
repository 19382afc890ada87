"""No error, repr, finding, table, frame or log shows more of a NIK than its first two digits.

The watch over the whole suite (``tests/watching_niks.py``) searches what tests print; here all
that rosters can say of a NIK is said, printed, and searched.
"""

from __future__ import annotations

import doctest
import os
import pickle
import subprocess
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lists import PERIOD, checked
from tests.watching_niks import nik_shown

import jamsostek_rentan as jr
from jamsostek_rentan import rosters
from jamsostek_rentan.reports.tables import printable
from jamsostek_rentan.rosters import Columns, EligibilityPolicy, Nik, made_up_list
from jamsostek_rentan.rosters.made_up import PLANTABLE
from jamsostek_rentan.rosters.row_checks import Facts


if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
NIK = "9901015505850001"
WAYS: tuple[Any, ...] = (
    NIK, f"'{NIK}", f"{NIK}.0", f"{NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}", int(NIK),
    float(NIK),
    NIK[:-1], f"{NIK}1", "9.90101550585E+15", f"NIK {NIK} (lama)", f"{NIK[:12]}0000",
    f"{NIK[:6]}9902850001", {"nik": NIK}, [NIK],
)  # fmt: skip


def test_what_shows_a_nik_is_told() -> None:
    """Sixteen digits, with what people write between them, or more than two before a mask."""
    for text in (NIK, f"x{NIK}y", "9901 0155 0585 0001", "9901.0155.0585.0001", "990***", NIK[:13]):
        assert nik_shown(text)
    for text in ("99**************", "Rp6.431.040.000", "2026-11-22", "w-001 2026", "0,5%"):
        assert not nik_shown(text)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: type(way).__name__)
@pytest.mark.parametrize(
    "heading", ["NIK", "Nama", "ID Pekerja", "Desa", "Tanggal Lahir", "Penghasilan", "JK", "Sektor",
                "Desil", "Pekerjaan", "Persetujuan"],
)  # fmt: skip
def test_a_nik_in_any_cell_is_hidden_in_all_that_is_said(way: Any, heading: str) -> None:  # noqa: ANN401 - any cell
    """Findings in both languages, records, tables, frames, reprs, workers."""
    policy = EligibilityPolicy(
        require=["nik", "name"], most_decile=2, domicile={"village": ["Mawar"]},
        excluded_jobs=["PNS"], least_income=jr.Rupiah(100_000), most_income=jr.Rupiah(10_000_000),
    )  # fmt: skip
    row: dict[str, Any] = {
        "NIK": NIK, "Nama": "Satu", "Desa": "Melati", "Desil": 5, "Pekerjaan": "PNS", heading: way,
    }  # fmt: skip
    roster = rosters.from_records([row, row], name=f"daftar {NIK}.csv")
    found = checked(roster, policy=policy)
    said: list[object] = [roster, found, found.tally, *found.rows, *roster.rows()]
    said.append(Facts(NIK, None, None, None))
    if heading != "ID Pekerja" or way != NIK[:-1]:  # an id of fifteen digits is one of the caller's
        said += [row.worker() for row in found.rows]
    for checked_row in found.rows:
        said += checked_row.findings
        said += [one.message(lang) for one in checked_row.findings for lang in ("en", "id")]
    records = (*found.findings(), *found.tally.by_village(), *found.tally.by_rule())
    said += [*records, *printable(records, "id"), *printable(records, "en")]
    said.append(
        rosters.to_frame(
            found.findings(), kind=rosters.FindingRecord, backend="pandas", lang="id"
        ).to_csv()
    )
    text = "\n".join(f"{one!r}\n{one}" for one in said)
    print(text)  # noqa: T201 - for the hook
    assert not nik_shown(text)


@pytest.mark.parametrize(
    "ask",
    [
        lambda _folder: Nik(NIK[:-1]),
        lambda _folder: Nik(f"{NIK[:6]}9902850001"),
        lambda _folder: Nik(NIK).birth_date(on=PERIOD.first.first_day.replace(year=1901)),
        lambda folder: rosters.read(folder / f"{NIK}.csv"),
        lambda _folder: rosters.from_records([{NIK: 1, "x": 2}]),
        lambda _folder: rosters.from_records([{"NIK": NIK, "nik": NIK}], name=NIK),
        lambda _folder: rosters.from_records([NIK]),
        lambda _folder: rosters.from_frame({"NIK": [NIK]}),
        lambda _folder: checked(rosters.from_records([{"Nama": NIK}], name=NIK)),
        lambda _folder: rosters.Fingerprints.from_lines([NIK], secret=b"x" * 16, name=NIK),
        lambda _folder: rosters.fingerprint(NIK, NIK.encode()[:9]),
        lambda _folder: Columns({NIK: "NIK"}),
        lambda _folder: Columns({"nik": {NIK}}),  # type: ignore[dict-item]
        lambda _folder: EligibilityPolicy(require=[NIK]),
        lambda folder: _read(folder, f'NIK;Nama\n{NIK};"Satu\n'),
        lambda folder: _read(folder, f'[{{"NIK": "{NIK}", '),
        lambda folder: _read(folder, f"{NIK};1\n{NIK};2\n"),
        lambda folder: _read(folder, f"NIK;No KTP\n{NIK};{NIK}\n"),
    ],
)
def test_no_error_shows_a_nik(ask: Callable[[Path], object], tmp_path: Path) -> None:
    """Not in its message, its attributes or its traceback."""
    with pytest.raises(jr.JamsostekRentanError) as caught:
        ask(tmp_path)
    lines = traceback.format_exception(caught.value)
    # The lines of this file that the traceback quotes have no digits of a NIK in them.
    text = f"{''.join(lines)}\n{caught.value!r}\n{vars(caught.value)}".replace(str(tmp_path), "")
    print(text)  # noqa: T201 - for the hook
    assert not nik_shown(text)


def _read(folder: Path, content: str) -> rosters.CheckedRoster:
    path = folder / "list.csv"
    path.write_text(content, encoding="utf-8")
    return checked(rosters.read(path))


def test_fingerprints_and_niks_show_neither_nik_nor_secret() -> None:
    """Of what a fingerprint is made cannot be told from it."""
    nik = Nik(NIK)
    prints = rosters.Fingerprints.of(rosters.from_records([{"NIK": NIK}]), secret=b"secret" * 9)
    text = f"{nik!r} {nik} {prints!r} {prints} {pickle.loads(pickle.dumps(nik))!r}"
    print(text)  # noqa: T201 - for the hook
    assert not nik_shown(text)
    assert "secretsecret" not in text


def test_a_list_with_every_fault_tells_them_without_a_nik() -> None:
    """All codes that can be planted, through the printed tables."""
    made_up = made_up_list(80, period=PERIOD, seed=3, faults=dict.fromkeys(PLANTABLE, 2))
    found = checked(rosters.from_records(made_up.records), policy=made_up.policy)
    for lang in ("en", "id"):
        text = "\n".join(map(str, printable(found.findings(), lang)))
        print(text)  # noqa: T201 - for the hook
        assert not nik_shown(text)
    assert not nik_shown(repr(made_up))


def _source(file: Path) -> str:
    return file.read_text(encoding="utf-8").replace("\\\n", "")


def test_no_example_of_the_documentation_shows_a_nik() -> None:
    """Neither in docstrings nor on pages is a NIK printed as an answer."""
    files = [
        *(ROOT / "src").rglob("*.py"),
        ROOT / "README.md",
        *(page for page in (ROOT / "docs").rglob("*.md") if "_build" not in page.parts),
    ]
    shown = [
        (file.name, example.source)
        for file in files
        for example in doctest.DocTestParser().get_examples(_source(file))
        if nik_shown(example.want)
    ]
    assert shown == []


def test_the_hook_of_the_suite_fails_a_run_that_shows_a_nik(tmp_path: Path) -> None:
    """Printed, logged, or told to standard error by a test that passes."""
    for way in ("print(nik)", "sys.stderr.write(nik)", "logging.warning(nik)"):
        test = tmp_path / "test_it.py"
        test.write_text(
            "import logging, sys\n\n\ndef test_it():\n"
            f"    nik = '9901' + '015505850001'\n    {way}\n",
            encoding="utf-8",
        )
        run = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-p", "tests.watching_niks"),
                *("-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"), str(test)),
            ],
            cwd=ROOT,
            env={**os.environ, "PYTEST_ADDOPTS": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (run.returncode, "1 passed" in run.stdout) == (1, True), run.stdout
        assert "a NIK was shown" in run.stdout
        assert "015505850001" not in run.stdout
