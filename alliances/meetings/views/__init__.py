"""Pages of meetings and of what they decide."""
