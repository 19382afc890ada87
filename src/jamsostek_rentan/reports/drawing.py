"""What all pictures are drawn with: a line of text, and the frame with its title."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["WIDTH", "svg", "words"]

WIDTH = 640
"""The width of every picture, in units of the drawing, which is scaled to where it is shown."""


def words(left: int, top: int, written: str, *, bold: bool = False, size: int = 13) -> str:
    """A line of text."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{left}" y="{top}" font-size="{size}"{weight}>{escape(written)}</text>'


def svg(title: str, told: Sequence[str], drawn: Sequence[str], height: int) -> str:
    """The whole picture on a white ground, readable in light and dark surroundings."""
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -34 {WIDTH + 20} {height + 44}" '
        f'role="img" font-family="sans-serif" style="max-width: {WIDTH}px">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape('; '.join(told))}</desc>\n"
        f'<rect x="-10" y="-34" width="{WIDTH + 20}" height="{height + 44}" fill="#ffffff"/>\n'
        f"{words(0, -12, title, bold=True)}\n{body}\n</svg>\n"
    )
