"""Words that are meant to become something else: markup, a script, a formula, a header, a calendar's line."""

import csv
import re
import zipfile
from io import BytesIO, StringIO

import pytest
from lxml import html

from tests.web.walls.lines import lines
from tests.web.walls.site import walled

WHO = ("office", "referrer", "link", "guard", "administrator")
"""Between them they are shown every page."""
MARK = "hostile-mark"
WORDS = (
    f"=1+1\"'><{MARK} onload='alert(1)'>{{{{ 7*7 }}}}{{% if 1 %}}</script><svg onload=alert(1)> "
    "[x](javascript:alert(1))"
)
OURS = re.compile(
    r"(?:https?://localhost)?/(?!/)|#|\?|mailto:|otpauth:|data:image/|https://(?:[\w-]+\.)*(?:gov\.uk|org\.uk|equalityadvisoryservice\.com)(?:/|$)|$"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    with walled(tmp_path_factory.mktemp("hostile"), words=WORDS) as world:
        yield world


@pytest.fixture(scope="module")
def shown(hostile):
    """Every answer to everybody that is shown something."""
    found = []
    for line in lines(hostile.site.app, hostile):
        if line.method == "GET" and line.action != "probe":
            for who in WHO:
                answer = hostile.ask(who, line.here.path, **line.here.sent)
                if answer.status_code == 200:
                    found.append((f"{line.called} as {who}", answer))
    return found


@pytest.fixture(scope="module")
def pages(shown):
    """What of it is a page, parsed."""
    return [(called, html.fromstring(answer.get_data())) for called, answer in of_type(shown, "text/html")]


def of_type(shown, kind):
    return [(called, answer) for called, answer in shown if answer.mimetype == kind]


class TestPages:
    def test_show_them_as_they_were_typed(self, pages):
        said = [called for called, page in pages if f"<{MARK} onload='alert(1)'>{{{{ 7*7 }}}}" in page.text_content()]
        assert len(pages) > 150
        assert len(said) > 40

    def test_make_nothing_of_them(self, pages):
        found = []
        for called, page in pages:
            found += [f"{called}: <{MARK}>" for _ in page.iter(MARK)]
            for element in page.iter():
                if isinstance(element.tag, str):
                    found += [f"{called}: {wrong}" for wrong in wrong_in(element)]
        assert found == []


def wrong_in(element):
    """What the content security policy would refuse, or what would leave the service."""
    if element.tag in ("script", "style") and (element.text or "").strip():
        yield f"<{element.tag}> with words in it"
    for name, value in element.attrib.items():
        if name.startswith("on") or name == "style":
            yield f"{name}={value!r}"
        if name in ("href", "src", "action", "formaction", "data", "xlink:href") and not OURS.match(value.strip()):
            yield f"{name}={value!r}"


class TestFiles:
    def test_of_commas_hold_no_formula(self, shown):
        files = of_type(shown, "text/csv")
        assert files
        for called, answer in files:
            cells = [cell for row in csv.reader(StringIO(answer.get_data().decode("utf-8-sig"))) for cell in row]
            assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == [], called
        assert any(MARK in answer.text for _, answer in files)

    def test_of_workbooks_hold_no_formula_and_no_address(self, shown):
        files = [(c, a) for c, a in shown if a.mimetype.endswith("spreadsheetml.sheet")]
        assert any(MARK in text for _, answer in files for text in parts(answer))
        for called, answer in files:
            for text in parts(answer):
                assert not re.search(r"<f[ >]|<hyperlink|TargetMode=\"External\"", text), called

    def test_of_word_hold_no_markup_of_theirs_and_no_address(self, shown):
        files = [(c, a) for c, a in shown if a.mimetype.endswith("wordprocessingml.document")]
        assert any(MARK in text for _, answer in files for text in parts(answer))
        for called, answer in files:
            for text in parts(answer):
                assert not re.search(rf"<{MARK}|<w:instrText|TargetMode=\"External\"", text), called
                assert set(re.findall(r'w:instr="(\w+)"', text)) <= {"PAGE", "NUMPAGES"}, called

    def test_are_saved_and_never_shown_by_the_browser(self, shown):
        for called, answer in shown:
            if answer.mimetype not in ("text/html", "text/calendar", "application/json", "text/css"):
                assert answer.headers["Content-Disposition"].startswith("attachment"), called
            assert answer.headers["X-Content-Type-Options"] == "nosniff", called
            assert answer.headers["Cache-Control"] == "no-store", called


class TestCalendar:
    def test_has_no_line_of_theirs(self, shown):
        for called, answer in of_type(shown, "text/calendar"):
            lines_ = answer.text.replace("\r\n ", "").split("\r\n")
            assert [line for line in lines_ if line and not re.match(r"[A-Z-]+[;:]", line)] == [], called


class TestMail:
    def test_has_no_header_of_theirs(self, hostile):
        assert hostile.mailbox.messages
        for message in hostile.mailbox.messages:
            assert set(message.keys()) <= {
                "From", "To", "Subject", "Message-ID", "Date", "Auto-Submitted", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            }  # fmt: skip
            assert MARK not in message["Subject"]


def parts(answer):
    with zipfile.ZipFile(BytesIO(answer.get_data())) as archive:
        return [archive.read(name).decode(errors="replace") for name in archive.namelist()]
