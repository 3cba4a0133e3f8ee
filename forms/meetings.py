"""Reads the meeting that a form plans, and notes what a calendar could not make sense of."""

from collections.abc import Mapping

from forms.definition import Field, Meeting
from forms.source import Block

KINDS = {"starts": "date_time", "minutes": "number", "place": "line"}
"""The questions that tell of a meeting, by key, and of which type each is."""


def read_meeting(form: Block, asked: Mapping[str, Field]) -> Meeting | None:
    """Take a form's meeting, if it plans one.

    Args:
        form: the form's mapping.
        asked: its questions by name, groups and not what is in them.
    """
    block = form.mapping("meeting")
    if block is None:
        return None
    called, of = block.text("called"), block.text("of")
    meeting = Meeting(called=called, of=of, **{key: block.text(key, required=True) for key in KINDS})
    if bool(called) == bool(of):
        block.fault("say either what the meeting is called, or whose meeting it is: the form that planned it first")
    block.close()
    for key, kind in KINDS.items():
        name = getattr(meeting, key)
        question = asked.get(name)
        if name and (question is None or question.type != kind or not question.is_always_given):
            block.fault(f"{name!r} is no {kind} question outside groups that must always be answered", key)
    lasts = asked.get(meeting.minutes)
    if lasts and (lasts.decimals or (lasts.least or 0) < 1):
        block.fault(f"it must last a whole minute or more; write at {lasts.name} least, and no decimals", "minutes")
    return meeting
