"""Mails: one module a group of kinds, each with its `COMPOSERS` (kind of outbox message -> composer)."""
