"""Accounts, posts and who changes them: what administrators do, on pages and on the command line. It shows no case."""
