"""The package as it is imported: exact names, nothing heavy, nothing ambient."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import errors


ROOMS = sorted(
    module.name for module in pkgutil.walk_packages(jr.__path__, prefix="jamsostek_rentan.")
)


def _run(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        check=True,
        capture_output=True,
        text=True,
    )
    return result.stdout.strip()


def test_public_names_can_be_loaded_one_by_one() -> None:
    """What __all__ promises is there, once, and dir shows it."""
    assert jr.__getattr__("law") is jr.law
    assert jr.__getattr__("rosters") is jr.rosters
    assert len(set(jr.__all__)) == len(jr.__all__)
    assert all(getattr(jr, name) is not None for name in jr.__all__)
    assert set(jr.__all__) <= set(dir(jr))


def test_the_names_for_type_checkers_are_those_loaded() -> None:
    """One table for run time, one block for checkers: the two are compared."""
    tree = ast.parse(Path(jr.__file__).read_text(encoding="utf-8"))
    typed = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("jamsostek_rentan")
        for alias in node.names
    }
    loaded = {name: f"jamsostek_rentan.{room}" for name, room in jr._ROOMS.items()}  # noqa: SLF001

    assert typed == {**loaded, "law": "jamsostek_rentan", "rosters": "jamsostek_rentan"}
    assert set(typed) == set(jr.__all__)


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    """As in any module."""
    with pytest.raises(AttributeError, match="no attribute 'premi'"):
        jr.premi  # noqa: B018


def test_every_error_is_public_and_teaches() -> None:
    """One root, a built-in beside it, and a docstring."""
    kinds = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, jr.JamsostekRentanError) and kind is not jr.JamsostekRentanError
    ]

    assert {kind.__name__ for kind in kinds} <= set(jr.__all__)
    for kind in kinds:
        assert kind.__doc__
        assert len([base for base in kind.__mro__ if base.__module__ == "builtins"]) > 3


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is_and_what_it_offers(room: str) -> None:
    """A docstring, and an exact __all__: every function is offered, or begins with _."""
    module = importlib.import_module(room)

    assert module.__doc__
    if not hasattr(module, "__path__") or room == "jamsostek_rentan.law":
        assert len(set(module.__all__)) == len(module.__all__)
        public = {
            name
            for name, value in vars(module).items()
            if not name.startswith("_") and getattr(value, "__module__", None) == room
        }
        missing = {name for name in module.__all__ if not hasattr(module, name)}
        assert missing == set()
        functions = {name for name in public if inspect.isfunction(vars(module)[name])}
        assert functions - set(module.__all__) == set()


def test_importing_the_package_loads_neither_the_law_nor_anything_heavy() -> None:
    """The TOML is read when it is first asked for; the core needs attrs and dateutil alone."""
    loaded = _run(
        "import sys, jamsostek_rentan as jr; jr.Rupiah, jr.ContributionMonth; "
        "names = {'tomllib', 'narwhals', 'python_calamine', 'hypothesis', 'numpy', 'pandas', "
        "'jamsostek_rentan.law.loading'}; "
        "print(sorted(names & set(sys.modules)))"
    )
    priced = _run(
        "import sys, jamsostek_rentan as jr; "
        "jr.law.bpu().price(jr.Program.JKM, jr.ContributionMonth(2025, 3)); "
        "print(sorted({'hypothesis', 'numpy', 'pandas'} & set(sys.modules)))"
    )

    assert (loaded, priced) == ("[]", "[]")


def test_prices_are_the_same_in_every_process() -> None:
    """Whatever the hash seed: the content hash of the shipped law is a fact."""
    code = "import jamsostek_rentan as jr; print(jr.law.bpu().rates.content_hash)"

    assert _run(code) == _run(code) == jr.law.bpu().rates.content_hash  # type: ignore[attr-defined]


def test_the_distribution_is_typed_and_ships_its_data() -> None:
    """py.typed, the law, its schema and the texts travel with the package."""
    folder = Path(jr.__file__).parent

    assert (folder / "py.typed").exists()
    assert (folder / "law" / "bpu.toml").exists()
    assert (folder / "law" / "rules.schema.json").exists()
    assert (folder / "planning" / "eligibility" / "fields.toml").exists()
    assert (folder / "values" / "texts.toml").exists()
    assert importlib.metadata.version("jamsostek-rentan")
