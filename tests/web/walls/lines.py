"""Every route as lines of a table: with which method, and what stands behind its address.

What stands for a variable of an address is said here, once. A route of which nothing is said is walked with made-up
ids; its line then bears a mark, because it shows only what is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from tests.web.walls.world import Ids, World

NAMES: Mapping[str, str] = {
    "process": "errand",
    "element": "judge",
    "anchor": "asked",
    "clause": "WL-1",
    "form": "plan",
    "body": "council",
    "day": "2026-04-20",
    "team": "warden",
    "kind": "csv",
    "called": "deadlines",
    "name": "errands",
}
"""Names in addresses that are no secret, since the revision or the program gives them."""
BEHIND: Mapping[str, Mapping[str, str]] = {
    "administration.ask_back": {"number": "1"},
    "administration.ask_to_end": {"number": "=post"},
    "administration.do": {"what": "sign-out"},
    "administration.end_post": {"number": "=post"},
    "administration.take_back": {"number": "1"},
    "api.download_document": {"number": "=document"},
    "api.send_file_for_opening": {"question": "private"},
    "api.show_document": {"number": "=document"},
    "api.show_letter": {"number": "=letter"},
    "cases.document": {"number": "=document"},
    "cases.document_file": {"number": "=document"},
    "cases.end": {"number": "=link"},
    "cases.letter": {"number": "=letter"},
    "cases.letter_file": {"number": "=letter"},
    "cases.remove_filter": {"number": "=filter"},
    "cases.renew": {"number": "=link"},
    "cases.retry": {"number": "=incident"},
    "cases.table": {"name": "diary"},
    "cases.table_file": {"name": "diary"},
    "framework.template": {"name": "diary"},
    "need_to_know.of_person": {"number": "=person_id"},
    "need_to_know.of_person_file": {"number": "=person_id"},
    "need_to_know.review": {"number": "=opening"},
    "own_calendar.feed": {"token": "=feed"},
    "published.file": {"upload_id": "=published upload_id"},
    "request.document": {"number": "=document"},
    "subject_access.add_case": {"number": "=asked"},
    "subject_access.case": {"number": "=asked"},
    "subject_access.close": {"number": "=asked"},
    "subject_access.finish": {"number": "=asked", "key": "=item"},
    "subject_access.give": {"number": "=asked", "key": "=item"},
    "subject_access.item": {"number": "=asked", "key": "=item"},
    "subject_access.look": {"number": "=asked"},
    "subject_access.make_package": {"number": "=asked"},
    "subject_access.package_file": {"number": "=asked"},
    "subject_access.page": {"number": "=asked"},
    "subject_access.remove_case": {"number": "=asked"},
    "subject_access.withhold": {"number": "=asked", "key": "=item"},
    "retention.ask_to_redact": {"kind": "letter", "of": "=letter"},
    "retention.propose_redaction": {"kind": "letter", "of": "=letter"},
    "tasks.compare": {"task_id": "=closed task_id"},
    "tasks.sent_task": {"task_id": "=closed task_id"},
    "work.end": {"number": "=cover"},
}
"""By endpoint: what stands for a variable that is not called so; after `=`, the name of the world's ids."""
SENT: Mapping[str, Mapping[str, str]] = {
    "cases.write_note": {"text": "-", "sent_as": "0" * 32},
    "need_to_know.find": {"reference": "=reference"},
    "need_to_know.change": {"do": "lift", "reason": "-"},
    "need_to_know.open_case": {"reference": "=reference", "reason": "-"},
    "request.at_once": {"task": "=task_id", "answer": "away"},
    "oversight.theme_list": {"form": "judge", "question": "out", "answer": "yes"},
    "search.ask": {"asked": "Nell"},
    "sign_in.enter_demonstration": {"person": "=person_id"},
}
"""By endpoint: what a form sends besides its token, or an address asks for, to be judged at all."""
GIVEN = frozenset({"published_as", "published upload_id", "revision_id", "feed", "token", "person_id"})
"""Of the world's ids, those that are no secret of a case or a person, or prove by themselves who asks."""
_MADE_UP = {"reference": "2026-9999", "upload_id": "999999"}
_NUMBER, _WORD = "999999", "0f8fad5bd9cb469fa16570867728950e"
_VARIABLE = re.compile(r"<(?:[^<>]*:)?(\w+)>")


@dataclass(frozen=True, kw_only=True)
class Knock:
    """What is asked for: an address, and what a form sends."""

    path: str
    sent: Mapping[str, str]
    ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the table: one route with one method, and one of the things that may stand behind it.

    Attributes:
        which: of several things that stand behind such an address.
        here: to what there is of the first case.
        elsewhere: the same of the case that nobody of the table may see.
        made_up: the same with ids that nothing has.
        inside: the same with ids that nothing has, but the first case's reference.
        secrets: those ids of the first case, or of a person, of which nobody is told whether there are such.
        is_real: whether something stands behind it.
    """

    name: str
    method: str
    endpoint: str
    action: str
    which: str
    here: Knock
    elsewhere: Knock
    made_up: Knock
    inside: Knock
    secrets: frozenset[str]
    is_real: bool

    @property
    def called(self) -> str:
        """As the table calls it."""
        return f"{self.method} {self.name}"


def lines(app: Flask, world: World) -> list[Line]:
    """Return every line, in the order of addresses."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (_shown(rule), sorted(rule.methods or ())))
    methods = [(rule, method) for rule in rules for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return [line for rule, method in methods for line in _of_rule(app, world, rule, method)]


def _of_rule(app: Flask, world: World, rule: Rule, method: str) -> Iterator[Line]:
    endpoint = rule.endpoint
    behind = {name: BEHIND.get(endpoint, {}).get(name, NAMES.get(name, f"={name}")) for name in rule.arguments}
    sent = SENT.get(endpoint, {})
    several = [
        found for key in (*behind.values(), *sent.values()) if isinstance(found := world.here.get(key[1:]), Mapping)
    ]
    given = {name: world.here[name] for name in GIVEN if name in world.here}
    secrets = [key for key in (*behind.values(), *sent.values()) if key[1:] in world.here and key[1:] not in GIVEN]
    for which in several[0] if several else [""]:

        def knock(ids: Ids | None, which: str = which) -> Knock:
            found = {name: _value(ids, key, which) or _made_up(rule, name) for name, key in behind.items()}
            typed = {name: _value(ids, key, which) or _MADE_UP.get(key[1:], _WORD) for name, key in sent.items()}
            path = rule.build(found)
            assert path, f"{rule.rule} cannot be built of {found}"
            return Knock(path=path[1], sent=typed, ids=(*found.values(), *typed.values()))

        is_real = all(_value(world.here, key, which) for key in behind.values())
        yield Line(
            name=_shown(rule) + (f" ({which})" if which else ""),
            method=method,
            endpoint=endpoint,
            action=str(getattr(app.view_functions[endpoint], "action", "")),
            which=which,
            here=knock(world.here),
            elsewhere=knock(world.elsewhere),
            made_up=knock(given),
            inside=knock({**given, "reference": world.here["reference"]}),
            secrets=frozenset(found for key in secrets if (found := _value(world.here, key, which))),
            is_real=is_real,
        )


def _shown(rule: Rule) -> str:
    return _VARIABLE.sub(r"<\1>", rule.rule)


def _value(ids: Ids | None, key: str, which: str) -> str | None:
    """Return what stands for a variable; none if nothing is known to stand there."""
    if not key.startswith("="):
        return key
    found = (ids or {}).get(key[1:])
    return found.get(which) if isinstance(found, Mapping) else found


def _made_up(rule: Rule, name: str) -> str:
    is_number = rf"<int:{name}>" in rule.rule or re.search(rf"<int\([^)]*\):{name}>", rule.rule)
    return _NUMBER if is_number else _MADE_UP.get(name, _WORD)
