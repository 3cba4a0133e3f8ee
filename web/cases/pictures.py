"""The picture of a process with a case's place in it. The same is said beside it in words."""

from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from engine.cases.places import Place, Standing, StepOfCase
from engine.cases.reading import Case
from engine.diagrams.errors import DiagramError
from engine.diagrams.picture import draw
from engine.diagrams.shapes import Note
from engine.diagrams.symbols import State
from web import words

_STATES = {
    Standing.DONE: State.DONE,
    Standing.NOW: State.NOW,
    Standing.COMING: State.COMING,
    Standing.POSSIBLE: State.COMING,
    Standing.STOPPED: State.NOT_TAKEN,
    Standing.NOT_TAKEN: State.NOT_TAKEN,
}


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A process drawn, and which of its states the key must explain."""

    svg: Markup
    states: frozenset[State]


def picture(case: Case, place: Place) -> Picture | None:
    """Draw where a case stands in one process; none if its diagram was never laid out."""
    passed = dict.fromkeys(place.passed, State.NOT_TAKEN)
    states = passed | {step.element.id: _STATES[step.standing] for step in place.steps}
    try:
        svg = draw(
            case.revision.diagrams[place.process],
            place.process,
            states=states,
            taken=place.taken,
            notes={step.element.id: note for step in place.steps if (note := _note(case, step))},
            title=f"{place.name}: where {case.reference} stands in the diagram",
            desc=_described(place),
            uid=f"place-{place.process.replace('_', '-')}",
        )
    except DiagramError:
        return None
    return Picture(svg=svg, states=frozenset(states.values()))


def _described(place: Place) -> str:
    """Say what the picture shows: how many steps are done, which are open now, how many are to come."""
    by = {standing: [s for s in place.steps if s.standing is standing] for standing in Standing}
    now = [step.element.name for step in by[Standing.NOW]]
    ahead = len(by[Standing.COMING]) + len(by[Standing.POSSIBLE])
    said = [
        f"{words.sentence(words.number_word(len(by[Standing.DONE])))} of its steps are done.",
        f"Open now: {words.listing(now)}." if now else "Nothing is open in it now.",
        f"{words.sentence(words.number_word(ahead))} may come." if place.is_current else "",
        "The table below says the same.",
    ]
    return " ".join(filter(None, said))


def _note(case: Case, step: StepOfCase) -> Note | None:
    href = ""
    if step.element.called and step.standing in (Standing.DONE, Standing.NOW):
        href = url_for("cases.steps", reference=case.reference, process=step.element.called)
    elif mine := [task for task in step.open_tasks if task.is_mine]:
        href = url_for("tasks.page", task_id=mine[0].id)
    is_late, due = _due(case, step)
    count = f"{step.done} of {step.of}" if step.of and step.standing in (Standing.DONE, Standing.NOW) else ""
    return Note(due=due, is_late=is_late, count=count, href=href) if due or count or href else None


def _due(case: Case, step: StepOfCase) -> tuple[bool, str]:
    """Return whether a step is late, and what is written beside its clock."""
    if step.due_on is None or step.standing is Standing.NOT_TAKEN:
        return False, ""
    left = case.left_until(step.due_on)
    if step.standing is Standing.NOW and left.is_late:
        days = abs(left.working_days)
        return True, f"{words.quantity(days, 'day')} late" if days else "late"
    return False, words.plain_day(step.due_on)
