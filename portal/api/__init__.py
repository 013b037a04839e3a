"""What every part of the REST API shares: errors, repeated requests, tokens, limits, the schema."""
