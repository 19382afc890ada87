"""Reading a rulebook from a TOML file, and refusing one whose statements do not hold together."""

from __future__ import annotations

import functools
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, cast

from jamsostek_rentan.law.bands import BandedRate
from jamsostek_rentan.law.basis import Evidence, LegalBasis
from jamsostek_rentan.law.loading_bands import read_band_tables
from jamsostek_rentan.law.loading_benefits import read_benefits
from jamsostek_rentan.law.loading_membership import read_membership
from jamsostek_rentan.law.loading_reliefs import read_reliefs
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Question, Reading
from jamsostek_rentan.law.rates import DatedRateTable, FlatRate
from jamsostek_rentan.law.rulebook import Rulebook
from jamsostek_rentan.law.sections import Section
from jamsostek_rentan.law.targets import TargetRule
from jamsostek_rentan.values.dated import DatedValue, clashes, holes


if TYPE_CHECKING:
    from os import PathLike

    from jamsostek_rentan.law.loading_bands import BandTables


__all__ = ["bpu", "read_rates", "read_rulebook"]

_FORMAT = 1

Grounds = dict[str, LegalBasis]
Questions = dict[str, Question]
Rate = DatedValue[BandedRate | FlatRate]


@functools.cache
def bpu() -> Rulebook:
    """The shipped law of participants who earn no wage (BPU), read once, when first asked for.

    >>> print(bpu().rates.checked_through)
    2026-11
    """
    file = resources.files("jamsostek_rentan.law") / "bpu.toml"
    return _rulebook(file.read_bytes(), "The shipped law")


def read_rulebook(path: str | PathLike[str]) -> Rulebook:
    """Read a rulebook of your own from a TOML file in the format of the shipped law.

    Raises:
        RulesFileError: With every fault of meaning in the file, by key path; a fault of syntax
            is one.
        OSError: When the file cannot be opened.
    """
    return _rulebook(Path(path).read_bytes(), str(path))


def read_rates(path: str | PathLike[str]) -> DatedRateTable:
    """Read the rate table alone, to plug it into a rulebook with ``using_rates``.

    Raises:
        RulesFileError: As for :func:`read_rulebook`.
        OSError: When the file cannot be opened.
    """
    return cast("DatedRateTable", read_rulebook(path).rates)


def _rulebook(toml: bytes, what: str) -> Rulebook:
    file = Section.of_toml(toml, what, version=_FORMAT)
    checked_through = file.month("checked_through")
    grounds = {name: _basis(section) for name, section in file.named_sections("grounds")}
    questions = _questions(file, grounds)
    tables = read_band_tables(file, grounds, questions)
    rates = _rates(file, grounds, tables)
    reliefs = read_reliefs(file, grounds, questions, rates)
    membership = read_membership(file, grounds, questions)
    bases = {base for bands, _ in tables.values() for band in bands for base in band.bases}
    benefits = read_benefits(file, grounds, questions, bases)
    targets = tuple(_target(section, grounds) for section in file.sections("target"))
    file.close()
    file.raise_faults(what)
    by_program = tuple(
        (program, tuple(rate for about, rate in rates if about is program))
        for program in Program
        if any(about is program for about, _ in rates)
    )
    others = {*membership.questions, *benefits.questions}
    table = DatedRateTable(
        rates=by_program,
        reliefs=reliefs,
        questions=tuple(question for question in questions.values() if question not in others),
        checked_through=checked_through,
    )
    return Rulebook(
        rates=table,
        membership=membership,
        benefits=benefits,
        targets=targets,
    )


def _basis(section: Section) -> LegalBasis:
    basis = LegalBasis(
        instrument=section.read("instrument", str),
        article=section.read("article", str) if section.has("article") else None,
        address=section.read("address", str),
        evidence=section.member("evidence", Evidence),
        checked_on=section.read("checked_on", date),
        note=section.bilingual("note"),
    )
    section.close()
    return basis


def _questions(file: Section, grounds: Grounds) -> Questions:
    found: Questions = {}
    for section in file.sections("question"):
        question = Question(
            id=section.read("id", str),
            text=section.bilingual("text"),
            presumed=section.read("presumed", str) if section.has("presumed") else None,
            readings=tuple(_reading(below, grounds) for below in section.sections("reading")),
        )
        section.close()
        if len(set(question.options)) < max(2, len(question.options)):
            section.fault("reading", "has to be two readings or more, each with an id of its own")
        if question.presumed not in (None, *question.options):
            section.fault("presumed", f"is {question.presumed!r}, which is none of its readings")
        if question.id in found:
            section.fault("id", f"is {question.id!r}, which another question has")
        if isinstance(question.id, str):  # else it is a fault already
            found.setdefault(question.id, question)
    return found


def _reading(section: Section, grounds: Grounds) -> Reading:
    reading = Reading(
        id=section.read("id", str),
        text=section.bilingual("text"),
        basis=section.one_of("basis", grounds),
    )
    section.close()
    return reading


def _rates(file: Section, grounds: Grounds, tables: BandTables) -> list[tuple[Program, Rate]]:
    found: list[tuple[Program, Rate]] = []
    unsound: set[Program] = set()
    for section in file.sections("rate"):
        program = section.member("program", Program)
        first = section.month("first")
        last = section.month("last") if section.has("last") else None
        basis = section.one_of("basis", grounds)
        value = _rate(section, tables)
        section.close()
        if section.sound and last is not None and last < first:
            section.fault("last", f"is {last}, before its first month {first}")
        if section.sound:
            found.append((program, DatedValue(value=value, first=first, last=last, ground=basis)))
        else:
            unsound.add(program)
    for program in Program:
        if program in unsound:
            continue
        dated = [rate for about, rate in found if about is program]
        for one, two in clashes(dated):
            file.fault(
                "rate",
                f"{program.name} from {one.first} and from {two.first} both hold in {two.first}",
            )
        for hole in holes(dated):
            file.fault("rate", f"{program.name} has no amount from {hole.first} to {hole.last}")
    return sorted(found, key=lambda pair: pair[1].first)


def _rate(section: Section, tables: BandTables) -> BandedRate | FlatRate:
    if section.has("amount"):
        return FlatRate(amount=section.rupiah("amount"))
    share = section.share("share_of_base")
    bands, between = section.one_of("bands", tables) or ((), None)
    if section.sound and any(
        (base.amount * share).denominator > 1 for band in bands for base in band.bases
    ):
        section.fault("share_of_base", "leaves a fraction of a rupiah in a band")
    return BandedRate(share_of_base=share, bands=bands, between=between)


def _target(section: Section, grounds: Grounds) -> TargetRule:
    target = TargetRule(
        groups=section.texts("groups"),
        full_after=section.read("full_after", int),
        shorter_counts=section.read("shorter_counts", bool),
        basis=section.one_of("basis", grounds),
    )
    section.close()
    if section.sound and target.full_after < 1:
        section.fault("full_after", f"is {target.full_after}; at least one month is asked")
    return target
