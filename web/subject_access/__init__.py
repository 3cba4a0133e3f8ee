"""Subject access: people who ask what is held about them, what is withheld, the package, and who saw what."""
