"""Anything that a forged request can hold."""

from hypothesis import strategies as st

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
