"""Fixtures of the whole suite."""

from __future__ import annotations

import pytest
from hypothesis import settings

import jamsostek_rentan as jr


# Speed is never tested: a slow machine must not make a property fail.  The suite is repeatable;
# ``pytest --hypothesis-profile=search tests/properties`` looks further, elsewhere each time.
settings.register_profile("repeatable", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=3_000)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def rules() -> jr.Rulebook:
    """The shipped law."""
    return jr.law.bpu()
