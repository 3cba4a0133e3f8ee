"""Passwords that people set themselves: by the link in a mail, and the mail that is asked for when one is forgotten."""
