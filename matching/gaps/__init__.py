"""Where people are missing: an incubator's open needs against the free places of its pool (docs/matching.md)."""
