from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.definition import TYPES
from forms.errors import UnreadableForm
from forms.loading import load_form
from tests.forms.builders import definition, faults, make_form

KEYS = st.sampled_from(
    ["form", "title", "sections", "fields", "q", "type", "label", "choices", "must", "anchors", "most", "when"]
)
VALUES = st.sampled_from(
    ["line", "choice", "group", "number", "yes", "1", "2026-99-99", "1e999", "9" * 5000, "~", "'x'", "a b", "<<", "="]
)
DEFINITIONS = sorted((Path(__file__).parents[2] / "forms" / "definitions").glob("*.yaml"))


def group(keys: str, of_agency: str = "") -> str:
    agency = ", ".join(filter(None, ("type: agency", "label: A", of_agency)))
    return f"q: {{type: group, label: Q, item: I, {keys}, fields: {{a: {{{agency}}}, c: {{type: line, label: C}}}}}}"


class TestLoadForm:
    def test_reads_everything_that_a_question_can_say(self):
        form = make_form(
            """
            harm:
              type: choice
              route: true
              label: What happened?
              hint: As far as is known
              clauses: [DEF-1]
              choices:
                died: Died
                hurt: {label: Was hurt, hint: Seriously, when: not submitted("x")}
            why:
              type: text
              words: 100
              required_when: harm == "died"
              names_person: true
              label: Why
              must:
                - {hold: why != "no", otherwise: Say more}
            """.replace("otherwise:", "else:"),
            section="note: Secure the files\nhelp: [DEF-1]\nwhen: submitted('y')",
        )
        section = form.sections[0]
        harm, why = form.fields
        assert (section.note, section.help, section.when.source) == ("Secure the files", ("DEF-1",), "submitted('y')")
        assert (harm.choices["hurt"].label, harm.choices["hurt"].hint) == ("Was hurt", "Seriously")
        assert [f.name for f in form.routed] == ["harm"]
        assert (why.words, why.must[0].otherwise, why.required_when.source) == (100, "Say more", 'harm == "died"')
        assert [gate.source for gate in form.gates["why"]] == ["submitted('y')"]
        assert [f.name for f in form.fields if f.names_person] == ["why"]

    def test_reads_a_group_with_its_list(self):
        group = make_form(
            """
            people:
              type: group
              label: People
              item: Person
              list: invited
              least: 2
              fields:
                name: {type: line, label: Name}
                who: {type: agency, label: Agency}
            """
        ).fields[0]
        assert (group.item, group.list, group.least, group.most) == ("Person", "invited", 2, 50)
        assert group.fields[1].choices_from == "agencies"
        assert group.agency == "who"

    def test_reads_how_a_group_fills_lists(self):
        form = make_form(
            """
            asked:
              type: group
              label: Agencies
              item: Agency
              list: asked
              key: agency
              adds_to: [ever, late]
              anchors:
                due: {from: "on"}
              fields:
                agency: {type: agency, label: Agency}
                helper: {type: agency, label: Helper, optional: true}
                "on": {type: date, label: When}
            """,
            "anchors: {began: {from: submission}}",
        )
        (group,) = form.lists
        assert (group.key, group.agency, group.adds_to) == ("agency", "agency", ("ever", "late"))
        assert [way.source for way in group.anchors["due"]] == ["on"]
        assert form.recorded == {"began", "due"}

    def test_knows_no_agency_of_an_item_that_names_several(self):
        fields = "{a: {type: agency, label: A}, b: {type: agency, label: B}}"
        assert make_form(f"q: {{type: group, label: Q, item: I, list: l, fields: {fields}}}").fields[0].agency == ""

    def test_reads_anchors_with_one_way_or_several(self):
        form = make_form(
            "known_on: {type: date, label: Date}\nis_known: {type: yes_no, label: Known?}",
            """
            anchors:
              received: {from: submission, keep: first, corrected_by: Business unit}
              aware:
                - {from: known_on, when: is_known}
                - {from: submission, when: not is_known}
            """,
        )
        assert [(w.source, w.keep, w.corrected_by) for w in form.anchors["received"]] == [
            ("submission", "first", "Business unit")
        ]
        assert [(w.source, w.when.source) for w in form.anchors["aware"]] == [
            ("known_on", "is_known"),
            ("submission", "not is_known"),
        ]

    def test_takes_the_name_from_a_path_as_well(self):
        assert load_form("forms/definitions/sample.yaml", definition("q: {type: line, label: Q}")).form == "sample"

    def test_adds_the_question_for_lateness(self):
        form = make_form("q: {type: line, label: Q}")
        assert [f.name for f in form.late.fields] == ["q", "late_reason"]
        assert form.late is form.late
        assert [f.name for f in form.fields] == ["q"]

    @pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
    def test_reads_the_definitions_of_the_project(self, path):
        assert load_form(path.stem, path.read_bytes()).form == path.stem


class TestRefuses:
    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ("q: {type: line, label: Q, lable: R}", "lable is unknown here; known: "),
            ("q: {label: Q}", "q: type is missing"),
            ("q: {type: lin, label: Q}", f"type 'lin' is not one of {', '.join(TYPES)}"),
            ("q: {type: line, label: 2026}", "q.label: write a text here"),
            ("q: {type: line, label: yes}", "q.label: write a text here"),
            ("q: {type: line, label: }", "q.label: nothing is written here"),
            ("no: {type: line, label: Q}", "fields: the key no is read as true, false, a number or a date"),
            ("q: {type: choice, label: Q, choices: {1: One}}", "the key 1 is read as"),
            ("Q: {type: line, label: Q}", "Q: name it in small letters"),
            ("not: {type: line, label: Q}", "not: choose another name"),
            ("late_reason: {type: line, label: Q}", "late_reason: choose another name"),
            ("q: {type: line, label: Q}\nq: {type: text, label: Q}", "'q' is written twice"),
            ("q: {type: line, label: Q, optional: maybe}", "q.optional: write true or false"),
            ("q: {type: text, label: Q, words: many}", "q.words: write a whole number"),
            ("q: {type: text, label: Q, words: 0}", "q.words: words must be 1 or more"),
            ("q: {type: line, label: Q, words: 5}", "words is for text, not for line"),
            ("q: {type: text, label: Q, route: true}", "q.route: route is for yes_no and for choice"),
            ("q: {type: agency, label: Q, route: true}", "q.route: route is for"),
            ("q: {type: email, label: Q, public: true}", "q.public: public is for questions outside groups"),
            ("q: {type: person, label: Q, public: true}", "q.public: public is for questions outside groups"),
            (
                "q: {type: group, label: Q, item: I, fields: {r: {type: line, label: R, public: true}}}",
                "q.fields.r.public: public is for",
            ),
            ("q: {type: text, label: Q, theme: true}", "q.theme: theme is for yes_no"),
            ("q: {type: choice, label: Q, choices_from: agencies, theme: true}", "q.theme: theme is for yes_no"),
            ("q: {type: choice, label: Q}", "write either its choices or the list"),
            ("q: {type: choice, label: Q, choices: {a: A}, choices_from: x}", "write either its choices or the list"),
            ("q: {type: choice, label: Q, choices: {a: {lable: A}}}", "q.choices.a: label is missing"),
            ("q: {type: line, label: Q, clauses: REF-1}", "q.clauses: write a list"),
            ("q: {type: line, label: Q, clauses: [1]}", "each item of the list must be a text"),
            ("q: {type: line, label: Q, when: a.b.c}", "q.when: 'a.b.c': Attribute is not allowed"),
            ("q: {type: line, label: Q, when: [a]}", "q.when: write an expression here"),
            ("q: {type: line, label: Q, must: [{hold: q}]}", "q.must: else is missing"),
            ("q: {type: line, label: Q, optional: true, required_when: q}", "contradict each other"),
            ("q: {type: file, label: Q, starts_from: a.b}", "q.starts_from: a question in a group, and a file"),
            (
                "q: {type: group, label: Q, item: I, fields: {r: {type: line, label: R, starts_from: a.b}}}",
                "r.starts_from: a question in a group",
            ),
            ("q: {type: number, label: Q, least: 5, most: 4}", "least is more than most"),
            (group("key: a"), "q.key: key is for a group that fills a list"),
            (group("anchors: {d: {from: submission}}"), "q.anchors: anchors is for a group that fills a list"),
            (group("list: A list"), "q.list: name a list in small letters"),
            (group("list: l, adds_to: [A list]"), "q.list: name a list in small letters"),
            (group("list: l, key: b"), "'b' is no agency question of this group"),
            (group("list: l, key: c"), "'c' is no agency question of this group"),
            (group("list: l, key: a", "optional: true"), "'a' must be answered in every item"),
            (group("list: l, key: a", "when: today() == today()"), "'a' must be answered in every item"),
            (group("list: l, begins_with: m"), "q.begins_with: begins_with is a list of agencies"),
            (group("list: l, key: a, begins_with: m, anchors: {d: {from: submission}}"), "nobody types a date"),
            (group("list: l, adds_to: [l]"), "q.adds_to: name each list that the items are added to once"),
            (group("list: l, adds_to: [m, m]"), "q.adds_to: name each list that the items are added to once"),
            (group("list: l, anchors: {d: {from: submission, corrected_by: Clerk}}"), "cannot be corrected later"),
            ("q: {type: line, label: Q, list: l}", "list is for group, not for line"),
            ("q: {type: line, label: Q, adds_to: [l]}", "adds_to is for group, not for line"),
            ("q: {type: number, label: Q, decimals: 10}", "q.decimals: decimals must be between 0 and 9"),
            ("q: {type: file, label: Q, most: 0}", "q.most: most must be 1 or more"),
            ("q: {type: number, label: Q, least: x}", "q.least: write a number here"),
            ("q: {type: group, label: Q, fields: {r: {type: line, label: R}}}", "item is missing"),
            ("q: {type: group, label: Q, item: I}", "fields is missing"),
            (
                "q: {type: group, label: Q, item: I, fields: {r: {type: file, label: R}}}",
                "a file cannot lie in a group",
            ),
            (
                "q: {type: group, label: Q, item: I, fields: {r: {type: yes_no, route: true, label: R}}}",
                "outside groups",
            ),
            ("q: text", "q: type is missing"),
            ("q: [a]", "q: write keys and values here"),
            ("q: {type: line, label: !!python/object:os.system R}", "a tag (!) is not allowed"),
        ],
    )
    def test_says_what_is_wrong_and_where(self, fields, said):
        assert any(said in fault for fault in faults(definition(fields))), faults(definition(fields))

    @pytest.mark.parametrize(
        ("above", "said"),
        [
            ("colour: red", "colour is unknown here"),
            ("anchors: {a: {from: submission, keep: last}}", "anchors.a.keep: keep is first or latest"),
            ("anchors: {a: {from: a}}", "an anchor cannot be recorded from itself"),
            ("anchors: {Received: {from: submission}}", "anchors.Received: name it in small letters"),
            ("anchors: {a: {from: submission, when: 1 + 1}}", "anchors.a.when: '1 + 1': BinOp is not allowed"),
            ("anchors: {a: {when: q}}", "anchors.a: from is missing"),
            ("about: {initials: children.name}", "'children.name' is no question of this form"),
        ],
    )
    def test_says_what_is_wrong_above_the_sections(self, above, said):
        data = definition("q: {type: line, label: Q}", above)
        assert any(said in fault for fault in faults(data)), faults(data)

    def test_tells_everything_at_once_with_its_line(self):
        found = faults(definition("q:\n  type: lin\n  label: 3\nr:\n  type: line\n  label: R\n  hnit: x"))
        assert [fault.split(",")[1] for fault in found] == [" line 7", " line 8", " line 12"]

    def test_tells_a_question_asked_twice(self):
        section = "  - title: More\n    fields:\n      q: {type: line, label: Q}\n"
        assert "'q' is the name of several questions" in "".join(
            faults(definition("q: {type: line, label: Q}") + b"\n" + section.encode())
        )

    def test_insists_that_a_form_is_called_as_its_file(self):
        assert "name it 'other', after its file" in faults(definition("q: {type: line, label: Q}"), "other")[0]

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "write keys and values"),
            (b"- a", "write keys and values"),
            (b"a: [", "cannot be read: did not find expected node content"),
            (b"a: \xff\xfe", "save it as UTF-8"),
            (b"a: &b x\nc: *b", "line 1: & and * are not allowed"),
            (b"[" * 100_000, "nested deeper than 20"),
            (b"x" * 200_001, "larger than 200,000 bytes"),
            (b"{a: " * 50, "nested deeper than 20"),
        ],
    )
    def test_refuses_a_hostile_file(self, data, said):
        assert said in faults(data)[0]

    @given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
    def test_raises_nothing_else_on_any_file(self, data):
        with suppress(UnreadableForm):
            load_form("sample", data)

    @given(
        st.recursive(
            VALUES,
            lambda inner: (
                st.dictionaries(KEYS, inner, max_size=5).map(
                    lambda d: "{" + ", ".join(f"{k}: {v}" for k, v in d.items()) + "}"
                )
                | st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
            ),
            max_leaves=20,
        )
    )
    def test_raises_nothing_else_on_any_yaml(self, text):
        with suppress(UnreadableForm):
            load_form("sample", text.encode())
