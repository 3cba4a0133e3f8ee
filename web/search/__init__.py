"""Search, from the box at the top of every page."""
