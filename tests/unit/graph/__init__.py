"""The data layer without a server."""
