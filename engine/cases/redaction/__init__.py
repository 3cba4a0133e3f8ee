"""Redaction: one thing that a case holds is taken out of it for good, by two people, and its place says so."""
