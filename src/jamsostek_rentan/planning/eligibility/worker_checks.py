"""Whether a worker may be enrolled: a policy and the law's age limit, of a value and no row."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from jamsostek_rentan.planning.eligibility.ages import can_be_born
from jamsostek_rentan.planning.eligibility.breaches import Breach
from jamsostek_rentan.planning.eligibility.policy_checks import PolicyChecks
from jamsostek_rentan.planning.eligibility.rules import RULES, missing
from jamsostek_rentan.values.hiding import shown
from jamsostek_rentan.values.words import means_nothing, plain_text


if TYPE_CHECKING:
    from collections.abc import Hashable

    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
    from jamsostek_rentan.values.findings import Finding
    from jamsostek_rentan.values.months import ContributionPeriod


__all__ = ["WorkerChecks"]

# What a list says of somebody and a worker can hold, besides the day of birth.
_FACTS = frozenset({"village", "district", "regency", "job", "decile"})
_KNOWN_TEXTS = 1 << 12


class WorkerChecks:
    """The checks of workers, one after another, by the rules that rows of lists are checked by.

    A worker has no NIK, name or consent: what a policy requires of these is not asked.  A birth
    date is, wherever the policy asks for an age, for there is no NIK to tell it.

    Args:
        policy: Who may be enrolled.
        period: The months of cover; ages are those on its first and last day.
        rules: The rulebook, whose age limit holds beside the policy, as it is read.

    >>> from datetime import date
    >>> from jamsostek_rentan import ContributionPeriod, Worker, law
    >>> from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
    >>> checks = WorkerChecks(
    ...     EligibilityPolicy(most_age=64, domicile={"village": ["Mawar"]}),
    ...     ContributionPeriod.parse("2026-11/2026-12"), law.bpu(),
    ... )
    >>> young = Worker("w-1", birth_date=date(1985, 5, 15), facts={"village": "Desa Mawar"})
    >>> checks.findings(young)
    ()
    >>> [(found.row, found.rule) for found in checks.findings(Worker("w-2"))]
    [('w-2', 'birth-date-missing'), ('w-2', 'village-missing')]
    """

    def __init__(
        self, policy: EligibilityPolicy, period: ContributionPeriod, rules: Rulebook
    ) -> None:
        checks = PolicyChecks(policy, period, rules)
        self._begin = period.first.first_day
        self._of_birth_date = checks.of_birth_date
        self._of_texts = tuple(
            (field, functools.lru_cache(_KNOWN_TEXTS)(judge)) for field, judge in checks.of_texts
        )
        ages = (policy.least_age, policy.most_age, policy.most_age_at_end)
        needs = policy.needs
        self._needs_birth_date = "birth_date" in needs or any(age is not None for age in ages)
        self._needed = tuple(field for field in needs if field in _FACTS)
        self._weights = {rule: policy.weight(rule) for rule in RULES}

    def findings(self, worker: Worker) -> tuple[Finding, ...]:
        """What keeps a worker out, and what is worth a look; nothing where all is well."""
        facts = dict(worker.facts)
        texts = {field: _text(facts.get(field)) for field in self._needed}
        found: list[Breach] = []
        if self._needs_birth_date and worker.birth_date is None:
            found.append(Breach(missing("birth_date"), "birth_date"))
        found += [Breach(missing(field), field) for field, text in texts.items() if text is None]
        if worker.birth_date is not None:
            possible = can_be_born(worker.birth_date, on=self._begin)
            impossible = (Breach("birth-date-impossible", "birth_date"),)
            found += self._of_birth_date(worker.birth_date) if possible else impossible
        for field, judge in self._of_texts:
            text = texts[field]
            if text is not None:
                found += judge(text)
        return tuple(
            breach.finding(
                worker.id, self._weights[breach.rule], shown(texts.get(str(breach.field)))
            )
            for breach in found
        )


def _text(fact: Hashable) -> str | None:
    """A fact as text; none where it is left out, or says in some way that there is none."""
    if fact is None:
        return None
    text = plain_text(str(fact))
    return None if means_nothing(text) else text
