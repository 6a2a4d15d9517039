"""A tag into digits, dates, words and direction."""
