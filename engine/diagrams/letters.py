"""The language of letters (forms/LETTERS.md): plain text with names, conditions and lists in it.

Pure: reads, checks and renders a template; knows no case. Templates come with a revision, which may be
a stranger's, so the language is small: what is not listed in `KNOWN` does not parse. No calls, no
arithmetic, no assignments, no loop in a loop: the cost of a letter is bounded by its length. A name
reaches only into mappings, never into a Python object.
"""

import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, Self

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.clock import LONDON, london_date
from engine.diagrams.errors import DiagramError
from forms import reading

LARGEST_SOURCE = 20_000
LARGEST_BODY = 100_000
LONGEST_SUBJECT = 200
DEEPEST = 30
SUBJECT = "Subject: "
NOT_GIVEN = "not given"
KNOWN: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Getattr, nodes.Filter,
    nodes.Test, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
    nodes.List, nodes.Tuple,
)  # fmt: skip
LOOP = {"first": None, "index": None, "last": None}


class LetterError(DiagramError):
    """A letter cannot be read, or cannot be written for this case."""

    rule = "letters"


class Chosen(str):
    """A choice's key, to compare with; it is written as its label."""

    __slots__ = ("label",)
    label: str

    def __new__(cls, key: str, label: str) -> Self:
        """Make the choice of `key`."""
        chosen = super().__new__(cls, key)
        chosen.label = label
        return chosen


@dataclass(frozen=True, kw_only=True)
class Written:
    """A letter as it is sent."""

    subject: str
    body: str

    @cached_property
    def sha256(self) -> str:
        """The hash of subject and body."""
        return sha256(f"{self.subject}\n\n{self.body}".encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A template that has been read.

    Attributes:
        forms: the forms whose answers it names.
    """

    name: str
    forms: frozenset[str]
    subject: Template
    body: Template

    def write(self, context: Mapping[str, Any]) -> Written:
        """Render the letter.

        Raises:
            LetterError: it names what this case does not have, or the result is no fit letter.
        """
        subject = self._render(self.subject, context, LONGEST_SUBJECT).strip()
        if not subject or not subject.isprintable():
            raise LetterError(
                self.name, "the subject must be one line of text; take out what brings a line break", line=1
            )
        return Written(subject=subject, body=self._render(self.body, context, LARGEST_BODY).strip() + "\n")

    def _render(self, template: Template, context: Mapping[str, Any], largest: int) -> str:
        pieces, size = list[str](), 0
        try:
            for piece in template.generate(context):
                pieces.append(piece)
                size += len(piece)
                if size > largest:
                    raise LetterError(self.name, f"becomes longer than {largest} characters; name less in it")
        except UndefinedError as wrong:
            raise LetterError(self.name, str(wrong), line=_line(wrong, self.name)) from wrong
        except (TemplateError, TypeError, ValueError) as wrong:
            raise LetterError(self.name, f"cannot be written: {wrong}", line=_line(wrong, self.name)) from wrong
        return "".join(pieces)


@lru_cache(maxsize=1024)
def read_letter(name: str, source: str) -> Letter:
    """Read a letter's template.

    Raises:
        LetterError: it is not of the language of letters; the first problem is told.
    """
    subject, body, problems = parse_letter(source)
    if problems:
        line, message = min(problems)
        raise LetterError(name, message, line=line)
    named = {n.attr for tree in (subject, body) for n in tree.find_all(nodes.Getattr) if is_name(n.node, "answers")}
    return Letter(name=name, forms=frozenset(named), subject=_template(subject, name), body=_template(body, name))


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
            return ", ".join(map(in_words, value)) or NOT_GIVEN
        case _:
            return reading.in_words(value)


class _Missing(StrictUndefined):
    """What a letter names and this case does not have."""


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja without Python behind it: a dot reaches into a mapping, and nowhere else."""

    def __init__(self) -> None:
        super().__init__(undefined=_Missing, finalize=_finalize, autoescape=False, trim_blocks=True, lstrip_blocks=True)
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
        return _Missing(f"{attribute!r} has no value in this case", name=attribute)


def _finalize(value: object) -> object:
    return value if isinstance(value, _Missing) else in_words(value)


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


_environment = _Environment()


def parse_letter(source: str) -> tuple[nodes.Template, nodes.Template, list[tuple[int, str]]]:
    """Return subject and body, parsed, and each thing in them that is not of the language, with its line."""
    nothing = nodes.Template([], lineno=1)
    if len(source) > LARGEST_SOURCE:
        return nothing, nothing, [(1, f"is longer than {LARGEST_SOURCE} characters; say less")]
    first, _, rest = source.replace("\r\n", "\n").partition("\n")
    blank, _, body = rest.partition("\n")
    if not first.startswith(SUBJECT) or not first.removeprefix(SUBJECT).strip():
        return nothing, nothing, [(1, f"the first line must say {SUBJECT.strip()!r} and the subject")]
    if blank.strip() or not body.strip():
        return nothing, nothing, [(2, "an empty line must follow the subject, then the letter")]
    problems = list[tuple[int, str]]()
    trees = []
    for part in (first.removeprefix(SUBJECT), f"\n\n{body}"):  # the two lines keep the numbers right
        tree = nothing
        try:
            tree = _environment.parse(part)
            found = list(_outside_the_language(tree))
            problems += found
            if not found:
                _environment.compile(part)  # refuses what the parser lets pass; from the source, for it changes a tree
        except TemplateSyntaxError as wrong:
            problems.append((wrong.lineno, (wrong.message or "cannot be read").rstrip(".")))
        except (RecursionError, SyntaxError):
            problems.append((1, "is nested too deeply; write it more simply"))
        except ValueError:
            problems.append((1, "has a number that is too long; write a shorter one"))
        trees.append(tree)
    return trees[0], trees[1], problems


def _outside_the_language(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]  # without recursion: a stranger chose the depth
    while waiting:
        node, depth, loops = waiting.pop()
        loops += isinstance(node, nodes.For)
        if depth > DEEPEST:
            yield node.lineno, "is nested too deeply; write it more simply"
        elif not isinstance(node, KNOWN):
            kind = type(node).__name__.lower()
            yield node.lineno, f"{kind!r} is not of the language of letters; write names, if, for, day, time and join"
        elif loops > 1:
            yield node.lineno, "a for cannot lie in another for; join the inner list, as {{ names | join }}"
        elif isinstance(node, nodes.For) and not (is_path(node.iter) and isinstance(node.target, nodes.Name)):
            yield node.lineno, "a for goes through one named list, as {% for child in answers.form.children %}"
        elif isinstance(node, nodes.CondExpr) and node.expr2 is None:
            yield node.lineno, "an if between {{ and }} needs its else"
        elif isinstance(node, nodes.Filter | nodes.Test) and node.name not in (
            *_environment.filters,
            *_environment.tests,
        ):
            yield node.lineno, f"{node.name!r} is not known; write day, time, join or label, or `is defined`"
        else:
            waiting += [(child, depth + 1, loops) for child in node.iter_child_nodes()]


def is_path(node: nodes.Node) -> bool:
    """Tell whether a node is a name, or a name with dots."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


def is_name(node: nodes.Node, name: str) -> bool:
    """Tell whether a node is this very name."""
    return isinstance(node, nodes.Name) and node.name == name


def _template(tree: nodes.Template, name: str) -> Template:
    code = _environment.compile(tree, name=name, filename=name)
    return Template.from_code(_environment, code, {})


def _line(wrong: BaseException, name: str) -> int | None:
    """Return the line of the letter that Jinja was at."""
    lines = [frame.lineno for frame in traceback.extract_tb(wrong.__traceback__) if frame.filename == name]
    return lines[-1] if lines else None
