"""Memory: how often Python looks for garbage while a command runs."""

from __future__ import annotations

import atexit
import gc

# Containers made between two looks at the youngest, and looks between those at older ones. Python's own numbers
# (700, 10, 10) are for programs that drop what they make; a run's tables stay to its end, and looking through
# them again and again took a tenth of the default run. With these its peak of memory is the same to 2 in 100.
THRESHOLDS = (500_000, 20, 20)


def collect_rarely() -> None:
    """Let Python look for garbage seldom, and not at all once the command is done: for whole processes only.

    What is left at the end goes with the process; to look through it once more took 0.3 s.
    """
    gc.set_threshold(*THRESHOLDS)
    atexit.register(gc.freeze)
