"""Documents (forms/LETTERS.md): Markdown with names in it, in the language of `engine.diagrams.templates`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Template, nodes

from engine.diagrams.templates import Language, NotWritable, Reads, reads_of, render
from engine.paper.markdown import TITLE, faults, read_sheet
from engine.paper.values import closed, protected

LARGEST_SOURCE = 40_000
LARGEST_BODY = 8_000_000
LONGEST_TITLE = 200
SHORTENED = (
    f"\n\n**The rest is left out: this document would be longer than {LARGEST_BODY:,} characters. "
    "All that it gathers is read on the case's page.**"
)
_LANGUAGE = Language("documents", written=protected, most_loops=2)
_EXAMPLE = protected("an answer")


class DocumentError(NotWritable):
    """A document cannot be read, or cannot be written for this case."""

    rule = "documents"


@dataclass(frozen=True, kw_only=True)
class Document:
    """A template that has been read.

    Attributes:
        reads: the forms that it names.
    """

    name: str
    reads: Reads
    title: Template
    body: Template

    def titled(self, context: Mapping[str, Any]) -> str:
        """Return the title in words, without what lies below it.

        Raises:
            DocumentError: it names what the context does not hold.
        """
        return read_sheet(self._title(context)).title

    def write(self, context: Mapping[str, Any]) -> str:
        """Render the document as Markdown, which `engine.paper.markdown` reads.

        Raises:
            DocumentError: it names what this case does not have.
        """
        body = render(self.body, context, LARGEST_BODY, DocumentError, shortened=SHORTENED).strip()
        return f"{self._title(context)}\n\n{body}\n"

    def _title(self, context: Mapping[str, Any]) -> str:
        title = render(self.title, context, LONGEST_TITLE, DocumentError, shortened="…").strip()
        return f"{TITLE}{closed(title)}"


@lru_cache(maxsize=256)
def read_document(name: str, source: str) -> Document:
    """Read a document's template.

    Raises:
        DocumentError: it is not of the language of documents; the first problem is told.
    """
    title, body, problems = _parsed(source)
    if problems:
        line, message = min(problems)
        raise DocumentError(name, message, line=line)
    return Document(
        name=name,
        reads=reads_of(title, body),
        title=_LANGUAGE.template(title, name),
        body=_LANGUAGE.template(body, name),
    )


def parse_document(source: str) -> tuple[nodes.Template, nodes.Template, list[tuple[int, str]]]:
    """Return title and body, parsed, and each thing in them that is not of the language, with its line."""
    title, body, problems = _parsed_before(source)
    return title, body, list(problems)


def _parsed(source: str) -> tuple[nodes.Template, nodes.Template, Sequence[tuple[int, str]]]:
    nothing = nodes.Template([], lineno=1)
    if len(source) > LARGEST_SOURCE:
        return nothing, nothing, [(1, f"is longer than {LARGEST_SOURCE} characters; say less")]
    first, _, below = source.replace("\r\n", "\n").partition("\n")
    if not first.startswith(TITLE) or not first.removeprefix(TITLE).strip():
        return nothing, nothing, [(1, f"the first line must say {TITLE.strip()!r} and the title")]
    if not below.strip():
        return nothing, nothing, [(2, "says nothing below its title; write what it holds")]
    title, problems = _LANGUAGE.parse(first.removeprefix(TITLE))
    body, more = _LANGUAGE.parse(f"\n{below}")  # the line keeps the numbers right
    problems += more
    if not problems:
        problems += _of_markdown(body)
    return title, body, problems


def _of_markdown(body: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield what the Markdown of a template may not hold, whichever of its conditions hold."""
    text, lines = "", [1]
    for words, line in _flat(body):
        if not text or text.endswith("\n"):
            lines[-1] = line
        lines += range(line + 1, line + 1 + words.count("\n"))
        text += words
    for fault in faults(text):
        yield lines[fault.line], fault.message


def _flat(node: nodes.Node) -> Iterator[tuple[str, int]]:
    """Yield the text of a template with its line: every branch of a condition, a loop once, an example of a value."""
    for child in node.iter_child_nodes():
        match child:
            case nodes.TemplateData():
                yield child.data, child.lineno
            case nodes.Output():
                yield from _flat(child)
            case nodes.If() | nodes.For():
                body = [*child.body, *getattr(child, "elif_", ()), *child.else_]
                yield from _flat(nodes.Template(body, lineno=child.lineno))
            case _ if isinstance(node, nodes.Output):
                yield _EXAMPLE, child.lineno


_parsed_before = lru_cache(maxsize=512)(_parsed)
"""What was parsed is asked for again and again while a revision is checked; nobody changes these trees."""
