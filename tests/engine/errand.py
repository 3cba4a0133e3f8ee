"""A tiny revision of its own: an errand is asked for, fetched, and somebody told when it is late.

Every kind of holder that a role can have, a form with every kind of answer that letters treat in a way
of their own, and one time limit that is watched: what tests of letters and of the worker need.
"""

from datetime import datetime
from functools import cache

from engine import clock
from engine.access import Person, Post
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.diagrams.bundle import Bundle
from engine.diagrams.revision import Revision, read_revision
from engine.records.db import Database
from tests.engine.rows import AT, add_person

PARTNERSHIP = """
framework: {title: Errands, revised: 2026-01-01}
start: errand
name: Errand Office
mailbox: office@example.org
roles:
  Asker: {who: referring_agency}
  Warden: {who: posts, posts: [Warden]}
  Keeper: {who: posts, posts: [Keeper]}
  Miller: {who: partner, partner: mill}
  Any partner: {who: partner}
  Any agency: {who: agency}
  Any senior: {who: agency, senior: true}
  Harbour: {who: agency, agency: harbour}
  Crown: {who: mailbox, mailbox: crown@example.org}
  Courier: {who: chosen, by: errand.courier}
partners:
  mill: {name: The Mill, member: Master Miller, deputies: [Second Miller]}
agencies:
  harbour: {name: The Harbour, contacts: [Harbour Master], senior: Port Reeve}
calendar: {version: 2026-1}
"""
CLAUSES = """
- id: ERR-1
  section: Errands
  kind: [flow]
  says: An errand is fetched in a day.
  within:
    - {amount: 1, unit: wd, from: asked, force: local}
"""
FORM = """
form: errand
title: Ask for an errand
anchors:
  asked: {from: submission}
about: {initials: who}
sections:
  - title: The errand
    fields:
      who: {type: line, label: For whom?}
      day: {type: date, label: When?}
      at: {type: date_time, label: When exactly?, optional: true}
      size: {type: choice, label: How large?, choices: {s: Small, l: Large}}
      uses: {type: choices, label: For what?, choices: {bread: Bread, beer: Beer}}
      place: {type: agency, label: Where?, optional: true}
      heavy: {type: yes_no, label: Is it heavy?}
      why: {type: text, label: Why?, optional: true}
      courier: {type: line, label: By whom?, optional: true}
      bags:
        type: group
        label: Bags
        item: Bag
        fields:
          weight: {type: number, label: Weight}
          lid: {type: choice, label: Lid, choices: {has: With a lid, has_not: Without}}
"""
FETCHED = """
form: fetched
title: Fetch it
sections:
  - title: Fetching
    fields:
      done: {type: yes_no, label: Is it done?}
"""
LETTERS = {
    "hello": "Subject: {{ case.reference }}: an errand\n\nDear {{ to.role }}\n",
    "escalate": "Subject: {{ case.reference }} is late\n\n{{ clause.id }}: {{ clause.says }} By {{ due_on | day }}\n",
}
ANSWERS = {
    "who": "Nell", "day": "2026-04-13", "at": "2026-04-13T14:30", "size": "s", "uses": ["bread", "beer"],
    "place": "harbour", "heavy": "yes", "bags": [{"weight": "5", "lid": "has"}, {"weight": "7", "lid": "has_not"}],
}  # fmt: skip
BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" id="d" targetNamespace="https://example.org">
  <bpmn:process id="errand" name="Errand" isExecutable="true">
    <bpmn:laneSet id="lanes">
      <bpmn:lane id="lane_asker" name="Asker">
        <bpmn:flowNodeRef>asked_for</bpmn:flowNodeRef><bpmn:flowNodeRef>ask</bpmn:flowNodeRef>
      </bpmn:lane>
      <bpmn:lane id="lane_warden" name="Warden">
        <bpmn:flowNodeRef>tell</bpmn:flowNodeRef><bpmn:flowNodeRef>fetch</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>fetch_late</bpmn:flowNodeRef><bpmn:flowNodeRef>fetched</bpmn:flowNodeRef>
      </bpmn:lane>
      <bpmn:lane id="lane_keeper" name="Keeper">
        <bpmn:flowNodeRef>escalate_fetch</bpmn:flowNodeRef><bpmn:flowNodeRef>escalated</bpmn:flowNodeRef>
      </bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="asked_for" />
    <bpmn:userTask id="ask" name="Ask for an errand">{form_errand}</bpmn:userTask>
    <bpmn:serviceTask id="tell" name="Tell the warden">{tell}</bpmn:serviceTask>
    <bpmn:userTask id="fetch" name="Fetch it">{form_fetched}</bpmn:userTask>
    <bpmn:boundaryEvent id="fetch_late" cancelActivity="false" attachedToRef="fetch">
      <bpmn:timerEventDefinition id="timer">
        <bpmn:timeDate xsi:type="bpmn:tFormalExpression">due("ERR-1")</bpmn:timeDate>
      </bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:serviceTask id="escalate_fetch" name="Tell the keeper">{escalate}</bpmn:serviceTask>
    <bpmn:endEvent id="escalated" />
    <bpmn:endEvent id="fetched" />
    <bpmn:sequenceFlow id="f1" sourceRef="asked_for" targetRef="ask" />
    <bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="tell" />
    <bpmn:sequenceFlow id="f3" sourceRef="tell" targetRef="fetch" />
    <bpmn:sequenceFlow id="f4" sourceRef="fetch" targetRef="fetched" />
    <bpmn:sequenceFlow id="f5" sourceRef="fetch_late" targetRef="escalate_fetch" />
    <bpmn:sequenceFlow id="f6" sourceRef="escalate_fetch" targetRef="escalated" />
  </bpmn:process>
</bpmn:definitions>
"""


def _properties(**values: str) -> str:
    each = "".join(f'<spiffworkflow:property name="{name}" value="{value}" />' for name, value in values.items())
    return (
        f"<bpmn:extensionElements><spiffworkflow:properties>{each}</spiffworkflow:properties></bpmn:extensionElements>"
    )


def bundle(**letters: str) -> Bundle:
    """Return the revision's files; `letters` replace or add templates."""
    diagram = (
        BPMN.replace("{form_errand}", _properties(form="errand"))
        .replace("{form_fetched}", _properties(form="fetched", time_limit="ERR-1"))
        .replace("{tell}", _properties(letter="hello", to="Warden"))
        .replace("{escalate}", _properties(operation="escalate", time_limit="ERR-1", to="Keeper"))
    )
    files = {
        "bpmn/errand.bpmn": diagram,
        "bpmn/clauses.yaml": CLAUSES,
        "bpmn/partnership.yaml": PARTNERSHIP,
        "forms/definitions/errand.yaml": FORM,
        "forms/definitions/fetched.yaml": FETCHED,
        **{f"forms/letters/{name}.txt": text for name, text in {**LETTERS, **letters}.items()},
    }
    return Bundle({path: text.encode() for path, text in files.items()})


@cache
def revision(**letters: str) -> Revision:
    """Return the revision, read."""
    return read_revision(bundle(**letters))


def engine_in(database: Database, **letters: str) -> CaseEngine:
    """Publish the revision in a database, and return an engine that runs its cases."""
    cases = CaseEngine()
    with clock.stopped_at(AT), database.transaction() as tx:
        cases.revisions.publish(tx, bundle(**letters))
    return cases


def asker_in(database: Database) -> Person:
    """Add somebody of the harbour, who may ask for errands."""
    post = Post(organisation="harbour", title="Harbour Master")
    with database.transaction() as tx:
        added = add_person(tx, "Ada Harbour", posts=((post.organisation, post.title),))
    return Person(id=added, name="Ada Harbour", email="ada.harbour@example.org", posts=(post,))


def start_errand(database: Database, cases: CaseEngine, asker: Person, at: datetime = AT) -> int:
    """Start a case; its time limit ends on the next working day."""
    with clock.stopped_at(at), database.transaction() as tx:
        return start_case(tx, cases, person=asker, answers=ANSWERS).case_id
