"""What people did up to a cut-off: interactions, decisions, workload."""
