"""Whole cohorts matched at once: opened, solved, edited, released, taken back, finished."""
