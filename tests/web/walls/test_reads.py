"""What somebody is shown of a case is kept, by whatever way they ask for it."""

import pytest
import sqlalchemy as sa

from engine.records.protection import case_read


def reads(world) -> int:
    with world.site.service.database.reading() as tx:
        return tx.connection.scalar(sa.select(sa.func.count()).select_from(case_read))


class TestAFile:
    @pytest.mark.parametrize("asked", ["bytes=0-", "bytes=3-5"])
    def test_is_kept_of_who_asks_for_a_piece_of_it(self, world, asked):
        before = reads(world)
        answer = world.ask("office", f"/uploads/{world.here['upload_id']}", headers={"Range": asked})
        assert answer.status_code in (200, 206)
        assert answer.get_data() in b"%PDF-1.7 private of Referrer - Person"
        assert reads(world) == before + 1


class TestAPage:
    def test_is_kept_of_who_is_shown_it_again_with_what_is_wrong(self, world):
        before = reads(world)
        task = "/tasks/" + world.here["task_id"]["the office's"]
        answer = world.ask("office", task, method="POST", act="check")
        assert answer.status_code == 422
        assert world.here["reference"] in answer.text
        assert reads(world) == before + 1

    def test_is_kept_of_nobody_who_was_refused(self, world):
        before = reads(world)
        assert world.ask("stranger", f"/cases/{world.here['reference']}").status_code == 404
        assert world.ask("office", f"/cases/{world.here['reference']}/letters/9999").status_code == 404
        assert reads(world) == before
