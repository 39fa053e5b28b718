"""The data layer: one graph, its queries, its entities; nothing above it knows Cypher."""
