"""Where profiles and interactions come from: the graph or a folder of files."""
