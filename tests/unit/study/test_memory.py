"""Memory: garbage is looked for seldom, and frozen only when the process ends."""

from __future__ import annotations

import subprocess
import sys

from framing.study.memory import THRESHOLDS

_CODE = """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count() > 0))
from framing.study.memory import collect_rarely
collect_rarely()
held = []
held.append(held)
print(gc.get_threshold(), gc.isenabled(), gc.get_freeze_count())
del held
print(gc.collect() > 0)
"""


def test_garbage_is_still_collected_and_left_alone_at_the_end() -> None:
    done = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"{THRESHOLDS} True 0", "True", "True"]
