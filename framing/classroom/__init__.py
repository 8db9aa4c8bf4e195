"""Classroom: texts written for teaching, and the truth about them.

``truth.yaml`` of such a corpus says what was planted where and who speaks when. It is read here and by tests, never by
a run: an instrument that knew the truth would measure nothing.
"""

from __future__ import annotations

from framing.classroom.checking import check_truth
from framing.classroom.reading import read_truth
from framing.classroom.support import supported_claims
from framing.classroom.truth import Truth

__all__ = ["Truth", "check_truth", "read_truth", "supported_claims"]
