"""The embedded Bolt server as a child process: the default where no Neo4j is named."""

from graph.embedded.errors import EmbeddedServerError
from graph.embedded.server import EmbeddedServer, attach_or_start, start_embedded

__all__ = ["EmbeddedServer", "EmbeddedServerError", "attach_or_start", "start_embedded"]
