"""From rows to checked records, before anything is loaded."""
