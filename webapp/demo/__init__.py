"""Demonstration data: one invented bilingual city, the same for the same seed and day."""

from webapp.demo.accounts import ACCOUNTS, DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount

__all__ = ["ACCOUNTS", "DEMO_ACCOUNTS", "DEMO_PASSWORD", "DemoAccount"]
