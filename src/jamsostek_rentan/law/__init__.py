"""The dated, cited and pluggable rules of the contribution."""

from jamsostek_rentan.law.loading import bpu, read_rates, read_rulebook


__all__ = ["bpu", "read_rates", "read_rulebook"]
