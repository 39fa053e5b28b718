"""The process that opens what strangers send: it turns one file into plain rows, says them, and ends."""
