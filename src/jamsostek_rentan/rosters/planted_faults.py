"""What can be wrong with a row of a made-up list: one way of writing each fault."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


__all__ = ["DAMAGE", "Record", "identity_of"]

Record = dict[str, str]
"""The cells of a row by their headings."""

Damage = Callable[[Record, date], Record]
"""The cells that a fault changes, of a row and the first day of cover."""

_YEAR = 366
_WOMEN = 40


def identity_of(born: date, sex: str, *, region: str, serial: str) -> Record:
    """A NIK and a birth date that agree."""
    day = born.day + (_WOMEN if sex == "P" else 0)
    return {
        "NIK": f"{region}{day:02}{born.month:02}{born.year % 100:02}{serial}",
        "Tanggal Lahir": f"{born:%d/%m/%Y}",
    }


def _cell(heading: str, written: str) -> Damage:
    return lambda _row, _first: {heading: written}


def _nik(change: Callable[[str], str]) -> Damage:
    return lambda row, _first: {"NIK": change(row["NIK"])}


def _aged(years: int) -> Damage:
    return lambda row, first: identity_of(
        first - timedelta(days=years * _YEAR),
        row["Jenis Kelamin"],
        region=row["NIK"][:6],
        serial=row["NIK"][-4:],
    )


def _with_another_year(nik: str) -> str:
    return f"{nik[:10]}{(int(nik[10:12]) + 4) % 100:02}{nik[12:]}"


DAMAGE: dict[str, Damage] = {
    "nik-missing": _cell("NIK", ""),
    "name-missing": _cell("Nama", "-"),
    "birth-date-missing": _cell("Tanggal Lahir", ""),
    "consent-missing": _cell("Persetujuan", ""),
    "nik-form": _nik(lambda nik: f"{nik[:-1]}O"),
    "nik-digit-lost": _nik(lambda nik: nik[1:]),
    "nik-rounded": _nik(lambda nik: f"{nik[0]},{nik[1:6]}E+15"),
    "nik-date": _nik(lambda nik: f"{nik[:6]}3502{nik[10:]}"),
    "nik-serial": _nik(lambda nik: f"{nik[:12]}0000"),
    "nik-repaired": _nik(lambda nik: f"'{nik}"),
    "nik-birth-date": _nik(_with_another_year),
    "nik-sex": lambda row, _first: {"Jenis Kelamin": "LP"[row["Jenis Kelamin"] == "L"]},
    "birth-date-unreadable": _cell("Tanggal Lahir", "lupa"),
    "birth-date-impossible": _cell("Tanggal Lahir", "31/02/1985"),
    "sex-unreadable": _cell("Jenis Kelamin", "?"),
    "sector-unknown": _cell("Sektor", "campuran"),
    "income-unreadable": _cell("Penghasilan", "tidak tentu"),
    "income-implausible": _cell("Penghasilan", "Rp150.000.000"),
    "decile-unreadable": _cell("Desil", "miskin"),
    "decile-above": _cell("Desil", "7"),
    "consent-refused": _cell("Persetujuan", "tidak"),
    "age-under": _aged(15),
    "age-limit": _aged(70),
    "domicile-outside": _cell("Desa", "Anggrek"),
    "job-excluded": _cell("Pekerjaan", "PNS Guru"),
}
"""How a fault is written into a row, by the code of its rule."""
