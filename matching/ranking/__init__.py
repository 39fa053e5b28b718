"""Scoring, re-ranking and the page that is shown."""
