"""Letters and history, narrowed by their filters and a page at a time; and the case on paper."""

import pytest

from tests.engine.cases.journey import WEDNESDAY
from tests.web.cases.test_views import give_views
from web.cases import records

ITEMS = {"letters": "//tbody//th/a", "history": "//ol[@class='app-history']/li"}


@pytest.fixture
def several(stage, office, journey):
    """A case with letters to several and entries of several people."""
    give_views(stage, 0, 1)
    journey.go_to(WEDNESDAY)
    stage.sign_in(office)


def options(page, name):
    return {
        option.get("value"): option.text for option in page.all(f"//select[@id='{name}']/option") if option.get("value")
    }


class TestLetters:
    def test_are_narrowed_by_whom_they_are_to_what_they_are_and_their_state(self, stage, several):
        page = stage.get("letters")
        every = len(page.all(ITEMS["letters"]))
        for name in ("to", "kind"):
            found = {
                value: len(stage.get(f"letters?{name}={value}").all(ITEMS["letters"])) for value in options(page, name)
            }
            assert len(found) > 1
            assert sum(found.values()) == every
            assert all(0 < number < every for number in found.values())

    def test_of_two_filters_keep_what_both_leave(self, stage, several):
        page = stage.get("letters")
        both = {(to, kind) for to in options(page, "to") for kind in options(page, "kind")}
        numbers = [len(stage.get(f"letters?to={to}&kind={kind}").all(ITEMS["letters"])) for to, kind in both]
        assert sum(numbers) == len(page.all(ITEMS["letters"]))

    @pytest.mark.parametrize("query", ["to=nobody", "kind=x", "state=lost", "page=0", "page=99", "page=x"])
    def test_of_what_is_not_there_do_not_exist(self, stage, office, query):
        assert stage.get(f"letters?{query}").status == 404

    def test_offer_whom_they_are_to_only_as_far_as_they_may_be_read(self, stage, journey, several):
        stage.sign_in(journey.person(journey.referrer))
        page = stage.get("letters")
        assert len(options(page, "to")) <= 1


@pytest.mark.parametrize(("path", "size"), [("letters", "LETTERS_A_PAGE"), ("history", "ENTRIES_A_PAGE")])
class TestPages:
    def test_hold_everything_once_and_all_of_it_on_one_to_print(self, stage, several, monkeypatch, path, size):
        every = [item.text_content() for item in stage.get(path).all(ITEMS[path])]
        monkeypatch.setattr(records, size, 2)
        page, found = stage.get(path), []
        while True:
            found += [item.text_content() for item in page.all(ITEMS[path])]
            if not (following := page.all("//a[@rel='next']/@href")):
                break
            page = stage.get(following[0])
        assert found == every
        assert [item.text_content() for item in stage.get(f"{path}?page=all").all(ITEMS[path])] == every

    def test_keep_what_was_asked_for(self, stage, several, monkeypatch, path, size):
        monkeypatch.setattr(records, size, 1)
        kind = next(iter(options(stage.get(path), "kind")))
        links = stage.get(f"{path}?kind={kind}").all("//a[contains(@href, 'page=')]/@href")
        assert all("kind=" in link for link in links)

    def test_cost_as_many_statements_whatever_is_asked(self, stage, several, path, size):
        assert size
        with stage.site.statements() as every:
            stage.get(path)
        kind = next(iter(options(stage.get(path), "kind")))
        with stage.site.statements() as some:
            stage.get(f"{path}?kind={kind}")
        assert len(every) == len(some) <= 13


class TestHistory:
    def test_is_narrowed_by_who_and_by_kind(self, stage, several, office):
        page = stage.get("history")
        mine = stage.get(f"history?by={office.id}").all(f"{ITEMS['history']}/b")
        assert {b.text for b in mine} == {office.name}
        for name in ("by", "kind"):
            numbers = [len(stage.get(f"history?{name}={value}").all(ITEMS["history"])) for value in options(page, name)]
            assert sum(numbers) == len(page.all(ITEMS["history"]))

    def test_is_told_from_a_day_on(self, stage, several):
        found = stage.get("history?from=31 March 2026").all(f"{ITEMS['history']}/time/@datetime")
        assert found
        assert min(found) >= "2026-03-30T23"
        assert len(found) < len(stage.get("history").all(ITEMS["history"]))

    def test_says_what_is_wrong_with_a_day_and_leaves_nothing_out(self, stage, several):
        page = stage.get("history?from=the other day")
        assert list(page.errors()) == ["#from"]
        assert page.title().startswith("Error: ")
        assert len(page.all(ITEMS["history"])) == len(stage.get("history").all(ITEMS["history"]))


class TestPrintout:
    def test_says_everything_that_the_pages_say_who_printed_it_and_when(self, stage, office, journey, several):
        text = stage.get("print").one("//article").text_content()
        assert text.strip().startswith("OFFICIAL-SENSITIVE")
        assert f"Printed by {office.name}, {office.posts[0].title}, Wednesday 1 April 2026" in text
        for row in journey.open_rows():
            assert journey.element(row).name in text
        for path in ("letters?page=all", "answers"):
            assert all(item.text in text for item in stage.get(path).all("//tbody//th/a"))
        told = [li.xpath("b")[0].text_content() for li in stage.get("history?page=all").all(ITEMS["history"])]
        assert len(stage.get("print").all("//article/ol[@class='app-history'][last()]/li")) == len(told)

    def test_of_who_referred_is_their_own_part(self, stage, journey, several):
        inside = stage.get("print").one("//article").text_content()
        stage.sign_in(journey.person(journey.referrer))
        own = stage.get("print").one("//article").text_content()
        assert "What happened" in inside
        for none in ("What happened", "Steps", "Decisions", "Notes", "Time limits"):
            assert none not in own
        panel = [partner.name for partner in journey.revision.partnership.partners.values()]
        assert not any(name in own for name in panel)

    def test_is_not_for_strangers(self, stage, journey):
        *_, other = journey.revision.partnership.agencies.values()
        stage.sign_in(journey.person(f"{other.contacts[0]} of {other.name}"))
        assert stage.get("print").status == 404

    def test_takes_as_many_statements_at_the_end_as_at_the_start(self, stage, office):
        with stage.site.statements() as early:
            stage.get("print")
        give_views(stage, 0, 1, 0)
        stage.get("print")
        with stage.site.statements() as late:
            stage.get("print")
        assert len(early) == len(late) <= 15  # the last notes who printed the case
