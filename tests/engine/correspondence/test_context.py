"""What a text may say of the items of lists, of the one by which its instance came, and of what instances sent."""

from dataclasses import replace
from uuid import uuid4

import pytest
import sqlalchemy as sa

from engine.correspondence.context import context_of
from engine.diagrams.letters import parse_letter
from engine.diagrams.revision import Revision, read_revision
from engine.diagrams.templates import reads_of
from engine.records.db import Database
from engine.records.tables import submission
from tests.engine.correspondence.test_letters import on_paper
from tests.engine.diagrams.builder import Diagram, bundle, form, smallest
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.rows import AT

WHAT = {"what": {"type": "line", "label": "What?"}, "on": {"type": "date", "label": "When?"}}
AGENCY = {"agency": {"type": "agency", "label": "Who?"}}


@pytest.fixture
def person_and_case(database: Database) -> tuple[int, int]:
    asker = asker_in(database)
    return asker.id, start_errand(database, engine_in(database), asker)


def filled(**group) -> Revision:
    group = {"type": "group", "label": "Errands", "item": "Errand", "list": "errands", **group}
    return read_revision(bundle(smallest(), plan=form("plan", errands=group)))


def item(
    database: Database, person_and_case: tuple[int, int], revision: Revision, instance: str, *sent: list[dict[str, str]]
) -> dict[str, object]:
    """Return what is said of an instance after the form was sent so many times."""
    person_id, case_id = person_and_case
    with database.transaction() as tx:
        for items in sent:
            row = {
                "id": uuid4().hex, "case_id": case_id, "task_id": "t", "process": "p", "element": "e", "form": "plan",
                "instance": None, "answers": {"errands": items}, "person_id": person_id, "post": "Asker", "at": AT,
            }  # fmt: skip
            tx.connection.execute(sa.insert(submission), row)
        above, body, _ = parse_letter("Subject: A\n\n{{ item.what }}")
        found = context_of(tx, revision, reads_of(above, body), case=on_paper(case_id), instance=instance)
        assert len(found.submissions) == len(sent)
        return dict(found.names["item"])


class TestItem:
    def test_is_found_by_its_number(self, database, person_and_case):
        sent = [{"what": "Bread", "on": "2026-04-14"}, {"what": "Beer", "on": "2026-04-15"}]
        said = item(database, person_and_case, filled(fields=WHAT), "errands:2", sent)
        assert (said["what"], str(said["on"])) == ("Beer", "2026-04-15")

    @pytest.mark.parametrize(("key", "what"), [("errands:1", "Bread"), ("errands:2.1", "Beer")])
    def test_is_that_of_its_own_sending_where_numbers_begin_again(self, database, person_and_case, key, what):
        said = item(database, person_and_case, filled(fields=WHAT), key, [{"what": "Bread"}], [{"what": "Beer"}])
        assert said["what"] == what

    def test_is_found_by_its_number_where_numbers_go_on(self, database, person_and_case):
        going_on = filled(fields=WHAT, adds_to=["all_errands"])
        sent = [{"what": "Bread"}, {"what": "Beer"}], [{"what": "Salt"}]
        assert item(database, person_and_case, going_on, "errands:3", *sent)["what"] == "Salt"

    def test_is_found_by_its_agency(self, database, person_and_case):
        keyed = filled(fields={**AGENCY, **WHAT}, key="agency")
        sent = [{"agency": "school", "what": "Bread"}, {"agency": "harbour", "what": "Beer"}]
        assert item(database, person_and_case, keyed, "school", sent)["what"] == "Bread"

    def test_says_nothing_of_another_instance(self, database, person_and_case):
        assert item(database, person_and_case, filled(fields=WHAT), "errands:2", [{"what": "Bread"}]) == {}


class TestInstance:
    @pytest.mark.parametrize(("key", "name"), [("errands:2", "Errand 2"), (None, None)])
    def test_is_named_in_words(self, database, person_and_case, key, name):
        with database.reading() as tx:
            above, body, _ = parse_letter("Subject: A\n\n{{ instance }}")
            case = on_paper(person_and_case[1])
            found = context_of(tx, filled(fields=WHAT), reads_of(above, body), case=case, instance=key)
        assert found.names["instance"] == name


class TestItems:
    @pytest.fixture
    def listed(self, database, person_and_case):
        """Return what is said of the items on a list after a form filled it so many times."""
        person_id, case_id = person_and_case

        def listed(revision: Revision, name: str, keys: list[str], *sent: dict[str, list[dict[str, str]]]):
            with database.transaction() as tx:
                for answers in sent:
                    row = {
                        "id": uuid4().hex, "case_id": case_id, "task_id": "t", "process": "p", "element": "e",
                        "form": "plan", "instance": None, "answers": answers, "person_id": person_id, "post": "Asker",
                        "at": AT,
                    }  # fmt: skip
                    tx.connection.execute(sa.insert(submission), row)
                text = f"Subject: A\n\n{{% for one in items.{name} %}}{{{{ one.name }}}}{{% endfor %}}"
                above, body, _ = parse_letter(text)
                case = replace(on_paper(case_id), lists={name: keys})
                found = context_of(tx, revision, reads_of(above, body), case=case, instance=None)
                assert len(found.submissions) == len(sent)
                return [(one["name"], one["answers"]) for one in found.names["items"][name]]

        return listed

    def test_are_all_that_were_ever_added_each_with_its_words(self, listed):
        going_on = filled(fields=WHAT, adds_to=["all_errands"])
        sent = {"errands": [{"what": "Bread"}, {"what": "Beer"}]}, {"errands": [{"what": "Salt", "on": "2026-04-15"}]}
        said = listed(going_on, "all_errands", ["errands:1", "errands:2", "errands:3"], *sent)
        assert [(name, answers["what"]) for name, answers in said] == [
            ("Errand 1", "Bread"), ("Errand 2", "Beer"), ("Errand 3", "Salt"),
        ]  # fmt: skip
        assert [str(answers["on"]) for _, answers in said] == ["None", "None", "2026-04-15"]

    def test_are_those_that_are_on_the_list_now(self, listed):
        sent = {"errands": [{"what": "Bread"}]}, {"errands": [{"what": "Beer"}]}
        ((_, answers),) = listed(filled(fields=WHAT), "errands", ["errands:2.1"], *sent)
        assert answers["what"] == "Beer"

    def test_say_what_their_own_list_says_even_if_another_said_something_later(self, listed):
        def group(name: str) -> dict[str, object]:
            fields = {"agency": {"type": "agency", "label": "Who?"}, "what": {"type": "line", "label": "What?"}}
            return {"type": "group", "label": "Who", "item": "Who", "key": "agency", "list": name, "fields": fields}

        groups = form("plan", early=group("asked_early"), late=group("asked_late"))
        revision = read_revision(bundle(smallest(), plan=groups))
        sent = {
            "early": [{"agency": "school", "what": "Bread"}],
            "late": [{"agency": "school", "what": "Beer"}],
        }
        said = listed(revision, "asked_early", ["school", "harbour"], sent)
        assert [answers["what"] for _, answers in said] == ["Bread", None]


class TestInstances:
    def test_say_nothing_of_items_of_a_list_that_was_sent_again(self, database, person_and_case):
        person_id, case_id = person_and_case
        revision = read_revision(
            bundle(
                Diagram().list("errands").start().task("ask").call("each", "errand", many="errands").end()
                .line("opened", "ask", "each", "closed"),
                Diagram("errand").start().task("do", "report").end().line("opened", "do", "closed"),
                plan=form("plan", errands={"type": "group", "item": "Errand", "list": "errands", "fields": WHAT}),
                report=form("report", what="line"),
            )
        )  # fmt: skip
        with database.transaction() as tx:
            for instance, what in (("errands:1", "of before"), ("errands:2.1", "of now")):
                row = {
                    "id": uuid4().hex, "case_id": case_id, "task_id": "t", "process": "p", "element": "e",
                    "form": "report", "instance": instance, "answers": {"what": what}, "person_id": person_id,
                    "post": "Asker", "at": AT,
                }  # fmt: skip
                tx.connection.execute(sa.insert(submission), row)
            text = "Subject: A\n\n{% for one in instances.report %}{{ one.name }}{% endfor %}"
            above, body, _ = parse_letter(text)
            case = replace(on_paper(case_id), lists={"errands": ["errands:2.1"]})
            found = context_of(tx, revision, reads_of(above, body), case=case, instance=None)
        (one,) = found.names["instances"]["report"]
        assert (one["name"], one["answers"]["what"]) == ("Errand 1", "of now")
