"""Meetings of all cases, and the dates of bodies with what waits for each."""
