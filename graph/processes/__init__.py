"""Child processes of this machine: owned, tied to their owner, found by their clients."""
