"""What machines ask of the service, and what it tells them."""

import sqlalchemy as sa

from engine import clock
from engine.records import schema
from engine.records.tables import delivery, timer
from tests.web.conftest import make_site
from tests.web.errands import bundle, errands_on

TOKEN = "a token that was drawn at random, of this test"
ASKS = {"Authorization": f"Bearer {TOKEN}"}


def values(text: str) -> dict[str, float]:
    """The measures by name and labels."""
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


class TestHealth:
    def test_answers_whatever_address_the_probe_uses_and_looks_at_nothing(self, real_site):
        with real_site.statements() as seen:
            answer = real_site.get("/health", headers={"Host": "10.1.2.3:8000"})
        assert (answer.status, answer.response.text, seen) == (200, "alive\n", [])


class TestReady:
    def test_is_ready_on_a_database_at_its_version(self, real_site):
        with real_site.service.database.engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
            connection.execute(sa.text("INSERT INTO alembic_version VALUES (:head)"), {"head": schema.HEAD})
        answer = real_site.get("/ready", headers={"Host": "10.1.2.3:8000"})
        assert (answer.status, answer.response.json["ready"], answer.response.json["problems"]) == (200, True, [])

    def test_is_not_before_the_migrations_have_run(self, real_site):
        answer = real_site.get("/ready")
        assert answer.status == 503
        assert answer.response.json["problems"] == ["the database is not at this program's version"]

    def test_is_not_while_the_machines_clock_is_wrong(self, real_site, monkeypatch):
        monkeypatch.setattr("web.operations.views.version", lambda _database: schema.HEAD)
        monkeypatch.setattr("web.operations.views.skew", lambda _tx: -clock.timedelta(seconds=61))
        answer = real_site.get("/ready")
        assert answer.status == 503
        assert answer.response.json["problems"] == ["this machine's clock is 61 seconds behind the database's"]

    def test_tells_how_late_the_work_is_and_stays_in_service(self, errands, monkeypatch):
        monkeypatch.setattr("web.operations.views.version", lambda _database: schema.HEAD)
        errands.send()
        with errands.site.service.database.transaction() as tx:
            tx.connection.execute(sa.update(timer).values(due_at=tx.at - clock.timedelta(seconds=90)))
        answer = errands.site.get("/ready")
        assert (answer.status, answer.response.json["waited_seconds"]["timers"]) == (200, 90.0)


class TestMetrics:
    def test_are_not_there_without_a_token_in_the_settings(self, real_site):
        assert real_site.get("/metrics", headers=ASKS).status == 404

    def test_are_for_who_has_the_token(self, errand_revisions, tmp_path):
        site = make_site(bundle(), errand_revisions, tmp_path, metrics_token=TOKEN)
        assert site.get("/metrics").status == 401
        assert site.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}x"}).status == 401
        assert site.get("/metrics", headers=ASKS).status == 200

    def test_tell_what_pages_cost_by_route_and_what_waits(self, errand_revisions, tmp_path):
        errands = errands_on(make_site(bundle(), errand_revisions, tmp_path, metrics_token=TOKEN))
        errands.send()
        reference = errands.site.get("/cases").one("//tbody/tr//a").text.strip()
        before = values(errands.site.get("/metrics", headers=ASKS).response.text)
        assert errands.site.get(f"/cases/{reference}").status == 200
        assert errands.site.get(f"/no/page/{reference}").status == 404
        errands.site.client.open("/cases", method="NELL")
        with errands.site.service.database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).where(delivery.c.id == 1).values(attempts=1))
        text = errands.site.get("/metrics", headers=ASKS).response.text
        after = values(text)
        page = '{method="GET",route="/cases/<reference>",status="200"}'
        assert after[f"cspr_requests_total{page}"] - before.get(f"cspr_requests_total{page}", 0) == 1
        executed = 'cspr_request_statements_total{route="/cases/<reference>"}'
        assert after[executed] - before.get(executed, 0) > 3
        assert after['cspr_requests_total{method="GET",route="none",status="404"}'] >= 1
        assert any('method="other"' in name for name in after)
        assert not {reference, "NELL", "Nell"} & set(text.replace("/", '"').split('"'))
        assert [after[f'cspr_letters_queued{{tries="{tries}"}}'] for tries in ("new", "tried")] == [1, 1]
        assert after['cspr_work_waited_seconds{kind="timers"}'] == 0
        assert after["cspr_clock_ahead_seconds"] == 0
