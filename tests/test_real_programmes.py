"""Kotawaringin Timur and West Kalimantan: told in both languages, a miss is an exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


EXAMPLES = Path(__file__).parents[1] / "examples"
KOTIM, KALBAR = EXAMPLES / "kotawaringin_timur.py", EXAMPLES / "west_kalimantan.py"


def _run(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", str(script), *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


TOLD = [
    (
        KOTIM,
        "en",
        [
            "2021  formal workers: 96 of 100, 96,0%",
            "2021  informal workers: 7 of 100, 7,0%",
            "2025  those who earn no wage (BPU): 4.545 of 73.163, 6,2%",
            "Published: 50.891 of 179.730; the parts come to 50.891 of 179.729.",
            (
                "PT Mawar: 250 heads for July 2021 to December 2021: Rp25.200.000 "
                "(JKK Rp15.000.000, JKM Rp10.200.000)"
            ),
            (
                "4.800 heads, palm-oil revenue share (DBH Sawit), January 2025 to December 2025: "
                "Rp967.680.000"
            ),
            "The published number of covered is the sum of its parts.",
        ],
    ),
    (
        KOTIM,
        "id",
        [
            "2025  seluruhnya: 50.891 dari 179.729, 28,3%",
            (
                "Komunitas Kenanga: Rp10.000.000 cukup bagi 99 peserta untuk Juli 2021 s.d. "
                "Desember 2021, sisa Rp20.800"
            ),
            (
                "68.618 peserta, donatur GN Lingkaran, Januari 2025 s.d. Desember 2025: "
                "Rp13.833.388.800"
            ),
            "Jumlah peserta yang terbit sama dengan jumlah rinciannya.",
        ],
    ),
    (
        KALBAR,
        "en",
        [
            "company CSR: Rp8.400.000 (JKK Rp5.000.000, JKM Rp3.400.000)",
            "a regional budget (APBD): Rp1.268.215.200 (JKK Rp754.890.000, JKM Rp513.325.200)",
            "14 months that nobody paid, March 2022 to April 2023",
            "April 2023: JKK membership ended; death by a work accident: Rp0",
            "May 2023: JKM active (presumed); death not caused by work: Rp42.000.000 (presumed)",
            "Cost to the sponsor: Rp3.804.645.600 or Rp7.609.291.200",
            "The figures of the data file are reproduced.",
        ],
    ),
    (
        KALBAR,
        "id",
        [
            "14 bulan tanpa iuran, Maret 2022 s.d. April 2023",
            "Orang-bulan: 452.934",
            "Iuran mandiri per orang, bulan berikutnya: Rp8.400 atau Rp16.800",
            "Angka dalam berkas data dihasilkan kembali.",
        ],
    ),
]


@pytest.mark.parametrize(("script", "lang", "says"), TOLD)
def test_a_real_programme_is_told(script: Path, lang: str, says: list[str]) -> None:
    """Line by line, and the published figures are reproduced."""
    result = _run(script, "--lang", lang)
    lines = [line.strip() for line in result.stdout.splitlines()]

    assert (result.returncode, result.stderr) == (0, "")
    assert [told for told in says if told not in lines] == []
    assert lines[-1] == says[-1]


@pytest.mark.parametrize(
    ("script", "data", "right", "wrong", "says"),
    [
        (
            KOTIM,
            "coverage.toml",
            "covered = 4_545",
            "covered = 4_546",
            "NOT REPRODUCED: 50.891 published, 50.892 by its parts",
        ),
        (
            KALBAR,
            "programmes.toml",
            "total = 1_268_215_200",
            "total = 1_268_215_300",
            (
                "NOT REPRODUCED a regional budget (APBD): Rp1.268.215.300 expected, "
                "Rp1.268.215.200 computed"
            ),
        ),
    ],
)
def test_a_figure_that_is_missed_is_an_exit_code(
    script: Path, data: str, right: str, wrong: str, says: str, tmp_path: Path
) -> None:
    """And it is named with both figures."""
    written = (EXAMPLES / "data" / data).read_text(encoding="utf-8")
    assert right in written
    changed = tmp_path / data
    changed.write_text(written.replace(right, wrong), encoding="utf-8")
    result = _run(script, "--data", str(changed))

    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines()[-1] == says
