from engine.registers.guests.links import Entry, Links

ONE = Links(secret_key="of one installation, and long enough", days=30, at="https://one.example.org")
OTHER = Links(secret_key="of another installation, as long too", days=30, at="https://one.example.org")
SERIAL = "5f" * 16


class TestLinks:
    def test_are_read_where_they_were_signed(self):
        assert ONE.serial_in(ONE.token(SERIAL)) == SERIAL

    def test_are_read_nowhere_else_and_not_as_another_link(self):
        signature = ONE.token(SERIAL).partition(".")[2]
        assert OTHER.serial_in(ONE.token(SERIAL)) is None
        assert ONE.serial_in(f"{'6f' * 16}.{signature}") is None
        assert [ONE.serial_in(text) for text in ("", SERIAL, ".", "\udcff.x", "é.é")] == [None] * 5

    def test_make_codes_of_six_digits_that_take_the_secret_key(self):
        codes = [ONE.code(f"{number:064}") for number in range(200)]
        assert all(len(code) == 6 and code.isdecimal() for code in codes)
        assert len(set(codes)) > 190
        assert codes[7] == ONE.code(f"{7:064}")
        assert codes[7] != OTHER.code(f"{7:064}")

    def test_do_not_show_the_key(self):
        assert "of one installation" not in repr(ONE)


class TestEntry:
    def test_leaves_a_mail_as_it_is_that_brings_nothing(self):
        assert Entry().around("Dear harbour\n") == "Dear harbour\n"
