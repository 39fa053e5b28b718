"""The schema's history: immutable, checksummed Cypher files applied in order."""
