"""A scheme for tests: some cohorts, their funds, and whatever else is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jamsostek_rentan import Cohort, Priority, Scheme


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan import Worker


def scheme_by(fact: str, *cohorts: Cohort, **parts: Any) -> Scheme:  # noqa: ANN401 - whatever a scheme takes
    """A scheme of some cohorts and their funds, whose candidates stand in order of a fact."""
    asked: dict[str, Any] = {
        "name": "Program Mawar",
        "place": "Kabupaten Mawar",
        "funds": list(dict.fromkeys(cohort.fund for cohort in cohorts)),
        "cohorts": cohorts,
        "priority": [Priority(fact)],
    }
    return Scheme("mawar", **{**asked, **parts})


def ids(workers: Iterable[Worker]) -> list[str]:
    """Their ids, in order."""
    return [worker.id for worker in workers]
