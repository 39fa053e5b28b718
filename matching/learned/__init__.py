"""The learned ranker: features of pairs as of a day, three heads, and the model files they are served from."""
