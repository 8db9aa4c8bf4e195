"""Cache: what is made once in a run is made once, found again by the digest of what it was made from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Made = TypeVar("Made")


def digest_of(parts: Sequence[str]) -> str:
    """Return the SHA-256 of texts, each apart from the next."""
    sha = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        sha.update(f"{len(content)}:".encode())
        sha.update(content)
    return sha.hexdigest()


class DigestCache:
    """Results of stages by the digest of their inputs, in memory, for one run.

    Attributes
    ----------
    made : Counter
        How often each stage was carried out; what was found again does not count.
    """

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self._kept: dict[str, Any] = {}

    def fetch(self, stage: str, parts: Sequence[str], make: Callable[[], Made]) -> Made:
        """Return what a stage makes of its inputs, made now or before.

        Parameters
        ----------
        stage : str
        parts : sequence of str
            Everything that the result depends on; a table or a list of documents by its digest.
        make : callable
            Called if there is no result of these inputs yet. It must not change what it returned before.
        """
        key = digest_of([stage, *parts])
        if key not in self._kept:
            self.made[stage] += 1
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[no-any-return]
