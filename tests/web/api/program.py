"""Another program, for the tests: it bears a token, and reads what it is answered."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count
from typing import Any

from werkzeug.test import TestResponse

from engine.registers.tokens import SCOPES, make_token
from tests.web.errands import Errands
from tests.web.site import Site

ANSWERS = {
    "who": "Nell", "why": "She is ill", "heavy": True, "cart": "small", "day": "2026-04-13",
    "bags": [{"owner": "Nell Dean", "sealed": False}],
}  # fmt: skip
FETCHED = {"done": True, "how": "By cart"}


@dataclass
class Program:
    """A program that acts for one person."""

    site: Site
    secret: str

    def __post_init__(self) -> None:
        self.client = self.site.app.test_client()
        self.keys = count(1)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(f"/api/v1{path}", headers=self._bearing(headers))

    def post(self, path: str, body: Any = None, *, key: str | None = "", **headers: str) -> TestResponse:
        """Send a body, under a key of its own unless one is given; with none at all if that is None."""
        if key is not None:
            headers["Idempotency-Key"] = key or f"key {next(self.keys)}"
        sent = {"json": body} if body is not None else {}
        return self.client.post(f"/api/v1{path}", headers=self._bearing(headers), **sent)

    def _bearing(self, headers: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} | {k.replace("_", "-"): v for k, v in headers.items()}


def program(site: Site, person_id: int, scopes: Collection[str] = tuple(SCOPES), days: int = 30) -> Program:
    with site.service.database.transaction() as tx:
        secret, _ = make_token(tx, person_id, name="A test", scopes=scopes, days=days)
    return Program(site=site, secret=secret)


def opened(errands: Errands) -> str:
    """Open an errand through the interface, and return its reference."""
    answer = program(errands.site, errands.asker).post("/cases", {"answers": ANSWERS})
    assert answer.status_code == 201, answer.json
    return answer.json["case"]


def task_of(errands: Errands, person_id: int) -> str:
    """Return the id of the first task that a person can do."""
    return program(errands.site, person_id).get("/tasks").json["items"][0]["id"]
