"""Whatever is broken in a file: it is read, or refused by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import fuzzing
import pytest


@pytest.mark.parametrize("file", fuzzing.CORPUS, ids=lambda file: file.name)
def test_each_file_of_the_corpus_is_read_or_refused(file: Path, tmp_path: Path) -> None:
    """Among them are those that once brought out something else."""
    outcome = fuzzing.read_whole(Path(shutil.copy(file, tmp_path)))

    expected = {
        "far-cells.xls": "damaged",
        "locked.xlsx": "password",
        "quoted.csv": "1 rows",
        "kinds.xls": "2 rows",
    }
    assert outcome == expected.get(file.name, "6 rows")


def test_two_thousand_broken_files_are_read_or_refused(tmp_path: Path) -> None:
    """The command in ``fuzzing.py`` searches on."""
    outcomes = fuzzing.search(iter(range(2_000)), tmp_path)

    assert sum(outcomes.values()) == 2_000
    assert {"read", "damaged", "no-json", "encoding", "quotation"} <= outcomes.keys()
