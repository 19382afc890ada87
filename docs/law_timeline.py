"""The picture of the shipped law: which months each relief covers, for each sector."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan import ContributionMonth, ContributionPeriod, Sector
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan import Relief
    from jamsostek_rentan.law.reliefs import Window


__all__ = ["timeline"]

# Lengths in units of the drawing, which is scaled to the page; about 400 of them fit on a phone.
_WIDTH = 400
_HEADING = 26
_ROW = 38
_LABEL_DROP = 14
_BAR_DROP = 20
_BAR_HEIGHT = 11
_FOOT = 40


class _Axis(NamedTuple):
    """Whole years, drawn from the left edge to the right one."""

    first: ContributionMonth
    last: ContributionMonth

    def left(self, month: ContributionMonth) -> float:
        """Where a month begins."""
        return round(_WIDTH * (month - self.first) / (self.last - self.first + 1), 1)

    def right(self, month: ContributionMonth) -> float:
        """Where a month ends."""
        return self.left(month + 1)


def timeline(reliefs: Sequence[Relief], checked_through: ContributionMonth) -> str:
    """Draw the months of some reliefs as a figure of inline SVG.

    It needs no colour to be understood: every bar has its months written above it, the text
    takes the colour of the page, and the whole is told once more in its description.
    """
    axis = _axis(reliefs, checked_through)
    top, lanes = 0, list[str]()
    for sector in Sector:
        lanes.append(_text(0, top + _LABEL_DROP, _sector(sector), weight="bold"))
        top += _HEADING
        for relief, window in _windows(reliefs, sector):
            lanes += _row(axis, top, relief, window)
            top += _ROW
    marks = [*_years(axis, top), *_horizon(axis, top, checked_through)]
    described = "; ".join(_described(reliefs))
    return "\n".join(
        [
            '<figure style="margin-inline: 0">',
            f'<svg viewBox="0 0 {_WIDTH} {top + _FOOT}" role="img" fill="currentColor"',
            'aria-labelledby="reliefs-title reliefs-desc" font-family="inherit" font-size="12"',
            'style="display: block; width: 100%; max-width: 34rem">',
            '<title id="reliefs-title">The months of each relief, for each sector</title>',
            f'<desc id="reliefs-desc">{escape(described)}.</desc>',
            *marks,
            *lanes,
            "</svg>",
            "</figure>",
        ]
    )


def _axis(reliefs: Sequence[Relief], checked_through: ContributionMonth) -> _Axis:
    windows = [window for relief in reliefs for window in relief.windows]
    first = min([checked_through, *(window.first for window in windows)])
    last = max([checked_through, *(window.last for window in windows)])
    return _Axis(ContributionMonth(first.year, 1), ContributionMonth(last.year, 12))


def _windows(reliefs: Sequence[Relief], sector: Sector) -> Iterator[tuple[Relief, Window]]:
    for relief in reliefs:
        for window in relief.windows:
            if sector in window.sectors:
                yield relief, window


def _row(axis: _Axis, top: int, relief: Relief, window: Window) -> list[str]:
    at, end = axis.left(window.first), axis.right(window.last)
    return [
        _text(0, top + _LABEL_DROP, _label(relief, window)),
        _bar(0, top + _BAR_DROP, _WIDTH, opacity="0.12"),
        _bar(at, top + _BAR_DROP, round(end - at, 1), fill="#3d85c6"),
    ]


def _years(axis: _Axis, bottom: int) -> Iterator[str]:
    for year in range(axis.first.year, axis.last.year + 1):
        at = axis.left(ContributionMonth(year, 1))
        yield _line(at, bottom, opacity="0.2")
        yield _text(at + 3, bottom + 12, str(year), size=10)


def _horizon(axis: _Axis, bottom: int, checked_through: ContributionMonth) -> Iterator[str]:
    at = axis.right(checked_through)
    anchor = "end" if at > _WIDTH / 2 else "start"
    yield _line(at, bottom + 18, stroke_dasharray="4 3")
    yield _text(at, bottom + 31, f"checked through {show(checked_through, 'en')}", anchor=anchor)


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


def _text(  # noqa: PLR0913 - a place, a text and how it looks
    x: float, y: float, text: str, *, anchor: str = "start", size: int = 12, weight: str = "normal"
) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}">'
        f"{escape(text)}</text>"
    )


def _bar(x: float, y: float, width: float, **look: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{_BAR_HEIGHT}"{_look(look)} />'


def _line(x: float, bottom: float, **look: str) -> str:
    return f'<line x1="{x}" y1="0" x2="{x}" y2="{bottom}" stroke="currentColor"{_look(look)} />'


def _look(look: dict[str, str]) -> str:
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in look.items())
