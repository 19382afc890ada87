"""Workers and sponsors are values that show no personal data."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import FundingSource, Rupiah, Sponsor, Worker


def test_a_worker_needs_an_id_and_nothing_else() -> None:
    """What is not said is not known; the income is the lowest band."""
    worker = Worker("w-001")

    assert (worker.sector, worker.birth_date, worker.member_since) == (None, None, None)
    assert worker.declared_income is jr.LOWEST_BAND
    assert worker.label == "w-001"


def test_a_worker_is_a_value() -> None:
    """It compares, hashes and pickles; planning facts may come in any order."""
    worker = Worker("w-001", facts={"village": "Mawar", "decile": 1})

    assert worker == Worker("w-001", facts={"decile": 1, "village": "Mawar"})
    assert dict(worker.facts) == {"decile": 1, "village": "Mawar"}
    assert Worker("w-001", facts=worker.facts) == worker
    assert pickle.loads(pickle.dumps(worker)) == worker
    assert len({worker, Worker("w-001")}) == 2


def test_what_is_personal_is_not_shown() -> None:
    """No serial of a NIK, no birth date, no planning fact."""
    worker = Worker("6474015505850001", birth_date=date(1985, 5, 15), facts={"mother": "Rekaan"})
    giver = Sponsor("6474015505850001", name="", funding=FundingSource.SERTAKAN)

    assert repr(worker).startswith("Worker(id='64**************'")
    for damaged in (" 6474015505850001", "'6474015505850001", "6474015505850001.0"):
        assert "0001" not in repr(Worker(damaged))
    with pytest.raises(jr.InvalidFactError) as caught:
        Worker(6474015505850001)  # type: ignore[arg-type]
    assert "0001" not in str(caught.value)
    assert "0001" not in repr(worker) + repr(giver) + worker.label + giver.label
    assert "1985" not in repr(worker)
    assert "Rekaan" not in repr(worker)


@pytest.mark.parametrize("identifier", ["", "  ", 6474015505850001, 6.474e15, None])
def test_an_id_is_a_text(identifier: object) -> None:
    """A NIK read as a number has lost its zeros."""
    with pytest.raises(jr.InvalidFactError, match="a NIK is text too"):
        Worker(identifier)  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="id of a Sponsor"):
        Sponsor(identifier, name="x", funding=FundingSource.CSR)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts",
    [
        {"declared_income": Rupiah(-1)},
        {"declared_income": 1_000_000},
        {"sector": "OTHER"},
        {"member_since": "2020-01"},
    ],
)
def test_a_worker_with_an_impossible_fact_is_refused(facts: dict[str, object]) -> None:
    """Before it reaches any list."""
    with pytest.raises(jr.InvalidFactError):
        Worker("w-1", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts", [{"birth_date": "1985-05-15"}, {"facts": "ab"}, {"facts": {"a": [1]}}, {"facts": 5}]
)
def test_other_facts_of_a_worker_are_checked_too(facts: dict[str, object]) -> None:
    """A day is a day, and planning facts can be hashed."""
    with pytest.raises(jr.InvalidFactError, match="was given as"):
        Worker("w-1", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("funding", [FundingSource.SELF, "CSR", None])
def test_a_sponsor_pays_for_others(funding: object) -> None:
    """From a source of funds that is not the participant."""
    with pytest.raises(jr.InvalidFactError, match="other than SELF"):
        Sponsor("s", name="S", funding=funding)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("funding", "indonesian", "code"),
    [
        (FundingSource.CSR, "CSR/TJSL perusahaan", "SC"),
        (FundingSource.APBD, "APBD", "SG"),
        (FundingSource.APBDES, "APBDes", "SD"),
        (FundingSource.SELF, "peserta sendiri (mandiri)", None),
    ],
)
def test_a_source_of_funds_knows_its_name_and_group_code(
    funding: FundingSource, indonesian: str, code: str | None
) -> None:
    """The code is the agency's, where there is one."""
    assert (funding.indonesian_name, funding.group_code) == (indonesian, code)


def test_every_name_has_an_official_term() -> None:
    """Programmes stand for something, and no two sources of funds are called alike."""
    assert jr.Program.JKK.title.id == "Jaminan Kecelakaan Kerja"
    assert len({source.label for source in FundingSource}) == len(FundingSource) == 12
    assert jr.LOWEST_BAND.label.en == "the lowest band"
    assert jr.Evidence.QUOTED.label.id == "dikutip kata demi kata oleh pihak lain"
