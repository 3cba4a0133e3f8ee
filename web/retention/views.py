"""How long cases are kept: what is due, one case as those who look after it decide on it, and certificates."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.access import Person
from engine.cases.reading import Case
from engine.cases.retention import certificates, holds, reviews
from engine.cases.retention.keepers import RetentionRefused, confirms, find_kept, keeps
from engine.cases.retention.keepers import reviews as may_review
from engine.cases.retention.schedule import due_cases
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from forms.uncertain_dates import NotADate, When
from web import words
from web.cases.filters import anchor_words
from web.retention import redaction
from web.retention.frame import LONGEST, blueprint, number_in
from web.security import requires
from web.service import service
from web.sessions import me, revision

__all__ = ["blueprint", "redaction"]
LARGEST = 2**31 - 2
COUNTED: Mapping[str, str] = {
    "closed": "the day on which it was closed",
    "opened": "the day on which it was opened",
    "born": "the child's date of birth",
}
ERASED: Mapping[str, tuple[str, str]] = {
    "submission": ("set of answers", "sets of answers"),
    "letter": ("letter", "letters"),
    "document": ("document", "documents"),
    "upload": ("uploaded file", "uploaded files"),
    "note": ("note", "notes"),
    "draft": ("draft", "drafts"),
    "user_task": ("task", "tasks"),
    "delivery": ("delivery of a letter", "deliveries of letters"),
    "register_entry": ("entry of a register", "entries of registers"),
    "case_read": ("line of the log of who read it", "lines of the log of who read it"),
    "searched_submission": ("entry of the search index", "entries of the search index"),
    "meeting": ("meeting", "meetings"),
}
"""What a certificate counts, by table; the rest is told together."""
Change = Callable[[Transaction, Case, Person], None]


@blueprint.get("")
@requires("signed_in")
def page() -> str:
    """List what is due by a day, the longest closed first, with what keeps a case all the same."""
    _refuse_others()
    by, typed, error = _by()
    after = request.args.get("after", "")
    with service().database.reading() as tx:
        found = due_cases(tx, service().cases.revisions, me(), by=by, after=number_in(after) if after else None)
        latest = certificates.certificates(tx, most=5)
    return render_template(
        "retention/list.html",
        found=found,
        by=by,
        typed=typed,
        error=error,
        today=clock.today(),
        retention=revision().partnership.retention,
        counted=_counted,
        certificates=latest,
    )


@blueprint.get("/cases/<reference>")
@requires("see_case")
def case(reference: str) -> str:
    """Show until when a case is kept, why, and what was decided of it."""
    return _case_page(reference, {}, {})


@blueprint.post("/cases/<reference>")
@requires("see_case")
def change(reference: str) -> Response | tuple[str, int]:
    """Hold a case or lift a hold; keep it longer; propose that it is destroyed; refuse that, or confirm it."""
    what, reason = request.form.get("do", ""), request.form.get("reason", "").strip()[:LONGEST]
    asked_by, number = request.form.get("asked_by", "").strip()[:LONGEST], number_in(request.form.get("number", "0"))
    until = request.form.get("until", "").strip()[:40]
    known = revision().partnership
    ways: Mapping[str, tuple[bool, Change]] = {
        "hold": (True, lambda tx, case, by: holds.place(tx, case, by, asked_by=asked_by, reason=reason)),
        "lift": (True, lambda tx, case, by: holds.lift(tx, case, by, number, reason=reason)),
        "keep": (
            True,
            lambda tx, case, by: reviews.keep_longer(tx, case, by, until=_day(until), reason=reason),
        ),
        "propose": (may_review(known, me()), lambda tx, case, by: reviews.propose(tx, known, case, by, reason=reason)),
        "refuse": (True, lambda tx, case, by: reviews.refuse(tx, case, by, reason=reason)),
    }
    typed = {"reason": reason, "asked_by": asked_by, "until": until, "do": what}
    if what == "confirm":
        return _confirm(reference, typed)
    try:
        with service().database.transaction() as tx:
            found = find_kept(tx, service().cases.revisions, me(), reference)
            may, way = ways.get(what) or abort(400)
            if not may:
                raise CaseNotFound
            way(tx, found, me())
    except RetentionRefused as refused:
        return _case_page(reference, typed, {f"{what}-{number}" if number else what: str(refused)}), 422
    flash("Kept. It stands in the case's history.")
    return redirect(url_for("retention.case", reference=reference))


@blueprint.get("/certificates")
@requires("signed_in")
def certificate_list() -> str:
    """List the certificates of what was destroyed, the latest first."""
    _refuse_others()
    before = request.args.get("before", "")
    with service().database.reading() as tx:
        found = certificates.certificates(tx, before=number_in(before) if before else None)
    more = found[-1].number if len(found) == certificates.PAGE and found[-1].number > 1 else None
    return render_template("retention/certificates.html", certificates=found, more=more)


@blueprint.get(f"/certificates/<int(max={LARGEST}):number>")
@requires("signed_in")
def certificate(number: int) -> str:
    """Show a certificate, to read and to print."""
    _refuse_others()
    with service().database.reading() as tx:
        found = certificates.one_certificate(tx, number) or abort(404)
    erased = found.says["erased"]
    return render_template(
        "retention/certificate.html",
        certificate=found,
        says=found.says,
        erased=[(ERASED[name], erased[name]) for name in ERASED if name in erased],
        others=sum(count for name, count in erased.items() if name not in ERASED),
        counted=_counted,
    )


def _confirm(reference: str, typed: Mapping[str, str]) -> Response | tuple[str, int]:
    """Destroy a case, once who confirms it has typed its reference."""
    if not confirms(revision().partnership, me()):
        raise CaseNotFound
    if request.form.get("again", "").strip() != reference:
        wrong = f"Type {reference} to confirm that this case is destroyed"
        return _case_page(reference, typed, {"confirm": wrong}), 422
    try:
        with service().database.transaction() as tx:
            found = find_kept(tx, service().cases.revisions, me(), reference)
            issued = reviews.confirm(tx, revision().partnership, found, me())
    except RetentionRefused as refused:
        return _case_page(reference, typed, {"confirm": str(refused)}), 422
    flash(f"{reference} is destroyed. This certifies it.")
    return redirect(url_for("retention.certificate", number=issued.number))


def _case_page(reference: str, typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    known = revision().partnership
    with service().database.reading() as tx:
        found = find_kept(tx, service().cases.revisions, me(), reference)
        now = reviews.standing(tx, known, found)
    return render_template(
        "retention/case.html",
        case=found,
        now=now,
        retention=known.retention,
        refusal=now.refusal(clock.today()),
        may_review=may_review(known, me()),
        may_confirm=confirms(known, me()),
        counted=_counted,
        typed=typed,
        errors=errors,
        today=clock.today(),
        longest=LONGEST,
    )


@blueprint.app_template_filter()
def instant(said: str) -> datetime:
    """Return an instant (UTC) as a certificate says it."""
    return datetime.fromisoformat(said)


@blueprint.app_template_filter()
def iso_day(said: str) -> date:
    """Return a London date as a certificate says it."""
    return date.fromisoformat(said)


@blueprint.app_template_filter()
def end_in_words(end: str) -> str:
    """Say what an end of the process is called in which a case starts."""
    known = revision()
    found = known.elements.get((known.partnership.start, end))
    return (found.name if found else "") or words.sentence(end.replace("_", " "))


def _refuse_others() -> None:
    """Let only those who look after what is kept go on; for others there is no such page."""
    if not keeps(revision().partnership, me()):
        abort(404)


def _counted(counted_from: str) -> str:
    """Say from what a period is counted."""
    return COUNTED.get(counted_from) or f"“{anchor_words(counted_from, revision())}”"


def _by() -> tuple[date, str, str]:
    """Return the day by which what is due is listed, as typed, and what is wrong with it: then today stands in."""
    typed = request.args.get("by", "").strip()[:40]
    try:
        return (When.parse(typed).on if typed else None) or clock.today(), typed, ""
    except NotADate as wrong:
        return clock.today(), typed, f"The day {wrong}"


def _day(typed: str) -> date:
    """Return a day that was typed.

    Raises:
        RetentionRefused: it is none.
    """
    try:
        found = When.parse(typed).on if typed else None
    except NotADate as wrong:
        raise RetentionRefused(f"The last day {wrong}") from wrong
    if found is None:
        raise RetentionRefused("Say until which day the case is kept")
    return found
