"""Letters (forms/LETTERS.md): plain text, a subject above it, in the language of `engine.diagrams.templates`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

from jinja2 import Template, nodes

from engine.diagrams.templates import Language, NotWritable, Reads, reads_of, render

LARGEST_SOURCE = 20_000
LARGEST_BODY = 100_000
LONGEST_SUBJECT = 200
SHORTENED = "\n\n(The rest is left out, because this letter would be too long. Ask who sends it for the whole.)"
SUBJECT = "Subject: "
_LANGUAGE = Language("letters", written=lambda words: words, most_loops=1)


class LetterError(NotWritable):
    """A letter cannot be read, or cannot be written for this case."""

    rule = "letters"


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
        reads: the forms that it names.
    """

    name: str
    reads: Reads
    subject: Template
    body: Template

    def write(self, context: Mapping[str, Any]) -> Written:
        """Render the letter.

        Raises:
            LetterError: it names what this case does not have, or the result is no fit letter.
        """
        subject = render(self.subject, context, LONGEST_SUBJECT, LetterError, shortened="…").strip()
        if not subject or not subject.isprintable():
            raise LetterError(
                self.name, "the subject must be one line of text; take out what brings a line break", line=1
            )
        body = render(self.body, context, LARGEST_BODY, LetterError, shortened=SHORTENED).strip()
        return Written(subject=subject, body=f"{body}\n")


@lru_cache(maxsize=1024)
def read_letter(name: str, source: str) -> Letter:
    """Read a letter's template.

    Raises:
        LetterError: it is not of the language of letters; the first problem is told.
    """
    subject, body, problems = _parsed(source)
    if problems:
        line, message = min(problems)
        raise LetterError(name, message, line=line)
    return Letter(
        name=name,
        reads=reads_of(subject, body),
        subject=_LANGUAGE.template(subject, name),
        body=_LANGUAGE.template(body, name),
    )


def parse_letter(source: str) -> tuple[nodes.Template, nodes.Template, list[tuple[int, str]]]:
    """Return subject and body, parsed, and each thing in them that is not of the language, with its line."""
    subject, body, problems = _parsed_before(source)
    return subject, body, list(problems)


def _parsed(source: str) -> tuple[nodes.Template, nodes.Template, Sequence[tuple[int, str]]]:
    nothing = nodes.Template([], lineno=1)
    if len(source) > LARGEST_SOURCE:
        return nothing, nothing, [(1, f"is longer than {LARGEST_SOURCE} characters; say less")]
    first, _, rest = source.replace("\r\n", "\n").partition("\n")
    blank, _, body = rest.partition("\n")
    if not first.startswith(SUBJECT) or not first.removeprefix(SUBJECT).strip():
        return nothing, nothing, [(1, f"the first line must say {SUBJECT.strip()!r} and the subject")]
    if blank.strip() or not body.strip():
        return nothing, nothing, [(2, "an empty line must follow the subject, then the letter")]
    above, problems = _LANGUAGE.parse(first.removeprefix(SUBJECT))
    below, more = _LANGUAGE.parse(f"\n\n{body}")  # the two lines keep the numbers right
    return above, below, problems + more


_parsed_before = lru_cache(maxsize=512)(_parsed)
"""What was parsed is asked for again and again while a revision is checked; nobody changes these trees."""
