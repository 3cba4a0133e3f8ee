"""What somebody might type: any text, and text that wants to be markup."""

from hypothesis import strategies as st

MARKUP = (
    "# ", "## h", "- ", "1. ", "| a | b |", "|---|---|", "**", "*", "_", "`", "```", "~~~", "> ", "---", "===",
    "[x](y)", "![x](y)", "<b>", "<!--", "&amp;", "{{ 7*7 }}", "{% if a %}", "\\", "\n", "\n\n", "\r\n", "    ", "\t", "http://x.y",
    "=HYPERLINK(1)", "Table: ", "\N{RIGHT-TO-LEFT OVERRIDE}", "\u05d0\u05d1", "\U000f0100", "\U000f0101", "\U000f002a",
    "\0", "\x0b", "\x1f", "\x85", "\u2028", "\ufffe", "e\u0301", "\N{ZERO WIDTH JOINER}", "\U0001f476", "\u00a0", "9",
    "a",
)  # fmt: skip

anything = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(MARKUP), max_size=12).map("".join))
