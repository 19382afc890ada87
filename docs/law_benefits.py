"""The part of the law page on benefits: what each event pays, and how long one waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from law_markdown import cite, italic, plain, prose, table
from law_reliefs import verdict

from jamsostek_rentan.values.texts import show, text


if TYPE_CHECKING:
    from collections.abc import Iterator

    from law_markdown import Grounds

    from jamsostek_rentan import LegalBasis, RiskEvent, Rulebook
    from jamsostek_rentan.law.benefits import Benefit, Scholarship
    from jamsostek_rentan.law.waiting import JkmWaiting


__all__ = ["benefits_grounds", "benefits_section"]


def benefits_grounds(rules: Rulebook) -> Iterator[LegalBasis]:
    """The grounds of its statements, in order."""
    for benefit in rules.benefits.stated:
        yield benefit.basis
    waiting, scholarship = rules.benefits.jkm_waiting, rules.benefits.scholarship
    if waiting is not None:
        yield from (basis for *_, basis in _waiting_rows(waiting))
    if scholarship is not None:
        yield scholarship.basis
        yield scholarship.across_breaks.basis


def benefits_section(rules: Rulebook, grounds: Grounds) -> list[str]:
    """What each event pays, the waiting period of JKM and the scholarship."""
    events = dict.fromkeys(event for one in rules.benefits.stated for event in one.events)
    waiting, scholarship = rules.benefits.jkm_waiting, rules.benefits.scholarship
    return [
        "(benefits-of-events)=",
        "## Benefits (*manfaat*)",
        prose(
            "What an event (*risiko*) pays one participant, by the month in which it happens.",
            "It is an estimate: *perkiraan; penetapan oleh BPJS Ketenagakerjaan*.",
            "The table of disabilities (*tabel cacat*) was not read and is not shipped; "
            "a caller hands one in with its ground.",
        ),
        *(part for event in events for part in _event(event, rules, grounds)),
        *(_waiting(waiting, grounds) if waiting else ()),
        *(_scholarship(scholarship, grounds) if scholarship else ()),
    ]


def _event(event: RiskEvent, rules: Rulebook, grounds: Grounds) -> list[str]:
    rows = [
        [
            plain(benefit.kind.label.en),
            italic(benefit.kind.label.id),
            show(benefit.first, "en"),
            "open" if benefit.last is None else show(benefit.last, "en"),
            _measured(benefit),
            cite(benefit.basis, grounds),
        ]
        for benefit in rules.benefits.stated
        if event in benefit.events
    ]
    words = f"{event.label.en[0].upper()}{event.label.en[1:]}"
    return [
        (
            f"**{words}** ({italic(event.label.id)}), paid by {event.program.name}; "
            f"in code `{event.name}`:"
        ),
        table(["Benefit", "*Manfaat*", "From", "To", "How it is measured", "Ground"], rows),
    ]


def _measured(benefit: Benefit) -> str:
    return plain(text(benefit.measure.key, "en", **benefit.measure.told()))


def _waiting_rows(waiting: JkmWaiting) -> list[tuple[str, LegalBasis]]:
    kinds = ", ".join(kind.label.en for kind in waiting.pays)
    passed = verdict(waiting.elapsed, "must have passed", "need only be paid")
    return [
        (
            (
                f"{waiting.months} contributions in a row since registration are asked for; "
                f"their months: {passed}. Before, a death pays {kinds} alone"
            ),
            waiting.basis,
        ),
        (
            "after a break the months are counted " + verdict(waiting.restarts.holds, "anew", "on"),
            waiting.restarts.basis,
        ),
        (
            "contributions paid ahead count on the day they are paid: "
            + verdict(waiting.ahead.holds, "yes", "no"),
            waiting.ahead.basis,
        ),
    ]


def _waiting(waiting: JkmWaiting, grounds: Grounds) -> list[str]:
    rows = [[what, cite(basis, grounds)] for what, basis in _waiting_rows(waiting)]
    return [
        (
            f"**Waiting for the full JKM benefit** (*masa tunggu manfaat penuh JKM*), "
            f"for a death from {show(waiting.from_day, 'en')} on:"
        ),
        table(["What it says", "Ground"], rows),
    ]


def _scholarship(scholarship: Scholarship, grounds: Grounds) -> list[str]:
    rows = [
        [plain(level.name.en), italic(level.name.id), str(level.years), str(level.a_year)]
        for level in scholarship.levels
    ]
    opened = "; ".join(event.label.en for event in scholarship.events)
    across = verdict(scholarship.across_breaks.holds, "counted", "not counted")
    return [
        prose(
            f"**Scholarship of the children** (*beasiswa pendidikan anak*), "
            f"from {show(scholarship.first, 'en')} on ({cite(scholarship.basis, grounds)}), "
            f"opened by: {opened}.",
            f"At most {scholarship.children} children under {scholarship.below_age}, "
            f"not married and not working; {scholarship.most} together at most.",
            f"Where JKM opens it, {scholarship.jkm_months} contribution months are asked for; "
            f"those before a break: {across} ({cite(scholarship.across_breaks.basis, grounds)}).",
        ),
        table(
            ["Level", "*Jenjang*", "Years at most", "A year"],
            rows,
            numbers=["Years at most", "A year"],
        ),
    ]
