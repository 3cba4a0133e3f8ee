"""The errand office whose errands an agency without an account fetches, and what its contact's mailbox holds."""

import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from engine.access import Post
from engine.diagrams.bundle import Bundle
from engine.records.tables import case_member, guest_link, user_task
from engine.registers.guests.door import add_contact
from engine.registers.guests.links import Links
from engine.worker import Worker
from tests.web.errands import GOOD
from tests.web.errands import bundle as errand_bundle
from tests.web.site import Answer, Site

FETCHED = """
form: fetched
title: Fetch it
sections:
  - title: Fetching
    fields:
      known:
        type: choice
        label: Is it with you?
        choices:
          away: {label: "No, it is not here", at_once: Say no}
          here: "Yes, it is here"
      how:
        type: text
        when: known == "here"
        label: How is it?
      paper:
        type: file
        when: known == "here"
        label: The paper
        accept: [pdf, txt]
      rows:
        type: file
        when: known == "here"
        label: The rows
        accept: [xlsx]
"""
CONTACT = "reeve@harbour.example.org"


def bundle() -> Bundle:
    files = dict(errand_bundle().files)
    diagram = files["bpmn/errand.bpmn"].decode()
    files["bpmn/errand.bpmn"] = (
        diagram.replace('name="Warden"', 'name="Harbour"').replace(
            'name="to" value="Warden"', 'name="to" value="Harbour"'
        )
    ).encode()
    files["forms/definitions/fetched.yaml"] = FETCHED.encode()
    return Bundle(files)


@dataclass
class Mailbox:
    """Whatever is sent."""

    messages: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage) -> None:
        self.messages.append(message)

    def texts(self, to: str = CONTACT) -> list[str]:
        return [m.get_body(("plain",)).get_content() for m in self.messages if m["To"] == to]

    def link(self) -> str:
        """The path of the newest link that the contact was sent."""
        return re.findall(r"https?://[^/\s]+(/request/\S+)", "\n".join(self.texts()))[-1]

    def code(self) -> str:
        return re.findall(r"Your code: (\d{6})", "\n".join(self.texts()))[-1]


@dataclass
class Harbour:
    """A site, an asker who signs in, and a contact of the harbour who never does."""

    site: Site
    mailbox: Mailbox
    asker: int
    warden: int
    contact: int
    links: Links | None

    def send_mail(self) -> None:
        service = self.site.service
        Worker(
            database=service.database,
            cases=service.cases,
            mailer=self.mailbox,
            sender="office@example.org",
            sign_in_at="http://localhost",
            links=self.links,
        ).run_once()

    def ask(self) -> str:
        """Send an errand, and what it sends; return its link's path."""
        self.site.sign_in(self.asker)
        page = self.site.post("/refer", follow=False).response.location
        assert self.site.post(page, GOOD, follow=False).status == 302
        assert self.site.post(f"{page}/submit", follow=False).status == 302
        self.send_mail()
        self.site.client = self.site.app.test_client()
        return self.mailbox.link()

    def code_for(self, link: str) -> str:
        """Ask for a code in this browser, and return what the mail says."""
        answer = self.site.post(f"{link}/code")
        assert answer.status == 200, answer.text
        self.send_mail()
        return self.mailbox.code()

    def enter(self, link: str, code: str | None = None) -> Answer:
        return self.site.post(f"{link}/open", {"code": self.code_for(link) if code is None else code})

    def let_the_warden_in(self) -> None:
        """Give the office's warden a part in the first case, and sign in as the warden."""
        with self.site.service.database.transaction() as tx:
            tx.connection.execute(case_member.insert(), {"case_id": 1, "held_by": "Warden"})
        self.site.sign_in(self.warden)

    def tasks(self) -> list[str]:
        """The open tasks, in the order of their cases."""
        with self.site.service.database.reading() as tx:
            rows = tx.connection.execute(user_task.select().order_by(user_task.c.case_id))
            return [row.id for row in rows if row.kind == "task" and row.closed_at is None]

    def link_row(self) -> Any:
        with self.site.service.database.reading() as tx:
            return tx.connection.execute(guest_link.select().order_by(guest_link.c.id.desc())).first()


def harbour_on(site: Site) -> Harbour:
    with site.service.database.transaction() as tx:
        contact = add_contact(
            tx, name="Rae Reeve", email=CONTACT, posts=[Post(organisation="harbour", title="Harbour Master")]
        )
    return Harbour(
        site=site,
        mailbox=Mailbox(),
        asker=site.person("Mo Miller", ("mill", "Master Miller"), is_demonstration=True),
        warden=site.person("Wat Warden", ("partnership", "Warden"), is_demonstration=True),
        contact=contact,
        links=Links.of(site.service.settings),
    )
