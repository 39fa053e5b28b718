"""Use cases around conflicts of interest: reading, declaring, suggesting competitors, waiving."""
