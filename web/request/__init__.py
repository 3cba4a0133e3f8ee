"""Agencies without an account: their one request, opened by a link and a code."""
