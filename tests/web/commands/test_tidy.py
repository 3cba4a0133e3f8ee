from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.diagrams.layout import tidy as lay_out
from tests.engine.diagrams.layout.building import small
from web.commands.tidy import tidy

REFUSED = small(inside='<bpmn:group id="lost"/>')


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(tidy, [str(argument) for argument in arguments])


@pytest.fixture
def diagram(tmp_path: Path) -> Path:
    file = tmp_path / "referral.bpmn"
    file.write_bytes(small())
    return file


class TestTidy:
    def test_lays_a_file_out_in_place(self, diagram):
        result = run(diagram)
        assert (result.exit_code, result.stdout) == (0, f"{diagram}: laid out\n")
        assert diagram.read_bytes() == lay_out(small())

    def test_says_when_there_was_nothing_to_do(self, diagram):
        run(diagram)
        assert run(diagram).stdout == f"{diagram}: already tidy\n"

    def test_leaves_a_refused_file_as_it_was_and_says_why(self, diagram):
        diagram.write_bytes(REFUSED)
        result = run(diagram)
        assert result.exit_code == 1
        assert f"Refused: {diagram}, line " in result.stderr
        assert diagram.read_bytes() == REFUSED

    def test_lays_out_the_others_when_one_is_refused(self, diagram):
        other = diagram.with_name("other.bpmn")
        other.write_bytes(REFUSED)
        assert run(other, diagram).exit_code == 1
        assert diagram.read_bytes() == lay_out(small())

    def test_refuses_what_is_no_diagram(self, diagram):
        diagram.write_bytes(b"not a diagram")
        assert run(diagram).exit_code == 1

    def test_leaves_nothing_beside_the_file_and_keeps_its_permissions(self, diagram):
        diagram.chmod(0o640)
        run(diagram)
        assert list(diagram.parent.iterdir()) == [diagram]
        assert diagram.stat().st_mode & 0o777 == 0o640

    def test_is_a_wrong_call_for_a_file_that_is_not_there(self, tmp_path):
        assert run(tmp_path / "missing.bpmn").exit_code == 2

    def test_is_a_wrong_call_without_a_file(self):
        assert run().exit_code == 2

    def test_forgets_the_earlier_picture_when_asked(self, diagram):
        run(diagram)
        assert run("--fresh", diagram).stdout == f"{diagram}: already tidy\n"
