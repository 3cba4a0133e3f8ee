"""The table of what everybody is answered along every route, as it is walked and as it is written down."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from werkzeug.test import TestResponse

from tests.web.walls.lines import Knock, Line, lines
from tests.web.walls.world import World

FILE = Path(__file__).parents[3] / "docs" / "routes-by-role.md"
WHO: Mapping[str, str] = {
    "nobody": "nobody",
    "stranger": "stranger",
    "administrator": "admin",
    "shut out": "conflict",
    "referrer": "referrer",
    "agency": "agency",
    "link": "by link",
    "partner": "partner",
    "office": "office",
    "guard": "guard",
}
"""Who knocks, as the table's head calls them."""
SEES_ALL: Mapping[str, str | tuple[str, ...]] = {
    "guard": "need_to_know.",
    "administrator": ("work.end", "work.cover_of", "work.arrange_for", "administration."),
}
"""Who is shown those things of every case, or person, and by which endpoints."""
OPENS, MAY, HIDDEN, NO, SIGN_IN = "opens", "may", "-", "no", "sign in"
HEAD = """# Who is answered what

Along every route of the service, as everybody: the test walks them, and compares with this table. It is written by

    .venv/bin/python -m tests.web.walls

and read by people: whoever adds a route, or changes what somebody is answered, looks at the lines that change here.

The case is one of a small revision (`tests/web/walls/revision.py`), referred, planned, and waiting for an agency's
answer, with something behind every address. Those who ask:

| | |
|---|---|
| nobody | without an account, or signed out |
| stranger | an account of an agency that has no part in the case |
| admin | an administrator, who holds no post |
| conflict | of the partnership's office, with a declared conflict of interest in this case |
| referrer | the agency that referred the case |
| agency | an account of the agency that is asked |
| by link | a contact of that agency without an account, by a link and a code |
| partner | a statutory partner's member |
| office | a post of the partnership's office with the case's work |
| guard | who guards cases, oversees their figures, and has no part in the case |

and what they are answered:

| | |
|---|---|
| opens | the page or file |
| may | the change is made, or the form is shown again with what is missing |
| - | not found, in the same words as for what does not exist |
| no | told that this is not part of their work |
| sign in | led to the page to sign in |

What machines ask of the service itself (`/health`, `/ready`, `/metrics`) knows no people, and is not among them.

A route marked * was walked with made-up ids, so that its line shows only who is refused.
"""
_MAIN = re.compile(rb"<main.*?</main>", re.DOTALL)
_OWN = re.compile(rb'name="csrf_token" value="[^"]*"|quote <b>[0-9A-F]{6}</b>|"reference":"[0-9A-F]{6}"')
"""What is another each time that a page is made."""


@dataclass
class Walk:
    """What everybody was answered, and what can be told apart that should read alike."""

    world: World
    lines: list[Line]
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    told_apart: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def cell(self, line: Line, who: str) -> str:
        """What somebody is answered."""
        return self.cells[line.called, who]


def walk(world: World) -> Walk:
    """Knock at every address as everybody; afterwards the world is as before."""
    made = Walk(world=world, lines=[line for line in lines(world.site.app, world) if line.action != "probe"])
    for line in made.lines:
        for who in WHO:
            answer = _knock(world, line, who, line.here)
            made.cells[line.called, who] = answered(line, answer)
            if answer.status_code >= 500:
                made.faults.append(f"{line.called} as {who}: {answer.status_code}")
    for who in WHO:
        _compare(made, who)
    return made


def _compare(made: Walk, who: str) -> None:
    """Knock again where something is kept from somebody, and where nothing is: both must read alike."""
    known = {found for line in made.lines if made.cell(line, who) == OPENS for found in line.secrets}
    for line in made.lines:
        is_shown, is_all = made.cell(line, who) in (OPENS, MAY), line.endpoint.startswith(SEES_ALL.get(who, "?"))
        hidden = line.secrets - known
        if not line.secrets or is_all or not (hidden or is_shown):
            continue
        kept = line.elsewhere if is_shown else line.here
        nothing = line.made_up if is_shown or hidden == line.secrets else line.inside
        there, not_there = (_words(_knock(made.world, line, who, knock), knock) for knock in (kept, nothing))
        if there != not_there:
            made.told_apart.append(f"{line.called} as {who}: {there[0]} if it is there, {not_there[0]} if it is not")


def _knock(world: World, line: Line, who: str, knock: Knock) -> TestResponse:
    answer = world.ask(who, knock.path, method=line.method, **knock.sent)
    if line.method == "POST":
        world.restore()
    return answer


def answered(line: Line, answer: TestResponse) -> str:
    """Say in a word of the table what an answer is."""
    status, leads_to = answer.status_code, answer.headers.get("Location", "")
    if status == 404:
        return HIDDEN
    if status == 403:
        return NO
    if status == 401 or (line.action != "public" and leads_to.startswith(("/sign-in", "/request/closed"))):
        return SIGN_IN
    if line.method == "GET" and status < 400:
        return OPENS
    return MAY if status < 400 or status in (400, 409, 422) else f"{status}?"


def _words(answer: TestResponse, knock: Knock) -> tuple[int, str, bytes]:
    """Return what of an answer somebody could tell apart, without the ids that they knocked with."""
    said = answer.get_data() if answer.is_json else b"".join(_MAIN.findall(answer.get_data()))
    body = _OWN.sub(b"", said)
    leads_to = answer.headers.get("Location", "")
    for id_ in sorted((knock.path, *knock.ids), key=len, reverse=True):
        if len(id_) > 3:
            body, leads_to = body.replace(id_.encode(), b"X"), leads_to.replace(id_, "X")
    return answer.status_code, leads_to, body


def written(made: Walk) -> str:
    """Return the file: a line for every route."""
    rows = [_row("", WHO.values()), _row("---", ["---"] * len(WHO))]
    rows += [
        _row(f"{line.called}{'' if line.is_real else ' *'}", [made.cell(line, who) for who in WHO])
        for line in made.lines
    ]
    return f"{HEAD}\n" + "\n".join(rows) + "\n"


def _row(name: str, cells: object) -> str:
    assert isinstance(cells, list) or hasattr(cells, "__iter__")
    shown = name if name in ("", "---") else f"`{name}`"
    return f"| {shown:<58} | " + " | ".join(f"{cell:<8}" for cell in cells) + " |"
