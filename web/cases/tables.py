"""Tables that several senders filled in, such as chronologies, merged: to read, to print, to take away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from flask import abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.merging import MergedTable, merged_table
from engine.cases.reading import Case
from engine.records.db import Transaction
from engine.registers.uploads import TYPES, clean_name
from engine.registers.workbooks.writing import merged_list
from forms.uncertain_dates import NotADate, When
from web.cases.finding import blueprint, find
from web.security import requires
from web.service import service

MOST_ON_A_PAGE = 200
KIND = "xlsx"
ENDS = ("from", "until")


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """Which part of a table is asked for.

    Attributes:
        sender: the key of one sender; empty for all.
        typed: the first and the last day as typed.
        days: the days, as far as they could be read.
        errors: what is wrong with those that could not.
    """

    sender: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> dict[str, Any]:
        """What an address says of it."""
        return {name: value for name, value in {"sender": self.sender, **self.typed}.items() if value}

    def of(self, found: MergedTable) -> MergedTable:
        """Return that part of the table."""
        return found.narrowed(key=self.sender, first=self.days.get(ENDS[0]), last=self.days.get(ENDS[1]))


@blueprint.get("/cases/<reference>/tables/<name>")
@requires("see_case")
def table(reference: str, name: str) -> str:
    """Show a merged table with its gaps, repetitions and contradictions; who is asked sees their own rows."""
    with service().database.reading() as tx:
        case, found = _found(tx, reference, name)
    wanted = _narrowing(found)
    shown = wanted.of(found)
    page, pages = _page(len(shown.entries))
    first = (page - 1) * MOST_ON_A_PAGE
    return render_template(
        "cases/table.html",
        case=case,
        found=found,
        entries=shown.entries[first : first + MOST_ON_A_PAGE] if page else shown.entries,
        total=len(shown.entries),
        wanted=wanted,
        page=page,
        pages=pages,
        kind=KIND,
        link=lambda number: url_for("cases.table", reference=reference, name=name, **wanted.query, page=number),
    )


@blueprint.get(f"/cases/<reference>/tables/<name>.{KIND}")
@requires("see_case")
def table_file(reference: str, name: str) -> Response:
    """Give a merged table, or the part that is asked for, as a workbook."""
    with service().database.reading() as tx:
        case, found = _found(tx, reference, name)
    wanted = _narrowing(found)
    if wanted.errors:
        abort(404)
    data = merged_list(found.table, wanted.of(found).entries, clock.now())
    called = clean_name(f"{case.reference} {found.table.title}.{KIND}")
    return send_file(BytesIO(data), mimetype=TYPES[KIND], as_attachment=True, download_name=called)


def _found(tx: Transaction, reference: str, name: str) -> tuple[Case, MergedTable]:
    case = find(tx, reference)
    wanted = case.revision.tables.get(name) or abort(404)
    return case, merged_table(tx, case, wanted)


def _narrowing(found: MergedTable) -> Narrowing:
    sender = request.args.get("sender", "")
    if sender and sender not in {source.key for source in found.sources}:
        abort(404)
    typed = {end: request.args.get(end, "").strip()[:40] for end in ENDS}
    days, errors = dict[str, date](), dict[str, str]()
    for end, text in typed.items():
        try:
            if text:
                days[end] = _day(text, end)
        except NotADate as wrong:
            errors[end] = f"{end.capitalize()} {wrong}"
    return Narrowing(sender=sender, typed=typed, days=days, errors=errors)


def _day(text: str, end: str) -> date:
    when = When.parse(text)
    return when.on if end == ENDS[0] else when.latest


def _page(total: int) -> tuple[int, int]:
    """Return which page is asked for, and how many there are; 0 for everything at once, to print."""
    pages = max(1, -(-total // MOST_ON_A_PAGE))
    asked = request.args.get("page", "1")
    if asked == "all":
        return 0, pages
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0  # noqa: PLR2004 - no more pages
    return (number, pages) if 1 <= number <= pages else abort(404)
