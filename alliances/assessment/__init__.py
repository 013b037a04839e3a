"""考核: schemes, their cycles, and results in which every point opens the records that earned it."""
