"""Going through what a case holds: its items, and of each what is withheld."""

from collections import Counter
from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.cases.reading import Case
from engine.cases.subject_access import reviewing
from engine.cases.subject_access.items import File, Item, items
from engine.cases.subject_access.requests import AccessRefused, Request
from engine.cases.subject_access.reviewing import Wanted
from engine.errors import UploadRefused
from engine.records.db import Transaction
from engine.registers.uploads import TYPES, keep_file
from web.security import requires
from web.service import service
from web.sessions import me
from web.subject_access.frame import LARGEST, NUMBER, UNPROCESSABLE, blueprint, found_case, found_request
from web.tasks.files import looked_at

KIND_WORDS: Mapping[str, str] = {
    "answers": "Answers",
    "letter": "Letter",
    "document": "Document",
    "note": "Note",
    "handover": "Note of a hand-over",
    "file": "File",
}
ITEM = f"/{NUMBER}/cases/<reference>/<key>"


@blueprint.get(f"/{NUMBER}/cases/<reference>")
@requires("answer_subjects")
def case(number: int, reference: str) -> str:
    """List what a case holds, and who has gone through which of it."""
    with service().database.reading() as tx:
        asked = found_request(tx, number)
        found = found_case(tx, asked, reference)
        held, marks = items(tx, found), reviewing.withheld(tx, asked)
        return render_template(
            "subject_access/case.html",
            asked=asked,
            case=found,
            items=held,
            kinds=KIND_WORDS,
            done=reviewing.reviews(tx, asked, found),
            count=Counter(mark.item for mark in marks.marks if mark.case_id == found.id),
            whole={item.key for item in held if marks.item(found.id, item.key)},
            next=reviewing.next_item(tx, asked, found),
        )


@blueprint.get(ITEM)
@requires("answer_subjects")
def item(number: int, reference: str, key: str) -> str:
    """Show one item, passage by passage, with what is withheld of it."""
    with service().database.reading() as tx:
        asked = found_request(tx, number)
        found = found_case(tx, asked, reference)
        return _item_page(tx, asked, found, reviewing.find_item(tx, found, key), {})


@blueprint.post(f"{ITEM}/withhold")
@requires("answer_subjects")
def withhold(number: int, reference: str, key: str) -> Response | tuple[str, int]:
    """Withhold an item, passages of it, or words."""
    try:
        with service().database.transaction() as tx:
            asked = found_request(tx, number)
            found = found_case(tx, asked, reference)
            held = reviewing.find_item(tx, found, key)
            new = reviewing.withhold(tx, service().cases.revisions, me(), asked, found, held, _wanted())
    except AccessRefused as refused:
        return _again(number, reference, key, {refused.at: str(refused)})
    flash("Withheld." if new else "That is withheld already.")
    return redirect(url_for("subject_access.item", number=number, reference=reference, key=key))


@blueprint.post(f"{ITEM}/give")
@requires("answer_subjects")
def give(number: int, reference: str, key: str) -> Response | tuple[str, int]:
    """Give after all what a mark withholds."""
    mark = request.form.get("mark", "")
    if not (mark.isascii() and mark.isdigit() and int(mark) <= LARGEST):
        abort(404)
    try:
        with service().database.transaction() as tx:
            asked = found_request(tx, number)
            reviewing.give(tx, me(), asked, found_case(tx, asked, reference), int(mark))
    except AccessRefused as refused:
        return _again(number, reference, key, {refused.at: str(refused)})
    flash("It is given after all.")
    return redirect(url_for("subject_access.item", number=number, reference=reference, key=key))


@blueprint.post(f"{ITEM}/finish")
@requires("answer_subjects")
def finish(number: int, reference: str, key: str) -> Response | tuple[str, int]:
    """Record that somebody has gone through an item, and go on with the next."""
    suspects = looked_at()
    try:
        if (copy := request.files.get("copy")) and (suspect := suspects.get(id(copy))):
            raise UploadRefused(suspect.why)  # noqa: TRY301 - it is refused as what cannot be kept is
        with service().database.transaction() as tx:
            asked = found_request(tx, number)
            found = found_case(tx, asked, reference)
            held = reviewing.find_item(tx, found, key)
            copy_id = _copy(tx, asked, found, held) if isinstance(held, File) else None
            reviewing.finish(tx, me(), asked, found, held, copy_id=copy_id)
            after = reviewing.next_item(tx, asked, found, key)
    except (AccessRefused, UploadRefused) as refused:
        return _again(number, reference, key, {"copy": str(refused)})
    if after:
        return redirect(url_for("subject_access.item", number=number, reference=reference, key=after))
    flash(f"You have gone through all that {reference} holds.")
    return redirect(url_for("subject_access.page", number=number))


def _copy(tx: Transaction, asked: Request, found: Case, held: File) -> int | None:
    """Return the copy that is given in place of a file: one that comes with the page, or one that was kept before.

    None if the file itself is given, or is withheld.

    Raises:
        AccessRefused: it is not said which, or there is no copy.
        UploadRefused: it cannot be kept.
    """
    gives = request.form.get("gives", "")
    if gives == "file" or reviewing.withheld(tx, asked).item(found.id, held.key):
        return None
    if gives != "copy":
        raise AccessRefused("Choose what is given of the file", at="copy")
    copy, before = request.files.get("copy"), reviewing.reviews(tx, asked, found).get(held.key)
    if copy and copy.filename:
        settings = service().settings
        return keep_file(
            tx,
            settings.uploads_folder,
            person_id=me().id,
            name=copy.filename,
            content=copy.stream,
            accept=tuple(TYPES),
            largest_bytes=settings.largest_upload_bytes,
        )
    if before is None or before.copy_id is None:
        raise AccessRefused("Choose the copy that is given in place of the file", at="copy")
    return before.copy_id


def _wanted() -> Wanted:
    typed = request.form
    return Wanted(
        whole=typed.get("whole") == "yes",
        places=typed.getlist("place"),
        words=typed.get("words", "").splitlines(),
        everywhere=typed.get("everywhere") == "yes",
        reason=typed.get("reason", ""),
        remark=typed.get("remark", ""),
    )


def _again(number: int, reference: str, key: str, errors: Mapping[str, str]) -> tuple[str, int]:
    with service().database.reading() as tx:
        asked = found_request(tx, number)
        found = found_case(tx, asked, reference)
        return _item_page(tx, asked, found, reviewing.find_item(tx, found, key), errors), UNPROCESSABLE


def _item_page(tx: Transaction, asked: Request, found: Case, held: Item, errors: Mapping[str, str]) -> str:
    marks = reviewing.withheld(tx, asked)
    passages = [
        (each, marks.pieces(each.text, case_id=found.id, item=held.key, place=each.place)) for each in held.passages(tx)
    ]
    own = [mark for mark in marks.marks if (mark.case_id, mark.item) == (found.id, held.key)]
    order = [each.key for each in items(tx, found)]
    at = order.index(held.key)
    return render_template(
        "subject_access/item.html",
        asked=asked,
        case=found,
        item=held,
        kind=KIND_WORDS[held.kind],
        is_file=isinstance(held, File),
        passages=passages,
        marks=own,
        whole=marks.item(found.id, held.key),
        chosen_places={mark.place for mark in own if mark.place},
        review=reviewing.reviews(tx, asked, found).get(held.key),
        reasons=reviewing.reasons(tx, service().cases.revisions),
        before=order[at - 1] if at else "",
        after=order[at + 1] if at + 1 < len(order) else "",
        place=at + 1,
        of=len(order),
        typed=request.form,
        errors=errors,
    )
