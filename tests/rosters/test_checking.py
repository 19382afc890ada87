"""Checking row by row: ages, duplicates, other sponsors, and the policy of an office."""

from __future__ import annotations

import re
import tracemalloc
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import PERIOD, checked, found_in

import jamsostek_rentan as jr
from jamsostek_rentan import rosters
from jamsostek_rentan.planning.eligibility.rules import RULES, missing
from jamsostek_rentan.reports.tables import printable
from jamsostek_rentan.rosters import EligibilityPolicy, Fingerprints, RowResult
from jamsostek_rentan.rosters.seen import SeenNumbers
from jamsostek_rentan.values.findings import Severity
from jamsostek_rentan.values.texts import catalogue


NIK = "9901015505850001"
OTHER = "9901011505850002"
THIRD = "9901011505850003"
SECRET = b"a secret of the tests"
NOTHING = EligibilityPolicy(require=["nik"])


def born(day: str) -> dict[str, str]:
    """A row of somebody who was born on a day."""
    year, month, of_month = day.split("-")
    return {
        "NIK": f"990101{of_month}{month}{year[2:]}0001",
        "Tanggal Lahir": f"{of_month}/{month}/{year}",
    }


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_its_words(code: str) -> None:
    """What is wrong and what to do, in both languages."""
    rule = RULES[code]

    assert rule.problem.en != rule.problem.id
    assert rule.todo.en != rule.todo.id
    assert rule.code == code


def test_no_words_are_left_over() -> None:
    """Each text of a rule belongs to one, each reason to refuse a file is given somewhere."""
    keys = {rule.key for rule in RULES.values()}
    source = "".join(
        file.read_text(encoding="utf-8") for file in Path(rosters.__file__).parent.glob("*.py")
    )
    told = {key.removesuffix(".todo") for key in catalogue() if key.startswith("roster.")}
    refusals = {
        key.removesuffix(".todo").removeprefix("roster-file.")
        for key in catalogue()
        if key.startswith("roster-file.")
    }

    assert told == keys
    assert [
        one for one in refusals if not re.search(rf'"(kind-)?{one.removeprefix("kind-")}"', source)
    ] == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("1961-11-02", ()),  # 64 on the first day, and still on the last
        ("1961-10-31", ("age-limit-presumed",)),
        ("1961-11-01", ("age-limit-presumed",)),  # 65 on the very first day
        ("1960-11-02", ("age-limit-presumed",)),
        ("1960-11-01", ("age-limit",)),  # 66
        ("1940-01-01", ("age-limit",)),
    ],
)
def test_the_age_limit_of_the_law_holds_as_it_is_read(
    day: str, found: tuple[str, ...], rules: jr.Rulebook
) -> None:
    """At 65 readings differ, and that none may be registered is presumed."""
    assert found_in(born(day)) == [found]
    strict = rosters.check(
        rosters.from_records([born(day)]),
        policy=NOTHING,
        period=PERIOD,
        rules=rules.refusing(presumed=True),
    )
    presumed = found == ("age-limit-presumed",)
    assert strict.rows[0].rules == (("age-limit-open",) if presumed else found)


def test_a_finding_about_an_age_shows_no_day_of_birth() -> None:
    """The day is part of a NIK; the age is enough to be told."""
    (row,) = checked(rosters.from_records([born("1940-01-01")])).rows

    assert row.findings[0].read is None
    assert "86" in row.findings[0].message("en")


def test_a_chosen_reading_of_the_age_limit_settles_it(rules: jr.Rulebook) -> None:
    """One of that very age is taken or refused, and no doubt is left."""
    (question,) = rules.membership.age_limits[-1].value.inclusive.questions
    of_65 = rosters.from_records([born("1961-10-31")])
    found = {
        reading.id: rosters.check(
            of_65, policy=NOTHING, period=PERIOD, rules=rules.with_reading(question.id, reading.id)
        )
        .rows[0]
        .rules
        for reading in question.readings
    }

    assert sorted(found.values()) == [(), ("age-limit",)]


def test_whoever_passes_the_age_limit_under_cover_is_noted() -> None:
    """A gap would mean to register anew, at 66."""
    long = jr.ContributionPeriod.parse("2026-11/2028-12")
    (row,) = rosters.check(
        rosters.from_records([born("1962-06-01")]), policy=NOTHING, period=long, rules=jr.law.bpu()
    ).rows

    assert (row.rules, row.result) == (("age-limit-at-end",), RowResult.ACCEPTED_WITH_NOTES)
    assert "Usianya" not in row.findings[0].message("id")
    assert "66" in row.findings[0].message("id")


def test_a_leap_day_of_a_nik_may_be_of_no_century(rules: jr.Rulebook) -> None:
    """In 1999 nobody born on a 29 February of 00 was alive; the age is then not known."""
    long_ago = jr.ContributionPeriod.parse("1999-01/1999-03")
    (row,) = rosters.check(
        rosters.from_records([{"NIK": "9901012902000001"}]),
        policy=NOTHING, period=long_ago, rules=rules,
    ).rows  # fmt: skip

    assert (row.rules, row.birth_date) == ((), None)


def test_before_the_law_had_an_age_limit_none_is_asked() -> None:
    """In 2020 nobody knew one."""
    early = jr.ContributionPeriod.parse("2020-01/2020-03")
    (row,) = rosters.check(
        rosters.from_records([born("1940-06-01")]), policy=NOTHING, period=early, rules=jr.law.bpu()
    ).rows

    assert row.rules == ()


@pytest.mark.parametrize(
    ("policy", "day", "found"),
    [
        ({"least_age": 18}, "2008-11-01", ()),
        ({"least_age": 18}, "2008-11-02", ("age-under",)),
        ({"most_age": 60}, "1965-11-02", ()),
        ({"most_age": 60}, "1965-11-01", ("age-over",)),
        ({"most_age_at_end": 60}, "1966-01-01", ()),
        ({"most_age_at_end": 60}, "1965-12-31", ("age-over-at-end",)),
        ({"most_age": 60, "most_age_at_end": 60}, "1965-11-01", ("age-over",)),
        ({"least_age": 18}, "2008-02-29", ()),
    ],
)
def test_ages_are_those_of_the_first_and_the_last_day(
    policy: dict[str, int], day: str, found: tuple[str, ...]
) -> None:
    """1 November and 31 December 2026; a birthday on the day itself counts."""
    assert found_in(born(day), policy=EligibilityPolicy(require=["nik"], **policy)) == [found]


@given(st.dates(date(1930, 1, 1), date(2026, 10, 31)), st.integers(1, 100))
def test_an_age_is_judged_as_the_library_counts_it(day: date, most: int) -> None:
    """By the same function that tells an age elsewhere, however it is asked here."""
    first = PERIOD.first.first_day
    before = first.replace(year=day.year) < day  # the birthday is still to come
    age = first.year - day.year - before

    (rules,) = found_in(
        {"NIK": "", "Tanggal Lahir": day.isoformat()},
        policy=EligibilityPolicy(require=["birth_date"], most_age=most),
    )

    assert ("age-over" in rules) is (age > most)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"Tanggal Lahir": "15/05/1985", "JK": "P"}, ()),
        ({"Tanggal Lahir": "15/05/85"}, ("birth-date-short-year",)),
        ({"Tanggal Lahir": "16/05/1985"}, ("nik-birth-date",)),
        ({"Tanggal Lahir": "05/15/1985"}, ("birth-date-impossible",)),
        ({"Tanggal Lahir": "15/06/1986"}, ("nik-birth-date",)),
        ({"Tanggal Lahir": ""}, ("birth-date-from-nik",)),
        ({"JK": "L"}, ("nik-sex",)),
        ({"JK": "?"}, ("sex-unreadable",)),
        ({"JK": ""}, ()),
        ({"Sektor": "transportasi"}, ()),
        ({"Sektor": "darat"}, ("sector-unknown",)),
        ({"Sektor": ""}, ("sector-unknown",)),
        ({"Penghasilan": "1,2 juta"}, ()),
        ({"Penghasilan": "cukup"}, ("income-unreadable",)),
        ({"Persetujuan": "ya"}, ()),
        ({"Persetujuan": "tidak"}, ("consent-refused",)),
        ({"Persetujuan": ""}, ("consent-unclear",)),
        ({"Persetujuan": "nanti"}, ("consent-unclear",)),
    ],
)
def test_each_cell_is_checked_against_the_nik_and_what_it_may_be(
    row: dict[str, str], found: tuple[str, ...]
) -> None:
    """Where nothing is asked of a field, only what is written in it counts."""
    assert found_in({"NIK": NIK, **row}) == [found]


@pytest.mark.parametrize(
    ("written", "differs"),
    [
        ("16/05/1985", "tanggal"),
        ("15/06/1985", "bulan"),
        ("15/05/1986", "tahun"),
        ("16/06/1986", "tanggal, bulan, tahun"),
    ],
)
def test_what_differs_between_nik_and_birth_date_is_told(written: str, differs: str) -> None:
    """Without a digit of either."""
    (row,) = checked(rosters.from_records([{"NIK": NIK, "Tanggal Lahir": written}])).rows

    assert f"yang berbeda: {differs}." in row.findings[0].message("id")


def test_an_exchange_is_one_of_day_and_month_alone() -> None:
    """With another year it is told as what differs."""
    record = {"NIK": "9901014703850001", "Tanggal Lahir": "03/07/1986"}
    (row,) = checked(rosters.from_records([record])).rows

    assert "yang berbeda: tanggal, bulan, tahun." in row.findings[0].message("id")


def test_a_day_and_month_that_were_exchanged_are_told() -> None:
    """As spreadsheets set to another country do."""
    record = {"NIK": "9901014703850001", "Tanggal Lahir": "03/07/1985"}
    (row,) = checked(rosters.from_records([record])).rows

    assert "tanggal dan bulan tertukar" in row.findings[0].message("id")


def test_a_region_is_worth_a_look_and_never_a_reason_to_refuse() -> None:
    """By two, four or six digits, whatever table the caller hands in; none asks for none."""
    moved = {"NIK": NIK, "Kabupaten": "Mawar"}
    for regions, found in (
        ((), ()),
        (("99",), ()),
        (("9901", "9902"), ()),
        (("990101",), ()),
        (("99", "9901", "990101"), ()),
        (("64",), ("nik-region",)),
        (("99", "9902"), ("nik-region",)),
    ):
        assert found_in(moved, regions=regions) == [found]
    (row,) = checked(rosters.from_records([moved]), regions=("64",)).rows
    assert row.result is RowResult.ACCEPTED_WITH_NOTES
    assert "99****" in row.findings[0].message("en")
    with pytest.raises(jr.InvalidFactError, match="nik-region"):
        EligibilityPolicy(severities={"nik-region": Severity.ERROR})


def test_the_first_usable_row_of_a_nik_stands() -> None:
    """Within a list and between lists; a refused row takes nobody's place."""
    village = rosters.from_records(
        [{"NIK": NIK, "Nama": "Satu"}, {"NIK": OTHER, "Nama": ""}, {"NIK": NIK, "Nama": "Satu"}],
        name="village",
    )
    regency = rosters.from_records(
        [
            {"NIK": OTHER, "Nama": "Dua"},
            {"NIK": NIK, "Nama": "Satu"},
            {"NIK": OTHER, "Nama": "Dua"},
        ],
        name="regency",
    )

    found = checked([village, regency], policy=EligibilityPolicy(require=["nik", "name"]))

    assert [(row.file, row.number, row.rules) for row in found.rows] == [
        ("village", 1, ()),
        ("village", 2, ("name-missing",)),
        ("village", 3, ("duplicate",)),
        ("regency", 1, ("duplicate-of-refused",)),
        ("regency", 2, ("duplicate",)),
        ("regency", 3, ("duplicate",)),
    ]
    assert "village, baris 1" in found.rows[4].findings[0].message("id")
    assert "regency, row 1" in found.rows[5].findings[0].message("en")


def test_one_family_is_no_duplicate() -> None:
    """The same address, telephone, family card and name, and two NIKs."""
    home = {"Alamat": "Jl. Mawar 1", "No HP": "0812", "No KK": "9901010101010001", "Nama": "Sama"}

    assert found_in({"NIK": NIK, **home}, {"NIK": OTHER, **home}) == [(), ()]


def test_a_second_job_is_noted() -> None:
    """Which one is registered decides the sector; a blank or another writing is no other job."""
    rows = found_in(
        {"NIK": NIK, "Pekerjaan": "Petani"},
        {"NIK": NIK, "Pekerjaan": "PETANI "},
        {"NIK": NIK, "Pekerjaan": ""},
        {"NIK": NIK, "Pekerjaan": "Ojek"},
    )

    assert rows == [(), ("duplicate",), ("duplicate",), ("duplicate", "second-job")]


def test_an_identifier_that_is_repeated_names_nobody() -> None:
    """Two villages count from one; the workers stay apart, and can be priced together."""
    mawar, melati = (
        rosters.from_records(
            [{"No Peserta": 1, "NIK": nik}, {"No Peserta": "", "NIK": other}], name=village
        )
        for village, nik, other in (("mawar", NIK, OTHER), ("melati", THIRD, ""))
    )
    found = checked([mawar, melati], policy=EligibilityPolicy(require=[]))

    assert [row.rules for row in found.rows] == [(), (), ("worker-id-repeated",), ()]
    assert [row.id for row in found.rows] == ["1", OTHER, THIRD, "melati:2"]
    assert len({worker.id for worker in found.workers()}) == 4
    same = rosters.from_records([{"No Peserta": 1, "NIK": NIK}], name="again")
    assert checked([mawar, same]).rows[2].rules == ("duplicate",)
    twice = rosters.from_records(
        [
            {"No Peserta": "A", "NIK": NIK, "Nama": ""},
            {"No Peserta": "B", "NIK": NIK, "Nama": "Satu"},
            {"No Peserta": "B", "NIK": OTHER, "Nama": "Dua"},
        ]
    )
    found = checked(twice, policy=EligibilityPolicy(require=["nik", "name"]))
    assert [row.id for row in found.rows] == ["A", "B", OTHER]


def test_lists_of_one_name_are_told_apart() -> None:
    """Every village sends data.csv; a worker is named by the list as well."""
    anybody = EligibilityPolicy(require=[])
    one, other = (rosters.from_records([{"NIK": "", "Nama": name}]) for name in ("Satu", "Dua"))

    found = checked([one, other], policy=anybody)

    assert [(row.file, row.id) for row in found.rows] == [
        ("records", "records:1"),
        ("records (2)", "records (2):1"),
    ]


def test_a_list_whose_niks_a_spreadsheet_cut_off_is_told() -> None:
    """Every row looks right; that nearly all end in 0 does not."""

    def listed(rows: int, zeros: int) -> tuple[str, ...]:
        records = [
            {"NIK": f"99{at:04}{NIK[6:12]}001{0 if at < zeros else 1}"} for at in range(rows)
        ]
        found = checked(rosters.from_records(records, name="list.csv"))
        assert found.tally.refused == 0
        return tuple(one.message("id") for one in found.tally.warnings())

    assert listed(19, 19) == ()
    assert listed(20, 10) == ()
    (told,) = listed(20, 11)
    assert told.startswith("peringatan: Pada list.csv, 11 dari 20 NIK berakhiran 0")


def test_whoever_is_sponsored_elsewhere_is_refused() -> None:
    """By a list, or by fingerprints of one, so that no NIK is exchanged; several are asked."""
    elsewhere = rosters.from_records([{"NIK": f"'{NIK}"}], name="Kabupaten Melati")
    prints = Fingerprints.of(rosters.from_records([{"NIK": OTHER}]), secret=SECRET, name="Provinsi")
    sent = Fingerprints.from_lines(prints.lines(), secret=SECRET, name="Provinsi")
    ours = rosters.from_records([{"NIK": NIK}, {"NIK": OTHER}, {"NIK": THIRD}])

    for other in (prints, sent):
        found = checked(ours, sponsored=[elsewhere, other])
        assert [row.rules for row in found.rows] == [
            ("sponsored-elsewhere",),
            ("sponsored-elsewhere",),
            (),
        ]
        assert "Kabupaten Melati" in found.rows[0].findings[0].message("id")
        assert "Provinsi" in found.rows[1].findings[0].message("id")
    assert checked(ours, sponsored=elsewhere).tally.refused == 1
    with pytest.raises(jr.RosterFileError, match="no column"):
        checked(ours, sponsored=rosters.from_records([{"Nama": "Satu"}]))


def test_a_list_of_others_whose_niks_are_spoiled_is_told() -> None:
    """Whoever stands there is not found, which must not look like nobody being there."""
    ours = rosters.from_records([{"NIK": NIK}])
    spoiled = rosters.from_records([{"NIK": OTHER}, {"NIK": "9,90102E+15"}], name="Provinsi")
    with pytest.warns(jr.UnusableNikWarning, match="1 of 2 rows on Provinsi"):
        checked(ours, sponsored=spoiled)
    with pytest.warns(jr.UnusableNikWarning, match="1 of 2 rows on Provinsi"):
        assert len(Fingerprints.of(spoiled, secret=SECRET).values) == 1
    none = rosters.from_records([{"NIK": "9,90102E+15"}, {"NIK": ""}], name="Provinsi")
    for ask in (
        lambda: checked(ours, sponsored=none),
        lambda: Fingerprints.of(none, secret=SECRET),
    ):
        with pytest.raises(jr.RosterFileError) as caught:
            ask()
        assert caught.value.rule == "no-niks"


def test_a_nik_is_read_as_a_cell_before_its_fingerprint_is_made() -> None:
    """However it is written; and one that cannot be is refused, not missed."""
    prints = Fingerprints.of(rosters.from_records([{"NIK": NIK}]), secret=SECRET)

    assert prints.holds("9901 0155 0585 0001")
    assert rosters.fingerprint(f"'{NIK}", SECRET) == rosters.fingerprint(NIK, SECRET)
    for wrong in ("123", 123, None):
        with pytest.raises(jr.InvalidNikError):
            prints.holds(wrong)  # type: ignore[arg-type]
        with pytest.raises(jr.InvalidNikError):
            rosters.fingerprint(wrong, SECRET)  # type: ignore[arg-type]


def test_fingerprints_tell_nothing_without_their_secret(tmp_path: Path) -> None:
    """And are refused with another one; a secret is long, and never shown."""
    prints = Fingerprints.of(rosters.from_records([{"NIK": NIK}]), secret=SECRET)
    assert NIK not in "".join(prints.lines())
    assert SECRET.decode() not in repr(prints)
    path = tmp_path / "prints.txt"
    for lines in (
        "\n".join(prints.lines()),
        "\ufeff" + "\n".join(reversed(prints.lines())) + "\n\n",
    ):
        path.write_text(lines, encoding="utf-8")  # as it was sent, and as somebody sorted it
        with path.open(encoding="utf-8") as file:
            assert Fingerprints.from_lines(file, secret=SECRET, name="records") == prints

    for lines, secret, rule in (
        (prints.lines(), b"another secret....", "other-secret"),
        ([NIK], SECRET, "no-fingerprints"),
        ([], SECRET, "no-fingerprints"),
        (["x" * 64], SECRET, "no-fingerprints"),
    ):
        with pytest.raises(jr.RosterFileError) as caught:
            Fingerprints.from_lines(lines, secret=secret, name="Provinsi")
        assert caught.value.rule == rule
    for short in (b"15 bytes of it.", "a text that is long enough"):
        with pytest.raises(jr.InvalidFactError, match="secret"):
            rosters.fingerprint(NIK, short)  # type: ignore[arg-type]
    with pytest.raises(jr.RosterFileError, match="no column"):
        Fingerprints.of(rosters.from_records([{"Nama": "Satu"}]), secret=SECRET)
    with pytest.raises(jr.InvalidFactError, match="fingerprints"):
        Fingerprints.of([{"NIK": NIK}], secret=SECRET)  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="lines"):
        Fingerprints.from_lines(None, secret=SECRET, name="Provinsi")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("policy", "row", "found"),
    [
        ({"require": ["name"]}, {"Nama": " - "}, ("name-missing",)),
        ({"require": ["phone"]}, {"No HP": "n/a"}, ("phone-missing",)),
        ({"require": ["nik"]}, {"NIK": ""}, ("nik-missing",)),
        ({"require": []}, {"NIK": "", "Nama": ""}, ()),
        ({"require": ["birth_date"]}, {"NIK": NIK, "TTL": ""}, ("birth-date-missing",)),
        ({"require": ["consent"]}, {"Setuju": ""}, ("consent-missing",)),
        ({"require": ["consent"]}, {"Setuju": "entah"}, ("consent-unreadable",)),
        ({"require": ["name"]}, {"Nama": "Nan"}, ()),
        ({"require": ["name"]}, {"Nama": "nan"}, ("name-missing",)),
        ({"require": ["name"]}, {"Nama": "...."}, ("name-missing",)),
        ({"require": ["name"]}, {"Nama": float("nan")}, ("name-missing",)),
        ({"require": ["name"]}, {"Nama": 7}, ("name-missing",)),
        ({"most_decile": 4}, {"Desil": "3.0"}, ()),
        ({"most_decile": 4}, {"Desil": "Decile 4"}, ()),
        ({"most_decile": 9}, {"Desil": "D10"}, ("decile-above",)),
        ({"domicile": {"village": ["Mawar"]}}, {"Desa": "Kelurahan Mawar"}, ()),
        ({"domicile": {"village": ["Kel. Mawar"]}}, {"Desa": "mawar"}, ()),
        ({"domicile": {"village": ["Desa"]}}, {"Desa": "Desa"}, ()),
        ({"domicile": {"village": ["Desa Mawar"]}}, {"Desa": "Ds. Mawar"}, ()),
        ({"domicile": {"regency": ["Kabupaten Mawar"]}}, {"Kabupaten": "Kab. Mawar"}, ()),
        ({"excluded_jobs": ["PNS"]}, {"Pekerjaan": "P.N.S"}, ("job-excluded",)),
        ({"excluded_jobs": ["p.n.s."]}, {"Pekerjaan": "guru PNS"}, ("job-excluded",)),
        ({"most_decile": 4}, {"Desil": "4"}, ()),
        ({"most_decile": 4}, {"Desil": "Desil 04"}, ()),
        ({"most_decile": 4}, {"Desil": 5}, ("decile-above",)),
        ({"most_decile": 4}, {"Desil": 5.0}, ("decile-above",)),
        ({"most_decile": 4}, {"Desil": "11"}, ("decile-unreadable",)),
        ({"most_decile": 4}, {"Desil": "0"}, ("decile-unreadable",)),
        ({"most_decile": 4}, {"Desil": ""}, ("decile-missing",)),
        ({"domicile": {"village": ["Mawar"]}}, {"Desa": "DESA Mawar"}, ()),
        ({"domicile": {"village": ["Mawar"]}}, {"Desa": "Mawar Baru"}, ("domicile-outside",)),
        ({"domicile": {"district": ["Kota"]}}, {"Kecamatan": "Kec. Kota"}, ()),
        ({"domicile": {"regency": ["Mawar"]}}, {"Kabupaten": "Kab Mawar"}, ()),
        ({"domicile": {"regency": ["Mawar"]}}, {"Kabupaten": "Kota Mawar"}, ("domicile-outside",)),
        ({"domicile": {"village": ["Mawar"]}}, {"Desa": ""}, ("village-missing",)),
        ({"excluded_jobs": ["PNS"]}, {"Pekerjaan": "Guru (PNS)"}, ("job-excluded",)),
        ({"excluded_jobs": ["PNS"]}, {"Pekerjaan": "guru pns"}, ("job-excluded",)),
        ({"excluded_jobs": ["guru"]}, {"Pekerjaan": "Buruh Gurun"}, ()),
        ({"allowed_jobs": ["petani", "ojek"]}, {"Pekerjaan": "Tukang Ojek"}, ()),
        ({"allowed_jobs": ["petani"]}, {"Pekerjaan": "Dukun"}, ("job-not-listed",)),
        ({"allowed_jobs": ["guru"], "excluded_jobs": ["PNS"]}, {"Pekerjaan": "guru PNS"},
         ("job-excluded",)),
        ({"job_sectors": {"Ojek": jr.Sector.TRANSPORT}}, {"Pekerjaan": "ojek"}, ()),
        ({"job_sectors": {"Ojek": jr.Sector.TRANSPORT}}, {"Pekerjaan": "sopir"},
         ("sector-unknown",)),
        ({"least_income": jr.Rupiah(100)}, {"Gaji": "1"}, ("income-implausible",)),
        ({"least_income": jr.Rupiah(100)}, {"Penghasilan": "99"}, ("income-implausible",)),
        ({"least_income": jr.Rupiah(100)}, {"Penghasilan": "100"}, ()),
        ({"most_income": jr.Rupiah(100)}, {"Penghasilan": "100"}, ()),
        ({"most_income": jr.Rupiah(100)}, {"Penghasilan": "101"}, ("income-implausible",)),
    ],
)  # fmt: skip
def test_a_policy_is_data(
    policy: dict[str, Any], row: dict[str, Any], found: tuple[str, ...]
) -> None:
    """Each part of it, and what it lets pass."""
    asked = EligibilityPolicy(**{"require": [], **policy})

    assert found_in({"Alamat": "Jl. Mawar", **row}, policy=asked) == [found]


def test_a_policy_may_weigh_a_rule_otherwise() -> None:
    """An office that wants NIK and birth date to agree refuses where they do not."""
    row = {"NIK": NIK, "Tanggal Lahir": "16/05/1985", "Persetujuan": ""}
    strict = EligibilityPolicy(
        require=["nik"],
        severities={"nik-birth-date": Severity.ERROR, "consent-unclear": Severity.NOTE},
    )
    (found,) = checked(rosters.from_records([row]), policy=strict).rows

    assert (found.result, found.reason) == (RowResult.REFUSED, "nik-birth-date")
    assert [one.severity for one in found.findings] == [Severity.ERROR, Severity.NOTE]


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        ({"require": ["nick"]}, jr.UnknownNameError, "nick"),
        ({"require": "nik"}, jr.InvalidFactError, "list of texts"),
        ({"require": 7}, jr.InvalidFactError, "list of texts"),
        ({"require": [7]}, jr.InvalidFactError, "list of texts"),
        ({"allowed_jobs": [""]}, jr.InvalidFactError, "list of texts"),
        ({"domicile": {"island": ["x"]}}, jr.UnknownNameError, "island"),
        ({"domicile": ["x"]}, jr.InvalidFactError, "mapping"),
        ({"domicile": 7}, jr.InvalidFactError, "mapping"),
        ({"severities": {"nick": Severity.NOTE}}, jr.UnknownNameError, "nick"),
        ({"severities": {"nik-form": "note"}}, jr.InvalidFactError, "Severity"),
        ({"severities": {"row-width": Severity.NOTE}}, jr.InvalidFactError, "row-width"),
        ({"job_sectors": {"ojek": "transport"}}, jr.InvalidFactError, "Sector"),
        ({"least_age": -1}, jr.InvalidFactError, "least_age"),
        ({"most_age": 200}, jr.InvalidFactError, "most_age"),
        ({"most_age_at_end": True}, jr.InvalidFactError, "most_age_at_end"),
        ({"most_decile": 11}, jr.InvalidFactError, "most_decile"),
        ({"most_income": 100}, jr.InvalidFactError, "Rupiah"),
        ({"least_age": 65, "most_age": 18}, jr.InvalidFactError, "ages of 65"),
        ({"least_age": 65, "most_age_at_end": 18}, jr.InvalidFactError, "ages of 65"),
        ({"least_income": jr.Rupiah(2), "most_income": jr.Rupiah(1)}, jr.InvalidFactError, "Rp2"),
        ({"excluded_jobs": ["--"]}, jr.InvalidFactError, "without a letter"),
        ({"domicile": {"village": ["."]}}, jr.InvalidFactError, "without a letter"),
        ({"severities": {"duplicate": Severity.WARNING}}, jr.InvalidFactError, "duplicate"),
    ],
)
def test_a_policy_that_cannot_be_is_refused(
    wrong: dict[str, Any], error: type[Exception], says: str
) -> None:
    """By name, with what is known."""
    with pytest.raises(error, match=says):
        EligibilityPolicy(**wrong)


def test_a_policy_is_read_from_a_file(tmp_path: Path) -> None:
    """All of it; and every fault of a file is named at once."""
    path = tmp_path / "policy.toml"
    path.write_text(
        """
format = 1
require = ["nik", "name", "birth_date", "consent"]
[age]
least = 18
most = 64
most_at_end = 65
[decile]
most = 4
[domicile]
regency = ["Mawar"]
[work]
allowed = ["petani", "ojek"]
excluded = ["PNS"]
[work.sectors]
ojek = "TRANSPORT"
[income]
least = 100_000
most = 10_000_000
[severity]
nik-birth-date = "ERROR"
""",
        encoding="utf-8",
    )
    assert rosters.read_policy(path) == EligibilityPolicy(
        require=("nik", "name", "birth_date", "consent"),
        least_age=18,
        most_age=64,
        most_age_at_end=65,
        most_decile=4,
        domicile={"regency": ["Mawar"]},
        allowed_jobs=("petani", "ojek"),
        excluded_jobs=("pns",),
        job_sectors={"ojek": jr.Sector.TRANSPORT},
        least_income=jr.Rupiah(100_000),
        most_income=jr.Rupiah(10_000_000),
        severities={"nik-birth-date": Severity.ERROR},
    )
    path.write_text(
        'format = 2\nages = 1\n[age]\nleast = "18"\n[decile]\nmost = 99\n[domicile]\n'
        'island = ["x"]\n[work.sectors]\nojek = "road"\n[severity]\nnik-lost = "ERROR"\n',
        encoding="utf-8",
    )
    with pytest.raises(jr.RulesFileError) as caught:
        rosters.read_policy(path)
    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "format",
        "age.least",
        "work.sectors.ojek",
        "ages",
        "decile.most",
        "domicile",
        "severity",
    ]
    path.write_text("format = 1\n[age]\nleast = 65\nmost = 18\n", encoding="utf-8")
    with pytest.raises(jr.InvalidFactError, match="ages of 65"):
        rosters.read_policy(path)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"policy": None}, "policy"),
        ({"period": "2026-11"}, "period"),
        ({"rules": None}, "rules"),
        ({"rosters": []}, "No list"),
        ({"rosters": [1]}, "rosters"),
        ({"sponsored": 7}, "sponsored"),
        ({"sponsored": ["Melati"]}, "sponsored"),
        ({"regions": None}, "regions"),
        ({"regions": "99"}, "regions"),
        ({"regions": [9901]}, "regions"),
        ({"regions": ["990"]}, "regions"),
    ],
)
def test_what_is_no_list_or_policy_is_refused(
    wrong: dict[str, Any], says: str, rules: jr.Rulebook
) -> None:
    """Before a row is read."""
    given_: dict[str, Any] = {
        "rosters": [rosters.from_records([{"NIK": NIK}])],
        "policy": NOTHING,
        "period": PERIOD,
        "rules": rules,
        **wrong,
    }
    with pytest.raises(jr.JamsostekRentanError, match=says):
        rosters.check(given_.pop("rosters"), **given_)


def test_a_list_without_what_the_policy_asks_is_refused_whole() -> None:
    """All that is lacking at once, in people's words."""
    policy = EligibilityPolicy(require=["nik", "name", "consent"], most_decile=4)

    with pytest.raises(jr.RosterFileError, match="name, welfare decile, consent") as caught:
        checked(rosters.from_records([{"NIK": NIK}]), policy=policy)
    assert "nama, desil kesejahteraan, persetujuan" in caught.value.message("id")


def test_a_worker_is_what_its_row_says() -> None:
    """The lowest band, unless the income is the one reported; facts for planning."""
    record = {
        "ID Pekerja": "w-17", "NIK": NIK, "Tanggal Lahir": "15/05/1985", "Sektor": "transportasi",
        "Penghasilan": "1,5 juta", "Desa": "Mawar", "Kecamatan": "", "Pekerjaan": "Ojek",
        "Desil": 2,
    }  # fmt: skip
    row = checked(rosters.from_records([record])).rows[0]

    worker = row.worker()
    assert (worker.id, worker.sector, worker.birth_date) == (
        "w-17",
        jr.Sector.TRANSPORT,
        date(1985, 5, 15),
    )
    assert worker.declared_income == jr.LOWEST_BAND
    assert row.worker(enrol_by_income=True).declared_income == jr.Rupiah(1_500_000)
    assert dict(worker.facts) == {"village": "Mawar", "job": "Ojek", "decile": 2}
    unnamed = checked(
        rosters.from_records([{"NIK": NIK, "Desa": "Mawar"}, {"NIK": "x", "Desa": ""}])
    )
    assert [one.id for one in unnamed.rows] == [NIK, "records:2"]


def test_findings_are_records_tables_and_frames() -> None:
    """With the village they belong to, in either language."""
    found = checked(
        rosters.from_records(
            [
                {"ID Pekerja": "w-1", "NIK": "9,90102E+15", "Desa": "Mawar"},
                {"ID Pekerja": "w-2", "NIK": NIK, "Desa": "Mawar"},
                {"ID Pekerja": "w-3", "NIK": "", "Desa": ""},
            ],
            name="list.csv",
        )
    )
    first, last = printable(found.findings(), "id")
    assert first["Berkas"] == "list.csv"
    assert (first["Baris asal"], first["Pekerja"], first["Kode"]) == ("1", "w-1", "nik-rounded")
    assert (first["Terbaca"], first["Tingkat"], first["Isian"]) == (
        "9,9****E+**",
        "kesalahan",
        "NIK",
    )
    assert (last["Terbaca"], last["Desa/kelurahan"]) == ("", "")
    villages = printable(found.tally.by_village(), "en")
    assert [(one["Village"], one["Rows"], one["Refused"]) for one in villages] == [
        ("Mawar", "2", "1"),
        ("", "1", "1"),
    ]
    rules = printable(found.tally.by_rule(), "id")
    assert [(one["Kode"], one["Baris"], one["Ditolak karenanya"]) for one in rules] == [
        ("nik-missing", "1", "1"),
        ("nik-rounded", "1", "1"),
    ]
    for backend, take in (
        ("pandas", lambda frame: frame.to_dict("records")),
        ("polars", lambda frame: frame.to_dicts()),
        ("pyarrow", lambda frame: frame.to_pylist()),
    ):
        frame = rosters.to_frame(
            found.findings(), kind=rosters.FindingRecord, backend=backend, lang="en"
        )
        (one, other) = take(frame)
        assert (one["row"], one["rule"], one["severity"]) == (1, "nik-rounded", "error")
        assert other["todo"].startswith("Fill it in")
        empty = rosters.to_frame([], kind=rosters.RuleRecord, backend=backend, lang="en")
        assert (list(take(empty)), len(empty)) == ([], 0)
        assert "refused_for_it" in (getattr(empty, "column_names", None) or list(empty.columns))


def test_a_frame_that_cannot_be_made_is_refused() -> None:
    """Records of another kind, an unknown library, one that is not installed."""
    records = [rosters.RuleRecord(rule="nik-form", rows=1, refused_for_it=1)]
    with pytest.raises(jr.InvalidFactError, match="RuleRecord"):
        rosters.to_frame(records, kind=rosters.VillageRecord, backend="polars", lang="en")
    for kind in (rosters.CheckedRow, int, "RuleRecord"):
        with pytest.raises(jr.InvalidFactError, match="whole NIK"):
            rosters.to_frame([], kind=kind, backend="polars", lang="en")  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="backend"):
        rosters.to_frame(records, kind=rosters.RuleRecord, backend=None, lang="en")  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="records"):
        rosters.to_frame(records[0], kind=rosters.RuleRecord, backend="polars", lang="en")  # type: ignore[arg-type]
    with pytest.raises(jr.UnknownNameError, match="excel"):
        rosters.to_frame(records, kind=rosters.RuleRecord, backend="excel", lang="en")
    with pytest.raises(jr.UnknownNameError, match="jv"):
        rosters.to_frame(records, kind=rosters.RuleRecord, backend="polars", lang="jv")  # type: ignore[arg-type]
    with pytest.raises(jr.MissingExtraError, match="modin"):
        rosters.to_frame(records, kind=rosters.RuleRecord, backend="modin", lang="en")


@given(st.lists(st.integers(0, 50), max_size=80))
def test_the_index_of_niks_is_a_dict(numbers: list[int]) -> None:
    """Whatever is claimed in whatever order, however it grows."""
    seen, model = SeenNumbers(), dict[int, int]()
    for row, number in enumerate(numbers):
        nik = 9901010101010000 + number * 7_919
        before = seen.claim(nik, roster=3, row=row, job=number)
        if nik in model:
            assert before is not None
            assert (before.roster, before.row, before.job) == (3, model[nik], number)
            seen.correct(nik, roster=3, row=row, usable=False, job=number)
            model[nik] = row
        else:
            assert before is None
            model[nik] = row
        assert nik in seen
    assert len(seen) == len(model)
    assert 1 not in seen


@pytest.mark.parametrize("heading", ["Nama", "ID Pekerja"])
def test_the_index_takes_at_most_a_hundred_bytes_a_row(heading: str) -> None:
    """Of NIKs, and of identifiers too; and the checking of rows nothing more, however many."""

    def peak(rows: int) -> int:
        lines = (f"{9901010101010000 + at};w-{at}\n" for at in range(1, rows + 1))
        path.write_text(f"NIK;{heading}\n" + "".join(lines), encoding="utf-8")
        tracemalloc.start()
        counted = rosters.Tally()
        for row in rosters.checked_rows(
            rosters.read(path), policy=NOTHING, period=PERIOD, rules=jr.law.bpu()
        ):
            counted.add(row)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert counted.read == rows
        return most

    from tempfile import TemporaryDirectory  # noqa: PLC0415 - here alone

    with TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        short, long = peak(2_000), peak(32_000)
    assert (long - short) / 30_000 <= 100


def test_rows_are_checked_as_they_come() -> None:
    """Whoever wants the first row alone need not wait for the last."""
    roster = rosters.from_records([{"NIK": NIK}, {"NIK": OTHER}])
    rows = rosters.checked_rows(roster, policy=NOTHING, period=PERIOD, rules=jr.law.bpu())

    assert [row.number for row in islice(rows, 1)] == [1]


@pytest.mark.parametrize("field", ["nik", "birth_date", "family_card"])
def test_the_code_of_a_missing_field_is_its_name(field: str) -> None:
    """In the writing of codes."""
    assert missing(field) == f"{field.replace('_', '-')}-missing"
    assert missing(field) in RULES
