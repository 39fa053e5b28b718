"""What the cells of a column mean: one module for each kind of value."""
