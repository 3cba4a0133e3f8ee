"""All meetings by date; a body's dates with the cases that wait for each, its agendas, and changes of its dates."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.access import person_in
from engine.cases.meetings.agendas import Moved, bodies, may_change, moved_by, sittings
from engine.cases.meetings.listing import COMING, WHICH, After, MeetingList, meetings
from engine.cases.seeing import Viewer
from engine.diagrams.bodies import ADDED, Body, DateChange
from engine.records.db import Transaction
from engine.registers import meeting_dates
from engine.registers.meeting_dates import LONGEST_WHY, DateRefused, DatesMoved
from web import words
from web.security import requires
from web.service import service
from web.sessions import me

blueprint = Blueprint("meetings", __name__)
UNPROCESSABLE, CONFLICT = 422, 409
LARGEST_ID = 2**63
_PARTS = ("day", "month", "year")
Page = Response | str | tuple[str, int]
Make = Callable[[Transaction, str, Body], DateChange]


@dataclass(frozen=True, kw_only=True)
class Known:
    """A body, as its address names it.

    Attributes:
        may_change: the person may add its dates and call them off.
    """

    name: str
    body: Body
    slug: str
    may_change: bool

    @property
    def next_on(self) -> date | None:
        """The London date on which it meets next; none if no date is set."""
        return next((on for on in self.body.dates if on >= clock.today()), None)


class _Mistyped(Exception):
    """What was typed is not complete, or cannot be.

    Attributes:
        errors: what is wrong, by field.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = errors
        super().__init__(", ".join(errors.values()))


# ---- all meetings -------------------------------------------------------------------------------------------


@blueprint.get("/meetings")
@requires("signed_in")
def listing() -> str:
    """List the meetings that this person may see, with what is missing, and the bodies that meet on set dates."""
    which = request.args.get("show", COMING)
    if which not in WHICH:
        abort(404)
    with service().database.reading() as tx:
        viewer = Viewer.of(tx, service().cases.revisions, me())
        found = meetings(tx, service().cases.revisions, viewer, which, _after())
        known = _known(tx, viewer)
    return render_template(
        "meetings/list.html", meetings=found, which=which, views=WHICH, bodies=known, next_page=_next_page(found, which)
    )


def _after() -> After | None:
    at, *key = request.args.get("after", "").split("~")
    if not at:
        return None
    try:
        case_id, form, instance = key
        found = After(
            starts_at=datetime.fromisoformat(at).astimezone(clock.LONDON),
            case_id=int(case_id),
            form=form,
            instance=instance,
        )
    except (ValueError, OverflowError):
        abort(404)
    return found if 0 <= found.case_id < LARGEST_ID else abort(404)


def _next_page(found: MeetingList, which: str) -> str:
    if found.more is None:
        return ""
    more = found.more
    after = "~".join((more.starts_at.isoformat(), str(more.case_id), more.form, more.instance))
    return url_for("meetings.listing", show=which, after=after)


# ---- a body -------------------------------------------------------------------------------------------------


@blueprint.get("/meetings/of/<body>")
@requires("signed_in")
def sittings_page(body: str) -> str:
    """Show on which dates a body meets, and which cases wait for each."""
    with service().database.reading() as tx:
        viewer = Viewer.of(tx, service().cases.revisions, me())
        known = _one(tx, viewer, body)
        found = sittings(tx, service().cases.revisions, viewer, known.name, known.body)
        entered = meeting_dates.register(tx, known.name)
    past = [on for on in known.body.dates if on < clock.today()]
    return render_template("meetings/body.html", known=known, sittings=found, entered=entered, past=past[::-1])


@blueprint.get("/meetings/of/<body>/<day>")
@requires("signed_in")
def agenda(body: str, day: str) -> str:
    """Show the agenda of a date, to print: what waits for it, in the order of due dates."""
    on = _day(day)
    with service().database.reading() as tx:
        viewer = Viewer.of(tx, service().cases.revisions, me())
        known = _one(tx, viewer, body)
        found = sittings(tx, service().cases.revisions, viewer, known.name, known.body)
    session = found.session(on) or abort(404)
    following = [one.on for one in found.sessions if one.on > on]
    return render_template(
        "meetings/agenda.html",
        known=known,
        session=session,
        sittings=found,
        is_next=found.sessions[0] == session,
        following=next(iter(following), None),
    )


@blueprint.get("/meetings/of/<body>/add")
@requires("signed_in")
def ask_date(body: str) -> str:
    """Ask on which date a body meets, too."""
    return _asked(_changeable(body), {}, {})


@blueprint.post("/meetings/of/<body>/add")
@requires("signed_in")
def add_date(body: str) -> Page:
    """Show what would wait for the date; once that is confirmed, add it."""
    known, typed = _changeable(body), _typed(*_PARTS, "why")
    try:
        on, why = _read(typed), _short(typed)

        def make(tx: Transaction, name: str, found: Body) -> DateChange:
            return meeting_dates.add(tx, name, found, on=on, why=why, me=me())

        return _preview_or_enter(known, typed, make)
    except _Mistyped as wrong:
        return _asked(known, typed, wrong.errors), UNPROCESSABLE


@blueprint.get("/meetings/of/<body>/<day>/call-off")
@requires("signed_in")
def ask_to_call_off(body: str, day: str) -> str:
    """Ask why a body does not meet on one of its dates."""
    known = _changeable(body)
    return _asked(known, {}, {}, off=_its_own(known, day))


@blueprint.post("/meetings/of/<body>/<day>/call-off")
@requires("signed_in")
def call_off(body: str, day: str) -> Page:
    """Show what would wait for another date; once that is confirmed, call the date off."""
    known, typed = _changeable(body), _typed("why")
    on = _its_own(known, day)
    try:
        if not typed["why"]:
            raise _Mistyped({"why": "Enter why it does not meet"})  # noqa: TRY301 - told with what else is wrong
        why = _short(typed)

        def make(tx: Transaction, name: str, found: Body) -> DateChange:
            return meeting_dates.call_off(tx, name, found, on=on, why=why, me=me())

        return _preview_or_enter(known, typed, make, off=on)
    except _Mistyped as wrong:
        return _asked(known, typed, wrong.errors, off=on), UNPROCESSABLE


# ---- which body, and may one change it -----------------------------------------------------------------------


def _known(tx: Transaction, viewer: Viewer) -> tuple[Known, ...]:
    """Return the bodies, for who has a post in the partnership, or keeps their dates."""
    is_inside = any(person_in(key) is None for key in viewer.inside)
    found = (
        Known(name=name, body=body, slug=slug(name), may_change=may_change(body, viewer))
        for name, body in bodies(tx, service().cases.revisions).items()
    )
    return tuple(known for known in found if is_inside or known.may_change)


def _one(tx: Transaction, viewer: Viewer, slug: str) -> Known:
    return next((known for known in _known(tx, viewer) if known.slug == slug), None) or abort(404)


def _changeable(slug: str) -> Known:
    with service().database.reading() as tx:
        known = _one(tx, Viewer.of(tx, service().cases.revisions, me()), slug)
    return known if known.may_change else abort(403)


def _its_own(known: Known, day: str) -> date:
    """Return a date of the body to come; there is no page to call off another."""
    on = _day(day)
    return on if on in known.body.dates and on >= clock.today() else abort(404)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def slug(name: str) -> str:
    """Return how an address names a body."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


# ---- what was typed ------------------------------------------------------------------------------------------


def _typed(*names: str) -> Mapping[str, str]:
    return {name: request.form.get(name, "").strip() for name in names}


def _read(typed: Mapping[str, str]) -> date:
    try:
        day, month, year = (int(typed[part]) for part in _PARTS)
        return date(year, month, day)
    except (ValueError, OverflowError):
        is_empty = not any(typed[part] for part in _PARTS)
        message = "Enter the day" if is_empty else "The day must be a real date, like 15 6 2026"
        raise _Mistyped({"date": message}) from None


def _short(typed: Mapping[str, str]) -> str:
    if len(typed["why"]) > LONGEST_WHY:
        raise _Mistyped({"why": f"This must be {LONGEST_WHY} characters or fewer"})
    return typed["why"]


# ---- shown, then done ----------------------------------------------------------------------------------------


def _preview_or_enter(known: Known, typed: Mapping[str, str], make: Make, off: date | None = None) -> Page:
    try:
        if "confirmed" not in request.form:
            return _asked(known, typed, {}, off=off, preview=_preview(known, make))
        made = _enter(known, make)
    except DateRefused as refused:
        raise _Mistyped({"date": str(refused)}) from refused
    except DatesMoved as moved:
        return _asked(known, typed, {"date": f"{moved}."}, off=off, preview=_preview(known, make)), CONFLICT
    flash(f"{words.day(made.on)} is {'one of its dates' if made.kind == ADDED else 'called off'} now.")
    return redirect(url_for("meetings.sittings_page", body=known.slug))


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a change would move: of the cases that the person sees, and of how many others."""

    change: DateChange
    moves: Sequence[Moved]
    hidden: int


def _preview(known: Known, make: Make) -> Preview:
    with service().database.reading() as tx:
        viewer = Viewer.of(tx, service().cases.revisions, me())
        body = _one(tx, viewer, known.slug).body
        change = make(tx, known.name, body)
        moves, hidden = moved_by(tx, service().cases.revisions, viewer, known.name, body, change)
    return Preview(change=change, moves=moves, hidden=hidden)


def _enter(known: Known, make: Make) -> DateChange:
    """Make the change that was looked at.

    Raises:
        DatesMoved: somebody else made one since.
    """
    with service().database.transaction() as tx:
        one = _one(tx, Viewer.of(tx, service().cases.revisions, me()), known.slug)
        if not one.may_change:
            abort(403)
        made = make(tx, one.name, one.body)
        if request.form.get("number") != str(made.number):
            raise DatesMoved
        meeting_dates.enter(tx, made)
    return made


def _asked(
    known: Known,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    off: date | None = None,
    preview: Preview | None = None,
) -> str:
    return render_template(
        "meetings/change.html", known=known, typed=typed, errors=errors, off=off, preview=preview, longest=LONGEST_WHY
    )
