"""What only a demonstration can do: move its clock."""

from datetime import datetime, time, timedelta

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from web.demonstration.program import keep_clock
from web.security import is_own_path, requires
from web.service import service
from web.sessions import person_or_none, revision, sign_in

blueprint = Blueprint("demonstration", __name__)
MORNING = time(9, 0)


@blueprint.post("/demonstration/clock")
@requires("public")
def next_working_day() -> Response:
    """Move the clock to nine o'clock of the next working day; whoever moves it stays signed in."""
    if not service().settings.is_demonstration:
        abort(404)
    day = clock.today() + timedelta(days=1)
    while not revision().partnership.calendar.explain(day).counts:
        day += timedelta(days=1)
    clock.start_at(datetime.combine(day, MORNING, clock.LONDON))
    keep_clock(service().settings.data_folder)
    wanted = request.form.get("next")
    response = redirect(wanted if wanted and is_own_path(wanted) else url_for("home"))
    if person := person_or_none():
        sign_in(response, person.id)  # the session of before has lapsed by the new clock
    return response
