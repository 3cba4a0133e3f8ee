"""Who is who in a scenario: a post of the revision, and the person who holds it once a sentence needs one."""

from collections.abc import Callable, Iterator
from datetime import datetime

from engine import access, clock
from engine.access import OFFICE, Person, Post
from engine.diagrams.partnership import Partnership
from engine.records.db import Database
from engine.registers.people import add_person, find_person

OUTSIDER = ", who has no post here,"
"""Follows the name of somebody whom a scenario means to be a stranger; any other name is a post of the revision."""
EARLIEST = datetime(2026, 1, 1, 9, tzinfo=clock.LONDON)


class People:
    """The people of one scenario, by the posts that they hold.

    Attributes:
        known: those whom a sentence has needed.
    """

    def __init__(self, partnership: Partnership, database: Callable[[], Database]) -> None:
        self._partnership, self._database = partnership, database
        self.known: dict[Post, Person] = {}

    def called(self, name: str) -> Person:
        """Return the one person who holds the post `name`, or `post of organisation`.

        Raises:
            AssertionError: nobody can hold it, so that nobody is refused merely for a wrong name; or several can.
        """
        if name.endswith(OUTSIDER):
            return self.holder(Post(organisation="unknown", title=name.removesuffix(OUTSIDER)))
        found = {Post(organisation=org, title=title) for title, org, its_name in self._posts()
                 if name in (title, f"{title} of {its_name}")}  # fmt: skip
        if len(found) > 1:
            raise AssertionError(f"{name} is held in several organisations; say in which")
        assert found, f"{name!r} is no post of the partnership, a partner or an agency (partnership.yaml)"
        return self.holder(found.pop())

    def holder(self, post: Post) -> Person:
        """Return who holds a post, from the earliest day on."""
        if post not in self.known:
            with clock.stopped_at(EARLIEST), self._database().transaction() as tx:
                email = f"person{len(self.known)}@example.org"
                number = add_person(tx, name=f"The {post.title}", email=email, posts=[post])
                person = find_person(tx, number)
            assert person is not None
            self.known[post] = person
        return self.known[post]

    def holding(self, held_by: str) -> Person:
        """Return somebody who answers for a `held_by` key (engine.access), to look at something.

        Who looks changes nothing: where no sentence has needed that post yet, nobody is given it.
        """
        for person in self.known.values():
            if access.person_in(held_by) == person.id:
                return person
        posts = (Post(organisation=organisation, title=title) for title, organisation, _ in self._posts())
        post = next(post for post in posts if held_by in access.keys_of(self._partnership, post))
        return self.known.get(post) or Person(id=0, name="Who looks", email="", posts=(post,))

    def anybody(self) -> Person:
        """Return somebody who is known already."""
        return next(iter(self.known.values()))

    def _posts(self) -> Iterator[tuple[str, str, str]]:
        who = self._partnership
        yield from ((post, OFFICE, who.name) for role in who.roles.values() for post in role.posts)
        for key, partner in who.partners.items():
            yield from ((post, key, partner.name) for post in (partner.member, *partner.deputies))
        for key, agency in who.agencies.items():
            yield from ((post, key, agency.name) for post in agency.contacts)
            senior = getattr(agency, "senior", "")
            if senior and senior not in agency.contacts:
                yield senior, key, agency.name
