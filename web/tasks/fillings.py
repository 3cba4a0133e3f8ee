"""What is filled in: an open user task's form, or the form that opens a case. Both pages work alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask import abort, redirect, url_for

from engine.access import Person
from engine.cases import drafts
from engine.cases.asking import OpenTask, referral_page, task_page
from engine.cases.attempts import keep_draft, submit_user_task
from engine.cases.preview import preview_referral, preview_user_task
from engine.cases.starting import starting_answers
from engine.cases.submissions import Effects
from engine.records.db import Transaction
from web.service import service


class Filling(Protocol):
    """Something that a person fills in."""

    @property
    def person(self) -> Person:
        """Who fills it in."""

    @property
    def page_url(self) -> str:
        """The form's page."""

    @property
    def check_url(self) -> str:
        """The page that shows the answers before they are sent."""

    @property
    def submit_url(self) -> str:
        """Where the answers are sent from there."""

    @property
    def draft_url(self) -> str:
        """Where the script saves the draft."""

    @property
    def later_url(self) -> str:
        """The page that lists it among what is to be done, for who comes back later."""

    def open(self, tx: Transaction) -> OpenTask:
        """Return what the page asks; refuse it if it is not this person's, or not open."""

    def draft(self, tx: Transaction) -> drafts.Draft | None:
        """Return what was typed before."""

    def initial(self, tx: Transaction, task: OpenTask) -> Mapping[str, Any]:
        """Return what stands in the form before anything is typed."""

    def keep(self, tx: Transaction, answers: Mapping[str, Any]) -> None:
        """Keep what is typed."""

    def preview(self, answers: Mapping[str, Any]) -> Effects | None:
        """Return what sending the answers would do; none if it would fail."""

    def send(self) -> str | None:
        """Send the draft, and return the submission's id; none if there is no draft."""


@dataclass(frozen=True, kw_only=True)
class TaskFilling:
    """A user task, or a message event, of a case."""

    person: Person
    task_id: str

    @property
    def page_url(self) -> str:
        """The task's page."""
        return url_for("tasks.page", task_id=self.task_id)

    @property
    def check_url(self) -> str:
        """Its answers, before they are sent."""
        return url_for("tasks.check", task_id=self.task_id)

    @property
    def submit_url(self) -> str:
        """Where they are sent."""
        return url_for("tasks.submit", task_id=self.task_id)

    @property
    def draft_url(self) -> str:
        """Where the script saves the draft."""
        return url_for("tasks.save_draft", task_id=self.task_id)

    @property
    def later_url(self) -> str:
        """This person's work, or the request for which they came by a link."""
        return url_for("request.page" if self.person.scope else "home")

    def open(self, tx: Transaction) -> OpenTask:
        """Return the open task. See `task_page` for what it raises."""
        return task_page(tx, service().cases, self.task_id, self.person)

    def draft(self, tx: Transaction) -> drafts.Draft | None:
        """Return this person's draft of the task."""
        return drafts.find_draft(tx, person_id=self.person.id, task_id=self.task_id)

    def initial(self, tx: Transaction, task: OpenTask) -> Mapping[str, Any]:
        """Return what the case was told already."""
        return starting_answers(tx, task)

    def keep(self, tx: Transaction, answers: Mapping[str, Any]) -> None:
        """Keep the draft."""
        keep_draft(tx, task_id=self.task_id, person_id=self.person.id, answers=answers)

    def preview(self, answers: Mapping[str, Any]) -> Effects | None:
        """Return what completing the task would do."""
        return preview_user_task(
            service().database, service().cases, task_id=self.task_id, person=self.person, answers=answers
        )

    def send(self) -> str | None:
        """Complete the task with what its draft holds then: in a view of the data of its own."""
        try:
            done = submit_user_task(service().database, service().cases, task_id=self.task_id, person=self.person)
        except drafts.NothingTyped:
            return None
        return done.submission_id


@dataclass(frozen=True, kw_only=True)
class ReferralFilling:
    """A referral that is not sent yet."""

    person: Person
    draft_id: str

    @property
    def page_url(self) -> str:
        """The referral's page."""
        return url_for("refer.page", draft_id=self.draft_id)

    @property
    def check_url(self) -> str:
        """Its answers, before they are sent."""
        return url_for("refer.check", draft_id=self.draft_id)

    @property
    def submit_url(self) -> str:
        """Where they are sent."""
        return url_for("refer.submit", draft_id=self.draft_id)

    @property
    def draft_url(self) -> str:
        """Where the script saves the draft."""
        return url_for("refer.save_draft", draft_id=self.draft_id)

    @property
    def later_url(self) -> str:
        """This person's referrals that are not sent."""
        return url_for("refer.start")

    def open(self, tx: Transaction) -> OpenTask:
        """Return the form that opens a case. See `referral_page` for what it raises."""
        self.draft(tx)  # it is this person's, and not sent
        return referral_page(tx, service().cases, self.person)

    def draft(self, tx: Transaction) -> drafts.Draft | None:
        """Return the draft; refuse one of somebody else, and lead from one that is sent to what came of it."""
        found = drafts.find_referral(tx, person_id=self.person.id, draft_id=self.draft_id)
        if found.task_id is not None:
            abort(redirect(url_for("tasks.sent_task", task_id=found.task_id)))
        return found

    def initial(self, tx: Transaction, task: OpenTask) -> Mapping[str, Any]:  # noqa: ARG002 - as the protocol has it
        """Return nothing: the draft exists from the start."""
        return {}

    def keep(self, tx: Transaction, answers: Mapping[str, Any]) -> None:
        """Keep the draft."""
        drafts.keep_referral(tx, person_id=self.person.id, draft_id=self.draft_id, answers=answers)

    def preview(self, answers: Mapping[str, Any]) -> Effects | None:
        """Return what opening the case would do."""
        return preview_referral(service().database, service().cases, person=self.person, answers=answers)

    def send(self) -> str | None:
        """Open the case, once."""
        with service().database.reading() as tx:
            self.draft(tx)  # leads from one that is sent to what came of it
        return drafts.send_referral(service().database, service().cases, person=self.person, draft_id=self.draft_id)
