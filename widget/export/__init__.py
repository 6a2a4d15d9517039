"""The same site as static files."""
