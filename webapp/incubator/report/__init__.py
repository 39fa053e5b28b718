"""The report of a month or quarter."""
