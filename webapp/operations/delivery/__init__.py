"""Outbox and mail."""
