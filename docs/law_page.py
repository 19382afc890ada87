"""The page *The law as shipped*, written from the rulebook itself so that it cannot differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from law_benefits import benefits_section
from law_grounds import band_tables, named_grounds, resting_on, shipped_rates, shipped_table
from law_markdown import ask, both, cite, italic, linked, plain, prose, table
from law_membership import membership_section
from law_reliefs import relief_section
from law_timeline import timeline

from jamsostek_rentan import Evidence, law
from jamsostek_rentan.law.bands import questions_of
from jamsostek_rentan.law.rates import FlatRate
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from law_grounds import Bands, Rate, Rates
    from law_markdown import Grounds

    from jamsostek_rentan import (
        DatedRateTable,
        LegalBasis,
        Program,
        Question,
        Rulebook,
    )
    from jamsostek_rentan.law.bands import Band, BandedRate, Between


__all__ = ["law_page"]


def law_page() -> str:
    """The page as MyST Markdown: every shipped figure with its ground."""
    rules = law.bpu()
    shipped = shipped_table(rules)
    rates = shipped_rates(rules)
    resting = resting_on(rules)
    grounds = named_grounds(rules)
    return "\n\n".join(
        [
            *_top(shipped, resting),
            *_rates(rates, grounds),
            *(
                part
                for bands, between in band_tables(rates)
                for part in (*_bands(bands, rules, grounds), *_doubts(bands, between))
            ),
            *_calendar(shipped),
            *(
                part
                for relief in shipped.reliefs
                for part in relief_section(relief, shipped, grounds)
            ),
            *membership_section(rules, grounds),
            *benefits_section(rules, grounds),
            *_questions(rules, grounds),
            *_targets(rules, grounds),
            *_grounds(resting, grounds),
            "",
        ]
    )


def _top(shipped: DatedRateTable, resting: Counter[LegalBasis]) -> list[str]:
    by_evidence = dict.fromkeys(Evidence, 0)
    for basis, count in resting.items():
        by_evidence[basis.evidence] += count
    rows = [
        [f"`{kind.name}`", kind.label.en, italic(kind.label.id), str(by_evidence[kind])]
        for kind in Evidence
    ]
    through = shipped.checked_through
    return [
        "---\ntocdepth: 2\n---",
        "# The law as shipped",
        prose(
            "Every figure that `jamsostek_rentan.law.bpu()` knows, with the ground it rests on.",
            "A program writes this page from the rulebook itself.",
        ),
        prose(
            ":::{important}",
            "A shipped figure is no legal advice (*bukan nasihat hukum*).",
            "It says what the sources named on this page say; "
            "the bill of the branch (*tagihan kantor cabang*) prevails.",
            ":::",
        ),
        prose(
            f"The law was checked **through {show(through, 'en')}** "
            f"(*diperiksa s.d. {show(through, 'id')}*).",
            "The price of a later month is projected (*perkiraan*), and says so.",
        ),
        prose(
            f"{resting.total()} statements are shipped.",
            "This is how they are known, the strongest evidence first:",
        ),
        table(
            ["Evidence", "In words", "*Jenis bukti*", "Statements"], rows, numbers=["Statements"]
        ),
        f"Their grounds, G1 to G{len(resting)}, [stand at the end](#grounds-of-the-law).",
    ]


def _rates(rates: Rates, grounds: Grounds) -> list[str]:
    rows = [
        [
            f"**{program.name}**",
            program.title.en,
            italic(program.title.id),
            show(rate.first, "en"),
            "open" if rate.last is None else show(rate.last, "en"),
            _contribution(rate.value),
            cite(rate.ground, grounds),
        ]
        for program, rate in rates
    ]
    return [
        "## Ordinary contributions (*iuran normal*)",
        "What is owed for one contribution month (*iuran bulan*) where no relief is granted.",
        table(["Programme", "Name", "*Nama*", "From", "To", "Contribution", "Ground"], rows),
    ]


def _contribution(rate: BandedRate | FlatRate) -> str:
    if isinstance(rate, FlatRate):
        return f"{rate.amount} for every income"
    return f"{show(rate.share_of_base, 'en')} of the base income of the band"


def _bands(bands: Bands, rules: Rulebook, grounds: Grounds) -> list[str]:
    rates = shipped_rates(rules)
    used = {
        _head(program, rate, rates): rate.value
        for program, rate in rates
        if isinstance(rate.value, FlatRate) or rate.value.bands == bands
    }
    uppers = [*(band.lower for band in bands[1:]), None]
    rows = [
        [
            str(place),
            str(band.lower),
            "no bound" if upper is None else str(upper),
            str(band.base),
            *(str(rate.ordinary(band.lower).settled) for rate in used.values()),
            _band_ground(band, grounds),
        ]
        for place, (band, upper) in enumerate(zip(bands, uppers, strict=True), start=1)
    ]
    numbers = ["Row", "From", "To under", "Base", *used]
    return [
        f"## The {len(bands)} income bands (*lapisan penghasilan*)",
        prose(
            "A reported monthly income falls into one band: "
            "from its lower bound up to, not including, its upper one.",
            "The contribution is a share of the base income of the band (*dasar penghasilan*), "
            "never of the income itself.",
        ),
        table([*numbers, "Ground"], rows, numbers=numbers),
    ]


def _band_ground(band: Band, grounds: Grounds) -> str:
    """The ground of a band, and the question on which its base depends."""
    asked = [ask(band.question)] if band.question else []
    return ", ".join([cite(band.basis, grounds), *asked])


def _doubts(bands: Bands, between: Between | None) -> list[str]:
    """What is not clear about the bands, below their table."""
    found = ["What is not clear about these bands is a question; the table shows what is presumed."]
    for question in questions_of(bands).values():
        found += [
            f"- Under the reading `{reading}` of {ask(question, plain(question.id))}: "
            + "; ".join(_under(bands, question, reading))
            + "."
            for reading in question.options
            if reading != question.presumed
        ]
    if between is not None:
        upper = " or ".join(f"`{reading}`" for reading in between.upper_under)
        found.append(
            f"- The last {between.width.amount} rupiah under an upper bound lie in no printed band:"
            f" they belong to the lower one, or under the reading {upper} of"
            f" {ask(between.question, plain(between.question.id))} to the next."
        )
    return ["\n".join([found[0], "", *found[1:]])] if found[1:] else []


def _under(bands: Bands, question: Question, reading: str) -> Iterator[str]:
    """What a reading says of each band whose base depends on it."""
    for place, band in enumerate(bands, start=1):
        if band.question == question:
            read = band.under({question.id: reading})
            yield f"row {place} has the base {read.base}" if read else f"there is no row {place}"


def _head(program: Program, rate: Rate, rates: Rates) -> str:
    """The programme, with its first month where it has several rates."""
    several = sum(other is program for other, _ in rates) > 1
    return f"{program.name} from {show(rate.first, 'en')}" if several else program.name


def _calendar(shipped: DatedRateTable) -> list[str]:
    return [
        "(the-months-of-the-reliefs)=",
        "## The months of the reliefs",
        prose(
            "A relief is never extended by the library.",
            "After its last month the ordinary contribution is owed again.",
        ),
        timeline(shipped.reliefs, shipped.checked_through),
    ]


def _questions(rules: Rulebook, grounds: Grounds) -> list[str]:
    rows = [
        [
            ask(question, plain(question.id)),
            f"`{reading.id}`",
            "**presumed**" if reading.id == question.presumed else "",
            plain(reading.text.en),
            italic(reading.text.id),
            cite(reading.basis, grounds),
        ]
        for question in rules.questions
        for reading in question.readings
    ]
    heads = ["Question", "Reading", "Presumed", "In words", "*Penafsiran*", "Ground"]
    return [
        "## Open questions (*ketentuan yang belum jelas*)",
        prose(
            "Each is told in [what we do not know about the law](#what-we-do-not-know), "
            "with what it costs.",
            "Where a reading is presumed, a figure is that reading's, "
            "and the other amounts stand beside it.",
            "Where none is, no figure is given until somebody chooses.",
        ),
        table(heads, rows),
    ]


def _targets(rules: Rulebook, grounds: Grounds) -> list[str]:
    rows = [
        [
            ", ".join(f"`{code}`" for code in target.groups),
            str(target.full_after),
            "in proportion" if target.shorter_counts else "not at all",
            cite(target.basis, grounds),
        ]
        for target in rules.targets
    ]
    heads = ["Group codes", "A whole head after months", "Fewer months count", "Ground"]
    return [
        "## The agency's own target count (ours: *penghitungan capaian*)",
        prose(
            "How sponsored groups count towards the agency's targets.",
            "This is no contribution rule: it never changes what is owed.",
        ),
        table(heads, rows, numbers=["A whole head after months"]),
    ]


def _grounds(resting: Counter[LegalBasis], grounds: Grounds) -> list[str]:
    return [
        "(grounds-of-the-law)=",
        "## Grounds (*dasar hukum*)",
        "What the statements rest on, where it was read, and what a reader should know.",
        *(part for basis, name in grounds.items() for part in _ground(basis, name, resting[basis])),
    ]


def _ground(basis: LegalBasis, name: str, statements: int) -> list[str]:
    article = plain(basis.article) if basis.article else "article not seen"
    kind = basis.evidence.label
    counted = "1 statement rests" if statements == 1 else f"{statements} statements rest"
    return [
        f"({name.lower()})=",
        f"### {name}: {plain(basis.instrument)}, {article}",
        prose(
            f"{kind.en.capitalize()} ({italic(kind.id)}); "
            f"checked on {show(basis.checked_on, 'en')}; {counted} on it.\\",
            linked(basis.address),
        ),
        both(basis.note),
    ]
