"""Correcting a recorded date: what would move is shown first, then it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import clock
from engine.cases import reading
from engine.cases.clocks import Clock, Running, clocks
from engine.cases.dates import correct_anchor
from engine.cases.facts import WHOLE_CASE, Facts
from engine.cases.places import Trail
from engine.cases.reading import Case
from engine.records.db import Transaction
from forms.kinds import EARLIEST
from web import words
from web.cases.filters import anchor_words
from web.cases.finding import blueprint, find
from web.security import requires
from web.service import service
from web.sessions import me

LONGEST_REASON = 500
_PARTS = ("day", "month", "year")
UNPROCESSABLE = 422


@dataclass(frozen=True, kw_only=True)
class Correctable:
    """A recorded date that this person may correct."""

    anchor: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Moving:
    """A due date that a correction would move."""

    clock: Clock
    was: date | None
    becomes: date | None


def correctable(case: Case) -> tuple[Correctable, ...]:
    """Return the recorded dates that this person may correct: the forms say which role may. None of a closed case."""
    if not case.is_open:
        return ()
    mine = {key.partition("|")[0] for key in case.keys}
    ways = [(name, way) for form in case.revision.forms.values() for name, each in form.anchors.items() for way in each]
    may = {name for name, way in ways if way.corrected_by in mine}
    dated = ((name, case.facts.anchor(name)) for name in case.facts.anchors if name in may)
    return tuple(Correctable(anchor=name, on=on) for name, on in dated if on)


@blueprint.get("/cases/<reference>/dates/<anchor>")
@requires("see_case")
def ask_date(reference: str, anchor: str) -> str:
    """Ask for the right date and the reason."""
    with service().database.reading() as tx:
        case = find(tx, reference)
    return _form(case, _wanted(case, anchor), {}, {})


@blueprint.post("/cases/<reference>/dates/<anchor>")
@requires("see_case")
def correct_date(reference: str, anchor: str) -> Response | str | tuple[str, int]:
    """Show which due dates the correction would move; once that is confirmed, correct the date."""
    typed = {name: request.form.get(name, "").strip() for name in (*_PARTS, "reason")}
    with service().database.transaction() as tx:
        case = find(tx, reference)
        recorded = _wanted(case, anchor)
        on, errors = _judge(recorded, typed)
        if errors or on is None:
            return _form(case, recorded, typed, errors), UNPROCESSABLE
        if "confirmed" not in request.form:
            return _form(case, recorded, typed, {}, on=on, moving=_moving(tx, case, anchor, on))
        correct_anchor(tx, service().cases, case_id=case.id, anchor=anchor, on=on, reason=typed["reason"], person=me())
    flash(f"{anchor_words(anchor, case.revision)}: now {words.day(on)}.")
    return redirect(url_for("cases.page", reference=reference))


def _wanted(case: Case, anchor: str) -> Correctable:
    return next((found for found in correctable(case) if found.anchor == anchor), None) or abort(404)


def _form(case: Case, recorded: Correctable, typed: Mapping[str, str], errors: Mapping[str, str], **more: Any) -> str:
    what = anchor_words(recorded.anchor, case.revision)
    return render_template(
        "cases/correction.html", case=case, recorded=recorded, what=what, typed=typed, errors=errors,
        longest=LONGEST_REASON, **more,
    )  # fmt: skip


def _judge(recorded: Correctable, typed: Mapping[str, str]) -> tuple[date | None, dict[str, str]]:
    """Return the date typed and what is wrong, by field."""
    on, errors = None, dict[str, str]()
    try:
        day, month, year = (int(typed[part]) for part in _PARTS)
        on = date(year, month, day)
    except (ValueError, OverflowError):
        is_empty = not any(typed[part] for part in _PARTS)
        errors["date"] = "Enter the right date" if is_empty else "The date must be a real date, like 27 3 2026"
    if on and on < EARLIEST:
        errors["date"] = f"The date must be after {EARLIEST.year - 1}"
    if on and on > clock.today():
        errors["date"] = "The date must be today or in the past"
    if on == recorded.on:
        errors["date"] = f"{words.day(recorded.on)} is what is recorded already"
    if not typed["reason"]:
        errors["reason"] = "Enter the reason"
    elif len(typed["reason"]) > LONGEST_REASON:
        errors["reason"] = f"The reason must be {LONGEST_REASON} characters or fewer"
    return on, errors


def _moving(tx: Transaction, case: Case, anchor: str, on: date) -> tuple[Moving, ...]:
    """Return the due dates that would move."""
    corrected = Facts.from_json(case.facts.to_json())
    corrected.anchors[anchor] = {**corrected.anchors.get(anchor, {}), WHOLE_CASE: on.isoformat()}
    after = replace(case, facts=corrected)
    places = Trail(case, reading.entries(tx, case), reading.tasks(tx, case)).places()
    found = list[Moving]()
    for running in clocks(case, places):
        becomes = after.revision.due(running.clause, corrected.anchors_seen_from(running.instance)).on
        if running.running is not Running.DONE and becomes != running.due_on:
            found.append(Moving(clock=running, was=running.due_on, becomes=becomes))
    return tuple(found)
