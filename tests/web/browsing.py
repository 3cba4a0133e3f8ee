"""The application on a port of its own, for a real browser; and what a person does with a form there."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 375)
WIDEST = """(() => { const right = e => e.getBoundingClientRect().right;
  const all = [...document.querySelectorAll("main *")].sort((a, b) => right(b) - right(a));
  return all[0].outerHTML.slice(0, 300); })()"""


@contextmanager
def answering(app: Flask) -> Iterator[str]:
    """Answer requests; give the address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def look_at(page: Page) -> None:
    """Insist that axe finds nothing and the page does not scroll sideways, on a desk and on a phone."""
    page.wait_for_load_state()
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{page.url} scrolls {over} px sideways at {width}: {page.evaluate(WIDEST)}"
        found = page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {RULES}}}}})")
        wrong = [(one["id"], one["help"], one["nodes"][0]["html"][:200]) for one in found["violations"]]
        assert not wrong, f"{page.url} at {width}: {wrong}"
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def fill(page: Page, raw: Mapping[str, Any], prefix: str = "") -> None:
    """Type raw answers into the form's controls, as a person does from top to bottom."""
    for name, answer in raw.items():
        path = prefix + name
        if isinstance(answer, list) and isinstance(answer[0], Mapping):
            for number, item in enumerate(answer):
                if not page.locator(f"[id='{path}-{number}']").count():
                    page.locator(f"button[value='add:{path}']").click()
                fill(page, item, f"{path}-{number}-")
        elif isinstance(answer, list):
            for key in answer:
                page.check(f"[name='{path}'][value='{key}']")
        elif page.locator(f"[name='{path}-day']").count():
            _fill_date(page, path, answer)
        else:
            _fill_one(page, path, str(answer))


def _fill_date(page: Page, path: str, answer: Mapping[str, str] | str) -> None:
    if isinstance(answer, str):
        answer = dict(zip(("year", "month", "day"), answer.split("-"), strict=True))
    for part, typed in answer.items():
        page.fill(f"[name='{path}-{part}']", typed)


def _fill_one(page: Page, path: str, answer: str) -> None:
    if page.locator(f"[type='radio'][name='{path}']").count():
        page.check(f"[name='{path}'][value='{answer}']")
    elif page.locator(f"select[name='{path}']").count():
        page.select_option(f"[name='{path}']", answer)
    else:
        page.fill(f"[name='{path}']", answer)


def check_and_submit(page: Page) -> None:
    """Press both buttons; insist that nothing was wrong."""
    page.get_by_role("button", name="Check your answers").last.click()
    assert page.url.endswith("/check"), page.locator(".govuk-error-summary").inner_text()
    page.locator("main form button").click()
    assert page.url.endswith("/sent"), page.locator("main").inner_text()
