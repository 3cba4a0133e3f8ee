"""Sent mail: what a demonstration would have sent."""
