"""Reads how a date question extends a time limit."""

import re
from collections.abc import Iterator

from forms.definition import Extension, Form, Must
from forms.expressions import parse
from forms.source import NAME, Block

REASON_TYPES = ("line", "text")
CLAUSE = re.compile(r"[A-Za-z0-9-]{1,20}", re.ASCII)


def read_extension(block: Block, *, inside: str) -> Extension | None:
    """Take `extends` of a question, if it has one; one that lies `inside` a group may not."""
    inner = block.mapping("extends")
    if inner is None:
        return None
    if inside:
        inner.fault("a question in a group extends nothing; ask it outside")
    clause, reason = inner.text("clause", required=True), inner.text("reason", required=True)
    inner.close()
    if clause and not CLAUSE.fullmatch(clause):
        inner.fault("name one clause, as AB-8", "clause")
    return Extension(clause=clause, reason=reason) if CLAUSE.fullmatch(clause) else None


def later_than_due(name: str, extends: Extension | None) -> Iterator[Must]:
    """Give the rule that every extension keeps: the date of the question `name` is later than the one worked to."""
    if extends and NAME.fullmatch(name):
        rule = parse(f'{name} > due_on("{extends.clause}")')
        yield Must(hold=rule, otherwise="The new day must be later than the one by which it is due now")


def check_extensions(form: Form, block: Block) -> None:
    """Note an extension whose reason may be left out, and a time limit that a form extends twice."""
    extending = [(question, question.extends) for question in form.fields if question.extends]
    clauses = [extends.clause for _, extends in extending]
    for twice in sorted({clause for clause in clauses if clauses.count(clause) > 1}):
        block.fault(f"{twice} is extended by several questions; keep one", "sections")
    questions = {question.name: question for question in form.fields}
    for question, extends in extending:
        reason = questions.get(extends.reason)
        if reason is None or reason.type not in REASON_TYPES or not form.is_given_with(reason, question):
            block.fault(
                f"{question.name} extends a time limit, and its reason is {extends.reason!r}, which is no line or text "
                "of this form that is answered whenever the date is",
                "sections",
            )
