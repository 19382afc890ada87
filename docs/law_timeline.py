"""The picture of the shipped law: which months each relief covers, for each sector."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan import ContributionMonth, ContributionPeriod, Sector
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan import Relief
    from jamsostek_rentan.law.conditions import Window


__all__ = ["timeline"]

# Lengths in units of the drawing, which is scaled to the page; about 400 of them fit on a phone.
_WIDTH = 400
_HEADING = 26
_ROW = 38
_LABEL_DROP = 14
_BAR_DROP = 20
_BAR_HEIGHT = 11
_FOOT = 34


class _Axis(NamedTuple):
    """Whole years, drawn from the left edge to the right one."""

    first: ContributionMonth
    last: ContributionMonth
    checked_through: ContributionMonth

    def left(self, month: ContributionMonth) -> float:
        """Where a month begins."""
        return round(_WIDTH * (month - self.first) / (self.last - self.first + 1), 1)

    def right(self, month: ContributionMonth) -> float:
        """Where a month ends."""
        return self.left(month + 1)

    def years(self) -> dict[int, float]:
        """Where each year begins."""
        years = range(self.first.year, self.last.year + 1)
        return {year: self.left(ContributionMonth(year, 1)) for year in years}


def timeline(reliefs: Sequence[Relief], checked_through: ContributionMonth) -> str:
    """Draw the months of some reliefs as a figure of inline SVG.

    It needs no colour to be understood: every bar has its months written above it, the text
    takes the colour of the page, and the whole is told once more in its description.
    """
    axis = _axis(reliefs, checked_through)
    drawn: list[str] = []
    top = 0
    for sector in Sector:
        drawn.append(_text(0, top + _LABEL_DROP, _sector(sector), weight="bold"))
        top += _HEADING
        for relief, window in _windows(reliefs, sector):
            drawn += _row(axis, top, relief, window)
            top += _ROW
    described = "; ".join(_described(reliefs))
    return "\n".join(
        [
            '<figure style="margin-inline: 0">',
            f'<svg viewBox="0 0 {_WIDTH} {top + _FOOT}" role="img" fill="currentColor"',
            'aria-labelledby="reliefs-title reliefs-desc" font-family="inherit" font-size="12"',
            'style="display: block; width: 100%; max-width: 34rem">',
            '<title id="reliefs-title">The months of each relief, for each sector</title>',
            f'<desc id="reliefs-desc">{escape(described)}.</desc>',
            *drawn,
            *_foot(axis, top),
            "</svg>",
            "</figure>",
        ]
    )


def _axis(reliefs: Sequence[Relief], checked_through: ContributionMonth) -> _Axis:
    windows = [window for relief in reliefs for window in relief.windows]
    first = min([checked_through, *(window.first for window in windows)])
    last = max([checked_through, *(window.last for window in windows)])
    return _Axis(
        ContributionMonth(first.year, 1), ContributionMonth(last.year, 12), checked_through
    )


def _windows(reliefs: Sequence[Relief], sector: Sector) -> Iterator[tuple[Relief, Window]]:
    for relief in reliefs:
        for window in relief.windows:
            if sector in window.sectors:
                yield relief, window


def _row(axis: _Axis, top: int, relief: Relief, window: Window) -> list[str]:
    at, end = axis.left(window.first), axis.right(window.last)
    y = top + _BAR_DROP
    return [
        _text(0, top + _LABEL_DROP, _label(relief, window)),
        _bar(0, y, _WIDTH, opacity="0.12"),
        _bar(at, y, round(end - at, 1), fill="#3d85c6"),
        *(_tick(x, y, y + _BAR_HEIGHT, opacity="0.3") for x in axis.years().values()),
        _tick(axis.right(axis.checked_through), y, y + _BAR_HEIGHT + 4, stroke_width="2"),
    ]


def _foot(axis: _Axis, top: int) -> Iterator[str]:
    """The years below the last bar, and what the thick tick means."""
    for year, x in axis.years().items():
        yield _text(x, top + 6, str(year), size=10)
    x = axis.right(axis.checked_through)
    anchor = "end" if x > _WIDTH / 2 else "start"
    through = show(axis.checked_through, "en")
    yield _tick(x, top + 12, top + 27, stroke_width="2")
    yield _text(x - 5 if anchor == "end" else x + 5, top + 24, f"checked through {through}", anchor)


def _label(relief: Relief, window: Window) -> str:
    period = ContributionPeriod(window.first, window.last)
    share = show(relief.share_paid, "en")
    return f"{relief.basis.instrument}, {share} paid: {show(period, 'en')} ({len(period)} months)"


def _described(reliefs: Sequence[Relief]) -> Iterator[str]:
    for sector in Sector:
        for relief, window in _windows(reliefs, sector):
            yield f"{_sector(sector)}, {_label(relief, window)}"


def _sector(sector: Sector) -> str:
    return f"{sector.label.en} ({sector.label.id})"


def _text(  # noqa: PLR0913, PLR0917 - a place, a text and how it looks
    x: float, y: float, text: str, anchor: str = "start", size: int = 12, weight: str = "normal"
) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}">'
        f"{escape(text)}</text>"
    )


def _bar(x: float, y: float, width: float, **look: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{_BAR_HEIGHT}"{_look(look)} />'


def _tick(x: float, top: float, bottom: float, **look: str) -> str:
    ends = f'x1="{x}" y1="{top}" x2="{x}" y2="{bottom}"'
    return f'<line {ends} stroke="currentColor"{_look(look)} />'


def _look(look: dict[str, str]) -> str:
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in look.items())
