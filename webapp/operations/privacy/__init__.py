"""One's own data: read, copied, deleted."""
