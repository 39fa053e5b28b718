"""Applications on the incubator's public page, and that page."""
