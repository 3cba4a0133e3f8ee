"""The pages of a case, for those who have a part in it."""
