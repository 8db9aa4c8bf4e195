"""Commands: each reads, calls one function, prints, and says by its exit code how it went.

Exit codes: 0 done · 1 a check or verification failed · 2 the user must change something.
"""

from framing.cli.entry import cli, main

__all__ = ["cli", "main"]
