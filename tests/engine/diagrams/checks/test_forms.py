"""What forms read and name."""

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from tests.engine.diagrams.builder import PARTNERSHIP, Diagram, bundle, form, smallest
from tests.engine.diagrams.checks.found import found, said
from tests.forms.diary import DIARY

TEXT = {"type": "line", "label": "What?"}


class TestExpressionsReadWhatExists:
    def test_takes_questions_before_and_routed_answers_of_other_forms(self):
        diagram = Diagram().start().task("ask").task("hear").end().line("opened", "ask", "hear", "closed")
        hear = form("hear", first="yes_no", note={**TEXT, "when": "first and ask.agree"})
        assert found(bundle(diagram, ask=form("ask", agree="yes_no"), hear=hear)) == []

    def test_refuses_a_condition_about_a_question_that_comes_later(self):
        drawn = bundle(smallest(), ask=form("ask", note={**TEXT, "when": "agree"}, agree="yes_no"))
        assert "asked only later" in said(drawn)

    @pytest.mark.parametrize(("when", "problems"), [("agree", []), ("gone", [("unknown-name", "explains_lateness")])])
    def test_has_the_answers_by_which_a_form_closes_the_case(self, when, problems):
        (path, written), *_ = form("ask", agree="yes_no").items()
        drawn = bundle(smallest(), ask={path: written + f"explains_lateness: {when}\n".encode()})
        assert found(drawn) == problems

    def test_takes_a_rule_about_a_question_that_comes_later(self):
        must = [{"hold": "agree", "else": "It must be"}]
        assert found(bundle(smallest(), ask=form("ask", note={**TEXT, "must": must}, agree="yes_no"))) == []

    @pytest.mark.parametrize(
        ("condition", "because"),
        [
            ("nothing", "no question here"),
            ("other.agree", "no question here"),
            ('kind == "z"', "never 'z'"),
            ('"a" == kind and "z" == kind', "never 'z'"),
            ("all(kind)", "calls 'all'"),
            ('due_on("AB-3")', "no clause with a time limit"),
            ('due_on("ZZ-9")', "no clause with a time limit"),
            ('submitted("gone")', "no form 'gone'"),
            (
                'meets("Circle", today())',
                "'Circle' has no meetings in partnership.yaml; write them under `meetings:`, or name one of: Board",
            ),
        ],
    )
    def test_refuses(self, condition: str, because: str):
        drawn = bundle(smallest(), ask=form("ask", kind="a/b", note={**TEXT, "when": condition}))
        assert because in said(drawn)

    def test_follows_the_questions_of_a_group(self):
        fields = {"first": {"type": "yes_no", "label": "Is it?"}, "note": {**TEXT, "when": "first and agree"}}
        rows = {"type": "group", "item": "Row", "fields": fields}
        assert found(bundle(smallest(), ask=form("ask", agree="yes_no", rows=rows))) == []

    def test_names_the_place_in_a_group(self):
        rows = {"type": "group", "item": "Row", "fields": {"note": {**TEXT, "when": "gone"}}}
        assert found(bundle(smallest(), ask=form("ask", rows=rows))) == [("unknown-name", "rows.note")]

    def test_reads_the_condition_of_an_anchor(self):
        ask = form("ask", anchors={"asked": {"from": "submission", "when": "gone"}})
        assert found(bundle(smallest(), ask=ask)) == [("unknown-name", "anchors.asked")]


class TestNamesExist:
    def test_clauses(self):
        ask = form("ask", note={**TEXT, "clauses": ["ZZ-9"]})
        assert found(bundle(smallest(), ask=ask)) == [("unknown-clause", "note")]

    @pytest.mark.parametrize(
        ("start", "problems"),
        [("ask.note", []), *((wrong, ["start"]) for wrong in ("ask.gone", "ask.agree", "gone.note", "hear.note", "x"))],
    )
    def test_answers_that_a_question_starts_from(self, start, problems):
        diagram = Diagram().start().task("ask").task("hear").end().line("opened", "ask", "hear", "closed")
        hear = form("hear", note={**TEXT, "starts_from": start})
        drawn = bundle(diagram, ask=form("ask", note=TEXT, agree="yes_no"), hear=hear)
        assert [problem for problem, _ in found(drawn)] == problems

    def test_dates_of_anchors(self):
        ask = form("ask", anchors={"asked": {"from": "note"}})
        assert "neither a date of this form" in said(bundle(smallest(), ask=ask))

    def test_anchors_of_anchors(self):
        ask = form("ask", anchors={"asked": {"from": "submission"}, "again": {"from": "asked"}})
        assert found(bundle(smallest(), ask=ask)) == []

    def test_who_may_correct_an_anchor(self):
        ask = form("ask", anchors={"asked": {"from": "submission", "corrected_by": "Nobody"}})
        assert found(bundle(smallest(), ask=ask)) == [("role", "anchors.asked")]

    def test_lists_to_choose_from(self):
        ask = form("ask", who={"type": "choice", "choices_from": "nobody"})
        assert [p.element for p in check_bundle(bundle(smallest(), ask=ask))] == ["who"]

    @pytest.mark.parametrize(
        ("kind", "name", "is_known"),
        [
            ("person", "people", True),
            ("person", "Clerk", True),
            ("person", "Member", True),
            ("person", "agencies", False),
            ("agency", "agencies", True),
            ("agency", "always", True),
            ("agency", "partners", False),
            ("choice", "partners", True),
            ("choices", "always", True),
            ("choice", "Clerk", False),
        ],
    )
    def test_lists_of_the_kind_that_is_asked_for(self, kind, name, is_known):
        ask, named = form("ask", who={"type": kind, "choices_from": name}), PARTNERSHIP + "lists: {always: [school]}\n"
        wrong = [p.element for p in check_bundle(bundle(smallest(), ask=ask, partnership=named))]
        assert wrong == ([] if is_known else ["who"])

    def test_tables_to_read(self):
        drawn = bundle(smallest(), ask=form("ask", diary={"type": "file", "label": "Diary", "reads": "diary"}))
        assert said(drawn) == "there is no table 'diary' to read; write forms/tables/diary.yaml"
        known = Bundle({**drawn.files, "forms/tables/diary.yaml": DIARY.encode()})
        assert found(known) == []

    def test_tables_that_nothing_reads(self):
        drawn = bundle(smallest())
        assert found(Bundle({**drawn.files, "forms/tables/diary.yaml": DIARY.encode()})) == [("unused", "diary")]

    def test_tables_that_cannot_be_read(self):
        drawn = bundle(smallest(), ask=form("ask", diary={"type": "file", "label": "Diary", "reads": "diary"}))
        broken = Bundle({**drawn.files, "forms/tables/diary.yaml": b"table: diary\n"})
        problems = [problem for problem in check_bundle(broken) if problem.file == "forms/tables/diary.yaml"]
        assert {"title is missing; add it", "columns is missing; add it"} <= {problem.message for problem in problems}

    def test_meetings(self):
        drawn = bundle(
            smallest(), ask=form("ask", on={"type": "date", "must": [{"hold": 'meets("Board", on)', "else": "No"}]})
        )
        assert found(drawn) == []
        without = PARTNERSHIP.replace("meetings: {Board: [2026-03-12]}\n", "")
        problem = said(
            bundle(smallest(), partnership=without, ask={p: d for p, d in drawn.files.items() if "ask" in p})
        )
        assert problem.endswith("'Board' has no meetings in partnership.yaml; write them under `meetings:`")


class TestLettersCanBeWritten:
    def letter(self, text: str):
        diagram = Diagram().start().task("ask").send("tell", "news").end().line("opened", "ask", "tell", "closed")
        return bundle(diagram, ask=form("ask", kind="a/b"), news={"forms/letters/news.txt": text.encode()})

    def test_takes_names_that_exist(self):
        assert found(self.letter("Subject: A\n\n{{ partnership.name }}: {{ answers.ask.kind }}\n")) == []

    @pytest.mark.parametrize(
        "text",
        [
            "No subject\n",
            "Subject: A\n\n{{ nothing }}\n",
            "Subject: A\n\n{{ answers.ask.nothing }}\n",
            "Subject: A\n\n{{ answers.gone.kind }}\n",
            'Subject: A\n\n{% if answers.ask.kind == "z" %}Z{% endif %}\n',
            "Subject: A\n\n{% if %}\n",
            "Subject: A\n\n{{ ''.__class__ }}\n",
            "Subject: A\n\n{{ range(10) }}\n",
        ],
    )
    def test_refuses(self, text: str):
        assert ("letter", "forms/letters/news.txt") in [(p.rule, p.file) for p in check_bundle(self.letter(text))]
