"""Every page of work and of a case on PostgreSQL, where statements and types differ."""

import pytest

from tests.engine.cases.journey import MONDAY, TUESDAY, referred
from tests.web.cases.stage import staged
from web.work.views import slug


@pytest.fixture
def stage(tmp_path, postgresql_url):
    journey = referred(url=postgresql_url)
    with staged(journey, tmp_path) as made:
        yield made
    journey.close()


class TestPagesOnPostgresql:
    def test_open_and_their_buttons_work(self, stage):
        journey = stage.journey
        rows = journey.several(MONDAY)
        offered = journey.labels(journey.element(rows[0]))
        for row, number in zip(rows, (0, 1, 0), strict=True):
            journey.do(row, TUESDAY, journey.view(offered[number]))
        first = stage.case_url
        journey.refer(journey.referrer, TUESDAY, {})
        task = journey.open_rows()[0]
        stage.sign_in(journey.person(journey.post_of(task)))
        element = journey.element(rows[0])
        for path in (
            *("/work", f"/work/team/{slug(task.held_by)}", "/work/waiting", "/cases", "/cases?show=closed", first),
            *(f"{first}/{section}" for section in ("answers", "letters", "letters/1", "people", "history")),
            f"{first}/clocks/{task.clause}",
            f"{first}/steps/{element.process}",
            f"{first}/views/{element.process}/{element.id}",
        ):
            assert stage.get(path).status == 200, path
        assert stage.post(f"/work/{task.id}/take").status == 200
        assert "You have taken this task" in stage.get().text
        assert stage.post(f"/work/{task.id}/give-back").status == 200
