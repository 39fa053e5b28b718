"""States and the one table of steps for each thing that has any."""
