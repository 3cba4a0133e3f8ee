"""Cover during absence: who is away, from when until when, and who covers which post; ended early by either."""

from collections.abc import Mapping
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.access import Person, Post
from engine.cases.claims import give_back
from engine.records.db import Transaction
from engine.registers.cover import Coverable, CoverRefused, Wanted, coverable, covers_of, end_cover, enter_cover
from engine.registers.people import accounts, find_person
from web import words
from web.security import requires
from web.service import service
from web.sessions import me, revision
from web.work.lists import blueprint

LARGEST_ID = 2**63
UNPROCESSABLE = 422
_PARTS = ("day", "month", "year")
_DATES = {"from_on": "the first day away", "until_on": "the last day away"}
Page = Response | str | tuple[str, int]


@blueprint.get("/work/cover")
@requires("signed_in")
def cover() -> str:
    """Show who covers this person's posts, and whom this person covers."""
    with service().database.reading() as tx:
        return _page(tx, me())


@blueprint.post("/work/cover")
@requires("signed_in")
def arrange() -> Page:
    """Let a colleague cover one of this person's posts."""
    return _arrange(me().id)


@blueprint.get("/work/cover/people")
@requires("administer")
def cover_people() -> str:
    """List everybody who holds a post, for an administrator to enter a cover."""
    with service().database.reading() as tx:
        found = [account for account in accounts(tx) if account.is_active and account.posts]
    return render_template("work/cover_people.html", accounts=found, partnership=revision().partnership)


@blueprint.get("/work/cover/people/<int:person_id>")
@requires("administer")
def cover_of(person_id: int) -> str:
    """Show an administrator who covers somebody's posts."""
    with service().database.reading() as tx:
        return _page(tx, _person(tx, person_id))


@blueprint.post("/work/cover/people/<int:person_id>")
@requires("administer")
def arrange_for(person_id: int) -> Page:
    """Let a colleague cover one of somebody's posts."""
    return _arrange(person_id)


@blueprint.post("/work/cover/<int:number>/end")
@requires("signed_in")
def end(number: int) -> Response:
    """End a cover, or call one off that is still to come; what was taken on by it goes back to the role."""
    with service().database.transaction() as tx:
        settings = service().settings
        ended = end_cover(tx, revision().partnership, _id(number), me=me(), sign_in_at=settings.public_address)
        give_back(tx, service().cases.revisions, ended.by_id)
    flash(f"{ended.by} does not cover {ended.post.title} for {ended.away} any more. Both are told by mail.")
    return _to_page(ended.away_id if me().id not in (ended.away_id, ended.by_id) else me().id)


def _arrange(person_id: int) -> Page:
    with service().database.reading() as tx:
        away = _person(tx, person_id)
        offered = coverable(tx, revision().partnership, away.id)
    typed = {name: request.form.get(name, "").strip() for name in _fields()}
    chosen = next((one for number, one in enumerate(offered) if str(number) == request.form.get("post")), None)
    if chosen is None:
        abort(400)
    days, wrong = _days(typed)
    by = next((one for one in chosen.colleagues if str(one.id) == typed["by"]), None)
    errors = wrong if by else {"by": "Choose who covers", **wrong}
    if by and not errors:
        errors = _enter(away, chosen.post, by.id, days)
    if by is None or errors:
        with service().database.reading() as tx:
            return _page(tx, away, chosen.post, typed, errors), UNPROCESSABLE
    flash(f"{by.name} covers {chosen.post.title} from {words.day(days['from_on'])} to {words.day(days['until_on'])}.")
    return _to_page(away.id)


def _enter(away: Person, post: Post, by_id: int, days: Mapping[str, date]) -> dict[str, str]:
    """Enter a cover; return what is wrong with it, by field."""
    settings = service().settings
    try:
        with service().database.transaction() as tx:
            wanted = Wanted(away=away, post=post, by=_person(tx, by_id), **days)
            enter_cover(tx, revision().partnership, wanted, me=me(), sign_in_at=settings.public_address)
    except CoverRefused as refused:
        return {refused.field: str(refused)}
    return {}


def _page(
    tx: Transaction,
    person: Person,
    chosen: Post | None = None,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> str:
    partnership = revision().partnership
    covers = covers_of(tx, person.id)
    return render_template(
        "work/cover.html",
        person=person,
        is_own=person.id == me().id,
        offered=list[Coverable](coverable(tx, partnership, person.id)),
        away=[each for each in covers if each.away_id == person.id],
        covering=[each for each in covers if each.by_id == person.id],
        chosen=chosen,
        typed=typed or {},
        errors=errors or {},
        organisations={**partnership.agencies, **partnership.partners},
    )


def _fields() -> tuple[str, ...]:
    return ("by", *(f"{name}-{part}" for name in _DATES for part in _PARTS))


def _days(typed: Mapping[str, str]) -> tuple[dict[str, date], dict[str, str]]:
    """Return the two days that were typed, and what is wrong with them, by field."""
    days, errors = dict[str, date](), dict[str, str]()
    for name, called in _DATES.items():
        parts = [typed[f"{name}-{part}"] for part in _PARTS]
        try:
            day, month, year = map(int, parts)
            days[name] = date(year, month, day)
        except (ValueError, OverflowError):
            example = clock.today()
            real = f"{words.sentence(called)} must be a real date, like {example.day} {example.month} {example.year}"
            errors[name] = real if any(parts) else f"Enter {called}"
    return days, errors


def _person(tx: Transaction, person_id: int) -> Person:
    return find_person(tx, _id(person_id)) or abort(404)


def _id(number: int) -> int:
    return number if number < LARGEST_ID else abort(404)


def _to_page(person_id: int) -> Response:
    if person_id == me().id:
        return redirect(url_for("work.cover"))
    return redirect(url_for("work.cover_of", person_id=person_id))
