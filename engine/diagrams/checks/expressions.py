"""What an expression reads, compares and calls, held against what a revision has."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

from engine.diagrams.checks.subject import Domain
from engine.diagrams.instances import WHOLE_CASE
from engine.diagrams.vocabulary import FORM_FUNCTIONS
from forms.definition import LISTED
from forms.expressions import Expression

ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
MOST_SHOWN = 12


def wrong_in(expression: Expression, domains: Mapping[str, Domain], functions: Collection[str]) -> Iterator[str]:
    """Yield what is wrong in a condition that may read routed answers only."""
    for name in sorted(expression.names - domains.keys()):
        if name.startswith(f"{LISTED}."):
            yield f"{expression.source!r} reads {name!r}, but {no_such_list(domains)}"
        else:
            yield f"{expression.source!r} reads {name!r}, which is no routed answer; mark the question `route: true`"
    yield from wrong_calls(expression, functions)
    yield from impossible_values(expression, domains)


def no_such_list(domains: Iterable[str]) -> str:
    """Say that a list is none of the case's."""
    known = ", ".join(sorted(name.partition(".")[2] for name in domains if name.startswith(f"{LISTED}.")))
    return f"no form fills that list; the lists of a case are: {known or 'none'}"


def misplaced_lists(expression: Expression, lists: Collection[str]) -> Iterator[str]:
    """Yield each question after the instance's list that stands where there may be no instance.

    Args:
        expression: the expression.
        lists: the lists for whose instances it is evaluated; `WHOLE_CASE` for outside.
    """
    if WHOLE_CASE in lists and any(name.startswith(f"{LISTED}.") for name in expression.names):
        yield f"{expression.source!r} asks whether its instance is on a list, but there is no instance here"


def wrong_calls(expression: Expression, functions: Collection[str]) -> Iterator[str]:
    """Yield the functions that may not be called here, or not like this."""
    for name in sorted({name for name, _ in expression.calls} - set(functions)):
        yield f"{expression.source!r} calls {name!r}; here may be called: {', '.join(sorted(functions)) or 'nothing'}"
    for node in ast.walk(expression.tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=arguments) if name in functions:
                if len(arguments) not in (allowed := FORM_FUNCTIONS[name]):
                    how_many = " or ".join(map(str, allowed))
                    yield f"{expression.source!r}: {name} is called with {how_many} in brackets, not {len(arguments)}"


def impossible_values(expression: Expression, domains: Mapping[str, Domain]) -> Iterator[str]:
    """Yield each comparison of an answer with a value that its question cannot have."""
    for node in ast.walk(expression.tree):
        if isinstance(node, ast.Compare):
            for left, op, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
                for name, values in (*_compared(left, right), *_compared(right, left)):
                    if name in domains:
                        yield from _impossible(expression, name, op, values, domains[name])


def misread_lists(expression: Expression, domains: Mapping[str, Domain], lists: Collection[str]) -> Iterator[str]:
    """Yield each answer of instances that is read as one, and each single answer that is read as a list.

    Args:
        expression: the expression.
        domains: the routed answers.
        lists: those of them that are, where the expression stands, the list of what all instances answered.
    """
    for node in ast.walk(expression.tree):
        whole: list[ast.expr] = []
        single: list[ast.expr] = []
        match node:
            case ast.Call(func=ast.Name(id="all_same"), args=arguments):
                whole = arguments
            case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()], comparators=[right]):
                whole, single = [right], [left]
            case ast.Compare(left=left, comparators=rest):
                single = [left, *rest]
        for name in (*map(_name, single), *map(_name, whole)):
            is_whole = name in map(_name, whole)
            if name in domains and name in lists and not is_whole:
                yield f"{expression.source!r} reads {name!r} as one answer, but it is the list of all: use in, all_same"
            elif name in domains and name not in lists and is_whole:
                yield f"{expression.source!r} reads {name!r} as a list; here it is one answer: use == or !="


def _impossible(
    expression: Expression, name: str, op: ast.cmpop, values: list[object], domain: Domain
) -> Iterator[str]:
    if isinstance(op, ORDERED):
        yield f"{expression.source!r} orders {name!r}, whose answers have no order; compare with == or in"
    for value in values:
        if not any(value == known and type(value) is type(known) for known in domain):
            known = ", ".join(map(repr, domain[:MOST_SHOWN]))
            yield f"{expression.source!r}: {name!r} is never {value!r}; it is one of {known}"


def _compared(one: ast.expr, other: ast.expr) -> list[tuple[str, list[object]]]:
    """Return the name that `one` is, with the literals that `other` holds; nothing if they are something else."""
    name = _name(one)
    parts = other.elts if isinstance(other, ast.Tuple | ast.List) else [other]
    values: list[object] = [part.value for part in parts if isinstance(part, ast.Constant)]
    return [(name, values)] if name and values else []


def _name(node: ast.expr) -> str:
    """Return the name that a node is, as expressions know it; empty if it is none."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=form), attr=field):
            return f"{form}.{field}"
    return ""
