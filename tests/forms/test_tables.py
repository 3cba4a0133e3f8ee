import pytest

from forms.errors import UnreadableTable
from forms.tables import Conflict, load_table
from tests.forms.diary import DIARY, TABLE, diary


def faults(old: str, new: str) -> list[str]:
    """Return what is wrong with the diary once `old` in it has become `new`."""
    assert old in DIARY
    with pytest.raises(UnreadableTable) as refused:
        diary(DIARY.replace(old, new, 1))
    return [fault.what for fault in refused.value.faults]


class TestLoadTable:
    def test_reads_the_columns_in_their_order(self):
        assert [*TABLE.columns][:4] == ["day", "hour", "place", "source"]
        assert TABLE.columns["day"].is_uncertain
        assert TABLE.columns["hour"].is_optional
        assert TABLE.columns["source"].hint == "Where it is written"

    def test_gives_yes_or_no_its_choices(self):
        assert TABLE.columns["told"].choices == ("Yes", "No")

    def test_reads_what_is_told_of_several(self):
        assert TABLE.gap_days == 28
        assert TABLE.same_event == ("day", "who", "event")
        assert Conflict(alike=("day", "hour", "who"), differ=("told",)) in TABLE.conflicts
        assert (TABLE.starts, TABLE.ends) == (("day", "hour"), ("until", "until_hour"))

    def test_is_named_after_its_file(self):
        with pytest.raises(UnreadableTable, match="the table calls itself 'diary'; name it 'other', after its file"):
            load_table("forms/tables/other.yaml", DIARY.encode())

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("type: line, title: Who", "type: colour, title: Who", "type 'colour' is not one of"),
            ("choices: [Seen alone, Not seen], ", "", "a choice, and nothing else, has choices"),
            ("type: yes_no, ", "type: yes_no, choices: [Yes], ", "yes_no has no choices of its own"),
            ("title: Hour, optional", "title: Hour, uncertain: true, optional", "only a date can be uncertain"),
            ("title: Hour", f"title: {'H' * 33}", "the title must be 32 characters or fewer"),
            ("hint: Where it is written", f"hint: {'h' * 256}", "the hint must be 255 characters or fewer"),
            ("[Seen alone, Not seen]", f"[{'s' * 256}]", "the choices must be 255 characters or fewer together"),
            ("[Seen alone, Not seen]", '["Seen, alone", Not seen]', "without commas"),
            ("title: Who", "title: SOURCE", "two columns are titled 'source'"),
            ("same_event: [day, who, event]", "same_event: [day, whom]", "there is no column 'whom'"),
            ("differ: [told]", "differ: [tell]", "there is no column 'tell'"),
            ("differ: [hour, seen]", "differ: []", "name the columns that are alike, and those that differ"),
            ("order: [day, hour, place]", "order: [hour, day, place]", "the date first"),
            ("order: [day, hour, place]", "order: [day, hour, who]", "only dates, times and numbers put rows in order"),
            ("order: [day, hour, place]", "order: [day, place, hour]", "must be the first ones, in that order"),
            ("title: Day, uncertain: true", "title: Day, optional: true", "must be filled in; it cannot be optional"),
            ("starts: [day, hour], ", "", "write also where a period starts"),
            ("ends: [until, until_hour]", "ends: [until_hour]", "write a column of dates, then perhaps one of times"),
            ("gap_days: 28", "gap_days: -1", "gap_days is a number of days"),
            ("gap_days: 28", "gap_day: 28", "gap_day is unknown here"),
        ],
    )
    def test_tells_what_makes_no_sense(self, old, new, said):
        assert any(said in fault for fault in faults(old, new))

    def test_tells_everything_at_once_with_its_line(self):
        with pytest.raises(UnreadableTable) as refused:
            load_table("diary", b"table: diary\ncolumns:\n  A: {type: date, title: A}\n")
        lines = {(fault.place, fault.line) for fault in refused.value.faults}
        assert {("", 1), ("columns.A", 3)} <= lines

    def test_has_no_more_columns_than_a_sheet_can_show(self):
        many = "\n".join(f"  c{n}: {{type: line, title: C {n}, optional: true}}" for n in range(40))
        assert any("at most 40" in fault for fault in faults("order:", f"{many}\norder:"))
