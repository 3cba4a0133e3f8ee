"""Answers in SQL: whether one that is kept as JSON is a value, or has it among several."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from engine.records.kinds import Json


class has_answer(FunctionElement[Any]):  # noqa: N801 - a function of SQL
    """Whether the answer to a question is a value, or a list with the value in it.

    Its arguments are the column of answers, the question's name, and the value as JSON: text in quotes, true or false.
    """

    name, type, inherit_cache = "has_answer", sa.Boolean(), True


class answers_to(FunctionElement[Any]):  # noqa: N801 - a function of SQL
    """The answers to several questions as a JSON list, in their order; null for one that was not asked.

    Its arguments are the column of answers, which is read once, and the questions' names.
    """

    name, type, inherit_cache = "answers_to", Json, True


@compiles(has_answer, "postgresql")
def _has_answer(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    answers, question, value = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(({answers} -> CAST({question} AS TEXT)) @> CAST({value} AS JSONB))"


@compiles(has_answer, "sqlite")
def _has_answer_of_text(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    answers, question, value = (compiler.process(clause, **options) for clause in element.clauses)
    among = f"SELECT each.value FROM json_each({answers}, '$.' || {question}) AS each"  # noqa: S608 - both are the compiler's
    return f"(json_extract({value}, '$') IN ({among}))"


@compiles(answers_to, "postgresql")
def _answers_to(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    answers, *questions = (compiler.process(clause, **options) for clause in element.clauses)
    return f"jsonb_build_array({', '.join(f'{answers} -> CAST({question} AS TEXT)' for question in questions)})"


@compiles(answers_to, "sqlite")
def _answers_to_of_text(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    answers, *questions = (compiler.process(clause, **options) for clause in element.clauses)
    paths = [f"'$.' || {question}" for question in questions]
    if len(paths) == 1:  # of one path it would give the answer itself
        paths *= 2
    return f"json_extract({answers}, {', '.join(paths)})"
