"""Waiting lists of those whose places are all taken."""
