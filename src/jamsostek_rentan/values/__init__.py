"""Exact values that know no law: money, months, proration, explanations, findings, texts."""
