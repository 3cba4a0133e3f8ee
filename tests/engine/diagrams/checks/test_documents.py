"""Documents that are written and shown, and letters with which a question starts."""

import pytest

from engine.diagrams.bundle import Bundle
from tests.engine.diagrams.builder import CHAIR, Diagram, bundle, document, form, letter
from tests.engine.diagrams.checks.found import found, said


def written(body: str = "It is so.", **more: dict[str, bytes]) -> Bundle:
    """A review that asks, writes a report, and hears."""
    diagram = Diagram().start().task("ask").write("record", "report").task("hear").end()
    return bundle(diagram.line("opened", "ask", "record", "hear", "closed"), report=document("report", body), **more)


def shown(body: str = "It is so.", **properties: str) -> Bundle:
    """A review whose one task shows a report."""
    diagram = Diagram().start().node("userTask", "ask", properties={"form": "ask", "document": "report"} | properties)
    return bundle(diagram.end().line("opened", "ask", "closed"), report=document("report", body))


def started(letter_name: str = "draft", **more: dict[str, bytes]) -> Bundle:
    """A review whose second question starts with a letter."""
    text = {"type": "text", "label": "What is sent?", "starts_from_letter": letter_name}
    diagram = Diagram().start().task("ask").task("tell").end().line("opened", "ask", "tell", "closed")
    return bundle(diagram, tell=form("tell", text=text), **more)


class TestDocuments:
    def test_are_written_by_a_service_task_and_shown_by_a_user_task(self):
        assert found(written()) == []
        assert found(shown()) == []

    def test_exist(self):
        drawn = written()
        files = {path: data for path, data in drawn.files.items() if "documents" not in path}
        assert (
            said(Bundle(files)) == "document 'report' does not exist; write forms/documents/report.md, or name another"
        )

    def test_are_used(self):
        drawn = bundle(Diagram().start().task("ask").end().line("opened", "ask", "closed"), spare=document("spare"))
        assert found(drawn) == [("unused", "spare")]

    def test_go_to_nobody(self):
        diagram = Diagram().start().task("ask")
        diagram.node("serviceTask", "record", properties={"document": "report", "to": CHAIR}).end()
        drawn = bundle(diagram.line("opened", "ask", "record", "closed"), report=document("report"))
        assert "take out `to`" in said(drawn)

    def enclosing(self, *order: str, what: str = "report", **properties: str) -> Bundle:
        """A review that asks, and in some order writes a report and sends a letter that it comes with."""
        diagram = Diagram().start().task("ask").write("record", "report").end()
        sent = {"letter": "note", "to": CHAIR, "encloses": what, **properties}
        diagram.node("serviceTask", "tell", properties={name: value for name, value in sent.items() if value})
        diagram.line("opened", "ask", *order, "closed")
        return bundle(diagram, report=document("report"), note=letter("note"))

    def test_come_with_a_letter_that_is_sent_after_they_are_written(self):
        assert found(self.enclosing("record", "tell")) == []
        assert found(self.enclosing("tell", "record")) == [("not-given", "tell")]
        assert "reads the document 'report', which is not given on every way here; write it before" in said(
            self.enclosing("tell", "record")
        )

    def test_that_come_with_a_letter_exist_and_come_with_nothing_else(self):
        assert "encloses 'paper' does not exist; have a service task write it" in said(
            self.enclosing("record", "tell", what="paper")
        )
        with_document = self.enclosing("record", "tell", letter="", to="", document="report")
        assert found(with_document) == [("property", "tell"), ("unused", "note")]

    def test_are_of_their_language_and_name_what_exists(self):
        assert found(written("{{ answers.ask.gone }} {{ to.role }}")) == [("document", "report")] * 2
        assert found(written("> so")) == [("document", "report")]

    @pytest.mark.parametrize("body", ["{{ answers.hear.note }}", "{{ sent.hear.by }}"])
    def test_name_only_what_was_sent_before_they_are_written(self, body):
        assert found(written(body)) == [("not-given", "record")]
        assert found(written(body.replace("hear", "ask"))) == []
        asked = body.strip("{} ").rpartition(".")[0]
        assert found(written(f"{{% if {asked} is defined %}}{body}{{% endif %}}")) == []

    def test_that_are_shown_may_name_what_is_not_sent_yet(self):
        assert found(shown("{{ answers.ask.note }}")) == []

    def test_name_lists_and_due_dates_whether_they_are_known_or_not(self):
        assert found(written('{{ due["AB-1"] | day }} {{ days_left["AB-1"] }}')) == []
        assert found(written('{{ due["AB-3"] }}')) == [("document", "report")]


class TestALetterThatAQuestionStartsWith:
    def test_is_used_and_has_no_recipient(self):
        assert found(started(draft=letter("draft", "{{ answers.ask.note }}"))) == []
        assert found(started(draft=letter("draft", "Dear {{ to.role }}"))) == [("letter", "draft")]

    def test_exists(self):
        assert said(started()) == "starts from the letter 'draft', which does not exist; write forms/letters/draft.txt"

    def test_names_only_what_was_sent_before(self):
        assert found(started(draft=letter("draft", "{{ answers.tell.text }}"))) == [("not-given", "tell")]

    def test_is_for_texts_outside_groups_and_not_for_what_starts_from_an_answer(self):
        line = {"type": "line", "label": "What?", "starts_from_letter": "draft"}
        both = {"type": "text", "label": "What?", "starts_from_letter": "draft", "starts_from": "ask.note"}
        group = {"type": "group", "label": "What?", "item": "One", "fields": {"in_it": {**both, "starts_from": ""}}}
        for question in (line, both, group):
            diagram = Diagram().start().task("ask").task("tell").end().line("opened", "ask", "tell", "closed")
            drawn = bundle(diagram, tell=form("tell", text=question), draft=letter("draft"))
            assert ("unreadable", "starts_from_letter") in [
                (rule, element.rpartition(".")[2]) for rule, element in found(drawn)
            ], question
