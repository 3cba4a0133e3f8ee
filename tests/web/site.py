"""A browser without a screen for the tests: parses every page strictly, fills forms in, counts statements."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import html5lib
import sqlalchemy as sa
from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from engine.access import Post
from engine.registers.people import add_person
from web.service import Service

Fields = Mapping[str, str | Sequence[str]]


@dataclass
class Answer:
    """One response, its page parsed."""

    response: TestResponse
    page: Any

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """The words of the page's main part, white space made one; a blank stands between elements."""
        if self.page is None:
            return self.response.text
        return " ".join(" ".join(self.page.xpath("//body")[0].itertext()).split())

    @property
    def path(self) -> str:
        """Where the browser would be."""
        return self.response.request.path

    def one(self, xpath: str) -> Any:
        found = self.page.xpath(xpath)
        assert len(found) == 1, f"{len(found)} of {xpath} on {self.path}:\n{self.text}"
        return found[0]

    def all(self, xpath: str) -> list[Any]:
        return list(self.page.xpath(xpath))

    def title(self) -> str:
        return str(self.page.findtext(".//title"))

    def errors(self) -> dict[str, str]:
        """The error summary: where each links, and what it says."""
        links = self.page.xpath("//div[contains(@class,'govuk-error-summary')]//a")
        return {link.get("href"): link.text_content().strip() for link in links}

    def fields(self, form: str = "//main//form[not(contains(@action, 'sign-out'))]") -> dict[str, Any]:
        """What a browser would send of the first form, its buttons excepted."""
        return dict(self.page.xpath(form)[0].fields)


@dataclass
class Site:
    """The application and who is signed in."""

    app: Flask
    service: Service
    client: Any = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def person(self, name: str = "Ruth Ashdown", *posts: tuple[str, str], **more: Any) -> int:
        """Open an account; posts as organisation and title."""
        with self.service.database.transaction() as tx:
            return add_person(
                tx,
                name=name,
                email=more.pop("email", f"{name.replace(' ', '.').lower()}@example.org"),
                posts=[Post(organisation=o, title=t) for o, t in posts],
                **more,
            )

    def sign_in(self, person_id: int) -> None:
        """Become an invented person, through the demonstration's button."""
        self.client = self.app.test_client()
        answer = self.post("/sign-in/demonstration", {"person": str(person_id)}, follow=False)
        assert answer.status == 302, answer.text

    def get(self, url: str, *, follow: bool = True, **more: Any) -> Answer:
        return self._read(self.client.get(url, follow_redirects=follow, **more))

    def post(self, url: str, data: Any = None, *, follow: bool = True, csrf: bool = True, **more: Any) -> Answer:
        """Send a form as the page would, with its token."""
        sent = dict(data or {})
        if csrf:
            sent["csrf_token"] = self.csrf()
        return self._read(self.client.post(url, data=sent, follow_redirects=follow, **more))

    def csrf(self) -> str:
        page = html.fromstring(self.client.get("/accessibility").get_data())
        found = page.xpath("//input[@name='csrf_token']/@value")
        if not found:
            page = html.fromstring(self.client.get("/sign-in").get_data())
            found = page.xpath("//input[@name='csrf_token']/@value")
        return str(found[0])

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """Gather the SQL statements that are executed inside, BEGIN and COMMIT excepted."""
        seen: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA")):
                seen.append(statement)

        engine = self.service.database.engine
        sa.event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            sa.event.remove(engine, "before_cursor_execute", note)

    def _read(self, response: TestResponse) -> Answer:
        body = response.get_data()
        if response.mimetype != "text/html" or not body or response.status_code in (301, 302, 303, 308):
            return Answer(response=response, page=None)
        html5lib.HTMLParser(strict=True).parse(body, transport_encoding="utf-8")
        return Answer(response=response, page=html.fromstring(body))
