"""Requests for an introduction, from asking to the answer."""
