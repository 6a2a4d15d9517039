"""A tag into digits, dates, words and direction."""

from widget.settings import without_locality

# Before Babel and ICU are imported, which look for it.
without_locality()
