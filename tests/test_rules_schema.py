"""The schema of a rules file and the loader agree on every key."""

from __future__ import annotations

import copy
import re
import tomllib
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from tests.tables import SMALL, write

import jamsostek_rentan as jr
from jamsostek_rentan.law.reliefs import Rounding


if TYPE_CHECKING:
    import enum
    from collections.abc import Callable, Iterator

    from jsonschema.exceptions import ValidationError

    Rules = dict[str, Any]


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


def _json(value: object) -> Any:  # noqa: ANN401 - whatever TOML holds
    """What TOML holds as JSON holds it: a day becomes text."""
    if isinstance(value, dict):
        return {key: _json(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_json(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value


def _toml(value: object) -> str:
    """A value as TOML writes it, tables in braces."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {_toml(held)}' for key, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def _path(error: ValidationError) -> str:
    """The key path of an error, in the words of the loader."""
    path = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in error.path)
    named = re.search(r"'([^']*)' (is a required|was unexpected)", error.message)
    if named and error.validator in {"required", "additionalProperties"}:
        path += f".{named[1]}"
    return path.removeprefix(".")


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

    assert list(VALIDATOR.iter_errors(_json(content))) == []
    assert jr.law.read_rulebook(write(tmp_path, FILES[name])) is not None
    rewritten = "\n".join(f"{key} = {_toml(value)}" for key, value in content.items())
    assert tomllib.loads(rewritten) == content


def test_the_examples_of_the_pages_are_among_the_files() -> None:
    """The whole file of the reference, and the draft of the how-to page."""
    assert len(FILES) == 4


def _without(*keys: str | int) -> Callable[[Rules], None]:
    def change(rules: Rules) -> None:
        del _holder(rules, keys)[keys[-1]]

    return change


def _with(value: object, *keys: str | int) -> Callable[[Rules], None]:
    def change(rules: Rules) -> None:
        _holder(rules, keys)[keys[-1]] = value

    return change


def _holder(rules: Rules, keys: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - a table or a list
    held: Any = rules
    for key in keys[:-1]:
        held = held[key]
    return held


BANDS = ("bands", "lampiran-ii")
FIRST, SECOND = ("relief", 0), ("relief", 1)
# One change of the shipped law at a time, and the key path that both refuse it at.
MUTATIONS: dict[str, Callable[[Rules], None]] = {
    # a key that is missing
    "format": _without("format"),
    "checked_through": _without("checked_through"),
    "grounds.due-day.instrument": _without("grounds", "due-day", "instrument"),
    "grounds.due-day.address": _without("grounds", "due-day", "address"),
    "grounds.due-day.evidence": _without("grounds", "due-day", "evidence"),
    "grounds.due-day.checked_on": _without("grounds", "due-day", "checked_on"),
    "grounds.due-day.note": _without("grounds", "due-day", "note"),
    "grounds.due-day.note.id": _without("grounds", "due-day", "note", "id"),
    "question[0].id": _without("question", 0, "id"),
    "question[0].text": _without("question", 0, "text"),
    "question[0].reading": _without("question", 0, "reading"),
    "question[0].reading[1].basis": _without("question", 0, "reading", 1, "basis"),
    "bands.lampiran-ii.basis": _without(*BANDS, "basis"),
    "bands.lampiran-ii.band": _without(*BANDS, "band"),
    "bands.lampiran-ii.band[4].base": _without(*BANDS, "band", 4, "base"),
    "bands.lampiran-ii.band[4].lower": _without(*BANDS, "band", 4, "lower"),
    "bands.lampiran-ii.between.question": _without(*BANDS, "between", "question"),
    "bands.lampiran-ii.between.width": _without(*BANDS, "between", "width"),
    "bands.lampiran-ii.between.upper_under": _without(*BANDS, "between", "upper_under"),
    "rate[0].program": _without("rate", 0, "program"),
    "rate[0].first": _without("rate", 0, "first"),
    "rate[0].bands": _without("rate", 0, "bands"),
    "rate[0].basis": _without("rate", 0, "basis"),
    "relief[0].share_paid": _without(*FIRST, "share_paid"),
    "relief[0].name": _without(*FIRST, "name"),
    "relief[0].window": _without(*FIRST, "window"),
    "relief[0].window[0].last": _without(*FIRST, "window", 0, "last"),
    "relief[0].payer[0].granted": _without(*FIRST, "payer", 0, "granted"),
    "relief[0].payer[1].granted_under": _without(*FIRST, "payer", 1, "granted_under"),
    "relief[1].earlier_payers.funding": _without(*SECOND, "earlier_payers", "funding"),
    "relief[1].earlier_payers.granted_under": _without(*SECOND, "earlier_payers", "granted_under"),
    "relief[0].member[1].basis": _without(*FIRST, "member", 1, "basis"),
    "relief[0].proviso[0].text": _without(*FIRST, "proviso", 0, "text"),
    "due_day[0].day": _without("due_day", 0, "day"),
    "age_limit[0].years": _without("age_limit", 0, "years"),
    "age_limit[0].inclusive_under": _without("age_limit", 0, "inclusive_under"),
    "jkm_waiting.pays": _without("jkm_waiting", "pays"),
    "jkm_waiting.paid_ahead": _without("jkm_waiting", "paid_ahead"),
    "jkm_waiting.paid_ahead.at_once_under": _without("jkm_waiting", "paid_ahead", "at_once_under"),
    "arrears[0].benefits": _without("arrears", 0, "benefits"),
    "arrears[0].benefits.paid_under": _without("arrears", 0, "benefits", "paid_under"),
    "benefit[0].kind": _without("benefit", 0, "kind"),
    "benefit[0].events": _without("benefit", 0, "events"),
    "benefit[0].first": _without("benefit", 0, "first"),
    "benefit[0].basis": _without("benefit", 0, "basis"),
    "scholarship.events": _without("scholarship", "events"),
    "scholarship.children": _without("scholarship", "children"),
    "scholarship.below_age": _without("scholarship", "below_age"),
    "scholarship.across_breaks": _without("scholarship", "across_breaks"),
    "scholarship.level[0].years": _without("scholarship", "level", 0, "years"),
    "jkm_waiting.after_lapse": _without("jkm_waiting", "after_lapse"),
    "jkm_waiting.after_lapse.restarts_under": _without(
        "jkm_waiting", "after_lapse", "restarts_under"
    ),
    "arrears[0].months": _without("arrears", 0, "months"),
    "arrears[0].end.sooner_under": _without("arrears", 0, "end", "sooner_under"),
    "arrears[0].begin.after_due_date": _with(True, "arrears", 0, "begin", "after_due_date"),  # noqa: FBT003
    "arrears[0].return.basis": _without("arrears", 0, "return", "basis"),
    "arrears[0].old_months": _without("arrears", 0, "old_months"),
    "first_protection.form_under": _without("first_protection", "form_under"),
    "first_protection.form_for": _without("first_protection", "form_for"),
    "first_protection.agreement_for": _without("first_protection", "agreement_for"),
    "first_protection.days": _with(1, "first_protection", "days"),
    "jkm_waiting.elapsed_under": _without("jkm_waiting", "elapsed_under"),
    "scholarship.jkm_months": _without("scholarship", "jkm_months"),
    "target[0].groups": _without("target", 0, "groups"),
    # a key that is not known, at each level
    "formatt": _with(1, "formatt"),
    "grounds.due-day.artikel": _with("-", "grounds", "due-day", "artikel"),
    "grounds.due-day.note.fr": _with("-", "grounds", "due-day", "note", "fr"),
    "question[0].presumd": _with("newer", "question", 0, "presumd"),
    "question[0].reading[0].note": _with("-", "question", 0, "reading", 0, "note"),
    "bands.lampiran-ii.bnd": _with([], *BANDS, "bnd"),
    "bands.lampiran-ii.band[3].upper": _with(1, *BANDS, "band", 3, "upper"),
    "bands.lampiran-ii.band[3].base_under": _with({"older": 1}, *BANDS, "band", 3, "base_under"),
    "bands.lampiran-ii.band[3].absent_under": _with(["older"], *BANDS, "band", 3, "absent_under"),
    "bands.lampiran-ii.between.lower_under": _with(["lower"], *BANDS, "between", "lower_under"),
    "rate[0].until": _with("2026-11", "rate", 0, "until"),
    "rate[1].share_of_base": _with("1/100", "rate", 1, "share_of_base"),
    "relief[0].sector": _with("OTHER", *FIRST, "sector"),
    "relief[0].window[0].until": _with("2021-01", *FIRST, "window", 0, "until"),
    "relief[0].payer[0].payer": _with("SELF", *FIRST, "payer", 0, "payer"),
    "relief[0].payer[0].granted_under": _with(["reduced"], *FIRST, "payer", 0, "granted_under"),
    "relief[0].payer[1].granted": _with(True, *FIRST, "payer", 1, "granted"),  # noqa: FBT003
    "relief[0].member[0].months": _with(2, *FIRST, "member", 0, "months"),
    "relief[0].proviso[0].note": _with("-", *FIRST, "proviso", 0, "note"),
    "due_day[0].holiday": _with("next", "due_day", 0, "holiday"),
    "age_limit[0].minimum": _with(18, "age_limit", 0, "minimum"),
    "jkm_waiting.days": _with(90, "jkm_waiting", "days"),
    "scholarship.months": _with(36, "scholarship", "months"),
    "target[0].group": _with("SG", "target", 0, "group"),
    # a value of the wrong kind
    "question": _with({}, "question"),
    "rate[2]": _with(1, "rate", 2),
    "grounds.due-day": _with("PP 44/2015", "grounds", "due-day"),
    "grounds.lampiran-ii.checked_on": _with(20261122, "grounds", "lampiran-ii", "checked_on"),
    "grounds.lampiran-ii.note": _with("a note", "grounds", "lampiran-ii", "note"),
    "bands.lampiran-ii.band[30].base_under": _with(1, *BANDS, "band", 30, "base_under"),
    "bands.lampiran-ii.band[32].absent_under": _with("older", *BANDS, "band", 32, "absent_under"),
    "bands.lampiran-ii.between": _with(999, *BANDS, "between"),
    "rate[1].amount": _with(6_800.5, "rate", 1, "amount"),
    "relief[0].member[1].full_months": _with("2", *FIRST, "member", 1, "full_months"),
    "relief[1].payer[0].granted": _with("yes", *SECOND, "payer", 0, "granted"),
    "relief[1].payer": _with("SELF", *SECOND, "payer"),
    "target[0].shorter_counts": _with(1, "target", 0, "shorter_counts"),
    # a month, a share or a name that is none
    "rate[1].first": _with("2015-13", "rate", 1, "first"),
    "relief[1].window[0].first": _with("Januari 2026", *SECOND, "window", 0, "first"),
    "relief[0].member[0].until": _with("2020-7", *FIRST, "member", 0, "until"),
    "relief[1].share_paid": _with(0.5, *SECOND, "share_paid"),
    "rate[0].share_of_base": _with("0", "rate", 0, "share_of_base"),
    "rate[2].share_of_base": _with("one", "rate", 2, "share_of_base"),
    "grounds.lampiran-ii.evidence": _with("HEARSAY", "grounds", "lampiran-ii", "evidence"),
    "rate[1].program": _with("JP", "rate", 1, "program"),
    "relief[1].programs": _with([], *SECOND, "programs"),
    "relief[0].programs": _with(["JKK", "JKK"], *FIRST, "programs"),
    "relief[1].rounding": _with("OFF", *SECOND, "rounding"),
    # a number that cannot be so
    "bands.lampiran-ii.band[5].base": _with(-1, *BANDS, "band", 5, "base"),
    "bands.lampiran-ii.band[5].lower": _with(1_899_000.5, *BANDS, "band", 5, "lower"),
    "bands.lampiran-ii.band[31].base_under": _with({}, *BANDS, "band", 31, "base_under"),
    "bands.lampiran-ii.band[31].base_under.older": _with(
        -1, *BANDS, "band", 31, "base_under", "older"
    ),
    "benefit[3].amount": _with(-1, "benefit", 3, "amount"),
    "benefit[6].share_of_base": _with("one", "benefit", 6, "share_of_base"),
    "benefit[6].multiplier": _with(0, "benefit", 6, "multiplier"),
    "benefit[4].kind": _with("FLOWERS", "benefit", 4, "kind"),
    "benefit[5].last": _with("2030", "benefit", 5, "last"),
    "benefit[7].note": _with("-", "benefit", 7, "note"),
    "scholarship.level[1].a_year": _with(-1, "scholarship", "level", 1, "a_year"),
    "scholarship.level[2].name.id": _without("scholarship", "level", 2, "name", "id"),
    "jkm_waiting.months": _with(0, "jkm_waiting", "months"),
    "target[1].full_after": _with(0, "target", 1, "full_after"),
}
# More wrong ways for a path, and names in a list, which the loader refuses as a whole.
MORE: list[tuple[str, Callable[[Rules], None]]] = [
    ("format", _with(2, "format")),
    ("format", _with("1", "format")),
    ("checked_through", _with("2026-1", "checked_through")),
    ("checked_through", _with(202611, "checked_through")),
    ("rate[1].amount", _with(-1, "rate", 1, "amount")),
    ("rate[1].amount", _with(True, "rate", 1, "amount")),  # noqa: FBT003
    ("rate[0].share_of_base", _with(0.01, "rate", 0, "share_of_base")),
    ("due_day[0].day", _with(31, "due_day", 0, "day")),
    ("bands.lampiran-ii.between.width", _with(0, *BANDS, "between", "width")),
    ("relief[0].window", _with([], *FIRST, "window")),
    ("relief[0].programs", _with("JP", *FIRST, "programs", 0)),
    ("relief[0].window[0].sectors", _with("SEA", *FIRST, "window", 0, "sectors", 1)),
    ("relief[0].payer[0].funding", _with("CASH", *FIRST, "payer", 0, "funding", 1)),
    ("target[1].groups", _with(7, "target", 1, "groups", 0)),
]
LIST_OF_NAMES = re.compile(r"(programs|sectors|funding|groups)\[[0-9]+\]$")


@pytest.mark.parametrize(("path", "change"), [*MUTATIONS.items(), *MORE])
def test_what_the_schema_refuses_the_loader_refuses_at_the_same_key(
    path: str, change: Callable[[Rules], None], tmp_path: Path
) -> None:
    """One change at a time."""
    rules = copy.deepcopy(tomllib.loads(SHIPPED))
    change(rules)

    refused = {_path(error) for error in VALIDATOR.iter_errors(_json(rules))}
    assert {LIST_OF_NAMES.sub(r"\1", place) for place in refused} == {path}
    written = "\n".join(f"{key} = {_toml(value)}" for key, value in rules.items())
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


def _tables() -> dict[str, dict[str, Any]]:
    """The tables that have keys of their own, by name."""
    tables = {"the file": SCHEMA, **SCHEMA["$defs"]}
    return {name: table for name, table in tables.items() if "properties" in table}


@pytest.mark.parametrize("name", _tables())
def test_a_table_of_the_schema_knows_its_keys_and_no_others(name: str) -> None:
    """Each with a title and a sentence, and each named on the page of the format."""
    table = _tables()[name]

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
