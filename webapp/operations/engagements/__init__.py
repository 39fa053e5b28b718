"""Engagements and their sessions."""
