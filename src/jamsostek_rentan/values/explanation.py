"""An explanation is a value: a tree of steps, rendered by one renderer in either language."""

from __future__ import annotations

import html
import json
from typing import Any, Protocol, runtime_checkable

import attrs

from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.texts import Language, check_language, show, text


__all__ = ["Explanation", "Ground", "Step", "step"]


@runtime_checkable
class Ground(Protocol):
    """Whatever can be cited as the ground of a step."""

    def cite(self, lang: Language) -> str:
        """The citation in one line."""
        ...


@attrs.frozen
class Step:
    """One step of a working: a text by its key, an amount, a ground, and the steps below it.

    Args:
        key: The key of its text in the catalogue.
        values: What is written into the text, as pairs of name and value.
        amount: What the step comes to, in rupiah, where it comes to an amount.
        ground: What it rests on.
        steps: The steps it is made of.

    >>> Step("quote.total", (("amount", Rupiah(16_800)),), Rupiah(16_800)).sentence("id")
    'Jumlah: Rp16.800'
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()
    amount: Rupiah | None = None
    ground: Ground | None = None
    steps: tuple[Step, ...] = ()

    def sentence(self, lang: Language) -> str:
        """The text of this step alone."""
        return text(self.key, lang, **dict(self.values))


def step(
    key: str,
    *steps: Step,
    amount: Rupiah | None = None,
    ground: Ground | None = None,
    **values: object,
) -> Step:
    """Make a step; the values of its text are given by name.

    >>> step("quote.total", amount=Rupiah(16_800)).sentence("en")
    'Total: Rp16.800'
    """
    if amount is not None:
        values["amount"] = amount
    return Step(key, tuple(values.items()), amount, ground, steps)


@attrs.frozen(repr=False)
class Explanation:
    """A tree of steps in a language; ``str()`` and a notebook show it as people read it.

    Args:
        root: The first step.
        lang: ``en`` or ``id``.

    Raises:
        UnknownNameError: For another language.

    >>> print(Explanation(step("quote.total", amount=Rupiah(16_800)), "id"))
    Jumlah: Rp16.800
    """

    root: Step
    lang: Language = attrs.field(converter=check_language)

    def __str__(self) -> str:
        return "\n".join(self._lines(self.root, 0))

    def __repr__(self) -> str:
        return f"<Explanation {self.lang}: {self.root.sentence(self.lang)}>"

    def html(self) -> str:
        """The tree as nested HTML lists, every value escaped."""
        return f'<ul lang="{self.lang}" class="jamsostek-explanation">{self._item(self.root)}</ul>'

    def _repr_html_(self) -> str:
        return self.html()

    def as_dict(self) -> dict[str, Any]:
        """The tree as plain dicts: key, text, values, amount in rupiah, ground, steps."""
        return self._plain(self.root)

    def json(self) -> str:
        """The tree as JSON text."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=2)

    def _lines(self, at: Step, depth: int) -> list[str]:
        line = "  " * depth + at.sentence(self.lang)
        if at.ground is not None:
            line += f" [{at.ground.cite(self.lang)}]"
        return [line, *(below for part in at.steps for below in self._lines(part, depth + 1))]

    def _item(self, at: Step) -> str:
        ground = f" <cite>{html.escape(at.ground.cite(self.lang))}</cite>" if at.ground else ""
        below = "".join(map(self._item, at.steps))
        nested = f"<ul>{below}</ul>" if below else ""
        return f"<li>{html.escape(at.sentence(self.lang))}{ground}{nested}</li>"

    def _plain(self, at: Step) -> dict[str, Any]:
        return {
            "key": at.key,
            "text": at.sentence(self.lang),
            "values": {name: show(value, self.lang) for name, value in at.values},
            "amount": None if at.amount is None else at.amount.amount,
            "ground": None if at.ground is None else at.ground.cite(self.lang),
            "steps": [self._plain(part) for part in at.steps],
        }
