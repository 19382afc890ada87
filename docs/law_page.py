"""The page *The law as shipped*, written from the rulebook itself so that it cannot differ."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, cast

from jamsostek_rentan import ContributionPeriod, Evidence, FundingSource, law
from jamsostek_rentan.law.rates import BandedRate, FlatRate
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.texts import show
from law_timeline import timeline


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jamsostek_rentan import (
        Bilingual,
        DatedRateTable,
        DatedValue,
        Figure,
        LegalBasis,
        Program,
        Question,
        Reading,
        Relief,
        Rulebook,
        Rupiah,
    )
    from jamsostek_rentan.law.rates import Band
    from jamsostek_rentan.law.reliefs import MemberClause

    Rate = DatedValue[BandedRate | FlatRate]
    Grounds = dict[LegalBasis, str]


__all__ = ["law_page"]

_MARKUP = re.compile(r"([\\`*_\[\]{}<>|~$^&#])")
_ADDRESS = re.compile(r"https?://[^\s;]+")


def law_page() -> str:
    """The page as MyST Markdown: every shipped figure with its ground."""
    rules = law.bpu()
    table = cast("DatedRateTable", rules.rates)
    resting = Counter(_statements(rules, table))
    grounds = {basis: f"G{place}" for place, basis in enumerate(resting, start=1)}
    sections = [
        *_top(table, resting),
        *_rates(table, grounds),
        *_bands(table, grounds),
        *_calendar(table),
        *(part for relief in table.reliefs for part in _relief(relief, table, grounds)),
        *_questions(table.questions, grounds),
        *_targets(rules, grounds),
        *_grounds(resting, grounds),
    ]
    return "\n\n".join(sections) + "\n"


def _statements(rules: Rulebook, table: DatedRateTable) -> Iterator[LegalBasis]:
    """The ground of every statement, in the order of the page."""
    for _, rate in _all_rates(table):
        yield rate.ground
    for bands in _band_tables(table):
        yield from (band.basis for band in bands)
    for relief in table.reliefs:
        yield relief.basis
        for part in (relief.windows, relief.payers, relief.members, relief.provisos):
            yield from (clause.basis for clause in part)
    for question in table.questions:
        yield from (reading.basis for reading in question.readings)
    yield from (target.basis for target in rules.targets)


def _all_rates(table: DatedRateTable) -> Iterator[tuple[Program, Rate]]:
    return ((program, rate) for program, dated in table.rates for rate in dated)


def _band_tables(table: DatedRateTable) -> dict[tuple[Band, ...], None]:
    """The band tables in use, each once."""
    return {
        rate.value.bands: None
        for _, rate in _all_rates(table)
        if isinstance(rate.value, BandedRate)
    }


# ------------------------------------------------------------------------- parts of the page


def _top(table: DatedRateTable, resting: Counter[LegalBasis]) -> list[str]:
    by_evidence = Counter[Evidence]()
    for basis, count in resting.items():
        by_evidence[basis.evidence] += count
    kinds = [
        [f"`{kind.name}`", kind.label.en, _italic(kind.label.id), str(by_evidence[kind])]
        for kind in Evidence
    ]
    return [
        "---\ntocdepth: 2\n---",
        "# The law as shipped",
        "Every figure that `jamsostek_rentan.law.bpu()` knows, with the ground it rests on.\n"
        "This page is written by a program from the rulebook itself.",
        ":::{important}\n"
        "A shipped figure is no legal advice (*bukan nasihat hukum*).\n"
        "It says what the sources named here say; the bill of the branch office "
        "(*tagihan kantor cabang*) prevails.\n:::",
        f"The law was checked **through {show(table.checked_through, 'en')}** "
        f"(*diperiksa s.d. {show(table.checked_through, 'id')}*).\n"
        "A price of a later month is projected (*perkiraan*), and says so.",
        f"{resting.total()} statements are shipped.\n"
        "This is how they are known, the strongest evidence first:",
        _table(["Evidence", "In words", "*Jenis bukti*", "Statements"], kinds, numbers=1),
        "The grounds G1 to "
        f"G{len(resting)} are written out [at the end of the page](#grounds-of-the-law).",
    ]


def _rates(table: DatedRateTable, grounds: Grounds) -> list[str]:
    rows = [
        [
            f"**{program.name}**",
            f"{program.title.en} / {_italic(program.title.id)}",
            show(rate.first, "en"),
            _open_end(rate),
            _contribution(rate.value),
            _cite(rate.ground, grounds),
        ]
        for program, rate in _all_rates(table)
    ]
    return [
        "## Ordinary contributions (*iuran normal*)",
        "What is owed for one contribution month (*bulan iuran*) where no relief is granted.",
        _table(["Programme", "Name", "From", "To", "Contribution", "Ground"], rows),
    ]


def _open_end(rate: Rate) -> str:
    return "no known end" if rate.last is None else show(rate.last, "en")


def _contribution(rate: BandedRate | FlatRate) -> str:
    if isinstance(rate, FlatRate):
        return f"{rate.amount} for every income"
    return f"{show(rate.share_of_base, 'en')} of the base income of the band"


def _bands(table: DatedRateTable, grounds: Grounds) -> list[str]:
    parts: list[str] = []
    for bands in _band_tables(table):
        rates = [
            (program, rate)
            for program, rate in _all_rates(table)
            if isinstance(rate.value, FlatRate) or rate.value.bands == bands
        ]
        several = len({program for program, _ in rates}) < len(rates)
        heads = [
            f"{program.name} from {show(rate.first, 'en')}" if several else program.name
            for program, rate in rates
        ]
        uppers = [*(str(band.lower) for band in bands[1:]), "no upper bound"]
        rows = [
            [
                str(place),
                str(band.lower),
                upper,
                str(band.base),
                *(str(_amount(rate.value, band)) for _, rate in rates),
                _cite(band.basis, grounds),
            ]
            for place, (band, upper) in enumerate(zip(bands, uppers, strict=True), start=1)
        ]
        parts += [
            f"## The {len(bands)} income bands (*lapisan penghasilan*)",
            "The reported monthly income falls into one band, from its lower bound up to, "
            "not including, the upper one.\n"
            "The contribution is a share of the band's base income (*dasar penghasilan*), "
            "never of the income itself.",
            _table(
                ["Band", "Income from", "to under", "Base income", *heads, "Ground"],
                rows,
                numbers=len(heads) + 4,
                last_is_text=True,
            ),
        ]
    return parts


def _amount(rate: BandedRate | FlatRate, band: Band) -> Rupiah:
    return rate.amount if isinstance(rate, FlatRate) else rate.amount(band)


def _calendar(table: DatedRateTable) -> list[str]:
    return [
        "## The months of the reliefs",
        "A relief is never extended by the library: after its last month the ordinary "
        "contribution is owed again.",
        timeline(table.reliefs, table.checked_through),
    ]


def _relief(relief: Relief, table: DatedRateTable, grounds: Grounds) -> list[str]:
    names = ", ".join(program.name for program in relief.programs)
    rounding = show(relief.rounding, "en") if relief.rounding else "never needed"
    return [
        f"## {relief.basis.instrument}: {show(relief.share_paid, 'en')} is paid",
        f"The {_plain(relief.name.en)} ({_italic(relief.name.id)}), `{relief.id}`: "
        f"where it is granted, {show(relief.share_paid, 'en')} of {names} is paid "
        f"[{_cite(relief.basis, grounds)}].\n"
        f"{_eased(relief, table)}\nRounding: {rounding}.",
        *_windows(relief, grounds),
        *_payers(relief, grounds),
        *_members(relief, grounds),
        *_provisos(relief, grounds),
    ]


def _eased(relief: Relief, table: DatedRateTable) -> str:
    """What the relief makes of the contributions of the lowest band."""
    changes: list[str] = []
    for program, dated in table.rates:
        rate = value_in_force(dated, relief.windows[0].first)
        if rate is not None and program in relief.programs:
            lowest = rate.value
            normal = (
                lowest.amount if isinstance(lowest, FlatRate) else lowest.amount(lowest.bands[0])
            )
            changes.append(f"{program.name} {relief.paid(normal)} instead of {normal}")
    return f"At the lowest income: {', '.join(changes)}."


def _windows(relief: Relief, grounds: Grounds) -> list[str]:
    rows = [
        [
            sector.label.en,
            _italic(sector.label.id),
            show(window.first, "en"),
            show(window.last, "en"),
            str(len(ContributionPeriod(window.first, window.last))),
            _cite(window.basis, grounds),
        ]
        for window in relief.windows
        for sector in window.sectors
    ]
    return [
        "**Contribution months** (*bulan iuran*), the first and the last included:",
        _table(["Sector", "*Sektor*", "From", "To", "Months", "Ground"], rows),
    ]


def _payers(relief: Relief, grounds: Grounds) -> list[str]:
    rows = [
        [
            source.label.en,
            _italic(source.label.id),
            f"`{source.name}`",
            _verdict(payer.granted, "granted", "not granted"),
            _cite(payer.basis, grounds),
        ]
        for source in FundingSource
        for payer in relief.payers
        if source in payer.funding
    ]
    return [
        "**Whose money pays** (*sumber dana*):",
        _table(["Source of funds", "*Sumber dana*", "In code", "Relief", "Ground"], rows),
    ]


def _members(relief: Relief, grounds: Grounds) -> list[str]:
    rows = [
        [
            _joined(clause),
            str(clause.full_months),
            _verdict(clause.granted, "granted", "not granted"),
            _cite(clause.basis, grounds),
        ]
        for clause in relief.members
    ]
    if not rows:
        return ["**When the participant joined** does not matter."]
    return [
        "**When the participant joined** (*bulan pertama kepesertaan*):",
        _table(["First month", "Months owed in full first", "Relief after them", "Ground"], rows),
    ]


def _joined(clause: MemberClause) -> str:
    if clause.since and clause.until:
        return show(ContributionPeriod(clause.since, clause.until), "en")
    if clause.since:
        return f"{show(clause.since, 'en')} or later"
    return f"{show(clause.until, 'en')} or before" if clause.until else "any"


def _provisos(relief: Relief, grounds: Grounds) -> list[str]:
    rows = [
        [
            _plain(proviso.text.en),
            _italic(proviso.text.id),
            _verdict(proviso.granted, "met", "not met"),
            _cite(proviso.basis, grounds),
        ]
        for proviso in relief.provisos
    ]
    if not rows:
        return ["**Further conditions**: none is known."]
    return [
        "**Further conditions** (*syarat lain*):",
        _table(["Condition", "*Syarat*", "Is it met?", "Ground"], rows),
    ]


def _verdict(granted: Figure[bool], yes: str, no: str) -> str:
    """A verdict in words, with the question it hangs on where it does."""
    if not granted.questions:
        return yes if granted.settled else no
    asked = ", ".join(f"[why](#{_anchor(question)})" for question in granted.questions)
    if granted.unsettled:
        return f"**open** ({asked})"
    return f"presumed {yes if granted.settled else no} ({asked})"


def _questions(questions: Sequence[Question], grounds: Grounds) -> list[str]:
    parts = [
        "## Open questions (*ketentuan yang belum jelas*)",
        "Each can be answered with `rules.with_reading(question, reading)`.\n"
        "Where a reading is presumed, the figure is that reading's and the others are shown "
        "beside it; where none is, the figure is not given until somebody chooses.",
    ]
    for question in questions:
        parts += [
            f"({_anchor(question)})=\n### {_plain(question.id)}",
            _both(question.text),
            f"Presumed: **{_plain(question.presumed)}**."
            if question.presumed
            else "Nothing is presumed.",
            _table(
                ["Reading", "In words", "*Penafsiran*", "Ground"],
                [_reading(reading, grounds) for reading in question.readings],
            ),
        ]
    return parts


def _reading(reading: Reading, grounds: Grounds) -> list[str]:
    return [
        f"`{reading.id}`",
        _plain(reading.text.en),
        _italic(reading.text.id),
        _cite(reading.basis, grounds),
    ]


def _targets(rules: Rulebook, grounds: Grounds) -> list[str]:
    rows = [
        [
            ", ".join(f"`{code}`" for code in target.groups),
            str(target.full_after),
            "in proportion" if target.shorter_counts else "not at all",
            _cite(target.basis, grounds),
        ]
        for target in rules.targets
    ]
    return [
        "## The agency's own target count (*penghitungan capaian*)",
        "How sponsored groups count towards the agency's targets.\n"
        "This is no contribution rule: it never changes what is owed.",
        _table(["Group codes", "Months for a whole head", "Fewer months count", "Ground"], rows),
    ]


def _grounds(resting: Counter[LegalBasis], grounds: Grounds) -> list[str]:
    parts = [
        "(grounds-of-the-law)=\n## Grounds (*dasar hukum*)",
        "What each statement rests on: the instrument and its article, how it is known, where it "
        "was read, and what a reader should know.",
    ]
    for basis, name in grounds.items():
        article = basis.article or "article not seen (*pasalnya tidak terbaca*)"
        kind = basis.evidence.label
        parts += [
            f"({name.lower()})=\n### {name}: {_plain(basis.instrument)}, "
            + (_plain(article) if basis.article else article),
            f"{kind.en.capitalize()} ({_italic(kind.id)}); checked on "
            f"{show(basis.checked_on, 'en')}; {_counted(resting[basis])}.\\\n"
            f"{_linked(basis.address)}",
            _both(basis.note),
        ]
    return parts


def _counted(statements: int) -> str:
    return "1 statement rests on it" if statements == 1 else f"{statements} statements rest on it"


# ------------------------------------------------------------------------- writing Markdown


def _table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: int = 0,
    last_is_text: bool = False,
) -> str:
    """A table whose last columns hold *numbers*, before a column of text where there is one."""
    text_after = int(last_is_text)
    first_number = len(heads) - numbers - text_after
    marks = ["---"] * first_number + ["--:"] * numbers + ["---"] * text_after
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, marks, *rows])


def _plain(text: str) -> str:
    """A text in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _italic(text: str) -> str:
    return f"*{_plain(text)}*"


def _both(text: Bilingual) -> str:
    return f"{_plain(text.en)}\n\n{_italic(text.id)}"


def _linked(address: str) -> str:
    """An address in words, with what can be opened made a link."""
    found, at = "", 0
    for link in _ADDRESS.finditer(address):
        found += f"{_plain(address[at : link.start()])} <{link[0]}>"
        at = link.end()
    rest = address[at:]
    return f"{found}{' ' if rest[:1].isspace() else ''}{_plain(rest)}".strip()


def _anchor(question: Question) -> str:
    return f"question-{question.id.replace('/', '-')}"


def _cite(basis: LegalBasis, grounds: Grounds) -> str:
    return f"[{grounds[basis]}](#{grounds[basis].lower()})"
