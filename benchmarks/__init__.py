"""Measures the service: each figure beside what it is to be compared with, taken in the same run.

A package of its own, outside the product, because it does what the product never does: it runs bare
SpiffWorkflow, and it fills tables by the million.
"""
