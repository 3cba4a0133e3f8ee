"""Notes of a case: who writes them, that they stay as they are, and that nothing typed is lost."""

import pytest

from engine import audit
from engine.cases import notes
from engine.cases.reading import find_case
from engine.errors import CaseNotFound, NoteRefused
from engine.records.tables import note
from engine.registers.people import find_person
from tests.engine import errand
from tests.engine.rows import add_person

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def warden(database, cases):
    with database.transaction() as tx:
        return find_person(tx, add_person(tx, "Wat Warden", posts=(("partnership", "Warden"),)))


@pytest.fixture
def reference(database, cases, asker):
    errand.start_errand(database, cases, asker)
    return "2026-0001"


@pytest.fixture
def write(database, cases, reference, warden):
    def write(text, person=warden, sent_as=KEY, corrects=None):
        with database.transaction() as tx:
            case = find_case(tx, cases.revisions, person, reference)
            return notes.write_note(tx, case, person, text, sent_as=sent_as, corrects=corrects)

    return write


@pytest.fixture
def read(database, cases, reference, warden):
    def read(do, person=warden):
        with database.reading() as tx:
            return do(tx, find_case(tx, cases.revisions, person, reference))

    return read


class TestWriteNote:
    def test_keeps_the_text_with_who_when_and_as_which_post(self, write, read, warden):
        number = write("  The mother rang.\r\nShe asks for a visit.  ")
        (kept,) = read(notes.notes).items
        assert (kept.id, kept.text) == (number, "The mother rang.\nShe asks for a visit.")
        assert (kept.by.name, kept.post) == (warden.name, "Warden, Errand Office")
        assert (kept.corrects, kept.corrected_by) == (None, None)

    def test_is_one_entry_of_the_audit_and_none_of_its_words(self, write, read, database):
        number = write("A secret of the family")
        entry = read(lambda tx, case: audit.entries(tx, case.id))[-1]
        assert (entry.action, entry.facts["note"]) == ("note_written", number)
        assert "secret" not in str(entry.facts)
        with database.reading() as tx:
            assert audit.verify(tx).broken == ()

    def test_sent_twice_keeps_one(self, write, read, database):
        first = write("Once")
        assert write("Once") == first
        assert len(read(notes.notes).items) == 1
        assert write("Once", sent_as=KEY[::-1]) != first

    def test_of_two_people_may_come_from_pages_with_the_same_key(self, write, database, cases):
        with database.transaction() as tx:
            other = find_person(tx, add_person(tx, "Sim Second", posts=(("partnership", "Warden"),)))
        assert write("Mine") != write("Theirs", person=other)

    @pytest.mark.parametrize(
        ("text", "told"),
        [(" \n\x00 ", "Enter the note"), ("x" * 20_001, "20,000 characters or fewer; it has 20,001")],
    )
    def test_refuses_what_is_empty_or_too_long(self, write, read, text, told):
        with pytest.raises(NoteRefused, match=told):
            write(text)
        assert read(notes.notes).items == ()

    def test_is_not_for_who_asked(self, write, read, asker):
        with pytest.raises(CaseNotFound):
            write("Mine", person=asker)
        for look in (notes.notes, notes.every_note):
            with pytest.raises(CaseNotFound):
                read(look, person=asker)


class TestCorrections:
    def test_refer_to_the_note_that_they_put_right_and_leave_it_as_it_is(self, write, read):
        wrong = write("On Monday")
        right = write("On Tuesday", sent_as="b", corrects=wrong)
        after, before = read(notes.notes).items
        assert (after.corrects, before.corrected_by) == (wrong, right)
        assert before.text == "On Monday"

    def test_are_of_the_same_case_alone(self, write, read, database, cases, asker):
        elsewhere = errand.start_errand(database, cases, asker)
        mine = write("Mine")
        with database.transaction() as tx:
            tx.connection.execute(note.update().values(case_id=elsewhere))
        for number in (mine, 0, 2**40):
            with pytest.raises(NoteRefused, match="no such note"):
                write("Wrong", sent_as="b", corrects=number)


class TestNotes:
    def test_come_newest_first_page_by_page(self, write, read):
        numbers = [write(f"Number {n}", sent_as=str(n)) for n in range(5)]
        first = read(lambda tx, case: notes.notes(tx, case, most=2))
        assert ([one.id for one in first.items], first.more) == (numbers[:2:-1], True)
        rest = read(lambda tx, case: notes.notes(tx, case, before=first.items[-1].id, most=3))
        assert ([one.id for one in rest.items], rest.more) == (numbers[2::-1], False)
        assert [one.id for one in read(notes.every_note)] == numbers


class TestDrafts:
    def draft(self, read, person=None):
        return read(lambda tx, case: notes.draft_of(tx, case, person)) if person else None

    @pytest.fixture
    def keep(self, database, cases, reference, warden):
        def keep(text, person=warden, corrects=None):
            with database.transaction() as tx:
                case = find_case(tx, cases.revisions, person, reference)
                notes.keep_draft(tx, case, person, text, corrects=corrects)

        return keep

    def test_are_kept_as_typed_for_one_person_until_the_note_is_written(self, keep, write, read, warden):
        wrong = write("Wrong")
        keep(" half a sen", corrects=wrong)
        keep(" half a sentence\0 ", corrects=wrong)
        kept = self.draft(read, warden)
        assert (kept.text, kept.corrects) == (" half a sentence ", wrong)
        write("A sentence", sent_as="b", corrects=wrong)
        assert self.draft(read, warden) is None

    def test_are_nothing_of_a_blank_page(self, keep, read, warden):
        keep("Something")
        keep("  ")
        assert self.draft(read, warden) is None

    def test_are_not_for_who_asked(self, keep, asker):
        with pytest.raises(CaseNotFound):
            keep("Mine", person=asker)
