"""From recorded decisions to a trained model, and whether it may serve."""
