"""Whatever somebody types, and into whatever form or address, none of it gets into the log."""

import logging

import pytest
from lxml import html

from engine import logs
from engine.registers.people import accounts
from tests.web.walls.lines import lines
from tests.web.walls.site import walled

WHO = ("office", "referrer", "link", "guard", "administrator", "nobody")
"""Between them they are offered every form."""
MARK = "Nell-Dean-4-months"
TYPED = {"text", "search", "email", "password", "tel", "number", "url", None}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The lines of the log while everybody sends every form with the mark in it, the forms, and everybody's names."""
    found, handler = [], logging.Handler()
    formats = logs.Machine(), logs.Human()
    handler.emit = lambda record: found.extend(form.format(record) for form in formats)
    root, requests = logging.getLogger(), logging.getLogger(logs.REQUESTS)
    levels = root.level, requests.level
    with walled(tmp_path_factory.mktemp("logs"), words=MARK) as world:
        logging.disable(logging.NOTSET)
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        requests.setLevel(logging.INFO)
        try:
            sent = send_everything(world)
        finally:
            root.removeHandler(handler)
            root.setLevel(levels[0])
            requests.setLevel(levels[1])
        with world.site.service.database.reading() as tx:
            people = [account.name for account in accounts(tx)]
    return found, sent, people


def send_everything(world) -> set[str]:
    """Send each form that anybody is shown, once, with the mark in all that can be typed; and ask for it by address."""
    sent = set()
    for line in lines(world.site.app, world):
        if line.method != "GET" or line.action == "probe":
            continue
        for who in WHO:
            answer = world.ask(who, line.here.path, **line.here.sent)
            forms = html.fromstring(answer.get_data()).forms if answer.mimetype == "text/html" else ()
            for form in forms:
                action = form.get("action") or line.here.path
                called = f"{line.endpoint} {form.get('action') and line.action} {fields(form)}"
                if form.method == "POST" and called not in sent and "/demonstration/" not in action:
                    sent.add(called)
                    send(world, who, action, filled(form))
                    world.restore()
            if answer.status_code == 200:
                break  # the next who is shown the page is shown the same forms
        world.ask("office", f"{line.here.path}/{MARK}", headers={"X-Request-Id": MARK, "Referer": MARK}, asked=MARK)
    return sent


def send(world, who: str, path: str, typed: dict[str, object]) -> None:
    caller = world.callers[who]
    data, headers = {**typed, "csrf_token": caller.token}, {"Cookie": caller.cookies}
    world.site.app.test_client(use_cookies=False).post(path, data=data, headers=headers)


def fields(form) -> str:
    return ",".join(sorted({element.name for element in form.inputs if element.name}))


def filled(form) -> dict[str, object]:
    """What a browser would send, with the mark wherever somebody can type."""
    found = {name: value for name, value in form.form_values() if name != "csrf_token"}
    for element in form.inputs:
        if element.name and (element.tag == "textarea" or (element.tag == "input" and element.get("type") in TYPED)):
            found[element.name] = MARK
    return found


class TestLog:
    def test_holds_nothing_that_anybody_typed(self, told):
        found, sent, _ = told
        assert len(sent) > 40, "every form that anybody is shown"
        assert len(found) > 500, "and each request has its lines"
        assert [line for line in found if MARK.casefold() in line.casefold()] == []

    def test_holds_nobodys_name_or_address(self, told):
        found, _, people = told
        assert people
        assert [line for line in found if "@" in line or any(name in line for name in people)] == []
