"""Scheme files: the schema and the reader agree, and every fault is told at its key path."""

from __future__ import annotations

import copy
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from schemas import tables_of
from tests.toml_files import as_json, as_toml, key_path, put, without

import jamsostek_rentan as jr
from jamsostek_rentan.planning.eligibility.fields import fields
from jamsostek_rentan.planning.eligibility.rules import RULES
from jamsostek_rentan.values.findings import Severity


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.toml_files import Change, Content

    Keys = tuple[str | int, ...]


DOCS = Path(__file__).parents[1] / "docs"
SCHEMA = jr.scheme_schema()
VALIDATOR: Any = Draft202012Validator(SCHEMA)
PAGE = (DOCS / "reference" / "scheme-file.md").read_text(encoding="utf-8")
HOW_TO = (DOCS / "how-to" / "plan-a-programme.md").read_text(encoding="utf-8")
RULES_OF_LAW = jr.law.bpu()

FULL = """
format = 1
id = "mawar-2025"
name = "Perlindungan pekerja rentan"
place = "Kabupaten Mawar"
source = "SK Bupati Mawar 12/2025"
stop = "PASS_OVER"

[[sponsor]]
id = "melati"
name = "PT Melati"
funding = "CSR"

[[fund]]
id = "desa"
name = "APBDes"
funding = "APBDES"
budget = { 2025 = 10_000_000, 2026 = 10_000_000 }
period = "2025-01/2026-12"
accounts = { JKK = "5.2.01", JKM = "5.2.02", JHT = "5.2.03" }

[[fund]]
id = "csr"
name = "CSR Melati"
sponsor = "melati"

[[cohort]]
id = "I"
fund = "desa"
period = "2025-07/2026-03"
heads = 40
programs = ["JKK", "JKM"]

[[cohort.quota]]
by = ["district"]
shared = 40
place = [{ at = ["Selat"], weight = 3, least = 2 }, { at = ["Basarang"] }]

[[cohort.quota]]
by = ["district", "village"]
place = [{ at = ["Selat", "Mawar"], most = 3 }, { at = ["Basarang", "Melati"], most = 4 }]

[[cohort.quota]]
by = ["district", "village", "family"]
most = 1
counting = "household"

[[cohort]]
id = "II"
fund = "csr"
period = "2025-07/2025-09"
heads = 5
programs = ["JKM", "JKK"]
sector = "OTHER"
declared_income = 1_000_000
among = { job = ["nelayan", "petani"], decile = [1, 2] }

[[cohort.quota]]
by = ["village"]
most = 3
least = 1

[[priority]]
fact = "decile"
missing_last = true

[[priority]]
fact = "job"
order = ["petani", "nelayan"]

[[priority]]
fact = "birth_date"
descending = true

[eligibility]
require = ["decile"]
age = { least = 18, most = 64, most_at_end = 65 }
decile = { most = 4 }
income = { least = 100_000, most = 10_000_000 }
domicile = { village = ["Mawar", "Melati"], district = ["Selat", "Basarang"], regency = ["Kapuas"] }
severity = { decile-above = "ERROR", nik-birth-date = "NOTE" }

[eligibility.work]
allowed = ["petani", "nelayan"]
excluded = ["PNS"]
sectors = { petani = "OTHER", ojek = "TRANSPORT" }

[handover]
then = "SELF_PAYMENT"
programs = ["JKK", "JKM"]
remind_days_before = [14, 3]

[[reading]]
question = "pp50-2025/apbdes"
reading = "normal"
decided_by = "Dinas Mawar"
reference = "Surat 12/2025"
reference_date = 2025-02-03
"""
SMALL = """
format = 1
id = "melati-2025"
name = "1 desa 2 pekerja"
place = "Desa Melati"

[[fund]]
id = "desa"
name = "APBDes"
funding = "APBDES"

[[cohort]]
id = "I"
fund = "desa"
period = "2025-01/2025-12"
heads = 2

[[cohort.quota]]
by = ["village"]
most = 2
least = 1

[[priority]]
fact = "decile"
"""
REAL = sorted((DOCS.parent / "examples" / "schemes").glob("*.toml"))
CONTENT: Content = tomllib.loads(FULL)


def _read(folder: Path, toml: str | bytes) -> jr.Scheme:
    path = folder / "scheme.toml"
    path.write_bytes(toml.encode() if isinstance(toml, str) else toml)
    return jr.read_scheme(path)


def _changed(*changes: Change) -> Content:
    content = copy.deepcopy(CONTENT)
    for change in changes:
        change(content)
    return content


def _faults(folder: Path, content: Content) -> list[str]:
    with pytest.raises(jr.RulesFileError) as caught:
        _read(folder, as_toml(content))
    return list(caught.value.faults)


def _paths(faults: list[str]) -> list[str]:
    return [fault.partition(": ")[0] for fault in faults]


def _refused(content: Content) -> set[str]:
    """The key paths at which the schema refuses a file; names of a list, at the list."""
    paths = {key_path(error) for error in VALIDATOR.iter_errors(as_json(content))}
    return {re.sub(r"(?<=[a-z_])\[\d+\]$", "", path) for path in paths}


# The schema.


def test_the_schema_is_a_schema() -> None:
    """Of the draft it names; and each call makes a fresh one."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    jr.scheme_schema()["properties"].clear()
    assert jr.scheme_schema() == SCHEMA


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("funding", [one.name for one in jr.FundingSource if one is not jr.FundingSource.SELF]),
        ("program", [one.name for one in jr.Program]),
        ("sector", [one.name for one in jr.Sector]),
        ("stop", [one.name for one in jr.StopRule]),
        ("afterwards", [one.name for one in jr.Afterwards]),
        ("severity", [one.name for one in Severity]),
        ("field", list(fields())),
    ],
)
def test_the_names_of_the_schema_are_those_of_the_library(name: str, names: list[str]) -> None:
    """In the same order, so that neither can drift."""
    assert SCHEMA["$defs"][name]["enum"] == names


def test_the_codes_of_the_schema_are_those_of_the_list_checks() -> None:
    """Whoever weighs a rule finds its code."""
    severity = SCHEMA["$defs"]["eligibility"]["properties"]["severity"]

    assert severity["propertyNames"]["enum"] == list(RULES)


def test_the_schema_travels_with_the_package() -> None:
    """It stands beside the module that reads it."""
    assert (Path(jr.__file__).parent / "planning" / "scheme.schema.json").exists()


@pytest.mark.parametrize("name", tables_of(SCHEMA))
def test_a_table_of_the_schema_knows_its_keys_and_no_others(name: str) -> None:
    """Each with a title and a sentence, and each named on the page of the format."""
    table = tables_of(SCHEMA)[name]

    assert table["additionalProperties"] is False
    assert set(table["required"]) <= set(table["properties"])
    for key, about in table["properties"].items():
        assert about["title"]
        assert about["description"].endswith(".")
        assert re.search(rf"`(\w+\.)*{key}(\.<?\w+>?)?`|\[{key}\]", PAGE), key


def test_every_kind_of_the_schema_is_used_and_told() -> None:
    """None is left over, and each has a title and a sentence."""
    written = str(SCHEMA)

    for name, kind in SCHEMA["$defs"].items():
        assert f"#/$defs/{name}'" in written
        assert kind["title"]
        assert kind["description"].endswith(".")


# The schema and the reader.


def _examples(page: str) -> Iterator[str]:
    """The whole files that a page writes out and reads."""
    for written in re.findall(r"^>>> \w+ = '''\n(.*?)^\.\.\. '''$", page, re.DOTALL | re.MULTILINE):
        text = re.sub(r"^\.\.\. ?", "", written, flags=re.MULTILINE)
        if "DANA_DESA" not in text:  # the example of what is refused
            yield text


FILES = {
    "the full example": FULL,
    "the small one": SMALL,
    **{f"page example {place}": text for place, text in enumerate(_examples(PAGE + HOW_TO))},
    **{path.stem: path.read_text(encoding="utf-8") for path in REAL},
}


def test_the_examples_of_the_pages_are_among_the_files() -> None:
    """One on each page, and the five real programmes."""
    assert len(FILES) == 2 + 2 + 5


@pytest.mark.parametrize("toml", FILES.values(), ids=FILES)
def test_a_scheme_that_is_read_validates(toml: str, tmp_path: Path) -> None:
    """And so it does when it is written anew."""
    content = tomllib.loads(toml)

    assert list(VALIDATOR.iter_errors(as_json(content))) == []
    assert tomllib.loads(as_toml(content)) == content
    assert _read(tmp_path, toml) == _read(tmp_path, as_toml(content))


def _places(held: object, at: Keys = ()) -> list[Keys]:
    """Where everything stands in a file, the file itself first."""
    several: list[tuple[str | int, Any]] = []
    if isinstance(held, dict):
        several += cast("Content", held).items()
    elif isinstance(held, list):
        several += enumerate(cast("Iterable[Any]", held))
    return [at, *(place for key, one in several for place in _places(one, (*at, key)))]


def _at(keys: Keys) -> Any:  # noqa: ANN401 - whatever TOML holds
    """What stands at a place of the full example."""
    held: Any = CONTENT
    for key in keys:
        held = held[key]
    return held


TABLES = [at for at in _places(CONTENT) if isinstance(_at(at), dict)]


def _written(keys: Keys) -> str:
    path = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return path.removeprefix(".")


def _schema_at(keys: Keys) -> dict[str, Any]:
    """What the schema says of a table of the full example."""
    schema = SCHEMA
    for key in keys:
        schema = schema["items"] if isinstance(key, int) else schema["properties"][key]
        if "$ref" in schema:
            schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def test_the_full_example_has_every_key_of_the_schema() -> None:
    """So whatever is said of it is said of every key."""
    used: dict[str, set[str]] = {}
    for keys in TABLES:
        used.setdefault(_schema_at(keys).get("title", ""), set()).update(_at(keys))

    for table in tables_of(SCHEMA).values():
        assert used[table["title"]] == set(table["properties"])


# Tables whose keys are names of the user's own.
FREE = {"budget", "among", "domicile", "sectors", "severity"}


@pytest.mark.parametrize(
    "keys", [keys for keys in TABLES if not set(keys[-1:]) & FREE], ids=_written
)
def test_a_key_that_is_not_known_is_refused_by_both_at_its_path(keys: Keys, tmp_path: Path) -> None:
    """At every level of the file."""
    path = _written((*keys, "bukan"))
    content = _changed(put("-", *keys, "bukan"))

    assert _refused(content) == {path}
    assert _paths(_faults(tmp_path, content)) == [path]


# One change of the full example at a time, with the key path at which both refuse it.
BOTH: list[tuple[str, Change]] = [
    # a key that is missing
    *((key, without(key)) for key in ("format", "id", "name", "place", "fund", "cohort")),
    *((f"sponsor[0].{key}", without("sponsor", 0, key)) for key in ("id", "name", "funding")),
    *((f"fund[0].{key}", without("fund", 0, key)) for key in ("id", "name")),
    *((f"cohort[1].{key}", without("cohort", 1, key)) for key in ("id", "fund", "period", "heads")),
    ("cohort[0].quota[0].by", without("cohort", 0, "quota", 0, "by")),
    ("cohort[0].quota[0].place", without("cohort", 0, "quota", 0, "place")),
    ("cohort[0].quota[0].place[1].at", without("cohort", 0, "quota", 0, "place", 1, "at")),
    ("priority[1].fact", without("priority", 1, "fact")),
    ("handover.then", without("handover", "then")),
    *((f"reading[0].{key}", without("reading", 0, key)) for key in ("question", "reading")),
    # a text that is empty
    *((key, put(" ", key)) for key in ("id", "name", "place", "source")),
    *((f"sponsor[0].{key}", put("", "sponsor", 0, key)) for key in ("id", "name")),
    *((f"fund[0].{key}", put("\n", "fund", 0, key)) for key in ("id", "name")),
    ("fund[1].sponsor", put("", "fund", 1, "sponsor")),
    ("fund[0].accounts.JKK", put(" ", "fund", 0, "accounts", "JKK")),
    *((f"cohort[0].{key}", put("", "cohort", 0, key)) for key in ("id", "fund")),
    ("cohort[0].quota[0].by", put([" "], "cohort", 0, "quota", 0, "by")),
    ("cohort[0].quota[2].counting", put("", "cohort", 0, "quota", 2, "counting")),
    ("cohort[0].quota[0].place[0].at", put([""], "cohort", 0, "quota", 0, "place", 0, "at")),
    ("priority[0].fact", put("", "priority", 0, "fact")),
    *(
        (f"reading[0].{key}", put(" ", "reading", 0, key))
        for key in ("question", "reading", "decided_by", "reference")
    ),
    # a list or a table without anything in it
    *((key, put([], key)) for key in ("sponsor", "fund", "cohort")),
    ("fund[0].budget", put({}, "fund", 0, "budget")),
    ("cohort[0].programs", put([], "cohort", 0, "programs")),
    ("cohort[1].among.job", put([], "cohort", 1, "among", "job")),
    ("cohort[0].quota[0].by", put([], "cohort", 0, "quota", 0, "by")),
    ("cohort[0].quota[0].place", put([], "cohort", 0, "quota", 0, "place")),
    ("cohort[0].quota[0].place[0].at", put([], "cohort", 0, "quota", 0, "place", 0, "at")),
    ("priority[1].order", put([], "priority", 1, "order")),
    ("eligibility.require", put([], "eligibility", "require")),
    ("handover.programs", put([], "handover", "programs")),
    # a value of the wrong kind
    *((key, put(7, key)) for key in ("id", "name", "place", "source", "stop")),
    *(
        (key, put("-", key))
        for key in ("fund", "cohort", "priority", "eligibility", "handover", "reading")
    ),
    ("format", put("1", "format")),
    ("format", put(True, "format")),  # noqa: FBT003 - a value of TOML
    ("format", put(2, "format")),
    ("fund[0].budget", put(10_000_000, "fund", 0, "budget")),
    ("fund[0].accounts", put("5.2.01", "fund", 0, "accounts")),
    ("fund[0].period", put(2025, "fund", 0, "period")),
    ("cohort[1].among", put(["nelayan"], "cohort", 1, "among")),
    ("cohort[1].among.job", put("nelayan", "cohort", 1, "among", "job")),
    ("cohort[0].quota", put({}, "cohort", 0, "quota")),
    ("cohort[0].quota[0].by", put("district", "cohort", 0, "quota", 0, "by")),
    ("cohort[0].quota[0].place", put({}, "cohort", 0, "quota", 0, "place")),
    ("cohort[0].quota[0].place[0].at", put("Selat", "cohort", 0, "quota", 0, "place", 0, "at")),
    ("priority[1].order", put("petani", "priority", 1, "order")),
    ("priority[0].missing_last", put(1, "priority", 0, "missing_last")),
    ("priority[0].descending", put("yes", "priority", 0, "descending")),
    ("handover.remind_days_before", put(14, "handover", "remind_days_before")),
    ("reading[0].reference_date", put(2025, "reading", 0, "reference_date")),
    # a value of a fact that is none
    ("cohort[1].among.job", put([["nelayan"]], "cohort", 1, "among", "job")),
    ("cohort[1].among.decile", put([1.5], "cohort", 1, "among", "decile")),
    ("cohort[1].among.decile", put([True], "cohort", 1, "among", "decile")),
    ("priority[1].order", put([["petani"]], "priority", 1, "order")),
    ("priority[1].order", put([{"petani": 1}], "priority", 1, "order")),
    ("priority[1].order", put(["petani", "petani"], "priority", 1, "order")),
    # a name that is none
    ("stop", put("FIRST", "stop")),
    ("sponsor[0].funding", put("SELF", "sponsor", 0, "funding")),
    ("fund[0].funding", put("SELF", "fund", 0, "funding")),
    ("fund[0].funding", put("DANA_DESA", "fund", 0, "funding")),
    ("fund[0].accounts.JP", put("5.2.04", "fund", 0, "accounts", "JP")),
    ("cohort[0].programs", put(["JKK", "JP"], "cohort", 0, "programs")),
    ("cohort[0].programs", put(["JKK", "JKK"], "cohort", 0, "programs")),
    ("cohort[1].sector", put("SEA", "cohort", 1, "sector")),
    ("eligibility.require", put(["nik", "shoe_size"], "eligibility", "require")),
    ("eligibility.domicile", put(["Mawar"], "eligibility", "domicile", "hamlet")),
    ("eligibility.severity", put("NOTE", "eligibility", "severity", "no-such-rule")),
    ("eligibility.severity.nik-form", put("LOW", "eligibility", "severity", "nik-form")),
    ("eligibility.work.sectors.ojek", put("SEA", "eligibility", "work", "sectors", "ojek")),
    ("handover.then", put("SPONSOR", "handover", "then")),
    # months and years that are none
    *(
        ("cohort[0].period", put(period, "cohort", 0, "period"))
        for period in ("2025-01", "2025-13/2025-12", "Januari 2025", "2025-1/2025-2")
    ),
    ("fund[0].period", put("2025", "fund", 0, "period")),
    ("fund[0].budget.25", put(1, "fund", 0, "budget", "25")),
    ("fund[0].budget.20255", put(1, "fund", 0, "budget", "20255")),
    ("fund[0].budget.0025", put(1, "fund", 0, "budget", "0025")),
    ("fund[0].budget.murni", put(1, "fund", 0, "budget", "murni")),
    # numbers below what they can be
    ("fund[0].budget.2025", put(-1, "fund", 0, "budget", "2025")),
    ("cohort[1].declared_income", put(-1, "cohort", 1, "declared_income")),
    ("eligibility.decile.most", put(11, "eligibility", "decile", "most")),
    ("eligibility.age.most", put(131, "eligibility", "age", "most")),
    ("handover.remind_days_before", put([-1], "handover", "remind_days_before")),
    # two ways of saying how many at once, or none
    ("cohort[0].quota[0].most", put(9, "cohort", 0, "quota", 0, "most")),
    ("cohort[0].quota[1].most", put(9, "cohort", 0, "quota", 1, "most")),
    ("cohort[0].quota[0].least", put(1, "cohort", 0, "quota", 0, "least")),
    ("cohort[0].quota[0].place[0].most", put(1, "cohort", 0, "quota", 0, "place", 0, "most")),
    ("cohort[0].quota[1].place[0].weight", put(1, "cohort", 0, "quota", 1, "place", 0, "weight")),
]
# Numbers of heads and money, and what is none of them.
COUNTS = [
    ("cohort", 0, "heads"),
    ("cohort", 0, "quota", 0, "shared"),
    ("cohort", 0, "quota", 0, "place", 0, "weight"),
    ("cohort", 0, "quota", 0, "place", 0, "least"),
    ("cohort", 0, "quota", 1, "place", 0, "most"),
    ("cohort", 0, "quota", 2, "most"),
    ("cohort", 1, "quota", 0, "least"),
]
AMOUNTS = [
    ("fund", 0, "budget", "2025"),
    ("cohort", 1, "declared_income"),
    ("eligibility", "income", "least"),
]
NUMBERS: list[tuple[str, Change]] = [
    *((_written(at), put(value, *at)) for at in COUNTS for value in (0, -1)),
    *(
        (_written(at), put(value, *at))
        for at in (*COUNTS, *AMOUNTS)
        for value in (2.5, True, "5", [5])
    ),
]


@pytest.mark.parametrize(
    ("path", "change"), [*BOTH, *NUMBERS], ids=[path for path, _ in (*BOTH, *NUMBERS)]
)
def test_what_the_schema_refuses_the_reader_refuses_at_the_same_key(
    path: str, change: Change, tmp_path: Path
) -> None:
    """One change at a time, told once."""
    content = _changed(change)

    assert _refused(content) == {path}
    assert _paths(_faults(tmp_path, content)) == [path]


@pytest.mark.parametrize("least", [True, 2.0, "2"])
def test_a_place_has_no_other_number_than_a_whole_one(least: object, tmp_path: Path) -> None:
    """A number with a fraction is refused where it is written, even if the fraction is zero."""
    keys = ("cohort", 0, "quota", 0, "place", 0, "least")

    assert _paths(_faults(tmp_path, _changed(put(least, *keys)))) == [_written(keys)]


QUOTAS = ("cohort", 0, "quota")
# What only the reader knows: whether the parts fit together.
READER: list[tuple[str, Change, str]] = [
    ("cohort[0].fund", put("kota", "cohort", 0, "fund"), "is 'kota'; known are desa, csr"),
    ("fund[1].sponsor", put("kenanga", "fund", 1, "sponsor"), "is 'kenanga'; known are melati"),
    ("fund[1].sponsor", without("sponsor"), "known are none"),
    ("fund[1].funding", without("fund", 1, "sponsor"), "is missing, and no sponsor is named"),
    ("fund[1].funding", put("ZAKAT", "fund", 1, "funding"), "its sponsor PT Melati pays from CSR"),
    ("cohort[1].id", put("I", "cohort", 1, "id"), "as that of another cohort"),
    ("cohort[0].period", put("2025-03/2025-01", "cohort", 0, "period"), "ends in the month"),
    ("cohort[0].period", put("2027-01/2027-02", "cohort", 0, "period"), "The fund APBDes pays"),
    ("cohort[0].period", without("fund", 0, "budget", "2026"), "has no budget of that year"),
    (
        "fund[0].budget.2026",
        put("2025-07/2025-12", "cohort", 0, "period"),
        "No cohort may use the budget of APBDes for 2026",
    ),
    ("fund[1]", without("cohort", 1), "No cohort may use the fund CSR Melati"),
    (
        "cohort[0].quota",
        put([{"by": ["village"], "most": 3}, {"by": ["district"], "most": 9}], *QUOTAS),
        "do not lie one within the other",
    ),
    (
        "cohort[0].quota",
        put([{"by": ["village"], "most": 3}, {"by": ["village"], "most": 4}], *QUOTAS),
        "Two quotas by village were given",
    ),
    (
        "cohort[0].quota[0].most",
        put([{"by": ["village"], "most": 3, "least": 4}], *QUOTAS),
        "Nobody could keep both",
    ),
    (
        "cohort[0].quota[1].place",
        put(4, *QUOTAS, 1, "place", 0, "least"),
        "at least 4 and at most 3",
    ),
    ("cohort[0].quota[0].place", put(["Selat", "Mawar"], *QUOTAS, 0, "place", 0, "at"), "a name"),
    (
        "cohort[0].quota[0].place[1].at",
        put(["Kec. SELAT"], *QUOTAS, 0, "place", 1, "at"),
        "as that of another place",
    ),
    ("cohort[0].quota", put(1, "cohort", 0, "heads"), "the minima of the quotas need 2"),
    (
        "cohort[0].quota[1].place[0].most",
        without(*QUOTAS, 1, "place", 0, "most"),
        "is missing, and least too",
    ),
    ("priority[1].order", put(["Petani", "petani"], "priority", 1, "order"), "each once"),
    ("eligibility.age", put(70, "eligibility", "age", "least"), "70 at least and 64 at most"),
    ("eligibility.severity", put("ERROR", "eligibility", "severity", "nik-region"), "It cannot"),
    (
        "reading[1]",
        put([{"question": "a", "reading": one} for one in ("b", "c")], "reading"),
        "Two readings were chosen for a",
    ),
]


@pytest.mark.parametrize(("path", "change", "says"), READER, ids=[row[0] for row in READER])
def test_what_does_not_fit_together_is_refused_by_the_reader(
    path: str, change: Change, says: str, tmp_path: Path
) -> None:
    """One change at a time, told once; the schema knows nothing of it."""
    (fault,) = _faults(tmp_path, _changed(change))

    assert fault.startswith(f"{path}: ")
    assert says in fault


def test_all_faults_of_a_file_are_told_together(tmp_path: Path) -> None:
    """Of form and of meaning, each once, and none that only follows from another."""
    content = _changed(
        without("name"),
        put("SELF", "sponsor", 0, "funding"),  # so the fund of that sponsor cannot be made
        put("Pagu", "fund", 0, "budget", "2027"),  # nor that of the villages
        put(40.0, "cohort", 0, "heads"),
        put("JP", "cohort", 0, "programs", 0),
        put(9, *QUOTAS, 0, "most"),
        put("SEA", "cohort", 1, "sector"),
        put([], "priority", 1, "order"),
        put(12, "eligibility", "decile", "most"),
        put("x", "eligibility", "agee"),
        put([-3], "handover", "remind_days_before"),
        put([{"question": "a", "reading": one} for one in ("b", "c")], "reading"),
        put({"nama": 1}, "pagu"),
    )
    content["fund"].append({"id": "kota", "name": "APBD", "funding": "APBD", "budget": {}})
    content["cohort"].append({"id": "I", "fund": "kabupaten", "period": "2025", "heads": 1})
    content["fund"].append(
        {"id": "baik", "name": "Zakat", "funding": "ZAKAT", "budget": {"2025": 1}}
    )
    quotas = [{"by": ["village"], "most": 3}, {"by": ["district"], "most": 9}]
    content["cohort"].append(
        {"id": "Z", "fund": "baik", "period": "2026-01/2026-01", "heads": 1, "quota": quotas}
    )
    paths = _paths(_faults(tmp_path, content))

    assert len(paths) == len(set(paths))
    assert set(paths) == {
        "name",
        "sponsor[0].funding",
        "fund[0].budget.2027",
        "fund[2].budget",
        "cohort[0].heads",
        "cohort[0].programs",
        "cohort[0].quota[0].most",
        "cohort[1].sector",
        "cohort[2].id",
        "cohort[2].fund",
        "cohort[2].period",
        "cohort[3].period",
        "cohort[3].quota",
        "priority[1].order",
        "eligibility.decile.most",
        "eligibility.agee",
        "handover.remind_days_before",
        "reading[1]",
        "pagu",
    }


def test_funds_are_compared_with_cohorts_though_something_else_is_wrong(tmp_path: Path) -> None:
    """As soon as all funds and all cohorts are known."""
    faults = _faults(tmp_path, _changed(without("place"), without("cohort", 1)))

    assert sorted(_paths(faults)) == ["fund[1]", "place"]


def test_a_name_is_called_unknown_only_where_all_names_are_known(tmp_path: Path) -> None:
    """A fund without its id is one fault, and not another one for each cohort that names it."""
    assert _paths(_faults(tmp_path, _changed(without("fund", 0, "id")))) == ["fund[0].id"]
    assert _paths(_faults(tmp_path, _changed(put(["desa"], "fund")))) == ["fund[0]"]
    assert _paths(_faults(tmp_path, _changed(put("melati", "sponsor")))) == ["sponsor"]


def test_two_funds_of_one_id_are_told_once(tmp_path: Path) -> None:
    """With whatever else is wrong with the second one; which of them a cohort means is open."""
    alike = (put("desa", "fund", 1, "id"), put("desa", "cohort", 1, "fund"))

    assert _paths(_faults(tmp_path, _changed(*alike))) == ["fund[1].id"]
    faults = _faults(tmp_path, _changed(*alike, without("fund", 1, "name")))
    assert _paths(faults) == ["fund[1].name", "fund[1].id"]


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (b"", "format: is missing"),
        (b"format = ", "Invalid value"),
        (b"[[fund]\n", "Expected"),
        (FULL.encode("utf-16"), "can't decode"),
        (b"\x00\x01", "Invalid"),
        (b"id = 1\nid = 2", "Cannot overwrite"),
    ],
)
def test_a_file_that_is_none_is_refused(toml: bytes, says: str, tmp_path: Path) -> None:
    """Empty, no TOML, or not in UTF-8."""
    with pytest.raises(jr.RulesFileError) as caught:
        _read(tmp_path, toml)

    assert any(says in fault for fault in caught.value.faults)


def test_an_id_that_may_be_a_nik_is_not_shown(tmp_path: Path) -> None:
    """Nor are values of facts."""
    nik = "9901015505850001"
    alike = (put(nik, "cohort", 0, "id"), put(nik, "cohort", 1, "id"))
    unknown, value = put(nik, "cohort", 0, "fund"), put([nik, 1.5], "priority", 1, "order")
    faults = _faults(tmp_path, _changed(*alike, unknown, value))

    assert _paths(faults) == ["cohort[0].fund", "cohort[1].id", "priority[1].order"]
    assert nik not in str(faults)


def test_an_empty_file_lacks_every_key_that_is_asked(tmp_path: Path) -> None:
    """The same ones as by the schema."""
    assert set(_paths(_faults(tmp_path, {}))) == set(SCHEMA["required"]) == _refused({})


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Some editors write one."""
    assert _read(tmp_path, FULL.encode("utf-8-sig")) == _read(tmp_path, FULL)


def test_a_file_that_is_not_there_is_said_by_the_system(tmp_path: Path) -> None:
    """As for any file."""
    with pytest.raises(OSError, match="hilang"):
        jr.read_scheme(tmp_path / "hilang.toml")


# The scheme that is read.


def _in_python() -> jr.Scheme:
    """The full example, written in Python."""
    melati = jr.Sponsor("melati", name="PT Melati", funding=jr.FundingSource.CSR)
    desa = jr.Fund(
        "desa",
        name="APBDes",
        funding=jr.FundingSource.APBDES,
        budgets={2025: jr.Rupiah(10_000_000), 2026: jr.Rupiah(10_000_000)},
        period=jr.ContributionPeriod.parse("2025-01/2026-12"),
        accounts={jr.Program.JKK: "5.2.01", jr.Program.JKM: "5.2.02", jr.Program.JHT: "5.2.03"},
    )
    csr = jr.Fund("csr", name="CSR Melati", sponsor=melati)
    first = jr.Cohort(
        "I",
        desa,
        period=jr.ContributionPeriod.parse("2025-07/2026-03"),
        workers=40,
        quotas=[
            jr.Quota("district", most={("Selat",): 30, ("Basarang",): 10}, least={("Selat",): 2}),
            jr.Quota(
                ("district", "village"), most={("Selat", "Mawar"): 3, ("Basarang", "Melati"): 4}
            ),
            jr.Quota(("district", "village", "family"), most=1, counting="household"),
        ],
    )
    second = jr.Cohort(
        "II",
        csr,
        period=jr.ContributionPeriod.parse("2025-07/2025-09"),
        workers=5,
        programs=[jr.Program.JKM, jr.Program.JKK],
        sector=jr.Sector.OTHER,
        declared_income=jr.Rupiah(1_000_000),
        among={"job": ["nelayan", "petani"], "decile": [1, 2]},
        quotas=[jr.Quota("village", most=3, least=1)],
    )
    return jr.Scheme(
        "mawar-2025",
        name="Perlindungan pekerja rentan",
        place="Kabupaten Mawar",
        source="SK Bupati Mawar 12/2025",
        stop=jr.StopRule.PASS_OVER,
        funds=[desa, csr],
        cohorts=[first, second],
        priority=[
            jr.Priority("decile", missing_last=True),
            jr.Priority("job", order=["petani", "nelayan"]),
            jr.Priority("birth_date", descending=True),
        ],
        eligibility=jr.rosters.EligibilityPolicy(
            require=["decile"],
            least_age=18,
            most_age=64,
            most_age_at_end=65,
            most_decile=4,
            domicile={
                "village": ["Mawar", "Melati"],
                "district": ["Selat", "Basarang"],
                "regency": ["Kapuas"],
            },
            allowed_jobs=["petani", "nelayan"],
            excluded_jobs=["PNS"],
            job_sectors={"petani": jr.Sector.OTHER, "ojek": jr.Sector.TRANSPORT},
            least_income=jr.Rupiah(100_000),
            most_income=jr.Rupiah(10_000_000),
            severities={"decile-above": Severity.ERROR, "nik-birth-date": Severity.NOTE},
        ),
        handover=jr.HandoverPolicy(then=jr.Afterwards.SELF_PAYMENT),
        readings=[
            jr.SchemeReading(
                question="pp50-2025/apbdes",
                reading="normal",
                decided_by="Dinas Mawar",
                reference="Surat 12/2025",
                reference_date=date(2025, 2, 3),
            )
        ],
    )


def _candidates() -> list[jr.Worker]:
    """Twenty made-up candidates of two villages, and one whom nobody may take."""
    return [
        jr.Worker(
            f"w-{number:02}",
            sector=jr.Sector.OTHER,
            birth_date=date(1980 + number % 7, 1 + number % 12, 3),
            facts={
                "decile": 1 + number % 3 if number else 9,
                "regency": "Kapuas",
                "district": "Selat" if number % 2 else "Basarang",
                "village": "Mawar" if number % 2 else "Melati",
                "family": f"k-{number // 2}",
                "household": f"h-{number // 2}",
                "job": ("petani", "nelayan")[number % 5 == 0],
            },
        )
        for number in range(21)
    ]


def test_a_scheme_that_is_read_is_the_one_written_in_python(tmp_path: Path) -> None:
    """Part by part, and both are sound."""
    read = _read(tmp_path, FULL)

    assert read == _in_python()
    assert read.problems == ()


def test_a_scheme_that_is_read_plans_the_same(tmp_path: Path) -> None:
    """The same people, the same reasons, the same money."""
    read, written = (
        jr.plan(scheme, _candidates(), rules=RULES_OF_LAW)
        for scheme in (_read(tmp_path, FULL), _in_python())
    )

    assert read == written
    assert [worker.id for worker in read.participants] == [
        worker.id for worker in written.participants
    ]
    assert [one.worker.id for one in read.refusals] == ["w-00"]
    assert read.total == written.total > jr.Rupiah(0)


@pytest.mark.parametrize("toml", FILES.values(), ids=FILES)
def test_a_scheme_that_is_read_is_kept_and_comes_back(toml: str, tmp_path: Path) -> None:
    """As plain values, whole."""
    scheme = _read(tmp_path, toml)

    assert jr.from_plain(jr.to_plain(scheme)) == scheme


# Files that are broken in any way.


PLACES = [at for at in _places(CONTENT) if at]
LEAVES = (
    st.booleans()
    | st.integers(-3, 10**20)
    | st.floats(allow_nan=True)
    | st.dates()
    | st.text("aZ 0129-/.é", max_size=8)
    | st.sampled_from(["", "I", "desa", "csr", "JKK", "SELF", "2025-07/2025-12", "Selat"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "at", "by", "most", "2025", "job", ""]), inner)
    ),
    max_leaves=5,
)
CHANGES = st.lists(
    st.tuples(st.sampled_from(PLACES), st.none() | VALUES | st.sampled_from(PLACES)),
    min_size=1,
    max_size=4,
)


@given(changes=CHANGES)
def test_a_broken_file_is_a_scheme_or_refused(
    changes: list[tuple[Keys, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is deleted, replaced or put elsewhere; nothing else is raised."""
    content = copy.deepcopy(CONTENT)
    for at, value in changes:
        new = value
        if isinstance(value, tuple):  # a part of the example, at a place that is not its own
            new = _at(cast("Keys", value))
        try:
            (without(*at) if new is None else put(copy.deepcopy(new), *at))(content)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took that place away
    folder = tmp_path_factory.mktemp("broken")
    faults: tuple[str, ...] = ()
    try:
        scheme = _read(folder, as_toml(content))
    except jr.RulesFileError as error:
        faults = error.faults
    else:
        assert scheme.problems == ()
        assert list(VALIDATOR.iter_errors(as_json(content))) == []
    assert all(re.fullmatch(r"\S.*?: .+", fault, re.DOTALL) for fault in faults)
