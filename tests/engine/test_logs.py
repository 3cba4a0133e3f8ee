import json
import logging

from engine import logs

SECRET = "Nell Dean, 4 months"


def failed() -> logging.LogRecord:
    try:
        int(SECRET)
    except ValueError as failure:
        info = (type(failure), failure, failure.__traceback__)
        return logging.LogRecord("engine.here", logging.ERROR, __file__, 1, "it failed: %s", ("case 7",), info)


class TestMachine:
    def test_writes_one_object_a_line_with_the_request_and_no_value_of_a_failure(self):
        token = logs.request_id.set("abc")
        try:
            line = logs.Machine().format(failed())
        finally:
            logs.request_id.reset(token)
        said = json.loads(line)
        assert "\n" not in line
        assert (said["level"], said["logger"], said["message"]) == ("ERROR", "engine.here", "it failed: case 7")
        assert said["request"] == "abc"
        assert said["failure"].startswith("ValueError\n")
        assert said["at"].endswith("Z")
        assert SECRET not in line

    def test_says_no_request_outside_of_one(self):
        assert "request" not in json.loads(logs.Machine().format(failed()))


class TestHuman:
    def test_writes_a_line_and_the_places_of_a_failure_without_its_message(self):
        token = logs.request_id.set("abc")
        try:
            text = logs.Human().format(failed())
        finally:
            logs.request_id.reset(token)
        first, kind, place = text.split("\n", 2)
        assert first.endswith("ERROR engine.here: it failed: case 7 (request abc)")
        assert (kind, "in failed" in place, SECRET in text) == ("ValueError", True, False)
