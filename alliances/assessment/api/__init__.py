"""Schemes, cycles, results and objections under /api/v1/."""
