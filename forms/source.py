"""Reads the YAML of a definition strictly: taken key by key, every fault noted with its line, none raised halfway.

Written by hand, YAML misleads: `no` becomes false, a key written twice silently replaces the first, and a few
hundred bytes of aliases can unfold into gigabytes. All of that is refused here, with what to write instead.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.constructor import ConstructorError, SafeConstructor

from forms.errors import ExpressionError, Fault
from forms.expressions import Expression, parse
from forms.plain_yaml import LOADER, beyond_plain

LARGEST_BYTES = 200_000
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)


class Block:
    """One mapping of a file. What is taken from it is known; what is left at `close` is a fault."""

    def __init__(self, node: yaml.Node, file: str, place: str, faults: list[Fault]) -> None:
        self.file, self.place, self.line, self.faults = file, place, _line(node), faults
        self.known: list[str] = []
        self.entries: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            self.fault("write keys and values here, one key a line")
            return
        for key, value in node.value:
            if not isinstance(_scalar(key), str):
                name = key.value if isinstance(key, yaml.ScalarNode) else "in brackets"
                self.fault(f"the key {name} is read as true, false, a number or a date; put it in quotes", at=key)
            elif key.value in self.entries:
                self.fault(f"{key.value!r} is written twice; keep one", at=key)
            else:
                self.entries[key.value] = value

    def fault(self, what: str, key: str = "", at: yaml.Node | None = None) -> None:
        """Note that something is wrong, at `key` of this mapping or at a node of it."""
        line = _line(at or self.entries.get(key)) or self.line
        self.faults.append(Fault(file=self.file, place=_join(self.place, key), what=what, line=line))

    def text(self, key: str, *, required: bool = False) -> str:
        """Take a text; the empty text if there is none."""
        node = self._take(key, required=required)
        if node is None:
            return ""
        value = _scalar(node)
        if not isinstance(value, str) or not value.strip():
            self.fault("write a text here; in quotes if it is a number, a date, yes or no", key)
            return ""
        return value.strip()

    def flag(self, key: str) -> bool:
        """Take `true` or `false`; false if there is none."""
        node = self._take(key)
        value = False if node is None else _scalar(node)
        if not isinstance(value, bool):
            self.fault("write true or false here", key)
        return value is True

    def flag_or_expression(self, key: str) -> Expression | bool:
        """Take `true` or `false`, or an expression; false if there is none."""
        node = self.entries.get(key)
        if node is not None and isinstance(_scalar(node), str):
            return self.expression(key) or False
        return self.flag(key)

    def number(self, key: str, *, whole: bool = True) -> float | None:
        """Take a number, if there is one."""
        node = self._take(key)
        if node is None:
            return None
        value = _scalar(node)
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or abs(value) > 10**15:
            self.fault(f"write a {'whole ' if whole else ''}number here", key)
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts; empty if there is none."""
        node = self._take(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.fault("write a list here, as [a, b]", key)
            return ()
        found = [_scalar(item) for item in node.value]
        if not all(isinstance(item, str) for item in found):
            self.fault("each item of the list must be a text; put it in quotes", key)
        return tuple(item for item in found if isinstance(item, str))

    def expression(self, key: str, *, required: bool = False) -> Expression | None:
        """Take an expression, if there is one."""
        node = self._take(key, required=required)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.fault("write an expression here; in quotes if it starts with [ or {", key)
            return None
        try:
            return parse(node.value)
        except ExpressionError as wrong:
            self.fault(str(wrong), key)
            return None

    def mapping(self, key: str) -> "Block | None":
        """Take a mapping, if there is one."""
        node = self._take(key)
        return None if node is None else self._inner(node, _join(self.place, key))

    def blocks(self, key: str, *, required: bool = False) -> list["Block"]:
        """Take a list of mappings; a single mapping counts as a list of one."""
        node = self._take(key, required=required)
        if node is None:
            return []
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [self._inner(item, _join(self.place, key)) for item in items]

    def named(
        self, key: str, *, required: bool = False, names: re.Pattern[str] = NAME
    ) -> Iterator[tuple[str, "Block"]]:
        """Take a mapping of mappings: yield each name and what it holds. A bare text is taken as `label`."""
        node = self._take(key, required=required)
        if node is None:
            return
        outer = self._inner(node, _join(self.place, key))
        for name, value in outer.entries.items():
            if not names.fullmatch(name):
                outer.fault("name it in small letters, digits and underscores, starting with a letter", name)
            yield name, self._inner(_as_label(value), _join(outer.place, name))

    def close(self) -> None:
        """Note the keys that nobody took."""
        for key in self.entries:
            if key not in self.known:
                self.fault(f"{key} is unknown here; known: {', '.join(self.known)}", key)

    def _take(self, key: str, *, required: bool = False) -> yaml.Node | None:
        self.known.append(key)
        node = self.entries.get(key)
        if node is not None and isinstance(node, yaml.ScalarNode) and _scalar(node) is None:
            self.fault("nothing is written here; write it or leave the key out", key)
            return None
        if node is None and required:
            self.fault(f"{key} is missing; add it")
        return node

    def _inner(self, node: yaml.Node, place: str) -> "Block":
        return Block(node, self.file, place, self.faults)


def read(file: str, data: bytes, faults: list[Fault]) -> Block | None:
    """Return the mapping that `data` holds; note why in `faults` and return None if it cannot be read."""
    line, what, node = 0, "", None
    try:
        line, what = _too_large(data) or beyond_plain(data) or (0, "")
        node = None if what else yaml.compose(data, Loader=LOADER)
    except yaml.MarkedYAMLError as wrong:
        line, what = wrong.problem_mark.line + 1 if wrong.problem_mark else 0, f"cannot be read: {wrong.problem}"
    except (yaml.YAMLError, UnicodeDecodeError):
        what = "cannot be read: it holds characters that are no text; save it as UTF-8"
    if not what and not isinstance(node, yaml.MappingNode):
        what = "write keys and values, one key a line"
    if what or node is None:
        faults.append(Fault(file=file, place="", what=what, line=line))
        return None
    return Block(node, file, "", faults)


def _too_large(data: bytes) -> tuple[int, str] | None:
    return (0, f"it is larger than {LARGEST_BYTES:,} bytes; divide it") if len(data) > LARGEST_BYTES else None


def _scalar(node: yaml.Node) -> Any:
    """Return a scalar's value as YAML understands it; an unreadable number or date is no text and no number."""
    if not isinstance(node, yaml.ScalarNode):
        return ...
    try:
        return SafeConstructor().construct_object(node)
    except (ConstructorError, ValueError, OverflowError):
        return ...


def _as_label(node: yaml.Node) -> yaml.Node:
    if not isinstance(node, yaml.ScalarNode):
        return node
    key = yaml.ScalarNode("tag:yaml.org,2002:str", "label", node.start_mark, node.end_mark)
    return yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], node.start_mark, node.end_mark)


def _line(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node is not None and node.start_mark else 0


def _join(*parts: str) -> str:
    return ".".join(part for part in parts if part)
