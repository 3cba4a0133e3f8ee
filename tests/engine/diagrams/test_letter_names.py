import pytest

from engine.diagrams.decisions import Decision, Rule
from engine.diagrams.letter_names import ONLY_OF_LETTERS, names_of, problems_of, problems_of_document, without
from forms.loading import load_form

FORM = b"""
form: visit
title: Plan a visit
anchors:
  visit_planned: {from: visit_on}
sections:
  - title: The visit
    fields:
      visit_on: {type: date, label: When is it?}
      outcome:
        type: choice
        label: What was decided?
        choices: {go: Go, stay: Stay}
      kinds:
        type: choices
        label: What kinds?
        choices: {long: Long, short: Short}
      guests:
        type: group
        label: Who comes?
        item: Guest
        fields:
          name: {type: line, label: Name}
          diet:
            type: choice
            label: Diet
            choices: {any: Any, vegan: Vegan}
      papers: {type: file, label: Papers}
      called:
        type: group
        label: Who is called?
        item: Neighbour
        list: neighbours
        adds_to: [ever_called]
        fields:
          street: {type: line, label: Street}
"""
ROUTE = Decision(
    id="route",
    name="Route",
    file="route.dmn",
    line=1,
    inputs=(),
    outputs=("way",),
    rules=tuple(Rule(id=way, cells=(), outputs=(way,)) for way in ("north", "south")),
)
NAMES = names_of(
    {"visit": load_form("visit", FORM)},
    {"route": ROUTE},
    clauses=["AB-1"],
    by_instances=["visit"],
    lists=["guests", "neighbours", "ever_called"],
)


def problems(body: str, subject: str = "Hello") -> list[tuple[int, str]]:
    return problems_of(f"Subject: {subject}\n\n{body}", NAMES)


class TestProblemsOf:
    @pytest.mark.parametrize(
        "body",
        [
            "{{ partnership.name }} {{ case.reference }} {{ to.role }} {{ clause.says }} {{ due_on }} {{ today }}",
            "{{ anchors.visit_planned | day }} {{ answers.visit.visit_on }}",
            "{% if answers.visit is defined and answers.visit.outcome == 'go' %}x{% endif %}",
            "{% if answers.visit.outcome in ('go', 'stay') %}x{% endif %}",
            "{% for g in answers.visit.guests if g.diet == 'vegan' %}{{ loop.index }} {{ g.name }}{% endfor %}",
            "{% for kind in answers.visit.kinds %}{{ kind }}{% else %}none{% endfor %}",
            "{{ answers.visit.kinds | join(' and ') }}",
            "{% if decisions.route.way == 'north' %}x{% endif %}",
            "{{ 'a' if due_on is defined else 'b' }}",
            "{{ due['AB-1'] | day }} {% if days_left['AB-1'] > 2 %}x{% endif %}",
            "{{ sent.visit.by }} {{ sent.visit.post }} {{ sent.visit.at }}",
            "{% for one in instances.visit %}{{ one.name }} {{ one.sent_on }} {{ one.answers.outcome }}{% endfor %}",
            "{% for one in instances.visit %}{{ one.by }} {{ one.post }} {{ one.at | day }}{% endfor %}",
            "{% for one in items.neighbours %}{{ one.name }}, {{ one.answers.street }}{% endfor %}",
            "{% if items.ever_called %}{% for one in items.ever_called %}{{ one.name }}{% endfor %}{% endif %}",
            "{{ lists.guests | join }} {% for name in lists.guests %}{{ name }}{% endfor %}",
        ],
    )
    def test_finds_nothing_wrong_with_what_a_letter_may_name(self, body):
        assert problems(body) == []

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            ("{{ gone }}", "gone is not known"),
            ("{{ case.name }}", "case.name is not known; known are reference"),
            ("{{ case }}", "case is no single thing"),
            ("{{ answers.vist.visit_on }}", "answers.vist is not known; known are visit"),
            ("{{ answers.visit.gone | day }}", "answers.visit.gone is not known"),
            ("{{ answers.visit.papers }}", "answers.visit.papers is not known"),
            ("{{ answers.visit.guests.name }}", "answers.visit.guests.name is not known"),
            ("{% for c in answers.visit.outcome %}x{% endfor %}", "answers.visit.outcome is no list"),
            ("{% for g in answers.visit.guests %}{{ g.age }}{% endfor %}", "g.age is not known"),
            ("{% for g in answers.visit.guests %}{% else %}{{ g.name }}{% endfor %}", "g is not known"),
            ("{% for g in gone %}{{ g.name.first }}{% endfor %}", "gone is not known"),
            ("{{ loop.index }}", "loop is not known"),
            ("{{ self }}", "self is not known"),
            ("{{ anchors.gone }}", "anchors.gone is not known"),
            ("{% if gone is defined %}{% endif %}", "gone is not known"),
            ("{% if answers.visit.outcome == 'goo' %}{% endif %}", "answers.visit.outcome is never 'goo'"),
            ("{% if answers.visit.outcome in ('go', 'goo') %}{% endif %}", "is never 'goo'; it is one of go, stay"),
            ("{% if decisions.route.way == 'nroth' %}{% endif %}", "decisions.route.way is never 'nroth'"),
            ("{% set a = 1 %}", "'assign' is not of the language"),
            ("{{ due['AB-2'] }}", 'due["AB-2"] is not known; known are AB-1'),
            ("{{ due }}", "due is no single thing"),
            ("{{ answers['visit'] }}", "brackets are only for when a clause is due"),
            ("{{ sent.visit.name }}", "sent.visit.name is not known; known are by, post, at"),
            ("{% for one in instances.route %}{% endfor %}", "instances.route is not known; known are visit"),
            ("{% for one in instances.visit %}{{ one.outcome }}{% endfor %}", "one.outcome is not known"),
            ("{{ lists.hosts }}", "lists.hosts is not known; known are guests, neighbours, ever_called"),
            ("{{ items.neighbours }}", "items.neighbours is a list of things; go through it with a for"),
            ("{{ answers.visit.guests | join }}", "answers.visit.guests is a list of things"),
            ("{% if due_on %}{{ instances.visit }}{% endif %}", "instances.visit is a list of things"),
            ("{% for one in items.hosts %}{% endfor %}", "items.hosts is not known; known are guests, neighbours"),
            (
                "{% for one in items.neighbours %}{{ one.street }}{% endfor %}",
                "one.street is not known; known are name",
            ),
            ("{% for one in items.guests %}{{ one.answers.street }}{% endfor %}", "one.answers.street is not known"),
        ],
    )
    def test_says_what_is_wrong_once_with_its_line(self, body, said):
        found = problems(f"x\n{body}")
        assert len(found) == 1, found
        assert found[0][0] == 4
        assert said in found[0][1]

    def test_says_everything_at_once(self):
        assert [line for line, _ in problems("{{ a }}\n{{ b }}\n{{ c.d }}")] == [3, 4, 5]

    def test_lets_the_subject_name_no_answers(self):
        found = problems("x", subject="{{ answers.visit.outcome }}")
        assert found == [(1, "a subject is open to everybody's eyes; name no answers in it")]

    def test_lets_a_draft_name_no_recipient_and_no_time_limit(self):
        names = without(NAMES, ONLY_OF_LETTERS)
        found = problems_of("Subject: x\n\n{{ to.role }}\n{{ clause.id }}\n{{ due_on }}", names)
        assert [line for line, _ in found] == [3, 4, 5]


class TestProblemsOfDocument:
    def test_finds_nothing_wrong_with_what_a_document_may_name(self):
        loops = "{% for one in instances.visit %}{% for g in one.answers.guests %}{{ g.name }}{% endfor %}{% endfor %}"
        assert problems_of_document(f"# Visit {{{{ case.reference }}}}\n\n{loops}", NAMES) == []

    @pytest.mark.parametrize(
        ("source", "said"),
        [
            ("# {{ answers.visit.outcome }}\n\nx", (1, "a title stands in lists; name no answers in it")),
            ("# a\n\n{{ to.role }}", (3, "to is not known")),
            ("# a\n\n{{ gone }}", (3, "gone is not known")),
            ("# a\n\n## b\n\n#### c", (5, "a heading of level 4 follows one of level 2; leave no level out")),
        ],
    )
    def test_says_what_is_wrong_with_its_line(self, source, said):
        [(line, message)] = problems_of_document(source, NAMES)
        assert (line, message.startswith(said[1])) == (said[0], True), message
