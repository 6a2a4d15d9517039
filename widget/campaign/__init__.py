"""One file into frozen models, or every fault of it."""
