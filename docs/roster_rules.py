"""The page *Codes of a list check*: every rule by its code, every heading, every refusal."""

from __future__ import annotations

from law_markdown import plain, prose, table

from jamsostek_rentan.planning.eligibility.fields import fields
from jamsostek_rentan.planning.eligibility.rules import RULES, RosterRule, missing
from jamsostek_rentan.values.texts import Bilingual, catalogue


__all__ = ["codes_page"]

_REFUSAL = "roster-file."
_ADVICE = ".todo"


def codes_page() -> str:
    """The page as MyST Markdown."""
    return "\n\n".join(
        [
            "# Codes of a list check",
            prose(
                "What can be found in a row of a list of names (*kode catatan verifikasi*), "
                "what it usually weighs, and what to do.",
                "An **error** (*kesalahan*) refuses the row; a **warning** (*peringatan*) or a "
                "**note** (*catatan*) lets it in.",
                "The first error of a row, in the order of this table, is the reason of its "
                "refusal.",
                "What stands in braces is filled in.",
                "A program writes this page from the rules themselves.",
            ),
            "## Rows",
            table(
                ["Code", "Weight", "In English", "Dalam bahasa Indonesia"],
                [_row(rule) for rule in RULES.values() if rule not in _empty()[1:]],
            ),
            prose(
                "In place of *field* stands one of "
                f"{', '.join(f'`{rule.code}`' for rule in _empty())}.",
            ),
            prose(
                "An [eligibility policy](policy-file.md) may weigh a rule otherwise, but for "
                "`row-width`, and `nik-region` can be no error.",
            ),
            "## Files",
            prose(
                "A file that cannot be read as a list is refused whole, by a "
                "{py:class}`~jamsostek_rentan.RosterFileError` with one of these as its `rule`.",
            ),
            table(
                ["Rule", "In English", "Dalam bahasa Indonesia"],
                [
                    [f"`{key.removeprefix(_REFUSAL)}`", *_words(text, catalogue()[key + _ADVICE])]
                    for key, text in catalogue().items()
                    if key.startswith(_REFUSAL) and not key.endswith(_ADVICE)
                ],
            ),
            "(known-headings)=\n## Headings that are known",
            prose(
                "What the library calls a field is a heading that is known: a list headed "
                f"*{', '.join(field.label.id for field in fields().values())}* needs no mapping, "
                "and may leave out whatever the policy does not ask.",
                "Small and capital letters, points, blanks, and what stands in brackets make no "
                "difference; any other heading is named by [a file of columns](policy-file.md).",
            ),
            table(
                ["Field", "In English", "Dalam bahasa Indonesia", "Headings"],
                [
                    [
                        f"`{field.name}`",
                        field.label.en,
                        field.label.id,
                        ", ".join(sorted(field.headers)),
                    ]
                    for field in fields().values()
                ],
            ),
        ]
    )


def _empty() -> list[RosterRule]:
    """The rules about empty fields, which say the same and share a row."""
    return [RULES[missing(name)] for name in fields()]


def _row(rule: RosterRule) -> list[str]:
    weight = f"{rule.severity.label.en} (*{rule.severity.label.id}*)"
    code = "*field*`-missing`" if rule in _empty() else f"`{rule.code}`"
    return [code, weight, *_words(rule.problem, rule.todo)]


def _words(problem: Bilingual, todo: Bilingual) -> list[str]:
    return [plain(f"{problem.en} {todo.en}"), plain(f"{problem.id} {todo.id}")]
