"""The demonstration: invented people and cases, so that everything can be tried. Nothing here runs in production."""
