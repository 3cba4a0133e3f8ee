"""Two scenarios of one feature that share a name: the first would not be run, and nobody would know."""

import pytest

from features.names import insist_on_own_names

FEATURE = "Feature: A review\n  Rule: {rule}\n    Scenario: It is closed\n      Then it is accepted\n"
OUTLINE = "    Scenario Outline:  It is closed  \n      Then it is <result>\n"


@pytest.fixture
def insist(tmp_path):
    def insist(**features: str) -> None:
        for name, text in features.items():
            (tmp_path / f"{name}.feature").write_text(text, encoding="utf-8")
        insist_on_own_names(tmp_path)

    return insist


class TestNames:
    def test_may_be_shared_by_features(self, insist):
        insist(one=FEATURE.format(rule="A"), another=FEATURE.format(rule="B"))

    def test_may_not_be_shared_in_a_feature(self, insist):
        with pytest.raises(ValueError, match=r"one\.feature has 2 scenarios called 'It is closed'"):
            insist(one=FEATURE.format(rule="A") + OUTLINE)

    def test_every_feature_at_fault_is_told(self, insist):
        with pytest.raises(ValueError, match=r"another\.feature has 2 .*one\.feature has 2"):
            insist(one=FEATURE.format(rule="A") + OUTLINE, another=FEATURE.format(rule="B") + OUTLINE)
