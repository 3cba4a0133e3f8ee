from engine.registers.sealing import Seal

SEAL = Seal(secret_key="k" * 32)


class TestSeal:
    def test_opens_what_it_closed_for_whom_it_closed_it(self):
        sealed = SEAL.close(b"JBSWY3DP", of="Ada")
        assert SEAL.open(sealed, of="Ada") == b"JBSWY3DP"
        assert SEAL.open(sealed, of="Bob") is None
        assert Seal(secret_key="l" * 32).open(sealed, of="Ada") is None

    def test_opens_nothing_that_was_changed_or_made_up(self):
        sealed = SEAL.close(b"JBSWY3DP", of="Ada")
        assert SEAL.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), of="Ada") is None
        assert [SEAL.open(sealed[:length], of="Ada") for length in (0, 5, 12, 20)] == [None] * 4

    def test_shows_nothing_of_what_it_closed(self):
        assert b"JBSWY3DP" not in SEAL.close(b"JBSWY3DP", of="Ada")
        assert SEAL.close(b"JBSWY3DP", of="Ada") != SEAL.close(b"JBSWY3DP", of="Ada")
        assert "kkkk" not in repr(SEAL)


class TestMark:
    def test_is_the_same_for_the_same_and_for_nothing_else(self):
        mark = SEAL.mark("7KQ2MW4XPD", of="Ada")
        assert mark == SEAL.mark("7KQ2MW4XPD", of="Ada")
        assert len(mark) == 64
        others = {SEAL.mark("7KQ2MW4XPE", of="Ada"), SEAL.mark("7KQ2MW4XPD", of="Bob")}
        assert mark not in others | {Seal(secret_key="l" * 32).mark("7KQ2MW4XPD", of="Ada")}
