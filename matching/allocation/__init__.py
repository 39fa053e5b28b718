"""A whole cohort at once: projects with a demand, experts with loads, pairs with scores (docs/matching.md)."""
