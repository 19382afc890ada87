"""What a policy, and the age limit of the law beside it, say of somebody: stated here once."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from jamsostek_rentan.planning.eligibility.ages import judge_of_ages
from jamsostek_rentan.planning.eligibility.breaches import Breach
from jamsostek_rentan.planning.eligibility.place_names import job_words, place_name
from jamsostek_rentan.values.findings import Severity
from jamsostek_rentan.values.words import plain_words


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
    from jamsostek_rentan.values.findings import Finding
    from jamsostek_rentan.values.months import ContributionPeriod

    TextJudge: TypeAlias = Callable[[str], tuple[Breach, ...]]


__all__ = ["PolicyChecks", "decile_in", "refuses"]

_DECILE = re.compile(r"(?:desil |decile |d)?0?([1-9]|10)(?: 0)?")


class PolicyChecks:
    """What is asked of somebody's age, welfare, domicile and job.

    Args:
        policy: Who may be enrolled.
        period: The months of cover.
        rules: The rulebook, whose age limit holds beside the policy.

    >>> from jamsostek_rentan import ContributionPeriod, law
    >>> from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
    >>> checks = PolicyChecks(
    ...     EligibilityPolicy(most_decile=4, excluded_jobs=["PNS"]),
    ...     ContributionPeriod.parse("2026-11/2026-12"), law.bpu(),
    ... )
    >>> [(field, [one.rule for one in judge("7")]) for field, judge in checks.of_texts]
    [('decile', ['decile-above']), ('job', [])]
    """

    def __init__(
        self, policy: EligibilityPolicy, period: ContributionPeriod, rules: Rulebook
    ) -> None:
        self.of_birth_date = judge_of_ages(policy, period, rules)
        """What tells of a birth date which rules it breaks."""
        self.of_texts: tuple[tuple[str, TextJudge], ...] = tuple(_judges(policy))
        """Each field that the policy asks something of, with what tells of its text what it breaks.

        One that is not filled is not asked: it is missing, which is another rule.
        """


def decile_in(text: str) -> int | None:
    """The decile of welfare that a text tells; none where it is not read as one.

    >>> decile_in("Desil 04"), decile_in("3.0"), decile_in("D10"), decile_in("11")
    (4, 3, 10, None)
    """
    found = _DECILE.fullmatch(plain_words(text))
    return None if found is None else int(found[1])


def refuses(findings: Iterable[Finding]) -> bool:
    """Whether somebody of whom this was found is kept out: by any error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _judges(policy: EligibilityPolicy) -> Iterator[tuple[str, TextJudge]]:
    if policy.most_decile is not None:
        yield "decile", functools.partial(_of_decile, policy.most_decile)
    for place, names in policy.domicile:
        yield place, functools.partial(_of_domicile, place, frozenset(names))
    if policy.allowed_jobs or policy.excluded_jobs:
        yield "job", functools.partial(_of_job, policy.allowed_jobs, policy.excluded_jobs)


def _of_decile(most: int, text: str) -> tuple[Breach, ...]:
    decile = decile_in(text)
    if decile is None:
        return (Breach("decile-unreadable", "decile"),)
    if decile > most:
        return (Breach("decile-above", "decile", (("decile", decile), ("most", most))),)
    return ()


def _of_domicile(place: str, names: frozenset[str], text: str) -> tuple[Breach, ...]:
    return () if place_name(text) in names else (Breach("domicile-outside", place),)


def _of_job(allowed: tuple[str, ...], excluded: tuple[str, ...], text: str) -> tuple[Breach, ...]:
    job = job_words(text)
    for one in excluded:
        if _within(one, job):
            return (Breach("job-excluded", "job", (("excluded", one),)),)
    if allowed and not any(_within(one, job) for one in allowed):
        return (Breach("job-not-listed", "job"),)
    return ()


def _within(words: str, job: str) -> bool:
    return f" {words} " in f" {job} "
