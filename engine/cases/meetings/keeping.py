"""What a step keeps of meetings: as which they are planned, that they are off, and to whom a record is closed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.cases.environment import View
from engine.correspondence.invitations import invited
from engine.diagrams.elements import Element
from engine.diagrams.meetings import parts_after, planned_first
from engine.records.meetings import closed_record, meeting
from forms.definition import Field, Form
from forms.schema import Answers

if TYPE_CHECKING:
    from engine.cases.step import Step

Tell = Callable[[Element, str, str, str | None], None]
_b = sa.bindparam
_m, _r = meeting.c, closed_record.c


def _plan(dialect: Any) -> Any:
    adding = dialect.insert(meeting)
    said = {column.name: adding.excluded[column.name] for column in meeting.c if not column.primary_key}
    return adding.on_conflict_do_update(index_elements=[_m.case_id, _m.form, _m.instance], set_=said)


_PLAN = {"sqlite": _plan(sqlite), "postgresql": _plan(postgresql)}
_CALL_OFF = (
    sa.update(meeting)
    .where(_m.case_id == _b("b_case"), _m.form == _b("b_form"), _m.instance.in_(_b("b_instances", expanding=True)))
    .values(is_off=True)
)
_OPEN = sa.delete(closed_record).where(_r.case_id == _b("b_case"), _r.form.in_(_b("b_forms", expanding=True)))
_CLOSE = sa.insert(closed_record)


def keep_plan(step: "Step", form: Form, stored: Mapping[str, Any], *, instance: str | None, held_by: str) -> None:
    """Keep when and where a meeting is held, if a form that was sent plans one.

    Args:
        step: the step under way.
        form: what was filled in.
        stored: the answers as they are kept.
        instance: that answers.
        held_by: who answers.
    """
    plan = form.meeting
    if plan is None:
        return
    first = step.revision.forms[planned_first(form)]
    assert first.meeting is not None
    starts_at = datetime.fromisoformat(stored[plan.starts]).astimezone(UTC)
    row = {
        "case_id": step.case_id,
        "form": first.form,
        "instance": instance or "",
        "called": first.meeting.called,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=stored[plan.minutes]),
        "place": stored[plan.place],
        "is_off": False,
        "planned_by": held_by,
    }
    step.tx.connection.execute(_PLAN[step.tx.connection.dialect.name], row)


def tell_invited(step: "Step", element: Element, instance: str | None, tell: Tell) -> None:
    """Tell everybody who is invited to a meeting something of it; that it is off is kept.

    Args:
        step: the step under way.
        element: the service task.
        instance: from which the meeting is looked at; none from outside all instances.
        tell: writes the letter to the holder of a key: of the element, as which role, to whom, for which instance.
    """
    to_all = invited(step.tx, step.revision, step.case_id, element.meeting, instance, is_off=element.uninvites)
    for who in tuple(to_all):
        tell(element, who.role, who.held_by, who.instance)
    if element.uninvites:
        values = {"b_case": step.case_id, "b_form": element.meeting, "b_instances": sorted({instance or "", ""})}
        step.tx.connection.execute(_CALL_OFF, values)


def close_records(step: "Step", form: Form, given: Mapping[str, Any], stored: Mapping[str, Any], view: View) -> None:
    """Close the records of the parts that follow to who had an account and did not stay, if a form says who stays.

    Args:
        step: the step under way.
        form: what was filled in.
        given: the answers, typed as the schema loaded them.
        stored: the same answers as they are kept.
        view: the case as the form's expressions read it.
    """
    if form.record is None or form.record.stays is None:
        return
    group = next(question for question in form.fields if question.name == form.record.attendance)
    there = list(_attending(form, group, given.get(group.name, ()), stored.get(group.name, ()), Answers(given, view)))
    stayed = {person for person, stays in there if stays}
    left = sorted({person for person, stays in there if not stays} - stayed)
    closed = [part.form for part in parts_after(step.revision, form)]
    step.tx.connection.execute(_OPEN, {"b_case": step.case_id, "b_forms": closed})
    if rows := [{"case_id": step.case_id, "form": name, "person_id": person} for name in closed for person in left]:
        step.tx.connection.execute(_CLOSE, rows)
        step.note("closed_records", {"forms": closed, "to": left})


def _attending(
    form: Form, group: Field, given: Sequence[Mapping[str, Any]], stored: Sequence[Mapping[str, Any]], seen: Answers
) -> Iterator[tuple[int, bool]]:
    """Yield the account of each attendee who has one, and whether they stay for the parts that follow."""
    assert form.record is not None
    assert form.record.stays is not None
    account = next(question.name for question in group.fields if question.type == "person")
    own = {question.name for question in group.fields}
    for answers, item in zip(given, stored, strict=True):
        if person := item.get(account):
            yield int(person), form.record.stays.holds(Answers(answers, seen, own))
