"""Providers of a kind as arrays: tags, texts, profiles, and the snapshot they live in."""
