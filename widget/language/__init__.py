"""A tag into digits, dates, words and direction."""

from widget.settings import without_local_time

# Before Babel is imported, which looks for it.
without_local_time()
