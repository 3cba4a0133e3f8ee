import threading

import sqlalchemy as sa

from engine.records import counting


class TestStatements:
    def test_counts_what_this_thread_executes_and_no_other(self, light_database):
        def ask(times: int) -> None:
            with light_database.reading() as tx:
                for _ in range(times):
                    tx.connection.execute(sa.select(sa.literal(1)))

        ask(1)  # connected from here on
        before = counting.statements()
        ask(1)
        once = counting.statements() - before
        other = threading.Thread(target=ask, args=(5,))
        other.start()
        other.join()
        ask(4)
        assert counting.statements() - before == 2 * once + 3
