"""`cspr backup` and `cspr restore`, as the README says: a case is made, copied, destroyed, put back and proven."""

import shutil
from io import BytesIO

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from engine.records import schema
from engine.records.db import Database
from engine.records.tables import metadata, upload
from tests import postgresql
from tests.web.conftest import make_site
from tests.web.errands import bundle, errands_on
from web.commands import main

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def addresses(request, tmp_path):
    """The addresses of two empty databases: the service's own, and one for what is put back."""
    if request.param == "sqlite":
        return [f"sqlite:///{tmp_path}/{name}.sqlite" for name in ("first", "second")]
    server = request.getfixturevalue("postgresql_server")
    return [postgresql.create_database(server, f"{name}_{tmp_path.name}") for name in ("first", "second")]


@pytest.fixture
def cspr(monkeypatch):
    """Run a command of an installation; PostgreSQL's programs are those of the server."""
    monkeypatch.setenv("PATH", str(postgresql.programs()))

    def run(url, folder, *said):
        env = {"CSPR_DATABASE_URL": url, "CSPR_DATA_FOLDER": str(folder)}
        return CliRunner().invoke(main, [str(each) for each in said], env=env)

    return run


def with_a_case(url, folder, revisions) -> None:
    """A case with a letter, a submission and a file, and a draft with another."""
    database = Database(url)
    schema.migrate(database)
    database.close()
    errands = errands_on(make_site(bundle(), revisions, folder, url=url))
    errands.send(**{"paper-new": (BytesIO(PDF), "list.pdf")})
    page = errands.begin()
    errands.site.post(page, {"paper-new": (BytesIO(b"%PDF-1.4\n%%EOF\n"), "other.pdf"), "act": "upload"})
    errands.site.service.database.close()


def rows(url) -> dict[str, list[tuple]]:
    database = Database(url)
    with database.reading() as tx:
        found = {t.name: sorted(map(repr, tx.connection.execute(sa.select(t)))) for t in metadata.sorted_tables}
    database.close()
    return found


class TestBackupAndRestore:
    def test_a_case_that_was_lost_is_back_and_every_chain_and_file_is_proven(
        self, addresses, cspr, tmp_path, errand_revisions
    ):
        (url, again), folder, copy = addresses, tmp_path / "data", tmp_path / "copies" / "monday"
        with_a_case(url, folder, errand_revisions)
        before = rows(url)
        done = cspr(url, folder, "backup", copy)
        assert done.exit_code == 0, done.output
        assert "and 2 uploaded files beside it" in done.output
        assert (copy.stat().st_mode & 0o777) == 0o700
        shutil.rmtree(folder)

        assert cspr(again, folder, "restore", copy).exit_code == 0
        assert rows(again) == before
        assert len(before["upload"]) == 2
        assert cspr(again, folder, "migrate").output == f"The database is at {schema.HEAD}, as it was\n"
        proven = cspr(again, folder, "verify-audit", "--uploads", folder / "uploads")
        assert proven.exit_code == 0
        assert proven.output.startswith("1 cases, ")
        assert "every chain holds\n" in proven.output
        assert "the chain holds\nEvery uploaded file holds what was uploaded\n" in proven.output

    def test_what_is_there_is_never_written_over(self, addresses, cspr, tmp_path, errand_revisions):
        (url, _), copy = addresses, tmp_path / "copy"
        with_a_case(url, tmp_path, errand_revisions)
        assert cspr(url, tmp_path, "backup", copy).exit_code == 0
        twice = cspr(url, tmp_path, "backup", copy)
        assert (twice.exit_code, "each copy has a folder of its own" in twice.output) == (2, True)
        over = cspr(url, tmp_path, "restore", copy)
        assert (over.exit_code, "the database is not empty" in over.output) == (2, True)

    def test_what_cannot_be_done_is_said(self, addresses, cspr, tmp_path, monkeypatch):
        url, again = addresses
        (tmp_path / "empty").mkdir()
        nothing = cspr(again, tmp_path, "restore", tmp_path / "empty")
        assert (nothing.exit_code, "is not there" in nothing.output) == (2, True)
        if url.startswith("postgresql"):
            monkeypatch.setenv("PATH", str(tmp_path))
            missing = cspr(url, tmp_path, "backup", tmp_path / "copy")
            assert (missing.exit_code, "pg_dump is not on the PATH" in missing.output) == (2, True)

    def test_a_server_that_is_away_is_said_in_its_own_words(self, cspr, tmp_path):
        done = cspr(f"postgresql+psycopg://cspr:se:cret@/x?host={tmp_path}", tmp_path, "backup", tmp_path / "copy")
        assert done.exit_code == 2
        assert "pg_dump could not do it" in done.output
        assert "cret" not in done.output


class TestVerifyAudit:
    @pytest.mark.parametrize(
        ("spoil", "what"),
        [(lambda file: file.unlink(), "is gone"), (lambda file: file.write_bytes(b"%PDF-1.7 x"), "does not hold what")],
        ids=["gone", "changed"],
    )
    def test_finds_a_file_that_is_not_what_was_uploaded(self, cspr, tmp_path, errand_revisions, spoil, what):
        url = f"sqlite:///{tmp_path}/cspr.sqlite"
        with_a_case(url, tmp_path, errand_revisions)
        database = Database(url)
        with database.reading() as tx:
            sha256 = tx.connection.scalar(sa.select(upload.c.sha256).where(upload.c.id == 1))
        database.close()
        spoil(tmp_path / "uploads" / sha256[:2] / sha256)
        done = cspr(url, tmp_path, "verify-audit", "--uploads", tmp_path / "uploads")
        assert (done.exit_code, f"file 1 {what}" in done.output) == (1, True)
        told = cspr(url, tmp_path, "verify-audit", "--uploads", tmp_path / "uploads", "--json")
        assert '"ok":false' in told.output
