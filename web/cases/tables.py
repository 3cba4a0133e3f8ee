"""Tables that several senders filled in, such as chronologies, merged: to read, to print, to take away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from flask import abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.merging import SENDER, MergedTable, Narrowing, merged_table
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
CONTRADICTED = "contradicted"
LONGEST = 100


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which part of a table is asked for, and in which order.

    Attributes:
        wanted: the part, as far as it could be read.
        query: what an address says of it.
        errors: what is wrong with the days that could not be read, by which of them.
    """

    wanted: Narrowing
    query: Mapping[str, Any]
    errors: Mapping[str, str] = field(default_factory=dict)


@blueprint.get("/cases/<reference>/tables/<name>")
@requires("see_case")
def table(reference: str, name: str) -> str:
    """Show a merged table with its gaps, repetitions and contradictions; who is asked sees their own rows."""
    with service().database.reading() as tx:
        case, found = _found(tx, reference, name)
    asked = _asked(found)
    shown = found.narrowed(asked.wanted)
    page, pages = _page(len(shown.entries))
    first = (page - 1) * MOST_ON_A_PAGE
    return render_template(
        "cases/table.html",
        case=case,
        found=found,
        entries=shown.entries[first : first + MOST_ON_A_PAGE] if page else shown.entries,
        total=len(shown.entries),
        asked=asked,
        contradicted=CONTRADICTED,
        by_sender=SENDER,
        page=page,
        pages=pages,
        kind=KIND,
        link=lambda number: url_for("cases.table", reference=reference, name=name, **asked.query, page=number),
    )


@blueprint.get(f"/cases/<reference>/tables/<name>.{KIND}")
@requires("see_case")
def table_file(reference: str, name: str) -> Response:
    """Give a merged table, or the part that is asked for, as a workbook."""
    with service().database.reading() as tx:
        case, found = _found(tx, reference, name)
    asked = _asked(found)
    if asked.errors:
        abort(404)
    data = merged_list(found.table, found.narrowed(asked.wanted).entries, clock.now())
    called = clean_name(f"{case.reference} {found.table.title}.{KIND}")
    return send_file(BytesIO(data), mimetype=TYPES[KIND], as_attachment=True, download_name=called)


def _found(tx: Transaction, reference: str, name: str) -> tuple[Case, MergedTable]:
    case = find(tx, reference)
    wanted = case.revision.tables.get(name) or abort(404)
    return case, merged_table(tx, case, wanted)


def _asked(found: MergedTable) -> Asked:
    """Return what the address asks for; nothing is found by what no form of the page sends."""
    given = {name: request.args.get(name, "").strip()[:LONGEST] for name in ("sender", *ENDS, "words", "only", "order")}
    known = {
        "sender": {source.key for source in found.sources},
        "only": {CONTRADICTED},
        "order": {SENDER, *found.orders},
    }
    for name, values in known.items():
        if given[name] and given[name] not in values:
            abort(404)
    days, errors = dict[str, date](), dict[str, str]()
    for end in ENDS:
        try:
            if given[end]:
                days[end] = _day(given[end], end)
        except NotADate as wrong:
            errors[end] = f"{end.capitalize()} {wrong}"
    wanted = Narrowing(
        key=given["sender"],
        first=days.get(ENDS[0]),
        last=days.get(ENDS[1]),
        words=given["words"],
        is_contradicted=bool(given["only"]),
        order=given["order"],
    )
    return Asked(wanted=wanted, query={name: value for name, value in given.items() if value}, errors=errors)


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
