"""Checks the templates of letters and documents against what they may name in their revision."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from jinja2 import nodes

from engine.diagrams.decisions import Decision
from engine.diagrams.documents import parse_document
from engine.diagrams.letters import parse_letter
from engine.diagrams.templates import DAYS_LEFT, DUE, ITEM, LIMIT, LOOP, is_path
from forms.definition import Field, Form
from forms.tables import Table

MOST_SHOWN = 30

Names = Mapping[str, Any]
"""None stands for a value, a frozenset of keys for a choice, a mapping for a thing with names of its own,
and a list of one of these for a list."""


Parse = Callable[[str], tuple[nodes.Template, nodes.Template, list[tuple[int, str]]]]

SIGNATURE: Names = MappingProxyType({"by": None, "post": None, "at": None})
"""Who sent a form, as which post and organisation, and when."""

ONLY_OF_LETTERS = ("to", "clause", "due_on", "limits")
"""What only a letter that is sent has: its recipient, and the time limit that it is about."""


def names_of(
    forms: Mapping[str, Form],
    decisions: Mapping[str, Decision],
    *,
    clauses: Collection[str] = (),
    by_instances: Collection[str] = (),
    lists: Collection[str] = (),
    tables: Mapping[str, Table] = MappingProxyType({}),
) -> Names:
    """Return everything that a letter of a revision may name.

    Args:
        forms: of the revision.
        decisions: of the revision.
        clauses: those that have a time limit.
        by_instances: the forms that each instance of a multi-instance activity answers.
        lists: the lists of a case.
        tables: those that people fill in as spreadsheets.
    """
    groups = [group for form in forms.values() for group in form.lists]
    return {
        "partnership": {"name": None, "mailbox": None},
        "case": {"reference": None, "initials": None, "opened_on": None},
        "to": {"role": None, "organisation": None},
        "clause": {"id": None, "section": None, "says": None},
        "due_on": None,
        "limits": [None],
        "today": None,
        "instance": None,
        "anchors": {anchor: None for form in forms.values() for anchor in form.recorded},
        "answers": {name: _questions(form.fields) for name, form in forms.items()},
        "sent": dict.fromkeys(forms, SIGNATURE),
        "decisions": {name: _outputs(decision) for name, decision in decisions.items()},
        "instances": {
            name: [{"name": None, **SIGNATURE, "sent_on": None, "answers": _questions(form.fields)}]
            for name, form in forms.items()
            if name in by_instances
        },
        "lists": {name: [None] for name in lists},
        ITEM: _item(groups),
        "items": {
            name: [{"name": None, "answers": _item(group for group in groups if name in (group.list, *group.adds_to))}]
            for name in lists
        },
        "merged": {
            name: [{"sender": None, "notes": None, **dict.fromkeys(table.columns)}] for name, table in tables.items()
        },
        DUE: dict.fromkeys(clauses),
        LIMIT: dict.fromkeys(clauses),
        DAYS_LEFT: dict.fromkeys(clauses),
    }


def without(names: Names, left_out: Collection[str]) -> Names:
    """Return what may be named, but for these."""
    return {name: thing for name, thing in names.items() if name not in left_out}


def problems_of(source: str, names: Names) -> list[tuple[int, str]]:
    """Say what is wrong with a letter's template: each problem with its line, in order.

    Args:
        source: the template.
        names: what it may name: `names_of` the revision.
    """
    return _problems(source, names, parse_letter, "a subject is open to everybody's eyes; name no answers in it")


def problems_of_document(source: str, names: Names) -> list[tuple[int, str]]:
    """Say what is wrong with a document's template, as `problems_of` a letter's."""
    names = without(names, ONLY_OF_LETTERS)
    return _problems(source, names, parse_document, "a title stands in lists; name no answers in it")


def _problems(source: str, names: Names, parse: Parse, no_answers: str) -> list[tuple[int, str]]:
    above, body, problems = parse(source)
    if problems:
        return sorted(set(problems))
    checker = _Checker()
    for tree in (above, body):
        checker.visit(tree, names)
    if any(node.name in ("answers", "instances", ITEM, "items", "merged") for node in above.find_all(nodes.Name)):
        checker.problems.append((1, no_answers))
    return sorted(set(checker.problems))


def _questions(fields: Sequence[Field]) -> Names:
    """Return the names of a form's questions; files are not for letters."""
    return {field.name: _question(field) for field in fields if field.type != "file"}


def _item(groups: Iterable[Field]) -> Names:
    """Return the names of the questions by which lists are filled; of two of one name, a value of either."""
    found: dict[str, Any] = {}
    for group in groups:
        for name, values in _questions(group.fields).items():
            known = found.get(name, values)
            is_choice = isinstance(known, frozenset) and isinstance(values, frozenset)
            found[name] = known | values if is_choice else values
    return found


def _outputs(decision: Decision) -> Names:
    """Return what a decision table can say, by output."""
    return {output: frozenset(rule.outputs[n] for rule in decision.rules) for n, output in enumerate(decision.outputs)}


def _question(question: Field) -> Any:
    keys = frozenset(question.choices) or None
    match question.type:
        case "group":
            return [_questions(question.fields)]
        case "choices":
            return [keys]
        case _:
            return keys


class _Anything(Mapping[str, Any]):
    """Stands for what is not known, so that one mistake is told once: whatever is named of it exists."""

    def __getitem__(self, name: str) -> "_Anything":
        return self

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


_ANYTHING = _Anything()


class _Checker:
    """Follows every name of a template."""

    def __init__(self) -> None:
        self.problems: list[tuple[int, str]] = []

    def visit(self, node: nodes.Node, names: Names) -> None:
        """Check a node, and those in it, where `names` are known."""
        match node:
            case nodes.For():
                self._loop(node, names)
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                found = self.find(node, names)
                if isinstance(found, Mapping) and found is not _ANYTHING:
                    self._say(node, f"{_path(node)} is no single thing; name one that it has: {', '.join(found)}")
            case nodes.Output():
                for value in node.nodes:
                    self._written(value, names)
                    self.visit(value, names)
            case nodes.Test(name="defined"):
                self.find(node.node, names)
            case _:
                if isinstance(node, nodes.Compare):
                    self._compare(node, names)
                for child in node.iter_child_nodes():
                    self.visit(child, names)

    def find(self, node: nodes.Node, names: Names) -> Any:
        """Return what a name stands for; say so if it is not known."""
        match node:
            case nodes.Name():
                around, name = names, node.name
            case nodes.Getattr():
                around, name = self.find(node.node, names), node.attr
            case nodes.Getitem(node=thing, arg=nodes.Const(value=name)):
                around = self.find(thing, names)
            case _:
                self.visit(node, names)
                return None
        if isinstance(around, Mapping) and name in around:
            return around[name]
        known = f"; known are {', '.join(around)}" if isinstance(around, Mapping) and len(around) <= MOST_SHOWN else ""
        self._say(node, f"{_path(node)} is not known{known}")
        return _ANYTHING

    def _written(self, node: nodes.Node, names: Names) -> None:
        """A list of things that have names of their own cannot be written; one of its things can."""
        while isinstance(node, nodes.Filter) and node.node is not None:
            node = node.node
        found = _Checker().find(node, names) if is_path(node) else None  # an unknown name is told when it is visited
        if isinstance(found, list) and isinstance(found[0], Mapping):
            self._say(node, f"{_path(node)} is a list of things; go through it with a for, and name what each has")

    def _loop(self, node: nodes.For, names: Names) -> None:
        items = self.find(node.iter, names)
        if not isinstance(items, list) and items is not _ANYTHING:
            self._say(node, f"{_path(node.iter)} is no list; a for goes through a list")
        item = items[0] if isinstance(items, list) else _ANYTHING
        inside = {**names, "loop": LOOP, getattr(node.target, "name", ""): item}
        for part in (node.test, *node.body):
            if part is not None:
                self.visit(part, inside)
        for part in node.else_:
            self.visit(part, names)

    def _compare(self, node: nodes.Compare, names: Names) -> None:
        """A choice that is compared with a key which it does not have would silently never hold."""
        if not is_path(node.expr):
            return
        keys = _Checker().find(node.expr, names)  # an unknown name is told when the node's children are visited
        if not isinstance(keys, frozenset):
            return
        for operand in node.ops:
            expr = operand.expr
            for value in expr.items if isinstance(expr, nodes.List | nodes.Tuple) else (expr,):
                if isinstance(value, nodes.Const) and value.value not in keys:
                    known = ", ".join(sorted(map(str, keys)))
                    self._say(node, f"{_path(node.expr)} is never {value.value!r}; it is one of {known}")

    def _say(self, node: nodes.Node, message: str) -> None:
        self.problems.append((node.lineno, message))


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f'{_path(node.node)}["{node.arg.value}"]'
    return node.name if isinstance(node, nodes.Name) else "it"
