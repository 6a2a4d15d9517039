"""How this process takes memory from the system and gives it back, where the C library is glibc.

Left alone, glibc keeps blocks that were freed: as much as the largest one, for each thread. After a few
of the best compressions, which work in blocks of 10 MB, that is more than all that is served.
"""

import ctypes
from functools import cache

# malloc.h: the parameters of mallopt(3).
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
# Bytes: a block as large goes back at once, and so does as much at the end of the heap.
LARGE = 1 << 18


def restrain() -> None:
    """Have one heap for all threads, and keep no large block that was freed."""
    if mallopt := getattr(_library(), "mallopt", None):
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_MMAP_THRESHOLD, LARGE)
        mallopt(M_TRIM_THRESHOLD, LARGE)


def give_back() -> None:
    """Give back what is free now, wherever it is."""
    if trim := getattr(_library(), "malloc_trim", None):
        trim(0)


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None)
