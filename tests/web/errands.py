"""The application on the tiny revision of tests/engine/errand.py, with forms that hold every kind of question."""

from dataclasses import dataclass
from typing import Any

from engine.diagrams.bundle import Bundle
from engine.records.tables import user_task
from tests.engine import errand
from tests.web.site import Site

ASK = """
form: errand
title: Ask for an errand
clauses: [ERR-1]
anchors:
  asked: {from: submission}
about: {initials: bags.owner}
sections:
  - title: The errand
    help: [ERR-1]
    fields:
      who:
        type: line
        label: For whom?
      why:
        type: text
        label: Why?
        words: 5
      heavy:
        type: yes_no
        label: Is it heavy?
        clauses: [ERR-1]
      cart:
        type: choice
        label: Which cart?
        when: heavy
        choices:
          small: The small cart
          large:
            label: The large cart
            hint: It needs two people
      uses:
        type: choices
        label: For what?
        optional: true
        choices:
          bread: Bread
          beer: Beer
  - title: When and what
    note: Say what you know.
    fields:
      day:
        type: date
        label: The day
        must:
          - hold: day <= today()
            else: The day must be today or in the past
      at:
        type: date_time
        label: The moment
        optional: true
      place:
        type: agency
        label: Where?
        optional: true
      paper:
        type: file
        label: The list
        optional: true
        accept: [pdf, txt]
        most: 2
      bags:
        type: group
        label: Bags
        item: Bag
        most: 3
        fields:
          owner:
            type: line
            label: Whose?
          weight:
            type: number
            label: Weight
            optional: true
          sealed:
            type: yes_no
            label: Is it sealed?
          seal:
            type: line
            label: Which seal?
            when: sealed
"""
FETCHED = """
form: fetched
title: Fetch it
sections:
  - title: Fetching
    fields:
      done:
        type: yes_no
        label: Is it done?
      how:
        type: text
        label: How?
"""
GOOD = {
    "who": "Nell", "why": "She is ill", "heavy": "yes", "cart": "small", "day-day": "13", "day-month": "4",
    "day-year": "2026", "bags-0-owner": "Nell Dean", "bags-0-sealed": "no",
}  # fmt: skip


def bundle() -> Bundle:
    files = dict(errand.bundle().files)
    files["forms/definitions/errand.yaml"] = ASK.encode()
    files["forms/definitions/fetched.yaml"] = FETCHED.encode()
    return Bundle(files)


@dataclass
class Errands:
    """The site with an asker, two wardens, and somebody of another agency."""

    site: Site
    asker: int
    warden: int
    second: int
    miller: int

    def begin(self) -> str:
        """Begin an errand as the asker; return its page's address."""
        self.site.sign_in(self.asker)
        return self.site.post("/refer", follow=False).response.location

    def send(self, **changed: Any) -> str:
        """Send a good errand as the asker; return the address of what came of it."""
        page = self.begin()
        assert self.site.post(page, {**GOOD, **changed}, follow=False).status == 302
        return self.site.post(f"{page}/submit", follow=False).response.location

    def task(self, person: int | None = None) -> str:
        """Send a good errand, become the warden, and return the address of the task that it opened."""
        self.send()
        self.site.sign_in(person or self.warden)
        rows = self.open_tasks()
        assert len(rows) == 1
        return f"/tasks/{rows[0]}"

    def open_tasks(self) -> list[str]:
        with self.site.service.database.reading() as tx:
            rows = tx.connection.execute(user_task.select().where(user_task.c.closed_at.is_(None)))
            return [row.id for row in rows if row.kind == "task"]

    def count(self, table: Any) -> int:
        with self.site.service.database.reading() as tx:
            return len(tx.connection.execute(table.select()).all())


def errands_on(site: Site) -> Errands:
    """Put the people of the errand office on a site of its revision."""

    def add(name: str, organisation: str, title: str) -> int:
        return site.person(name, (organisation, title), is_demonstration=True)

    return Errands(
        site=site,
        asker=add("Ada Harbour", "harbour", "Harbour Master"),
        warden=add("Wat Warden", "partnership", "Warden"),
        second=add("Sim Second", "partnership", "Warden"),
        miller=add("Mo Miller", "mill", "Master Miller"),
    )
