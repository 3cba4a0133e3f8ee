"""Referring a case."""
