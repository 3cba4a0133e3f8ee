"""The log of who has read what: kept for each request before its answer leaves: what cannot be kept is not shown.

What a request shows of cases is noted by the functions of the engine that give it (`engine.cases.reads`). What a
program fetches by an address of its own, without signing in, it fetches again and again: that is kept once a day.
"""

from flask import Flask, Response, g, request

from engine.cases import reads
from web.service import service
from web.sessions import person_or_none

SHOWN = frozenset({200, 206, 409, 422})
"""How an answer begins that shows something: the whole or a piece of it, or a page again with what is wrong with it."""


def watch(app: Flask) -> None:
    """Keep what every request to `app` shows of cases."""
    app.before_request(_begin)
    app.after_request(_keep)


def _begin() -> None:
    g.shown = reads.gather()


def _keep(response: Response) -> Response:
    shown: reads.Shown = g.get("shown", reads.Shown())
    if shown and response.status_code in SHOWN:
        what, which = request.endpoint or "", (request.view_args or {})
        with service().database.transaction() as tx:
            if person_or_none() is None:
                reads.keep_once_a_day(tx, shown, what=what)
            else:
                of_several = "/".join(str(value) for name, value in which.items() if name != "reference")
                reads.keep(tx, shown, what=what, which=of_several)
    return response
