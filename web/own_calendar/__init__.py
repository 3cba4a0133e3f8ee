"""A person's own due dates and meetings, for the calendar that they use."""
