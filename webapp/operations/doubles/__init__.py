"""People who stand in a pool twice: found, merged, parted again, or said to be two."""
