"""Reading tables of income bands: every income has one base, in every reading of the law."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jamsostek_rentan.law.bands import Band, Between, bands_under, questions_of
from jamsostek_rentan.law.loading_verdicts import check_readings
from jamsostek_rentan.law.questions import worlds
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jamsostek_rentan.law.basis import LegalBasis
    from jamsostek_rentan.law.questions import Question
    from jamsostek_rentan.law.sections import Section

    Grounds = Mapping[str, LegalBasis]
    Questions = Mapping[str, Question]
    BandTables = dict[str, tuple[tuple[Band, ...], Between | None]]


__all__ = ["read_band_tables"]


def read_band_tables(file: Section, grounds: Grounds, questions: Questions) -> BandTables:
    """Read the tables of income bands of a file; what does not hold together becomes a fault."""
    found: BandTables = {}
    for name, section in file.named_sections("bands") if file.has("bands") else ():
        basis = section.one_of("basis", grounds)
        bands = tuple(_band(below, grounds, questions, basis) for below in section.sections("band"))
        between = (
            _between(section.section("between"), questions) if section.has("between") else None
        )
        section.close()
        if section.sound:
            _check_bands(section, bands)
        if section.sound:
            _check_bases(section, bands)
            _check_width(section, bands, between)
        found[name] = (bands, between) if section.sound else ((), None)
    return found


def _band(section: Section, grounds: Grounds, questions: Questions, basis: LegalBasis) -> Band:
    lower, base = section.rupiah("lower"), section.rupiah("base")
    if section.has("basis"):
        basis = section.one_of("basis", grounds)
    if not section.has("question"):
        section.close()
        return Band(lower=lower, base=base, basis=basis)
    band = Band(
        lower=lower,
        base=base,
        basis=basis,
        question=section.one_of("question", questions),
        base_under=section.amounts("base_under") if section.has("base_under") else (),
        absent_under=section.texts("absent_under") if section.has("absent_under") else (),
    )
    section.close()
    if section.sound and band.question is not None:
        _check_question(section, band, band.question)
    return band


def _check_question(section: Section, band: Band, question: Question) -> None:
    other = tuple(reading for reading, _ in band.base_under)
    check_readings(section, "base_under", other, question)
    check_readings(section, "absent_under", band.absent_under, question)
    if not (other or band.absent_under):
        section.fault("question", "changes nothing here; say what it does by base_under")
    if set(other) & set(band.absent_under):
        section.fault("absent_under", "names a reading that has a base in base_under")
    if section.sound and not set(question.options) - {*other, *band.absent_under}:
        section.fault("base", "holds under no reading; one has to be left for it")


def _between(section: Section, questions: Questions) -> Between:
    between = Between(
        question=section.one_of("question", questions),
        width=section.rupiah("width"),
        upper_under=section.texts("upper_under"),
    )
    section.close()
    if section.sound:
        check_readings(section, "upper_under", between.upper_under, between.question)
        if not between.width.amount:
            section.fault("width", "is 0; at least one rupiah is asked")
    return between


def _check_bands(section: Section, bands: Sequence[Band]) -> None:
    if not bands or bands[0].lower != Rupiah(0):
        section.fault("band", "has to begin at zero, so that every income has a band")
    elif bands[0].absent_under:
        section.fault("band[0].absent_under", "is the lowest band; it has to be there")
    for place, (below, above) in enumerate(pairwise(bands), start=1):
        if above.lower <= below.lower:
            section.fault(f"band[{place}].lower", f"is {above.lower}; it must exceed {below.lower}")


def _check_bases(section: Section, bands: Sequence[Band]) -> None:
    """Check that bases ascend in every reading; a fault that two readings share is one."""
    places = {band.lower: place for place, band in enumerate(bands)}
    found: dict[tuple[str, str], None] = {}
    for world in worlds(tuple(questions_of(bands).values())):
        for below, above in pairwise(bands_under(bands, world)):
            if above.base <= below.base:
                written = bands[places[above.lower]]
                key = f"band[{places[above.lower]}].{_base_key(written, above)}"
                found[key, f"is {above.base}; it must exceed {below.base}"] = None
    for key, problem in found:
        section.fault(key, problem)


def _base_key(written: Band, read: Band) -> str:
    """Where the base that a band has in a reading is written."""
    readings = (reading for reading, base in written.base_under if base == read.base)
    return next((f"base_under.{reading}" for reading in readings), "base")


def _check_width(section: Section, bands: Sequence[Band], between: Between | None) -> None:
    if between is None:
        return
    if len(bands) == 1:
        section.fault("between", "has no place; there is one band only")
        return
    narrowest = min(above.lower - below.lower for below, above in pairwise(bands))
    if between.width >= narrowest:
        section.fault(
            "between.width",
            f"is {between.width}; "
            f"it has to leave something of the narrowest band, which is {narrowest} wide",
        )
