"""Batches: solving, a draft after its edits, its figures, how one differs from another (docs/matching.md)."""
