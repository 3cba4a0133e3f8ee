"""Every page of work and of a case on PostgreSQL, where statements and types differ."""

import pytest

from engine.cases.revisions import Revisions
from engine.records.tables import document
from tests.engine.cases.journey import MONDAY, TUESDAY, referred
from tests.engine.report import with_report
from tests.web.cases.stage import staged
from tests.web.conftest import make_site
from tests.web.errands import bundle, errands_on
from web.work.views import slug


@pytest.fixture
def stage(tmp_path, migrated_postgresql_url):
    journey = referred(url=migrated_postgresql_url)
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


class TestDocumentsOnPostgresql:
    def test_are_written_listed_and_read(self, tmp_path, postgresql_url):
        errands = errands_on(make_site(with_report(bundle()), Revisions(), tmp_path, url=postgresql_url))
        task = errands.task()
        assert errands.site.get(f"{task}/document").status == 200
        errands.site.post(task, {"done": "yes", "how": "On foot \N{BABY}"}, follow=False)
        assert "is written into the case" in errands.site.get(f"{task}/check").text
        errands.site.post(f"{task}/submit")
        assert errands.count(document) == 1
        case = errands.site.get("/cases?show=closed").one("//main//a[contains(@href, '/cases/')][1]/@href")
        page = errands.site.get(f"{case}/documents").one("//main//th/a/@href")
        assert "On foot \N{BABY}" in errands.site.get(page).text
        assert errands.site.get(f"{page}.docx").status == 200
        errands.site.service.database.close()
