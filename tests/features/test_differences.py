"""What a sentence that fails says."""

import pytest

from features.steps.differences import insist_on_rows, insist_on_words

FOUND = [["Housing", "Head"], ["Ambulance", "Lead"], ["Housing", "Head"]]
REPORT = "Report\n\n9. Agencies\n\nAsked: Housing, Probation,\nAmbulance\n"


class TestRows:
    def test_the_same_rows(self):
        insist_on_rows(FOUND, [*map(list, FOUND)])

    def test_only_the_rows_that_differ(self):
        with pytest.raises(AssertionError) as wrong:
            insist_on_rows(FOUND, [["Housing", "Head"], ["Police", "Lead"]])
        assert str(wrong.value).splitlines() == [
            "not found: | Police | Lead |",
            "found, but not in the table: | Housing | Head |",
            "found, but not in the table: | Ambulance | Lead |",
        ]

    def test_another_order(self):
        with pytest.raises(AssertionError) as wrong:
            insist_on_rows([["a"], ["b"]], [["b"], ["a"]])
        assert str(wrong.value).splitlines() == ["found in another order:", "| a |", "| b |"]


class TestWords:
    @pytest.mark.parametrize("words", ["Report 9. Agencies", "Housing, Probation, Ambulance"])
    def test_white_space_is_one_space(self, words: str):
        insist_on_words(REPORT, words)

    def test_how_it_goes_on_where_it_begins_alike(self):
        with pytest.raises(AssertionError) as wrong:
            insist_on_words(REPORT, "9. Agencies Asked: Housing, Police, Ambulance")
        assert str(wrong.value) == 'after "9. Agencies Asked: Housing," it says:\nProbation, Ambulance'

    @pytest.mark.parametrize("words", ["Nobody was asked", "Asked: nobody", "Ambulances"])
    def test_all_of_it_where_nothing_begins_alike(self, words: str):
        with pytest.raises(AssertionError) as wrong:
            insist_on_words(REPORT, words)
        assert str(wrong.value) == f"it says:\n{REPORT}"
