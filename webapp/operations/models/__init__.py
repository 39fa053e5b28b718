"""Models: trained, judged, chosen, served."""
