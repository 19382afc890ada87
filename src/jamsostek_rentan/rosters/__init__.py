"""Lists of names (*daftar nominatif*): read whatever arrives, and give every row its reason."""

from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy, read_policy
from jamsostek_rentan.planning.eligibility.rules import RosterRule
from jamsostek_rentan.rosters.checked_rows import CheckedRow, FindingRecord, RowResult
from jamsostek_rentan.rosters.checking import check, checked_rows
from jamsostek_rentan.rosters.columns import Columns, read_columns
from jamsostek_rentan.rosters.fingerprints import Fingerprints, fingerprint
from jamsostek_rentan.rosters.limits import Limits
from jamsostek_rentan.rosters.made_up import MadeUpList, made_up_list
from jamsostek_rentan.rosters.nik import Nik, Sex
from jamsostek_rentan.rosters.reading import from_frame, from_records, read
from jamsostek_rentan.rosters.result_frames import to_frame
from jamsostek_rentan.rosters.results import CheckedRoster, RuleRecord, Tally, VillageRecord
from jamsostek_rentan.rosters.roster import Roster


__all__ = [
    "CheckedRoster",
    "CheckedRow",
    "Columns",
    "EligibilityPolicy",
    "FindingRecord",
    "Fingerprints",
    "Limits",
    "MadeUpList",
    "Nik",
    "Roster",
    "RosterRule",
    "RowResult",
    "RuleRecord",
    "Sex",
    "Tally",
    "VillageRecord",
    "check",
    "checked_rows",
    "fingerprint",
    "from_frame",
    "from_records",
    "made_up_list",
    "read",
    "read_columns",
    "read_policy",
    "to_frame",
]
