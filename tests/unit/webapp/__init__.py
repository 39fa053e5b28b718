"""Pages, jobs and commands without a server."""
