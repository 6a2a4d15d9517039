"""Embeds that need no JavaScript: numbers from published rates that tick in pure CSS."""

__version__ = "0.2.0"
