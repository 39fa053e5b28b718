"""Long work that a page follows: begun, run, found again."""
