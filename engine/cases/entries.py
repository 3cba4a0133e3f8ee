"""The entries of a case in the registers of its revision: worked out from what it was sent, and kept for lists.

An entry is kept in the transaction of the step that changes it, so that no list is ever behind. Whatever is kept can be
worked out again from the submissions, the facts and the open user tasks of its case, and is then the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from engine import access, clock
from engine.cases.environment import View
from engine.cases.facts import WHOLE_CASE, Facts
from engine.diagrams.instances import sent_items
from engine.diagrams.registers import Column, Register, Source, State
from engine.diagrams.revision import Revision
from engine.records import tables
from engine.records.db import Transaction
from forms.definition import Field

Key = tuple[str, str]
_LATER = 10_000_000
"""Added to the place of what waits for nobody any more: later than every day."""
_LONGEST_THEME = 200
_NOBODYS = ""

_entry, _sent, _task = tables.register_entry, tables.submission, tables.user_task
_b = sa.bindparam
_CASE_ID = _b("case_id", type_=_entry.c.case_id.type)
_SENT = (
    sa.select(_sent.c.id, _sent.c.form, _sent.c.instance, _sent.c.answers, _sent.c.at)
    .where(_sent.c.case_id == _CASE_ID, _sent.c.form.in_(_b("forms", expanding=True, type_=_sent.c.form.type)))
    .order_by(_sent.c.at, _sent.c.id)
)
_OPEN = sa.select(_task.c.process, _task.c.element, _task.c.instance, _task.c.clause).where(
    _task.c.case_id == _CASE_ID, _task.c.closed_at.is_(None), _task.c.kind == sa.literal_column("'task'")
)
_NAMES = _b("registers", expanding=True, type_=_entry.c.register.type)
_KEPT = sa.select(_entry).where(_entry.c.case_id == _CASE_ID, _entry.c.register.in_(_NAMES))
_DROP = sa.delete(_entry).where(
    _entry.c.case_id == _b("b_case_id"), _entry.c.register == _b("b_register"), _entry.c.key == _b("b_key")
)
_ADD = sa.insert(_entry)


@dataclass(frozen=True, kw_only=True)
class CaseOnRecord:
    """What is known of a case whose entries are worked out."""

    id: int
    revision: Revision
    facts: Facts
    referring_organisation: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a register, as `register_entry` keeps it: see there."""

    case_id: int
    register: str
    key: str
    place: int
    held_by: str
    organisation: str
    state: str
    waits: bool
    dated_on: date
    due_on: date
    theme: str
    published_as: str | None
    answers: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Begun:
    """What an entry begins with: a form that was sent, or an item of a group of one."""

    each: str
    key: str
    instance: str | None
    row: Any
    item: Mapping[str, Any]


def keep_entries(tx: Transaction, case: CaseOnRecord, registers: Sequence[str]) -> int:
    """Work a case's entries in some registers out, and keep what has changed; tell how many have."""
    if not registers:
        return 0
    kept = {(row.register, row.key): dict(row._mapping) for row in _rows(tx, case, registers)}  # noqa: SLF001 - SQLAlchemy's own name for it
    found = {(entry.register, entry.key): asdict(entry) for entry in entries_of(tx, case, registers)}
    changed = [key for key in kept.keys() | found.keys() if kept.get(key) != found.get(key)]
    if dropped := [key for key in changed if key in kept]:
        drop = [{"b_case_id": case.id, "b_register": register, "b_key": key} for register, key in sorted(dropped)]
        tx.connection.execute(_DROP, drop)
    if added := [found[key] for key in sorted(changed) if key in found]:
        tx.connection.execute(_ADD, added)
    return len(changed)


def entries_of(tx: Transaction, case: CaseOnRecord, registers: Sequence[str]) -> Iterator[Entry]:
    """Yield what a case has in some registers, worked out from what it was sent."""
    reads = [case.revision.register_reads[name] for name in registers]
    forms = sorted(frozenset[str]().union(*(each.forms for each in reads)))
    sent = tx.connection.execute(_SENT, {"case_id": case.id, "forms": forms}).all()
    looks = any(each.tasks or each.limits for each in reads)
    is_open = tx.connection.execute(_OPEN, {"case_id": case.id}).all() if looks and sent else ()
    known = _Known(case, sent, is_open)
    for name in registers:
        yield from known.entries(case.revision.registers[name])


def _rows(tx: Transaction, case: CaseOnRecord, registers: Sequence[str]) -> Sequence[Any]:
    return tx.connection.execute(_KEPT, {"case_id": case.id, "registers": list(registers)}).all()


class _Known:
    """Works the entries of one case out."""

    def __init__(self, case: CaseOnRecord, sent: Sequence[Any], is_open: Sequence[Any]) -> None:
        self.case, self.sent = case, sent
        self.latest = {(row.form, row.instance): row for row in sent}
        self.doing = {(row.process, row.element, row.instance) for row in is_open}
        self.running = {(row.clause, row.instance) for row in is_open}

    def entries(self, register: Register) -> Iterator[Entry]:
        """Yield what the case has in a register."""
        for each in register.each:
            for begun in self._beginnings(each):
                yield self._entry(register, begun)

    def _beginnings(self, each: str) -> Iterator[_Begun]:
        form, _, name = each.partition(".")
        if not name:
            for (sent, instance), row in self.latest.items():
                if sent == form:
                    yield _Begun(each=each, key=instance or each, instance=instance, row=row, item={})
            return
        group = next(question for question in self.case.revision.forms[form].fields if question.name == name)
        if group.list:
            yield from self._listed(each, group)
            return
        for (sent, instance), row in self.latest.items():
            for number, item in enumerate(row.answers.get(name, ()) if sent == form else (), 1):
                key = f"{each}:{number}" + (f"|{instance}" if instance else "")
                yield _Begun(each=each, key=key, instance=instance, row=row, item=item)

    def _listed(self, each: str, group: Field) -> Iterator[_Begun]:
        """Yield the items of a group that are on a list of the case still: of one that was sent again, the last."""
        forms, lists = self.case.revision.forms, self.case.facts.lists
        filling = {name for name, form in forms.items() if any(other.list == group.list for other in form.lists)}
        standing = {key for name in (group.list, *group.adds_to) for key in lists.get(name, ())}
        found = dict[str, _Begun]()
        for row, of, key, item in sent_items(forms, (row for row in self.sent if row.form in filling)):
            if of is group and key in standing:
                found[key] = _Begun(each=each, key=key, instance=key, row=row, item=item)
        yield from found.values()

    def _entry(self, register: Register, begun: _Begun) -> Entry:
        answers = {name: self._said(column, begun) for name, column in register.columns.items()}
        answers = {name: value for name, value in answers.items() if value is not None}
        state = self._state(register, begun)
        owner = str(begun.item.get(register.owner.question) or "") if register.owner else ""
        named = str(answers.get(register.agency) or "") if register.agency else ""
        dated_on = _day(answers.get(register.dated)) or clock.london_date(begun.row.at)
        due_on = (register.due and _day(answers.get(register.due))) or clock.NO_DATE
        place = due_on.toordinal() + (0 if state.waits else _LATER) if register.due else -dated_on.toordinal()
        theme = answers.get(register.theme) if register.theme else None
        return Entry(
            case_id=self.case.id,
            register=register.name,
            key=begun.key,
            place=place,
            held_by=self._holder(register, owner) if owner else _NOBODYS,
            organisation=named,
            state=state.name,
            waits=state.waits,
            dated_on=dated_on,
            due_on=due_on,
            theme=str(theme or "").lower()[:_LONGEST_THEME],
            published_as=self._published(register, state, begun),
            answers=answers,
        )

    def _holder(self, register: Register, organisation: str) -> str:
        assert register.owner
        return access.held_by(
            self.case.revision.partnership,
            register.owner.role,
            referring_organisation=self.case.referring_organisation,
            organisation=organisation,
        )

    def _published(self, register: Register, state: State, begun: _Begun) -> str | None:
        if register.public is None or not state.public:
            return None
        row = self._last(register.public.by, begun.instance)
        return None if row is None else str(row.id)

    def _state(self, register: Register, begun: _Begun) -> State:
        view = View(self.case.revision, self.case.facts, instance=begun.instance)
        return next(state for state in register.states.values() if self._is_in(state, begun, view))

    def _is_in(self, state: State, begun: _Begun, view: View) -> bool:
        begins_so = not state.each or begun.each in state.each
        is_done = not state.during or any((*task, begun.instance) in self.doing for task in state.during)
        return begins_so and is_done and (state.when is None or state.when.holds(view))

    def _said(self, column: Column, begun: _Begun) -> Any:
        values = (self._value(source, begun) for source in column.sources)
        value = next((value for value in values if value not in (None, "", [])), None)
        return self._held_against(column.limit, value, begun) if column.limit else value

    def _value(self, source: Source, begun: _Begun) -> Any:
        instance, facts = begun.instance, self.case.facts
        value: Any
        match source.of:
            case "item":
                value = begun.item.get(source.name)
            case "anchors":
                value = _written(facts.anchor(source.name, instance))
            case "sent":
                row = self._last(source.name, instance)
                value = row and _written(clock.london_date(row.at))
            case "entry":
                value = _written(clock.london_date(begun.row.at))
            case "case":
                value = self.case.referring_organisation
            case name if name in self.case.revision.decisions:
                by = facts.routed.get(str(source), {})
                value = by.get(instance or WHOLE_CASE, by.get(WHOLE_CASE))
            case name:
                row = self._last(name, instance)
                value = row and row.answers.get(source.name)
        return value

    def _last(self, form: str, instance: str | None) -> Any:
        """Return what was sent last of a form: by the entry's instance, or else for the whole case."""
        return self.latest.get((form, instance)) or self.latest.get((form, None))

    def _held_against(self, clause: str, done: Any, begun: _Begun) -> Mapping[str, Any] | None:
        """Return the days by which a time limit is worked out when it is shown: by the calendar of that day."""
        runs = (clause, None) in self.running or (clause, begun.instance) in self.running
        if done is None and not runs:
            return None  # it has not come to it, or never will
        names = [limit.anchor for limit in self.case.revision.clauses[clause].limits]
        anchors = {name: self.case.facts.anchor(name, begun.instance) for name in (*names, clause)}
        return {"done": done, "from": {name: on.isoformat() for name, on in anchors.items() if on}}


def _written(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _day(answer: Any) -> date | None:
    """Return the London date of an answer that is a date, or a date and time; none of anything else."""
    return date.fromisoformat(answer[:10]) if isinstance(answer, str) and answer else None
