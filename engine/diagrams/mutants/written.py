"""Wrong changes to what is written: clauses, posts, forms, spreadsheets, letters and documents."""

import re
from collections.abc import Iterator
from typing import Any

from engine.diagrams.clauses import FILE as CLAUSES
from engine.diagrams.mutants.drawn import watched_clauses
from engine.diagrams.mutants.edits import Mutant, YamlEdits, after
from engine.diagrams.partnership import FILE as PARTNERSHIP
from engine.diagrams.revision import Revision

NOBODY = "Nobody in particular"
ELSEWHERE = "elsewhere@example.org"
_SAID = re.compile(r"\{\{ *(?P<what>[^}]*?) *\}\}")
_IF = re.compile(r"\{% *(?P<word>if|elif) +(?P<condition>[^%]*?) *%\}")
FRAME = ("case.reference", "partnership.")
"""What every letter and document says alike; whether it is there is nothing that a process owner decides."""
OF_AN_ANSWER = (
    "route",
    "words",
    "least",
    "most",
    "accept",
    "reads",
    "starts_from",
    "starts_from_letter",
    "list",
    "key",
    "begins_with",
)
"""What a form's language says of the answer to a question, each left out in turn."""


def clause_mutants(data: bytes, revision: Revision) -> Iterator[Mutant]:
    """Yield every change to a time limit that is watched: a unit more or less, another anchor, a reminder, left out."""
    edits = YamlEdits(CLAUSES, data)
    anchors = sorted({anchor for form in revision.forms.values() for anchor in form.recorded})
    watched = watched_clauses(revision)
    beside = dict[str, set[str]]()  # what the clauses of a section count from: what a reader could mix up
    for clause in edits.data:
        beside.setdefault(clause["section"], set()).update(limit["from"] for limit in clause.get("within", ()))
    for number, clause in enumerate(edits.data):
        for which, limit in enumerate(clause.get("within", ()) if clause["id"] in watched else ()):
            place, what = (number, "within", which), f"limit {which + 1}"
            for amount in sorted({limit["amount"] - 1, limit["amount"] + 1}):
                yield edits.put(clause["id"], f"{what} is {amount} {limit['unit']}", amount, *place, "amount")
            for anchor in sorted({*beside[clause["section"]], after(limit["from"], anchors)} & {*anchors}):
                if anchor != limit["from"]:
                    yield edits.put(clause["id"], f"{what} runs from {anchor}", anchor, *place, "from")
            yield edits.without(clause["id"], f"{what} left out", *place)
        for which, before in enumerate(clause.get("remind", ()) if clause["id"] in watched else ()):
            yield edits.without(clause["id"], f"no reminder {before} working days before", number, "remind", which)
            if (other := before + 1) not in clause["remind"]:
                change = f"a reminder {other} for {before} working days before"
                yield edits.put(clause["id"], change, other, number, "remind", which)


def partnership_mutants(data: bytes) -> Iterator[Mutant]:
    """Yield every change to who may do what: one more, one fewer, another."""
    edits = YamlEdits(PARTNERSHIP, data)
    for part, posts in (("roles", "posts"), ("partners", "deputies"), ("agencies", "contacts")):
        for name, who in edits.data.get(part, {}).items():
            held = who.get(posts, ())
            for number, post in enumerate(held):
                yield edits.without(name, f"{posts} without {post}", part, name, posts, number)
            if held:
                yield edits.put(name, f"{posts} with {NOBODY}", NOBODY, part, name, posts, len(held))
    for part, post in (("partners", "member"), ("agencies", "senior")):
        for name in (name for name, who in edits.data[part].items() if post in who):
            yield edits.put(name, f"{post} is {NOBODY}", NOBODY, part, name, post)
    for name, listed in edits.data.get("lists", {}).items():
        for number, key in enumerate(listed):
            yield edits.without(name, f"without {key}", "lists", name, number)
    for name in edits.data["roles"]:
        yield from _role_mutants(edits, name)
    yield from _oversight_mutants(edits)


def _oversight_mutants(edits: YamlEdits) -> Iterator[Mutant]:
    oversight, roles = edits.data.get("oversight"), edits.data["roles"].items()
    for name in (name for name, who in roles if who["who"] == "posts" and oversight not in (None, name)):
        yield edits.put(oversight, f"{name} has the oversight", name, "oversight")


def _role_mutants(edits: YamlEdits, name: str) -> Iterator[Mutant]:
    who = edits.data["roles"][name]
    for kind, everybody in (("partner", "partners"), ("agency", "agencies")):
        if kind in who:
            other = after(who[kind], list(edits.data[everybody]))
            yield edits.put(name, f"is held by {other}", other, "roles", name, kind)
            yield edits.without(name, f"is held by every {kind}", "roles", name, kind)
    if "senior" in who:
        yield edits.without(name, "is held by the contacts", "roles", name, "senior")
    if "mailbox" in who:
        yield edits.put(name, f"is written to at {ELSEWHERE}", ELSEWHERE, "roles", name, "mailbox")


def text_mutants(file: str, data: bytes) -> Iterator[Mutant]:
    """Yield every change to a letter or a document: it does not say what it says, or says it in the other case."""
    text, name = data.decode(), file.rpartition("/")[2].partition(".")[0]
    for number, said in enumerate(_SAID.finditer(text), 1):
        if not said["what"].startswith(FRAME):
            without = text[: said.start()] + text[said.end() :]
            yield Mutant(
                file=file, element=name, change=f"{number}: does not say {said['what']}", data=without.encode()
            )
    for number, word in enumerate(_IF.finditer(text), 1):
        opposite = f"not ({word['condition']})"
        changed = f"{text[: word.start()]}{{% {word['word']} {opposite} %}}{text[word.end() :]}"
        yield Mutant(file=file, element=name, change=f"{number}: says so if {opposite}", data=changed.encode())


def form_mutants(file: str, data: bytes) -> Iterator[Mutant]:
    """Yield every change to a form's anchors, sections and questions."""
    form = _Form(file, data)
    yield from form.anchors()
    for number, section in enumerate(form.edits.data["sections"]):
        yield from form.conditions(section["title"], section, ("sections", number), ("when",))
        yield from form.questions(section["fields"], ("sections", number, "fields"), "")


def spreadsheet_mutants(file: str, data: bytes) -> Iterator[Mutant]:
    """Yield every change to what a spreadsheet asks, and to how those that come back are merged."""
    edits = YamlEdits(file, data)
    for name in edits.data["columns"]:
        yield from _column_mutants(edits, name)
    for key in ("order", "same_event"):
        for number, column in enumerate(edits.data.get(key, ())):
            yield edits.without(key, f"without {column}", key, number)
    for key in edits.data.get("period", {}):
        yield edits.without("period", f"without {key}", "period", key)
    yield from _conflict_mutants(edits)
    if days := edits.data.get("gap_days"):
        for other in (days - 1, days + 1):
            yield edits.put("gap_days", f"is {other}", other, "gap_days")


def _column_mutants(edits: YamlEdits, name: str) -> Iterator[Mutant]:
    column, here = edits.data["columns"][name], ("columns", name)
    yield edits.without(name, "is not asked", *here)
    if column.get("optional"):
        yield edits.without(name, "must be filled in", *here, "optional")
    else:
        yield edits.put(name, "may be left out", True, *here, "optional")
    if column.get("uncertain"):
        yield edits.without(name, "must be certain", *here, "uncertain")
    for number, choice in enumerate(column.get("choices", ())):
        yield edits.without(name, f"{choice} is not offered", *here, "choices", number)


def _conflict_mutants(edits: YamlEdits) -> Iterator[Mutant]:
    for number, conflict in enumerate(edits.data.get("conflicts", ())):
        which = f"number {number + 1}"
        yield edits.without("conflicts", f"without {which}", "conflicts", number)
        for key, columns in conflict.items():
            for place, column in enumerate(columns):
                yield edits.without("conflicts", f"{which} without {column} in {key}", "conflicts", number, key, place)


class _Form:
    def __init__(self, file: str, data: bytes) -> None:
        self.edits = YamlEdits(file, data)

    def anchors(self) -> Iterator[Mutant]:
        """Yield dates that are not recorded, recorded always, replaced, or taken from elsewhere."""
        yield from self._anchors(self.edits.data.get("anchors", {}), ("anchors",), "")

    def _anchors(self, anchors: dict[str, Any], at: tuple[Any, ...], of: str) -> Iterator[Mutant]:
        for name, written in anchors.items():
            ways: list[tuple[dict[str, Any], tuple[Any, ...]]] = [(written, (*at, name))]
            if isinstance(written, list):
                ways = [(way, (*at, name, number)) for number, way in enumerate(written)]
            else:
                yield self.edits.without(of + name, "is not recorded", *at, name)
            for number, (way, place) in enumerate(ways, 1):
                for key in ("when", "keep", "corrected_by"):
                    if key in way:
                        yield self.edits.without(of + name, f"way {number} without {key}", *place, key)
                if way["from"] != "submission":
                    yield self.edits.put(of + name, f"way {number} from submission", "submission", *place, "from")

    def conditions(
        self, name: str, written: dict[str, Any], place: tuple[Any, ...], keys: tuple[str, ...]
    ) -> Iterator[Mutant]:
        """Yield conditions that are left out, and the other way round."""
        for key in keys:
            if key in written:
                yield self.edits.without(name, f"{key} left out", *place, key)
                yield self.edits.put(name, f"{key} negated", f"not ({written[key]})", *place, key)

    def questions(self, fields: dict[str, Any], place: tuple[Any, ...], of: str) -> Iterator[Mutant]:
        """Yield changes to each question, those of groups included."""
        for name, question in fields.items():
            here = (*place, name)
            yield self.edits.without(of + name, "is not asked", *here)
            yield from self.conditions(of + name, question, here, ("when", "required_when"))
            yield from self._answer(of + name, question, here)
            yield from self._choices(of + name, question, here)
            yield from self._list(name, question, here)
            yield from self.questions(question.get("fields", {}), (*here, "fields"), f"{name}/")

    def _answer(self, name: str, question: dict[str, Any], here: tuple[Any, ...]) -> Iterator[Mutant]:
        rules = question.get("must", [])
        for number, _ in enumerate(rules):
            place = (*here, "must", number) if isinstance(rules, list) else (*here, "must")
            yield self.edits.without(name, f"rule {number + 1} left out", *place)
        if question.get("optional"):
            yield self.edits.without(name, "must be answered", *here, "optional")
        elif "required_when" not in question:
            yield self.edits.put(name, "may be left out", True, *here, "optional")
        for key in OF_AN_ANSWER:
            if key in question:
                yield self.edits.without(name, f"{key} left out", *here, key)

    def _list(self, name: str, group: dict[str, Any], here: tuple[Any, ...]) -> Iterator[Mutant]:
        for number, other in enumerate(group.get("adds_to", ())):
            yield self.edits.without(name, f"does not add to {other}", *here, "adds_to", number)
        yield from self._anchors(group.get("anchors", {}), (*here, "anchors"), f"{name}/")

    def _choices(self, name: str, question: dict[str, Any], here: tuple[Any, ...]) -> Iterator[Mutant]:
        for key, choice in question.get("choices", {}).items():
            if isinstance(choice, dict) and "when" in choice:
                yield self.edits.without(name, f"{key} is always offered", *here, "choices", key, "when")
            yield self.edits.without(name, f"{key} is not offered", *here, "choices", key)
