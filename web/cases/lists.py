"""The list of cases: its filters, those that a person keeps, and the cases opened last."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.filtering import EVERY_CASE, Choices, Filter, choices_of
from engine.cases.listing import NEWEST, STATUSES, Before, CaseIndex
from engine.cases.own_lists import (
    LONGEST_NAME,
    MOST_FILTERS,
    drop_filter,
    note_visit,
    recent_cases,
    save_filter,
    saved_filters,
)
from forms.uncertain_dates import NotADate, When
from web import words
from web.cases.finding import blueprint
from web.security import requires
from web.service import service
from web.sessions import me

LARGEST_ID = 2**63
ROLE, ORGANISATION = "role", "organisation"
"""What stands before the colon in the value of "waits for"."""
DAYS = {"from": "First day", "until": "Last day"}
ASKED = ("stage", "with", "late", *DAYS, "ended")
"""What an address may ask of the list, besides the status and the page."""


@blueprint.get("/cases")
@requires("signed_in")
def listing() -> str:
    """List the cases that this person has a part in, as far as they ask for them."""
    status, asks = _status(), _asks(request.args)
    with service().database.reading() as tx:
        index = CaseIndex(tx, service().cases.revisions, me())
        choices = choices_of(index.in_use)
        asked, errors = _filter(choices, asks)
        counts = {each: index.count(each) for each in STATUSES}
        found = index.page(status, _before(), asked)
        number = counts[status] if asked == EVERY_CASE else index.count(status, asked)
        kept, recent = saved_filters(tx, me().id), recent_cases(tx, index.viewer)
    more = found.more
    before = f"{more.opened_at.isoformat()}~{more.case_id}" if more else ""
    return render_template(
        "cases/list.html",
        cases=found.items,
        status=status,
        counts=counts,
        number=number,
        asks=asks,
        asked=asked,
        said=words.listing(list(_said(choices, asked))),
        errors=errors,
        choices=choices,
        days=DAYS,
        saved=kept,
        most_saved=MOST_FILTERS,
        longest_name=LONGEST_NAME,
        recent=recent,
        next_page=url_for("cases.listing", show=status, before=before, **asks) if more else "",
    )


@blueprint.post("/cases/filters")
@requires("signed_in")
def keep_filter() -> Response:
    """Keep what the list asks for under a name."""
    status, asks = _status(request.form), _asks(request.form)
    name = " ".join(request.form.get("name", "").split())[:LONGEST_NAME]
    with service().database.transaction() as tx:
        _, errors = _filter(choices_of(service().cases.revisions.in_use(tx)), asks)
        if not name:
            said = "Nothing was saved: give the filter a name."
        elif errors:
            said = "Nothing was saved: the dates cannot be read."
        elif save_filter(tx, me().id, name, {"show": status, **asks}):
            said = f"Saved: {name}. You find it above the list of cases."
        else:
            said = f"Nothing was saved: you keep {MOST_FILTERS} filters. Remove one first."
    flash(said)
    return redirect(url_for("cases.listing", show=status, **asks), 303)


@blueprint.post("/cases/filters/<int:number>/remove")
@requires("signed_in")
def remove_filter(number: int) -> Response:
    """Remove a filter that this person keeps."""
    with service().database.transaction() as tx:
        drop_filter(tx, me().id, min(number, LARGEST_ID - 1))
    flash("The filter is removed.")
    return redirect(url_for("cases.listing"), 303)


@blueprint.after_request
def note(response: Response) -> Response:
    """Note which case's page this person has opened."""
    if request.endpoint == "cases.page" and request.method == "GET" and response.status_code == 200:  # noqa: PLR2004
        with service().database.transaction() as tx:
            note_visit(tx, me().id, g.case_id)
    return response


# ---- what is asked for --------------------------------------------------------------------------------------


def _status(given: Mapping[str, str] | None = None) -> str:
    status = (request.args if given is None else given).get("show", STATUSES[0])
    return status if status in STATUSES else abort(404)


def _asks(given: Mapping[str, str]) -> dict[str, Any]:
    """Return what is asked for as typed; what is empty is not asked."""
    asks = {name: given.get(name, "").replace("\0", "").strip()[:200] for name in ASKED}
    return {name: value for name, value in asks.items() if value}


def _filter(choices: Choices, asks: Mapping[str, str]) -> tuple[Filter, Mapping[str, str]]:
    """Return the filter that is asked for, and what is wrong with its days; what nobody offered is not found."""
    days, errors = dict[str, date](), dict[str, str]()
    for end, label in DAYS.items():
        try:
            if end in asks:
                when = When.parse(asks[end])
                days[end] = when.on if end == "from" else when.latest
        except NotADate as wrong:
            errors[end] = f"{label} {wrong}"
    kind, _, who = asks.get("with", "").partition(":")
    role, organisation = (who if kind == each else "" for each in (ROLE, ORGANISATION))
    asked = Filter(
        stage=asks.get("stage", ""),
        role=role,
        organisation=organisation,
        is_late="late" in asks,
        opened_from=days.get("from"),
        opened_until=days.get("until"),
        ended=asks.get("ended", ""),
    )
    is_offered = (
        asked.stage in ("", *choices.stages)
        and role in ("", *choices.roles)
        and organisation in ("", *choices.organisations)
        and asked.ended in ("", *choices.ends)
        and bool(role or organisation) == ("with" in asks)
    )
    return (asked, errors) if is_offered else abort(404)


def _said(choices: Choices, asked: Filter) -> Iterator[str]:
    """Say what the filter asks for."""
    if asked.stage:
        yield f"in the stage {choices.stages[asked.stage]}"
    if who := asked.role or choices.organisations.get(asked.organisation):
        yield f"waiting for {who}"
    if asked.is_late:
        yield "with a late task"
    if asked.opened_from:
        yield f"opened on or after {words.day(asked.opened_from)}"
    if asked.opened_until:
        yield f"opened until {words.day(asked.opened_until)}"
    if asked.ended:
        yield f"ended with {asked.ended}"


def _before() -> Before:
    at, _, case_id = request.args.get("before", "").partition("~")
    if not at:
        return NEWEST
    try:
        before = Before(opened_at=datetime.fromisoformat(at).astimezone(clock.LONDON), case_id=int(case_id))
    except (ValueError, OverflowError):
        abort(404)
    return before if 0 <= before.case_id < LARGEST_ID else abort(404)
