"""A person's own due dates and meetings, fetched by their calendar program; and the page that gives its address."""

from datetime import timedelta
from hashlib import sha256

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine.cases.own_calendar import own_calendar
from engine.paper.calendar_file import TYPE, as_feed
from engine.registers.feeds import end_feed, feed_since, find_reader, renew_feed
from web.security import limiter, requires
from web.service import service
from web.sessions import me

blueprint = Blueprint("own_calendar", __name__)
CALLED = "Practice reviews"
"""What the calendar is called in a list of calendars: nobody who sees the list is told whose work it is."""
AGAIN_AFTER = timedelta(hours=1)


@blueprint.get("/work/calendar")
@requires("signed_in")
def page() -> str:
    """Tell what the address is for, and whether there is one."""
    with service().database.reading() as tx:
        since = feed_since(tx, me().id)
    return render_template("own_calendar/page.html", since=since, address="")


@blueprint.post("/work/calendar/renew")
@requires("signed_in")
def renew() -> str:
    """Make an address, and show it this once: only its hash is kept."""
    with service().database.transaction() as tx:
        token = renew_feed(tx, me().id)
        since = feed_since(tx, me().id)
    address = service().settings.public_address + url_for("own_calendar.feed", token=token)
    return render_template("own_calendar/page.html", since=since, address=address)


@blueprint.post("/work/calendar/end")
@requires("signed_in")
def end() -> AnyResponse:
    """Let the address lead nowhere any more."""
    with service().database.transaction() as tx:
        end_feed(tx, me().id)
    return redirect(url_for("own_calendar.page"))


@blueprint.get("/calendar/<token>.ics")
@requires("public")
@limiter.limit("30 per minute")
def feed(token: str) -> Response:
    """Give a calendar program what is due; who asks proves by the address that it was given to them."""
    with service().database.reading() as tx:
        reader = find_reader(tx, token)
        if reader is None:
            return Response("There is no calendar here.\n", status=404, mimetype="text/plain")
        entries = own_calendar(tx, service().cases.revisions, reader, sign_in_at=service().settings.public_address)
    content = as_feed(entries, name=CALLED, again_after=AGAIN_AFTER)
    response = Response(content, content_type=f"{TYPE}; charset=utf-8")
    response.set_etag(sha256(content).hexdigest())
    response.make_conditional(request)
    return response
