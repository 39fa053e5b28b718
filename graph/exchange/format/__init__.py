"""The exchange format itself: files, columns, values, and what can be wrong with them."""
