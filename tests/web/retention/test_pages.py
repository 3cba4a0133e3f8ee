"""The pages on how long cases are kept: two people, a hold, and a certificate."""

import pytest

from engine import clock
from engine.cases.revisions import Revisions
from tests.engine.cases.retention.kept import DUE, bundle, keep_errand
from tests.web.conftest import make_site

CASE = "/retention/cases/2026-0001"


@pytest.fixture
def kept(tmp_path):
    site = make_site(bundle(), Revisions(), tmp_path)
    found = keep_errand(site.service.database, tmp_path)
    with clock.stopped_at(DUE):
        yield site, found


def test_what_is_due_is_listed_with_its_rule_and_how_it_stands(kept):
    site, found = kept
    site.sign_in(found.first.id)
    page = site.get("/retention")
    assert "2026-0001" in page.text
    assert "10 years until Mon 14 April, counted from the day on which it was closed" in page.text
    assert "To be looked at" in page.text
    assert "No case that you may see is due by then." in site.get("/retention?by=13+April+2036").text
    assert "The day must be a real date" in site.get("/retention?by=31+April+2036").text


def test_one_proposes_another_confirms_with_the_reference_and_a_certificate_is_issued(kept):
    site, found = kept
    site.sign_in(found.first.id)
    assert "Say why" in site.post(CASE, {"do": "propose", "reason": " "}).errors()["#propose"]
    page = site.post(CASE, {"do": "propose", "reason": "Nothing need be kept"})
    assert "Somebody else, the Warden, has to confirm it." in page.text
    assert site.post(CASE, {"do": "confirm", "again": "2026-0001"}).status == 422
    site.sign_in(found.second.id)
    assert "Type 2026-0001" in site.post(CASE, {"do": "confirm", "again": "yes"}).errors()["#confirm"]
    page = site.post(CASE, {"do": "confirm", "again": "2026-0001"})
    assert page.path == "/retention/certificates/1"
    assert "Reviewed by Wat One, Warden, Monday 14 April 2036, 10am" in page.text
    assert "Confirmed by Sim Two, Warden, Errand Office" in page.text
    assert "2 sets of answers" in page.text
    assert site.get("/cases/2026-0001").status == 404
    assert "Certificate 1: 2026-0001" in site.get("/retention").text
    assert "2026-0001" in site.get("/retention/certificates").text


def test_a_hold_stands_on_the_case_and_nothing_is_destroyed_until_it_is_lifted(kept):
    site, found = kept
    site.sign_in(found.first.id)
    assert "Say who asked" in site.post(CASE, {"do": "hold", "reason": "An inquest"}).errors()["#hold"]
    site.post(CASE, {"do": "propose", "reason": "Looked through"})
    site.post(CASE, {"do": "hold", "asked_by": "The senior coroner", "reason": "An inquest"})
    assert "Asked for by The senior coroner, placed by Wat One" in site.get("/cases/2026-0001").text
    assert "Legal hold" in site.get("/retention").text
    site.sign_in(found.second.id)
    page = site.post(CASE, {"do": "confirm", "again": "2026-0001"})
    assert (page.status, "A legal hold is in force" in page.text) == (422, True)
    site.post(CASE, {"do": "lift", "number": "1", "reason": "The inquest is over"})
    assert "placed a legal hold on the case." in site.get("/cases/2026-0001/history").text
    assert site.post(CASE, {"do": "confirm", "again": "2026-0001"}).path == "/retention/certificates/1"


def test_whoever_keeps_a_case_longer_says_until_when_and_why(kept):
    site, found = kept
    site.sign_in(found.second.id)
    assert "until which day" in site.post(CASE, {"do": "keep", "reason": "A brother"}).errors()["#keep"]
    page = site.post(CASE, {"do": "keep", "reason": "A brother is in care", "until": "1 May 2040"})
    assert "Kept longer until Tuesday 1 May 2040" in page.text
    assert "Kept until Tue 1 May 2040" in site.get("/retention").text
    assert "decided to keep the case longer" in site.post(CASE, {"do": "propose", "reason": "x"}).text


def test_others_find_none_of_it(kept):
    site, _ = kept
    site.sign_in(site.person("Ada Other", ("harbour", "Harbour Master"), email="a@example.org", is_demonstration=True))
    assert [site.get(url).status for url in ("/retention", CASE, "/retention/certificates")] == [404, 404, 404]
    assert site.post(CASE, {"do": "hold", "asked_by": "x", "reason": "y"}).status == 404


def test_an_answer_is_redacted_by_two_people_and_its_page_says_so(kept):
    site, found = kept
    new = f"{CASE}/redactions/answer/{found.submission_id}"
    site.sign_in(found.first.id)
    assert "Choose which answer" in site.post(new, {"reason": "x"}).errors()["#path"]
    page = site.post(new, {"path": "bags-0-owner", "reason": "A bystander"})
    assert "Waits to be confirmed: Ask for an errand: Whose?" in page.text
    assert "Fetch it: How?" in page.text  # where the same words stand
    assert site.post(f"{CASE}/redactions", {"do": "confirm", "number": "1"}).status == 422
    site.sign_in(found.second.id)
    page = site.post(f"{CASE}/redactions", {"do": "confirm", "number": "1"})
    assert "redacted on Monday 14 April 2036, 10am. Proposed by Wat One, confirmed by Sim Two." in page.text
    sent = site.get(f"/submissions/{found.submission_id}")
    assert "Whose? Redacted on Monday 14 April 2036 by Wat One, confirmed by Sim Two." in sent.text
    assert "Vandersloot" not in sent.text
    assert "confirmed a redaction" in site.get("/cases/2026-0001/history").text


def test_a_file_that_was_redacted_is_not_given_any_more(kept):
    site, found = kept
    site.sign_in(found.first.id)
    site.post(f"{CASE}/redactions/upload/{found.upload_id}", {"reason": "The wrong child"})
    given = site.get(f"/uploads/{found.upload_id}")
    assert given.status == 200
    given.response.close()
    site.sign_in(found.second.id)
    site.post(f"{CASE}/redactions", {"do": "confirm", "number": "1"})
    assert site.get(f"/uploads/{found.upload_id}").status == 404
    assert "Peregrinatrix" not in site.get(f"/submissions/{found.submission_id}").text
    assert site.post(f"{CASE}/redactions/upload/{found.upload_id}", {"reason": "again"}).status == 404
