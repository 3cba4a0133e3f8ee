"""Groups whose items are known by their agencies."""

import pytest
from marshmallow import ValidationError

from tests.forms.builders import make_schema

ASKED = """
asked:
  type: group
  item: Agency
  label: Agencies
  list: asked
  key: agency
  fields:
    agency: {type: agency, label: Agency}
    why: {type: line, optional: true, label: Why}
"""


class TestKeyedGroups:
    def test_refuse_the_key_of_another_item_and_say_whose_it_is(self):
        twice = [{"agency": "school"}, {}, {"agency": "housing"}, {"agency": "school", "why": "Again"}]
        with pytest.raises(ValidationError) as refused:
            make_schema(ASKED).load({"asked": twice})
        assert refused.value.messages == {"asked": {3: {"agency": ["A school is named twice"]}}}

    def test_tell_it_together_with_what_else_is_wrong(self):
        wrong = [{"agency": "school"}, {"agency": "nobody"}, {"agency": "school"}]
        with pytest.raises(ValidationError) as refused:
            make_schema(ASKED).load({"asked": wrong})
        assert refused.value.messages == {
            "asked": {
                1: {"agency": ["Choose one of the list: Agency"]},
                2: {"agency": ["A school is named twice"]},
            }
        }

    def test_take_each_agency_once(self):
        items = [{"agency": "school"}, {"agency": "housing"}]
        assert make_schema(ASKED).load({"asked": items})["asked"] == items
