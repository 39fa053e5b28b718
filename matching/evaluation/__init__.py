"""How good a ranking is, on what came after it was learned."""
