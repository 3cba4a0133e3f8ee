"""Reads a revision's YAML strictly: plain data only, and every error with its file, line and place."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from marshmallow import RAISE, Schema, ValidationError

from engine.diagrams.errors import DiagramError, Problem
from forms.plain_yaml import beyond_plain

Place = tuple[Hashable, ...]


class StrictSchema(Schema):
    """A part of a YAML file; a key that it does not name is refused."""

    class Meta:
        """Unknown keys are refused."""

        unknown = RAISE

    error_messages = {"unknown": "is not a key that is known here"}  # noqa: RUF012 - marshmallow's own declaration


@dataclass(frozen=True)
class YamlFile:
    """A parsed YAML file: its data, and the line on which each place of it stands."""

    file: str
    data: Any
    lines: Mapping[Place, int] = field(default_factory=dict)

    def line_of(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: str, *, rule: str = "unreadable") -> Problem:
        """Make the problem of a place."""
        return Problem(
            rule=rule, file=self.file, element=".".join(map(str, place)), line=self.line_of(place), message=message
        )

    def load(self, schema: Schema, data: Any, at: Place = ()) -> tuple[Any, list[Problem]]:
        """Return what `schema` makes of `data`, or None, and what is wrong with it."""
        try:
            return schema.load(data), []
        except ValidationError as wrong:
            found = _flattened(wrong.messages, at)
            return None, [self.problem(place, message) for place, message in found]


class _Loader(yaml.CSafeLoader):
    """YAML without its surprises: of unquoted text only true, false, nothing and whole numbers are read as such."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own declaration
        first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":bool", ":int", ":null"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read_yaml(file: str, data: bytes) -> YamlFile:
    """Parse a YAML file; dates stay text.

    Raises:
        DiagramError: it is no YAML, is more than plain data (`forms.plain_yaml`), or repeats a key.
    """
    text = _text(file, data)
    loader = _Loader(text)
    lines: dict[Place, int] = {}
    try:
        if beyond := beyond_plain(text):
            line, what = beyond
            raise DiagramError(file, what, line=line or None)
        root = yaml.compose(text, Loader=_Loader)
        if root is None:
            raise DiagramError(file, "is empty")
        _index(file, root, (), lines)
        return YamlFile(file, loader.construct_document(root), lines)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise DiagramError(file, f"is no YAML: {wrong.problem}", line=mark.line + 1 if mark else None) from wrong
    except (yaml.YAMLError, ValueError) as wrong:
        raise DiagramError(file, f"is no YAML: {wrong}") from wrong
    finally:
        loader.dispose()


def _text(file: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise DiagramError(file, "is not UTF-8 text; save it as UTF-8") from wrong


def _index(file: str, node: yaml.Node, place: Place, lines: dict[Place, int]) -> None:
    """Note the line of every place, and refuse a key that is repeated."""
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _index(file, item, (*place, number), lines)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or not key.tag.endswith(":str"):
                raise DiagramError(file, "a key must be text; put it in quotes if it is a number, yes or no", line=line)
            below = (*place, key.value)
            if below in lines:
                raise DiagramError(file, f"the key {key.value!r} is there twice; keep one", line=line)
            _index(file, value, below, lines)
            lines[below] = line


def _flattened(messages: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Yield each message of marshmallow's tree with its place in the file."""
    if not isinstance(messages, dict):
        for message in [messages] if isinstance(messages, str) else messages:
            yield place, str(message)
        return
    for key, inner in messages.items():
        is_bookkeeping = key == "_schema" or (key in ("key", "value") and len(messages) <= len(("key", "value")))
        yield from _flattened(inner, place if is_bookkeeping else (*place, key))
