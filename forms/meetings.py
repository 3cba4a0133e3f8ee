"""Reads what a form has to do with meetings, and notes what makes no sense.

A form may plan a meeting, record one part of it, or put the case on the agenda of a body that meets on set dates.
"""

from collections.abc import Iterator, Mapping

from forms.definition import Agenda, Field, Meeting, Record
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
        _check_always(block, key, asked, getattr(meeting, key), kind)
    lasts = asked.get(meeting.minutes)
    if lasts and (lasts.decimals or (lasts.least or 0) < 1):
        block.fault(f"it must last a whole minute or more; write at {lasts.name} least, and no decimals", "minutes")
    return meeting


def read_record(form: Block, asked: Mapping[str, Field]) -> Record | None:
    """Take the part of a meeting that a form records, if it does. Arguments as for `read_meeting`."""
    block = form.mapping("record")
    if block is None:
        return None
    record = Record(
        part=block.text("part", required=True),
        of=block.text("of"),
        after=block.text("after"),
        attendance=block.text("attendance"),
        stays=block.expression("stays"),
        actions=block.texts("actions"),
    )
    block.close()
    if bool(record.of) == bool(record.after):
        block.fault("say either whose meeting it is (the form that planned it first), or after which form's part it is")
    for key, message in _misread(record, asked):
        block.fault(message, key)
    return record


def read_agenda(form: Block, asked: Mapping[str, Field]) -> Agenda | None:
    """Take the body on whose agenda a form puts the case, if it does. Arguments as for `read_meeting`."""
    block = form.mapping("agenda")
    if block is None:
        return None
    agenda = Agenda(of=block.text("of", required=True), day=block.text("day", required=True))
    block.close()
    _check_always(block, "day", asked, agenda.day, "date")
    return agenda


def _check_always(block: Block, key: str, asked: Mapping[str, Field], name: str, kind: str) -> None:
    question = asked.get(name)
    if name and (question is None or question.type != kind or not question.is_always_given):
        block.fault(f"{name!r} is no {kind} question outside groups that must always be answered", key)


def _misread(record: Record, asked: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    """Yield what of the attendance cannot be read, by key."""
    group = asked.get(record.attendance)
    if record.attendance and (group is None or group.type != "group"):
        yield "attendance", f"{record.attendance!r} is no group of this form"
    elif record.stays and group is None:
        yield "stays", "it is read of each who attended; name the group, in attendance"
    elif record.stays and group:
        given = {question.name for question in group.fields if question.is_always_given}
        for name in sorted(record.stays.names - given):
            yield "stays", f"{name!r} is no question of {group.name} that is answered in every item"
        if sum(question.type == "person" for question in group.fields) != 1:
            yield "stays", f"one question of {group.name} must be a person: to whom the parts that follow are closed"
