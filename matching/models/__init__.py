"""Trained models: the card, the ONNX files, and which one serves."""
