"""A revision, changed in one small wrong way at a time."""

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.mutants import Mutant, mutants
from engine.diagrams.revision import read_revision
from forms.tables import load_table
from tests.engine.diagrams.builder import CLAUSES, PARTNERSHIP, Diagram, bundle, document, form, letter, smallest, table
from tests.forms.diary import DIARY, TABLE

FILE = "forms/tables/diary.yaml"


def changes(revision: Bundle, file: str) -> dict[tuple[str, str], Mutant]:
    """The mutants of one file, by element and change."""
    return {(m.element, m.change): m for m in mutants(revision) if m.file == file}


def diagram_changes(diagram: Diagram, **parts: dict[str, bytes]) -> dict[tuple[str, str], str]:
    found = changes(bundle(diagram, **parts), f"bpmn/{diagram.name}.bpmn")
    return {key: mutant.data.decode() for key, mutant in found.items()}


class TestMutants:
    def test_are_different_from_the_revision_and_from_each_other_and_always_the_same(self):
        revision = bundle(smallest().task("answer", limit="AB-1"), letters=letter("said", "It is {{ due_on | day }}."))
        made = list(mutants(revision))
        assert all(mutant.data != revision.files[mutant.file] for mutant in made)
        assert len({(m.file, m.element, m.change) for m in made}) == len(made)
        assert made == list(mutants(revision))

    def test_change_one_file_of_the_bundle(self):
        revision = bundle(smallest())
        mutant = next(mutants(revision))
        changed = mutant.of(revision)
        assert {p for p in changed.files if changed.files[p] != revision.files.get(p)} == {mutant.file}


class TestDiagramMutants:
    def test_turn_conditions_round_and_end_flows_early(self):
        diagram = Diagram().start().either("which").end("closed", "stopped").line("opened", "which")
        diagram.flow("which", "closed", "ask.sure").flow("which", "stopped", "not ask.sure")
        found = diagram_changes(diagram, form=form("ask", sure="yes_no"))
        assert "not (not ask.sure)" in found["which_to_stopped", "goes on if not (not ask.sure)"]
        assert {change for element, change in found if element == "opened_to_which"} == {"leads to closed"}
        assert 'targetRef="closed"' in found["opened_to_which", "leads to closed"].partition("which_to_")[0]
        assert ("which_to_closed", "leads to stopped") in found

    def test_compare_with_another_value(self):
        diagram = Diagram().start().task("ask").either("which").end("closed", "stopped").line("opened", "ask", "which")
        diagram.flow("which", "closed", 'ask.kind == "b"').flow("which", "stopped", 'not (ask.kind == "b")')
        found = diagram_changes(diagram, form=form("ask", kind="a/b/c"))
        assert 'ask.kind == "c"<' in found["which_to_closed", 'goes on if ask.kind == "c"']
        assert ("which_to_stopped", 'goes on if not (ask.kind == "c")') in found

    def test_leave_an_event_out_with_all_that_follows_from_it_alone(self):
        diagram = smallest().task("answer", limit="AB-1").message("told", "news", on="answer").end("gone")
        diagram.line("told", "gone")
        for name, follow in (("answer_late", ("answer_told", "answer_late_end")), ("told", ("gone",))):
            mutant = changes(bundle(diagram), "bpmn/review.bpmn")[name, "is not there"]
            left = read_revision(mutant.of(bundle(diagram))).elements.keys()
            assert not {("review", each) for each in (name, *follow)} & left
            assert ("review", "answer") in left

    def test_go_one_way_instead_of_both(self):
        diagram = Diagram().start().both("split", "join").task("ask").task("hear").end()
        diagram.line("opened", "split", "ask", "join", "closed").line("split", "hear", "join")
        found = diagram_changes(diagram)
        assert '<bpmn:exclusiveGateway id="split"' in found["split", "is exclusive"]
        assert '<bpmn:parallelGateway id="join"' in found["split", "is exclusive"]

    def test_ask_others_of_whom_there_are_several(self):
        diagram = Diagram().start().list("partners").list("agencies").task("ask", many="partners")
        diagram.task("hear", many="agencies").end().line("opened", "ask", "hear", "closed")
        found = diagram_changes(diagram)
        assert found["ask", "is done for each of agencies"].count("<bpmn:loopDataInputRef>agencies<") == 2

    def test_give_tasks_to_others_and_pass_them_over(self):
        diagram = Diagram().start().task("ask").task("answer", lane="Chair").end()
        diagram.line("opened", "ask", "answer", "closed")
        found = diagram_changes(diagram)
        assert ("ask", "lies in the lane Chair") in found
        assert ("answer", "lies in the lane Clerk") in found
        assert ("ask", "form answer") in found
        one = diagram_changes(smallest())
        assert 'id="opened_to_ask" sourceRef="opened" targetRef="closed"' in one["ask", "is passed over"]
        assert ("ask", "lies in the lane Clerk") not in one

    def test_watch_another_limit_or_none(self):
        diagram = smallest().task("answer", limit="AB-1").task("hear", limit="AB-2")
        found = diagram_changes(diagram)
        assert 'due("AB-2")' in found["answer_late", 'waits for due("AB-2")'].partition('id="hear"')[0]
        assert ("answer", "time_limit AB-2") in found
        assert ("answer", "no time_limit") in found
        assert ("answer_late", "ends what it sits on") in found
        assert ("answer_told", "to Member") in found

    def test_write_to_others_and_call_other_processes(self):
        diagram = (
            smallest().send("tell", "told").call("look", "search").task("each", "ask", many="partners").list("partners")
        )
        parts = {"told": letter("told"), "other": letter("untold")}
        search, sing = Diagram("search").start().end().line("opened", "closed"), Diagram("sing").start().end()
        found = changes(bundle(diagram, search, sing.line("opened", "closed"), **parts), "bpmn/review.bpmn")
        assert ("tell", "letter untold") in found
        assert ("tell", "to Member") in found
        assert ("look", "calls sing") in found
        assert ("each", "is done once only") in found


class TestTableMutants:
    def test_ask_less_and_decide_otherwise(self):
        rules = ['"a"', "-", '"left"'], ['not("a")', "true", '"right"']
        revision = bundle(smallest(), ways=table("way", ["ask.which", "ask.sure"], ["way"], *rules))
        assert set(changes(revision, "bpmn/way.dmn")) == {
            ("rule_0", "input 1 may be anything"),
            ("rule_0", 'decides "right"'),
            ("rule_1", "input 1 may be anything"),
            ("rule_1", "input 2 may be anything"),
            ("rule_1", 'decides "left"'),
        }


class TestClauseMutants:
    def test_change_the_limits_that_are_watched(self):
        asked = form("ask", anchors={"asked": {"from": "submission"}, "heard": {"from": "submission"}})
        revision = bundle(smallest().task("answer", limit="AB-2"), form=asked)
        assert set(changes(revision, "bpmn/clauses.yaml")) == {
            ("AB-2", "limit 1 is 1 wd"),
            ("AB-2", "limit 1 is 3 wd"),
            ("AB-2", "limit 1 runs from heard"),
            ("AB-2", "limit 1 left out"),
        }
        assert b"amount: 3" in changes(revision, "bpmn/clauses.yaml")["AB-2", "limit 1 is 3 wd"].data

    def test_remind_a_day_earlier_and_not_at_all(self):
        clauses = CLAUSES.replace("force: local}]}", "force: local}], remind: [5, 4]}", 1)
        found = changes(bundle(smallest().task("answer", limit="AB-1"), clauses=clauses), "bpmn/clauses.yaml")
        assert {change for _, change in found if "remind" in change} == {
            "no reminder 5 working days before",
            "no reminder 4 working days before",
            "a reminder 6 for 5 working days before",
        }

    def test_allow_a_day_more_and_a_day_less_also_if_that_is_none(self):
        found = changes(bundle(smallest().task("answer", limit="AB-1")), "bpmn/clauses.yaml")
        assert {change for _, change in found} == {"limit 1 is 0 wd", "limit 1 is 2 wd", "limit 1 left out"}


class TestPartnershipMutants:
    def test_let_others_act(self):
        who = PARTNERSHIP.replace("{who: partner}", "{who: partner, partner: east}")
        found = changes(bundle(smallest(), partnership=who), "bpmn/partnership.yaml")
        assert ("Clerk", "posts without Clerk") in found
        assert ("Clerk", "posts with Nobody in particular") in found
        assert ("school", "contacts without Head") in found
        assert ("east", "member is Nobody in particular") in found
        assert ("Member", "is held by west") in found
        assert ("Member", "is held by every partner") in found

    def test_write_to_others_and_leave_agencies_off_lists(self):
        who = (
            PARTNERSHIP.replace(
                "contacts: [Head]}", "contacts: [Head], senior: Dean}\n  shop: {name: S, contacts: [K]}"
            )
            .replace("posts, posts: [Clerk]", "agency, agency: school, senior: true")
            .replace("posts, posts: [Chair]", "mailbox, mailbox: chair@example.org")
        )
        found = changes(
            bundle(smallest(), partnership=f"{who}lists: {{always: [school, shop]}}\n"), "bpmn/partnership.yaml"
        )
        assert {
            ("school", "senior is Nobody in particular"),
            ("Clerk", "is held by shop"),
            ("Clerk", "is held by every agency"),
            ("Clerk", "is held by the contacts"),
            ("Chair", "is written to at elsewhere@example.org"),
            ("always", "without school"),
            ("always", "without shop"),
        } <= set(found)


class TestFormMutants:
    @pytest.mark.parametrize(
        ("question", "change"),
        [
            ({"type": "line"}, "is not asked"),
            ({"type": "line"}, "may be left out"),
            ({"type": "line", "optional": True}, "must be answered"),
            ({"type": "line", "when": "sure"}, "when left out"),
            ({"type": "line", "when": "sure"}, "when negated"),
            ({"type": "line", "required_when": "sure"}, "required_when negated"),
            ({"type": "text", "words": 10}, "words left out"),
            ({"type": "line", "must": [{"hold": "sure", "else": "No"}]}, "rule 1 left out"),
            ({"type": "choice", "route": True, "choices": {"a": "A", "b": "B"}}, "route left out"),
            ({"type": "choice", "choices": {"a": "A", "b": "B"}}, "b is not offered"),
            ({"type": "choice", "choices": {"a": {"label": "A", "when": "sure"}, "b": "B"}}, "a is always offered"),
        ],
    )
    def test_change_questions(self, question: dict[str, object], change: str):
        asked = form("ask", sure="yes_no", note={"label": "What?", **question})
        assert ("note", change) in changes(bundle(smallest(), form=asked), "forms/definitions/ask.yaml")

    def test_change_the_questions_of_groups(self):
        inner = {"name": {"type": "line", "label": "Name"}}
        asked = form("ask", people={"type": "group", "item": "person", "fields": inner})
        assert ("people/name", "may be left out") in changes(
            bundle(smallest(), form=asked), "forms/definitions/ask.yaml"
        )

    def test_change_the_lists_that_groups_fill(self):
        group = {
            "type": "group", "item": "Agency", "list": "asked", "key": "who", "begins_with": "always",
            "adds_to": ["ever", "late"], "fields": {"who": {"type": "agency", "label": "Who?"}},
        }  # fmt: skip
        found = changes(bundle(smallest(), form=form("ask", asked=group)), "forms/definitions/ask.yaml")
        assert {
            ("asked", "list left out"),
            ("asked", "key left out"),
            ("asked", "begins_with left out"),
            ("asked", "does not add to ever"),
            ("asked", "does not add to late"),
        } <= set(found)

    def test_change_the_dates_that_items_record(self):
        fields = {"on": {"type": "date", "label": "When?"}}
        group = {"type": "group", "item": "I", "list": "l", "anchors": {"heard": {"from": "on"}}, "fields": fields}
        found = changes(bundle(smallest(), form=form("ask", asked=group)), "forms/definitions/ask.yaml")
        assert {("asked/heard", "is not recorded"), ("asked/heard", "way 1 from submission")} <= set(found)

    def test_change_the_anchors(self):
        anchors = {
            "asked": {"from": "submission", "keep": "first", "when": "sure"},
            "told": [{"from": "on", "corrected_by": "Clerk"}, {"from": "asked"}],
        }
        asked = form("ask", anchors=anchors, sure="yes_no", on="date")
        found = changes(bundle(smallest(), form=asked), "forms/definitions/ask.yaml")
        assert {key for key in found if key[0] in anchors} == {
            ("asked", "is not recorded"),
            ("asked", "way 1 without keep"),
            ("asked", "way 1 without when"),
            ("told", "way 1 from submission"),
            ("told", "way 1 without corrected_by"),
            ("told", "way 2 from submission"),
        }


class TestTextMutants:
    def test_leave_out_what_is_said_of_the_case(self):
        said = letter(
            "said", "{{ case.reference }} is due {{ due_on | day }}{% if answers.ask.sure %}, surely{% endif %}."
        )
        found = changes(bundle(smallest(), form=form("ask", sure="yes_no"), said=said), "forms/letters/said.txt")
        assert set(found) == {
            ("said", "2: does not say due_on | day"),
            ("said", "1: says so if not (answers.ask.sure)"),
        }
        assert b"{% if not (answers.ask.sure) %}, surely" in found["said", "1: says so if not (answers.ask.sure)"].data

    def test_leave_out_what_a_document_says_too(self):
        said = document("said", "{% for one in instances.ask %}\n- {{ one.name }}\n{% endfor %}\n{{ today }}\n")
        found = changes(bundle(smallest(), said=said), "forms/documents/said.md")
        assert set(found) == {("said", "1: does not say one.name"), ("said", "2: does not say today")}

    def test_show_another_document_or_none(self):
        task = {"form": "ask", "document": "one"}
        diagram = Diagram().start().node("userTask", "ask", properties=task).end().line("opened", "ask", "closed")
        found = diagram_changes(diagram, one=document("one"), other=document("other"))
        assert 'value="other"' in found["ask", "document other"]
        assert "document" not in found["ask", "no document"]

    def test_let_another_document_or_none_come_with_a_letter(self):
        letter_task = {"letter": "note", "to": "Chair", "encloses": "one"}
        diagram = Diagram().start().write("record", "one").node("serviceTask", "tell", properties=letter_task).end()
        diagram.line("opened", "record", "tell", "closed")
        found = diagram_changes(diagram, one=document("one"), other=document("other"), note=letter("note"))
        assert 'name="encloses" value="other"' in found["tell", "encloses other"]
        assert "encloses" not in found["tell", "no encloses"]


class TestSpreadsheetMutants:
    @pytest.fixture
    def found(self) -> dict[tuple[str, str], Mutant]:
        drawn = bundle(smallest())
        return changes(Bundle({**drawn.files, FILE: DIARY.encode()}), FILE)

    def test_change_what_each_row_asks(self, found):
        assert {change for element, change in found if element == "day"} == {
            "is not asked",
            "may be left out",
            "must be certain",
        }
        assert {change for element, change in found if element == "seen"} == {
            "is not asked",
            "must be filled in",
            "Seen alone is not offered",
            "Not seen is not offered",
        }
        changed = load_table("diary", found["who", "may be left out"].data)
        assert changed.columns["who"].is_optional

    def test_change_how_what_comes_back_is_merged(self, found):
        assert {change for element, change in found if element == "gap_days"} == {"is 27", "is 29"}
        assert load_table("diary", found["period", "without ends"].data).ends == ()
        assert load_table("diary", found["same_event", "without who"].data).same_event == ("day", "event")
        assert load_table("diary", found["conflicts", "without number 1"].data).conflicts == TABLE.conflicts[1:]
        assert load_table("diary", found["conflicts", "number 1 without seen in differ"].data).conflicts[0].differ == (
            "hour",
        )
        assert ("order", "without place") in found
