"""What the log may say of a failure."""

from engine.failures import places_of


def fail() -> None:
    try:
        int("Amy Jones, born 1 May 2019")
    except ValueError as wrong:
        raise RuntimeError("of Amy Jones") from wrong


class TestPlacesOf:
    def test_names_the_kinds_and_the_places_and_no_value(self):
        try:
            fail()
        except RuntimeError as failure:
            said = places_of(failure)
        assert said.splitlines()[0] == "RuntimeError"
        assert "ValueError" in said
        assert f"{__file__}:" in said
        assert "Amy" not in said

    def test_names_each_of_several_at_once(self):
        said = places_of(ExceptionGroup("of Amy Jones", [OSError("Amy"), ValueError("Jones")]))
        assert {"ExceptionGroup", "OSError", "ValueError"} <= set(said.splitlines())
        assert "Amy" not in said
