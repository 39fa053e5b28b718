"""From the graph, and from rejected rows, to files."""
