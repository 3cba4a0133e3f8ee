"""A tiny revision in which there is something behind every address: a case from its referral to what is published."""

import re
from copy import deepcopy

import yaml

from engine.diagrams.bundle import Bundle
from tests.engine.diagrams.builder import Diagram, document, form, letter
from tests.forms.diary import DIARY

PARTNERSHIP = """
framework: {title: Errands, revised: 2026-01-01}
start: errand
name: Errand Office
mailbox: office@example.org
oversight: Keeper
guard: Keeper
opened_minutes: 60
figures: {seen_by: [Keeper]}
subject_access: {role: Warden, reasons: {other: Information about another person}}
retention: {reviewed_by: Warden, confirmed_by: Keeper, periods: [{years: 10, from: closed}]}
roles:
  Asker: {who: referring_agency}
  Warden: {who: posts, posts: [Warden]}
  Keeper: {who: posts, posts: [Keeper]}
  Member: {who: partner}
  Harbour: {who: agency, agency: harbour}
partners:
  mill: {name: The Mill, member: Master Miller, deputies: [Second Miller]}
agencies:
  harbour: {name: The Harbour, contacts: [Harbour Master, Port Reeve]}
  quay: {name: The Quay, contacts: [Quay Master]}
  isle: {name: The Isle, contacts: [Isle Master]}
  cove: {name: The Cove, contacts: [Cove Master]}
meetings:
  Council: {role: Warden, kept_by: Warden, dates: [2026-04-20, 2026-05-18]}
calendar: {version: 2026-1}
"""
CLAUSES = """
- id: WL-1
  section: Walls
  kind: [flow]
  says: An errand is answered in five days.
  within: [{amount: 5, unit: wd, from: asked, force: local}]
"""
REGISTER = {
    "title": "Errands",
    "says": "What was asked for.",
    "entry": "Errand",
    "each": ["ask"],
    "heading": "told",
    "dated": "begun",
    "columns": {
        "told": {"title": "Told", "from": ["ask.told"], "brief": True},
        "begun": {"title": "Begun", "from": ["entry.sent_on"]},
        "papers": {"title": "Papers", "from": ["ask.public"]},
    },
    "states": {"out": {"title": "Out", "when": "judge.out", "public": True}, "left": {"title": "Left"}},
    "public": {
        "title": "All errands", "says": "For all.", "by": "ask", "heading": "told", "columns": ["told"],
        "files": "papers",
    },
}  # fmt: skip
_PLAN = {"at": {"type": "date_time"}, "minutes": {"type": "number", "least": 1}, "place": {"type": "line"}}
_FILE = {"type": "file", "optional": True, "accept": ["pdf"]}


def _with(made: dict[str, bytes], text: str) -> dict[str, bytes]:
    ((path, written),) = made.items()
    return {path: written + text.encode()}


def _diagram() -> bytes:
    office, harbour = {"lane": "Warden"}, {"lane": "Harbour"}
    drawn = Diagram("errand")
    drawn.node("startEvent", "opened", lane="Asker").task("ask", lane="Asker").task("plan", **office)
    drawn.node("serviceTask", "call", properties={"letter": "call", "invites": "plan", "to": "Harbour"}, **office)
    drawn.node("serviceTask", "write_pack", properties={"document": "pack"}, **office)
    drawn.node("serviceTask", "write_brief", properties={"document": "brief"}, **harbour)
    drawn.node("parallelGateway", "fork", **office).node("parallelGateway", "join", **office)
    drawn.list("partners").task("judge", lane="Member", many="partners")
    drawn.task("answer", **harbour)
    drawn.node("userTask", "put", properties={"form": "put", "document": "minutes", "time_limit": "WL-1"}, **office)
    drawn.task("agree", **office).node("endEvent", "closed", **office)
    drawn.line("opened", "ask", "plan", "call", "write_pack", "write_brief", "fork")
    for name in ("judge", "answer", "put"):
        drawn.line("fork", name, "join")
    drawn.line("join", "agree", "closed")
    return re.sub(rb'userTask id="(\w+)"', rb'userTask id="\1" name="\1"', drawn.xml())


def bundle() -> Bundle:
    """Return the revision's files."""
    said = "starts: at, minutes: minutes, place: place"
    asked = {"told": {"type": "line", "public": True}, "diary": {**_FILE, "accept": ["xlsx"], "reads": "diary"}}
    at_once = {
        "type": "choice",
        "choices": {"away": {"label": "It is away", "at_once": "Say so"}, "here": "It is here"},
    }
    how = {"type": "text", "when": 'known == "here"'}
    anchors = {"asked": {"from": "submission", "corrected_by": "Warden"}}
    return Bundle(
        {
            "bpmn/errand.bpmn": _diagram(),
            "bpmn/clauses.yaml": CLAUSES.encode(),
            "bpmn/partnership.yaml": PARTNERSHIP.encode(),
            "bpmn/registers.yaml": yaml.safe_dump({"errands": REGISTER}, sort_keys=False).encode(),
            "forms/tables/diary.yaml": DIARY.encode(),
            **form("ask", anchors=anchors, **asked, public={**_FILE, "public": True}, private=deepcopy(_FILE)),
            **_with(form("plan", **_PLAN), f"meeting: {{called: The moot, {said}}}\n"),
            **form("judge", out={"type": "yes_no", "route": True, "theme": True}),
            **form("answer", known=at_once, how=how),
            **_with(form("put", day={"type": "date"}), "agenda: {of: Council, day: day}\n"),
            **form("agree", note={"type": "line", "when": "all_same(judge.out)"}),
            **letter("call", "Dear {{ to.role }}"),
            **letter("opened", "Somebody opened it."),
            **letter("remind", "Do not forget."),
            **document("pack", "What is known: {{ answers.ask.told }}"),
            **document("brief", "What is asked of you."),
            **document("minutes", "{{ answers.ask.told }}"),
        }
    )
