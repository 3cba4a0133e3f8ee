"""What came of a submission, as far as who sent it may know."""

from datetime import timedelta

from engine.cases.submissions import effects_of, find_submission
from engine.records.tables import user_task
from tests.engine.cases.office import Office
from tests.engine.cases.test_attachments import drawn, task_of
from tests.engine.cases.test_holders_of_tasks import of


class TestWhatAnAgencyIsTold:
    """Two agencies are asked at once: neither is told what the other still has to do."""

    def test_is_what_is_its_own_and_what_its_answer_opened(self, database):
        office = Office(database, drawn())
        office.officer = office.person("A clerk", of("partnership", "Clerk"), of("school", "Head"))
        deputy = office.person("A deputy", of("school", "Deputy"))
        office.start(asked=[{"agency": "school"}, {"agency": "shop"}])
        office.now += timedelta(minutes=5)
        sent = office.submit(task_of(office, "act", "school"), deputy, paper=[]).submission_id
        assert self.told(office, deputy, sent) == [("again", "A school", True)]
        assert sorted(self.told(office, office.officer, sent)) == [
            ("act", "A shop", False),
            ("again", "A school", True),
        ]

    def told(self, office, person, submission_id):
        with office.clock(), office.database.reading() as tx:
            effects = effects_of(tx, *find_submission(tx, office.engine, person, submission_id))
        elements = {row.id: row.element for row in office.rows(user_task)}
        return [(elements[step.task_id], step.holder.name, step.is_mine) for step in effects.next_steps]
