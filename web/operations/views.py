"""Whether the service answers, whether it is ready for requests, and its measures: asked by machines that watch it."""

import hmac

from flask import Blueprint, Response, abort, jsonify, request

from engine.cases.revisions import NoRevision
from engine.condition import disagrees, read_condition, skew, waited
from engine.records.db import TROUBLE
from engine.records.schema import HEAD, version
from web.operations import measures
from web.security import limiter, requires
from web.service import service

blueprint = Blueprint("operations", __name__)
limiter.exempt(blueprint)
_AWAY = "the database does not answer"


@blueprint.get("/health")
@requires("probe")
def health() -> Response:
    """Say that this process answers; it looks at nothing else."""
    return Response("alive\n", mimetype="text/plain")


@blueprint.get("/ready")
@requires("probe")
def ready() -> tuple[Response, int]:
    """Say whether requests can be answered, and if not why; and how far behind the background work is.

    Work that is late takes nothing out of service: pages are answered as before.
    """
    problems, late = list[str](), dict[str, float]()
    try:
        if version(service().database) != HEAD:
            problems.append("the database is not at this program's version")
        else:
            with service().database.reading() as tx:
                late = {kind: round(seconds, 1) for kind, seconds in waited(tx).items() if seconds}
                problems += filter(None, [disagrees(skew(tx))])
                service().cases.revisions.current(tx)
    except TROUBLE:
        problems.append(_AWAY)
    except NoRevision:
        problems.append("no revision is published")
    return jsonify({"ready": not problems, "problems": problems, "waited_seconds": late}), 503 if problems else 200


@blueprint.get("/metrics")
@requires("probe")
def metrics() -> Response:
    """Give the measures to who has the token; without one in the settings there is no such page."""
    token = service().settings.metrics_token
    if not token:
        abort(404)
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
        abort(401)
    with service().database.reading() as tx:
        text = measures.exposition(read_condition(tx), skew(tx).total_seconds())
    return Response(text, content_type=measures.CONTENT_TYPE)
