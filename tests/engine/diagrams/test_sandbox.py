"""A stranger's revision can neither stop us nor fill our memory: it ends in a problem that says so."""

import time

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from engine.diagrams.errors import BundleTooLarge
from engine.diagrams.sandbox import MEGABYTE, Limits, check_untrusted
from tests.engine.diagrams.builder import Diagram, bundle, form, smallest

ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<x>&b;</x>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<x>&a;</x>'
DATA_OBJECT_LOOP = """<bpmn:dataObject id="inside" /><bpmn:startEvent id="begin" />
<bpmn:userTask id="step">
<bpmn:ioSpecification><bpmn:inputSet /><bpmn:outputSet /></bpmn:ioSpecification>
<bpmn:property id="p" name="n" />
<bpmn:dataInputAssociation id="i">
<bpmn:sourceRef>nowhere</bpmn:sourceRef><bpmn:targetRef>p</bpmn:targetRef>
</bpmn:dataInputAssociation>
</bpmn:userTask><bpmn:endEvent id="finish" />"""
HOSTILE_XML = {
    "bpmn/entities.bpmn": (ENTITIES, "document type"),
    "bpmn/outside.bpmn": (OUTSIDE, "document type"),
    "bpmn/deep.bpmn": (b"<a>" * 5000 + b"</a>" * 5000, "not well-formed"),
    "bpmn/long.bpmn": (b"<x a='" + b"y" * 1_900_000 + b"'/>", "not a definitions document"),
    "bpmn/binary.dmn": (b"\x00\x01\x02", "not well-formed"),
}
HOSTILE_YAML = {
    "forms/definitions/aliases.yaml": (b"form: &a [x]\ntitle: *a", "not allowed"),
    "forms/definitions/deep.yaml": (b"[" * 10_000, "nested"),
    "forms/definitions/long.yaml": (b"a: " * 100_000, "larger"),
}
CODE = [
    "__import__('os').system('touch x')", "().__class__.__base__", "'a' * 10**9", "[a for a in b]", "lambda: 1",
    "(" * 400,
]  # fmt: skip


def hostile(data: bytes, path: str = "bpmn/bad.bpmn") -> Bundle:
    return Bundle({**bundle(smallest()).files, path: data})


def messages(drawn: Bundle) -> list[str]:
    return [problem.message for problem in check_untrusted(drawn)]


class TestCheckUntrusted:
    def test_says_of_a_trustworthy_bundle_what_the_check_says(self):
        drawn = bundle(smallest().task("lost"))
        assert check_untrusted(drawn) == check_bundle(drawn) != []

    def test_finds_nothing_in_a_sound_bundle(self):
        assert check_untrusted(bundle(smallest())) == []

    @pytest.mark.parametrize("files", [HOSTILE_XML, HOSTILE_YAML])
    def test_refuses_hostile_files(self, files: dict[str, tuple[bytes, str]]):
        drawn = Bundle({**bundle(smallest()).files, **{path: data for path, (data, _) in files.items()}})
        found = {problem.file: problem.message for problem in check_untrusted(drawn)}
        assert {path: because in found[path] for path, (_, because) in files.items()} == dict.fromkeys(files, True)

    def test_refuses_a_file_of_20_megabytes(self):
        with pytest.raises(BundleTooLarge, match="20,000,000 bytes"):
            hostile(b"x" * 20_000_000)

    def test_refuses_code_in_a_condition(self):
        diagram = Diagram().start().task("ask").either("which").line("opened", "ask", "which")
        for number, code in enumerate(CODE):
            diagram.end(f"end_{number}").flow("which", f"end_{number}", code)
        refused = [m for m in messages(bundle(diagram, ask=form("ask", agree="yes_no"))) if "cannot be read" in m]
        assert len(refused) == len(CODE)

    def test_refuses_what_makes_the_library_hang_on_a_data_object(self):
        review = smallest().node("subProcess", "part", DATA_OBJECT_LOOP)
        assert any("remove" in message for message in messages(bundle(review)))

    def test_refuses_a_process_that_calls_itself(self):
        diagram = Diagram().start().task("ask").call("hold", "review").end()
        assert any("without end" in m for m in messages(bundle(diagram.line("opened", "ask", "hold", "closed"))))

    def test_refuses_a_loop_that_nobody_leaves(self):
        diagram = (
            Diagram().start().task("ask").either("again").tell("tell").line("opened", "ask", "again", "tell", "again")
        )
        assert any("no end can be reached" in m or "no end event" in m for m in messages(bundle(diagram)))

    def test_ends_for_a_diagram_made_to_be_explored_for_ever(self):
        diagram = Diagram().start().task("ask").both("part").line("opened", "ask", "part")
        for n in range(24):
            diagram.task(f"a_{n}", "hear").either(f"x_{n}", f"m_{n}").task(f"b_{n}", "answer").end(f"e_{n}")
            diagram.line("part", f"m_{n}", f"a_{n}", f"x_{n}").flow(f"x_{n}", f"e_{n}", "ask.agree")
            diagram.flow(f"x_{n}", f"b_{n}", "not ask.agree").line(f"b_{n}", f"m_{n}")
        started_at = time.monotonic()
        assert any(
            "more branches side by side than can be tried" in m
            for m in messages(bundle(diagram, ask=form("ask", agree="yes_no")))
        )
        assert time.monotonic() - started_at < 20


class TestLimits:
    def test_of_wall_clock_end_the_check(self):
        (problem,) = check_untrusted(bundle(smallest()), Limits(wall_seconds=0.01))
        assert (problem.rule, problem.file) == ("stopped", "the bundle")
        assert "took longer than 0.01 seconds" in problem.message

    def test_of_processor_time_end_the_check(self):
        (problem,) = check_untrusted(bundle(smallest()), Limits(processor_seconds=0))
        assert "seconds of processor time" in problem.message

    def test_of_memory_end_the_check(self):
        large = hostile(b"<x>" + b"y" * 1_900_000 + b"</x>")
        (problem,) = check_untrusted(large, Limits(memory_bytes=MEGABYTE))
        assert "1 MB of memory" in problem.message
