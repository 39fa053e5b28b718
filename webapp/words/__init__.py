"""Codes and facts in the reader's words, one module per subject."""
