"""The two YAML registers: clauses and partnership, read strictly."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagrams.clauses import read_clauses
from engine.diagrams.errors import DiagramError
from engine.diagrams.partnership import NOBODY, read_partnership
from engine.diagrams.yaml_files import read_yaml
from tests.engine.diagrams.builder import CLAUSES, PARTNERSHIP


class TestReadYaml:
    @pytest.mark.parametrize(
        ("text", "because"),
        [
            ("", "is empty"),
            ("a: [", "is no YAML"),
            ("a: 1\na: 2", "line 2.*twice"),
            ("a: {b: 1, b: 2}", "twice"),
            ("a: 1\nb: &x [1]\nc: *x", "line 2.*not allowed"),
            ("no: 1", "quotes"),
            ("1: 1", "quotes"),
            ("? [a]\n: 1", "key must be text"),
            ("[" * 100, "nested deeper"),
            ("- 1\n" * 60_000, "longer"),
            ("!!python/object:os.system a", "a tag"),
        ],
    )
    def test_refuses(self, text: str, because: str):
        with pytest.raises(DiagramError, match=because):
            read_yaml("bpmn/x.yaml", text.encode())

    def test_refuses_what_is_no_text(self):
        with pytest.raises(DiagramError, match="UTF-8"):
            read_yaml("bpmn/x.yaml", b"\xff\xfe")

    def test_keeps_dates_as_they_are_written(self):
        assert read_yaml("bpmn/x.yaml", b"day: 2026-03-12").data == {"day": "2026-03-12"}

    @given(st.text(max_size=200))
    def test_never_breaks(self, text: str):
        with suppress(DiagramError):
            read_yaml("bpmn/x.yaml", text.encode())


class TestReadClauses:
    def test_reads_limits_reminders_and_extensions(self):
        text = """
- id: AB-L1
  section: A
  kind: [flow, record]
  says: It is so.
  source: local
  within:
  - {amount: -7, unit: wd, from: planned, force: local}
  - {amount: 6, unit: months, from: decided, force: national}
  remind: [2, 1]
  extends: {tell: The board}
"""
        clauses, problems = read_clauses(text.encode())
        clause = clauses["AB-L1"]
        assert problems == []
        assert [(limit.amount, limit.unit, limit.anchor, limit.force) for limit in clause.limits] == [
            (-7, "wd", "planned", "local"),
            (6, "months", "decided", "national"),
        ]
        assert (clause.remind, clause.extends.tell, clause.source) == ((2, 1), "The board", "local")

    @pytest.mark.parametrize(
        ("change", "place", "because"),
        [
            (("id: AB-3", "id: ab3"), "ab3.id", "like AB-8"),
            (("id: AB-3", "id: AB-1"), "AB-1", "2 times"),
            (("section: A, kind: [context]", "kind: [context]"), "AB-3.section", "Missing"),
            (("kind: [context]", "kind: [colour]"), "AB-3.kind.0", "one of flow"),
            (("kind: [context]", "kind: []"), "AB-3.kind", "Shorter"),
            (("amount: 1", "amount: 5000"), "AB-1.within.0.amount", "at most 240"),
            (("amount: 1", "amount: -241"), "AB-1.within.0.amount", "at most 240"),
            (("amount: 1", "amount: 1.5"), "AB-1.within.0.amount", "integer"),
            (("unit: wd", "unit: hours"), "AB-1.within.0.unit", "one of wd"),
            (("force: local", "force: strong"), "AB-1.within.0.force", "one of national"),
            (("from: asked", "anchor: asked"), "AB-1.within.0.anchor", "not a key"),
            (("says: It matters.", "says: It matters., remind: [1]"), "AB-3", "no time limit"),
            (("says: It matters.", "says: It matters., colour: red"), "AB-3.colour", "not a key"),
        ],
    )
    def test_names_the_place_and_what_to_do(self, change: tuple[str, str], place: str, because: str):
        _, problems = read_clauses(CLAUSES.replace(*change, 1).encode())
        assert [p.element for p in problems if because in p.message][:1] == [place]
        assert all(p.line in (2, 3, 4) for p in problems)

    def test_reads_the_clauses_beside_a_wrong_one(self):
        clauses, problems = read_clauses(CLAUSES.replace("AB-2", "nothing").encode())
        assert list(clauses) == ["AB-1", "AB-3"]
        assert len(problems) == 1

    def test_refuses_what_is_no_list(self):
        with pytest.raises(DiagramError, match="list of clauses"):
            read_clauses(b"id: AB-1")


class TestReadTheDirectory:
    """Agencies that begin and end, and who takes their place. The framework is revised on 2022-07-01."""

    def problems(
        self, school: str, *, more: str = "  college: {name: A college, contacts: [Head]}\n"
    ) -> dict[str, str]:
        line = "  school: {name: A school, contacts: [Head]}\n"
        text = PARTNERSHIP.replace(line, f"  school: {{name: A school, contacts: [Head]{school}}}\n{more}")
        _, problems = read_partnership(f"{text}lists: {{always: [school]}}\n".encode())
        return {problem.element: problem.message for problem in problems}

    def test_reads_their_days_and_successors(self):
        text = PARTNERSHIP.replace(
            "contacts: [Head]}", "contacts: [Head], from: 2020-01-01, until: 2026-06-25, successor: college}\n"
            "  college: {name: A college, contacts: [Head], from: 2026-06-26}"
        )  # fmt: skip
        found, problems = read_partnership(text.encode())
        assert problems == []
        school, college = found.agencies.values()
        assert (school.from_on, school.until_on, school.successor) == (date(2020, 1, 1), date(2026, 6, 25), "college")
        assert (college.from_on, college.until_on, college.successor) == (date(2026, 6, 26), None, "")

    def test_takes_one_of_a_list_that_closes_and_has_a_successor(self):
        assert self.problems(", until: 2026-06-25, successor: college") == {}

    @pytest.mark.parametrize(
        ("school", "place", "because"),
        [
            (", until: 2026-06-25, successor: colege", "agencies.school.successor", "no agency; there are: school"),
            (", until: 2026-06-25, successor: school", "agencies.school.successor", "its own place in the end"),
            (", successor: college", "agencies.school", "give that in `until:`"),
            (", from: 2026-06-26, until: 2026-06-25", "agencies.school", "cannot be before `from:`"),
            (", until: June", "agencies.school.until", "must be a date"),
            (", until: 2026-06-25", "lists.always.0", "A school closes on 25 June 2026; give it a `successor:`"),
            (", until: 2021-06-25, successor: college", "lists.always.0", "before the framework was revised; name its"),
        ],
    )
    def test_names_the_place_and_what_to_do(self, school, place, because):
        found = self.problems(school)
        assert because in found[place]

    def test_tells_a_circle_of_successors(self):
        college = "  college: {name: A college, contacts: [Head], until: 2027-01-01, successor: school}\n"
        found = self.problems(", until: 2026-06-25, successor: college", more=college)
        assert "school, college, school" in found["agencies.school.successor"]
        assert "college, school, college" in found["agencies.college.successor"]

    def test_tells_a_role_whose_agency_closes_and_leaves_nobody(self):
        text = PARTNERSHIP.replace("who: posts, posts: [Chair]", "who: agency, agency: school")
        _, problems = read_partnership(text.replace("[Head]}", "[Head], until: 2026-06-25}").encode())
        assert [problem.element for problem in problems] == ["roles.Chair.agency"]


class TestReadPartnership:
    def test_reads_who_is_who(self):
        found, problems = read_partnership(PARTNERSHIP.encode())
        assert problems == []
        assert found.framework.title == "A year"
        assert found.roles["Clerk"].posts == ("Clerk",)
        assert found.roles["Member"].needs_instance
        assert found.meetings["Board"].dates == (date(2026, 3, 12),)

    def test_reads_lists_of_agencies_seniors_and_fixed_agencies(self):
        text = PARTNERSHIP.replace("[Head]}", "[Head], senior: Dean}").replace(
            "who: posts, posts: [Chair]", "who: agency, agency: school, senior: true"
        )
        found, problems = read_partnership(f"{text}lists: {{always: [school]}}\n".encode())
        assert problems == []
        assert found.lists == {"always": ("school",)}
        assert found.agencies["school"].senior == "Dean"
        assert (found.roles["Chair"].agency, found.roles["Chair"].senior) == ("school", True)
        assert not found.roles["Chair"].needs_instance

    @pytest.mark.parametrize(
        ("change", "place", "because"),
        [
            (("box@example.org", "a box"), "mailbox", "email"),
            (("start: review\n", ""), "start", "Missing"),
            (("revised: 2022-07-01", "revised: July"), "framework.revised", "date like"),
            (("who: posts, posts: [Clerk]", "who: nobody"), "roles.Clerk.who", "one of posts"),
            (("who: posts, posts: [Clerk]", "who: posts"), "roles.Clerk", "needs `posts:`"),
            (("who: posts, posts: [Clerk]", "who: chosen"), "roles.Clerk", "needs `by:`"),
            (("who: posts, posts: [Clerk]", "who: chosen, by: somebody"), "roles.Clerk.by", "form.question"),
            (("who: posts, posts: [Clerk]", "who: agency, posts: [Clerk]"), "roles.Clerk", "has no `posts:`"),
            (("who: partner", "who: partner, partner: north"), "roles.Member.partner", "there are: east, west"),
            (("who: partner", "who: agency, agency: north"), "roles.Member.agency", "no agency; there are: school"),
            (("who: partner", "who: partner, senior: true"), "roles.Member", "has no `senior:`"),
            (("who: partner", "who: mailbox"), "roles.Member", "needs `mailbox:`"),
            (("who: partner", "who: mailbox, mailbox: a box"), "roles.Member.mailbox", "email"),
            (("start: review", "start: review\nlists: {always: [north]}"), "lists.always.0", "no agency"),
            (("start: review", "start: review\nlists: {always: [school, school]}"), "lists.always.1", "twice"),
            (("start: review", "start: review\nlists: {people: [school]}"), "lists.people", "every revision has"),
            (("east: {name", "East Side: {name"), "partners.East Side", "lower case"),
            (("school: {name", "east: {name"), "agencies.east", "partner's key too"),
            (("school: {name", "partnership: {name"), "agencies.partnership", "own office"),
            (("Clerk: {who", "Clerk|east: {who"), "roles.Clerk|east", "without |"),
            (("contacts: [Head]", "contacts: []"), "agencies.school.contacts", "Shorter"),
            (("2026-03-12", "2026-02-30"), "meetings.Board.dates.0", "date like"),
            (('version: "1"', 'version: "1", proclaimed: {soon: A feast}'), "calendar.proclaimed.soon", "date like"),
            (("start: review", "start: review\ncolour: red"), "colour", "not a key"),
            (("start: review", "start: review\noversight: Warden"), "oversight", "no role"),
            (("start: review", "start: review\noversight: Member"), "oversight", "same posts in every case"),
        ],
    )
    def test_names_the_place_and_what_to_do(self, change: tuple[str, str], place: str, because: str):
        found, problems = read_partnership(PARTNERSHIP.replace(*change, 1).encode())
        assert found is NOBODY
        assert [p.element for p in problems if because in p.message] == [place]

    def test_tells_every_name_that_nobody_has(self):
        text = PARTNERSHIP.replace("start: review", "start: review\nlists: {always: [north, school, south, school]}")
        text = text.replace("who: partner", "who: partner, partner: nobody").replace(
            "east: {name", "partnership: {name"
        )
        _, problems = read_partnership(text.encode())
        assert [(p.element, p.message.split(";")[0]) for p in problems] == [
            ("roles.Member.partner", "'nobody' is no partner"),
            ("lists.always.0", "'north' is no agency"),
            ("lists.always.2", "'south' is no agency"),
            ("lists.always.3", "'school' is there twice"),
            ("partners.partnership", "is the key of the partnership's own office"),
        ]

    def test_tells_everything_at_once(self):
        _, problems = read_partnership(PARTNERSHIP.replace("box@", "box").replace("2026-03-12", "x").encode())
        assert len(problems) == 2

    def test_refuses_what_is_no_mapping(self):
        with pytest.raises(DiagramError, match="mapping"):
            read_partnership(b"- name")
