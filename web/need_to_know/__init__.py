"""Need to know: who guards cases, who is kept out of one, who opened one, and who has read what."""
