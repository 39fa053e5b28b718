"""Thin Celery tasks: ids in, one operation call."""
