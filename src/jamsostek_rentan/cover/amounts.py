"""Amounts by key, and sums of lines; doubt is settled only on the figure that is read."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

import attrs

from jamsostek_rentan.law.questions import Figure, total
from jamsostek_rentan.law.stakes import stakes_of
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jamsostek_rentan.law.questions import Doubt, Readings
    from jamsostek_rentan.law.stakes import Stake


__all__ = ["Amounts", "Line", "Summed", "sum_of"]

K = TypeVar("K", bound=Hashable)


class Line(Protocol):
    """Whatever comes to an amount under every reading."""

    @property
    def figure(self) -> Figure[Rupiah]:
        """What it comes to under every reading."""
        ...


L = TypeVar("L", bound=Line)


@attrs.frozen(eq=False, repr=False)
class Amounts(Mapping[K, Rupiah]):
    """Amounts by key, in rupiah; doubt is settled only when one of them is read.

    Reading one raises ``UnsettledLawError`` when it depends on a question without a presumed
    reading; :meth:`figure` gives it under every reading.

    >>> from jamsostek_rentan.law.questions import certain
    >>> amounts = Amounts((("JKK", certain(Rupiah(10_000))), ("JKM", certain(Rupiah(6_800)))))
    >>> amounts["JKM"], sum(amounts.values())
    (Rupiah(6_800), Rupiah(16_800))
    """

    _figures: tuple[tuple[K, Figure[Rupiah]], ...]
    _by_key: dict[K, Figure[Rupiah]] = attrs.field(
        default=attrs.Factory(lambda self: dict(self._figures), takes_self=True), init=False
    )

    def figure(self, key: K) -> Figure[Rupiah]:
        """The amount under every reading."""
        return self._by_key[key]

    def figures(self) -> tuple[tuple[K, Figure[Rupiah]], ...]:
        """Each key with its amount under every reading."""
        return self._figures

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Amounts):
            return self._figures == cast("Amounts[K]", other)._figures
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(self._figures)

    def __repr__(self) -> str:
        words = (f"{key}: {figure.in_words()}" for key, figure in self._figures)
        return f"<Amounts {', '.join(words)}>"

    def __getitem__(self, key: K) -> Rupiah:
        return self.figure(key).settled

    def __iter__(self) -> Iterator[K]:
        return (key for key, _ in self._figures)

    def __len__(self) -> int:
        return len(self._figures)


class Summed(Generic[L]):
    """Lines that add up to a total; what a quote and the totals of a cohort have in common."""

    __slots__ = ()

    lines: tuple[L, ...]

    @property
    def figure(self) -> Figure[Rupiah]:
        """The total under every reading."""
        return sum_of(self.lines)

    @property
    def total(self) -> Rupiah:
        """The total in rupiah, under the presumed readings.

        Raises:
            UnsettledLawError: When an open question changes it and no reading is presumed.
        """
        return self.figure.settled

    @property
    def doubts(self) -> tuple[Doubt[Rupiah], ...]:
        """What the total would be if a question were read otherwise."""
        return self.figure.doubts

    @property
    def stakes(self) -> tuple[Stake, ...]:
        """What each open question is worth in the total, the dearest first."""
        return stakes_of(self.figure)

    def by_reading(self) -> dict[Readings, Rupiah]:
        """The total under each combination of the readings that change it; never fails."""
        return self.figure.by_reading()

    def amounts(self, key: Callable[[L], K], keys: Iterable[K] = ()) -> Amounts[K]:
        """The amounts of the lines by any key, for those keys at least."""
        found: dict[K, list[L]] = {at: [] for at in keys}
        for line in self.lines:
            found.setdefault(key(line), []).append(line)
        return Amounts(tuple((at, sum_of(lines)) for at, lines in found.items()))


def sum_of(lines: Iterable[Line]) -> Figure[Rupiah]:
    """What some lines come to together, under every reading."""
    return total([line.figure for line in lines])
