"""The faults that a server survives, each by its name."""

from tests.support.faults import files, processes, readers, system
from tests.support.faults.named import FAULTS

__all__ = ["FAULTS", "files", "processes", "readers", "system"]
