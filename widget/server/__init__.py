"""Requests into answers: one table of addresses, the routes, what is kept, and the processes that serve."""
