"""What was stored before there was search is found after the migration, as if it had been there."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from engine.cases.engine import CaseEngine
from engine.records import schema
from engine.records.searches import case_end, searched_submission
from tests.engine.cases.searching.conftest import Errands


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", str(schema.FOLDER))
    return found


def before_search() -> str:
    versions = ScriptDirectory.from_config(config()).walk_revisions()
    return next(str(each.down_revision) for each in versions if each.path.endswith("_search.py"))


class TestMigration:
    def test_fills_what_is_searched(self, database):
        errands = Errands(database, CaseEngine())
        first, second = errands.start("Zoë O'Brien"), errands.start(why="Left at home")
        errands.fetch("By the ferryman")
        asked = ("zoe", "left home", "ferryman", "bread", "harbour", "zo", first, second)
        before = {each: (errands.texts(each), errands.cases(each)) for each in asked}
        rows = self.rows(database)
        assert all(texts or cases for texts, cases in before.values())
        assert [len(each) for each in rows] == [3, 1]
        with database.engine.connect() as connection:
            made = config()
            made.attributes["connection"] = connection
            command.downgrade(made, before_search())
            assert not sa.inspect(connection).has_table(searched_submission.name)
        schema.migrate(database)
        assert self.rows(database) == rows
        assert {each: (errands.texts(each), errands.cases(each)) for each in asked} == before

    def rows(self, database):
        """Whose each submission is, and the ends reached."""
        columns = (searched_submission.c.case_id, searched_submission.c.submission_id, searched_submission.c.held_by)
        with database.reading() as tx:
            sent = sa.select(*columns).order_by(*columns)
            return [list(tx.connection.execute(query)) for query in (sent, sa.select(case_end))]
