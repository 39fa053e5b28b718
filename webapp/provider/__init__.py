"""Pages of those who are asked, supervisors and investors: what waits for an answer, the week, places, profile."""

from webapp.provider import career, confirming, home, passing, places, pools, profile, requests, startups

__all__ = ["career", "confirming", "home", "passing", "places", "pools", "profile", "requests", "startups"]
