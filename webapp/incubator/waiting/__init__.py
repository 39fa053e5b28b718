"""What waits or is stuck, and what a curator does about it."""
