"""Audited use cases: one verb-noun module per subject; nothing here imports flask."""
