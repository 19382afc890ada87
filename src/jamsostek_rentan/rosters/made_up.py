"""Made-up lists with planted faults in known numbers, for tests, examples and trials of one's own.

Nobody in them is real: their region was never one, and their names are numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.records import refuse_unless
from jamsostek_rentan.errors import InvalidFactError, UnknownNameError
from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
from jamsostek_rentan.rosters.planted_faults import DAMAGE, Record, identity_of
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


__all__ = ["PLANTABLE", "MadeUpList", "made_up_list"]

_COPIES = {"duplicate": ("duplicate",), "second-job": ("duplicate", "second-job")}
PLANTABLE: tuple[str, ...] = (*DAMAGE, *_COPIES)
"""The rules that can be broken on purpose; whoever has a second job is a duplicate as well."""

_YOUNGEST, _OLDEST = timedelta(days=20 * 366), timedelta(days=60 * 365)
_JOBS = {
    "Petani": "lainnya",
    "Nelayan": "lainnya",
    "Marbut": "lainnya",
    "Ojek": "transportasi",
}
_VILLAGES = ("Mawar", "Melati", "Kenanga", "Cempaka")
_INCOMES = ("Rp1.500.000", "900000", "1,2 juta")
_DECILE = 4
_PROVINCE = "99"  # which never was one
_SERIALS = 9_999


def _policy() -> EligibilityPolicy:
    return EligibilityPolicy(
        require=("nik", "name", "birth_date", "consent"),
        least_age=18,
        most_decile=_DECILE,
        domicile={"village": _VILLAGES},
        excluded_jobs=("PNS", "TNI", "Polri"),
        least_income=Rupiah(100_000),
        most_income=Rupiah(10_000_000),
    )


@attrs.frozen(kw_only=True)
class MadeUpList:
    """A made-up list of names, and what is wrong with it.

    Args:
        records: The rows, cells by heading.
        planted: The number of each row with a fault, from 1, and the rules that are found there.
        policy: The policy by which these are found and nothing else.

    >>> from jamsostek_rentan import ContributionPeriod
    >>> made_up = made_up_list(3, period=ContributionPeriod.parse("2026-11/2026-12"), seed=1)
    >>> made_up.csv().splitlines()[0]
    'No;NIK;Nama;Tanggal Lahir;Jenis Kelamin;Desa;Pekerjaan;Sektor;Penghasilan;Desil;Persetujuan'
    """

    records: tuple[Mapping[str, str], ...] = attrs.field(repr=lambda rows: f"<{len(rows)}>")
    planted: tuple[tuple[int, tuple[str, ...]], ...]
    policy: EligibilityPolicy

    def csv(self, *, separator: str = ";") -> str:
        """The list as the text of a CSV file; in it the first row of the list is row 2."""
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, self.records[0], delimiter=separator)
        writer.writeheader()
        writer.writerows(self.records)
        return text.getvalue()


def made_up_list(
    rows: int, *, period: ContributionPeriod, seed: int, faults: Mapping[str, int] | None = None
) -> MadeUpList:
    """A list of workers who do not exist, with faults in the numbers that are asked.

    Args:
        rows: How many rows, at least one more than faults; the first one is sound.
        period: The months of cover, for the ages; no longer than a few years, and from 2022 on,
            when the law had an age limit.
        seed: Another number makes another list, the same one the same.
        faults: How many rows with each fault, by its code; those of ``made_up.PLANTABLE``.

    Raises:
        UnknownNameError: For a fault that cannot be planted.
        InvalidFactError: For more faults than rows to plant them in.

    >>> from jamsostek_rentan import ContributionPeriod, law, rosters
    >>> period = ContributionPeriod.parse("2026-11/2026-12")
    >>> made_up = made_up_list(50, period=period, seed=1, faults={"nik-form": 3, "duplicate": 2})
    >>> roster = rosters.from_records(made_up.records)
    >>> found = rosters.check(roster, policy=made_up.policy, period=period, rules=law.bpu())
    >>> len(found.accepted), {one.rule: one.rows for one in found.tally.by_rule()}
    (45, {'nik-form': 3, 'duplicate': 2})
    """
    refuse_unless(seed, int, "seed")
    refuse_unless(period, ContributionPeriod, "period")
    wanted = [fault for fault, number in (faults or {}).items() for _ in range(number)]
    _check(wanted, rows)
    random = Random(seed)  # noqa: S311 - made-up lists guard no secret
    first = period.first.first_day
    records = list(_sound(rows, random, first))
    chosen = dict(sorted(zip(random.sample(range(1, rows), len(wanted)), wanted, strict=True)))
    for at, fault in chosen.items():
        if fault in DAMAGE:
            records[at] |= DAMAGE[fault](records[at], first)
        else:
            earlier = random.randrange(at)
            while earlier in chosen:
                earlier = random.randrange(at)
            records[at] |= _of_the_same(records[earlier], other_job=fault == "second-job")
    return MadeUpList(
        records=tuple(records),
        planted=tuple((at + 1, _COPIES.get(fault, (fault,))) for at, fault in chosen.items()),
        policy=_policy(),
    )


def _check(wanted: Sequence[str], rows: int) -> None:
    for fault in wanted:
        if fault not in PLANTABLE:
            raise UnknownNameError(
                f"The fault {fault!r} was to be planted.",
                f"Known are {', '.join(PLANTABLE)}.",
                "Choose among them.",
            )
    if len(wanted) >= rows:
        raise InvalidFactError(
            f"{len(wanted)} faults were to be planted in {rows} rows.",
            "Each takes a row of its own, and the first row is sound.",
            "Ask for more rows.",
        )


def _sound(rows: int, random: Random, first: date) -> Iterator[Record]:
    """Workers of whom everything is known and agrees."""
    for at in range(rows):
        born = first - timedelta(days=random.randint(_YOUNGEST.days, _OLDEST.days))
        sex = random.choice("LP")
        region, serial = divmod(at, _SERIALS)
        identity = identity_of(
            born, sex, region=f"{_PROVINCE}{region:04}", serial=f"{serial + 1:04}"
        )
        job = random.choice(tuple(_JOBS))
        yield {
            "No": str(at + 1),
            "NIK": identity["NIK"],
            "Nama": f"Pekerja {at + 1}",
            "Tanggal Lahir": _written(born, random),
            "Jenis Kelamin": sex,
            "Desa": random.choice(_VILLAGES),
            "Pekerjaan": job,
            "Sektor": _JOBS[job],
            "Penghasilan": random.choice(_INCOMES),
            "Desil": str(random.randint(1, _DECILE)),
            "Persetujuan": "ya",
        }


def _written(born: date, random: Random) -> str:
    """A day in one of the ways in which Indonesians write it."""
    return random.choice((f"{born:%d/%m/%Y}", f"{born:%d-%m-%Y}", show(born, "id")))


def _of_the_same(worker: Record, *, other_job: bool) -> Record:
    """What is the same in two rows of one worker."""
    jobs = [job for job in _JOBS if (job != worker["Pekerjaan"]) is other_job]
    same = ("NIK", "Nama", "Tanggal Lahir", "Jenis Kelamin")
    return {**{name: worker[name] for name in same}, "Pekerjaan": jobs[0], "Sektor": _JOBS[jobs[0]]}
