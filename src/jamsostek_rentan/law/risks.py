"""What the programmes insure against, and what they pay for it: the words, without the law."""

from __future__ import annotations

from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.values.texts import Bilingual, Labelled


__all__ = ["BenefitKind", "RiskEvent"]


class RiskEvent(Labelled):
    """What may happen to a participant (*risiko*), as the programmes tell it apart.

    >>> RiskEvent.WORK_DEATH.program, RiskEvent.DEATH.program
    (Program.JKK, Program.JKM)
    """

    DEATH = Bilingual("death not caused by work", "meninggal dunia bukan akibat kecelakaan kerja")
    """JKM pays; JKK does not."""
    WORK_DEATH = Bilingual("death by a work accident", "meninggal dunia akibat kecelakaan kerja")
    """JKK pays, in place of JKM."""
    TOTAL_DISABILITY = Bilingual(
        "total permanent disability by a work accident",
        "cacat total tetap akibat kecelakaan kerja",
    )
    PARTIAL_DISABILITY = Bilingual(
        "partial permanent disability by a work accident",
        "cacat sebagian tetap akibat kecelakaan kerja",
    )
    WORK_ACCIDENT = Bilingual(
        "work accident, its treatment and recovery", "kecelakaan kerja, perawatan dan pemulihannya"
    )
    """Whatever else follows; an occupational disease (*penyakit akibat kerja*) is one."""

    @property
    def program(self) -> Program:
        """The programme that pays."""
        return Program.JKM if self is RiskEvent.DEATH else Program.JKK


class BenefitKind(Labelled):
    """A kind of benefit (*manfaat*; paid out: *santunan*).

    >>> BenefitKind.TEMPORARY_INCAPACITY.label.id
    'santunan sementara tidak mampu bekerja (STMB)'
    """

    DEATH_GRANT = Bilingual("death grant", "santunan kematian")
    PERIODIC_GRANT = Bilingual(
        "periodic grant, paid at once", "santunan berkala, dibayar sekaligus"
    )
    FUNERAL = Bilingual("funeral costs", "biaya pemakaman")
    TOTAL_DISABILITY = Bilingual(
        "grant for total permanent disability", "santunan cacat total tetap"
    )
    PARTIAL_DISABILITY = Bilingual(
        "grant for partial permanent disability", "santunan cacat sebagian tetap"
    )
    TEMPORARY_INCAPACITY = Bilingual(
        "allowance while unable to work", "santunan sementara tidak mampu bekerja (STMB)"
    )
    MEDICAL_CARE = Bilingual("medical care", "perawatan dan pengobatan")
    TRANSPORT_LAND = Bilingual(
        "transport by land, river or lake", "pengangkutan darat, sungai, atau danau"
    )
    TRANSPORT_SEA = Bilingual("transport by sea", "pengangkutan laut")
    TRANSPORT_AIR = Bilingual("transport by air", "pengangkutan udara")
    HOMECARE = Bilingual("care at home", "perawatan di rumah (homecare)")
    PROSTHESIS = Bilingual("prosthesis or orthosis", "alat orthese atau prothese")
    DENTURES = Bilingual("dentures", "gigi tiruan")
    HEARING_AID = Bilingual("hearing aid", "alat bantu dengar")
    GLASSES = Bilingual("glasses", "kacamata")
    SCHOLARSHIP = Bilingual("scholarship of the children", "beasiswa pendidikan anak")
