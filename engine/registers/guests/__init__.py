"""Agencies without an account: their contacts, and the links and codes that open one request of one case to them."""
