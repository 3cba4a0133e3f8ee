"""Reads a form definition: everything in it that the form language does not know is told at once."""

import keyword
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from forms.definition import CHOOSING_TYPES, LATE_REASON, LISTED, TYPES, Anchor, Choice, Field, Form, Must, Section
from forms.errors import Fault, UnreadableForm
from forms.extensions import check_extensions, later_than_due, read_extension
from forms.meetings import read_agenda, read_meeting, read_record
from forms.source import NAME, Block, read

ROUTED_TYPES = ("yes_no", "choice")
COUNTED_TYPES = ("yes_no", "choice", "choices")
NEVER_PUBLIC = ("group", "person", "email")
LISTS = {"person": "people", "agency": "agencies"}
KEYS_BY_TYPE = {
    "words": ("text",),
    "choices": ("choice", "choices"),
    "choices_from": CHOOSING_TYPES,
    "decimals": ("number",),
    "least": ("number", "group"),
    "most": ("number", "group", "file"),
    "accept": ("file",),
    "reads": ("file",),
    "starts_from_letter": ("text",),
    "extends": ("date",),
    "names_person": ("line", "text"),
    "item": ("group",),
    "list": ("group",),
    "key": ("group",),
    "begins_with": ("group",),
    "adds_to": ("group",),
    "anchors": ("group",),
    "fields": ("group",),
}
MOST = {"group": 50, "file": 10}
MOST_DECIMALS = 9
DEFAULT_FILE_KINDS = ("pdf", "docx", "odt", "jpg", "png")
TABLE_KINDS = ("xlsx",)
"""What a file must be whose rows are read."""
CHOICE_KEY = re.compile(r"[a-z0-9_]{1,60}", re.ASCII)


@lru_cache(maxsize=1024)
def load_form(name: str, data: bytes) -> Form:
    """Read one definition; the same one is the same object, and shares what is made of it.

    Args:
        name: the form's name, or the path of its file, which is named after it.
        data: what the file holds.

    Raises:
        UnreadableForm: with everything in the definition that the form language does not know.
    """
    name = PurePosixPath(name).stem
    faults: list[Fault] = []
    block = read(f"{name}.yaml", data, faults)
    form = _form(block, name) if block else None
    if faults or form is None:
        raise UnreadableForm(sorted(faults, key=lambda fault: fault.line))
    return form


def _form(block: Block, name: str) -> Form:
    form = Form(
        form=block.text("form", required=True),
        title=block.text("title", required=True),
        clauses=block.texts("clauses"),
        about=_about(block),
        explains_lateness=block.flag_or_expression("explains_lateness"),
        anchors=dict(_anchors(block)),
        sections=(sections := tuple(_section(inner) for inner in block.blocks("sections", required=True))),
        meeting=read_meeting(block, asked := {f.name: f for section in sections for f in section.fields}),
        record=read_record(block, asked),
        agenda=read_agenda(block, asked),
    )
    block.close()
    if form.form != name:
        block.fault(f"the form calls itself {form.form!r}; name it {name!r}, after its file", "form")
    if name == LISTED:
        block.fault(f"{LISTED!r} has a meaning of its own in expressions; give the form another name", "form")
    names = [f.name for f in form.fields]
    for twice in sorted({n for n in names if names.count(n) > 1}):
        block.fault(f"{twice!r} is the name of several questions; each needs its own", "sections")
    known = {*names, *(f"{f.name}.{inner.name}" for f in form.fields for inner in f.fields)}
    for path in form.about.values():
        if path not in known:
            block.fault(f"{path!r} is no question of this form; write its name, or group.question", "about")
    check_extensions(form, block)
    return form


def _about(block: Block) -> Mapping[str, str]:
    inner = block.mapping("about")
    return {key: inner.text(key) for key in inner.entries} if inner else {}


def _anchors(block: Block) -> Iterator[tuple[str, tuple[Anchor, ...]]]:
    outer = block.mapping("anchors")
    for name in outer.entries if outer else ():
        assert outer
        if not NAME.fullmatch(name):
            outer.fault("name it in small letters, digits and underscores, starting with a letter", name)
        yield name, tuple(_anchor(name, inner) for inner in outer.blocks(name))


def _anchor(name: str, block: Block) -> Anchor:
    anchor = Anchor(
        source=block.text("from", required=True),
        when=block.expression("when"),
        keep=block.text("keep") or "latest",
        corrected_by=block.text("corrected_by"),
    )
    if anchor.keep not in ("first", "latest"):
        block.fault("keep is first or latest", "keep")
    if anchor.source == name:
        block.fault("an anchor cannot be recorded from itself", "from")
    block.close()
    return anchor


def _section(block: Block) -> Section:
    section = Section(
        title=block.text("title", required=True),
        note=block.text("note"),
        help=block.texts("help"),
        when=block.expression("when"),
        fields=_fields(block),
    )
    block.close()
    return section


def _fields(block: Block, *, inside: str = "") -> tuple[Field, ...]:
    return tuple(_field(name, inner, inside=inside) for name, inner in block.named("fields", required=True))


def _field(name: str, block: Block, *, inside: str) -> Field:
    kind, reads = block.text("type", required=True), block.text("reads")
    least, most = (block.number(key, whole=kind != "number") for key in ("least", "most"))
    extends = read_extension(block, inside=inside)
    question = Field(
        name=name,
        type=kind,
        label=block.text("label", required=True),
        hint=block.text("hint"),
        optional=block.flag("optional"),
        when=block.expression("when"),
        required_when=block.expression("required_when"),
        choices={key: _choice(inner) for key, inner in block.named("choices", names=CHOICE_KEY)},
        choices_from=block.text("choices_from") or LISTS.get(kind, ""),
        starts_from=block.text("starts_from"),
        starts_from_letter=block.text("starts_from_letter"),
        route=block.flag("route"),
        theme=block.flag("theme"),
        public=block.flag("public"),
        names_person=block.flag("names_person"),
        extends=extends,
        must=(*_musts(block), *later_than_due(name, extends)),
        clauses=block.texts("clauses"),
        words=_whole(block, "words"),
        decimals=_whole(block, "decimals") or 0,
        least=least,
        most=(1 if reads else MOST.get(kind)) if most is None else most,
        accept=block.texts("accept") or _kinds(kind, reads),
        reads=reads,
        item=block.text("item"),
        list=block.text("list"),
        key=block.text("key"),
        begins_with=block.text("begins_with"),
        adds_to=block.texts("adds_to"),
        anchors=dict(_anchors(block)),
        fields=_fields(block, inside=name) if kind == "group" else (),
    )
    block.known.append("fields")
    block.close()
    if keyword.iskeyword(name) or name.startswith(LATE_REASON.name):
        block.fault("choose another name; this one has a meaning of its own")
    if kind in TYPES:
        _check_keys(question, block)
        _check_sense(question, block, inside)
        _check_theme(question, block, inside)
        _check_public(question, block, inside)
    elif kind:
        block.fault(f"type {kind!r} is not one of {', '.join(TYPES)}", "type")
    return question


def _check_keys(question: Field, block: Block) -> None:
    """Note the keys of another kind of question, and numbers that leave nothing to answer."""
    for key, kinds in KEYS_BY_TYPE.items():
        if key in block.entries and question.type not in kinds:
            block.fault(f"{key} is for {' and '.join(kinds)}, not for {question.type}; leave it out", key)
    if question.words is not None and question.words < 1:
        block.fault("words must be 1 or more", "words")
    if not 0 <= question.decimals <= MOST_DECIMALS:
        block.fault(f"decimals must be between 0 and {MOST_DECIMALS}", "decimals")
    if question.type in MOST and (question.most or 0) < 1:
        block.fault("most must be 1 or more", "most")
    if question.least is not None and question.most is not None and question.least > question.most:
        block.fault("least is more than most", "least")


def _check_sense(question: Field, block: Block, inside: str) -> None:
    """Note what is known and well written, but makes no sense together."""
    if question.route and (question.type not in ROUTED_TYPES or question.choices_from or inside):
        block.fault(
            "route is for yes_no and for choice with its choices written here, outside groups; others may hold "
            "personal data",
            "route",
        )
    if question.type in CHOOSING_TYPES and bool(question.choices) == bool(question.choices_from):
        block.fault("write either its choices or the list they come from (choices_from)", "choices")
    if question.reads and (question.accept != TABLE_KINDS or question.most != 1):
        block.fault("a file whose rows are read is one xlsx; leave accept and most out", "reads")
    if question.type == "group" and not question.item:
        block.fault("item is missing; write what one is called, as Child")
    if question.type in ("group", "file") and inside:
        block.fault(f"a {question.type} cannot lie in a group; ask it outside", "type")
    if question.starts_from and (inside or question.type == "file"):
        block.fault("a question in a group, and a file, cannot start from another answer; leave it out", "starts_from")
    if question.starts_from_letter and (inside or question.starts_from):
        message = "a question starts from a letter or from an answer, not from both, and outside groups; leave it out"
        block.fault(message, "starts_from_letter")
    if question.type == "group":
        _check_list(question, block)
    if question.optional and question.required_when:
        block.fault("optional and required_when contradict each other; leave one out", "optional")


def _check_theme(question: Field, block: Block, inside: str) -> None:
    """Note what cases cannot be counted by."""
    if question.theme and (question.type not in COUNTED_TYPES or question.choices_from or inside):
        block.fault(
            "theme is for yes_no, and for choice and choices with their choices written here, outside groups: cases "
            "are counted by the answer",
            "theme",
        )


def _kinds(kind: str, reads: str) -> tuple[str, ...]:
    """Return the kinds of file that a question accepts if it does not say so itself."""
    if kind != "file":
        return ()
    return TABLE_KINDS if reads else DEFAULT_FILE_KINDS


def _check_list(group: Field, block: Block) -> None:
    """Note what cannot be of a group's items as a list of the case."""
    for key in ("key", "begins_with", "adds_to", "anchors"):
        if key in block.entries and not group.list:
            block.fault(f"{key} is for a group that fills a list of the case; write its list, or leave it out", key)
    for name in {group.list, *group.adds_to} - {""}:
        if not NAME.fullmatch(name):
            block.fault("name a list in small letters, digits and underscores, starting with a letter", "list")
    _check_key(group, block)
    if group.begins_with and not group.key:
        block.fault("begins_with is a list of agencies, so the items are agencies, too; write their key", "begins_with")
    if group.begins_with and group.anchors:
        block.fault("nobody types a date for the agencies that the list begins with; leave one out", "begins_with")
    if group.list in group.adds_to or len(set(group.adds_to)) < len(group.adds_to):
        block.fault("name each list that the items are added to once, and not the group's own list", "adds_to")
    if any(way.corrected_by for ways in group.anchors.values() for way in ways):
        block.fault("a date of one item cannot be corrected later; leave corrected_by out", "anchors")


def _check_public(question: Field, block: Block, inside: str) -> None:
    """Note what may not be given to everybody."""
    if question.public and (inside or question.type in NEVER_PUBLIC):
        block.fault(
            "public is for questions outside groups, and for nobody's account or address; leave it out", "public"
        )


def _check_key(group: Field, block: Block) -> None:
    """Note a key that items may be without."""
    named = next((f for f in group.fields if f.name == group.key), None)
    if group.key and (named is None or named.type != "agency"):
        block.fault(f"{group.key!r} is no agency question of this group, which alone can be its key", "key")
    elif named and not named.is_always_given:
        block.fault(f"{group.key!r} must be answered in every item, because it is the item's key", "key")


def _choice(block: Block) -> Choice:
    choice = Choice(
        label=block.text("label", required=True),
        hint=block.text("hint"),
        when=block.expression("when"),
        at_once=block.text("at_once"),
    )
    block.close()
    return choice


def _musts(block: Block) -> Iterator[Must]:
    for inner in block.blocks("must"):
        hold, otherwise = inner.expression("hold", required=True), inner.text("else", required=True)
        inner.close()
        if hold:
            yield Must(hold=hold, otherwise=otherwise)


def _whole(block: Block, key: str) -> int | None:
    value = block.number(key)
    return None if value is None else int(value)
