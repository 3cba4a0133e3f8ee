"""Subject access: what is held about one person, gone through by people, and given without what is others'."""
