"""Inviting people, handing links over, and what was sent to whom."""
