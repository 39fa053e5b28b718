"""Numbers about a seeker and a provider, as of a day."""
