"""The executable specification, from outside: what the scenarios say they prove, and what they find of a revision."""
