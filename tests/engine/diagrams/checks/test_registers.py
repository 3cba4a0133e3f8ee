"""Registers: what they gather exists, and nothing is published that was not asked for the public."""

import pytest

from engine.diagrams.checks import check_bundle
from tests.engine.diagrams.checks.found import found, said
from tests.engine.diagrams.listing import REGISTER, changed, listed


class TestRegistersGatherWhatExists:
    def test_takes_a_register_whose_names_exist(self):
        assert found(listed()) == []

    def test_says_the_file_the_line_and_what_to_write(self):
        (problem,) = check_bundle(listed(changed("columns", "what", "title")))
        assert str(problem).startswith("bpmn/registers.yaml, line ")
        assert problem.element == "jobs.columns.what.title"

    @pytest.mark.parametrize(
        ("place", "to", "message"),
        [
            (("clauses",), ["ZZ-9"], "ZZ-9 is not in bpmn/clauses.yaml"),
            (("columns", "done", "from"), ["answer.gone"], "the form has no such question"),
            (("columns", "done", "from"), ["nothing.done"], "there is no form or table of this name"),
            (("columns", "done", "from"), ["item.gone"], "no group that entries begin with asks this"),
            (("columns", "done", "from"), ["sent.gone"], "there is no such form"),
            (("columns", "done", "from"), ["anchors.gone"], "no form records this date"),
            (("columns", "done", "from"), ["case.initials"], "of this is known: referring_organisation"),
            (("columns", "done", "from"), ["ask.jobs"], "a register holds no group, person or address"),
            (("columns", "done", "from"), ["answer.done", "item.by"], "mixes date, yes_no"),
            (("columns", "answered", "limit"), "AB-3", "'AB-3' is no clause with a time limit"),
            (("columns", "done", "limit"), "AB-2", "is held against AB-2, but it is no date"),
            (("owner", "role"), "Clerk", "there are: Doer"),
            (("owner", "question"), "what", "belongs to the agency that answers 'what', which 'ask.jobs' does not ask"),
            (("dated",), "what", "the register needs a plain date here"),
            (("states", "open", "during"), ["work.gone"], "work.gone is no user task"),
            (("states", "open", "each"), ["ask"], "'ask' is nothing that the register begins with"),
            (("states", "done", "when"), "answer.gone", "'answer.gone', which is no routed answer"),
            (("states", "done", "when"), 'answer.done == "yes"', "is never 'yes'"),
            (("states", "done", "when"), 'submitted("gone")', "there is no form 'gone'"),
            (("states", "done", "when"), "today()", "calls 'today'"),
        ],
    )
    def test_refuses(self, place, to, message):
        assert message in said(listed(changed(*place, to=to)))

    @pytest.mark.parametrize(
        ("each", "message"),
        [
            ("gone", "there is no form 'gone'"),
            ("ask.gone", "the form 'ask' has no question 'gone'"),
            ("ask.told", "which is no group"),
        ],
    )
    def test_refuses_to_begin_with_what_is_not_there(self, each, message):
        problems = check_bundle(listed(changed("each", to=["ask.jobs", each])))
        assert any(message in problem.message for problem in problems)

    @pytest.mark.parametrize(
        ("place", "message"),
        [
            (("due",), "waits, but the register has no `due:`"),
            (("owner",), "is for who the entry belongs to, but the register has no `owner:`"),
        ],
    )
    def test_refuses_what_needs_another_part(self, place, message):
        assert any(message in problem.message for problem in check_bundle(listed(changed(*place))))

    def test_refuses_answers_of_instances_that_are_no_entries(self):
        columns = {name: REGISTER["columns"][name] for name in ("told", "done", "who")}
        columns |= {name: {"title": name, "from": ["entry.sent_on"]} for name in ("begun", "by")}
        register = {**changed("owner"), "each": ["ask"], "heading": "told", "theme": "told", "columns": columns}
        register["agency"] = "who"
        assert "it is answered by instances that are no entries" in said(listed(register))


class TestStates:
    @pytest.mark.parametrize(
        ("states", "message"),
        [
            ({"open": {"title": "Open", "when": "answer.done"}}, "is the last, so it must apply to what no other does"),
            ({"open": {"title": "Open"}, "left": {"title": "Left"}}, "applies to every entry, so that no state below"),
            ({"open": {"title": "Open", "when": "a +"}}, "invalid syntax"),
        ],
    )
    def test_are_told_apart(self, states, message):
        register = {key: value for key, value in REGISTER.items() if key != "public"}
        assert message in said(listed({**register, "states": states}))


class TestRegistersPublishWhatIsPublic:
    def test_refuses_what_its_form_does_not_ask_for_the_public(self):
        message = said(listed(told="line"))
        assert "everybody would read 'ask.told', which ask does not ask for the public" in message

    def test_refuses_what_another_form_asks(self):
        register = changed("public", "columns", to=["told", "done"])
        assert "everybody would read 'answer.done'" in said(listed(register))

    def test_refuses_a_column_that_has_one_private_source_among_public_ones(self):
        register = changed("columns", "told", "from", to=["ask.told", "ask.secret"])
        assert "everybody would read 'ask.secret'" in said(listed(register))

    def test_refuses_a_page_on_which_nothing_can_be(self):
        assert "no state is `public: true`" in said(listed(changed("states", "done", "public")))

    def test_refuses_to_publish_without_saying_how(self):
        assert "the register has no `public:`" in said(listed(changed("public")))

    def test_refuses_files_that_are_none(self):
        assert "'told' is no column of files" in said(listed(changed("public", "files", to="told")))
