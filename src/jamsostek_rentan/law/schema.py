"""The schema of the file of rules, for editors and for software that checks files."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


__all__ = ["rules_schema"]


def rules_schema() -> dict[str, Any]:
    """The JSON schema of a file of rules (draft 2020-12), a fresh one at each call.

    It knows every key, its kind and its names.  Whether the statements of a file hold together
    is known to :func:`~jamsostek_rentan.law.read_rulebook` alone.

    >>> schema = rules_schema()
    >>> schema["title"], schema["required"]
    ('A file of rules', ['format', 'checked_through', 'grounds'])
    """
    file = resources.files("jamsostek_rentan.law") / "rules.schema.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema
