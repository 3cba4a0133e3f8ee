"""What stands at the foot of every page: the framework's clauses, accessibility, privacy."""
