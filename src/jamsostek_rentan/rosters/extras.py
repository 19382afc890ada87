"""Libraries that are asked for only by whoever needs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from jamsostek_rentan.errors import MissingExtraError


__all__ = ["library"]


def library(module: str, *, extra: str, asked: str) -> Any:  # noqa: ANN401 - a module
    """A module of an extra.

    Args:
        module: Its name.
        extra: The extra that it comes with.
        asked: What was asked, in a sentence.

    Raises:
        MissingExtraError: Where it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(
            asked,
            f"That needs {module}, which is not installed.",
            f"pip install 'jamsostek-rentan[{extra}]'",
        ) from error
