"""The registers that a person may open, and each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.register_lists import (
    CLOSED,
    MOST_AT_ONCE,
    OPEN,
    After,
    Narrowing,
    NoRegister,
    RegisterList,
    registers_for,
)
from engine.cases.register_words import HeldAgainst
from engine.records.db import Transaction
from engine.registers.comma_separated import comma_separated
from engine.registers.uploads import TYPES, clean_name
from engine.registers.workbooks.writing import listed
from web import words
from web.registers.tables import headings, values
from web.security import requires
from web.service import service
from web.sessions import me

blueprint = Blueprint("registers", __name__)
YEARS = 10
CASES = {OPEN: "Open cases", CLOSED: "Closed cases"}
LONGEST = 100
LARGEST_ID = 2**63


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an address asks for: what it says, and the entries that are meant."""

    wanted: Narrowing
    query: Mapping[str, Any] = field(default_factory=dict)


@blueprint.get("/registers")
@requires("signed_in")
def index() -> str:
    """List the registers that this person may open."""
    with service().database.reading() as tx:
        found = registers_for(tx, service().cases.revisions, me())
    return render_template("registers/index.html", registers=found)


@blueprint.get("/registers/<name>")
@requires("signed_in")
def register(name: str) -> str:
    """Show a page of a register: what is asked for, what waits first."""
    with service().database.reading() as tx:
        found = _find(tx, name)
        asked = _asked(found)
        lines, counts = found.page(asked.wanted, _after()), found.counts(asked.wanted)
        late = found.late(asked.wanted) if found.register.due else 0
    more = lines.more
    following: dict[str, Any] = {**asked.query, "after": f"{more.place}~{more.case_id}~{more.key}"} if more else {}
    return render_template(
        "registers/register.html",
        register=found.register,
        columns=found.columns,
        is_inside=found.is_inside,
        lines=lines.items,
        counts=counts,
        late=late,
        asked=asked,
        organisations=found.organisations(),
        cases=CASES,
        years=range(clock.today().year, clock.today().year - YEARS, -1),
        most=MOST_AT_ONCE,
        next_page=url_for("registers.register", name=name, **following) if more else "",
        is_later="after" in request.args,
    )


@blueprint.get("/registers/<name>/entries.<any(csv, xlsx):kind>")
@requires("signed_in")
def entries(name: str, kind: str) -> Response:
    """Give the entries that are asked for as a file of a spreadsheet."""
    with service().database.reading() as tx:
        found = _find(tx, name)
        asked = _asked(found)
        titles = headings(found)
        rows = [values(found, line) for line in found.everything(asked.wanted)]
    title = found.register.title
    if kind == "csv":
        data = comma_separated([heading for heading, _ in titles], rows)
    else:
        data = listed(title, titles, rows, clock.now())
    called = clean_name(f"{title} {clock.today().isoformat()}.{kind}")
    return send_file(BytesIO(data), mimetype=TYPES[kind], as_attachment=True, download_name=called)


@blueprint.app_template_filter()
def held_in_words(held: HeldAgainst) -> str:
    """Say how a date keeps to its time limit: in time, 3 of 5 working days; 2 working days late."""
    if held.due_on is None:
        return ""
    due = words.short_day(held.due_on)
    if held.is_late:
        late = words.quantity(held.late_days, "working day") + " late" if held.late_days else "late"
        return f"{late}; it was due on {due}" if held.done_on else f"{late}; it is not done, and was due on {due}"
    if not held.done_on:
        return f"not done yet; it is due on {due}"
    if held.limit and held.limit.unit == "wd" and held.limit.amount > 0:
        taken = words.quantity(held.limit.amount, "working day")
        return f"in time, on {'the same day' if not held.working_days else f'day {held.working_days}'} of {taken}"
    return f"in time; it was due on {due}"


def _find(tx: Transaction, name: str) -> RegisterList:
    try:
        return RegisterList(tx, service().cases.revisions, me(), name)
    except NoRegister:
        abort(404)


def _asked(found: RegisterList) -> Asked:
    """Return what the address asks for; nothing is found by what no form of the page sends."""
    given = {
        key: request.args.get(key, "").strip()[:LONGEST] for key in ("state", "agency", "theme", "case", "year", "late")
    }
    known = {
        "state": set(found.register.states),
        "agency": set(found.organisations()),
        "case": set(CASES),
        "year": {str(year) for year in range(1900, 2100)},
        "late": {"yes"},
    }
    for key, values_known in known.items():
        if given[key] and given[key] not in values_known:
            abort(404)
    wanted = Narrowing(
        state=given["state"],
        organisation=given["agency"],
        is_late=bool(given["late"]),
        words=given["theme"] if found.register.theme else "",
        case=given["case"],
        year=int(given["year"] or 0),
    )
    return Asked(wanted=wanted, query={key: value for key, value in given.items() if value})


def _after() -> After | None:
    given = request.args.get("after", "")
    if not given:
        return None
    place, _, rest = given.partition("~")
    case_id, _, key = rest.partition("~")
    try:
        after = After(place=int(place), case_id=int(case_id), key=key)
    except ValueError:
        abort(404)
    return after if abs(after.place) < 2**31 and 0 <= after.case_id < LARGEST_ID else abort(404)
