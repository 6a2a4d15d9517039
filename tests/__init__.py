"""The tests: one module for each module of `widget`, and the helpers that they share."""
