"""Each request: the id by which it is found in the logs, what it cost, and its line in the log."""

import logging
import re
import time
from uuid import uuid4

from flask import Flask, Response, g, request

from engine.logs import REQUESTS, request_id
from engine.records import counting
from web.operations import measures
from web.service import service

ID_HEADER = "X-Request-Id"
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_log = logging.getLogger(REQUESTS)


def observe(app: Flask) -> None:
    """Observe every request to `app`, from before anything else looks at it until after everything has."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def _begin() -> None:
    request_id.set(_given_id() or uuid4().hex)
    g.began, g.executed = time.perf_counter(), counting.statements()


def _forget(_failure: BaseException | None) -> None:
    request_id.set("")


def _given_id() -> str:
    """Return the id that a proxy in front gave the request; nobody else's is believed."""
    given = request.headers.get(ID_HEADER, "") if service().settings.trusted_proxies else ""
    return given if _ID.fullmatch(given) else ""


def _end(response: Response) -> Response:
    response.headers[ID_HEADER] = request_id.get()
    seconds, statements = time.perf_counter() - g.began, counting.statements() - g.executed
    route = request.url_rule.rule if request.url_rule else measures.NOBODYS
    measures.count(
        method=request.method, route=route, status=response.status_code, seconds=seconds, statements=statements
    )
    if _log.isEnabledFor(logging.INFO):
        cost = {"milliseconds": round(seconds * 1000, 1), "statements": statements}
        said = {"method": request.method, "route": route, "status": response.status_code}
        _log.info("answered", extra={"facts": said | cost})
    return response
