"""User tasks: the form, check your answers, what was sent, and the files that came with it."""
