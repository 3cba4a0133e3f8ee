"""The public pages: what is published now, and its files. Everything else is not there."""

from datetime import date

from flask import Blueprint, abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine.cases.published import find_published, published_file, shelf
from engine.registers.uploads import TYPES, clean_name
from web.security import requires
from web.service import service

blueprint = Blueprint("published", __name__)
LONGEST_ID = 32


@blueprint.get("/published")
@requires("public")
def listing() -> str:
    """List what is published, the latest first."""
    with service().database.reading() as tx:
        found = shelf(tx, service().cases.revisions, _before())
    more = f"{found.more[0].isoformat()}~{found.more[1]}" if found.more else ""
    return render_template(
        "published/list.html",
        public=found.public,
        published=found.items,
        next_page=url_for("published.listing", before=more) if more else "",
    )


@blueprint.get("/published/<published_as>")
@requires("public")
def one(published_as: str) -> str:
    """Show one publication: what its form gives to everybody, and its files."""
    with service().database.reading() as tx:
        found = find_published(tx, service().cases.revisions, published_as[: LONGEST_ID + 1])
    return render_template("published/one.html", one=found or abort(404))


@blueprint.get("/published/<published_as>/<upload_id>")
@requires("public")
def file(published_as: str, upload_id: str) -> Response:
    """Give a published file, called by the publication's title: who uploaded it may have called it by a name."""
    with service().database.reading() as tx:
        revisions, folder = service().cases.revisions, service().settings.uploads_folder
        found = find_published(tx, revisions, published_as[: LONGEST_ID + 1]) or abort(404)
        kept = published_file(tx, revisions, folder, found.id, upload_id) or abort(404)
    if not kept.path.exists():
        abort(404)
    number = list(found.files).index(upload_id) + 1
    called = clean_name(f"{found.title} {number}.{kept.kind}" if len(found.files) > 1 else f"{found.title}.{kept.kind}")
    response = send_file(kept.path, mimetype=TYPES[kept.kind], as_attachment=True, download_name=called)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _before() -> tuple[date, str] | None:
    on, _, published_as = request.args.get("before", "").partition("~")
    if not on:
        return None
    try:
        return date.fromisoformat(on), published_as[:LONGEST_ID]
    except ValueError:
        abort(404)
