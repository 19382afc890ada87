"""Reading the sections of a TOML file so that every fault of meaning in it is found at once."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar, cast

from jamsostek_rentan.errors import JamsostekRentanError, RulesFileError, without_niks
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual


if TYPE_CHECKING:
    import enum
    from collections.abc import Callable, Iterator, Mapping


__all__ = ["Section"]

T = TypeVar("T")
E = TypeVar("E", bound="enum.Enum")

_SHARE = re.compile(r"0*[0-9]+/0*[1-9][0-9]*|[0-9]+(\.[0-9]*)?|0*\.[0-9]+", re.ASCII)

_LIST: type[list[Any]] = list
_TABLE: type[dict[str, Any]] = dict
_KINDS: dict[type, str] = {
    bool: "true or false",
    date: "a day such as 2026-11-22",
    dict: "a table",
    int: "a whole number",
    list: "a list",
    str: "a text",
}


class Section:
    """A table of a file, at a key path, that collects the faults found in it.

    Each call reads one key.  What is missing or of the wrong kind becomes a fault, and reading
    goes on with a stand-in: build nothing of it unless the section is still :attr:`sound`.

    Args:
        content: The table.
        path: Its key path, for example ``relief[1].window[0]``.
        faults: Where faults are collected.
    """

    def __init__(self, content: Mapping[str, Any], path: str, faults: list[str]) -> None:
        self.path = path
        self.faults = faults
        self._content = content
        self._asked: set[str] = set()
        self._faults_before = len(faults)

    @classmethod
    def of_toml(cls, toml: bytes, what: str, *, version: int) -> Section:
        """A whole file, whose ``format`` is the version that is read.

        Raises:
            RulesFileError: For a file that is no TOML.
        """
        try:
            content = tomllib.loads(toml.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:  # of TOML, of UTF-8, of endless numbers
            raise RulesFileError(
                f"{what} was to be read.",
                f"It is not TOML in UTF-8: {error}.",
                "Mend the syntax at that place, or save the file as UTF-8.",
                (str(error),),
            ) from error
        file = cls(content, "", [])
        if file.read("format", int) not in (None, version):
            file.fault("format", f"is {content['format']}; this version reads {version}")
        return file

    @property
    def sound(self) -> bool:
        """Whether no fault was found since its reading began."""
        return len(self.faults) == self._faults_before

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the table."""
        return tuple(self._content)

    def fault(self, key: str, problem: str) -> None:
        """Report a fault at a key."""
        self.faults.append(without_niks(f"{self._at(key)}: {problem}"))

    def has(self, key: str) -> bool:
        """Whether the table has an optional key."""
        self._asked.add(key)
        return key in self._content

    def read(self, key: str, kind: type[T]) -> T:
        """A value of a plain kind."""
        if not self.has(key):
            self.fault(key, "is missing")
        elif type(self._content[key]) is not kind:
            self.fault(key, f"is {self._content[key]!r}; {_KINDS[kind]} is asked")
        else:
            return cast("T", self._content[key])
        return cast("T", None)

    def rupiah(self, key: str) -> Rupiah:
        """An amount of zero rupiah or more, a whole number."""
        return self._understood(key, self.read(key, int), _not_negative)

    def count(self, key: str) -> int:
        """A whole number, one or more."""
        number = self.read(key, int)
        if type(number) is int and number < 1:
            self.fault(key, f"is {number}; at least one is asked")
        return number

    def amounts(self, key: str) -> tuple[tuple[str, Rupiah], ...]:
        """A table of amounts, at least one, each by its name."""
        if self._content.get(key) == {}:
            self.fault(key, "is empty; at least one amount is asked")
        section = self.section(key)
        return tuple((name, section.rupiah(name)) for name in section.keys)

    def month(self, key: str) -> ContributionMonth:
        """A contribution month written ``YYYY-MM``."""
        return self._understood(key, self.read(key, str), ContributionMonth.parse)

    def period(self, key: str) -> ContributionPeriod:
        """Contribution months in a row, written ``YYYY-MM/YYYY-MM``."""
        return self._understood(key, self.read(key, str), ContributionPeriod.parse)

    def share(self, key: str) -> Fraction:
        """An exact share above zero, at most the whole, written as text."""
        return self._understood(key, self.read(key, str), _share)

    def member(self, key: str, names: type[E]) -> E:
        """One name out of an enumeration."""
        return self._understood(key, self.read(key, str), lambda name: _named(names, name))

    def members(self, key: str, names: type[E]) -> tuple[E, ...]:
        """Names out of an enumeration, at least one, each once."""
        return self._understood(
            key, self.texts(key), lambda written: tuple(_named(names, name) for name in written)
        )

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, at least one, each once."""
        written = self.read(key, _LIST)
        return self._understood(key, written, _different_texts)

    def bilingual(self, key: str) -> Bilingual:
        """A text in both languages."""
        section = self.section(key)
        text = Bilingual(section.read("en", str), section.read("id", str))
        section.close()
        return text

    def section(self, key: str) -> Section:
        """The table at a key."""
        content = self.read(key, _TABLE)
        return Section(content or {}, self._at(key), self.faults)

    def sections(self, key: str) -> Iterator[Section]:
        """The tables at a key, one after another; none where the key is missing."""
        tables = self.read(key, _LIST) if self.has(key) else []
        for place, content in enumerate(tables or ()):
            name = f"{key}[{place}]"
            if type(content) is dict:
                yield Section(cast("dict[str, Any]", content), self._at(name), self.faults)
            else:
                self.fault(name, f"is {content!r}; {_KINDS[dict]} is asked")

    def named_sections(self, key: str) -> Iterator[tuple[str, Section]]:
        """The tables of a table of tables, one after another, with their names."""
        outer = self.section(key)
        for name in outer.keys:
            yield name, outer.section(name)

    def one_of(self, key: str, known: Mapping[str, T]) -> T:
        """What a text names among the known."""
        return self._understood(key, self.read(key, str), lambda name: _known(known, name))

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self._content:
            if key not in self._asked:
                self.fault(key, f"is not known; known here are {', '.join(sorted(self._asked))}")

    def raise_faults(self, what: str) -> None:
        """End the reading of a file.

        Raises:
            RulesFileError: With every fault found.
        """
        if self.faults:
            raise RulesFileError(
                f"{what} was to be read.",
                f"It has {len(self.faults)} fault(s):\n  " + "\n  ".join(self.faults) + "\n",
                "Mend each at its key path.",
                tuple(self.faults),
            )

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _understood(self, key: str, written: object, understand: Callable[[Any], T]) -> T:
        if written is not None:  # else it is a fault already
            try:
                return understand(written)
            except JamsostekRentanError as error:
                self.fault(key, f"is {written!r}; {error.known}")
            except ValueError as error:
                self.fault(key, f"is {written!r}; {error}")
        return cast("T", None)


def _not_negative(amount: int) -> Rupiah:
    if amount < 0:
        raise ValueError("zero rupiah or more is asked")
    return Rupiah(amount)


def _share(written: str) -> Fraction:
    share = Fraction(written) if _SHARE.fullmatch(written) else Fraction(0)
    if not 0 < share <= 1:
        raise ValueError("a share such as '1/2', above zero and at most the whole, is asked")
    return share


def _known(known: Mapping[str, T], name: str) -> T:
    if name not in known:
        raise ValueError(f"known are {', '.join(known) or 'none'}")
    return known[name]


def _named(names: type[E], name: str) -> E:
    return _known(names.__members__, name)


def _different_texts(written: list[object]) -> tuple[str, ...]:
    if not written or not all(type(one) is str for one in written):
        raise ValueError("a list of at least one text is asked")
    if len(set(written)) < len(written):
        raise ValueError("each is named once")
    return tuple(map(str, written))
