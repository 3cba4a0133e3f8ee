"""Search over cases and over what was sent in them, as far as the person who asks may read it."""
