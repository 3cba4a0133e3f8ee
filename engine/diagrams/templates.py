"""The language of letters and documents (forms/LETTERS.md): text with names, conditions and lists in it.

Pure: reads, checks and renders a template; knows no case. Templates come with a revision, which may be
a stranger's, so the language is small: what is not listed in `KNOWN` does not parse. No calls, no
arithmetic, no assignments: the cost of a text is bounded by its length. A name reaches only into
mappings, never into a Python object.
"""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.clock import LONDON, london_date
from engine.diagrams.errors import DiagramError
from forms import reading

DEEPEST = 30
NOT_GIVEN = "not given"
NONE = "none"
ITEM = "item"
"""The name of what a list of the case says of the instance that a text is about."""
DUE, LIMIT, DAYS_LEFT = "due", "limit", "days_left"
"""The names that are asked with brackets, because the ids of clauses hold hyphens: `due["RR-8"]`."""
KNOWN: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Getattr, nodes.Filter,
    nodes.Test, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
    nodes.List, nodes.Tuple,
)  # fmt: skip
LOOP = {"first": None, "index": None, "last": None}
FILTERS = "day, time, join or label"


class NotWritable(DiagramError):
    """A letter or a document cannot be read, or cannot be written for this case."""


class Chosen(str):
    """A choice's key, to compare with; it is written as its label."""

    __slots__ = ("label",)
    label: str

    def __new__(cls, key: str, label: str) -> Self:
        """Make the choice of `key`."""
        chosen = super().__new__(cls, key)
        chosen.label = label
        return chosen


BLANK = Chosen("", "")
"""Stands where a row of a table says nothing; it is written as nothing, and no condition holds of it."""


class Listed(list[str]):
    """Names on a list; of an empty one it is known that there are none."""


class Things(dict[str, Any]):
    """Named things of one kind, which says in words what it means that one of them is not there."""

    def __init__(self, things: Mapping[str, Any], missing: Callable[[str], str]) -> None:
        """Make the things; `missing` says that there is none of a name."""
        super().__init__(things)
        self.missing = missing


@dataclass(frozen=True, kw_only=True)
class Reads:
    """What a text names of a case.

    Attributes:
        answers: the forms whose answers it names.
        sent: the forms of which it says who sent them.
        instances: the forms of which it goes through the answers of every instance.
        item: the questions of the item of a list by which its instance came.
        items: the lists of the case of which it goes through the items.
        merged: the tables whose merged rows it goes through.
    """

    answers: frozenset[str]
    sent: frozenset[str]
    instances: frozenset[str]
    item: frozenset[str]
    items: frozenset[str]
    merged: frozenset[str]

    @property
    def forms(self) -> frozenset[str]:
        """All forms that it names."""
        return self.answers | self.sent | self.instances


class Language:
    """The language, with its own way to write a value into the text around it."""

    def __init__(self, name: str, written: Callable[[str], str], most_loops: int) -> None:
        """Make a language.

        Args:
            name: what is written in it, as problems call it.
            written: turns the words of a value into what stands in the text.
            most_loops: how many loops may lie in one another.
        """
        self._name, self._most_loops, self._environment = name, most_loops, _Environment(written)

    def parse(self, source: str) -> tuple[nodes.Template, list[tuple[int, str]]]:
        """Return a text, parsed, and each thing in it that is not of the language, with its line."""
        tree, problems = nodes.Template([], lineno=1), list[tuple[int, str]]()
        try:
            tree = self._environment.parse(source)
            problems += self._outside(tree)
            if not problems:
                self._environment.compile(
                    source
                )  # refuses what the parser lets pass; from the source: it changes trees
        except TemplateSyntaxError as wrong:
            problems.append((wrong.lineno, (wrong.message or "cannot be read").rstrip(".")))
        except (RecursionError, SyntaxError):
            problems.append((1, "is nested too deeply; write it more simply"))
        except ValueError:
            problems.append((1, "has a number that is too long; write a shorter one"))
        return tree, problems

    def template(self, tree: nodes.Template, name: str) -> Template:
        """Make a template of a tree without problems, which this changes; its name is told if it cannot be written."""
        code = self._environment.compile(tree, name=name, filename=name)
        return Template.from_code(self._environment, code, {})

    def _outside(self, tree: nodes.Template) -> Iterator[tuple[int, str]]:
        waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]  # without recursion: a stranger chose the depth
        while waiting:
            node, depth, loops = waiting.pop()
            loops += isinstance(node, nodes.For)
            if depth > DEEPEST:
                yield node.lineno, "is nested too deeply; write it more simply"
            elif loops > self._most_loops:
                many = "a for" if self._most_loops == 1 else "a third for"
                yield node.lineno, f"{many} cannot lie in another for; join the inner list, as {{{{ names | join }}}}"
            elif (wrong := self._wrong(node)) is not None:
                yield node.lineno, wrong
            elif not isinstance(node, nodes.Getitem):
                waiting += [(child, depth + 1, loops) for child in node.iter_child_nodes()]

    def _wrong(self, node: nodes.Node) -> str | None:
        wrong = None
        match node:
            case nodes.Getitem():
                if not (is_clauses(node.node) and isinstance(node.arg, nodes.Const)):
                    wrong = f'brackets are only for when a clause is due, as {{{{ {DUE}["XX-1"] | day }}}}'
            case nodes.For() if not (is_path(node.iter) and isinstance(node.target, nodes.Name)):
                wrong = "a for goes through one named list, as {% for child in answers.form.children %}"
            case nodes.CondExpr(expr2=None):
                wrong = "an if between {{ and }} needs its else"
            case nodes.Filter() | nodes.Test():
                if node.name not in self._environment.filters.keys() | self._environment.tests.keys():
                    wrong = f"{node.name!r} is not known; write {FILTERS}, or `is defined`"
            case _ if not isinstance(node, KNOWN):
                kind = type(node).__name__.lower()
                wrong = f"{kind!r} is not of the language of {self._name}; write names, if, for, day, time and join"
        return wrong


def render(
    template: Template, context: Mapping[str, Any], largest: int, error: type[NotWritable], *, shortened: str
) -> str:
    """Render a template of a `Language`.

    What would become longer than `largest` characters ends with the last whole line that has room, and with
    `shortened`, which says so: however much people wrote, a text can be written, and the case goes on.

    Raises:
        NotWritable: as an `error`: it names what this case does not have.
    """
    name = template.name or ""
    pieces, size = list[str](), 0
    try:
        for piece in template.generate(context):
            pieces.append(piece)
            size += len(piece)
            if size > largest:
                fits = "".join(pieces)[: largest - len(shortened)]
                return (fits.rpartition("\n")[0] or fits) + shortened
    except UndefinedError as wrong:
        raise error(name, str(wrong), line=_line(wrong, name)) from wrong
    except (TemplateError, TypeError, ValueError) as wrong:
        raise error(name, f"cannot be written: {wrong}", line=_line(wrong, name)) from wrong
    return "".join(pieces)


def in_words(value: object) -> str:
    """Return a value as a letter says it; days and times as London's, in the words of the forms."""
    match value:
        case Chosen():
            return value.label
        case None | "":
            return NOT_GIVEN
        case bool():
            return "yes" if value else "no"
        case datetime():
            return reading.in_words(value.astimezone(LONDON))
        case Mapping():
            raise TypeError(f"name one of {', '.join(value)} of it")
        case list() | tuple():
            return ", ".join(map(in_words, value)) or (NONE if isinstance(value, Listed) else NOT_GIVEN)
        case _:
            return reading.in_words(value)


class _Missing(StrictUndefined):
    """What a text names and this case does not have."""


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja without Python behind it: a dot reaches into a mapping, and nowhere else."""

    def __init__(self, written: Callable[[str], str]) -> None:
        def finalize(value: object) -> object:
            return value if isinstance(value, _Missing) else written(in_words(value))

        super().__init__(undefined=_Missing, finalize=finalize, autoescape=False, trim_blocks=True, lstrip_blocks=True)
        self.globals = {}
        self.filters = {"day": _day, "time": _time, "join": _join, "label": in_words}
        self.tests = {"defined": self.tests["defined"]}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give the item of a mapping, or a loop's count."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, _Missing):
            return obj
        missing = obj.missing(attribute) if isinstance(obj, Things) else f"{attribute!r} has no value in this case"
        return _Missing(missing, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give what is asked for in brackets, as a dot would."""
        return self.getattr(obj, argument)


def _day(value: object) -> str:
    if value is None:
        return "a day that is not yet known"
    if isinstance(value, datetime):
        value = london_date(value)
    if isinstance(value, date):
        return reading.in_words(value)
    raise TypeError(f"day is for dates, not for {in_words(value)!r}")


def _time(value: object) -> str:
    if isinstance(value, datetime):
        return reading.time_of_day(value.astimezone(LONDON))
    raise TypeError(f"time is for dates with a time, not for {in_words(value)!r}")


def _join(values: Sequence[object], between: str = ", ") -> str:
    return between.join(map(in_words, values))


def is_path(node: nodes.Node) -> bool:
    """Tell whether a node is a name, or a name with dots."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


def is_name(node: nodes.Node, name: str) -> bool:
    """Tell whether a node is this very name."""
    return isinstance(node, nodes.Name) and node.name == name


def is_clauses(node: nodes.Node) -> bool:
    """Tell whether a node is a name of which the things are clauses."""
    return any(is_name(node, name) for name in (DUE, LIMIT, DAYS_LEFT))


def reads_of(*trees: nodes.Template) -> Reads:
    """Return the forms that the parts of a text name."""
    named = {name: _of(name, trees) for name in ("answers", "sent", "instances", ITEM, "items", "merged")}
    return Reads(**named)


def unasked(name: str, *trees: nodes.Template) -> frozenset[str]:
    """Return what the parts of a text name of a thing without asking first, by `is defined`, whether it is there."""
    tests = [test for tree in trees for test in tree.find_all(nodes.Test) if test.name == "defined"]
    return _of(name, trees) - _of(name, tests)


def _of(name: str, parts: Iterable[nodes.Node]) -> frozenset[str]:
    return frozenset(n.attr for part in parts for n in part.find_all(nodes.Getattr) if is_name(n.node, name))


def _line(wrong: BaseException, name: str) -> int | None:
    """Return the line of the text that Jinja was at."""
    lines = [frame.lineno for frame in traceback.extract_tb(wrong.__traceback__) if frame.filename == name]
    return lines[-1] if lines else None
