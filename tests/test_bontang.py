"""Bontang end to end: its cost, what follows it, and an exit code where a figure is missed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


EXAMPLE = Path(__file__).parents[1] / "examples" / "bontang.py"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", str(EXAMPLE), *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


ENGLISH = [
    "JKK Rp3.500.000",
    "JKM Rp2.380.000",
    "together Rp5.880.000",
    "January 2022 17 January 2022 Rp10.000 Rp6.800 Rp16.800",
    "February 2022 15 February 2022 Rp10.000 Rp6.800 Rp16.800",
    "March 2022 15 March 2022 Rp10.000 Rp6.800 Rp16.800",
    "4. If the last 116 of the list do not continue",
    "December 2021 350 0",
    "January 2022 234 116",
    "March 2022 234 116",
    "Months nobody owes (JKK and JKM alike): 348 worker-months.",
    "January 2022: 233 head(s), paid from the participant: Rp3.920.000",
    "Expected of the workers in 3 months: Rp11.760.000.",
    "234 people stay above; expected heads need not be whole: 700/3.",
]
INDONESIAN = [
    "JKK Rp3.500.000",
    "JKM Rp2.380.000",
    "jumlah Rp5.880.000",
    "Januari 2022 17 Januari 2022 Rp10.000 Rp6.800 Rp16.800",
    "Februari 2022 15 Februari 2022 Rp10.000 Rp6.800 Rp16.800",
    "Maret 2022 15 Maret 2022 Rp10.000 Rp6.800 Rp16.800",
    "4. Bila 116 orang terakhir dalam daftar tidak melanjutkan",
    "Desember 2021 350 0",
    "Januari 2022 234 116",
    "Bulan tanpa iuran (JKK dan JKM sama): 348 bulan-orang.",
    "Januari 2022: 233 pekerja, sumber dana peserta sendiri (mandiri): Rp3.920.000",
    "Perkiraan iuran dari pekerja dalam 3 bulan: Rp11.760.000.",
]


@pytest.mark.parametrize(
    ("arguments", "figures", "message", "example", "end"),
    [
        (
            (),
            ENGLISH,
            "From January 2022 you pay it yourself: JKK Rp10.000, JKM Rp6.800, together Rp16.800",
            "assumption: an example: a third do not continue",
            "The published figures are reproduced.",
        ),
        (
            ("--lang", "id"),
            INDONESIAN,
            "Mulai Januari 2022 Anda membayar sendiri: JKK Rp10.000, JKM Rp6.800, jumlah Rp16.800",
            "asumsi: contoh: sepertiga tidak melanjutkan",
            "Angka yang terbit dihasilkan kembali.",
        ),
    ],
)
def test_bontang_is_told_from_its_cost_to_what_to_expect(
    arguments: tuple[str, ...], figures: list[str], message: str, example: str, end: str
) -> None:
    """Every figure, the message to one worker, and that the conversion is an example."""
    result = _run(*arguments)

    assert (result.returncode, result.stderr) == (0, "")
    lines = _lines(result.stdout)
    assert [figure for figure in figures if figure not in lines] == []
    assert message in result.stdout
    assert example in result.stdout
    assert lines[-1] == end


@pytest.mark.parametrize(
    ("right", "wrong", "arguments", "says"),
    [
        (
            "total = 5_880_000, JKK",
            "total = 5_880_001, JKK",
            (),
            "NOT REPRODUCED total: Rp5.880.001 expected, Rp5.880.000 computed",
        ),
        (
            "JKM = 2_380_000",
            "JKM = 2_380_100",
            ("--lang", "id"),
            "TIDAK SAMA JKM: terbit Rp2.380.100, dihitung Rp2.380.000",
        ),
    ],
)
def test_a_published_figure_that_is_missed_is_an_exit_code(
    right: str, wrong: str, arguments: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    """And it is named with both amounts, in the language asked for."""
    data = (EXAMPLE.parent / "data" / "programmes.toml").read_text(encoding="utf-8")
    assert right in data
    changed = tmp_path / "programmes.toml"
    changed.write_text(data.replace(right, wrong), encoding="utf-8")
    result = _run(*arguments, "--data", str(changed))

    assert (result.returncode, result.stderr) == (1, "")
    assert _lines(result.stdout)[-1] == says
