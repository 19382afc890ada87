"""The diagram of how cover begins and ends, drawn from the table that decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.cover.status import TRANSITIONS, CoverageStatus, Happening
from jamsostek_rentan.reports.drawing import WIDTH, svg, words
from jamsostek_rentan.values.texts import check_language, text


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.values.texts import Language


__all__ = ["draw_transitions"]

# Half the width and height of a box, and where the middle of each stands.
_HALF_WIDTH, _HALF_HEIGHT = 95, 24
_MIDDLES = {
    CoverageStatus.NOT_YET: (_HALF_WIDTH, _HALF_HEIGHT),
    CoverageStatus.ACTIVE: (WIDTH - _HALF_WIDTH, _HALF_HEIGHT),
    CoverageStatus.ENDED: (_HALF_WIDTH, 300 - _HALF_HEIGHT),
    CoverageStatus.IN_ARREARS: (WIDTH - _HALF_WIDTH, 300 - _HALF_HEIGHT),
}
_APART = 9
_LEGEND_TOP, _LEGEND_ROW = 330, 22
_ARROWHEAD = (
    '<defs><marker id="arrowhead" markerWidth="8" markerHeight="8" refX="7" refY="4" '
    'orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#333333"/></marker></defs>'
)


def draw_transitions(*, lang: Language) -> str:
    """Draw what may make one status of cover into another.

    Args:
        lang: ``en`` or ``id``.

    Returns:
        The picture as SVG text.

    >>> "belum menjadi peserta" in draw_transitions(lang="id")
    True
    """
    check_language(lang)
    letters = {happening: chr(ord("a") + at) for at, happening in enumerate(Happening)}
    drawn, told = [_ARROWHEAD], list[str]()
    for status, (x, y) in _MIDDLES.items():
        drawn.append(
            f'<rect x="{x - _HALF_WIDTH}" y="{y - _HALF_HEIGHT}" width="{2 * _HALF_WIDTH}" '
            f'height="{2 * _HALF_HEIGHT}" rx="8" fill="#eef3fa" stroke="#1f5fa8"/>'
        )
        drawn.append(words(x - _HALF_WIDTH + 8, y + 5, status.label.in_language(lang), bold=True))
    for before, after, happenings in _changes():
        drawn.append(_arrow(before, after, ", ".join(letters[one] for one in happenings)))
        told += [
            text("picture.transition", lang, before=before, after=after, happening=happening)
            for happening in happenings
        ]
    for at, (happening, letter) in enumerate(letters.items()):
        entry = f"{letter}: {happening.label.in_language(lang)}"
        drawn.append(words(0, _LEGEND_TOP + at * _LEGEND_ROW, entry, size=12))
    title = text("picture.transitions", lang)
    return svg(title, told, drawn, _LEGEND_TOP + len(letters) * _LEGEND_ROW)


def _changes() -> Iterator[tuple[CoverageStatus, CoverageStatus, list[Happening]]]:
    """Each pair of states of which the one may become the other, with what makes it so."""
    for before, row in TRANSITIONS.items():
        for after in CoverageStatus:
            happenings = [happening for happening, then in row.items() if then is after]
            if after is not before and happenings:
                yield before, after, happenings


def _arrow(before: CoverageStatus, after: CoverageStatus, letters: str) -> str:
    """An arrow beside the line between two boxes, with its letters near its beginning."""
    (x1, y1), (x2, y2) = _MIDDLES[before], _MIDDLES[after]
    long = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    dx, dy = (x2 - x1) / long, (y2 - y1) / long
    aside = (-dy * _APART, dx * _APART)
    begin, end = _border(dx, dy, aside), _border(-dx, -dy, aside)
    left, top = x1 + aside[0] + dx * begin, y1 + aside[1] + dy * begin
    right, bottom = x2 + aside[0] - dx * end, y2 + aside[1] - dy * end
    at_x, at_y = left + 0.3 * (right - left), top + 0.3 * (bottom - top)
    return (
        f'<line x1="{left:.0f}" y1="{top:.0f}" x2="{right:.0f}" y2="{bottom:.0f}" '
        'stroke="#333333" marker-end="url(#arrowhead)"/>'
        f'<rect x="{at_x - 4 * len(letters):.0f}" y="{at_y - 8:.0f}" '
        f'width="{8 * len(letters)}" height="16" fill="#ffffff"/>'
        + words(round(at_x - 3 * len(letters)), round(at_y + 4), letters, size=12)
    )


def _border(dx: float, dy: float, aside: tuple[float, float]) -> float:
    """How far a line beside the middle of a box runs before it leaves the box."""
    reaches = [
        (half - offset * (1 if step > 0 else -1)) / abs(step)
        for step, half, offset in ((dx, _HALF_WIDTH, aside[0]), (dy, _HALF_HEIGHT, aside[1]))
        if step
    ]
    return min(reaches)
