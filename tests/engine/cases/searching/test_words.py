"""A text cut into words, and what somebody asks for; whatever it is, both databases can be asked it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cases.searching.words import MOST_CHARACTERS, MOST_TERMS, Query, Term, for_postgresql, for_sqlite, words


def stems(text: str) -> list[str]:
    return [word.stem for word in words(text)]


class TestWords:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("The injuries", ["the", "injuri"]),
            ("Zoë Łukasz", ["zoe", "łukasz"]),
            ("O'Brien, O\u2019Brien", ["obrien", "obrien"]),
            ("J.M. and J. M.; J. Mason", ["jm", "and", "jm", "j", "mason"]),
            ("well-being", ["well", "be"]),
            ("2026-0012", ["2026", "0012"]),
            ("ada@example.org", ["ada", "exampl", "org"]),
            ("हिन्दी 中文", ["हिन्दी", "中文"]),
            ("Will, May, An", ["will", "may", "an"]),
            ("\0 _ ' * \" :", []),
        ],
    )
    def test_are_without_capitals_accents_and_endings(self, text, found):
        assert stems(text) == found

    def test_stand_where_they_say(self):
        text = "He met Zoë's mother."
        assert [text[word.start : word.end] for word in words(text)] == ["He", "met", "Zoë's", "mother"]

    @given(st.text())
    def test_can_be_written_in_quotes_whatever_they_are_cut_from(self, text):
        for word in words(text):
            assert word.stem
            assert not set(word.stem) & set(" '\"\\\0")


class TestQuery:
    def test_asks_for_every_word(self):
        assert Query.read("broken ribs broken").terms == (Term(stems=("broken",)), Term(stems=("rib",)))

    @pytest.mark.parametrize("asked", ['"left home"', "“left home”", "left-home", 'left" home"'])
    def test_asks_for_words_one_after_the_other_in_quotes_and_across_a_hyphen(self, asked):
        expected = [("left", "home")] if asked != 'left" home"' else [("left",), ("home",)]
        assert [term.stems for term in Query.read(asked).terms] == expected

    def test_asks_for_what_a_word_begins_with(self):
        assert Query.read("ashd*").terms == (Term(stems=("ashd",), beginning="ashd"),)
        assert Query.read("as*").terms == (Term(stems=("as",)),)

    def test_has_no_operators(self):
        assert [term.stems for term in Query.read("a OR (b NOT c) NEAR:d").terms][:4] == [
            ("a",),
            ("or",),
            ("b",),
            ("not",),
        ]

    def test_reads_no_further_than_it_says(self):
        assert len(Query.read(" ".join(f"word{n}" for n in range(100))).terms) == MOST_TERMS
        assert Query.read("x" * 10_000).terms == Query.read("x" * MOST_CHARACTERS).terms

    @pytest.mark.parametrize("asked", ["", "  ", "\0", "*", '""', "'; --"])
    def test_without_words_asks_for_nothing(self, asked):
        assert Query.read(asked).terms == ()

    def test_finds_the_words_of_a_text(self):
        query = Query.read('neglect* "left home"')
        found = [word.folded for word in words("Neglectful; leaving; left; homes") if query.finds(word)]
        assert found == ["neglectful", "left", "homes"]


class TestAsTheDatabasesAreAsked:
    def test_finds_words_for_those_inside_only_from_inside(self):
        query = Query.read('"the mill" ash*')
        assert for_sqlite(query) == '("the mill") AND ("ash"* OR "ash")'
        assert for_sqlite(query, inside=True).startswith('("the mill" OR "¦the ¦mill") AND ')
        assert for_postgresql(query) == "(('the' <-> 'mill')) & ('ash':* | ('ash'))"
        assert for_postgresql(query, inside=True).startswith("(('the' <-> 'mill') | ('¦the' <-> '¦mill')) & ")
