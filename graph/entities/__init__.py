"""Frozen records that every layer above shares."""

from graph.entities.actor import Actor, Membership

__all__ = ["Actor", "Membership"]
