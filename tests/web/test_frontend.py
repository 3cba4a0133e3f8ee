"""The scripts of the browser bundle, in a real browser, against a server of their own."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask, request
from playwright.sync_api import Page, expect
from werkzeug.datastructures import MultiDict
from werkzeug.serving import make_server

from web.assets import STATIC, built

FORM = """
<form method="post" action="/send" enctype="multipart/form-data" data-draft-url="/draft" data-asked="aware">
  <input type="hidden" name="csrf_token" value="token">
  <span role="status" data-draft-status>Nothing typed yet</span>
  <div data-question="aware">
    <label><input type="radio" name="aware" value="yes"> Yes</label>
    <label><input type="radio" name="aware" value="no"> No</label>
  </div>
  <div data-question="why"><label>Why <textarea name="why"></textarea></label></div>
  <p class="app-without-script">Answer only if you answered No</p>
  <input type="file" name="papers" aria-label="Papers">
  <button>Send</button>
</form>
"""
DIAGRAM = """
<div class="app-figure__scroll" tabindex="0"><svg width="4000" height="100" viewBox="0 0 4000 100">
  <g data-state="now"><rect x="3000" y="10" width="100" height="60"/></g></svg></div>
"""


@dataclass
class Server:
    """A server of one page; it keeps what it was sent."""

    address: str = ""
    body: str = FORM
    drafts: list[MultiDict[str, str]] = field(default_factory=list)
    sent: int = 0
    draft_status: int = 200


@pytest.fixture
def server() -> Iterator[Server]:
    kept = Server()
    app = Flask(__name__, static_folder=STATIC, static_url_path="/static")

    @app.get("/")
    def page() -> str:
        files = built()
        return (
            f'<!DOCTYPE html><html lang="en-GB"><head><title>Test</title><link rel="icon" href="data:,">'
            f'<link rel="stylesheet" href="/static/{files["service.css"]}">'
            f'<script type="module" src="/static/{files["service.js"]}"></script></head><body>{kept.body}</body></html>'
        )

    @app.post("/draft")
    def draft() -> tuple[dict[str, object], int]:
        kept.drafts.append(request.form)
        asked = ["aware", "why"] if request.form.get("aware") == "no" else ["aware"]
        return {"saved_at": "9:41am", "asked": asked}, kept.draft_status

    @app.post("/send")
    def send() -> tuple[str, int]:
        kept.sent += 1
        return "", 204  # the browser stays on the page, as it does while an answer is on its way

    running = make_server("localhost", 0, app, threaded=True)
    kept.address = f"http://localhost:{running.server_port}/"
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield kept
    running.shutdown()
    thread.join()


class TestKeepDrafts:
    def test_saves_what_is_typed_and_says_when(self, page: Page, server: Server):
        page.goto(server.address)
        page.get_by_text("No", exact=True).click()
        page.get_by_label("Why").fill("Nobody knew.")
        expect(page.get_by_role("status")).to_have_text("Draft saved at 9:41am")
        page.wait_for_timeout(1500)
        assert server.drafts[-1]["why"] == "Nobody knew."
        assert server.drafts[-1]["csrf_token"] == "token"
        assert "papers" not in server.drafts[-1]

    def test_shows_the_questions_that_the_server_asks(self, page: Page, server: Server):
        page.goto(server.address)
        expect(page.get_by_label("Why")).to_be_hidden()
        page.get_by_text("No", exact=True).click()
        expect(page.get_by_label("Why")).to_be_visible()
        page.get_by_text("Yes", exact=True).click()
        expect(page.get_by_label("Why")).to_be_hidden()
        expect(page.get_by_text("Answer only if")).to_be_hidden()

    def test_says_when_nothing_was_saved_and_tries_again(self, page: Page, server: Server):
        server.draft_status = 503
        page.goto(server.address)
        page.get_by_text("No", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Not saved")
        server.draft_status = 200
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.get_by_role("status")).to_have_text("Draft saved at 9:41am")

    def test_says_that_somebody_else_was_first(self, page: Page, server: Server):
        server.draft_status = 409
        page.goto(server.address)
        page.get_by_text("No", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Somebody else has finished this")


class TestSendOnce:
    def test_holds_a_second_press_back(self, page: Page, server: Server):
        page.goto(server.address)
        with page.expect_response("**/send"):
            page.get_by_role("button", name="Send").dblclick()
        page.wait_for_timeout(200)
        assert server.sent == 1


class TestShowNow:
    def test_begins_where_the_case_stands(self, page: Page, server: Server):
        server.body = DIAGRAM
        page.goto(server.address)
        frame = page.locator(".app-figure__scroll")
        expect(frame.locator("rect")).to_be_in_viewport()


class TestWithoutScript:
    @pytest.fixture
    def browser_context(self, browser):
        context = browser.new_context(java_script_enabled=False)
        yield context
        context.close()

    def test_every_question_is_there_with_when_to_answer_it(self, page: Page, server: Server):
        page.goto(server.address)
        expect(page.get_by_label("Why")).to_be_visible()
        expect(page.get_by_text("Answer only if")).to_be_visible()
