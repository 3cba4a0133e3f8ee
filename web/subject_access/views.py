"""Requests of people who ask what is held about them: begun, with their cases, the package, and closed."""

from collections.abc import Mapping
from datetime import date

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.subject_access import looking, packages, packaging, requests, reviewing
from engine.cases.subject_access.requests import AccessRefused
from engine.cases.time_left import time_left
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.registers.uploads import clean_name
from forms.definition import Field
from forms.kinds import KINDS
from web.security import requires
from web.service import service
from web.sessions import me, revision
from web.subject_access import reviews, seen
from web.subject_access.frame import LARGEST, NUMBER, UNPROCESSABLE, blueprint, found_case, found_request, places
from web.subject_access.package_pages import PackagePages

__all__ = ["blueprint", "reviews", "seen"]
DATES = ("received_on", "born_on")
NO_SUCH_CASE = "There is no such case that you may read all of"


@blueprint.get("")
@requires("answer_subjects")
def listing() -> str:
    """List the requests: open ones by their due dates, or those that are closed."""
    is_open, page = request.args.get("state") != "closed", request.args.get("page", "1")
    if not (page.isascii() and page.isdigit() and 0 < int(page) < 10**6):
        abort(404)
    with service().database.reading() as tx:
        found, has_more = requests.listing(tx, service().cases.revisions, me(), is_open=is_open, page=int(page))
    left = {each.id: time_left(revision().partnership.calendar, each.due_on) for each in found}
    return render_template(
        "subject_access/list.html", found=found, left=left, is_open=is_open, page=int(page), has_more=has_more
    )


@blueprint.get("/new")
@requires("answer_subjects")
def new() -> str:
    """Ask whose information is asked for."""
    return _new_page({}, {})


@blueprint.post("")
@requires("answer_subjects")
def begin() -> Response | tuple[str, int]:
    """Begin a request."""
    typed = dict(request.form)
    dates, errors = _dates(typed)
    if not errors:
        try:
            with service().database.transaction() as tx:
                received_on = dates["received_on"]
                assert received_on is not None
                number = requests.begin_request(
                    tx,
                    service().cases.revisions,
                    me(),
                    name=typed.get("name", ""),
                    other_names=typed.get("other_names", ""),
                    born_on=dates["born_on"],
                    received_on=received_on,
                    with_reads=typed.get("with_reads") == "yes",
                )
            return redirect(url_for("subject_access.look", number=number))
        except AccessRefused as refused:
            errors = {refused.at: str(refused)}
    return _new_page(typed, errors), UNPROCESSABLE


@blueprint.get(f"/{NUMBER}")
@requires("answer_subjects")
def page(number: int) -> str:
    """Show a request: what is next, its cases, what is withheld, its packages."""
    with service().database.reading() as tx:
        return _page(tx, number, {})


@blueprint.get(f"/{NUMBER}/cases")
@requires("answer_subjects")
def look(number: int) -> str:
    """Look for the cases in which the person is named."""
    with service().database.reading() as tx:
        return _look_page(tx, number, {})


@blueprint.post(f"/{NUMBER}/cases")
@requires("answer_subjects")
def add_case(number: int) -> Response | tuple[str, int]:
    """Choose a case in which the person is."""
    reference = request.form.get("reference", "").strip().upper()
    try:
        with service().database.transaction() as tx:
            requests.add_case(tx, service().cases.revisions, me(), found_request(tx, number), reference)
    except (AccessRefused, CaseNotFound) as refused:
        why = str(refused) if isinstance(refused, AccessRefused) else NO_SUCH_CASE
        with service().database.reading() as tx:
            return _look_page(tx, number, {"reference": why}), UNPROCESSABLE
    flash(f"{reference} is a part of this request. Go through what it holds.")
    return redirect(url_for("subject_access.look", number=number))


@blueprint.post(f"/{NUMBER}/cases/<reference>/remove")
@requires("answer_subjects")
def remove_case(number: int, reference: str) -> Response | tuple[str, int]:
    """Take a case out of a request."""
    try:
        with service().database.transaction() as tx:
            asked = found_request(tx, number)
            requests.remove_case(tx, me(), asked, found_case(tx, asked, reference))
    except AccessRefused as refused:
        return _refused(number, refused)
    flash(f"{reference} is no part of this request any more.")
    return redirect(url_for("subject_access.page", number=number))


@blueprint.post(f"/{NUMBER}/packages")
@requires("answer_subjects")
def make_package(number: int) -> Response | tuple[str, int]:
    """Make the package."""
    known = service()
    try:
        packaging.make(known.database, known.cases.revisions, me(), number, PackagePages(), places())
    except AccessRefused as refused:
        return _refused(number, refused)
    flash("The package is made. Look through it before you give it to anybody.")
    return redirect(url_for("subject_access.page", number=number, _anchor="packages"))


@blueprint.get(f"/{NUMBER}/packages/<int(max={LARGEST}):package>")
@requires("answer_subjects")
def package_file(number: int, package: int) -> Response:
    """Give a package as a file."""
    with service().database.reading() as tx:
        found = packages.find_package(tx, service().cases.revisions, me(), number, package)
    path = places().path(found.key)
    if not path.is_file():
        raise CaseNotFound
    name = clean_name(f"subject access {number} package {package}.zip")
    return send_file(path, mimetype="application/zip", as_attachment=True, download_name=name, conditional=False)


@blueprint.post(f"/{NUMBER}/close")
@requires("answer_subjects")
def close(number: int) -> Response | tuple[str, int]:
    """Close a request, and say what came of it."""
    try:
        with service().database.transaction() as tx:
            requests.close(tx, me(), found_request(tx, number), outcome=request.form.get("outcome", ""))
    except AccessRefused as refused:
        return _refused(number, refused)
    flash("The request is closed.")
    return redirect(url_for("subject_access.page", number=number))


def _refused(number: int, refused: AccessRefused) -> tuple[str, int]:
    with service().database.reading() as tx:
        return _page(tx, number, {refused.at or "package": str(refused)}), UNPROCESSABLE


def _page(tx: Transaction, number: int, errors: Mapping[str, str]) -> str:
    asked = found_request(tx, number)
    return render_template(
        "subject_access/page.html",
        asked=asked,
        left=time_left(revision().partnership.calendar, asked.due_on),
        cases=requests.chosen(tx, asked),
        marks=reviewing.withheld(tx, asked).marks,
        reasons=reviewing.reasons(tx, service().cases.revisions),
        waits=packaging.waits_for(tx, asked),
        packages=packages.packages(tx, asked),
        now=clock.now(),
        days=service().settings.package_days,
        typed=request.form,
        errors=errors,
    )


def _look_page(tx: Transaction, number: int, errors: Mapping[str, str]) -> str:
    asked = found_request(tx, number)
    return render_template(
        "subject_access/look.html",
        asked=asked,
        looked=looking.look(tx, service().cases.revisions, me(), asked),
        chosen={one.case_id for one in requests.chosen(tx, asked)},
        most=looking.MOST,
        typed=request.form.get("reference", ""),
        errors=errors,
    )


def _new_page(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    rules = revision().partnership.subject_access
    return render_template("subject_access/new.html", typed=typed, errors=errors, months=rules.months)


def _dates(typed: Mapping[str, str]) -> tuple[Mapping[str, date | None], dict[str, str]]:
    """Read the dates of the page; what is wrong with each comes by its name."""
    found, errors = dict[str, date | None](), dict[str, str]()
    for name in DATES:
        parts = {part: typed.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")}
        found[name] = None
        if not any(parts.values()):
            if name == "received_on":
                errors[name] = "Enter the day on which the request was received"
            continue
        try:
            found[name] = KINDS["date"](Field(name=name, type="date", label=name)).deserialize(parts)
        except ValidationError as wrong:
            errors[name] = " ".join(map(str, wrong.messages))
    return found, errors
