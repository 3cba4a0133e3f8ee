"""Accounts, posts and the log as administrators use their pages; and that they see no case on any of them."""

import re

import pytest

from engine import clock
from engine.calendar.working_days import ONE_DAY
from engine.records.tables import delivery, notice, user_task
from engine.registers.password_links import PasswordLinks, ending_of
from engine.registers.people import accounts
from engine.settings import Settings

ACCOUNTS = "/administration/accounts"
JO = {"name": "Jo Park", "email": "jo.park@example.org", "way": "account"}
NEW = "a few good words together"


class Desk:
    """An administrator at work, while an errand is under way."""

    def __init__(self, errands) -> None:
        self.errands, self.site = errands, errands.site
        self.task = errands.task()
        self.ann = self.site.person("Ann Admin", is_administrator=True, is_demonstration=True)
        self.site.sign_in(self.ann)
        self.letters = errands.count(delivery)

    def link(self) -> str:
        """The address that the last mail would hold."""
        settings: Settings = self.site.service.settings
        with self.site.service.database.reading() as tx:
            row = tx.connection.execute(notice.select().order_by(notice.c.id.desc())).first()
            return re.search(r"http://localhost(\S+)", ending_of(tx, PasswordLinks.of(settings), row.id))[1]

    def account(self, email):
        with self.site.service.database.reading() as tx:
            return next(one for one in accounts(tx) if one.email == email)

    def page_of(self, person_id) -> str:
        return f"{ACCOUNTS}/{person_id}"


@pytest.fixture
def desk(errands) -> Desk:
    return Desk(errands)


class TestOpening:
    def test_sends_a_link_by_which_the_person_sets_a_password_and_signs_in(self, desk):
        page = desk.site.post(f"{ACCOUNTS}/new", JO)
        assert page.path == desk.page_of(desk.account("jo.park@example.org").id)
        assert "A link by which they set their password is on its way to jo.park@example.org." in page.text
        assert "No password yet" in page.text
        link = desk.link()
        desk.site.client = desk.site.app.test_client()
        asked = desk.site.get(link)
        assert "Jo Park, jo.park@example.org" in asked.text
        done = desk.site.post(link, {"password": NEW})
        assert (done.path, "Your password is set." in done.text) == ("/sign-in", True)
        assert desk.site.post("/sign-in", {"email": JO["email"], "password": NEW}, follow=False).status == 302
        assert desk.site.get(link).status == 404
        assert desk.site.post(link, {"password": NEW}).status == 404

    @pytest.mark.parametrize(
        ("changed", "where"),
        [
            ({"name": " "}, "#name"),
            ({"name": "x" * 201}, "#name"),
            ({"email": ""}, "#email"),
            ({"email": "Jo <jo@example.org>"}, "#email"),
            ({"email": "Wat.Warden@example.org"}, "#email"),
            ({"way": "magic"}, "#way-account"),
            ({"way": "contact", "post": ""}, "#post"),
            ({"way": "contact", "post": "partnership|Warden"}, "#post"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(self, desk, changed, where):
        page = desk.site.post(f"{ACCOUNTS}/new", {**JO, **changed})
        assert (page.status, list(page.errors())) == (422, [where])
        assert desk.account("wat.warden@example.org").name == "Wat Warden"
        assert desk.errands.count(delivery) == desk.letters

    def test_of_a_contact_sends_nothing_and_names_their_post(self, desk):
        given = {**JO, "way": "contact", "post": "harbour|Harbour Master"}
        page = desk.site.post(f"{ACCOUNTS}/new", given)
        assert "Harbour Master The Harbour" in page.text
        assert "Never: a link and a code open" in page.text
        made = desk.site.post(f"{page.path}/do/send-link")
        assert "A link by which Jo Park sets a password is on its way" in made.text
        desk.site.post(desk.link(), {"password": NEW})
        assert not desk.account(JO["email"]).is_contact


class TestAccount:
    def test_closing_says_first_what_follows_and_gives_back_at_once(self, desk):
        desk.site.sign_in(desk.errands.warden)
        desk.site.post(f"/work/{desk.task.rpartition('/')[2]}/take")
        wardens = desk.site.client
        desk.site.sign_in(desk.ann)
        path = desk.page_of(desk.errands.warden)
        asked = desk.site.get(f"{path}/close")
        assert "The post of Warden, Errand Office, ends." in asked.text
        page = desk.site.post(f"{path}/close")
        assert "The account of Wat Warden is closed, and signed out everywhere." in page.text
        assert wardens.get("/work").status_code == 302
        with desk.site.service.database.reading() as tx:
            assert tx.connection.execute(user_task.select().where(user_task.c.person_id.is_not(None))).all() == []
        assert "Closed" in page.text
        again = desk.site.post(f"{path}/do/reopen")
        assert "is open again, without any post" in again.text

    def test_says_what_nobody_does_when_the_last_has_gone(self, desk):
        page = desk.site.post(f"{desk.page_of(desk.errands.miller)}/close")
        assert "Nobody is now: Any partner of The Mill and Miller of The Mill." in page.text

    def test_of_ones_own_is_closed_by_another(self, desk):
        path = desk.page_of(desk.ann)
        assert "This is your own account" in desk.site.get(path).text
        for what in ("close", "do/administer-no-more"):
            refused = desk.site.post(f"{path}/{what}")
            assert (refused.status, "another administrator does" in refused.text) == (422, True)

    def test_changes_of_address_are_told_to_both(self, desk):
        path = desk.page_of(desk.errands.miller)
        assert desk.site.get(f"{path}/details").one("//input[@id='name']").get("value") == "Mo Miller"
        page = desk.site.post(f"{path}/details", {"name": "Mo Mill", "email": "mo.mill@example.org"})
        assert "The account of Mo Mill is changed. Both addresses are told by mail." in page.text
        taken = desk.site.post(f"{path}/details", {"name": "Mo Mill", "email": "ada.harbour@example.org"})
        assert taken.errors() == {"#email": "Somebody else has this address"}

    def test_that_holds_a_post_does_not_administer(self, desk):
        path = desk.page_of(desk.errands.miller)
        assert desk.site.post(f"{path}/do/administer").status == 422
        desk.site.post(f"{ACCOUNTS}/new", JO)
        jo = desk.page_of(desk.account(JO["email"]).id)
        assert "Jo Park administers accounts from now on." in desk.site.post(f"{jo}/do/administer").text
        refused = desk.site.post(f"{jo}/posts", {"post": "partnership|Warden"})
        assert "two accounts" in refused.errors()["#post"]

    def test_there_is_not_has_no_page(self, desk):
        for path in ("999999", "999999/details", "999999/close", "999999/posts", "99999999999999999999"):
            assert desk.site.get(f"{ACCOUNTS}/{path}").status == 404
        assert desk.site.post(f"{ACCOUNTS}/999999/do/reopen").status == 404
        assert desk.site.post(f"{desk.page_of(desk.ann)}/do/anything").status == 404


class TestPosts:
    def test_begin_and_end_on_their_days(self, desk):
        path, tomorrow = desk.page_of(desk.errands.miller), clock.today() + ONE_DAY
        days = {"from_on-day": str(tomorrow.day), "from_on-month": str(tomorrow.month), "from_on-year": "2026"}
        page = desk.site.post(f"{path}/posts", {"post": "harbour|Port Reeve", **days})
        assert "Mo Miller holds the post of Port Reeve from Wednesday 15 April 2026." in page.text
        assert "To come" in page.text
        again = desk.site.post(f"{path}/posts", {"post": "harbour|Port Reeve"})
        assert "They hold this post already" in again.errors()["#post"]
        end = page.one("//a[contains(., 'End it: Port Reeve')]").get("href")
        assert "Leave it empty to end the post at once" in desk.site.get(end).text
        past = {"until_on-day": "13", "until_on-month": "4", "until_on-year": "2026"}
        assert list(desk.site.post(end, past).errors()) == ["#until_on-day"]
        ended = desk.site.post(end)
        assert "does not hold the post of Port Reeve any more" in ended.text
        assert "called off before it began" in ended.text
        assert desk.site.get(end).status == 404

    def test_of_another_title_need_an_organisation(self, desk):
        path = desk.page_of(desk.errands.miller)
        page = desk.site.post(f"{path}/posts", {"post": "other", "title": "Teacher"})
        assert list(page.errors()) == ["#organisation"]
        page = desk.site.post(f"{path}/posts", {"post": "other", "title": "Teacher", "organisation": "harbour"})
        assert "holds the post of Teacher" in page.text
        assert "May refer a case" in desk.site.get("/administration/posts").text

    def test_are_shown_with_who_holds_them_and_what_is_vacant(self, desk):
        page = desk.site.get("/administration/posts")
        rows = {row.xpath("string(th)"): " ".join(row.text_content().split()) for row in page.all("//tbody/tr")}
        assert "Held" in rows["Warden"]
        assert "Vacant" in rows["Keeper"]
        assert "Nobody is Keeper" in rows["Keeper"]
        assert "Others answer meanwhile" in rows["Second Miller"]
        gaps = desk.site.get("/administration/posts?show=gaps")
        assert "Warden" not in [row.xpath("string(th)") for row in gaps.all("//tbody/tr")]
        soon = {"until_on-day": "20", "until_on-month": "4", "until_on-year": "2026"}
        with desk.site.service.database.reading() as tx:
            number = tx.connection.exec_driver_sql("SELECT id FROM post_held WHERE title = 'Harbour Master'").scalar()
        desk.site.post(f"{desk.page_of(desk.errands.asker)}/posts/{number}/end", soon)
        row = desk.site.get("/administration/posts?show=gaps").one("//tr[th='Harbour Master']")
        assert "Ends soon" in row.text_content()


class TestLog:
    def test_tells_who_did_what_and_gives_it_as_a_file(self, desk):
        desk.site.post(f"{ACCOUNTS}/new", {**JO, "name": "=Jo"})
        page = desk.site.get("/administration/log")
        assert "Ann Admin opened an account for =Jo, jo.park@example.org." in page.text
        narrowed = desk.site.get("/administration/log?action=link_sent")
        assert [row.xpath("string(td[2])").split(".")[0] for row in narrowed.all("//tbody/tr")] == [
            "Ann Admin sent =Jo an invitation with a link that sets a password"
        ]
        assert "Nothing of this kind" in desk.site.get("/administration/log?until=13 4 2026").text
        assert desk.site.get("/administration/log?until=soon").errors()
        for wrong in ("action=other", "about=999999", "by=x", f"before={'9' * 30}"):
            assert desk.site.get(f"/administration/log?{wrong}").status == 404
        file = desk.site.get("/administration/log.csv").response
        assert file.mimetype == "text/csv"
        assert ",'=Jo," in file.text

    def test_of_accounts_goes_on_by_pages(self, desk):
        for number in range(60):
            desk.site.person(f"Person {number:02}", is_demonstration=True)
        first = desk.site.get(ACCOUNTS)
        assert len(first.all("//tbody/tr")) == 50
        more = desk.site.get(first.one("//a[@rel='next']").get("href"))
        assert more.all("//tbody/tr")
        assert not more.all("//a[@rel='next']")


class TestHats:
    """Who administers accounts sees no case."""

    def test_no_page_that_an_administrator_opens_shows_one(self, desk):
        opened = 0
        for rule in desk.site.app.url_map.iter_rules():
            action = desk.site.app.view_functions[rule.endpoint].action
            if (
                "GET" not in (rule.methods or ())
                or action in ("probe", "by_token")
                or rule.endpoint in ("static", "mail.listing")
            ):
                continue
            known = {
                "reference": "2026-0001", "task_id": desk.task.rpartition("/")[2], "person_id": desk.errands.warden,
                "number": 1, "process": "errand", "element": "fetch", "clause": "ERR-1", "team": "warden",
                "kind": "csv", "called": "agencies",
            }  # fmt: skip
            with desk.site.app.test_request_context():
                path = rule.build({name: known.get(name, "1") for name in rule.arguments})
            answer = desk.site.get(path[1])
            assert answer.status in (200, 404, 405), path
            opened += answer.status == 200
            said = answer.response.text.replace(path[1], "")
            assert not re.search(r"2026-0001|Nell|Dean|Fetch it", said), path
        assert opened > 25

    def test_nobody_else_comes_to_these_pages(self, desk):
        paths = (
            "",
            "/new",
            f"/{desk.errands.warden}",
            f"/{desk.errands.warden}/close",
            f"/{desk.errands.warden}/posts",
        )
        for person in (desk.errands.warden, desk.errands.asker):
            desk.site.sign_in(person)
            for path in (*(f"{ACCOUNTS}{path}" for path in paths), "/administration/posts", "/administration/log"):
                assert desk.site.get(path).status == 403
            for path in ("/new", f"/{desk.ann}/close", f"/{person}/do/administer", f"/{person}/posts"):
                assert desk.site.post(f"{ACCOUNTS}{path}", JO).status == 403

    def test_statements_of_a_page_do_not_grow_with_accounts(self, desk):
        pages = (ACCOUNTS, "/administration/posts", "/administration/log", desk.page_of(desk.errands.warden))

        def counted():
            found = []
            for path in pages:
                with desk.site.statements() as seen:
                    desk.site.get(path)
                found.append(len(seen))
            return found

        before = counted()
        for number in range(20):
            desk.site.person(f"Person {number:02}", ("harbour", "Port Reeve"), is_demonstration=True)
        assert counted() == before
        assert max(before) <= 12
