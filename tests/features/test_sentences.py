"""The sentences of features about instances, events and what several do: played on a small revision."""

from pathlib import Path

import pytest

from features.steps.answers import GoodAnswers
from features.steps.sentences import given_in, named_in
from tests.features.stage import BACKGROUND, opinions, staged
from tests.web.scenarios.specified import lay_down
from web.scenarios.running import Runner

HOLD = """
  Scenario: Of each instance
    Then "hear" is open 2 times
    And "hear" of East is open
    And "hear" of West is open for the Member
    And "hear" of East is due on Tuesday 31 March 2026
    And the letter "invitation" was sent 2 times
    And the letter "invitation" was sent to East
    And the letter "invitation" was not sent to A school
    And the letter "invitation" to West says "Dear West"
    And the letter "invitation" to West does not say "Dear East"

  Scenario: Somebody's own, and somebody else's
    When the Head of East completes "hear" on Monday 30 March 2026
    Then "hear" of East is not open
    And "hear" of West is open
    When the Head of East tries to complete "hear" for West on Monday 30 March 2026
    Then it is refused: "may not do"
    When the Head of East tries to complete "hear" on Monday 30 March 2026
    Then it is refused: "is not open"

  Scenario: A stranger's
    When the Reporter, who has no post here, tries to complete "hear" for West on Monday 30 March 2026
    Then it is refused: "may not do"

  Scenario: Of whom something is late
    When Tuesday 31 March 2026 ends
    Then the Chair is told once that AB-2 is late for East
    And the Chair is not told that AB-1 is late for East

  Scenario: Many in a table
    Given these are completed:
      | Monday 30 March 2026  | Head of A school | news          |                 |
      | Monday 30 March 2026  | the Head of East | hear for East | What?: Nothing. |
      | Tuesday 31 March 2026 | Head of A school | news          |                 |
      | Tuesday 31 March 2026 | Head of West     | hear          | What?: A word   |
    Then nothing is left to do
    And the letter "noted" was sent 2 times
    And what is kept of "hear" of East includes:
      | What? | Nothing. |

"""
OPINIONS = """
  Scenario: What every partner completes
    Given every partner completes "consider" on Monday 30 March 2026
    When every partner completes "endorse" on Tuesday 31 March 2026, answering:
      | Which? | differ |
    Then the views kept are:
      | East | Head | wait   |
      | West | Head | wait   |
      | East | Head | differ |
      | West | Head | differ |

  Scenario: What each partner says, twice
    Given all three partners give the view "notify" on Monday 30 March 2026
    When the Head of East gives the view "differ" on Tuesday 31 March 2026
    And the Head of East tries to give the view of West on Tuesday 31 March 2026
    Then it is refused: "may not do"
    When the Head of West tries to give the view of West on Tuesday 31 March 2026, answering:
      | Which? | agree |
    Then it is accepted
    And nothing is left to do
    And the views kept are:
      | East | Head | notify |
      | West | Head | notify |
      | East | Head | differ |
      | West | Head | agree  |
    When the Head of East tries to give the view of East on Tuesday 31 March 2026
    Then it is refused: "is not open"
"""
FAIL = """
  Scenario: Of nobody
    Then "hear" of North is open

  Scenario: A letter to nobody
    Then the letter "invitation" was sent to North

  Scenario: Of a task that is none
    Then "here" is not open

  Scenario: Of an instance that is none
    Then "hear" of Est is not open

  Scenario: A letter that is none
    Then the letter "invitations" was not sent

  Scenario: A letter to somebody who is not there
    Then the letter "invitation" was not sent to Est

  Scenario: A document that is none
    Then the document "report" was not written

  Scenario: A clause that is none
    Then the Chair is not told that AB-9 is late

  Scenario: Of a post that is none
    When the Deputy tries to complete "hear" for West on Monday 30 March 2026

  Scenario: A question that is none
    When the Head of East tries to complete "hear" on Monday 30 March 2026, answering "Why?" with "So."

  Scenario: A form that is none
    Then the form "Hear" asks:
      | What? | always | line |

  Scenario: A date that is none
    Then the date of "heard" is not known

  Scenario: A diagram that is none
    Then the Hearing ended with "closed"

  Scenario: Limits that are others
    Then the limits of AB-2 are:
      | national | asked | Tuesday 31 March 2026 |

  Scenario: Of a task that never was
    Given the Head of East completes "hear" for North on Monday 30 March 2026
"""


def play(folder: Path) -> dict[str, str]:
    with Runner(folder / "features") as runner:
        return {outcome.scenario.name: outcome.failure for outcome in runner.run(folder, runner.scenarios)}


class TestSentences:
    def test_hold_of_each_instance(self, tmp_path: Path):
        failures = play(staged(tmp_path, HOLD))
        assert len(failures) == 5
        assert not any(failures.values()), failures

    def test_say_what_is_there_instead(self, tmp_path: Path):
        assert play(staged(tmp_path, FAIL)) == {
            "Of nobody": 'Then "hear" of North is open: found 0, expected 1',
            "A letter to nobody": 'Then the letter "invitation" was sent to North: it was sent to East, West',
            "Of a task that is none": "Then \"here\" is not open: no task 'here'",
            "Of an instance that is none": "Then \"hear\" of Est is not open: nothing is called 'Est'",
            "A letter that is none": 'Then the letter "invitations" was not sent: '
            "the revision has no letter 'invitations'",
            "A letter to somebody who is not there": 'Then the letter "invitation" was not sent to Est: '
            "nothing is called 'Est'",
            "A document that is none": 'Then the document "report" was not written: '
            "the revision has no document 'report'",
            "A clause that is none": "Then the Chair is not told that AB-9 is late: there is no clause 'AB-9'",
            "Of a post that is none": 'When the Deputy tries to complete "hear" for West on Monday 30 March 2026: '
            "'Deputy' is no post of the partnership, a partner or an agency (partnership.yaml)",
            "A question that is none": 'When the Head of East tries to complete "hear" on Monday 30 March 2026, '
            'answering "Why?" with "So.": the form does not ask \'Why?\'; it asks: What?',
            "A form that is none": 'Then the form "Hear" asks: '
            "nothing has the title 'Hear'; there are: answer; ask; hear",
            "A date that is none": "Then the date of \"heard\" is not known: no form records the date 'heard'",
            "A diagram that is none": "Then the Hearing ended with \"closed\": no diagram is called 'Hearing'",
            "Limits that are others": "Then the limits of AB-2 are: "
            "not found: | national | asked | Tuesday 31 March 2026 |\n"
            "found, but not in the table: | local | asked | Tuesday 31 March 2026 |",
            "Of a task that never was": 'Given the Head of East completes "hear" for North on Monday 30 March 2026: '
            "'hear' of North was never open; open: ['hear of East', 'hear of West', 'news']",
        }

    def test_the_partners_view_is_what_they_are_asked_now(self, tmp_path: Path):
        answers = "answers:\n  Which?: "
        good = {"consider": f"{answers}wait\n", "endorse": f"{answers}agree\n"}
        failures = play(lay_down(tmp_path, opinions(), BACKGROUND, OPINIONS, **good))
        assert failures == {"What every partner completes": "", "What each partner says, twice": ""}


class TestGoodAnswers:
    def test_say_which_sample_is_not_there(self):
        good = GoodAnswers(answers={}, samples={"Amy": [{"Full name": "Amy Jones"}]})
        assert good.sample("Amy") == [{"Full name": "Amy Jones"}]
        with pytest.raises(AssertionError, match="no sample 'Ben'"):
            good.sample("Ben")


class TestCells:
    def test_a_question_may_have_a_colon_of_its_own(self):
        questions = ["Child: name", "Child"]
        assert given_in(["Child: name: Amy", "", "Child: yes: no"], questions) == {
            "Child: name": "Amy",
            "Child": "yes: no",
        }

    def test_names_are_parted_by_semicolons(self):
        assert named_in("East; The West, and more") == ["East", "The West, and more"]
