"""The schema of a rules file and the loader agree on every key."""

from __future__ import annotations

import copy
import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from schemas import tables_of
from tests.tables import SMALL, write
from tests.toml_files import as_json, as_toml, key_path, put, without

import jamsostek_rentan as jr
from jamsostek_rentan.law.reliefs import Rounding


if TYPE_CHECKING:
    import enum
    from collections.abc import Iterator

    from tests.toml_files import Change


DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "reference" / "rules-file.md").read_text(encoding="utf-8")
HOW_TO = (DOCS / "how-to" / "plug-in-your-own-rate-table.md").read_text(encoding="utf-8")
SHIPPED = (resources.files("jamsostek_rentan.law") / "bpu.toml").read_text(encoding="utf-8")
SCHEMA = jr.law.rules_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def _examples(page: str) -> Iterator[str]:
    """The whole files that a page writes out and reads."""
    for written in re.findall(r"^>>> \w+ = '''\n(.*?)^\.\.\. '''$", page, re.DOTALL | re.MULTILINE):
        text = re.sub(r"^\.\.\. ?", "", written, flags=re.MULTILINE)
        if "HEARSAY" not in text:  # the example of what is refused
            yield text


FILES = {
    "the shipped law": SHIPPED,
    "the small rulebook of the tests": SMALL,
    **{f"page example {place}": text for place, text in enumerate(_examples(PAGE + HOW_TO))},
}


def test_the_schema_is_a_schema() -> None:
    """Of the draft it names; and each call makes a fresh one."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    jr.law.rules_schema()["properties"].clear()
    assert jr.law.rules_schema() == SCHEMA


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_read_validates(name: str, tmp_path: Path) -> None:
    """The shipped law, and every file that tests and pages read."""
    content = tomllib.loads(FILES[name])

    assert list(VALIDATOR.iter_errors(as_json(content))) == []
    assert jr.law.read_rulebook(write(tmp_path, FILES[name])) is not None
    rewritten = as_toml(content)
    assert tomllib.loads(rewritten) == content


def test_the_examples_of_the_pages_are_among_the_files() -> None:
    """The whole file of the reference, and the draft of the how-to page."""
    assert len(FILES) == 4


BANDS = ("bands", "lampiran-ii")
FIRST, SECOND = ("relief", 0), ("relief", 1)
# One change of the shipped law at a time, and the key path that both refuse it at.
MUTATIONS: dict[str, Change] = {
    # a key that is missing
    "format": without("format"),
    "checked_through": without("checked_through"),
    "grounds.due-day.instrument": without("grounds", "due-day", "instrument"),
    "grounds.due-day.address": without("grounds", "due-day", "address"),
    "grounds.due-day.evidence": without("grounds", "due-day", "evidence"),
    "grounds.due-day.checked_on": without("grounds", "due-day", "checked_on"),
    "grounds.due-day.note": without("grounds", "due-day", "note"),
    "grounds.due-day.note.id": without("grounds", "due-day", "note", "id"),
    "question[0].id": without("question", 0, "id"),
    "question[0].text": without("question", 0, "text"),
    "question[0].reading": without("question", 0, "reading"),
    "question[0].reading[1].basis": without("question", 0, "reading", 1, "basis"),
    "bands.lampiran-ii.basis": without(*BANDS, "basis"),
    "bands.lampiran-ii.band": without(*BANDS, "band"),
    "bands.lampiran-ii.band[4].base": without(*BANDS, "band", 4, "base"),
    "bands.lampiran-ii.band[4].lower": without(*BANDS, "band", 4, "lower"),
    "bands.lampiran-ii.between.question": without(*BANDS, "between", "question"),
    "bands.lampiran-ii.between.width": without(*BANDS, "between", "width"),
    "bands.lampiran-ii.between.upper_under": without(*BANDS, "between", "upper_under"),
    "rate[0].program": without("rate", 0, "program"),
    "rate[0].first": without("rate", 0, "first"),
    "rate[0].bands": without("rate", 0, "bands"),
    "rate[0].basis": without("rate", 0, "basis"),
    "relief[0].share_paid": without(*FIRST, "share_paid"),
    "relief[0].name": without(*FIRST, "name"),
    "relief[0].window": without(*FIRST, "window"),
    "relief[0].window[0].last": without(*FIRST, "window", 0, "last"),
    "relief[0].payer[0].granted": without(*FIRST, "payer", 0, "granted"),
    "relief[0].payer[1].granted_under": without(*FIRST, "payer", 1, "granted_under"),
    "relief[1].earlier_payers.funding": without(*SECOND, "earlier_payers", "funding"),
    "relief[1].earlier_payers.granted_under": without(*SECOND, "earlier_payers", "granted_under"),
    "relief[0].member[1].basis": without(*FIRST, "member", 1, "basis"),
    "relief[0].proviso[0].text": without(*FIRST, "proviso", 0, "text"),
    "due_day[0].day": without("due_day", 0, "day"),
    "age_limit[0].years": without("age_limit", 0, "years"),
    "age_limit[0].inclusive_under": without("age_limit", 0, "inclusive_under"),
    "jkm_waiting.pays": without("jkm_waiting", "pays"),
    "jkm_waiting.paid_ahead": without("jkm_waiting", "paid_ahead"),
    "jkm_waiting.paid_ahead.at_once_under": without("jkm_waiting", "paid_ahead", "at_once_under"),
    "arrears[0].benefits": without("arrears", 0, "benefits"),
    "arrears[0].benefits.paid_under": without("arrears", 0, "benefits", "paid_under"),
    "benefit[0].kind": without("benefit", 0, "kind"),
    "benefit[0].events": without("benefit", 0, "events"),
    "benefit[0].first": without("benefit", 0, "first"),
    "benefit[0].basis": without("benefit", 0, "basis"),
    "scholarship.events": without("scholarship", "events"),
    "scholarship.children": without("scholarship", "children"),
    "scholarship.below_age": without("scholarship", "below_age"),
    "scholarship.across_breaks": without("scholarship", "across_breaks"),
    "scholarship.level[0].years": without("scholarship", "level", 0, "years"),
    "jkm_waiting.after_lapse": without("jkm_waiting", "after_lapse"),
    "jkm_waiting.after_lapse.restarts_under": without(
        "jkm_waiting", "after_lapse", "restarts_under"
    ),
    "arrears[0].months": without("arrears", 0, "months"),
    "arrears[0].end.sooner_under": without("arrears", 0, "end", "sooner_under"),
    "arrears[0].begin.after_due_date": put(True, "arrears", 0, "begin", "after_due_date"),  # noqa: FBT003
    "arrears[0].return.basis": without("arrears", 0, "return", "basis"),
    "arrears[0].old_months": without("arrears", 0, "old_months"),
    "first_protection.form_under": without("first_protection", "form_under"),
    "first_protection.form_for": without("first_protection", "form_for"),
    "first_protection.agreement_for": without("first_protection", "agreement_for"),
    "first_protection.days": put(1, "first_protection", "days"),
    "jkm_waiting.elapsed_under": without("jkm_waiting", "elapsed_under"),
    "scholarship.jkm_months": without("scholarship", "jkm_months"),
    "target[0].groups": without("target", 0, "groups"),
    # a key that is not known, at each level
    "formatt": put(1, "formatt"),
    "grounds.due-day.artikel": put("-", "grounds", "due-day", "artikel"),
    "grounds.due-day.note.fr": put("-", "grounds", "due-day", "note", "fr"),
    "question[0].presumd": put("newer", "question", 0, "presumd"),
    "question[0].reading[0].note": put("-", "question", 0, "reading", 0, "note"),
    "bands.lampiran-ii.bnd": put([], *BANDS, "bnd"),
    "bands.lampiran-ii.band[3].upper": put(1, *BANDS, "band", 3, "upper"),
    "bands.lampiran-ii.band[3].base_under": put({"older": 1}, *BANDS, "band", 3, "base_under"),
    "bands.lampiran-ii.band[3].absent_under": put(["older"], *BANDS, "band", 3, "absent_under"),
    "bands.lampiran-ii.between.lower_under": put(["lower"], *BANDS, "between", "lower_under"),
    "rate[0].until": put("2026-11", "rate", 0, "until"),
    "rate[1].share_of_base": put("1/100", "rate", 1, "share_of_base"),
    "relief[0].sector": put("OTHER", *FIRST, "sector"),
    "relief[0].window[0].until": put("2021-01", *FIRST, "window", 0, "until"),
    "relief[0].payer[0].payer": put("SELF", *FIRST, "payer", 0, "payer"),
    "relief[0].payer[0].granted_under": put(["reduced"], *FIRST, "payer", 0, "granted_under"),
    "relief[0].payer[1].granted": put(True, *FIRST, "payer", 1, "granted"),  # noqa: FBT003
    "relief[0].member[0].months": put(2, *FIRST, "member", 0, "months"),
    "relief[0].proviso[0].note": put("-", *FIRST, "proviso", 0, "note"),
    "due_day[0].holiday": put("next", "due_day", 0, "holiday"),
    "age_limit[0].minimum": put(18, "age_limit", 0, "minimum"),
    "jkm_waiting.days": put(90, "jkm_waiting", "days"),
    "scholarship.months": put(36, "scholarship", "months"),
    "target[0].group": put("SG", "target", 0, "group"),
    # a value of the wrong kind
    "question": put({}, "question"),
    "rate[2]": put(1, "rate", 2),
    "grounds.due-day": put("PP 44/2015", "grounds", "due-day"),
    "grounds.lampiran-ii.checked_on": put(20261122, "grounds", "lampiran-ii", "checked_on"),
    "grounds.lampiran-ii.note": put("a note", "grounds", "lampiran-ii", "note"),
    "bands.lampiran-ii.band[30].base_under": put(1, *BANDS, "band", 30, "base_under"),
    "bands.lampiran-ii.band[32].absent_under": put("older", *BANDS, "band", 32, "absent_under"),
    "bands.lampiran-ii.between": put(999, *BANDS, "between"),
    "rate[1].amount": put(6_800.5, "rate", 1, "amount"),
    "relief[0].member[1].full_months": put("2", *FIRST, "member", 1, "full_months"),
    "relief[1].payer[0].granted": put("yes", *SECOND, "payer", 0, "granted"),
    "relief[1].payer": put("SELF", *SECOND, "payer"),
    "target[0].shorter_counts": put(1, "target", 0, "shorter_counts"),
    # a month, a share or a name that is none
    "rate[1].first": put("2015-13", "rate", 1, "first"),
    "relief[1].window[0].first": put("Januari 2026", *SECOND, "window", 0, "first"),
    "relief[0].member[0].until": put("2020-7", *FIRST, "member", 0, "until"),
    "relief[1].share_paid": put(0.5, *SECOND, "share_paid"),
    "rate[0].share_of_base": put("0", "rate", 0, "share_of_base"),
    "rate[2].share_of_base": put("one", "rate", 2, "share_of_base"),
    "grounds.lampiran-ii.evidence": put("HEARSAY", "grounds", "lampiran-ii", "evidence"),
    "rate[1].program": put("JP", "rate", 1, "program"),
    "relief[1].programs": put([], *SECOND, "programs"),
    "relief[0].programs": put(["JKK", "JKK"], *FIRST, "programs"),
    "relief[1].rounding": put("OFF", *SECOND, "rounding"),
    # a number that cannot be so
    "bands.lampiran-ii.band[5].base": put(-1, *BANDS, "band", 5, "base"),
    "bands.lampiran-ii.band[5].lower": put(1_899_000.5, *BANDS, "band", 5, "lower"),
    "bands.lampiran-ii.band[31].base_under": put({}, *BANDS, "band", 31, "base_under"),
    "bands.lampiran-ii.band[31].base_under.older": put(
        -1, *BANDS, "band", 31, "base_under", "older"
    ),
    "benefit[3].amount": put(-1, "benefit", 3, "amount"),
    "benefit[6].share_of_base": put("one", "benefit", 6, "share_of_base"),
    "benefit[6].multiplier": put(0, "benefit", 6, "multiplier"),
    "benefit[4].kind": put("FLOWERS", "benefit", 4, "kind"),
    "benefit[5].last": put("2030", "benefit", 5, "last"),
    "benefit[7].note": put("-", "benefit", 7, "note"),
    "scholarship.level[1].a_year": put(-1, "scholarship", "level", 1, "a_year"),
    "scholarship.level[2].name.id": without("scholarship", "level", 2, "name", "id"),
    "jkm_waiting.months": put(0, "jkm_waiting", "months"),
    "target[1].full_after": put(0, "target", 1, "full_after"),
}
# More wrong ways for a path, and names in a list, which the loader refuses as a whole.
MORE: list[tuple[str, Change]] = [
    ("format", put(2, "format")),
    ("format", put("1", "format")),
    ("checked_through", put("2026-1", "checked_through")),
    ("checked_through", put(202611, "checked_through")),
    ("rate[1].amount", put(-1, "rate", 1, "amount")),
    ("rate[1].amount", put(True, "rate", 1, "amount")),  # noqa: FBT003
    ("rate[0].share_of_base", put(0.01, "rate", 0, "share_of_base")),
    ("due_day[0].day", put(31, "due_day", 0, "day")),
    ("bands.lampiran-ii.between.width", put(0, *BANDS, "between", "width")),
    ("relief[0].window", put([], *FIRST, "window")),
    ("relief[0].programs", put("JP", *FIRST, "programs", 0)),
    ("relief[0].window[0].sectors", put("SEA", *FIRST, "window", 0, "sectors", 1)),
    ("relief[0].payer[0].funding", put("CASH", *FIRST, "payer", 0, "funding", 1)),
    ("target[1].groups", put(7, "target", 1, "groups", 0)),
]
LIST_OF_NAMES = re.compile(r"(programs|sectors|funding|groups)\[[0-9]+\]$")


@pytest.mark.parametrize(("path", "change"), [*MUTATIONS.items(), *MORE])
def test_what_the_schema_refuses_the_loader_refuses_at_the_same_key(
    path: str, change: Change, tmp_path: Path
) -> None:
    """One change at a time."""
    rules = copy.deepcopy(tomllib.loads(SHIPPED))
    change(rules)

    refused = {key_path(error) for error in VALIDATOR.iter_errors(as_json(rules))}
    assert {LIST_OF_NAMES.sub(r"\1", place) for place in refused} == {path}
    written = as_toml(rules)
    with pytest.raises(jr.RulesFileError) as caught:
        jr.law.read_rulebook(write(tmp_path, written))
    assert path in {fault.partition(": ")[0] for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("evidence", jr.Evidence),
        ("program", jr.Program),
        ("sector", jr.Sector),
        ("funding", jr.FundingSource),
        ("rounding", Rounding),
        ("benefit_kind", jr.BenefitKind),
        ("event", jr.RiskEvent),
    ],
)
def test_the_names_of_the_schema_are_those_of_the_library(
    name: str, names: type[enum.Enum]
) -> None:
    """In the same order, so that neither can drift."""
    assert SCHEMA["$defs"][name]["enum"] == [member.name for member in names]


@pytest.mark.parametrize("name", tables_of(SCHEMA))
def test_a_table_of_the_schema_knows_its_keys_and_no_others(name: str) -> None:
    """Each with a title and a sentence, and each named on the page of the format."""
    table = tables_of(SCHEMA)[name]

    assert table["additionalProperties"] is False
    assert set(table["required"]) <= set(table["properties"])
    for key, about in table["properties"].items():
        assert about["title"]
        assert about["description"].endswith(".")
        assert re.search(rf"`(\w+\.)?{key}(\.\w+)?`|\[{key}\]", PAGE), key


def test_every_kind_of_the_schema_is_used_and_told() -> None:
    """None is left over, and each has a title and a sentence."""
    written = str(SCHEMA)

    for name, kind in SCHEMA["$defs"].items():
        assert f"#/$defs/{name}'" in written
        assert kind["title"]
        assert kind["description"].endswith(".")
