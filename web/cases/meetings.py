"""The meetings of a case: when and where, who is invited and comes, what each part recorded; and saying who comes."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.cases.meetings.guests import LONGEST_NOTE, NotInvited, reply
from engine.cases.meetings.one import CaseMeeting, meeting_of, planned_in
from engine.cases.reading import Case
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from web.cases.finding import blueprint, find
from web.security import requires
from web.service import service
from web.sessions import me

UNPROCESSABLE, CONFLICT = 422, 409
COMES = {"yes": "Yes", "no": "No"}
Page = Response | str | tuple[str, int]


@blueprint.get("/cases/<reference>/meetings")
@requires("see_case")
def meetings(reference: str) -> Response | str:
    """List the meetings of the case that this person may see; one alone is shown at once."""
    with service().database.reading() as tx:
        case = find(tx, reference)
        found = planned_in(tx, case)
    if len(found) == 1:
        return redirect(_address(reference, found[0].form, found[0].instance))
    return render_template("meetings/of_case.html", case=case, meetings=found)


@blueprint.get("/cases/<reference>/meetings/<form>")
@requires("see_case")
def meeting(reference: str, form: str) -> str:
    """Show a meeting: before it what one takes into the room, after it the record."""
    with service().database.reading() as tx:
        case, found = _found(tx, reference, form)
    return _shown(case, found)


@blueprint.post("/cases/<reference>/meetings/<form>")
@requires("see_case")
def reply_to_meeting(reference: str, form: str) -> Page:
    """Keep whether somebody who is invited comes."""
    typed = {name: request.form.get(name, "").strip() for name in ("of", "comes", "note")}
    with service().database.reading() as tx:
        case, found = _found(tx, reference, form)
    errors = dict[str, str]()
    if typed["of"] not in {guest.holder.key for guest in found.guests if guest.may_reply}:
        errors["of"] = "Choose who it is about"
    if typed["comes"] not in COMES:
        errors["comes"] = "Choose whether they come"
    if len(typed["note"]) > LONGEST_NOTE:
        errors["note"] = f"The note must be {LONGEST_NOTE} characters or fewer; it has {len(typed['note'])}"
    if errors:
        return _shown(case, found, typed, errors), UNPROCESSABLE
    try:
        with service().database.transaction() as tx:
            case, found = _found(tx, reference, form)
            comes = typed["comes"] == "yes"
            reply(tx, case, found.planned, typed["of"], comes=comes, note=typed["note"], me=me())
    except NotInvited as refused:
        return _shown(case, found, typed, {"of": str(refused)}), CONFLICT
    flash("It is kept who comes.")
    return redirect(_address(reference, form, found.planned.instance))


def _found(tx: Transaction, reference: str, form: str) -> tuple[Case, CaseMeeting]:
    case = find(tx, reference)
    if form not in case.revision.forms:
        raise CaseNotFound
    return case, meeting_of(tx, case, form, request.args.get("for", ""))


def _shown(
    case: Case, found: CaseMeeting, typed: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> str:
    return render_template(
        "meetings/meeting.html",
        case=case,
        meeting=found,
        planned=found.planned,
        replying=[guest for guest in found.guests if guest.may_reply],
        typed=typed or {},
        errors=errors or {},
        choices=COMES,
        longest=LONGEST_NOTE,
    )


def _address(reference: str, form: str, instance: str) -> str:
    values = {"reference": reference, "form": form, "for": instance or None}
    return url_for("cases.meeting", **values)  # type: ignore[arg-type] # `for` is a word of Python's own
