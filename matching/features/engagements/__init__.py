"""Features of one-sided engagement data: segments, lifts, activity, co-occurrence."""
