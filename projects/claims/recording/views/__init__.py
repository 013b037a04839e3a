"""Pages of work on a claim."""
