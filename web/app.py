"""The web application: its parts put together, and nothing else."""

import importlib
from pathlib import Path

from flask import Blueprint, Flask, current_app, g, redirect, request, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from engine import clock
from engine.cases.retention.keepers import keeps
from engine.paper.sheet import is_right_to_left
from web import words
from web.assets import STATIC, built
from web.errors import register_errors
from web.operations.requests import observe
from web.reading_log import watch
from web.security import may_call, protect, requires
from web.service import NAME, Service
from web.sessions import me, person_or_none, revision

AUDIENCES = (
    "sign_in",
    "accounts",
    "passwords",
    "work",
    "own_calendar",
    "cases",
    "search",
    "meetings",
    "tasks",
    "request",
    "refer",
    "framework",
    "administration",
    "registers",
    "oversight",
    "need_to_know",
    "retention",
    "subject_access",
    "published",
    "operations",
    "webhooks",
    "api",
)
"""Packages of `web`, one an audience; the module `views` of each holds its `blueprint`."""
ONLY_IN_DEMONSTRATIONS = ("demonstration", "mail")
"""Packages like these, which exist nowhere else."""
MENU = (
    ("My work", "work.mine"),
    ("Cases", "cases.listing"),
    ("Meetings", "meetings.listing"),
    ("Registers", "registers.index"),
    ("Oversight", "oversight.deadlines"),
    ("Refer a case", "refer.start"),
    ("Framework", "framework.clauses"),
    ("Administration", "administration.accounts"),
    ("Sent mail", "mail.listing"),
)
FORM_BYTES = 4_000_000
"""Text of one form; more than any form takes, so that too long an answer is told at its question."""
FORM_FIELDS = 10_000


def create_app(service: Service) -> Flask:
    """Make the application for one service."""
    app = Flask(__name__, static_folder=str(STATIC), template_folder=str(Path(__file__).parent / "templates"))
    settings = service.settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-form" if settings.is_secure else "form",  # no neighbouring host can set it
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_secure,
        MAX_CONTENT_LENGTH=FORM_BYTES + settings.largest_upload_bytes,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=FORM_FIELDS,
        WTF_CSRF_TIME_LIMIT=None,  # a form may stay open as long as its reader needs
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions[NAME] = service
    _prepare_templates(app)
    observe(app)
    protect(app)
    watch(app)
    register_errors(app)
    for audience in AUDIENCES + (ONLY_IN_DEMONSTRATIONS if settings.is_demonstration else ()):
        blueprint: Blueprint = importlib.import_module(f"web.{audience}.views").blueprint
        app.register_blueprint(blueprint)
    app.add_url_rule("/", "home", requires("home")(home))
    return app


def home() -> Response:
    """Lead to the work that waits, or to the one request for which somebody came by a link, or to the accounts."""
    if me().scope:
        return redirect(url_for("request.page"))
    return redirect(url_for("administration.accounts" if me().is_administrator else "work.mine"))


def _prepare_templates(app: Flask) -> None:
    loader = app.jinja_loader
    assert loader is not None
    app.jinja_loader = ChoiceLoader(
        [loader, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    env.filters.update(words.FILTERS)
    env.filters["with_article"] = with_article
    env.tests["right_to_left"] = is_right_to_left
    env.globals.update(asset=asset, csrf=csrf_field, case_url=case_url, clock_url=clock_url)
    app.context_processor(_frame)


def asset(name: str) -> str:
    """Return the address of a file of the browser bundle, by its source's name."""
    return url_for("static", filename=built()[name])


def csrf_field() -> Markup:
    """Return the hidden field that proves that a form was opened here."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def with_article(thing: str) -> str:
    """Return a thing with its article: a child, an action."""
    return f"a{'n' if thing[:1].lower() in 'aeiou' else ''} {thing.lower()}"


def case_url(reference: str) -> str:
    """Return the address of a case's page; for who came by a link, of their request, which is all they see of it."""
    if (person := person_or_none()) and person.scope:
        return url_for("request.page")
    return url_for("cases.page", reference=reference)


def clock_url(reference: str, clause: str) -> str:
    """Return the address of the page that explains a date of a case; none for who came by a link."""
    if (person := person_or_none()) and person.scope:
        return ""
    return url_for("cases.clock", reference=reference, clause=clause)


def _has_use_for(endpoint: str) -> bool:
    """Tell whether an entry of the menu says anything to the person: who administers has no work, and no case."""
    if me().is_administrator:
        return endpoint.partition(".")[0] in ("administration", "meetings", "framework", "mail")
    return not me().scope


def _frame() -> dict[str, object]:
    """Give every template what its frame shows."""
    known = "revision" in g
    return {
        "me": person_or_none(),
        "partnership": revision().partnership if known else None,
        "framework": revision().title if known else None,
        "is_demonstration": current_app.extensions[NAME].settings.is_demonstration,
        "clock_stands_at": clock.now(),
        "menu": [
            {"text": text, "href": url_for(endpoint), "is_active": request.blueprint == endpoint.partition(".")[0]}
            for text, endpoint in MENU
            if endpoint in current_app.view_functions and may_call(endpoint) and _has_use_for(endpoint)
        ],
        "keeps_cases": known and person_or_none() is not None and keeps(revision().partnership, me()),
        "here": request.full_path.rstrip("?") if request.method == "GET" else url_for("home"),
    }
