"""London's days in SQL: PostgreSQL knows time zones, SQLite keeps instants as text in UTC.

London is an hour ahead of UTC from the last Sunday of March until the last of October, from one o'clock UTC; so it
has been since 1996, before any case.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class london_date(FunctionElement[Any]):  # noqa: N801 - a function of SQL
    """The London date of an instant."""

    name, type, inherit_cache = "london_date", sa.Date(), True


class is_within(FunctionElement[Any]):  # noqa: N801 - a function of SQL
    """Whether an instant lies before the end of a London date; nothing if there is no instant."""

    name, type, inherit_cache = "is_within", sa.Boolean(), True


@compiles(london_date, "postgresql")
def _london_date(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    (instant,) = _written(element, compiler, options)
    return f"CAST(timezone('Europe/London', {instant}) AS DATE)"


@compiles(london_date, "sqlite")
def _london_date_of_text(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    (instant,) = _written(element, compiler, options)
    tomorrow = f"substr({instant}, 12, 2) = '23' AND {_is_summer(instant)}"
    return f"CASE WHEN {tomorrow} THEN date({instant}, '+1 day') ELSE substr({instant}, 1, 10) END"


@compiles(is_within, "postgresql")
def _is_within(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    instant, day = _written(element, compiler, options)
    return f"({instant} < timezone('Europe/London', CAST({day} + 1 AS TIMESTAMP)))"


@compiles(is_within, "sqlite")
def _is_within_of_text(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    instant, day = _written(element, compiler, options)
    in_doubt = (
        f"{instant} < {day} || ' 24' AND NOT {_is_summer(instant)}"  # its last hour, which in summer is tomorrow's
    )
    return f"({instant} < {day} || ' 23' OR ({in_doubt}))"


def _is_summer(instant: str) -> str:
    year = f"substr({instant}, 1, 4)"
    begins, ends = (f"date({year} || '-{month}-25', 'weekday 0') || ' 01'" for month in ("03", "10"))
    return f"({instant} >= {begins} AND {instant} < {ends})"


def _written(element: Any, compiler: SQLCompiler, options: Any) -> list[str]:
    return [compiler.process(clause, **options) for clause in element.clauses]
