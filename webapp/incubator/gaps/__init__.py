"""Where people are missing: the map, its cells, and what to take away."""
