"""Benchmarks: run by hand with scripts/bench, never by pytest."""
