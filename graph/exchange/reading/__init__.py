"""From files and uploads to rows."""
