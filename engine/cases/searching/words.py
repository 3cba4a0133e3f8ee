"""Words as search knows them, and what a person asks for.

Both databases are given the same words, so that both find the same: a text is cut into words here, without capitals
and accents, each by its English stem, as PostgreSQL's own `english` makes it. No word is left out for being common:
Will, May and An are children's names.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

MOST_CHARACTERS = 200
"""So much of what a person asks for is read."""
MOST_TERMS = 12
SHORTEST_BEGINNING = 3
"""With fewer letters, most words begin; then the letters are looked for as a word."""
LONGEST_WORD = 60

_LETTER, _DIGIT_TOO = r"[^\W\d_]", r"[^\W_]"
_MARKS = "".join(mark for mark in map(chr, range(0x300, 0x10000)) if unicodedata.category(mark).startswith("M"))
_PART = f"{_DIGIT_TOO}(?:{_DIGIT_TOO}|[{_MARKS}])*"
_WORD = re.compile(
    rf"(?:{_LETTER}\.\s?)+{_LETTER}(?![\w{_MARKS}])\.?"  # J.M. is one word
    rf"|{_PART}(?:['\u2019]{_PART})*"  # and so is O'Brien
)
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_NOT_OF_A_WORD = re.compile(r"[\s\x00-/:-@\[-`{-\x7f\u2019]+")
_stem, _one_at_a_time = stemmer("english"), threading.Lock()


class Word(NamedTuple):
    """A word of a text: by its stem, as it is written but for capitals and accents, and where it stands."""

    stem: str
    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text, whose letters are composed (NFC)."""
    for found in _WORD.finditer(text):
        stem, folded = _known(found[0])
        if stem:
            yield Word(stem, folded, found.start(), found.end())


@lru_cache(maxsize=50_000)
def _known(written: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFKD", written).translate(_ACCENTS).casefold()
    folded = _NOT_OF_A_WORD.sub("", decomposed)[:LONGEST_WORD]
    if not folded.isascii():
        return folded, folded
    with _one_at_a_time:  # the stemmer remembers where it is in a word
        return _stem.stemWord(folded), folded


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing that a person asks for: a word, several that stand one after the other, or what a word begins with.

    Attributes:
        stems: of the words, in their order.
        beginning: what the word begins with; empty if it is asked for as it is.
    """

    stems: tuple[str, ...]
    beginning: str = ""


@dataclass(frozen=True)
class Query:
    """What a person asks for: every term must be found."""

    terms: tuple[Term, ...]

    @classmethod
    def read(cls, asked: str) -> "Query":
        """Read what was typed. Whatever it is, it is words: nothing in it is an operator but quotes and a star."""
        text = unicodedata.normalize("NFC", asked[:MOST_CHARACTERS])
        terms = (
            term
            for n, part in enumerate(re.split(r'["\u201c\u201d]', text))
            for term in _terms(part, is_quoted=n % 2 == 1)
        )
        return cls(tuple(dict.fromkeys(terms))[:MOST_TERMS])

    def finds(self, word: Word) -> bool:
        """Tell whether a word of a text is one of those asked for."""
        return word.stem in self._stems or any(word.folded.startswith(beginning) for beginning in self._beginnings)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem for term in self.terms for stem in term.stems)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(term.beginning for term in self.terms if term.beginning)


def _terms(text: str, *, is_quoted: bool) -> Iterator[Term]:
    """Yield the terms of a part of what was typed; words with no blank between them stand one after the other."""
    together = list[Word]()
    for word in words(text):
        if together and not is_quoted and re.search(r"\s", text[together[-1].end : word.start]):
            yield _term(text, together)
            together = []
        together.append(word)
    if together:
        yield _term(text, together)


def _term(text: str, together: Sequence[Word]) -> Term:
    last = together[-1]
    has_star = text[last.end : last.end + 1] == "*" and len(last.folded) >= SHORTEST_BEGINNING
    is_beginning = has_star and len(together) == 1
    return Term(stems=tuple(word.stem for word in together), beginning=last.folded if is_beginning else "")


# ---- as the databases are asked ---------------------------------------------------------------------------

INSIDE_ONLY = "\u00a6"
"""What a word in the index begins with that only those inside the partnership may find."""


def for_sqlite(query: Query, *, inside: bool = False) -> str:
    """Return a query as FTS5 reads it; `inside` finds the words that are for those inside alone, too."""

    def said(term: Term, mark: str) -> Iterator[str]:
        if term.beginning:
            yield f'"{mark}{term.beginning}"*'
        yield '"' + " ".join(f"{mark}{stem}" for stem in term.stems) + '"'

    return " AND ".join(
        "(" + " OR ".join(each for mark in _marks(inside=inside) for each in said(term, mark)) + ")"
        for term in query.terms
    )


def for_postgresql(query: Query, *, inside: bool = False) -> str:
    """Return a query as a tsquery is written; `inside` finds the words that are for those inside alone, too."""

    def said(term: Term, mark: str) -> Iterator[str]:
        if term.beginning:
            yield f"'{mark}{term.beginning}':*"
        yield "(" + " <-> ".join(f"'{mark}{stem}'" for stem in term.stems) + ")"

    return " & ".join(
        "(" + " | ".join(each for mark in _marks(inside=inside) for each in said(term, mark)) + ")"
        for term in query.terms
    )


def in_a_row(query: Query, *, inside: bool = False) -> tuple[tuple[str, ...], ...]:
    """Return what to look for in one row's words, each with a blank around it; of each term one must be there."""

    def said(term: Term, mark: str) -> Iterator[str]:
        if term.beginning:
            yield f" {mark}{term.beginning}"
        yield " " + " ".join(f"{mark}{stem}" for stem in term.stems) + " "

    return tuple(tuple(each for mark in _marks(inside=inside) for each in said(term, mark)) for term in query.terms)


def _marks(*, inside: bool) -> tuple[str, ...]:
    return ("", INSIDE_ONLY) if inside else ("",)
