"""Registers of all cases: to read, to narrow, to print, to take away."""
