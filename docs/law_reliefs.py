"""The sections of the page *The law as shipped* that tell each relief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from law_markdown import ask, cite, italic, plain, prose, table

from jamsostek_rentan import ContributionPeriod, FundingSource, Rupiah
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator

    from law_markdown import Grounds

    from jamsostek_rentan import DatedRateTable, Figure, Relief
    from jamsostek_rentan.law.conditions import MemberClause


__all__ = ["relief_section", "verdict"]


def relief_section(relief: Relief, shipped: DatedRateTable, grounds: Grounds) -> list[str]:
    """What a relief grants, in which months, to whom, and on what condition."""
    share = show(relief.share_paid, "en")
    names = " and ".join(program.name for program in relief.programs)
    return [
        f"## {plain(relief.basis.instrument)}: {share} is paid",
        prose(
            f"The {plain(relief.name.en)} ({italic(relief.name.id)}), `{relief.id}`.",
            f"Where it is granted, {share} of {names} is paid ({cite(relief.basis, grounds)}).",
            f"At the lowest income that is {', '.join(_eased(relief, shipped))}.",
            f"It rounds {show(relief.rounding, 'en')}."
            if relief.rounding
            else "It leaves no fraction of a rupiah in any band, so it names no rounding.",
        ),
        *_windows(relief, grounds),
        *_payers(relief, grounds),
        *_earlier_payers(relief, grounds),
        *_members(relief, grounds),
        *_provisos(relief, grounds),
    ]


def _eased(relief: Relief, shipped: DatedRateTable) -> Iterator[str]:
    """What the relief makes of each contribution of the lowest band."""
    for program, dated in shipped.rates:
        rate = value_in_force(dated, relief.windows[0].first)
        if rate is not None and program in relief.programs:
            normal = rate.value.ordinary(Rupiah(0)).settled.amount
            yield f"{relief.paid(normal)} of {program.name} instead of {normal}"


def _windows(relief: Relief, grounds: Grounds) -> list[str]:
    rows = [
        [
            sector.label.en,
            show(window.first, "en"),
            show(window.last, "en"),
            str(len(ContributionPeriod(window.first, window.last))),
            cite(window.basis, grounds),
            italic(sector.label.id),
        ]
        for window in relief.windows
        for sector in window.sectors
    ]
    heads = ["Sector", "First month", "Last month", "Months", "Ground", "*Sektor*"]
    return [
        "**Its contribution months** (*iuran bulan*), the first and the last included:",
        table(heads, rows, numbers=["Months"]),
    ]


def _payers(relief: Relief, grounds: Grounds) -> list[str]:
    rows = [
        [
            source.label.en,
            verdict(payer.granted, "granted", "not granted"),
            cite(payer.basis, grounds),
            italic(source.label.id),
            f"`{source.name}`",
        ]
        for source in FundingSource
        for payer in relief.payers
        if source in payer.funding
    ]
    return [
        "**Whose money pays** (*sumber dana*):",
        table(["Source of funds", "Relief", "Ground", "*Sumber dana*", "In code"], rows),
    ]


def _earlier_payers(relief: Relief, grounds: Grounds) -> list[str]:
    clause = relief.earlier_payers
    if clause is None:
        return [
            "**Whose money paid earlier months** (*sumber dana bulan sebelumnya*) does not matter."
        ]
    rows = [
        [
            source.label.en,
            verdict(clause.granted, "granted all the same", "not granted"),
            cite(clause.basis, grounds),
            italic(source.label.id),
        ]
        for source in FundingSource
        if source in clause.funding
    ]
    heads = ["Source of funds of earlier months", "Relief", "Ground", "*Sumber dana sebelumnya*"]
    return [
        "**Whose money paid earlier months** (*sumber dana bulan sebelumnya*):",
        table(heads, rows),
    ]


def _members(relief: Relief, grounds: Grounds) -> list[str]:
    if not relief.members:
        return ["**When the participant joined** (*bulan pertama kepesertaan*) does not matter."]
    rows = [
        [
            _joined(clause),
            str(clause.full_months),
            verdict(clause.granted, "granted", "not granted"),
            cite(clause.basis, grounds),
        ]
        for clause in relief.members
    ]
    heads = ["First month of membership", "Months owed in full first", "Then", "Ground"]
    return [
        "**When the participant joined** (*bulan pertama kepesertaan*):",
        table(heads, rows, numbers=["Months owed in full first"]),
    ]


def _joined(clause: MemberClause) -> str:
    if clause.since and clause.until:
        return show(ContributionPeriod(clause.since, clause.until), "en")
    if clause.since:
        return f"{show(clause.since, 'en')} or later"
    return f"{show(clause.until, 'en')} or before" if clause.until else "any"


def _provisos(relief: Relief, grounds: Grounds) -> list[str]:
    if not relief.provisos:
        return ["**Further conditions** (*syarat lain*): none is shipped."]
    rows = [
        [
            plain(proviso.text.en),
            italic(proviso.text.id),
            verdict(proviso.granted, "met", "not met"),
            cite(proviso.basis, grounds),
        ]
        for proviso in relief.provisos
    ]
    return [
        "**Further conditions** (*syarat lain*):",
        table(["Condition", "*Syarat*", "Is it met?", "Ground"], rows),
    ]


def verdict(granted: Figure[bool], yes: str, no: str) -> str:
    """A verdict in words, with the question it depends on where it does."""
    if not granted.questions:
        return yes if granted.settled else no
    asked = ", ".join(map(ask, granted.questions))
    if granted.unsettled:
        return f"**open**: {asked}"
    return f"presumed {yes if granted.settled else no}: {asked}"
