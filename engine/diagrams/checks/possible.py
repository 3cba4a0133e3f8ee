"""The answers that a case may have been given on its way to a place, as far as diagrams and forms tell.

A *way* is one kind of history: which facts are known, each with the values that it can have. What a way does
not name has not been answered. Ways that know the same facts are kept as one, so that their number follows
what a diagram asks and leaves out, never the number of possible answers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from math import prod
from typing import Any

from engine.diagrams.vocabulary import ANSWER_FUNCTIONS
from forms.expressions import Expression, ExpressionError, Unanswered

Values = frozenset[Any]
Way = Mapping[str, Values]
Ways = dict[frozenset[str], Way]
"""Ways by the facts that they know."""

MOST_WAYS = 64
MOST_COMBINATIONS = 50_000
NOTHING_ASKED: Way = {}


class TooManyError(Exception):
    """There are more combinations of answers than can be tried."""


class Given:
    """One combination of answers, as expressions read it."""

    functions: Mapping[str, Callable[..., Any]] = ANSWER_FUNCTIONS

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers

    def value(self, name: str) -> Any:
        """Return the answer."""
        if name not in self.answers:
            raise Unanswered(name)
        return self.answers[name]


def ways_of(found: Iterable[Way]) -> Ways:
    """Gather ways; those that know the same facts become one."""
    ways: Ways = {}
    for way in found:
        known = frozenset(way)
        ways[known] = _either(ways[known], way) if known in ways else way
    if len(ways) > MOST_WAYS:
        facts = frozenset.intersection(*ways)
        kept: list[Way] = [{fact: way[fact] for fact in facts} for way in ways.values()]
        ways = {facts: reduce(_either, kept)}
    return ways


def _either(one: Way, other: Way) -> Way:
    if one == other:
        return one
    return {fact: one[fact] | other[fact] for fact in one}


def combinations(way: Way, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield every combination of the values of some facts.

    Raises:
        TooManyError: there are too many to try.
    """
    facts = sorted(names)
    if prod(len(way[fact]) for fact in facts) > MOST_COMBINATIONS:
        raise TooManyError
    for values in product(*(simplest_first(way[fact]) for fact in facts)):
        yield dict(zip(facts, values, strict=True))


def simplest_first(values: Values) -> list[Any]:
    """Return values in an order that is always the same, short lists before long ones."""
    return sorted(values, key=lambda value: (len(value) if isinstance(value, tuple) else 0, repr(value)))


def narrowed(way: Way, kept: Sequence[Mapping[str, Any]]) -> Way:
    """Return the way, with only the values that some of the kept combinations have."""
    if not kept:
        return way
    return {**way, **{fact: frozenset(combination[fact] for combination in kept) for fact in kept[0]}}


def if_holds(way: Way, condition: Expression, called: Callable[[str], str]) -> tuple[Way | None, Way | None]:
    """Return the way where a form's condition holds, and where it does not; None where that cannot be.

    Args:
        way: what is known.
        condition: of the form.
        called: the fact that a name of the expression stands for; empty for what is not followed.
    """
    facts = {name: called(name) for name in condition.names}
    if not all(facts.values()) or any(name not in ANSWER_FUNCTIONS for name, _ in condition.calls):
        return way, way
    if any(fact not in way for fact in facts.values()):
        return None, way  # about an unanswered question: not met
    holding, others = list[dict[str, Any]](), list[dict[str, Any]]()
    for combination in combinations(way, set(facts.values())):
        answers = {name: combination[fact] for name, fact in facts.items()}
        try:
            holds = bool(condition.evaluate(Given(answers)))
        except ExpressionError:
            return way, way
        (holding if holds else others).append(combination)
    return (narrowed(way, holding) if holding else None, narrowed(way, others) if others else None)


def in_words(answers: Mapping[str, Any]) -> str:
    """Say a combination of answers in a message."""
    return (
        ", ".join(f"{name} = {list(v) if isinstance(v, tuple) else v!r}" for name, v in answers.items()) or "anything"
    )
