"""A rate and a moment into an exact amount and a timeline."""
