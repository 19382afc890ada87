"""The dated, cited and pluggable rules of the contribution."""

from jamsostek_rentan.law.checks import check_rates
from jamsostek_rentan.law.loading import bpu, read_rates, read_rulebook
from jamsostek_rentan.law.schema import rules_schema


__all__ = ["bpu", "check_rates", "read_rates", "read_rulebook", "rules_schema"]
