"""The page *The law as shipped*, written from the rulebook itself so that it cannot differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from law_markdown import anchor, asked, both, cite, italic, linked, plain, prose, table
from law_membership import membership_grounds, membership_section
from law_reliefs import relief_section
from law_timeline import timeline

from jamsostek_rentan import Evidence, law
from jamsostek_rentan.law.bands import BandedRate, questions_of
from jamsostek_rentan.law.rates import FlatRate
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator

    from law_markdown import Grounds

    from jamsostek_rentan import (
        DatedRateTable,
        DatedValue,
        LegalBasis,
        Program,
        Question,
        Reading,
        Rulebook,
    )
    from jamsostek_rentan.law.bands import Band, Between

    Rate = DatedValue[BandedRate | FlatRate]
    Rates = list[tuple[Program, Rate]]
    Bands = tuple[Band, ...]


__all__ = ["law_page"]


def law_page() -> str:
    """The page as MyST Markdown: every shipped figure with its ground."""
    rules = law.bpu()
    shipped = cast("DatedRateTable", rules.rates)
    rates = [(program, rate) for program, dated in shipped.rates for rate in dated]
    resting = Counter(_statements(rules, shipped, rates))
    grounds = {basis: f"G{place}" for place, basis in enumerate(resting, start=1)}
    return "\n\n".join(
        [
            *_top(shipped, resting),
            *_rates(rates, grounds),
            *(
                part
                for bands, between in _band_tables(rates)
                for part in (*_bands(bands, rates, grounds), *_doubts(bands, between))
            ),
            *_calendar(shipped),
            *(
                part
                for relief in shipped.reliefs
                for part in relief_section(relief, shipped, grounds)
            ),
            *membership_section(rules, grounds),
            *_questions(rules, grounds),
            *_targets(rules, grounds),
            *_grounds(resting, grounds),
            "",
        ]
    )


def _statements(rules: Rulebook, shipped: DatedRateTable, rates: Rates) -> Iterator[LegalBasis]:
    """The ground of every statement, in the order of the page."""
    yield from (rate.ground for _, rate in rates)
    for bands, _ in _band_tables(rates):
        yield from (band.basis for band in bands)
    for relief in shipped.reliefs:
        yield relief.basis
        for clauses in (relief.windows, relief.payers, relief.members, relief.provisos):
            yield from (clause.basis for clause in clauses)
    yield from membership_grounds(rules)
    for question in rules.questions:
        yield from (reading.basis for reading in question.readings)
    yield from (target.basis for target in rules.targets)


def _band_tables(rates: Rates) -> dict[tuple[Bands, Between | None], None]:
    """The tables of bands in use, each once."""
    return {
        (rate.value.bands, rate.value.between): None
        for _, rate in rates
        if isinstance(rate.value, BandedRate)
    }


def _top(shipped: DatedRateTable, resting: Counter[LegalBasis]) -> list[str]:
    by_evidence = Counter[Evidence]()
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


def _bands(bands: Bands, rates: Rates, grounds: Grounds) -> list[str]:
    used = {
        _head(program, rate, rates): rate.value
        for program, rate in rates
        if isinstance(rate.value, FlatRate) or rate.value.bands == bands
    }
    uppers = [*(str(band.lower) for band in bands[1:]), "no bound"]
    rows = [
        [
            str(place),
            str(band.lower),
            upper,
            str(band.base),
            *(str(rate.ordinary(band.lower).settled) for rate in used.values()),
            cite(band.basis, grounds),
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


def _doubts(bands: Bands, between: Between | None) -> list[str]:
    """What is not clear about the bands, below their table."""
    found = ["What is not clear about these bands is a question; the table shows what is presumed."]
    for question in questions_of(bands).values():
        found += [
            f"- Under the reading `{reading}` of {asked(question)}: "
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
            f" {asked(between.question)} to the next."
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
        "## The months of the reliefs",
        prose(
            "A relief is never extended by the library.",
            "After its last month the ordinary contribution is owed again.",
        ),
        timeline(shipped.reliefs, shipped.checked_through),
    ]


def _questions(rules: Rulebook, grounds: Grounds) -> list[str]:
    return [
        "## Open questions (*ketentuan yang belum jelas*)",
        prose(
            "Each can be answered with `rules.with_reading(question, reading)`.",
            "Where a reading is presumed, a figure is that reading's, "
            "and the other amounts stand beside it.",
            "Where none is, no figure is given until somebody chooses.",
        ),
        *(part for question in rules.questions for part in _question(question, grounds)),
    ]


def _question(question: Question, grounds: Grounds) -> list[str]:
    presumed = f"Presumed: **{plain(question.presumed)}**." if question.presumed else ""
    rows = [_reading(reading, grounds) for reading in question.readings]
    return [
        f"({anchor(question)})=",
        f"### {plain(question.id)}",
        both(question.text),
        presumed or "**Nothing is presumed.**",
        table(["Reading", "In words", "*Penafsiran*", "Ground"], rows),
    ]


def _reading(reading: Reading, grounds: Grounds) -> list[str]:
    return [
        f"`{reading.id}`",
        plain(reading.text.en),
        italic(reading.text.id),
        cite(reading.basis, grounds),
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
