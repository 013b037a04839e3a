"""Rounds, posts and pairings under /api/v1/."""
