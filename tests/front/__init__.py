"""The caches in deploy/, started for real in front of an origin that counts."""
