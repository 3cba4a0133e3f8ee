"""Migrations and tables are the same thing, on both databases."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from engine.records import schema, tables
from engine.records.db import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path}/records.db"
    found = Database(url if request.param == "sqlite" else request.getfixturevalue("postgresql_url"), is_durable=False)
    yield found
    found.close()


class TestMigrate:
    def test_makes_exactly_the_tables_of_the_program(self, database):
        assert schema.migrate(database) is None
        with database.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, tables.metadata) == []

    def test_makes_every_partial_index_as_the_program_says(self, database):
        schema.migrate(database)
        with database.engine.connect() as connection:
            found = {
                index["name"]: str(next(iter(index["dialect_options"].values()), ""))
                for table in tables.metadata.tables
                for index in sa.inspect(connection).get_indexes(table)
                if any("where" in option for option in index.get("dialect_options", {}))
            }
        assert set(found) == {
            "safeguarding_case_calendar",
            "user_task_inbox",
            "user_task_claimed",
            "user_task_open",
            "timer_due",
            "delivery_queued",
            "incident_open",
        }

    def test_a_second_time_changes_nothing(self, database):
        schema.migrate(database)
        assert schema.migrate(database) == schema.HEAD
        assert schema.version(database) == schema.HEAD

    def test_can_be_undone(self, database):
        schema.migrate(database)
        config = Config()
        config.set_main_option("script_location", str(schema.FOLDER))
        from alembic import command  # noqa: PLC0415 - its name would hide the fixture's

        with database.engine.connect() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "base")
            assert sa.inspect(connection).get_table_names() == ["alembic_version"]


class TestHead:
    def test_is_the_one_pinned(self):
        config = Config()
        config.set_main_option("script_location", str(schema.FOLDER))
        assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]
