"""The notes of a case: read, written, and put right by another; what is typed is kept until it is sent."""

import re
from dataclasses import dataclass
from uuid import uuid4

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.access import Person
from engine.cases import notes, reading
from engine.cases.notes import Note
from engine.cases.reading import Case
from engine.errors import CaseNotFound, NoteRefused
from engine.records.db import Transaction
from web.cases.finding import blueprint, find_inside
from web.security import requires
from web.service import service
from web.sessions import me
from web.sign_in.views import sign_in_again
from web.words import time_of_day

UNPROCESSABLE = 422
_KEY = re.compile(r"[0-9a-f]{32}")
_LONGEST_NUMBER = 10  # of digits; no id of a note has so many


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands in the form: as typed, and which note it puts right."""

    text: str
    corrects: int | None

    @classmethod
    def posted(cls) -> "Typed":
        """Read what a form has sent."""
        return cls(text=request.form.get("text", ""), corrects=_number(request.form.get("corrects", "")))


@blueprint.get("/cases/<reference>/notes", endpoint="notes")
@requires("see_case")
def notes_page(reference: str) -> str:
    """Show the notes, newest first, and the form for another; with `?corrects=` for one that puts a note right."""
    corrects = _number(request.args.get("corrects", ""))
    with service().database.reading() as tx:
        case = find_inside(tx, reference)
        draft = notes.draft_of(tx, case, me())
        if draft and corrects in (None, draft.corrects):
            typed = Typed(text=draft.text, corrects=draft.corrects)
        else:
            typed = Typed(text=draft.text if draft else "", corrects=corrects)
        return _page(tx, case, typed, saved_at=draft.saved_at if draft else None)


@blueprint.post("/cases/<reference>/notes/draft")
@requires("see_case")
def save_note_draft(reference: str) -> Response:
    """Keep what is typed, for the script."""
    typed = Typed.posted()
    with service().database.transaction() as tx:
        notes.keep_draft(tx, find_inside(tx, reference), me(), typed.text, corrects=typed.corrects)
        return jsonify(saved_at=time_of_day(tx.at), asked=[])


def keep_typed(person: Person, reference: str) -> Response | str:
    """Keep what somebody typed whose session lapsed meanwhile, and ask who is there."""
    typed = Typed.posted()
    with service().database.transaction() as tx:
        case = reading.find_case(tx, service().cases.revisions, person, reference)
        notes.keep_draft(tx, case, person, typed.text, corrects=typed.corrects)
    return sign_in_again(url_for("cases.notes", reference=reference))


@blueprint.post("/cases/<reference>/notes")
@requires("see_case", when_lapsed=keep_typed)
def write_note(reference: str) -> Response | tuple[str, int]:
    """Keep the note for good; or only the draft, or nothing, as the button says."""
    typed, act, key = Typed.posted(), request.form.get("act", "write"), request.form.get("sent_as", "")
    if act not in ("write", "save", "drop") or not _KEY.fullmatch(key):
        abort(400)
    with service().database.transaction() as tx:
        case = find_inside(tx, reference)
        if act == "drop":
            notes.drop_draft(tx, case, me())
        else:
            notes.keep_draft(tx, case, me(), typed.text, corrects=typed.corrects)
    if act != "write":
        flash("Draft saved. It is no note yet, and only you see it." if act == "save" else "What you typed is gone.")
        return redirect(url_for("cases.notes", reference=reference))
    try:
        with service().database.transaction() as tx:
            case = find_inside(tx, reference)
            number = notes.write_note(tx, case, me(), typed.text, sent_as=key, corrects=typed.corrects)
    except NoteRefused as refused:
        with service().database.reading() as tx:
            return _page(tx, find_inside(tx, reference), typed, error=str(refused)), UNPROCESSABLE
    flash("The note is kept.")
    return redirect(url_for("cases.notes", reference=reference, _anchor=f"note-{number}"))


def _page(tx: Transaction, case: Case, typed: Typed, *, error: str = "", **more: object) -> str:
    before = request.args.get("before", "")
    found = notes.notes(tx, case, before=_number(before))
    corrected = _corrected(tx, case, typed.corrects)
    return render_template(
        "cases/notes.html",
        case=case,
        notes=found.items,
        more=found.items[-1].id if found.more else None,
        is_older=bool(before),
        typed=typed,
        corrected=corrected,
        error=error,
        sent_as=uuid4().hex,
        longest=notes.LONGEST,
        may_write=bool(notes.writing_post(case, me())),
        **{"saved_at": None, **more},
    )


def _corrected(tx: Transaction, case: Case, number: int | None) -> Note | None:
    if number is None:
        return None
    found = notes.one_note(tx, case, number)
    if found is None:
        raise CaseNotFound
    return found


def _number(typed: str) -> int | None:
    """Return the id of a note that an address or a form names; none for none."""
    if not typed:
        return None
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < _LONGEST_NUMBER else 0
    return number or abort(404)
