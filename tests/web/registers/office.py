"""A site on the small revision with a register of jobs, and cases of it: jobs done, waiting, late, published."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from engine import clock
from engine.cases.attempts import submit_user_task
from engine.cases.opening import start_case
from engine.cases.revisions import Revisions
from engine.diagrams.bundle import Bundle
from engine.records.tables import user_task
from engine.registers.people import find_person
from engine.registers.uploads import keep_file
from tests.engine.diagrams.listing import REGISTER, listed
from tests.web.conftest import make_site
from tests.web.site import Site

JOBS = [
    {"what": "Mend the gate", "whose": "school", "by": "2026-04-10"},
    {"what": '=HYPERLINK("evil")', "whose": "school", "by": "2026-05-01"},
]
PAPER = b"%PDF-1.7 what everybody may read"


def with_papers() -> Bundle:
    """Return the revision, with papers that are published and papers that are not."""
    column = {"title": "Papers", "from": ["ask.papers"]}
    register = {**REGISTER, "columns": {**REGISTER["columns"], "papers": column}}
    register["public"] = {**REGISTER["public"], "files": "papers"}
    papers = {"type": "file", "optional": True}
    return listed(register, papers={**papers, "public": True}, private=papers)


@dataclass
class Register:
    """The site, and its people: who works in the office, who is asked, and somebody of another place."""

    site: Site
    clerk: int
    school: int
    head: int

    def start(self, at: datetime | None = None, **answers: Any) -> str:
        """Open a case, and return its reference."""
        with self.site.service.database.reading() as tx:
            person = find_person(tx, self.clerk)
            assert person
        with clock.stopped_at(at or clock.now()), self.site.service.database.transaction() as tx:
            given = {"told": "Two jobs", "secret": "Nell", "jobs": JOBS, **answers}
            return start_case(tx, self.site.service.cases, person=person, answers=given).reference

    def upload(self, name: str, data: bytes = PAPER) -> str:
        """Upload a file as the clerk, and return its id as an answer names it."""
        service = self.site.service
        with service.database.transaction() as tx:
            kept = keep_file(
                tx,
                service.settings.uploads_folder,
                person_id=self.clerk,
                name=name,
                content=BytesIO(data),
                accept=("pdf",),
                largest_bytes=10_000,
            )
        return str(kept)

    def finish(self, number: int = 1, done: str = "yes") -> None:
        """Do one of the jobs of the last case."""
        service = self.site.service
        with service.database.reading() as tx:
            rows = tx.connection.execute(user_task.select().where(user_task.c.closed_at.is_(None)))
            task = next(row.id for row in rows if row.instance == f"jobs:{number}")
            person = find_person(tx, self.school)
        assert person
        submit_user_task(service.database, service.cases, task_id=task, person=person, answers={"done": done})


def register_in(revisions: Revisions, folder: Path) -> Register:
    """Open the office."""
    site = make_site(with_papers(), revisions, folder)

    def add(name: str, *posts: tuple[str, str]) -> int:
        return site.person(name, *posts, is_demonstration=True)

    return Register(
        site=site,
        clerk=add("Cal Clerk", ("partnership", "Clerk"), ("school", "Other")),
        school=add("Sue School", ("school", "Head")),
        head=add("Hal East", ("east", "Head")),
    )
