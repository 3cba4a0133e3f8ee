"""Migrations and tables are the same thing, on both databases."""

from collections.abc import Iterator
from importlib import resources

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from procrastinate.schema import SchemaManager

from engine.records import schema, tables
from engine.records.db import Database
from tests.postgresql import create_database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path}/records.db"
    found = Database(url if request.param == "sqlite" else request.getfixturevalue("postgresql_url"), is_durable=False)
    yield found
    found.close()


def is_full_text(kind: str, name: str | None) -> bool:
    """What searches read on each database is no thing of both: tests of search look at it."""
    return kind in ("table", "index") and "_full_text" in (name or "")


def is_of_the_queue(kind: str, name: str | None) -> bool:
    return kind == "table" and (name or "").startswith("procrastinate_")


class TestMigrate:
    def test_makes_exactly_the_tables_of_the_program(self, database):
        assert schema.migrate(database) is None
        with database.engine.connect() as connection:

            def is_ours(name: str | None, kind: str, _parents: object) -> bool:
                return not is_of_the_queue(kind, name) and not is_full_text(kind, name)

            context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_ours})
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
            "register_entry_newest",
            "user_task_inbox",
            "user_task_claimed",
            "user_task_open",
            "user_task_limit",
            "user_task_remind",
            "user_task_waiting",
            "timer_due",
            "delivery_queued",
            "incident_open",
            "restriction_live",
            "named_person_live",
            "conflict_live",
            "opening_unreviewed",
            "webhook_delivery_queued",
            "webhook_delivery_waiting",
            "service_incident_open",
            "access_case_chosen",
            "access_package_kept",
            "legal_hold_live",
            "redaction_waiting",
            "retention_review_waiting",
            "safeguarding_case_closed",
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


CATALOGUE = """
    SELECT 'function ' || proname AS name, pg_get_functiondef(oid) AS what
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'procrastinate%'
    UNION ALL SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'constraint ' || conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE conrelid::regclass::text LIKE 'procrastinate%'
    UNION ALL SELECT 'column ' || table_name || '.' || column_name,
        concat_ws(' ', data_type, udt_name, is_nullable, column_default)
    FROM information_schema.columns WHERE table_name LIKE 'procrastinate%'
    UNION ALL SELECT 'type ' || typname, string_agg(enumlabel, ' ' ORDER BY enumsortorder)
    FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid GROUP BY typname
"""


class TestTheQueue:
    def test_has_the_tables_of_the_version_of_procrastinate_that_is_installed(self, database, postgresql_server):
        """Whoever takes another version adds a migration made of the scripts that come with it."""
        if database.is_sqlite:
            schema.migrate(database)
            assert not any(is_of_the_queue("table", t) for t in sa.inspect(database.engine).get_table_names())
            return
        schema.migrate(database)
        theirs = Database(create_database(postgresql_server, f"{database.url.database}_theirs"), is_durable=False)
        with theirs.transaction() as tx:
            tx.connection.execute(sa.text(SchemaManager.get_schema().replace(":", r"\:")))
        found = []
        for each in (database, theirs):
            with each.reading() as tx:
                found.append(dict(tx.connection.execute(sa.text(CATALOGUE.replace("::", r"\:\:"))).all()))
        theirs.close()
        assert len(found[0]) > 60
        assert found[0] == found[1]

    def test_is_told_when_a_version_that_changes_the_tables_is_installed(self):
        config = Config()
        config.set_main_option("script_location", str(schema.FOLDER))
        ours = ScriptDirectory.from_config(config).walk_revisions()
        known = [getattr(each.module, "LAST_SCRIPT", "") for each in ours]
        scripts = (each.name for each in (resources.files("procrastinate.sql") / "migrations").iterdir())
        assert max(known) == max(name for name in scripts if name.endswith(".sql"))


class TestHead:
    def test_is_the_one_pinned(self):
        config = Config()
        config.set_main_option("script_location", str(schema.FOLDER))
        assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]
