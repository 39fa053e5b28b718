"""Letters of curators: templates, and writing to many."""
