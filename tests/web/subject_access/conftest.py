"""The errand office with a warden who answers people that ask what is held about them, and a case about one of them."""

import io
import zipfile
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from engine import clock
from engine.diagrams.bundle import Bundle
from engine.records.tables import safeguarding_case
from tests.engine.rows import AT
from tests.web.conftest import make_site
from tests.web.errands import Errands, bundle, errands_on

ROLES = b"""oversight: Keeper
guard: Keeper
opened_minutes: 60
subject_access:
  role: Warden
  reasons: {other: Information about another person, harm: Serious harm}
roles:"""


def asked_bundle(*, names_staff: bool = False) -> Bundle:
    files = dict(bundle().files)
    rules = ROLES.replace(b"role: Warden", b"role: Warden\n  names_staff: true") if names_staff else ROLES
    files["bpmn/partnership.yaml"] = files["bpmn/partnership.yaml"].replace(b"roles:", rules, 1)
    files["forms/letters/opened.txt"] = b"Subject: {{ case.reference }}: opened\n\nSomebody opened it.\n"
    form = files["forms/definitions/errand.yaml"]
    files["forms/definitions/errand.yaml"] = form.replace(
        b"            label: Whose?\n", b"            label: Whose?\n            names_person: true\n"
    )
    return Bundle(files)


@dataclass
class Asked:
    """The office; `number` is the request that was begun."""

    errands: Errands
    keeper: int
    number: int = 0

    @property
    def site(self):
        return self.errands.site

    @property
    def address(self) -> str:
        return f"/subject-access/{self.number}"

    @property
    def reference(self) -> str:
        return self.rows(safeguarding_case)[0].reference

    def rows(self, table, *where):
        with self.site.service.database.reading() as tx:
            return tx.connection.execute(sa.select(table).where(*where)).all()

    def begin(self, person: int | None = None, **typed) -> str:
        self.site.sign_in(person or self.errands.warden)
        said = {
            "name": "Nell Dean", "received_on-day": "10", "received_on-month": "4", "received_on-year": "2026", **typed,
        }  # fmt: skip
        answer = self.site.post("/subject-access", said, follow=False)
        assert answer.status == 302, answer.text
        self.number = int(answer.response.location.split("/")[2])
        return self.address

    def choose(self, reference: str = ""):
        return self.site.post(f"{self.address}/cases", {"reference": reference or self.reference})

    def items(self) -> dict[str, str]:
        """The items of the case: title and address."""
        page = self.site.get(f"{self.address}/cases/{self.reference}")
        return {link.text_content(): link.get("href") for link in page.all("//main//tbody//th/a")}

    def item(self, kind: str) -> str:
        return next(href for href in self.items().values() if f"/{kind}:" in href)

    def go_through(self) -> None:
        """Go through all that nobody has gone through."""
        for address in self.items().values():
            assert self.site.post(f"{address}/finish", {"gives": "file"}, follow=False).status == 302

    def withhold(self, kind: str, **typed):
        return self.site.post(f"{self.item(kind)}/withhold", {"reason": "other", **typed})

    def package(self) -> zipfile.ZipFile:
        """Make the package, and download it."""
        answer = self.site.post(f"{self.address}/packages")
        assert answer.status == 200, answer.text
        link = answer.one("(//main//a[contains(@href, '/packages/')])[1]").get("href")
        with self.site.get(link).response as response:
            return zipfile.ZipFile(io.BytesIO(response.get_data()))


@pytest.fixture
def asked(errand_revisions, tmp_path):
    with clock.stopped_at(AT):
        errands = errands_on(make_site(asked_bundle(), errand_revisions, tmp_path, largest_upload_bytes=100_000))
        keeper = errands.site.person("Kit Keeper", ("partnership", "Keeper"), is_demonstration=True)
        yield Asked(errands=errands, keeper=keeper)
