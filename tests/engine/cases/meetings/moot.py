"""A tiny revision: a moot is planned, two are invited, both parts are recorded, and a council agrees what follows.

Part two is closed to who left before it. The Harbour is asked, and stands outside; the Miller is a partner.
"""

import re
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person
from engine.cases import reading
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.reading import Case
from engine.cases.seeing import Viewer
from engine.cases.steps import complete_user_task
from engine.diagrams.bundle import Bundle
from engine.records.db import Database, Transaction
from engine.records.tables import user_task
from engine.registers.people import find_person
from tests.engine import errand
from tests.engine.diagrams.builder import Diagram, document, form, letter
from tests.engine.rows import AT, add_person

CLAUSES = "- {id: MT-1, section: M, kind: [context], says: We meet.}\n"
QUESTIONS = {
    "at": {"type": "date_time"},
    "minutes": {"type": "number", "least": 1},
    "place": {"type": "line"},
}
PLAN = {"at": "2026-04-16T10:00", "minutes": "90", "place": "The mill", "chair": "mill"}
ATTENDANCE = {
    "type": "group",
    "label": "Who came?",
    "item": "Guest",
    "fields": {
        "name": {"type": "line", "label": "Name"},
        "part": {"type": "choice", "label": "Part", "choices": {"both": "Both", "first": "The first"}},
        "account": {"type": "person", "label": "Account", "optional": True},
    },
}
TASKS = {
    "type": "group",
    "label": "What is to be done?",
    "item": "Deed",
    "list": "deeds",
    "optional": True,
    "fields": {"deed": {"type": "line", "label": "Deed"}, "agency": {"type": "agency", "label": "Agency"}},
}
SECRET = "The dam was opened at night"
MEETINGS = """
meetings:
  Council:
    role: Keeper
    kept_by: Warden
    dates: [2026-04-20, 2026-05-18]
"""


def _with(made: dict[str, bytes], text: str) -> dict[str, bytes]:
    ((path, written),) = made.items()
    return {path: written + text.encode()}


def bundle() -> Bundle:
    """Return the revision's files."""
    said = "starts: at, minutes: minutes, place: place"
    lane = {"lane": "Warden"}
    diagram = Diagram("errand")
    diagram.node("startEvent", "opened", lane="Asker").task("ask", lane="Asker")
    diagram.task("plan", **lane)
    for name, to in (("call_miller", "Miller"), ("call_harbour", "Harbour")):
        diagram.node("serviceTask", name, properties={"letter": "call", "invites": "plan", "to": to}, **lane)
    diagram.task("move", **lane)
    diagram.node("serviceTask", "tell_all", properties={"letter": "call", "invites": "plan"}, **lane)
    diagram.node("serviceTask", "write_pack", properties={"document": "pack"}, **lane)
    pack = {"letter": "call", "invites": "plan", "to": "Miller", "encloses": "pack"}
    diagram.node("serviceTask", "send_pack", properties=pack, **lane)
    diagram.task("first", **lane).task("second", **lane)
    diagram.node("serviceTask", "write", properties={"document": "minutes"}, **lane)
    diagram.node("serviceTask", "tell", properties={"letter": "told", "to": "Miller"}, **lane)
    diagram.node("userTask", "put", properties={"form": "put", "document": "minutes"}, **lane)
    diagram.task("agree", lane="Keeper")
    diagram.node("serviceTask", "call_off", properties={"letter": "call", "uninvites": "plan"}, lane="Keeper")
    diagram.node("endEvent", "closed", lane="Keeper").line(
        *("opened", "ask", "plan", "call_miller", "call_harbour", "move", "tell_all", "write_pack", "send_pack"),
        *("first", "second", "write", "tell", "put", "agree", "call_off", "closed"),
    )
    partnership = errand.PARTNERSHIP.replace("by: errand.courier", "by: plan.chair").replace(
        "calendar:", f"{MEETINGS}calendar:"
    )
    chair = {"type": "choice", "choices_from": "partners"}
    return Bundle(
        {
            "bpmn/errand.bpmn": re.sub(rb'userTask id="(\w+)"', rb'userTask id="\1" name="\1"', diagram.xml()),
            "bpmn/clauses.yaml": CLAUSES.encode(),
            "bpmn/partnership.yaml": partnership.encode(),
            **form("ask", why={"type": "line"}),
            **_with(form("plan", **QUESTIONS, chair=chair), f"meeting: {{called: The moot, {said}}}\n"),
            **_with(form("move", **QUESTIONS), f"meeting: {{of: plan, {said}}}\n"),
            **_with(
                form("first", attendance=ATTENDANCE, facts={"type": "text"}, deeds=TASKS),
                "record: {of: plan, part: The first, attendance: attendance, stays: part == 'both', "
                "actions: [deeds]}\n",
            ),
            **_with(
                form("second", outcome="good/bad", why={"type": "text"}), "record: {after: first, part: The second}\n"
            ),
            **_with(
                form(
                    "put", day={"type": "date"}, found={"type": "text", "starts_from": "second.why", "optional": True}
                ),
                "agenda: {of: Council, day: day}\n",
            ),
            **form("agree", note={"type": "line"}),
            **letter("call", "Dear {{ to.role }}"),
            **letter("told", "It was found: {{ answers.second.why }}"),
            **document("pack", "What is known: {{ answers.ask.why }}"),
            **document("minutes", "{{ answers.second.why }}"),
        }
    )


class Moot:
    """One case in which a moot is held, and its people."""

    def __init__(self, database: Database) -> None:
        self.database, self.engine, self.now = database, CaseEngine(), AT
        self.asker = errand.asker_in(database)
        with self.stopped(), database.transaction() as tx:
            self.engine.revisions.publish(tx, bundle())
            people = {
                "miller": ("Mia Miller", "mill", "Master Miller"),
                "second_miller": ("Sam Second", "mill", "Second Miller"),
                "keeper": ("Kim Keeper", "partnership", "Keeper"),
                "warden": ("Wim Warden", "partnership", "Warden"),
            }
            ids = {key: add_person(tx, name, posts=((at, title),)) for key, (name, at, title) in people.items()}
            self.case_id = start_case(tx, self.engine, person=self.asker, answers={"why": "Nell"}).case_id
            self.people = {key: found for key, number in ids.items() if (found := find_person(tx, number))}
        self.people["harbour"] = self.asker
        self.reference = "2026-0001"

    def stopped(self) -> Any:
        return clock.stopped_at(self.now)

    def do(self, person: str = "warden", *, now: datetime | None = None, **answers: Any) -> None:
        """Complete what is open."""
        self.now = now or self.now
        with self.stopped(), self.database.transaction() as tx:
            is_open = (user_task.c.closed_at.is_(None), user_task.c.kind == "task", user_task.c.case_id == self.case_id)
            task = tx.connection.scalar(sa.select(user_task.c.id).where(*is_open))
            complete_user_task(tx, self.engine, task_id=task, person=self.people[person], answers=answers)

    def plan(self, **said: str) -> None:
        self.do(**{**PLAN, **said})

    def move(self, **said: str) -> None:
        self.do(**{**{name: PLAN[name] for name in QUESTIONS}, **said})

    def hold(self, *left: str, now: datetime | None = None) -> None:
        """Hold both parts; those who left were there for the first."""
        there = [
            {"name": key, "part": "first" if key in left else "both", "account": str(self.people[key].id)}
            for key in ("miller", "second_miller", *({"warden"} & {*left}))
        ]
        there.append({"name": "Somebody without an account", "part": "first"})
        self.do(
            attendance=there, facts="The mill stood still", deeds=[{"deed": "Mend it", "agency": "harbour"}], now=now
        )
        self.do(outcome="good", why=SECRET)

    def through(self, *left: str) -> "Moot":
        """Plan it, move nothing, and hold it."""
        self.plan()
        self.move()
        self.hold(*left)
        return self

    def case(self, tx: Transaction, person: str) -> Case:
        return reading.find_case(tx, self.engine.revisions, self.people[person], self.reference)

    def viewer(self, tx: Transaction, person: "str | Person") -> Viewer:
        who = self.people[person] if isinstance(person, str) else person
        return Viewer.of(tx, self.engine.revisions, who)
