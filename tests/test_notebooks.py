"""The notebooks: each runs from its first cell to its last, and is stored without outputs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient


NOTEBOOKS = sorted((Path(__file__).parents[1] / "examples").glob("*.ipynb"))
TIMEOUT = 300  # seconds for a cell: a busy machine starts a kernel slowly


def test_there_are_notebooks() -> None:
    """An empty folder would pass every other test."""
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, tmp_path: Path) -> None:
    """No cell fails, in a kernel of the interpreter that runs the tests."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("import sys\nprint(sys.executable)"))
    NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=TIMEOUT,
        allow_errors=False,
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()

    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    warned = [out for cell in code for out in cell.outputs if out.get("name") == "stderr"]
    assert warned == []
    assert code[-1].outputs[0]["text"].strip() == sys.executable


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    """No outputs, no execution counts, no traces of where it was run."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    nbformat.validate(notebook)

    assert notebook["nbformat"] == 4
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)
    assert [cell["metadata"] for cell in notebook["cells"]] == [{}] * len(notebook["cells"])
