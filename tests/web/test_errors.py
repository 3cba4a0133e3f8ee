import logging

import pytest
import sqlalchemy as sa
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from engine.errors import CaseNotFound, CaseStuck, NotAllowed, StepFailed
from tests.web.site import Answer

SECRET = "Nell Dean, 4 months"


@pytest.fixture
def failing(real_site):
    """Let a page fail with an error, and return what is answered."""

    def fail(error: Exception, **more) -> Answer:
        def view():
            raise error

        view.action = "public"
        real_site.app.view_functions["framework.privacy"] = view
        return real_site.get("/privacy", **more)

    return fail


class TestAnswer:
    @pytest.mark.parametrize(
        ("error", "status", "title"),
        [
            (NotAllowed(SECRET, needs=SECRET), 404, "You cannot open this page"),
            (CaseNotFound(), 404, "You cannot open this page"),
            (StepFailed(7, "2026-0001"), 500, "The case could not go on"),
            (CaseStuck(SECRET), 500, "Something went wrong"),
            (ValueError(SECRET), 500, "Something went wrong"),
            (BadRequest(SECRET), 400, "This request cannot be understood"),
            (RequestEntityTooLarge(SECRET), 413, "This is too large"),
            (
                sa.exc.OperationalError("select", {"a": SECRET}, Exception("database is locked")),
                503,
                "The service is busy",
            ),
            (sa.exc.TimeoutError(), 503, "The service is busy"),
            (sa.exc.InternalError("insert", {"a": SECRET}, Exception("no room")), 503, "The service is busy"),
        ],
    )
    def test_is_the_errors_page_and_never_its_message(self, failing, error, status, title, caplog):
        with caplog.at_level(logging.WARNING):
            answer = failing(error)
        assert (answer.status, answer.one("//h1").text_content()) == (status, title)
        assert SECRET not in answer.text
        assert SECRET not in caplog.text
        assert "Traceback" not in answer.text

    def test_logs_each_refusal_as_one_line(self, site, caplog):
        site.sign_in(site.person("Ruth Ashdown", is_demonstration=True))
        with caplog.at_level(logging.WARNING):
            assert site.get("/cases/2026-0001").status == 404
            assert site.get("/cases/Nell Dean%0AABCDEF refused nobody").status == 404
        told, silent = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
        assert "GET /cases/<reference> (2026-0001) to person" in told
        assert "GET /cases/<reference> to person" in silent, "what was typed into the address may be a name"

    def test_gives_a_reference_under_which_the_log_names_the_place(self, failing, caplog):
        answer = failing(ValueError(SECRET))
        reference = answer.one("//main//p/b").text
        assert f"{reference} ValueError at framework.privacy, nobody signed in" in caplog.text
        assert "in view" in caplog.text

    def test_says_when_to_try_again(self, failing):
        assert failing(sa.exc.TimeoutError()).response.headers["Retry-After"] == "60"

    def test_is_json_for_the_script(self, failing):
        answer = failing(ValueError(SECRET), headers={"Accept": "application/json"})
        assert (answer.status, answer.response.json["error"]) == (500, "Something went wrong")


class TestGuard:
    def test_refuses_a_view_that_states_no_action(self, real_site):
        real_site.app.view_functions["framework.privacy"] = lambda: "open to everybody"
        assert real_site.get("/privacy").status == 500

    @pytest.mark.parametrize("address", ["/", "/work", "/cases", "/refer", "/tasks/1", "/submissions/1", "/uploads/1"])
    def test_asks_who_is_there(self, real_site, address):
        assert real_site.get(address).path == "/sign-in"

    def test_shows_in_the_menu_only_what_may_be_opened(self, errands):
        errands.site.sign_in(errands.warden)
        assert "Refer a case" not in errands.site.get("/framework").text
        errands.site.sign_in(errands.asker)
        assert "Refer a case" in errands.site.get("/framework").text
