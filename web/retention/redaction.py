"""Redaction of one thing in a case: what waits for a second person, what was done, and what can be redacted."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.cases.reading import Case
from engine.cases.redaction import deciding
from engine.cases.redaction.things import ANSWER, Thing, elsewhere, everything, find_thing, left_by_mail, packages_with
from engine.cases.retention.keepers import RetentionRefused, confirms, find_kept
from engine.cases.retention.keepers import reviews as may_review
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from web.retention.frame import LONGEST, blueprint, number_in
from web.security import requires
from web.service import service
from web.sessions import me, revision


@blueprint.get("/cases/<reference>/redactions")
@requires("see_case")
def redactions(reference: str) -> str:
    """Show what waits to be confirmed, what was redacted, and what can be."""
    return _page(reference, {})


@blueprint.post("/cases/<reference>/redactions")
@requires("see_case")
def decide(reference: str) -> Response | tuple[str, int]:
    """Confirm a redaction that somebody else proposed, or refuse one."""
    what, number = request.form.get("do", ""), number_in(request.form.get("number", ""))
    known = revision().partnership
    try:
        with service().database.transaction() as tx:
            case = find_kept(tx, service().cases.revisions, me(), reference)
            if what == "confirm" and confirms(known, me()):
                deciding.confirm(tx, case, me(), number)
                said = "Redacted. What was taken out is gone for good."
            elif what == "refuse":
                deciding.refuse(tx, case, me(), number, reason=request.form.get("reason", "")[:LONGEST])
                said = "Refused. Nothing is redacted."
            else:
                raise CaseNotFound
    except RetentionRefused as refused:
        return _page(reference, {f"{what}-{number}": str(refused)}), 422
    flash(said)
    return redirect(url_for("retention.redactions", reference=reference))


@blueprint.get("/cases/<reference>/redactions/<kind>/<of>")
@requires("see_case")
def ask_to_redact(reference: str, kind: str, of: str) -> str:
    """Ask which answer of a set, or whether a letter, document, note or file, is to be redacted, and why."""
    return _asked(reference, kind, of, "", {})


@blueprint.post("/cases/<reference>/redactions/<kind>/<of>")
@requires("see_case")
def propose_redaction(reference: str, kind: str, of: str) -> Response | tuple[str, int]:
    """Propose a redaction; somebody else confirms it."""
    reason, path = request.form.get("reason", "")[:LONGEST], request.form.get("path", "")
    if kind == ANSWER and not path:
        return _asked(reference, kind, of, reason, {"path": "Choose which answer is to be redacted"}), 422
    try:
        with service().database.transaction() as tx:
            case = find_kept(tx, service().cases.revisions, me(), reference)
            _refuse_unless_reviewer()
            deciding.propose(tx, case, me(), find_thing(tx, case, kind, of, path), reason=reason)
    except RetentionRefused as refused:
        return _asked(reference, kind, of, reason, {"reason": str(refused)}, path), 422
    flash("Proposed. Nothing is redacted until somebody else confirms it.")
    return redirect(url_for("retention.redactions", reference=reference))


def _asked(reference: str, kind: str, of: str, reason: str, errors: dict[str, str], path: str = "") -> str:
    with service().database.reading() as tx:
        case = find_kept(tx, service().cases.revisions, me(), reference)
        _refuse_unless_reviewer()
        things = [one for one in everything(tx, case) if (one.kind, one.of) == (kind, of)]
        if not things:
            raise CaseNotFound
        mailed = left_by_mail(tx, things[0])
    return render_template(
        "retention/redact.html",
        case=case,
        things=things,
        kind=kind,
        mailed=mailed,
        reason=reason,
        path=path or request.args.get("path", ""),
        errors=errors,
        retention=revision().partnership.retention,
    )


def _page(reference: str, errors: dict[str, str]) -> str:
    known = revision().partnership
    with service().database.reading() as tx:
        case = find_kept(tx, service().cases.revisions, me(), reference)
        every = deciding.redactions_of(tx, case.id)
        things = list(everything(tx, case))
        waiting = [_waiting(tx, case, one, things) for one in every if one.decided_at is None]
        packages = packages_with(tx, case) if every else ()
    named = {(one.kind, one.of): one.called.split(": ")[0] for one in reversed(things)}
    return render_template(
        "retention/redactions.html",
        case=case,
        waiting=waiting,
        decided=[one for one in every if one.decided_at],
        packages=packages,
        named=named,
        may_review=may_review(known, me()),
        may_confirm=confirms(known, me()),
        retention=known.retention,
        errors=errors,
    )


def _waiting(
    tx: Transaction, case: Case, one: deciding.Redaction, things: list[Thing]
) -> tuple[deciding.Redaction, Thing | None, tuple[Thing, ...], int]:
    """Return what waits with the thing itself (none if it is gone), where else its words stand, and mails that left."""
    thing = next((t for t in things if (t.kind, t.of, t.path) == (one.kind, one.of, one.path)), None)
    return one, thing, elsewhere(tx, case, thing) if thing else (), left_by_mail(tx, thing) if thing else 0


def _refuse_unless_reviewer() -> None:
    if not may_review(revision().partnership, me()):
        raise CaseNotFound
