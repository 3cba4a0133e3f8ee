"""London's days in SQL are those of the clock."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from engine import clock
from engine.records.kinds import Instant
from engine.records.london import is_within, london_date

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CHANGES = (
    datetime(2025, 10, 26, 1, tzinfo=UTC),
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2030, 3, 31, 1, tzinfo=UTC),
)
"""Those of four years, on the earliest and the latest Sundays that there can be."""
MIDNIGHTS = tuple(datetime(2026, month, 14, 22, tzinfo=UTC) for month in (1, 4, 7, 11))
INSTANTS = [
    at + offset
    for at in (*CHANGES, *MIDNIGHTS)
    for hour in range(-3, 4)
    for offset in (hour * HOUR - MINUTE / 60, hour * HOUR, hour * HOUR + MINUTE)
]


def asked(database, what, *arguments):
    with database.reading() as tx:
        return tx.connection.execute(sa.select(what), *arguments).scalar_one()


class TestLondonDate:
    def test_is_the_clocks(self, light_database):
        at = sa.bindparam("at", type_=Instant)
        with light_database.reading() as tx:
            statement = sa.select(london_date(sa.cast(at, Instant) if not light_database.is_sqlite else at))
            for instant in INSTANTS:
                found = tx.connection.execute(statement, {"at": instant}).scalar_one()
                assert found == clock.london_date(instant), instant

    def test_of_nothing_is_nothing(self, light_database):
        assert (
            asked(light_database, london_date(sa.cast(sa.null(), sa.String if light_database.is_sqlite else Instant)))
            is None
        )


class TestIsWithin:
    def test_tells_whether_a_day_has_ended(self, light_database):
        at, day = sa.bindparam("at", type_=Instant), sa.bindparam("day", type_=sa.Date)
        typed = at if light_database.is_sqlite else sa.cast(at, Instant)
        date_ = day if light_database.is_sqlite else sa.cast(day, sa.Date)
        with light_database.reading() as tx:
            for instant in INSTANTS:
                for days in (-1, 0, 1):
                    on = clock.london_date(instant) + timedelta(days=days)
                    found = tx.connection.execute(
                        sa.select(is_within(typed, date_)), {"at": instant, "day": on}
                    ).scalar_one()
                    assert bool(found) is (days >= 0), (instant, on)

    def test_knows_the_day_that_stands_for_none(self, light_database):
        typed = sa.literal(INSTANTS[0], Instant)
        typed = typed if light_database.is_sqlite else sa.cast(typed, Instant)
        no_date = sa.literal(clock.NO_DATE, sa.Date)
        assert asked(
            light_database, is_within(typed, no_date if light_database.is_sqlite else sa.cast(no_date, sa.Date))
        )
