"""The tags of scenarios are read without running anything."""

from pathlib import Path

import pytest

from web.scenarios.running import ScenariosUnreadable
from web.scenarios.tagged import tagged_scenarios

FEATURE = """
@AB-1
Feature: A review

  Scenario: It is closed
    When it is closed

  @AB-2
  Rule: It is asked

    @AB-3 @AB-1
    Scenario Outline: Who asks
      When the <post> asks

      @AB-4
      Examples:
        | post  |
        | Clerk |
"""


class TestTaggedScenarios:
    def test_inherit_the_tags_of_what_they_stand_in(self, tmp_path: Path):
        (tmp_path / "review.feature").write_text(FEATURE)
        closed, asked = tagged_scenarios(tmp_path)
        assert (asked.feature, asked.name, asked.file, asked.line) == ("A review", "Who asks", "review.feature", 12)
        assert asked.tags == ("AB-1", "AB-2", "AB-3", "AB-4")
        assert (closed.name, closed.tags) == ("It is closed", ("AB-1",))

    def test_are_none_where_nothing_is_written(self, tmp_path: Path):
        (tmp_path / "review.feature").write_text("")
        assert tagged_scenarios(tmp_path) == ()

    def test_name_the_feature_that_cannot_be_read(self, tmp_path: Path):
        (tmp_path / "review.feature").write_text("Feature: A review\n  Scenario: y\n    When it is\n    Wen it is\n")
        with pytest.raises(ScenariosUnreadable, match=r"review\.feature cannot be read"):
            tagged_scenarios(tmp_path)
