"""The browser bundle."""

import re

from web.assets import STATIC, built


class TestBuilt:
    def test_says_which_file_each_source_became(self):
        for name in ("service.css", "service.js", "favicon.svg"):
            assert (STATIC / built()[name]).is_file()

    def test_the_style_sheet_asks_for_no_file_that_is_not_there(self):
        style = (STATIC / built()["service.css"]).read_text()
        wanted = set(re.findall(r'url\("?\./([^")]+)"?\)', style))
        assert wanted
        assert {name for name in wanted if not (STATIC / name).is_file()} == set()

    def test_no_typeface_or_crest_of_another_body_is_sent(self):
        style = (STATIC / built()["service.css"]).read_text()
        assert "GDS Transport" not in style
        assert not list(STATIC.glob("*crest*"))
