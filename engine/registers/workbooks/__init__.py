"""Workbooks (.xlsx): read from people without trusting them, and written for them."""
