"""Who may be enrolled, asked of workers; and a policy as a table of a larger file."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import Worker, rosters
from jamsostek_rentan.law.sections import Section
from jamsostek_rentan.planning.eligibility.policy import policy_of
from jamsostek_rentan.planning.eligibility.policy_checks import refuses
from jamsostek_rentan.planning.eligibility.worker_checks import WorkerChecks
from jamsostek_rentan.rosters import EligibilityPolicy
from jamsostek_rentan.values.findings import Finding, Severity


PERIOD = jr.ContributionPeriod.parse("2026-11/2026-12")
RULES = jr.law.bpu()
NIK = "9901015505850001"
BORN = date(1985, 5, 15)


def findings(worker: Worker, **policy: Any) -> tuple[Finding, ...]:  # noqa: ANN401 - its parts
    """What a policy that requires nothing else finds of a worker."""
    asked = EligibilityPolicy(**{"require": [], **policy})
    return WorkerChecks(asked, PERIOD, RULES).findings(worker)


def rules_of(worker: Worker, **policy: Any) -> tuple[str, ...]:  # noqa: ANN401 - its parts
    """The rules that it breaks."""
    return tuple(found.rule for found in findings(worker, **policy))


@pytest.mark.parametrize(
    ("policy", "born", "found"),
    [
        ({"most_age": 64}, date(1961, 11, 2), ()),  # 64 on the first day
        ({"most_age": 64}, date(1961, 11, 1), ("age-over", "age-limit-presumed")),  # 65 on it
        ({}, date(1961, 11, 2), ()),
        ({}, date(1961, 11, 1), ("age-limit-presumed",)),
        ({}, date(1960, 11, 1), ("age-limit",)),
        ({"most_age_at_end": 64}, date(1961, 12, 31), ("age-over-at-end",)),
        ({"least_age": 18}, date(2008, 11, 1), ()),
        ({"least_age": 18}, date(2008, 11, 2), ("age-under",)),
        ({"most_age": 64}, None, ("birth-date-missing",)),
        ({"least_age": 18}, None, ("birth-date-missing",)),
        ({"most_age_at_end": 65}, None, ("birth-date-missing",)),
        ({"require": ["birth_date"]}, None, ("birth-date-missing",)),
        ({}, None, ()),
    ],
)
def test_the_age_of_a_worker_is_judged_as_that_of_a_row(
    policy: dict[str, Any], born: date | None, found: tuple[str, ...]
) -> None:
    """On the first and the last day; a birth date is asked where an age is."""
    assert rules_of(Worker("w-1", birth_date=born), **policy) == found


@pytest.mark.parametrize(
    ("policy", "facts", "found"),
    [
        ({"most_decile": 4}, {"decile": 1}, ()),
        ({"most_decile": 4}, {"decile": "1"}, ()),
        ({"most_decile": 4}, {"decile": "Desil 1"}, ()),
        ({"most_decile": 4}, {"decile": 4.0}, ()),
        ({"most_decile": 4}, {"decile": 5}, ("decile-above",)),
        ({"most_decile": 4}, {"decile": "Desil 5"}, ("decile-above",)),
        ({"most_decile": 4}, {"decile": 11}, ("decile-unreadable",)),
        ({"most_decile": 4}, {"decile": True}, ("decile-unreadable",)),
        ({"most_decile": 4}, {"decile": None}, ("decile-missing",)),
        ({"most_decile": 4}, {"decile": float("nan")}, ("decile-missing",)),
        ({"most_decile": 4}, {}, ("decile-missing",)),
        ({"domicile": {"village": ["Desa Mawar"]}}, {"village": "MAWAR"}, ()),
        ({"domicile": {"village": ["MAWAR"]}}, {"village": "Desa\u00a0 Mawar\u200b"}, ()),
        ({"domicile": {"village": ["Mawar"]}}, {"village": "Melati"}, ("domicile-outside",)),
        ({"domicile": {"regency": ["Mawar"]}}, {"regency": "Kota Mawar"}, ("domicile-outside",)),
        ({"domicile": {"village": ["Mawar"]}}, {"village": " - "}, ("village-missing",)),
        (
            {"domicile": {"district": ["Mawar"], "village": ["Melati"]}},
            {"village": "Mawar"},
            ("district-missing", "domicile-outside"),
        ),
        ({"excluded_jobs": ["PNS"]}, {"job": "Guru (P.N.S.)"}, ("job-excluded",)),
        ({"excluded_jobs": ["PNS"]}, {"job": "Petani"}, ()),
        ({"excluded_jobs": ["PNS"]}, {}, ("job-missing",)),
        ({"allowed_jobs": ["petani"]}, {"job": "Buruh tani"}, ("job-not-listed",)),
        ({"allowed_jobs": ["petani"]}, {"job": "Petani karet"}, ()),
        ({"require": ["job", "village"]}, {}, ("village-missing", "job-missing")),
        ({"require": ["nik", "name", "consent", "phone", "income"]}, {}, ()),
    ],
)
def test_the_facts_of_a_worker_are_judged_as_the_cells_of_a_row(
    policy: dict[str, Any], facts: dict[str, Any], found: tuple[str, ...]
) -> None:
    """Whatever way they are written in; what a worker cannot hold is not asked."""
    assert rules_of(Worker("w-1", facts=facts), **policy) == found


@pytest.mark.parametrize(
    ("born", "rules"),
    [
        (date(1899, 12, 31), ("birth-date-impossible",)),
        (date(2026, 11, 2), ("birth-date-impossible",)),
        (date(2026, 11, 1), ()),
    ],
)
def test_nobody_is_born_after_cover_begins_or_more_than_a_century_ago(
    born: date, rules: tuple[str, ...]
) -> None:
    """Such a day is a slip, and no age."""
    assert rules_of(Worker("w-1", birth_date=born)) == rules


def test_a_rule_that_is_weakened_refuses_nobody() -> None:
    """An office that only wants to look at it has it as a warning."""
    worker = Worker("w-1", birth_date=BORN, facts={"decile": 5})
    usual = findings(worker, most_decile=4)
    weakened = findings(worker, most_decile=4, severities={"decile-above": Severity.WARNING})

    assert refuses(usual)
    assert [one.rule for one in weakened] == ["decile-above"]
    assert not refuses(weakened)
    assert not refuses(())


def test_a_finding_of_a_worker_says_what_that_of_a_row_says() -> None:
    """The same text, field and cell; the worker's id is where it stands."""
    policy = EligibilityPolicy(require=[], most_decile=4, excluded_jobs=["PNS"])
    record = {"ID Pekerja": "w-1", "NIK": NIK, "Desil": "7", "Pekerjaan": "Guru PNS"}
    (row,) = rosters.check(
        rosters.from_records([record]), policy=policy, period=PERIOD, rules=RULES
    ).rows
    found = WorkerChecks(policy, PERIOD, RULES).findings(row.worker())

    assert [(one.field, one.rule, one.key, one.values, one.read, one.label) for one in found] == [
        (one.field, one.rule, one.key, one.values, one.read, one.label) for one in row.findings
    ]
    assert {one.row for one in found} == {"w-1"}
    assert found[0].message("id") == (
        "kesalahan, baris w-1, desil kesejahteraan: Desil 7; syarat paling tinggi desil 4. "
        "Cocokkan dengan data Dinas Sosial."
    )


@pytest.mark.parametrize(
    "fact", [NIK, f"NIK {NIK}", f"{NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}"]
)
def test_no_finding_shows_a_nik_or_a_birth_date(fact: str) -> None:
    """Neither as the id of a worker nor in a fact; to be too old, the day need not be told."""
    worker = Worker(NIK, birth_date=date(1950, 3, 2), facts={"village": fact, "decile": fact})
    found = findings(worker, most_age=64, most_decile=4, domicile={"village": ["Mawar"]})

    assert [one.rule for one in found] == [
        "age-over",
        "age-limit",
        "decile-unreadable",
        "domicile-outside",
    ]
    assert {one.row for one in found} == {"99**************"}
    assert [one.read for one in found[:2]] == [None, None]
    for said in (*map(repr, found), *(one.message("en") for one in found)):
        assert "1950" not in said
        assert NIK[2:] not in said.replace(" ", "")


PLACES = st.sampled_from(["Mawar", "Desa Mawar", "MAWAR", "Kota Mawar", "Melati", "", " - ", "nan"])
JOBS = st.sampled_from(["Petani", "Guru (P.N.S.)", "guru pns", "Ojek", "Buruh Gurun", "", "n/a"])
DECILES = st.sampled_from(["1", "Desil 4", "D10", "5.0", "11", "miskin", "", 4, 5, 5.0, 0, None])
DAYS = st.dates(date(1955, 1, 1), date(2010, 12, 31)) | st.dates(
    date(1961, 10, 30), date(1962, 1, 2)
)
AGES = st.none() | st.integers(60, 66)


@given(born=DAYS, village=PLACES, regency=PLACES, job=JOBS, decile=DECILES,
       most_age=AGES, most_age_at_end=AGES, most_decile=st.none() | st.integers(1, 10),
       domicile=st.dictionaries(st.sampled_from(["village", "regency"]),
                                st.lists(st.sampled_from(["Mawar", "Kel. Melati"]), min_size=1)),
       allowed=st.lists(st.sampled_from(["petani", "ojek", "guru"])),
       excluded=st.lists(st.sampled_from(["PNS", "guru"])))  # fmt: skip
def test_a_row_and_the_worker_made_of_it_break_the_same_rules(
    born: date, village: str, regency: str, job: str, decile: object, most_age: int | None,
    most_age_at_end: int | None, most_decile: int | None, domicile: dict[str, list[str]],
    allowed: list[str], excluded: list[str],
) -> None:  # fmt: skip
    """Of age, decile, domicile and job, whatever the policy asks, and what is not filled."""
    policy = EligibilityPolicy(
        require=["birth_date"], least_age=18, most_age=most_age, most_age_at_end=most_age_at_end,
        most_decile=most_decile, domicile=domicile, allowed_jobs=allowed, excluded_jobs=excluded,
    )  # fmt: skip
    record = {
        "ID Pekerja": "w-1", "Tanggal Lahir": f"{born:%d/%m/%Y}", "Desa": village,
        "Kabupaten": regency, "Pekerjaan": job, "Desil": decile,
    }  # fmt: skip
    (row,) = rosters.check(
        rosters.from_records([record]), policy=policy, period=PERIOD, rules=RULES
    ).rows
    found = WorkerChecks(policy, PERIOD, RULES).findings(row.worker())

    assert tuple(one.rule for one in found) == tuple(
        rule for rule in row.rules if rule not in {"nik-missing", "name-missing"}
    )


def read(toml: str, *, before: tuple[str, ...] = ()) -> tuple[EligibilityPolicy | None, list[str]]:
    """The policy in a table of a larger file, and the faults of the file."""
    faults = list(before)
    content = tomllib.loads(toml)
    return policy_of(Section(content["eligibility"], "eligibility", faults)), faults


def test_a_policy_may_be_a_table_of_a_larger_file() -> None:
    """The same keys as in a file of its own, but for its format."""
    policy, faults = read(
        """
        [eligibility]
        require = ["birth_date"]
        [eligibility.age]
        least = 18
        most = 64
        [eligibility.domicile]
        village = ["Desa Mawar"]
        [eligibility.work.sectors]
        ojek = "TRANSPORT"
        [eligibility.severity]
        decile-above = "WARNING"
        """,
        before=("format: is 7; this version reads 1",),
    )

    assert policy == EligibilityPolicy(
        require=["birth_date"],
        least_age=18,
        most_age=64,
        domicile={"village": ["Mawar"]},
        job_sectors={"ojek": jr.Sector.TRANSPORT},
        severities={"decile-above": Severity.WARNING},
    )
    assert faults == ["format: is 7; this version reads 1"]
    assert read("[eligibility]") == (EligibilityPolicy(), [])


@pytest.mark.parametrize(
    ("toml", "paths"),
    [
        ("[eligibility]\nformat = 1", ["eligibility.format"]),
        ("[eligibility]\nage = 64", ["eligibility.age"]),
        (
            '[eligibility.age]\nleast = "18"\nmost = 131\n[eligibility.domicile]\nisland = ["x"]',
            ["eligibility.age.least", "eligibility.age.most", "eligibility.domicile"],
        ),
        (
            "[eligibility.age]\nmost = 0\nmost_at_end = 131\noldest = 7",
            ["eligibility.age.most", "eligibility.age.oldest", "eligibility.age.most_at_end"],
        ),
        ('[eligibility.work.sectors]\nojek = "road"', ["eligibility.work.sectors.ojek"]),
        ("[eligibility.severity]\nnik-lost = 'ERROR'", ["eligibility.severity"]),
        ("[eligibility.age]\nleast = 65\nmost = 18", ["eligibility.age"]),
        (
            "[eligibility]\nage = {least = 65, most_at_end = 18}\nincome = {least = 2, most = 1}",
            ["eligibility.age", "eligibility.income"],
        ),
    ],
)
def test_every_fault_of_it_is_named_by_its_whole_path(toml: str, paths: list[str]) -> None:
    """Each once, and nothing is built of it."""
    policy, faults = read(toml)

    assert policy is None
    assert [fault.split(":")[0] for fault in faults] == paths
