"""The log of administration: read by administrators, narrowed, a page at a time, and as a file."""

from datetime import date
from io import BytesIO
from typing import Any

from flask import abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.administration.accounts import find_account
from engine.records.db import Transaction
from engine.registers import administration_log
from engine.registers.administration_log import COMMAND_LINE, Wanted
from engine.registers.comma_separated import comma_separated
from engine.registers.uploads import clean_name
from forms.uncertain_dates import NotADate, When
from web import words
from web.administration.frame import LARGEST_ID, blueprint
from web.administration.sentences import ACTIONS, NOBODY, by, told
from web.security import requires
from web.service import service
from web.sessions import revision

MOST_IN_A_FILE = 100_000
HEADINGS = ("Number", "When (London)", "Who", "Whose account", "What", "In words")


@blueprint.get("/administration/log", endpoint="log")
@requires("administer")
def listing() -> str:
    """Tell what administrators changed, the last first."""
    until, error = _until()
    with service().database.reading() as tx:
        wanted, about = _wanted(tx, until)
        found = administration_log.entries(tx, wanted, before=_number("before"))
        people = administration_log.who_administered(tx)
    asked = _asked(wanted)
    partnership = revision().partnership
    return render_template(
        "administration/log.html",
        entries=[(entry, by(entry), told(entry, partnership)) for entry in found.items],
        wanted=wanted,
        about=about,
        typed=request.args.get("until", "").strip()[:40],
        error=error,
        people={COMMAND_LINE: NOBODY, **people},
        actions={action: said for action, (said, _) in ACTIONS.items()},
        next_page=url_for("administration.log", before=found.more, **asked) if found.more else "",
        file=url_for("administration.log_file", **asked),
    )


@blueprint.get("/administration/log.csv")
@requires("administer")
def log_file() -> Response:
    """Give what administrators changed as a file, the last first."""
    partnership, until = revision().partnership, _until()[0]
    with service().database.reading() as tx:
        found = administration_log.entries(tx, _wanted(tx, until)[0], most=MOST_IN_A_FILE)
    rows = [
        [
            *(entry.seq, words.moment(entry.at), by(entry), entry.about, ACTIONS[entry.action][0]),
            words.sentence(told(entry, partnership)),
        ]
        for entry in found.items
    ]
    name = clean_name(f"log of administration {clock.today().isoformat()}.csv")
    data = BytesIO(comma_separated(HEADINGS, rows))
    return send_file(data, mimetype="text/csv; charset=utf-8", as_attachment=True, download_name=name)


def _wanted(tx: Transaction, until: date | None) -> tuple[Wanted, str]:
    """Return what the address asks for, and the name of whose account it is about; empty for everybody's."""
    action, about = request.args.get("action", ""), _number("about")
    if action and action not in ACTIONS:
        abort(404)
    found = find_account(tx, about) if about is not None else None
    if about is not None and found is None:
        abort(404)
    wanted = Wanted(about=about, by=_number("by"), action=action, until=until)
    return wanted, found.account.name if found else ""


def _asked(wanted: Wanted) -> dict[str, Any]:
    said = {"about": wanted.about, "by": wanted.by, "action": wanted.action, "until": wanted.until}
    return {name: str(value) for name, value in said.items() if value not in (None, "")}


def _until() -> tuple[date | None, str]:
    text = request.args.get("until", "").strip()[:40]
    try:
        return (When.parse(text).latest if text else None), ""
    except NotADate as wrong:
        return None, f"The last day {wrong}"


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    if not text:
        return None
    return min(int(text), LARGEST_ID) if text.isascii() and text.isdigit() and len(text) < 20 else abort(404)  # noqa: PLR2004 - fits
