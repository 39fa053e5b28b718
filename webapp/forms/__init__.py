"""Form fields that several rooms share."""
