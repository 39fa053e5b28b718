"""Needs and the proposals for them."""
