"""An incubator's pool of supervisors."""
