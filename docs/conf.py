"""How Sphinx builds the documentation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes


HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from law_changes import changes_page  # noqa: E402 - its folder has to be on the path first
from law_doubts import doubts_page  # noqa: E402 - the same
from law_page import law_page  # noqa: E402 - the same
from pictures import draw_pictures  # noqa: E402 - the same
from roster_rules import codes_page  # noqa: E402 - the same


if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


project = "jamsostek_rentan"
author = "The jamsostek_rentan developers"
project_copyright = author

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["_build", "explanation/_*.md"]  # the second: what a written page takes in

html_theme = "furo"
html_title = "jamsostek_rentan"
html_static_path = ["_static"]
html_css_files = ["pages.css"]

add_module_names = False
autodoc_default_options = {"members": True, "no-value": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

nitpicky = True
nitpick_ignore_regex = [
    # The standard library and Hypothesis: intersphinx would need the network to know them.
    ("py:class", r"(collections\.abc|datetime|fractions|hypothesis|os)\..+"),
    ("py:class", r"Fraction|Hashable|PathLike|date"),
    ("py:exc", r"InvalidArgument"),
    # Type variables: there is nothing to link to.
    ("py:class", r"(jamsostek_rentan\..+\.)?[KLTU]"),
    # Aliases and a protocol, which autodoc shows by a name that has no page of its own.
    (
        "py:class",
        r"Ask|Basis|Condition|Conversion|FixedThrough|KnownCase|Language|Outcome|Payer|Place",
    ),
    ("py:class", r"Plain|Programs|Promise|Readings"),
    ("py:class", r"jamsostek_rentan\.law\.questions\.Ask"),
]


def write_pages(_app: Sphinx) -> None:
    """Write the pages that are made from the library itself, where their text has changed."""
    for path, text in made_pages():
        page = HERE / path
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def made_pages() -> Iterator[tuple[str, str]]:
    """The pages made from the shipped law and the rules of lists, with where they stand."""
    yield "reference/law-as-shipped.md", law_page()
    yield "reference/what-changed-and-when.md", changes_page()
    yield "reference/list-check-codes.md", codes_page()
    yield "explanation/what-we-do-not-know.md", doubts_page()


def write_pictures(_app: Sphinx) -> None:
    """Draw the pictures of the explanation pages."""
    draw_pictures(HERE / "explanation" / "pictures")


def trim_examples(_app: Sphinx, page: nodes.document) -> None:
    """Drop the empty line that ends an example in its source, where doctest needs it."""
    for block in page.findall(nodes.literal_block):
        block.rawsource = block.astext().rstrip()
        block[:] = [nodes.Text(block.rawsource)]


def setup(app: Sphinx) -> None:
    """Have the made pages written before any page is read, and mend what is read."""
    app.connect("builder-inited", write_pages)
    app.connect("builder-inited", write_pictures)
    app.connect("doctree-read", trim_examples)
