"""Decision tables, tried with every possible answer: exactly one rule applies, and every rule can."""

from collections.abc import Iterator
from itertools import product
from math import prod

from engine.diagrams.checks.expressions import misplaced_lists, misread_lists, wrong_in
from engine.diagrams.checks.possible import MOST_COMBINATIONS, Given, in_words
from engine.diagrams.checks.subject import Subject
from engine.diagrams.decisions import Decision
from engine.diagrams.errors import Problem
from engine.diagrams.vocabulary import ANSWER_FUNCTIONS
from forms.expressions import ExpressionError


def tables_are_complete(subject: Subject) -> Iterator[Problem]:
    """Whatever is answered, exactly one rule of a table applies."""
    for table in subject.revision.decisions.values():
        wrong = [*_wrong_names(subject, table), *_wrong_cells(subject, table), *_mixed_outputs(table)]
        yield from wrong
        if not wrong:
            yield from _one_rule_applies(subject, table)


def _wrong_names(subject: Subject, table: Decision) -> Iterator[Problem]:
    lists = subject.lists_seen_from(frozenset({subject.list_of(f"{table.id}.")}))
    for read in table.inputs:
        for message in (
            *wrong_in(read, subject.domains, ANSWER_FUNCTIONS),
            *misread_lists(read, subject.domains, lists),
            *misplaced_lists(read, subject.lists_of.get(table.id, ())),
        ):
            yield _problem(table, "condition", message)
    if any(name.startswith(f"{table.id}.") for read in table.inputs for name in read.names):
        yield _problem(table, "condition", "reads its own output; read answers, or the output of another table")


def _wrong_cells(subject: Subject, table: Decision) -> Iterator[Problem]:
    for column, read in enumerate(table.inputs):
        if read.source not in subject.domains or subject.list_of(read.source) != subject.list_of(f"{table.id}."):
            continue  # not simply the answer to one question
        domain = subject.domains[read.source]
        for rule in table.rules:
            for value in rule.cells[column].values if column < len(rule.cells) else ():
                if not any(value == known and type(value) is type(known) for known in domain):
                    known = ", ".join(map(repr, domain))
                    message = f"{read.source!r} is never {value!r}; it is one of {known}"
                    yield _problem(table, "condition", message, element=rule.id, line=rule.line)


def _mixed_outputs(table: Decision) -> Iterator[Problem]:
    for name, values in zip(table.outputs, zip(*(rule.outputs for rule in table.rules), strict=False), strict=False):
        if len({type(value) for value in values}) > 1:
            yield _problem(
                table, "condition", f"the output {name!r} is of several kinds; write texts, numbers or true and false"
            )


def _one_rule_applies(subject: Subject, table: Decision) -> Iterator[Problem]:
    names = sorted({name for read in table.inputs for name in read.names})
    values = [_values(subject, table, name) for name in names]
    if prod(map(len, values)) > MOST_COMBINATIONS:
        yield _problem(
            table, "too-many", f"has more than {MOST_COMBINATIONS:,} combinations of answers; divide the table"
        )
        return
    applied = set[str]()
    for combination in product(*values):
        answers = dict(zip(names, combination, strict=True))
        try:
            found = table.matching([read.evaluate(Given(answers)) for read in table.inputs])
        except ExpressionError as wrong:
            yield _problem(table, "condition", f"cannot be decided for {in_words(answers)}: {wrong}")
            return
        applied.update(rule.id for rule in found)
        if len(found) != 1:
            rules = " and ".join(rule.id for rule in found) or "no rule"
            yield _problem(table, "one-rule", f"{rules} applies to {in_words(answers)}; exactly one must")
            return
    for rule in table.rules:
        if rule.id not in applied:
            yield _problem(table, "never", "no answers lead to this rule; remove it", element=rule.id, line=rule.line)


def _values(subject: Subject, table: Decision, name: str) -> list[object]:
    """Return what an input can read: outside its instances, an answer of theirs is the list of all."""
    domain = subject.domains[name]
    if not subject.list_of(name) or subject.list_of(f"{table.id}.") == subject.list_of(name):
        return list(domain)
    return [combination for size in (0, 1, 2) for combination in product(domain, repeat=size)]


def _problem(table: Decision, rule: str, message: str, *, element: str = "", line: int = 0) -> Problem:
    return Problem(rule=rule, file=table.file, element=element or table.id, line=line or table.line, message=message)
