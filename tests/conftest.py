"""Fixtures of the whole suite."""

from __future__ import annotations

import pytest
from hypothesis import settings

import jamsostek_rentan as jr


# Speed is never tested: a slow machine must not make a property fail.
settings.register_profile("jamsostek_rentan", deadline=None, max_examples=60)
settings.load_profile("jamsostek_rentan")


@pytest.fixture(scope="session")
def rules() -> jr.Rulebook:
    """The shipped law."""
    return jr.law.bpu()
