"""How points, totals and grades come about. Pure functions on plain values: no database, no clock."""
