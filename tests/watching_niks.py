"""A watch over all that tests print: no more of a NIK may be shown than its first two digits."""

from __future__ import annotations

import re

import pytest


# Most of its digits, with what people write between them, or three of them before a mask.
_NIK = re.compile(
    r"(?<![\d.])\d{13,16}(?!\d)|(?<![\d.])\d{4}([ .-])\d{4}\1\d{4}\1\d{4}(?!\d)|\d{3}\*"
)
_SHOWN_BY = pytest.StashKey[list[str]]()


def nik_shown(text: str) -> bool:
    """Whether a text shows more of a NIK than may be shown."""
    return _NIK.search(text) is not None


def pytest_configure(config: pytest.Config) -> None:
    """Begin to collect the tests that show one."""
    config.stash[_SHOWN_BY] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):  # noqa: ANN201 - a wrapper of pytest
    """Search what a test printed and logged."""
    report = yield
    if any(nik_shown(content) for _, content in report.sections):
        item.config.stash[_SHOWN_BY].append(report.nodeid)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which one was shown."""
    if session.config.stash[_SHOWN_BY]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests, without showing it again."""
    for name in terminalreporter.config.stash[_SHOWN_BY]:
        terminalreporter.write_line(f"a NIK was shown by {name}", red=True)
