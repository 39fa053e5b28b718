"""Passwords, second factors, sealed secrets, sessions and throttling."""
