class TestClauses:
    def test_shows_every_clause_with_its_time_limits(self, site):
        with site.service.database.reading() as tx:
            clauses = site.service.cases.revisions.current(tx).clauses
        page = site.get("/framework")
        assert {row.get("id") for row in page.all("//tbody/tr")} == set(clauses)
        limits = sum(len(clause.limits) for clause in clauses.values())
        assert len(page.all("//td/small")) == limits

    def test_says_a_limit_in_words(self, errands):
        assert "1 working day from “asked”, local" in errands.site.get("/framework").text


class TestStatements:
    def test_can_be_read_by_anybody(self, real_site):
        for address in ("/accessibility", "/privacy"):
            assert real_site.get(address).status == 200

    def test_say_how_long_cases_are_kept(self, real_site):
        assert "kept for 10 to 35 years, by how it ended" in real_site.get("/privacy").text

    def test_say_how_long_a_session_lasts(self, real_site):
        assert "ends after 30 minutes" in real_site.get("/privacy").text
