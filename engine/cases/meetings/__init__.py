"""Meetings: of cases, as they are planned, attended and recorded; and of bodies that meet on set dates."""
