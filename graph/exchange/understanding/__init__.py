"""What the tables that people really have mean in the exchange format."""
