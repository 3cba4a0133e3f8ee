from engine.cases.holders import Holder


class TestHolder:
    def test_has_an_article_inside_a_sentence_unless_it_has_a_name_of_its_own(self):
        assert Holder(key="Warden", role="Warden").in_a_sentence == "the Warden"
        assert Holder(key="Asker|harbour", role="Asker", organisation="Port Office").in_a_sentence == "Port Office"
