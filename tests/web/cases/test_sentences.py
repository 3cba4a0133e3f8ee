"""What happened, in sentences."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from engine.audit import Entry
from engine.cases import papers, reading
from tests.engine.cases.journey import MONDAY, WEDNESDAY, referred
from web.cases import sentences
from web.cases.sentences import history, kind_of, steps_alone

ENGINE = Path(__file__).parents[3] / "engine"
ACTION = re.compile(r'action="(\w+)"|\.write\("(\w+)"|_audit\(tx, \w+, "(\w+)"|action = "(\w+)" if .* else "(\w+)"')


@pytest.fixture(scope="module")
def told():
    """A journey in which time passed, the case as the office reads it, and its entries."""
    journey = referred()
    row = journey.open_rows()[0]
    journey.go_to(WEDNESDAY)
    journey.do(row, WEDNESDAY, {"Why this is late": "The form came in the night"})
    office = journey.person(journey.post_of(row))
    with journey.seen_by(office) as (tx, case):
        yield case, reading.entries(tx, case), papers.letters(tx, case), row
    journey.close()


def say(told, action, letters=(), **facts):
    case, entries, _, row = told
    base = {"process": row.process, "element": row.element}
    entry = replace(entries[0], action=action, flows=(), facts={**base, **facts})
    (happened,) = history(case, [entry], {entry.person_id: "Ruth Ashdown"}, letters)
    return f"{happened.who} {happened.did}", happened.details


class TestHistory:
    def test_has_a_sentence_for_every_action_of_the_engine(self):
        found = {
            name
            for path in ENGINE.rglob("*.py")
            for groups in ACTION.findall(path.read_text(encoding="utf-8"))
            for name in groups
            if name
        }
        assert len(found) > 8
        assert found <= {*sentences._TOLD, *sentences._DELIVERED}

    def test_tells_a_real_case_newest_first(self, told):
        case, entries, letters, row = told
        happened = history(case, entries, {}, letters)
        assert [one.seq for one in happened] == sorted((e.seq for e in entries), reverse=True)
        name = case.revision.elements[row.process, row.element].name
        assert happened[0].did == f"completed “{name}”, after it was due."
        assert happened[1].who == "The service"
        assert happened[1].did.startswith("noted that a date has passed: “")
        assert happened[1].details[0].startswith("Told: ")
        assert "opened the case" in happened[-1].did
        assert any("Mon 30 March" in detail for detail in happened[-1].details)

    @pytest.mark.parametrize(
        ("action", "said"),
        [("user_task_claimed", "Ruth Ashdown took “"), ("user_task_released", "Ruth Ashdown gave “")],
    )
    def test_tells_who_took_what(self, told, action, said):
        assert say(told, action)[0].startswith(said)

    def test_tells_a_correction_with_its_reason_and_what_it_moved(self, told):
        case, *_ = told
        anchor = next(iter(case.facts.anchors))
        moved = {"anchor": anchor, "instance": None, "old": "2026-03-30", "new": "2026-03-27"}
        limit = {"clause": "REF-5", "element": "x", "instance": None, "old": None, "new": "2026-04-01"}
        said, details = say(told, "anchor_corrected", anchors=[moved], reason="A mailbox", time_limits=[limit])
        assert said.endswith("to Fri 27 March, because: A mailbox.")
        assert details == (
            "Before, it was Mon 30 March.",
            "The time limit of REF-5 moved from no date to Wed 1 April.",
        )

    def test_tells_what_was_called_off(self, told):
        case, _, _, row = told
        partner = next(iter(case.revision.partnership.partners))
        off = {"process": row.process, "element": row.element, "instance": partner}
        _, details = say(told, "event_recorded", called_off=[off, {**off, "instance": None}])
        name = case.revision.elements[row.process, row.element].name
        who = case.revision.partnership.partners[partner].name
        assert details == (f"Called off: “{name}: {who}” and “{name}”.",)

    def test_tells_to_whom_a_task_was_handed_over(self, told):
        case, _, _, row = told
        key, partner = next(iter(case.revision.partnership.partners.items()))
        task = {"process": row.process, "element": row.element, "instance": None}
        given = [{**task, "to": f"{row.role}|{key}"}, {**task, "to": f"{row.role}|person:7"}]
        _, details = say(told, "user_task_completed", handed_over=given)
        name = case.revision.elements[row.process, row.element].name
        assert details == (
            f"Handed over: “{name}” to {partner.name}.",
            f"Handed over: “{name}” to the {row.role}.",
        )

    def test_names_a_letter_only_to_whom_may_read_it(self, told):
        *_, letters, _ = told
        first = letters[0]
        assert f"sent “{first.subject}” to {first.to.name}." in say(told, "delivery_sent", letters, letter=first.id)[0]
        assert "sent a letter." in say(told, "delivery_sent", (), letter=first.id)[0]
        assert "could not send a letter." in say(told, "delivery_failed")[0]

    def test_says_an_action_that_it_does_not_know_in_the_actions_own_words(self, told):
        assert say(told, "something_new_done")[0] == "Ruth Ashdown something new done."

    def test_does_not_stumble_over_an_element_that_is_gone(self, told):
        assert say(told, "user_task_completed", element="gone")[0] == "Ruth Ashdown completed “a task”."


def entry(action, person_id=None):
    return Entry(case_id=1, seq=1, at=MONDAY, person_id=person_id, action=action, flows=(), facts={})


class TestStepsAlone:
    def test_leave_out_the_post(self):
        kept = steps_alone([entry("case_opened"), entry("delivery_sent"), entry("user_task_claimed")])
        assert [one.action for one in kept] == ["case_opened", "user_task_claimed"]


class TestKindOf:
    @pytest.mark.parametrize(
        ("action", "kind"),
        [
            ("user_task_completed", "Steps and events"),
            ("delivery_bounced", "Letters and reminders"),
            ("note_written", "Notes"),
            ("something_new", "Everything else"),
        ],
    )
    def test_groups_what_a_reader_looks_for_together(self, action, kind):
        assert kind_of(entry(action)) == kind
