"""The whole graph in one file, readable by either server: written as a stream, checked before it is restored."""

from graph.backup.dump import dump
from graph.backup.restore import restore

__all__ = ["dump", "restore"]
