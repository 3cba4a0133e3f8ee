"""What a request can hold: anything, and sensible answers to the sample form of test_schema."""

from datetime import date, datetime

from hypothesis import strategies as st

from tests.forms.builders import LISTS, TODAY

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(alphabet=st.characters(codec=None), max_size=8)
)
LIKELY = st.sampled_from(["yes", "no", "died", "2026-04-14", "1", "2026-02-31", "a", "a@example.org"])
KEYS = st.sampled_from(["day", "month", "year", "time", "name", "born_on", "x"])
JSON = st.recursive(
    SCALARS | LIKELY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)
PARTS = {"day": st.integers(1, 28).map(str), "month": st.integers(1, 12).map(str), "year": st.just("2020")}
DATES = st.dates(date(1900, 1, 1), TODAY).map(str) | st.fixed_dictionaries(PARTS)
FIRST, LAST = datetime(1901, 1, 1), datetime(2099, 1, 1)  # noqa: DTZ001 - hypothesis puts the time zone to them
INSTANTS = st.datetimes(FIRST, LAST, timezones=st.timezones())
YES_NO = st.sampled_from(["yes", "no", True, False])
CHILD = st.fixed_dictionaries(
    {"name": st.text(max_size=10), "born_on": st.just("1900-01-01")},
    optional={
        "is_known": YES_NO,
        "plan": st.sampled_from(["care", "none"]),
        "school": st.sampled_from(sorted(LISTS["agencies"])),
        "count": st.integers(-5, 5),
    },
)
SENSIBLE = st.fixed_dictionaries(
    {
        "known": YES_NO,
        "happened_on": DATES,
        "harm": st.sampled_from(["hurt", "other"]),
        "why_late": st.text(min_size=1),
        "children": st.lists(CHILD, min_size=1, max_size=3),
    },
    optional={
        "known_on": st.just("2026-04-14"),
        "why": st.text(max_size=20),
        "agencies": st.lists(st.just("a")),
        "count": st.integers(-3, 5),
        "seen_at": INSTANTS.map(datetime.isoformat),
        "chair": st.just("7"),
        "papers": st.just(["1"]),
    },
)
