"""Redaction: what is taken out is in no byte any more, and the chain still proves everything else."""

import pytest
import sqlalchemy as sa

from engine.cases.papers import submissions
from engine.cases.redaction import deciding
from engine.cases.redaction.things import ANSWER, LETTER, NOTE, UPLOAD, elsewhere, everything, find_thing
from engine.cases.retention.keepers import RetentionRefused
from engine.cases.searching.finding import find
from engine.cases.searching.words import Query
from engine.errors import CaseNotFound
from engine.records.tables import letter, submission
from tests.engine.cases.retention.kept import keep_errand
from tests.engine.cases.retention.test_destroying import found_in, holds, personal_bytes, work


@pytest.fixture
def kept(database, tmp_path):
    return keep_errand(database, tmp_path / "data")


def propose(kept, kind, of, path="", reason="It names somebody who has no part in this"):
    def change(tx, case, me):
        deciding.propose(tx, case, me, find_thing(tx, case, kind, str(of), path), reason=reason)
        return deciding.redactions_of(tx, case.id)[0].id

    return kept.do(change)


def redact(kept, kind, of, path=""):
    number = propose(kept, kind, of, path)
    kept.do(lambda tx, case, me: deciding.confirm(tx, case, me, number), person=kept.second)


def answers(kept):
    with kept.database.reading() as tx:
        rows = tx.connection.execute(sa.select(submission).order_by(submission.c.at)).all()
    return [row.answers for row in rows]


class TestAnswer:
    def test_says_in_its_place_when_and_by_whom_and_is_gone_from_everywhere(self, kept):
        redact(kept, ANSWER, kept.submission_id, "why")
        assert answers(kept)[0]["why"] == "Redacted on Monday 14 April 2036 by Wat One, confirmed by Sim Two."
        assert answers(kept)[0]["who"] == "Zephyrina Quillfeather"
        assert "whooping" not in found_in(kept.database)
        assert holds(kept.database) == []

    def test_one_item_of_a_group(self, kept):
        redact(kept, ANSWER, kept.submission_id, "bags-0-owner")
        assert answers(kept)[0]["bags"][0]["owner"].startswith("Redacted on")
        assert answers(kept)[0]["bags"][0]["sealed"] is False

    def test_an_answer_that_is_no_text_is_taken_out_and_its_page_says_so(self, kept):
        redact(kept, ANSWER, kept.submission_id, "day")
        assert "day" not in answers(kept)[0]
        (mark,) = kept.do(
            lambda tx, case, _: deciding.redacted_answers(
                tx, case, next(one for one in _sent(tx, case) if one.id == kept.submission_id)
            )
        )
        assert (mark.called, mark.by, mark.confirmed_by) == ("The day", "Wat One", "Sim Two")

    def test_is_not_found_by_its_words_any_more_but_by_the_others(self, kept):
        redact(kept, ANSWER, kept.submission_id, "why")
        assert [_finds(kept, words) for words in ("whooping", "Quillfeather")] == [0, 1]


class TestOthers:
    def test_a_letter_a_note_and_a_file(self, kept):
        with kept.database.reading() as tx:
            number = tx.connection.scalar(sa.select(letter.c.id))
        redact(kept, LETTER, number)
        redact(kept, NOTE, kept.do(lambda tx, case, _: _of(tx, case, NOTE)))
        redact(kept, UPLOAD, kept.upload_id)
        assert not {"mauvewort", "Peregrinatrix"} & found_in(kept.database)
        assert holds(kept.database) == []
        work(kept)
        assert not {"mauvewort", "Peregrinatrix", "Obadiah"} & personal_bytes(kept)

    def test_a_letter_that_was_changed_without_a_redaction_is_still_noticed(self, kept):
        with kept.database.transaction() as tx:
            tx.connection.execute(letter.update().values(body="Redacted"))
        assert "does not say any more" in holds(kept.database)[0]["what"]

    def test_what_was_written_from_it_and_where_else_its_words_stand_is_told(self, kept):
        def found(tx, case, _):
            return elsewhere(tx, case, find_thing(tx, case, ANSWER, kept.submission_id, "bags-0-owner"))

        told = kept.do(found)
        assert [(one.kind, one.path) for one in told if not one.is_written_from] == [(ANSWER, "how")]


class TestTwoPeople:
    def test_nobody_confirms_their_own(self, kept):
        number = propose(kept, ANSWER, kept.submission_id, "why")
        with pytest.raises(RetentionRefused, match="somebody else"):
            kept.do(lambda tx, case, me: deciding.confirm(tx, case, me, number))

    def test_what_is_refused_stays(self, kept):
        number = propose(kept, ANSWER, kept.submission_id, "why")
        kept.do(lambda tx, case, me: deciding.refuse(tx, case, me, number, reason="It is needed"), person=kept.second)
        with pytest.raises(RetentionRefused):
            kept.do(lambda tx, case, me: deciding.confirm(tx, case, me, number), person=kept.second)
        assert answers(kept)[0]["why"] == "She has whooping cough"

    def test_nothing_is_redacted_that_is_not_there(self, kept):
        with pytest.raises(CaseNotFound):
            propose(kept, ANSWER, kept.submission_id, "bags-7-owner")


def _sent(tx, case):
    return submissions(tx, case)


def _of(tx, case, kind):
    return next(one.of for one in everything(tx, case) if one.kind == kind)


def _finds(kept, words):
    with kept.database.reading() as tx:
        return len(find(tx, kept.cases.revisions, kept.first, Query.read(words)).texts)
