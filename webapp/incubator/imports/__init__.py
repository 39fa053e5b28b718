"""Import of a table in four steps, and what came of it."""
