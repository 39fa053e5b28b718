"""Batches: whole cohorts matched at once."""
