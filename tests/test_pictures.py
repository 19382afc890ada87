"""Pictures: well-formed SVG that tells in words what it shows in bars."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    ContributionPeriod,
    CoverageLedger,
    CoverageTimeline,
    FundingSource,
    Sector,
    SelfPayment,
    Sponsor,
    Sponsorship,
    Worker,
)
from jamsostek_rentan.cover.status import TRANSITIONS
from jamsostek_rentan.reports.diagrams import draw_transitions
from jamsostek_rentan.reports.pictures import draw_handover, draw_timeline
from jamsostek_rentan.reports.protection_picture import draw_protection


if TYPE_CHECKING:
    from jamsostek_rentan.values.texts import Language


SVG = "{http://www.w3.org/2000/svg}"
SITI = Worker("6474015505850001", sector=Sector.OTHER)
VILLAGE = Sponsor("village", name="Desa <Melati> & Co", funding=FundingSource.APBDES)


def _read(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - what was drawn a moment before


def _bars(picture: ET.Element) -> list[tuple[int, int]]:
    boxes = [box for box in picture.iter(f"{SVG}rect") if box.get("height") == "20"]
    return [(int(str(box.get("x"))), int(str(box.get("width")))) for box in boxes]


def _timeline() -> CoverageTimeline:
    stimulus = Sponsorship(SITI, VILLAGE, period=ContributionPeriod.parse("2025-11/2026-01"))
    return CoverageTimeline.of(
        SITI,
        sponsorships=[stimulus],
        self_payment=SelfPayment(starting=ContributionMonth(2026, 4)),
    )


def test_a_timeline_is_drawn_month_by_month() -> None:
    """Bars as long as their months, a legend with every payer, and the gap."""
    picture = _read(draw_timeline(_timeline(), through=ContributionMonth(2026, 8), lang="id"))

    described = str(picture.findtext(f"{SVG}desc"))
    assert "Desa <Melati> & Co: November 2025 s.d. Januari 2026" in described
    assert "pekerja sendiri (64**************): April 2026 s.d. Agustus 2026" in described
    assert "tanpa iuran: Februari 2026, Maret 2026" in described
    assert "0001" not in ET.tostring(picture, encoding="unicode")
    row = _bars(picture)[:3]
    assert row == [(60, 580), (60, 174), (350, 290)]
    words = [text.text for text in picture.iter(f"{SVG}text")]
    assert {"JKK", "JKM", "2025-11", "2026-01"} <= set(words)


def test_a_timeline_without_gap_has_no_gap_in_its_legend() -> None:
    """And what lies after the last month drawn is not shown."""
    picture = draw_timeline(_timeline(), through=ContributionMonth(2026, 1), lang="en")

    assert "nobody" not in picture
    assert "the worker" not in picture
    assert "November 2025 to January 2026" in picture


def test_a_handover_is_drawn_before_and_after(rules: jr.Rulebook) -> None:
    """With both amounts where the law is open: a bar to the lower, an outline to the higher."""
    stimulus = Sponsorship(SITI, VILLAGE, period=ContributionPeriod.parse("2026-04/2026-05"))
    picture = _read(draw_handover(jr.plan_handover(stimulus, rules=rules), lang="en"))

    described = str(picture.findtext(f"{SVG}desc"))
    assert described == (
        "Before, May 2026; JKK: Rp5.000 / Rp10.000; JKM: Rp3.400 / Rp6.800; "
        "After, June 2026; JKK: Rp5.000 / Rp10.000; JKM: Rp3.400 / Rp6.800"
    )
    assert [width for _, width in _bars(picture)] == [160, 320, 108, 217] * 2


def test_a_handover_to_nobody_shows_what_was_paid(rules: jr.Rulebook) -> None:
    """There is no after."""
    stimulus = Sponsorship(SITI, VILLAGE, period=ContributionPeriod.parse("2025-04/2025-05"))
    plan = jr.plan_handover(stimulus, rules=rules, then=jr.Stops())

    assert "Sesudah" not in draw_handover(plan, lang="id")


@pytest.mark.parametrize("lang", ["fr", "EN"])
def test_a_picture_speaks_two_languages(lang: str, rules: jr.Rulebook) -> None:
    """And no other."""
    with pytest.raises(jr.UnknownNameError):
        draw_timeline(_timeline(), through=ContributionMonth(2026, 8), lang=lang)  # type: ignore[arg-type]
    stimulus = Sponsorship(SITI, VILLAGE, period=ContributionPeriod.parse("2025-04/2025-05"))
    plan = jr.plan_handover(stimulus, rules=rules)
    with pytest.raises(jr.UnknownNameError):
        draw_handover(plan, lang=lang)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_diagram_of_cover_is_drawn_from_its_table(lang: Language) -> None:
    """An arrow for each pair of states, from box to box, and every change in words."""
    picture = _read(draw_transitions(lang=lang))

    changes = [
        (before, after, happening)
        for before, row in TRANSITIONS.items()
        for happening, after in row.items()
        if after is not before
    ]
    described = str(picture.findtext(f"{SVG}desc"))
    assert described.count(";") + 1 == len(changes)
    for before, after, happening in changes:
        told = [one.label.in_language(lang) for one in (before, after, happening)]
        assert all(words in described for words in told)
    lines = list(picture.iter(f"{SVG}line"))
    assert len(lines) == len({(before, after) for before, after, _ in changes}) == 11
    sides = {0, 190, 450, 640}, {0, 48, 252, 300}
    for line in lines:
        begin, end = ((int(str(line.get(f"x{at}"))), int(str(line.get(f"y{at}")))) for at in (1, 2))
        assert begin != end
        assert all(x in sides[0] or y in sides[1] for x, y in (begin, end))


def test_protection_is_drawn_as_high_as_what_a_death_pays() -> None:
    """Full bars while sponsored, outlines where readings differ, nothing once cover has ended."""
    stimulus = Sponsorship(SITI, VILLAGE, period=ContributionPeriod.parse("2025-07/2025-09"))
    timeline = CoverageTimeline.of(SITI, sponsorships=[stimulus])
    picture = _read(
        draw_protection(timeline, through=ContributionMonth(2026, 2), rules=jr.law.bpu(), lang="id")
    )
    described = str(picture.findtext(f"{SVG}desc"))
    heights = [int(str(box.get("height"))) for box in picture.iter(f"{SVG}rect")][1:]
    title = str(picture.findtext(f"{SVG}title"))

    assert "perkiraan; penetapan oleh BPJS Ketenagakerjaan" in title
    assert "64**************" in title
    assert "0001" not in ET.tostring(picture, encoding="unicode")
    assert described.split("; ") == [
        "JKK, meninggal dunia akibat kecelakaan kerja",
        "Juli 2025 s.d. September 2025: Rp70.000.000",
        "Oktober 2025 s.d. Desember 2025: Rp0 atau Rp70.000.000 (ketentuan yang belum jelas)",
        "Januari 2026 s.d. Februari 2026: Rp0",
        "JKM, meninggal dunia bukan akibat kecelakaan kerja",
        "Juli 2025 s.d. Agustus 2025: Rp10.000.000",
        "September 2025: Rp42.000.000 atau Rp10.000.000 (ketentuan yang belum jelas)",
        "Oktober 2025 s.d. Desember 2025: Rp0 atau Rp42.000.000 (ketentuan yang belum jelas)",
        "Januari 2026 s.d. Februari 2026: Rp0",
        "menurut rencana: setiap bulan yang terutang dianggap dibayar pada hari pertamanya",
    ]
    assert heights == [
        *(100, 100, 100, 0, 100, 0, 100, 0, 100, 0, 0),
        *(14, 14, 14, 60, 0, 60, 0, 60, 0, 60, 0, 0),
    ]


def test_protection_by_payments_is_no_plan() -> None:
    """A ledger is drawn by what arrived: nobody paid, nothing stands, and no plan is spoken of."""
    alone = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=ContributionMonth(2025, 7)))
    rules = jr.law.bpu()
    unpaid = CoverageLedger.of(alone, rules=rules)
    picture = _read(
        draw_protection(unpaid, through=ContributionMonth(2025, 8), rules=rules, lang="en")
    )

    assert str(picture.findtext(f"{SVG}desc")).split("; ") == [
        "JKK, death by a work accident",
        "July 2025 to August 2025: Rp0",
        "JKM, death not caused by work",
        "July 2025 to August 2025: Rp0",
    ]


def test_a_picture_of_protection_needs_a_programme_that_insures() -> None:
    """JHT alone leaves it empty, and months beyond the checked one are announced once."""
    november = ContributionMonth(2026, 11)
    jht, both = (
        CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=november, **programs))
        for programs in ({"programs": [jr.Program.JHT]}, {})
    )
    empty = _read(draw_protection(jht, through=november, rules=jr.law.bpu(), lang="en"))

    assert (empty.findtext(f"{SVG}desc") or "").startswith("by the plan")
    with pytest.warns(jr.ProjectedLawWarning, match="2026-12 to 2027-02") as caught:
        draw_protection(both, through=november + 3, rules=jr.law.bpu(), lang="en")
    assert len(caught) == 1


def test_months_whose_benefits_are_not_known_are_drawn_without_a_bar() -> None:
    """A death at work before December 2019; the other death is known."""
    old = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=ContributionMonth(2019, 10)))
    picture = _read(
        draw_protection(old, through=ContributionMonth(2020, 1), rules=jr.law.bpu(), lang="id")
    )

    assert str(picture.findtext(f"{SVG}desc")).split("; ") == [
        "JKK, meninggal dunia akibat kecelakaan kerja",
        "Oktober 2019 s.d. November 2019: tidak diketahui",
        "Desember 2019 s.d. Januari 2020: Rp70.000.000",
        "JKM, meninggal dunia bukan akibat kecelakaan kerja",
        "Oktober 2019 s.d. November 2019: Rp24.000.000",
        "Desember 2019 s.d. Januari 2020: Rp42.000.000",
        "menurut rencana: setiap bulan yang terutang dianggap dibayar pada hari pertamanya",
    ]
