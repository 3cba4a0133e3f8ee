"""Posts: every one that the framework names with who holds it, begun for a person, and ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for

from engine import clock
from engine.access import OFFICE, Post
from engine.administration import holding
from engine.administration.accounts import Held, Known
from engine.administration.affected import AdministrationRefused
from engine.administration.directory import directory, posts_of
from engine.diagrams.partnership import Partnership
from engine.registers.posts import PostHeldError, PostNotHeldError
from web import words
from web.administration.frame import (
    LARGEST_ID,
    PARTS,
    UNPROCESSABLE,
    Mistyped,
    Page,
    blueprint,
    day_typed,
    known,
    typed,
    vacancies,
)
from web.security import requires
from web.service import service
from web.sessions import me, revision

LONGEST_TITLE = 200
OTHER = "other"
"""In place of a post that the framework names: one of another title."""
_ONE = f"/administration/accounts/<int(max={LARGEST_ID}):person_id>/posts"
_DAYS = {"from_on": "the first day", "until_on": "the last day"}


@dataclass(frozen=True, kw_only=True)
class Offered:
    """An organisation whose posts a person can be given, and their titles."""

    key: str
    name: str
    titles: tuple[str, ...]


def posts_on_offer(partnership: Partnership) -> tuple[Offered, ...]:
    """Return the organisations that stand today, with the titles that the framework names."""
    found = posts_of(partnership, clock.today())
    return tuple(Offered(key=key, name=name, titles=titles) for key, (name, titles) in found.items())


def wanted_post(given: Mapping[str, str]) -> Post:
    """Return the post that was chosen or typed: `post`, or else `organisation` and `title`.

    Raises:
        Mistyped: it is none.
    """
    offered = {each.key: each for each in posts_on_offer(revision().partnership)}
    key, _, title = given["post"].partition("|")
    if given["post"] == OTHER:
        key, title = given["organisation"], given["title"]
        if key not in offered or not title:
            raise Mistyped({"title": "Choose the organisation, and enter what the post is called"})
        if len(title) > LONGEST_TITLE or not title.isprintable():
            raise Mistyped({"title": f"The post must be {LONGEST_TITLE} characters or fewer, on one line"})
    elif key not in offered or title not in offered[key].titles:
        raise Mistyped({"post": "Choose the post"})
    return Post(organisation=key, title=title)


@blueprint.get("/administration/posts", endpoint="posts")
@requires("administer")
def listing() -> str:
    """Show every post that the framework names, who holds it, which are vacant, and which soon end."""
    partnership, only = revision().partnership, request.args.get("show", "all")
    if only not in ("all", "gaps"):
        abort(404)
    with service().database.reading() as tx:
        found = directory(tx, partnership)
    lines = [line for organisation in found for line in organisation.lines]
    return render_template(
        "administration/posts.html",
        organisations=found,
        only=only,
        vacant=sum(bool(line.roles) and line.is_vacant for line in lines),
        ending=sum(bool(line.roles) and line.ends_soon for line in lines),
        office=OFFICE,
    )


@blueprint.get(_ONE)
@requires("administer")
def ask_for_post(person_id: int) -> str:
    """Ask which post somebody shall hold, and on which days."""
    with service().database.reading() as tx:
        found = known(tx, person_id)
    return _asked(found, {"post": request.args.get("post", "")}, {})


@blueprint.post(_ONE)
@requires("administer")
def begin_post(person_id: int) -> Page:
    """Let somebody hold a post."""
    given = typed("post", "organisation", "title", *(f"{name}-{part}" for name in _DAYS for part in PARTS))
    try:
        post = wanted_post(given)
        days = {name: day_typed(given, name, called) for name, called in _DAYS.items()}
        with service().database.transaction() as tx:
            found = known(tx, person_id)
            holding.begin_post(tx, revision().partnership, found.account.email, post, by=me().id, **days)
    except Mistyped as wrong:
        errors = wrong.errors
    except PostHeldError:
        errors = {"post": "They hold this post already; end that first if it shall begin anew"}
    except AdministrationRefused as refused:
        errors = {refused.field or "post": str(refused)}
    else:
        said = f" from {words.day(days['from_on'])}" if days["from_on"] else ""
        flash(f"{found.account.name} holds the post of {post.title}{said}.")
        return redirect(url_for("administration.account", person_id=person_id))
    with service().database.reading() as tx:
        return _asked(known(tx, person_id), given, errors), UNPROCESSABLE


def _asked(found: Known, given: Mapping[str, str], errors: Mapping[str, str]) -> str:
    return render_template(
        "administration/begin_post.html",
        account=found.account,
        given=given,
        errors=errors,
        other=OTHER,
        offered=posts_on_offer(revision().partnership),
    )


@blueprint.get(f"{_ONE}/<int(max={LARGEST_ID}):number>/end")
@requires("administer")
def ask_to_end(person_id: int, number: int) -> str:
    """Ask on which day somebody last holds a post, and say what follows."""
    with service().database.reading() as tx:
        found = known(tx, person_id)
    return _ending(found, _held(found, number), {}, {})


@blueprint.post(f"{_ONE}/<int(max={LARGEST_ID}):number>/end")
@requires("administer")
def end_post(person_id: int, number: int) -> Page:
    """End a post, at once or after a day; say what nobody does now."""
    given = typed(*(f"until_on-{part}" for part in PARTS))
    with service().database.reading() as tx:
        found = known(tx, person_id)
    held = _held(found, number)
    try:
        until_on = _last_day(given)
        with service().database.transaction() as tx:
            email = found.account.email
            left = holding.end_post(tx, service().cases.revisions, email, held.post, by=me().id, until_on=until_on)
    except Mistyped as wrong:
        return _ending(found, held, given, wrong.errors), UNPROCESSABLE
    except PostNotHeldError:
        abort(404)
    last = f" after {words.day(until_on)}" if until_on else " any more"
    gone = "" if until_on else vacancies(left)
    flash(f"{found.account.name} does not hold the post of {held.post.title}{last}. {gone}".strip())
    return redirect(url_for("administration.account", person_id=person_id))


def _last_day(given: Mapping[str, str]) -> date | None:
    """Return the last London date that was typed; none for a post that ends at once.

    Raises:
        Mistyped: it is no date, or has passed.
    """
    until_on = day_typed(given, "until_on", "the last day")
    if until_on and until_on < clock.today():
        raise Mistyped({"until_on": "The last day must be today or later; leave it empty to end the post at once"})
    return until_on


def _ending(found: Known, held: Held, given: Mapping[str, str], errors: Mapping[str, str]) -> str:
    return render_template("administration/end_post.html", account=found.account, held=held, given=given, errors=errors)


def _held(found: Known, number: int) -> Held:
    """Return a post of their own that somebody holds or will hold; of any other there is no page."""
    own = (held for held in found.held if held.id == number and held.post.covers is None and not held.has_ended)
    return next(own, None) or abort(404)
