"""Other people's validators, sanitizers and consumers, run on what is served and pasted."""
