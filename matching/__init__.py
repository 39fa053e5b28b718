"""Algorithms: who fits whom, why, and who is left out; knows neither the web nor the graph's language."""
