"""London's days in instants of UTC: over clock changes, at month ends, on a server anywhere."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import clock
from engine.calendar.working_days import ONE_DAY

ROOT = Path(__file__).parents[2]
ONE_SECOND = timedelta(seconds=1)
days = st.dates(date(1975, 1, 1), date(2090, 1, 1))
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The Sundays on which the clocks change."""


class TestEndOf:
    @given(days)
    def test_is_the_last_second_of_a_london_day(self, day):
        assert clock.london_date(clock.end_of(day)) == day
        assert clock.london_date(clock.end_of(day) + ONE_SECOND) == day + ONE_DAY

    @given(days)
    def test_comes_in_the_order_of_the_days(self, day):
        between = clock.end_of(day + ONE_DAY) - clock.end_of(day)
        assert between in (timedelta(hours=23), timedelta(hours=24), timedelta(hours=25))

    @pytest.mark.parametrize(
        ("day", "at"),
        [
            (SPRING - ONE_DAY, "2026-03-28T23:59:59"),
            (SPRING, "2026-03-29T22:59:59"),
            (AUTUMN - ONE_DAY, "2026-10-24T22:59:59"),
            (AUTUMN, "2026-10-25T23:59:59"),
            (date(2028, 2, 29), "2028-02-29T23:59:59"),
            (date(2026, 12, 31), "2026-12-31T23:59:59"),
        ],
    )
    def test_is_told_in_utc(self, day, at):
        assert clock.end_of(day) == datetime.fromisoformat(at).replace(tzinfo=UTC)

    @pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (AUTUMN + ONE_DAY, 24)])
    def test_lies_as_many_hours_after_the_day_before_as_the_day_has(self, day, hours):
        assert clock.end_of(day) - clock.end_of(day - ONE_DAY) == timedelta(hours=hours)


class TestLondonDate:
    @pytest.mark.parametrize(
        ("at", "day"),
        [
            ("2026-03-29T00:30:00+00:00", SPRING),
            ("2026-03-29T23:30:00+00:00", SPRING + ONE_DAY),  # half past midnight in summer time
            ("2026-10-25T00:30:00+00:00", AUTUMN),  # half past one, for the first time
            ("2026-10-25T01:30:00+00:00", AUTUMN),  # half past one, for the second time
            ("2026-10-24T23:30:00+00:00", AUTUMN),
            ("2028-02-28T19:00:00-05:00", date(2028, 2, 29)),
        ],
    )
    def test_is_that_of_londons_clocks(self, at, day):
        assert clock.london_date(datetime.fromisoformat(at)) == day

    @given(days, st.integers(0, 24 * 60 - 1), st.integers(-14, 14))
    def test_does_not_hang_on_the_zone_that_an_instant_is_told_in(self, day, minutes, hours):
        at = datetime.combine(day, time(), UTC) + timedelta(minutes=minutes)
        elsewhere = at.astimezone(timezone(timedelta(hours=hours)))
        assert clock.london_date(elsewhere) == clock.london_date(at)


class TestAServerInAnotherTimeZone:
    def told(self, zone: str) -> list:
        """Go through cases in a program of its own; what it says of dates, instants, letters and the audit."""
        environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "tests.engine.abroad"],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def test_counts_and_fires_as_one_in_london(self):
        london, *others = [self.told(zone) for zone in ("Europe/London", "Pacific/Kiritimati", "America/Los_Angeles")]
        assert all(other == london for other in others)
        assert london[1:3] == [0, 1], "a timer fires after the last second of its day, and not before"
