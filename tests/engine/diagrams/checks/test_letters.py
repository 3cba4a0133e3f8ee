"""Letters and documents, and the items of lists that they name."""

from typing import Any

import pytest

from engine.diagrams.bundle import Bundle
from tests.engine.diagrams.builder import CHAIR, Diagram, bundle, form, letter
from tests.engine.diagrams.checks.found import found


def group(name: str, *questions: str, **more: Any) -> dict[str, Any]:
    fields = {question: {"type": "line", "label": "What?"} for question in questions or ("what",)}
    return {"type": "group", "label": name, "item": "One", "list": name, "fields": fields, **more}


def told_of_each(body: str, many: str = "jobs", **groups: dict[str, Any]) -> Bundle:
    """A review that asks, tells the chair of each item of a list by a letter, and asks once more of each."""
    review = Diagram().list(many).start().task("ask", "plan").call("do", "job", many=many).end()
    job = Diagram("job").start().send("tell", "note", to=CHAIR).task("hear").end()
    return bundle(
        review.line("opened", "ask", "do", "closed"),
        job.line("opened", "tell", "hear", "closed"),
        plan=form("plan", anchors={"asked": {"from": "submission"}}, **(groups or {"jobs": group("jobs")})),
        note=letter("note", body),
    )


class TestItems:
    def test_may_be_named_inside_their_instances(self):
        assert found(told_of_each("{{ item.what }}")) == []

    def test_are_not_there_outside(self):
        drawn = Diagram().start().task("ask").send("tell", "note").end().line("opened", "ask", "tell", "closed")
        plan = form("hear", jobs=group("jobs"))
        problems = found(bundle(drawn, hear=plan, note=letter("note", "{{ item.what }}")))
        assert ("item", "tell") in problems

    def test_say_only_what_some_list_asks(self):
        assert set(found(told_of_each("{{ item.why }}"))) == {("item", "tell"), ("letter", "note")}

    @pytest.mark.parametrize(
        ("body", "problems"),
        [
            ("{{ item.what }}", []),
            ("{{ item.why }}", [("item", "tell")]),
            ("{% if item.why is defined %}{{ item.why }}{% endif %}", []),
        ],
    )
    def test_say_what_every_group_of_the_list_asks(self, body, problems):
        drawn = told_of_each(body, jobs=group("jobs"), later=group("later", "what", "why", adds_to=["jobs"]))
        assert [problem for problem in found(drawn) if problem[0] == "item"] == problems

    def test_are_asked_for_where_some_stand_on_the_list_without_an_item(self):
        always = group("jobs", key="agency", begins_with="agencies")
        always["fields"] |= {"agency": {"type": "agency", "label": "Who?"}}
        assert ("item", "tell") in found(told_of_each("{{ item.what }}", jobs=always))
