"""Accounts: made, invited, signed in, changed, ended."""
