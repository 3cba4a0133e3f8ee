"""Along every route as everybody: who is answered what stands in docs/routes-by-role.md, and is so."""

import difflib

import pytest

from tests.web.walls.site import walled
from tests.web.walls.table import FILE, HIDDEN, MAY, NO, OPENS, SIGN_IN, Walk, walk, written
from web.security import BY_LINK

AGAIN = (
    "Read these lines over: is each as it should be? Then write the table: .venv/bin/python -m tests.web.walls\n"
    "A route that is marked * there is given something to stand behind it in tests/web/walls/lines.py (BEHIND).\n"
)

LEADS_ON = "tasks.again"
"""Leads to the page of its task, which refuses whom it must."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> Walk:
    with walled(tmp_path_factory.mktemp("walls")) as world:
        return walk(world)


def lines_answered(walked: Walk, who: str, *words: str) -> list[str]:
    return [f"{line.method} {line.name}" for line in walked.lines if walked.cell(line, who) in words]


class TestTable:
    def test_is_what_everybody_is_answered(self, walked):
        before, now = FILE.read_text(encoding="utf-8").splitlines(), written(walked).splitlines()
        changed = [line for line in difflib.unified_diff(before, now, n=0, lineterm="") if line[:2] in ("-|", "+|")]
        assert not changed, "\n".join(["Not as the table says (- there, + now):", *changed, AGAIN])
        assert before == now, AGAIN

    def test_has_no_fault_in_it(self, walked):
        assert walked.faults == []
        assert set(walked.cells.values()) <= {OPENS, MAY, HIDDEN, NO, SIGN_IN}


class TestWhoMayNotSee:
    def test_reads_the_same_words_as_for_what_does_not_exist(self, walked):
        assert walked.told_apart == []


class TestNobody:
    def test_opens_only_what_is_public(self, walked):
        public = {f"{line.method} {line.name}" for line in walked.lines if line.action == "public"}
        assert set(lines_answered(walked, "nobody", OPENS, MAY)) <= public
        assert all(walked.cell(line, "nobody") == SIGN_IN for line in walked.lines if line.action != "public")


class TestWhoHasNoPart:
    @pytest.mark.parametrize("who", ["stranger", "administrator", "shut out"])
    def test_opens_nothing_of_the_case(self, walked, who):
        secret = {"<reference>", "<task_id>", "<submission_id>"}
        of_cases = [line for line in walked.lines if secret & parts(line.name) and line.endpoint != LEADS_ON]
        assert len(of_cases) > 40
        assert [line.name for line in of_cases if walked.cell(line, who) in (OPENS, MAY)] == []

    def test_of_an_administrator_is_no_case_shown_at_all(self, walked):
        shown = [line.name for line in walked.lines if line.action == "see_case" and "<" not in line.name]
        assert {walked.cell(line, "administrator") for line in walked.lines if line.name in shown} <= {OPENS, MAY}


class TestByLink:
    def test_opens_only_what_a_link_opens(self, walked):
        others = [line for line in walked.lines if line.action not in BY_LINK]
        kept_out = {line.name: SIGN_IN if line.action == "by_token" else HIDDEN for line in others}
        assert {line.name: walked.cell(line, "link") for line in others} == kept_out


def parts(name: str) -> set[str]:
    return {part.partition(".")[0].partition(" ")[0] for part in name.split("/")}
