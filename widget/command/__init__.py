"""The command `meanwhile`."""
