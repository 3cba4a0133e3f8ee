"""Who stands behind a `held_by` key: in words of the revision, and the people who hold it today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine import access, clock
from engine.access import OFFICE, Post
from engine.diagrams import directory
from engine.diagrams.elements import Element
from engine.diagrams.partnership import Partnership
from engine.records.db import Transaction
from engine.records.kinds import Id
from engine.records.tables import person, post_held
from engine.registers import need_to_know


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds a role in one case: the role, and the organisation where it is somebody's part."""

    key: str
    role: str
    organisation: str = ""

    @property
    def name(self) -> str:
        """What it is called in a list: the organisation that acts, else the role."""
        return self.organisation or self.role

    @property
    def in_a_sentence(self) -> str:
        """What it is called inside a sentence: `the Warden`, but `The Harbour` as it calls itself."""
        return self.organisation or f"the {self.role}"


@dataclass(frozen=True, kw_only=True)
class Named:
    """A person as colleagues see one: by name, by the post that holds the part, and how to write to them.

    Attributes:
        title: of the post; it says in whose place the person holds it, if it is not their own.
    """

    id: int
    name: str
    title: str = ""
    email: str = ""


def named(person_id: int | None, name: str | None) -> Named | None:
    """Return the person of a row that may have none."""
    return Named(id=person_id, name=name or "") if person_id else None


def holder(partnership: Partnership, held_by: str) -> Holder:
    """Put a `held_by` key into the partnership's words."""
    role, _, part = held_by.partition("|")
    organisation = "" if access.person_in(held_by) else organisation_name(partnership, part)
    return Holder(key=held_by, role=role, organisation=organisation)


def answering_key(partnership: Partnership, element: Element, row: Any, referring_organisation: str) -> str:
    """Return the key of who answered: of the user task's row; what opened the case belongs to no such row.

    Args:
        partnership: of the case's revision.
        element: the user task.
        row: with `held_by` of the user task's row, or none, and the `instance`.
        referring_organisation: of the case.
    """
    if row.held_by:
        return str(row.held_by)
    return access.held_by(
        partnership, element.role, referring_organisation=referring_organisation, organisation=row.instance or ""
    )


def organisation_name(partnership: Partnership, organisation: str) -> str:
    """Return the name of a partner or an agency, with who has taken its place; its key if it is not known here."""
    if organisation in partnership.agencies:
        return directory.named(partnership.agencies, organisation, clock.today())
    known = partnership.partners.get(organisation)
    return known.name if known else organisation


def in_words(partnership: Partnership, post: Post) -> str:
    """Return a post with its organisation, as what was done by it says: `Warden, Errand Office`.

    It says in whose place, if the person who held it covered somebody who was away.
    """
    known = partnership.partners.get(post.organisation) or partnership.agencies.get(post.organisation)
    said = f"{post.title}, {known.name if known else partnership.name}"
    return f"{said}, for {post.covers.name}" if post.covers else said


_absent = person.alias("absent")
_PEOPLE = (
    sa.select(
        *(person.c.id, person.c.name, person.c.email, post_held.c.organisation, post_held.c.title),
        *(post_held.c.covers, _absent.c.name.label("absent")),
    )
    .join_from(post_held, person, person.c.id == post_held.c.person_id)
    .outerjoin(_absent, _absent.c.id == post_held.c.covers)
    .where(
        person.c.is_active,
        ~person.c.is_administrator,
        sa.or_(
            post_held.c.organisation.in_(sa.bindparam("organisations", expanding=True)),
            person.c.id.in_(sa.bindparam("persons", expanding=True)),
        ),
        post_held.c.from_on <= sa.bindparam("today"),
        sa.or_(post_held.c.until_on.is_(None), post_held.c.until_on >= sa.bindparam("today")),
    )
    .order_by(person.c.name, person.c.id, post_held.c.covers.is_not(None), post_held.c.id)
)


_CASE_ID = sa.bindparam("case_id", type_=Id)
_PEOPLE_OF_CASE = _PEOPLE.add_columns(
    need_to_know.kept_to_others(_CASE_ID, person.c.id).label("is_kept_to_others")
).where(~need_to_know.shut_out(_CASE_ID, person.c.id))


def people(
    tx: Transaction, partnership: Partnership, keys: Collection[str], *, case_id: int | None = None
) -> Mapping[str, tuple[Named, ...]]:
    """Return who holds each of the `held_by` keys today, in one statement.

    Args:
        tx: the transaction.
        partnership: of the revision.
        keys: whose holders are asked for.
        case_id: of the case that it is about: who is kept out of it is left out. None if it is about several.
    """
    asked = {key.partition("|")[2] for key in keys}
    parts = {directory.standing(partnership.agencies, part, clock.today()) for part in asked}
    persons = {key: access.person_in(key) for key in keys}
    found: dict[str, dict[int, Named]] = {key: {} for key in keys}
    values = {
        "organisations": sorted(filter(None, parts | {OFFICE})),
        "persons": sorted({number for number in persons.values() if number is not None}),
        "today": clock.today(),
    }
    query = _PEOPLE if case_id is None else _PEOPLE_OF_CASE
    for row in tx.connection.execute(query, values if case_id is None else {**values, "case_id": case_id}):
        held = access.keys_of(partnership, Post(organisation=row.organisation, title=row.title))
        chosen = {key for key, number in persons.items() if number == row.id and row.covers is None}
        title = f"{row.title}, for {row.absent}" if row.covers else row.title
        is_kept_out = case_id is not None and row.is_kept_to_others
        for key in (held | chosen) & found.keys():
            if is_kept_out and access.is_inside(partnership, [key]):
                continue
            found[key].setdefault(row.id, Named(id=row.id, name=row.name, title=title, email=row.email))
    return {key: tuple(by_id.values()) for key, by_id in found.items()}
