"""The main job: the five programmes are priced to the rupiah, and a miss is an exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "five_programmes.py"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLE), *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def _words(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def test_the_five_programmes_are_reproduced() -> None:
    """Each fund with its workers, months, JKK, JKM and total, and what each figure is."""
    result = _run()

    assert (result.returncode, result.stderr) == (0, "")
    lines = [" ".join(words) for words in _words(result.stdout)]
    assert (
        "employees' donations 350 (p) 1 (p) Rp3.500.000 (c) Rp2.380.000 (c) Rp5.880.000 (c)"
        in lines
    )
    assert (
        "together 31.900 (c) 12 (a) Rp3.828.000.000 (c) Rp2.603.040.000 (c) Rp6.431.040.000 (c)"
        in lines
    )
    assert "GN Lingkaran donors 1 (a) 1 (a) Rp10.000 (c) Rp6.800 (c) Rp16.800 (c)" in lines
    assert any("no count was published: the price of one worker-month" in line for line in lines)
    assert lines[-1] == "Every figure that had to be reproduced was reproduced."


def test_the_working_can_be_printed() -> None:
    """In Indonesian, with articles."""
    result = _run("--explain")

    assert result.returncode == 0
    assert "PP 44/2015, Lampiran II" in result.stdout


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        (
            "total = 5_880_000",
            "total = 5_880_001",
            "bontang-2021-wrse: total: Rp5.880.001 expected",
        ),
        ("per_worker_month = 16_800", "per_worker_month = 16_200", "per_worker_month: Rp16.200"),
        ("total = 6_431_040_000", "total = 6_431_040_001", "kapuas: total: Rp6.431.040.001"),
    ],
)
def test_a_figure_that_is_not_reproduced_is_an_exit_code(
    right: str, wrong: str, says: str, tmp_path: Path
) -> None:
    """And it is named with both amounts."""
    data = (EXAMPLE.parent / "data" / "programmes.toml").read_text(encoding="utf-8")
    assert right in data
    changed = tmp_path / "programmes.toml"
    changed.write_text(data.replace(right, wrong), encoding="utf-8")
    result = _run("--data", str(changed))

    assert result.returncode == 1
    assert f"NOT REPRODUCED {says}" in result.stdout.replace("\n", " ") or says in result.stdout
