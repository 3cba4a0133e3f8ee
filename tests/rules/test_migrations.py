"""The schema's versions form one line, and its end is pinned."""

from alembic.script import ScriptDirectory

from engine.records.schema import FOLDER, HEAD


class TestHead:
    def test_is_the_one_end_of_the_migrations(self):
        assert ScriptDirectory(str(FOLDER)).get_heads() == [HEAD], "write the new revision's id into head.txt"

    def test_follows_one_line(self):
        revisions = list(ScriptDirectory(str(FOLDER)).walk_revisions())
        assert all(not revision.is_merge_point for revision in revisions)
