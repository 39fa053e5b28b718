"""What operators see of a running installation: structured logs and metrics."""
