"""From checked records to the graph, in one transaction."""
