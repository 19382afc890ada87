"""The names the law uses: programmes, sectors, sources of funds, and the lowest income band."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from jamsostek_rentan.values.texts import Bilingual, Labelled


__all__ = ["BASIC_COVER", "LOWEST_BAND", "FundingSource", "IncomeBand", "Program", "Sector"]


class Program(Labelled):
    """A programme of BPJS Ketenagakerjaan that is open to those who earn no wage (BPU).

    >>> Program.JKM.title.id
    'Jaminan Kematian'
    """

    JKK = Bilingual("work accident protection", "Jaminan Kecelakaan Kerja")
    JKM = Bilingual("death protection", "Jaminan Kematian")
    JHT = Bilingual("old-age savings", "Jaminan Hari Tua")

    @property
    def label(self) -> Bilingual:
        """The official abbreviation, never translated."""
        return Bilingual(self.name, self.name)

    @property
    def title(self) -> Bilingual:
        """What the abbreviation stands for."""
        return super().label


BASIC_COVER: Final = (Program.JKK, Program.JKM)
"""The two programmes that every BPU must have (*dua program wajib*)."""


class Sector(Labelled):
    """The sector of the registered job, as PP 50/2025 tells them apart.

    >>> Sector.TRANSPORT.label.id
    'transportasi'
    """

    OTHER = Bilingual("other than transport", "selain transportasi")
    """Everyone who does not drive or deliver for a living."""
    TRANSPORT = Bilingual("transport", "transportasi")
    """Drivers, motorcycle taxis, couriers, on a digital platform or not."""


class _Source(NamedTuple):
    label: Bilingual
    group_code: str | None = None


class FundingSource(Labelled):
    """Whose money pays a contribution (*sumber dana iuran*).

    >>> FundingSource.APBD.indonesian_name, FundingSource.APBD.group_code
    ('APBD', 'SG')
    """

    SELF = _Source(Bilingual("the participant", "peserta sendiri (mandiri)"))
    """The participant."""
    CSR = _Source(Bilingual("company CSR", "CSR/TJSL perusahaan"), "SC")
    """A company's social responsibility budget (CSR/TJSL)."""
    EMPLOYEE_DONATION = _Source(Bilingual("employees' donations", "donasi karyawan"))
    """Donations of employees, civil servants among them."""
    GN_LINGKARAN = _Source(Bilingual("GN Lingkaran donors", "donatur GN Lingkaran"))
    """*Gerakan Nasional Peduli Perlindungan Pekerja Rentan*."""
    SERTAKAN = _Source(Bilingual("SERTAKAN donors", "donatur SERTAKAN"))
    """*Sejahterakan Pekerja Sekitar Anda*: a person pays for a worker nearby."""
    ZAKAT = _Source(Bilingual("zakat", "zakat"))
    """Zakat, for example through BAZNAS."""
    OTHER_PRIVATE = _Source(Bilingual("other private funds", "dana swasta lainnya"))
    """Any other private giver."""
    APBN = _Source(Bilingual("the state budget (APBN)", "APBN"), "SG")
    """The budget of the state."""
    APBD = _Source(Bilingual("a regional budget (APBD)", "APBD"), "SG")
    """The budget of a province, regency or city; a village group paid through it too."""
    APBDES = _Source(Bilingual("a village budget (APBDes)", "APBDes"), "SD")
    """The budget of a village."""
    DBH_SAWIT = _Source(Bilingual("palm-oil revenue share (DBH Sawit)", "DBH Sawit"))
    """The palm-oil revenue share of a region."""
    DBHCHT = _Source(Bilingual("tobacco excise revenue share (DBHCHT)", "DBHCHT"))
    """The tobacco-excise revenue share of a region."""

    @property
    def label(self) -> Bilingual:
        """What people call it."""
        return self.value.label

    @property
    def indonesian_name(self) -> str:
        """The Indonesian name."""
        return self.value.label.id

    @property
    def group_code(self) -> str | None:
        """The code under which the agency records the sponsored group, where there is one."""
        return self.value.group_code


class IncomeBand(Labelled):
    """A band of income named without an amount."""

    LOWEST = Bilingual("the lowest band", "lapisan penghasilan terendah")


LOWEST_BAND: Final[Literal[IncomeBand.LOWEST]] = IncomeBand.LOWEST
"""The lowest income band, at which vulnerable workers are enrolled."""
