"""The pages of a package: each readable alone, without the service, and made piece by piece."""

from collections.abc import Iterable, Iterator

from flask import current_app

from engine import clock
from engine.cases.reading import Case
from engine.cases.subject_access.packaging import Contents, Given
from engine.cases.subject_access.requests import Request
from engine.cases.subject_access.seen import Sightings
from web.sessions import revision
from web.subject_access.reviews import KIND_WORDS
from web.subject_access.seen import seen_file


class PackagePages:
    """Makes the pages in the words of the revision in force."""

    def case(self, request: Request, case: Case, given: Iterable[Given]) -> Iterator[str]:
        """Yield the page of a case."""
        return _made("case", asked=request, case=case, given=given)

    def seen(self, request: Request, case: Case, sightings: Sightings) -> Iterator[str]:
        """Yield the page that says who saw a case."""
        return _made("seen", asked=request, case=case, sightings=sightings)

    def seen_file(self, sightings: Sightings) -> bytes:
        """Return the same as a .csv file."""
        return seen_file(sightings)

    def cover(self, request: Request, contents: Contents) -> Iterator[str]:
        """Yield the first page."""
        return _made("cover", asked=request, contents=contents)


def _made(name: str, **values: object) -> Iterator[str]:
    partnership = revision().partnership
    return current_app.jinja_env.get_template(f"subject_access/package/{name}.html").generate(
        partnership=partnership,
        reasons=partnership.subject_access.reasons,
        kinds=KIND_WORDS,
        made_at=clock.now(),
        **values,
    )
