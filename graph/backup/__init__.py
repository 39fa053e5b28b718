"""Graph and stored files in one file, readable by either server: a stream, checked when written and when restored."""

from graph.backup.dump import dump
from graph.backup.restore import restore

__all__ = ["dump", "restore"]
