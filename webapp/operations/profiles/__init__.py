"""Profiles of startups and providers."""
