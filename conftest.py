"""What every test run shares: pages and the README are run, and a skip can be made a failure."""

from __future__ import annotations

import doctest
from typing import TYPE_CHECKING

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser


if TYPE_CHECKING:
    from collections.abc import Generator

pytest_plugins = ["tests.watching_niks"]

# Sphinx runs the code of the documentation's own folder; only its pages are tests.
collect_ignore_glob = ["docs/*.py", "docs/_build/*"]

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS), SkipParser()],
    patterns=["README.md", "docs/**/*.md"],
    excludes=["docs/_build/**"],
).pytest()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option under which nothing may be skipped."""
    parser.addoption("--no-skips", action="store_true", help="a skipped test is a failure")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where that is asked."""
    report = yield
    if report.skipped and item.config.getoption("--no-skips"):
        report.outcome = "failed"
    return report
