"""Pages of rounds, pairings and posts."""
