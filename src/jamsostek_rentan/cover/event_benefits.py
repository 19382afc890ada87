"""What an event would pay one participant: its benefits, and the scholarship it may open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.errors import NoBenefitError, UnknownNameError
from jamsostek_rentan.law.benefits import Benefit, Scholarship
from jamsostek_rentan.law.measures import LumpSum, MultipleOfBase
from jamsostek_rentan.law.prices import doubt_steps
from jamsostek_rentan.law.questions import Figure, total
from jamsostek_rentan.law.risks import BenefitKind, RiskEvent
from jamsostek_rentan.law.waiting import JkmWaiting
from jamsostek_rentan.values.explanation import Step, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, both


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.law.questions import Doubt, Readings


__all__ = ["BenefitLine", "EventBenefits", "ScholarshipRight", "no_base_income"]


@attrs.frozen(kw_only=True)
class BenefitLine:
    """One benefit of an event, for one participant.

    Args:
        benefit: What it is, how it is measured and where it says so.
        amount: What the event itself pays, in rupiah, under each reading; none where that depends
            on what comes after: what care costs, how long somebody cannot work.
        worked: What else its amount was worked out from: months, or a loss and the table that was
            handed in.

    >>> from datetime import date
    >>> from jamsostek_rentan import ContributionMonth, CoverageTimeline, SelfPayment, Worker, law
    >>> from jamsostek_rentan import Program, RiskEvent, protection_on
    >>> july = ContributionMonth(2025, 7)
    >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
    >>> protection = protection_on(date(2025, 8, 10), timeline, rules=law.bpu())
    >>> line = protection.pays(RiskEvent.WORK_DEATH).lines[0]
    >>> line.kind.label.id, line.amount.settled, line.benefit.basis.article
    ('santunan kematian', Rupiah(48_000_000), 'Pasal 25')
    """

    benefit: Benefit
    amount: Figure[Rupiah] | None
    worked: tuple[Step, ...] = ()

    @property
    def kind(self) -> BenefitKind:
        """What kind of benefit it is."""
        return self.benefit.kind

    def step(self) -> Step:
        """It as a step of a working."""
        measure, basis = self.benefit.measure, self.benefit.basis
        if self.amount is None:
            return step("protection.line", kind=self.kind, paid=self.rule, ground=basis)
        if isinstance(measure, LumpSum):
            return step("protection.line", kind=self.kind, paid=self.amount, ground=basis)
        rule = step(measure.key, ground=basis, **measure.told())
        return step("protection.line", rule, *self.worked, kind=self.kind, paid=self.amount)

    @property
    def rule(self) -> Bilingual:
        """How it is measured, in words."""
        return both(self.benefit.measure.key, **self.benefit.measure.told())


@attrs.frozen(kw_only=True)
class ScholarshipRight:
    """Whether an event opens the scholarship of the children, and on which rule.

    Args:
        rule: The scholarship, with what each level of schooling pays.
        opens: Whether it is open, under each reading.
        months: Contribution months counted, under each reading, where JKM opens it.
    """

    rule: Scholarship
    opens: Figure[bool]
    months: Figure[int] | None

    def steps(self) -> Iterator[Step]:
        """It as steps of a working."""
        levels = (
            step("scholarship.level", name=level.name, years=level.years, a_year=level.a_year)
            for level in self.rule.levels
        )
        answers = self.opens.map(lambda yes: both("cell.yes" if yes else "cell.no"))
        key = "open" if self.opens.unsettled else "yes" if self.opens.settled else "no"
        counted = (
            [step("scholarship.months", months=self.months, asked=self.rule.jkm_months)]
            if self.months
            else []
        )
        yield step(
            f"scholarship.{key}",
            *counted,
            *(doubt_steps(answers) if self.opens.unsettled else ()),
            *(levels if any(self.opens.values) else ()),
            children=self.rule.children,
            below_age=self.rule.below_age,
            most=self.rule.most,
            ground=self.rule.basis,
        )


@attrs.frozen(kw_only=True)
class EventBenefits:
    """What an event would pay one participant; never to be added up over heads.

    Args:
        event: What would have to happen.
        stands: Whether its programme would pay, under each reading.
        lines: Each benefit.
        scholarship: Whether it opens the scholarship; none where the event does not.
        waiting: The waiting period of the full benefit, where it is not over under some reading.
        full_from: The month from which it stands, if what is owed is paid, under each reading; none
            where nothing has to be waited for, or there is no membership.

    >>> from datetime import date
    >>> from jamsostek_rentan import ContributionMonth, CoverageTimeline, SelfPayment, Worker, law
    >>> from jamsostek_rentan import Program, RiskEvent, protection_on
    >>> july = ContributionMonth(2025, 7)
    >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
    >>> protection = protection_on(date(2025, 8, 10), timeline, rules=law.bpu())
    >>> death = protection.pays(RiskEvent.DEATH)
    >>> death.total.settled, death.scholarship.opens.settled
    (Rupiah(10_000_000), False)
    >>> [str(month) for month in death.full_from.values]
    ['2025-09', '2025-10']
    """

    event: RiskEvent
    stands: Figure[bool]
    lines: tuple[BenefitLine, ...]
    scholarship: ScholarshipRight | None
    waiting: JkmWaiting | None
    full_from: Figure[ContributionMonth | None]

    @property
    def total(self) -> Figure[Rupiah]:
        """What the event itself pays at once, in rupiah, under each reading.

        Costs that are paid as they come, and the scholarship, are not in it.

        Raises:
            NoBenefitError: Where it pays nothing at once, or a share of a base income that the
                rates do not name.
        """
        for line in self.unmeasured:
            raise no_base_income(line.kind)
        sums = [line.amount for line in self.lines if line.amount is not None]
        if not sums:
            raise NoBenefitError(
                f"What {self.event.label.en} pays at once was asked.",
                f"It pays {', '.join(line.kind.label.en for line in self.lines)}, "
                "which depend on what comes after.",
                "Read its lines, or ask temporary_incapacity(...) or partial_disability(...).",
            )
        return total(sums)

    @property
    def unmeasured(self) -> tuple[BenefitLine, ...]:
        """The benefits that are a share of a base income which the rates do not name."""
        by_base = (line for line in self.lines if isinstance(line.benefit.measure, MultipleOfBase))
        return tuple(line for line in by_base if line.amount is None)

    @property
    def doubts(self) -> tuple[Doubt[Rupiah], ...]:
        """What the total would be if a question were read otherwise.

        Raises:
            NoBenefitError: As :attr:`total`.
        """
        return self.total.doubts

    def by_reading(self) -> dict[Readings, Rupiah]:
        """The total under each combination of readings; never fails for doubt.

        Raises:
            NoBenefitError: As :attr:`total`.
        """
        return self.total.by_reading()

    def line(self, kind: BenefitKind) -> BenefitLine:
        """The benefit of one kind.

        Raises:
            UnknownNameError: For a kind that is none.
            NoBenefitError: For a kind that the event does not pay.
        """
        if type(kind) is not BenefitKind:
            raise UnknownNameError(
                f"The benefit {kind!r} was asked.",
                f"The kinds are {', '.join(one.name for one in BenefitKind)}.",
                "Give for example BenefitKind.FUNERAL.",
            )
        for line in self.lines:
            if line.kind is kind:
                return line
        raise NoBenefitError(
            f"The benefit {kind.label.en!r} was asked of {self.event.label.en}.",
            f"It pays {', '.join(line.kind.label.en for line in self.lines)}.",
            "Ask for one of these, or for another event.",
        )

    def step(self) -> Step:
        """It as a step of a working."""
        steps = [line.step() for line in self.lines]
        if self.waiting:
            kinds = tuple(kind.label for kind in self.waiting.pays)
            full_from = self.full_from.map(lambda month: month or both("protection.never"))
            steps.append(
                step(
                    "protection.waiting",
                    *doubt_steps(full_from),
                    ground=self.waiting.basis,
                    months=self.waiting.months,
                    full_from=full_from,
                    kinds=kinds,
                )
            )
        if self.scholarship:
            steps += self.scholarship.steps()
        if self.unmeasured or not any(line.amount for line in self.lines):
            return step("protection.event", *steps, event=self.event)
        paid = self.total
        return step(
            "protection.event.paid", *steps, *doubt_steps(paid), event=self.event, paid=paid
        )


def no_base_income(kind: BenefitKind) -> NoBenefitError:
    """The error for a benefit that is a share of a base income which the rates do not name."""
    return NoBenefitError(
        f"The {kind.label.en} was asked.",
        "It is a share of the base income, which the rate table does not name.",
        "Let the table make its prices with base_income=.",
    )
