"""My work: what a person can do now, what the team has, and what waits for others."""
