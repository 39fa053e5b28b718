"""Figures of merit: ranking quality and calibration."""
