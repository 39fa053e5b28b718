"""The whole loop on a synthetic population."""
