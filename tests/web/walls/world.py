"""Two cases of the tiny revision, and everybody who may knock: what the walk along every route is made of.

The first case is the one that the table is about. The second is kept from everybody in the table: who asks for it
must read the same words as who asks for what was never there.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person, Post
from engine.calendar.changes import PROCLAIMED
from engine.cases import drafts, incidents
from engine.cases.attempts import keep_draft
from engine.cases.opening import start_case
from engine.cases.own_lists import save_filter
from engine.cases.searching.asked import keep_asked
from engine.cases.steps import complete_user_task
from engine.cases.subject_access import packages, requests
from engine.records.db import Transaction
from engine.records.protection import conflict, named_person, opening, restriction
from engine.records.tables import document, guest_link, letter, post_held, safeguarding_case, submission, user_task
from engine.registers import holidays
from engine.registers.cover import Wanted, enter_cover
from engine.registers.feeds import renew_feed
from engine.registers.guests.door import add_contact
from engine.registers.guests.links import Links
from engine.registers.people import find_person
from engine.registers.tokens import LIFETIMES_DAYS, SCOPES, make_token
from engine.registers.uploads import keep_file
from engine.registers.workbooks.writing import filled_in
from engine.worker import Worker
from tests.forms.diary import TABLE
from tests.web.request.harbour import Mailbox
from tests.web.site import Site

LINKED = "reeve@harbour.example.org"
POSTS: Mapping[str, tuple[str, str]] = {
    "stranger": ("isle", "Isle Master"),
    "referrer": ("quay", "Quay Master"),
    "agency": ("harbour", "Harbour Master"),
    "partner": ("mill", "Master Miller"),
    "office": ("partnership", "Warden"),
    "shut out": ("partnership", "Warden"),
    "guard": ("partnership", "Keeper"),
    "elsewhere": ("partnership", "Warden"),
    "far": ("cove", "Cove Master"),
    "cover": ("partnership", "Warden"),
}
"""Whose accounts there are; the last three are not in the table: theirs is the second case."""
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "plan": {"at": "2026-04-16T10:00", "minutes": "90", "place": "{}"},
    "judge": {"out": "yes"},
}
_FIRST_POST = sa.select(sa.func.min(post_held.c.id)).where(post_held.c.person_id == sa.bindparam("person_id"))
Ids = Mapping[str, str | Mapping[str, str]]
"""By the name of an address's variable: its value, or several by what they are."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who knocks: their browser's cookies, what proves that a form was opened in it, and the token of their program."""

    cookies: str
    token: str
    bears: str = ""


@dataclass
class World:
    """The site, who may knock, what they have typed wherever they may, and what there is of each of the two cases."""

    site: Site
    words: str = "-"
    mailbox: Mailbox = field(default_factory=Mailbox)
    people: dict[str, Person] = field(default_factory=dict)
    callers: dict[str, Caller] = field(default_factory=dict)
    here: Ids = field(default_factory=dict)
    elsewhere: Ids = field(default_factory=dict)
    _changes: int = 0
    _kept: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:", check_same_thread=False))

    def keep(self) -> None:
        """Remember the database as it is."""
        with self._database() as now:
            now.backup(self._kept)
            self._changes = now.total_changes

    def restore(self) -> None:
        """Put the database back as it was kept."""
        with self._database() as now:
            if now.total_changes != self._changes:
                self._kept.backup(now)
                self._changes = now.total_changes

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        raw = self.site.service.database.engine.raw_connection()
        try:
            yield raw.driver_connection
        finally:
            raw.close()

    def ask(
        self,
        who: str,
        path: str,
        *,
        method: str = "GET",
        csrf: bool = True,
        headers: Mapping[str, str] | None = None,
        **data: Any,
    ) -> Any:
        """Knock, and return the response; nothing is followed."""
        caller = self.callers[who]
        if path.startswith("/api/v1"):
            return self._ask_as_program(caller, path, method)
        form = {"csrf_token": caller.token, **data} if csrf else data
        sent = {"data": form} if method == "POST" else {"query_string": data}
        headed = {"Cookie": caller.cookies, **(headers or {})}
        client = self.site.app.test_client(use_cookies=False)
        return client.open(path, method=method, headers=headed, buffered=True, **sent)

    def _ask_as_program(self, caller: Caller, path: str, method: str) -> Any:
        headers = {"Cookie": caller.cookies, "Authorization": f"Bearer {caller.bears}", "Idempotency-Key": "-"}
        file: dict[str, Any] = {"data": {"file": (BytesIO(b"%PDF-1.7"), "-.pdf")}}
        sent = {} if method == "GET" else file if "/files/" in path else {"json": {"answers": {}}}
        return self.site.app.test_client(use_cookies=False).open(
            path, method=method, headers=headers, buffered=True, **sent
        )


def build(site: Site, words: str = "-") -> World:
    """Put both cases, and everybody, on a site of the revision whose clock is stopped."""
    world = World(site=site, words=words)
    with site.service.database.transaction() as tx:
        post = Post(organisation="harbour", title="Port Reeve")
        world.people["link"] = find_person(
            tx, add_contact(tx, name=f"Rae Reeve {words}", email=LINKED, posts=[post])
        ) or _missing("link")
    for who, held in POSTS.items():
        world.people[who] = _person(site, f"{who} {words}", held, email=f"{who.replace(' ', '.')}@example.org")
    world.people["administrator"] = _person(site, "administrator", is_administrator=True)
    world.here = _case(world, "referrer", "office")
    link = world.mailbox.link()
    world.here = {**world.here, "token": link.rpartition("/")[2]}
    world.elsewhere = _case(world, "far", "elsewhere")
    with site.service.database.transaction() as tx:
        _keep_out(tx, world)
        _proclaim(tx, world)
    for who in ("nobody", *POSTS, "administrator"):
        world.callers[who] = _caller(site, world.people.get(who))
    world.callers["link"] = _by_link(world, link)
    world.keep()
    return world


def _missing(who: str) -> Any:
    raise AssertionError(f"nobody is {who}")


def _person(site: Site, who: str, *posts: tuple[str, str], **more: Any) -> Person:
    added = site.person(f"{who.title()} Person", *posts, is_demonstration=True, **more)
    with site.service.database.reading() as tx:
        return find_person(tx, added) or _missing(who)


def _keep_out(tx: Transaction, world: World) -> None:
    """Shut one person out of the first case; restrict the second, and shut out of it the agency that it asks."""
    of = sa.select(safeguarding_case.c.id).where(safeguarding_case.c.reference == sa.bindparam("reference"))
    one, two = (tx.connection.scalar(of, {"reference": ids["reference"]}) for ids in (world.here, world.elsewhere))
    guard, named = world.people["guard"].id, world.people["elsewhere"].id
    by = {"at": tx.at, "reason": world.words}
    for case_id, who in ((one, "shut out"), (two, "agency")):
        row = {"case_id": case_id, "person_id": world.people[who].id, "declared_by": guard, **by}
        tx.connection.execute(conflict.insert(), row)
    tx.connection.execute(restriction.insert(), {"case_id": two, "person_id": guard, **by})
    row = {"case_id": two, "person_id": named, "named_by": guard, "at": tx.at}
    tx.connection.execute(named_person.insert(), row)


def _proclaim(tx: Transaction, world: World) -> None:
    """Enter a change of the calendar, for an administrator to take back."""
    counting = world.site.service.cases.revisions.current(tx).partnership.calendar
    me = world.people["administrator"]
    made = holidays.proclaim_or_withdraw(tx, counting, kind=PROCLAIMED, on=date(2027, 3, 10), why=world.words, me=me)
    holidays.enter(tx, made)


def _case(world: World, referrer: str, office: str) -> Ids:
    """Refer a case and bring it to where an agency, a partner and the office each have something to do."""
    service = world.site.service
    asks, holds = world.people[referrer], world.people[office]
    with service.database.transaction() as tx:
        files = {name: _upload(tx, world, asks, name) for name in ("public", "private")}
        rows = filled_in(
            TABLE, [{"Day": "3 March 2026", "Source": "Log", "Who": "Ann", "Event": world.words}], clock.now()
        )
        files["diary"] = _upload(tx, world, asks, "diary", rows)
        answers = {"told": f"Of {referrer}: {world.words}", **{name: [file] for name, file in files.items()}}
        started = start_case(tx, service.cases, person=asks, answers=answers)
        case_id, reference = started.case_id, started.reference
    for name, by in (("plan", holds), ("judge", world.people["partner"])):
        with service.database.transaction() as tx:
            task = _task(tx, case_id, name)
            complete_user_task(tx, service.cases, task_id=task, person=by, answers=_typed(ANSWERS[name], world))
    _send_mail(world)
    with service.database.transaction() as tx:
        keep_draft(tx, task_id=_sent(tx, case_id, "judge"), person_id=world.people["partner"].id, answers={})
        return {
            "reference": reference,
            "revision_id": _revision(tx, case_id),
            "task_id": {"the office's": _task(tx, case_id, "put"), "the agency's": _task(tx, case_id, "answer")},
            "closed task_id": {"the referrer's": _sent(tx, case_id, "ask"), "a partner's": _sent(tx, case_id, "judge")},
            "submission_id": {who: _one(tx, submission, case_id, form=form, newest=False)
                              for who, form in (("the referrer's", "ask"), ("a partner's", "judge"))},
            "upload_id": files["private"],
            "published_as": _one(tx, submission, case_id, form="ask"),
            "published upload_id": files["public"],
            "letter": {"to the agency": _one(tx, letter, case_id)},
            "document": {"the office's": _one(tx, document, case_id, name="pack"),
                         "the agency's": _one(tx, document, case_id, name="brief")},
            "link": _one(tx, guest_link, case_id),
            "incident": str(incidents.open_incident(tx, case_id, incidents.MANY_TURNS, facts={})),
            "opening": _opening(tx, case_id, world),
            **_personal(tx, world, asks, holds),
            **_asked(tx, world, holds, case_id, reference),
        }  # fmt: skip


def _typed(answers: Mapping[str, str], world: World) -> Mapping[str, str]:
    return {name: world.words if answer == "{}" else answer for name, answer in answers.items()}


def _upload(tx: Transaction, world: World, by: Person, name: str, data: bytes = b"") -> str:
    kind, content = ("xlsx", data) if data else ("pdf", b"%PDF-1.7 " + f"{name} of {by.name}".encode())
    folder = world.site.service.settings.uploads_folder
    kept = keep_file(
        tx, folder, person_id=by.id, name=f"{world.words} {name}.{kind}", content=BytesIO(content), accept=[kind],
        largest_bytes=100_000, sheet=TABLE.title if data else None,
    )  # fmt: skip
    return str(kept)


def _task(tx: Transaction, case_id: int, element: str) -> str:
    wanted = user_task.c.case_id == case_id, user_task.c.element == element, user_task.c.kind == "task"
    return str(tx.connection.scalar(sa.select(user_task.c.id).where(*wanted)))


def _sent(tx: Transaction, case_id: int, form: str) -> str:
    wanted = submission.c.case_id == case_id, submission.c.form == form
    return str(tx.connection.scalar(sa.select(submission.c.task_id).where(*wanted)))


def _one(tx: Transaction, table: sa.Table, case_id: int, *, newest: bool = True, **said: str) -> str:
    wanted = [table.c.case_id == case_id, *(table.c[name] == value for name, value in said.items())]
    found = list(tx.connection.execute(sa.select(table.c.id).where(*wanted).order_by(table.c.id)).scalars())
    return str(found[-1 if newest else 0])


def _revision(tx: Transaction, case_id: int) -> str:
    wanted = sa.select(safeguarding_case.c.revision_id).where(safeguarding_case.c.id == case_id)
    return str(tx.connection.scalar(wanted))


def _opening(tx: Transaction, case_id: int, world: World) -> str:
    person_id = world.people["elsewhere"].id
    row = {"case_id": case_id, "person_id": person_id, "reason": world.words, "at": tx.at, "until_at": tx.at}
    return str(tx.connection.execute(opening.insert().returning(opening.c.id), row).scalar_one())


def _personal(tx: Transaction, world: World, asks: Person, holds: Person) -> Ids:
    """What belongs to one person: a draft, a kept filter, what was searched for, a calendar, a cover."""
    save_filter(tx, holds.id, world.words[:60], {"late": "yes"})
    covers, first = world.people["cover"], date(2026, 5, 4) if holds is world.people["office"] else date(2026, 6, 1)
    partnership = world.site.service.cases.revisions.current(tx).partnership
    days = {"from_on": first, "until_on": first + timedelta(days=2)}
    wanted = Wanted(away=holds, post=holds.posts[0], by=covers, **days)
    return {
        "draft_id": {"the referrer's": drafts.begin_referral(tx, person_id=asks.id)},
        "filter": {"the office's": str(tx.connection.scalar(sa.text("SELECT max(id) FROM case_filter")))},
        "key": {"the office's": keep_asked(tx, holds.id, f"Of {world.words}")},
        "feed": renew_feed(tx, holds.id),
        "cover": {"the office's": str(enter_cover(tx, partnership, wanted, me=holds, sign_in_at="http://localhost"))},
        "person_id": {"the office's": str(holds.id)},
        "post": {"the office's": str(tx.connection.scalar(_FIRST_POST, {"person_id": holds.id}))},
    }


def _asked(tx: Transaction, world: World, holds: Person, case_id: int, reference: str) -> Ids:
    """What is answered to somebody who asks what is held about them: a request, an item of the case, a package."""
    revisions, places = world.site.service.cases.revisions, world.site.service.settings.packages_folder
    number = requests.begin_request(tx, revisions, holds, name=world.words, received_on=clock.today())
    request = requests.find_request(tx, revisions, holds, number)
    requests.add_case(tx, revisions, holds, request, reference)
    places.mkdir(exist_ok=True)
    written = packages.Written(key=f"{number:064}", sha256="", size_bytes=2, items=1, withheld=0)
    (places / f"{written.key}.zip").write_bytes(b"PK")
    kept, seen_as = timedelta(days=1), packages.depends_on(tx, request)
    package = packages.enter(tx, holds, request, written, kept, seen_as)
    return {
        "asked": {"the office's": str(number)},
        "item": {"the office's": f"answers:{_one(tx, submission, case_id, form='ask', newest=False)}"},
        "package": {"the office's": str(package.id)},
    }


def _send_mail(world: World) -> None:
    service = world.site.service
    Worker(
        database=service.database, cases=service.cases, mailer=world.mailbox, sender="office@example.org",
        sign_in_at="http://localhost", links=Links.of(service.settings),
    ).run_once()  # fmt: skip


def _caller(site: Site, who: Person | None) -> Caller:
    site.client = site.app.test_client()
    if who:
        site.sign_in(who.id)
    return replace(_as_browser(site), bears=_token(site, who.id) if who else "")


def _token(site: Site, person_id: int) -> str:
    with site.service.database.transaction() as tx:
        return make_token(tx, person_id, name="-", scopes=SCOPES, days=LIFETIMES_DAYS[0])[0]


def _by_link(world: World, link: str) -> Caller:
    """Come by a link and a code, as a contact does."""
    site = world.site
    site.client = site.app.test_client()
    assert site.post(f"{link}/code").status == 200
    _send_mail(world)
    assert site.post(f"{link}/open", {"code": world.mailbox.code()}).path == "/request"
    return _as_browser(site)


def _as_browser(site: Site) -> Caller:
    token = site.csrf()
    cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in site.client._cookies.values())
    return Caller(cookies=cookies, token=token)
