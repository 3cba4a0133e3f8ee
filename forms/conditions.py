"""Conditions of the simple kind, as data for a page's script and as a sentence for a page without one."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from forms.definition import Field
from forms.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A condition of the simple kind: the answer to one question is, or is not, among some.

    Attributes:
        name: the question's.
        values: as a page sends them: keys of choices, `yes`, `no`.
        is_among: false if the answer must be none of them.
    """

    name: str
    values: tuple[str, ...]
    is_among: bool = True


def comparison(condition: Expression) -> Comparison | None:
    """Return a condition as a simple comparison, or None.

    Simple are `x`, `not x`, `x == "a"`, `x != "a"`, `x in ["a", "b"]`, and `"a" in x` of several choices.
    """
    match condition.tree:
        case ast.Name(id=name):
            return Comparison(name=name, values=("yes",))
        case ast.UnaryOp(operand=ast.Name(id=name)):
            return Comparison(name=name, values=("no",))
        case ast.Compare(left=ast.Name(id=name), ops=[op], comparators=[ast.Constant(value=str(value))]):
            if isinstance(op, ast.Eq | ast.NotEq):
                return Comparison(name=name, values=(value,), is_among=isinstance(op, ast.Eq))
        case ast.Compare(
            left=ast.Constant(value=str(value)), ops=[ast.In() | ast.NotIn() as op], comparators=[ast.Name(id=name)]
        ):
            return Comparison(name=name, values=(value,), is_among=isinstance(op, ast.In))
        case ast.Compare(
            left=ast.Name(id=name),
            ops=[ast.In() | ast.NotIn() as op],
            comparators=[ast.Tuple(elts=elements) | ast.List(elts=elements)],
        ):
            values = tuple(e.value for e in elements if isinstance(e, ast.Constant) and isinstance(e.value, str))
            if values and len(values) == len(elements):
                return Comparison(name=name, values=values, is_among=isinstance(op, ast.In))
    return None


def sentence(condition: Expression, questions: Iterable[Field], opening: str = "Answer only if") -> str | None:
    """Say a simple condition in words, for people whose browser does not hide the question; None for any other.

    `Answer only if you answered “No” to “Does the referral hold everything needed?”`
    """
    simple = comparison(condition)
    question = next((q for q in questions if simple and q.name == simple.name), None)
    if simple is None or question is None:
        return None
    names = (
        {"yes": "Yes", "no": "No"} if question.type == "yes_no" else {k: c.label for k, c in question.choices.items()}
    )
    if not set(simple.values) <= set(names):
        return None
    answers = " or ".join(f"“{names[value]}”" for value in simple.values)
    return f"{opening} you answered {'' if simple.is_among else 'anything but '}{answers} to “{question.label}”"
