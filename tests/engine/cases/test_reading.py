"""A real case as its pages read it: who finds it, where it stands, its clocks, what was decided."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import clock
from engine.cases import clocks, decisions, papers, places, reading
from engine.cases.clocks import Running
from engine.cases.holders import people
from engine.cases.opening import start_case
from engine.cases.places import Standing
from engine.diagrams.bundle import Bundle
from engine.errors import CaseNotFound
from engine.records.tables import user_task
from engine.registers.people import find_person
from tests.engine import errand
from tests.engine.cases.journey import MONDAY, TUESDAY, WEDNESDAY
from tests.engine.rows import AT, add_person, fresh_database


@pytest.fixture
def office(journey):
    """Who does the first task."""
    return journey.person(journey.post_of(journey.open_rows()[0]))


def clocks_of(journey, person):
    with journey.seen_by(person) as (tx, case):
        trail = places.Trail(case, reading.entries(tx, case), reading.tasks(tx, case))
        return {clock.clause: clock for clock in clocks.clocks(case, trail.places())}


def views(journey, *labels):
    """Give views, one a partner, by the number of the choice."""
    rows = journey.several(MONDAY)
    offered = journey.labels(journey.element(rows[0]))
    for row, number in zip(rows, labels, strict=False):
        journey.do(row, TUESDAY, journey.view(offered[number]))
    return journey.element(rows[0])


class TestFindCase:
    def test_finds_it_for_those_who_have_a_part_in_it(self, journey, office):
        for person in (office, journey.person(journey.referrer)):
            with journey.seen_by(person) as (_, case):
                assert case.id == journey.case_id

    def test_tells_nobody_else_whether_it_exists(self, journey):
        *_, other = journey.revision.partnership.agencies.items()
        stranger = journey.person(f"{other[1].contacts[0]} of {other[1].name}")
        said = []
        for reference in (journey.case().reference, "2026-9999"):
            with journey.database.reading() as tx, pytest.raises(CaseNotFound) as told:
                reading.find_case(tx, journey.engine.revisions, stranger, reference)
            said.append(str(told.value))
        assert said[0] == said[1]

    def test_knows_who_only_referred(self, journey, office):
        with journey.seen_by(office) as (_, case):
            assert case.is_inside
        with journey.seen_by(journey.person(journey.referrer)) as (_, case):
            assert not case.is_inside

    def test_goes_by_the_revision_of_the_case_and_by_no_other(self):
        files = errand.bundle().files
        changed = files["bpmn/partnership.yaml"].replace(b"posts: [Warden]", b"posts: [Chief Warden]")
        with fresh_database() as database:
            cases = errand.engine_in(database)
            asker = errand.asker_in(database)
            with clock.stopped_at(AT + timedelta(days=1)), database.transaction() as tx:
                warden = find_person(tx, add_person(tx, "Wat Warden", posts=(("partnership", "Warden"),)))
                first = start_case(tx, cases, person=asker, answers=errand.ANSWERS)
                cases.revisions.publish(tx, Bundle({**files, "bpmn/partnership.yaml": changed}))
            with clock.stopped_at(AT + timedelta(days=2)), database.transaction() as tx:
                second = start_case(tx, cases, person=asker, answers=errand.ANSWERS)
            with clock.stopped_at(AT + timedelta(days=2)), database.reading() as tx:
                assert reading.find_case(tx, cases.revisions, warden, first.reference)
                with pytest.raises(CaseNotFound):
                    reading.find_case(tx, cases.revisions, warden, second.reference)


class TestMembers:
    def test_are_in_the_order_of_the_roles_with_who_holds_them(self, journey, office):
        journey.several(MONDAY)
        with journey.seen_by(office) as (tx, case):
            members = reading.members(tx, case)
            holding = people(tx, case.revision.partnership, {member.key for member in members})
        roles = list(journey.revision.partnership.roles)
        assert [roles.index(m.role) for m in members] == sorted(roles.index(m.role) for m in members)
        assert office.name in {one.name for held in holding.values() for one in held}


class TestPlaces:
    def test_begin_with_the_case_and_what_it_called(self, journey, office):
        found = list(journey.places(office).values())
        assert found[0].process == journey.revision.partnership.start
        assert found[0].called_by is None
        assert [place.called_by.called for place in found[1:]] == [place.process for place in found[1:]]
        assert all(place.is_current for place in found)

    def test_a_step_goes_from_now_to_done(self, journey, office):
        row = journey.open_rows()[0]
        assert self.step(journey, office, row).standing is Standing.NOW
        assert self.step(journey, office, row).due_on == row.due_on
        journey.do(row, MONDAY)
        done = self.step(journey, office, row)
        assert (done.standing, done.done_at, done.due_on) == (Standing.DONE, journey.now, row.due_on)

    def test_a_process_that_was_left_is_over(self, journey, office):
        row = journey.open_rows()[0]
        journey.do(row, MONDAY)
        place = journey.places(office)[row.process]
        assert not place.is_current
        assert {step.standing for step in place.steps} == {Standing.DONE, Standing.NOT_TAKEN}

    def test_what_was_passed_by_is_told_from_what_is_ahead(self, journey, office):
        element = views(journey, 0, 0, 0)  # they agree: nobody has to decide for the others
        place = journey.places(office)[element.process]
        now = {step.element.id for step in place.steps if step.standing is Standing.NOW}
        assert not place.passed & now
        assert not any(flow.source in place.passed for flow in journey.revision.flows if flow.id in place.taken)
        over = next(p for p in journey.places(office).values() if not p.is_current)
        untaken = {step.element.id for step in over.steps if step.standing is Standing.NOT_TAKEN}
        assert untaken <= over.passed

    def test_instances_are_counted(self, journey, office):
        element = views(journey, 0, 0)
        (step,) = [s for s in journey.places(office)[element.process].steps if s.element == element]
        assert (step.standing, step.done, step.of) == (Standing.NOW, 2, 3)
        assert len(step.open_tasks) == 1

    def test_what_is_sure_to_come_is_told_from_what_may_come(self, journey, office):
        element = views(journey)
        by = {s.element.id: s.standing for s in journey.places(office)[element.process].steps}
        after = journey.revision.flows
        ways = [f.target for f in after if (f.process, f.source) == element.key]
        split = [f.target for f in after if (f.process, f.source) == (element.process, ways[0])]
        assert {by[target] for target in split} == {Standing.POSSIBLE}

    def test_nothing_is_to_come_in_a_closed_case(self, journey, office):
        for _ in range(15):
            if not journey.open_rows():
                break
            journey.do(journey.open_rows()[0], journey.now.date())
        assert journey.case().status == "closed"
        found = journey.places(office).values()
        standing = {step.standing for place in found for step in place.steps}
        assert standing <= {Standing.DONE, Standing.NOT_TAKEN, Standing.STOPPED}
        assert any(s.element.kind == "endEvent" for place in found for s in place.steps)

    def test_agree_with_the_user_tasks_at_every_moment(self, journey, office):
        for _ in range(15):
            open_rows = journey.open_rows()
            now = {
                step.element.key
                for place in journey.places(office).values()
                for step in place.steps
                if step.standing is Standing.NOW and not step.element.called
            }
            assert now == {(row.process, row.element) for row in open_rows}
            if not open_rows:
                return
            journey.do(open_rows[-1], journey.now.date())

    def step(self, journey, office, row):
        found = journey.places(office)[row.process].steps
        return next(step for step in found if step.element.id == row.element)


class TestClocks:
    def test_runs_for_what_is_open(self, journey, office):
        row = journey.open_rows()[0]
        clock = clocks_of(journey, office)[row.clause]
        assert (clock.running, clock.due_on, clock.element.id) == (Running.NOW, row.due_on, row.element)
        assert clock.left.working_days == 1
        assert clock.due.on == row.due_on

    def test_is_done_in_time(self, journey, office):
        row = journey.open_rows()[0]
        journey.do(row, MONDAY)
        clock = clocks_of(journey, office)[row.clause]
        assert (clock.running, clock.done_at, clock.was_late) == (Running.DONE, journey.now, False)

    def test_is_late_while_it_runs_and_stays_late_when_it_is_done(self, journey, office):
        row = journey.open_rows()[0]
        journey.go_to(WEDNESDAY)
        clock = clocks_of(journey, office)[row.clause]
        assert clock.is_late
        assert clock.left.working_days == -1
        journey.do(row, WEDNESDAY, {"Why this is late": "The form came in the night"})
        assert clocks_of(journey, office)[row.clause].was_late

    def test_is_met_by_who_does_the_work_never_by_a_letter_that_names_the_date(self, journey, office):
        found = clocks_of(journey, office)
        assert {clock.element.kind for clock in found.values()} == {"userTask"}

    def test_counts_the_instances(self, journey, office):
        element = views(journey, 0, 0)
        clock = clocks_of(journey, office)[element.properties["time_limit"]]
        assert (clock.running, clock.done, clock.of) == (Running.NOW, 2, 3)

    def test_shows_limits_of_ways_that_the_case_may_take(self, journey, office):
        found = clocks_of(journey, office)
        possible = [clock for clock in found.values() if clock.running is Running.POSSIBLE]
        assert possible
        assert all(clock.due_on for clock in possible)

    def test_come_in_the_order_in_which_they_matter(self, journey, office):
        journey.do(journey.open_rows()[0], MONDAY)
        order = [clock.running for clock in clocks_of(journey, office).values()]
        assert order == sorted(order, key=list(Running).index)

    def test_moves_are_told_newest_first_with_old_and_new(self, journey, office):
        anchor, role = next((a, role) for a in journey.facts().anchors if (role := corrector(journey, a)))
        clauses = journey.revision.clauses.values()
        clause = next(c.id for c in clauses if [limit.anchor for limit in c.limits] == [anchor])
        earlier = MONDAY - timedelta(days=3)
        journey.correct(journey.revision.partnership.roles[role].posts[0], anchor, earlier, "It lay in the mailbox")
        with journey.seen_by(office) as (tx, case):
            first, last = clocks.moves(case, clause, None, reading.entries(tx, case))
        assert first.anchors == ((anchor, MONDAY, earlier),)
        assert first.reason == "It lay in the mailbox"
        assert first.became.on < first.was.on
        assert last.was.on is None
        assert last.became == first.was


def corrector(journey, anchor):
    ways = (way for form in journey.revision.forms.values() for way in form.anchors.get(anchor, ()))
    return next((way.corrected_by for way in ways if way.corrected_by), "")


class TestDecisions:
    def test_are_the_answers_that_the_diagrams_read_with_their_reasons(self, journey, office):
        row = journey.open_rows()[0]
        journey.do(row, MONDAY)
        with journey.seen_by(office) as (tx, case):
            (made,) = decisions.decisions(case, papers.submissions(tx, case))
        assert made.submission.element.id == row.element
        assert made.answers
        assert all(answer.question.route for answer in made.answers)
        assert {reason.question.type for reason in made.reasons} == {"text"}


class TestOpinions:
    @pytest.mark.parametrize(
        ("given", "differs", "has_majority"),
        [
            ((0, 0, 0), [False, False, False], True),
            ((0, 1, 0), [False, True, False], True),
            ((0, 1, 2), [True, True, True], False),
            ((0, 1), [True, True], False),
        ],
    )
    def test_show_who_differs_from_most(self, journey, office, given, differs, has_majority):
        views(journey, *given)
        with journey.seen_by(office) as (tx, case):
            (found,) = decisions.opinions(case, papers.submissions(tx, case))
        assert [opinion.differs for opinion in found.opinions] == differs
        assert found.has_majority is has_majority
        assert found.all_agree is not any(differs)
        assert len(found.missing) == 3 - len(given)
        partners = [partner.name for partner in journey.revision.partnership.partners.values()]
        assert [opinion.submission.instance_name for opinion in found.opinions] == partners[: len(given)]

    def test_are_set_side_by_side_for_nobody_who_may_not_read_all(self, journey, office):
        views(journey, 0, 0, 1)
        with journey.seen_by(office) as (tx, case):
            given = papers.submissions(tx, case)
        with journey.seen_by(journey.person(journey.referrer)) as (_, asked):
            assert decisions.opinions(asked, given) == ()

    def test_tell_the_answers_by_question(self, journey, office):
        views(journey, 0, 0, 1)
        with journey.seen_by(office) as (tx, case):
            (found,) = decisions.opinions(case, papers.submissions(tx, case))
        assert all(len(found.answers_to(question.name)) == 3 for question in found.questions)
        assert found.answers_to("no_such_question") == ("Not asked",) * 3


class TestTasks:
    def test_say_who_had_them_and_when_they_were_done(self, journey, office):
        row = journey.open_rows()[0]
        with journey.database.transaction() as tx:
            tx.connection.execute(sa.update(user_task).values(person_id=office.id, claimed_at=journey.now))
        journey.do(row, WEDNESDAY, {"Why this is late": "The form came in the night"})
        with journey.seen_by(office) as (tx, case):
            done = next(task for task in reading.tasks(tx, case) if task.id == row.id)
        assert (done.claimed_by.id, done.closed_by.id, done.outcome) == (office.id, office.id, "completed")
        assert done.was_late
        assert not done.is_open
