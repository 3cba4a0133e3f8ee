"""Oversight: are deadlines kept, where do cases stand, how do agencies answer, what do cases have in common."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from flask import abort, render_template, send_file, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.oversight import clauses, returns, stages, themes
from engine.cases.oversight import deadlines as limits
from engine.cases.oversight.hiding import FEWEST
from engine.cases.oversight.overseer import Overseer
from engine.registers.uploads import clean_name
from web import words
from web.oversight import deadlines, figures, lists
from web.oversight.asked import OTHERS, Asked, asked
from web.oversight.figures import Figure
from web.oversight.frame import blueprint, overseeing
from web.oversight.grids import as_csv
from web.security import requires
from web.sessions import me

__all__ = ["blueprint", "lists"]
VIEWS = {
    "deadlines": ("Deadlines", "Are deadlines kept?"),
    "open_cases": ("Open cases", "Where do open cases stand?"),
    "agencies": ("Agencies", "How do agencies answer?"),
    "themes": ("Themes", "What do cases have in common?"),
}
"""The views by endpoint: what the menu calls each, and its heading."""
HIDDEN = f"Numbers from 1 to {FEWEST - 1} are hidden, and as many others as are needed so that none can be worked out."
EXACT = "Every number is told: only for people who may see each of these cases."


# ---- the figures --------------------------------------------------------------------------------------------


@blueprint.get("", endpoint="deadlines")
@requires("oversee")
def deadlines_page() -> str:
    """Tell by clause and by month which deadlines were kept."""
    return _page("deadlines")


@blueprint.get("/open-cases")
@requires("oversee")
def open_cases() -> str:
    """Tell at which stage open cases are, and how old they are."""
    return _page("open_cases")


@blueprint.get("/agencies")
@requires("oversee")
def agencies() -> str:
    """Tell how agencies answered what they were asked for."""
    return _page("agencies")


@blueprint.get("/themes", endpoint="themes")
@requires("oversee")
def themes_page() -> str:
    """Tell how many cases have which answer."""
    return _page("themes")


@blueprint.get("/<any(deadlines, 'open-cases', agencies, themes):called>.csv")
@requires("oversee")
def file(called: str) -> Response:
    """Give the tables of a view as a file for spreadsheets: small numbers hidden, unless every number is asked for."""
    name, wanted = called.replace("-", "_"), asked()
    if wanted.errors:
        abort(404)
    told, _ = _told(name, wanted)
    period = "" if name == "open_cases" else f"{wanted.period.first:%B %Y} to {wanted.period.last:%B %Y}"
    about = (
        VIEWS[name][1],
        period or f"As at {words.day(clock.today())}",
        HIDDEN if wanted.is_for_others else EXACT,
        f"Of the cases that {me().name} may see. Made {words.moment(clock.now())}.",
    )
    data = as_csv([figure.grid for figure in told], about)
    filename = clean_name(f"{VIEWS[name][0]} {period}{'' if wanted.is_for_others else ' every number'}.csv")
    return send_file(BytesIO(data), mimetype="text/csv; charset=utf-8", as_attachment=True, download_name=filename)


def _page(name: str) -> str:
    wanted = asked()
    told, sentences = _told(name, wanted)
    return render_template(
        "oversight/figures.html",
        name=name,
        views=VIEWS,
        heading=VIEWS[name][1],
        asked=wanted,
        figures=told,
        sentences=sentences,
        has_period=name != "open_cases",
        others={"for": OTHERS},
        hidden=HIDDEN,
        exact=EXACT,
    )


def _told(name: str, wanted: Asked) -> tuple[list[Figure], list[str]]:
    """Return the figures of a view, and the answer in sentences."""
    with overseeing() as overseer:
        match name:
            case "deadlines":
                return _deadlines(overseer, wanted)
            case "open_cases":
                return _open_cases(overseer, wanted)
            case "agencies":
                return _agencies(overseer, wanted)
            case _:
                return _themes(overseer, wanted)


def _deadlines(overseer: Overseer, wanted: Asked) -> tuple[list[Figure], list[str]]:
    found = limits.count(overseer, wanted.period)
    names = clauses.names(overseer)
    secret = deadlines.secret_of_deadlines(found) if wanted.is_for_others else None
    link = _link("oversight.deadline_list", wanted.query)
    told = [
        deadlines.by_clause(found, names, secret, link),
        deadlines.by_month(found, secret, link),
    ]
    sentences = [deadlines.sentence_of_deadlines(found, secret)]
    if secret is None:
        sentences += deadlines.more_sentences(found, names)
    return (told if found.by_clause else []), sentences


def _open_cases(overseer: Overseer, wanted: Asked) -> tuple[list[Figure], list[str]]:
    found = stages.count(overseer)
    link = _link("oversight.case_list", {})
    told, secret = figures.open_cases(found, link, is_for_others=wanted.is_for_others)
    return ([told] if found else []), [figures.sentence_of_cases(found, secret)]


def _agencies(overseer: Overseer, wanted: Asked) -> tuple[list[Figure], list[str]]:
    if not returns.is_counted(overseer):
        return [], ["This revision of the framework does not say by which forms agencies answer."]
    found = returns.count(overseer, wanted.period)
    link = _link("oversight.return_list", wanted.query)
    told, secret = figures.agencies(found, link, is_for_others=wanted.is_for_others)
    return ([told] if found else []), [figures.sentence_of_agencies(found, secret)]


def _themes(overseer: Overseer, wanted: Asked) -> tuple[list[Figure], list[str]]:
    found = themes.count(overseer, wanted.period)
    link = _link("oversight.theme_list", wanted.query)
    told = [
        figures.theme(each, number, link, is_for_others=wanted.is_for_others)
        for number, each in enumerate(found)
        if each.cases
    ]
    return told, [figures.sentence_of_themes(found, is_for_others=wanted.is_for_others)]


def _link(endpoint: str, query: Mapping[str, Any]) -> Callable[..., str]:
    return lambda **more: url_for(endpoint, **query, **more)
