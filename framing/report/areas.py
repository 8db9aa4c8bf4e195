"""Areas: where the data of a drawing stand, how wide its margins are, and the marks of its voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.report.drawing import Shape, mark
from framing.report.typography import shortened

WIDTH = 518.4  # points (7.2 inches), scaled to the measure of the page
EDGE = 7.2  # points of air where nothing is written beside a drawing
NAME_LIMIT = 28  # code points of a name beside a drawing; the table below it holds the whole name
LETTER = 0.56  # of the size: how wide a letter is on average
_MARKS = {
    "own": "disc",
    "quoted": "diamond",
    "fragment": "square",
    "reported": "triangle",
    "ambiguous": "cross",
}


@dataclass(frozen=True)
class Area:
    """Where the data stand: values run from `left` to `right`, rows of one height go down from `top`."""

    left: float
    right: float
    low: float
    high: float
    top: float
    row: float

    def x(self, value: float) -> float:
        """Return where a value stands."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def y(self, rows: float) -> float:
        """Return where a row stands."""
        return self.top + rows * self.row


def margin(labels: Sequence[str], size: float) -> float:
    """Return points for the longest label: a letter is about .56 of the size wide, and some millimetres are air."""
    longest = max((len(shortened(label, NAME_LIMIT)) for label in labels), default=0)
    return 2 * EDGE + longest * LETTER * size


def role_of(voice: str) -> str:
    """Return the role of a voice's colour."""
    return voice if voice in ("own", "quoted") else "other"


def point(x: float, y: float, voice: str) -> Shape:
    """Return a mark: filled for own, open for other voices, a cross where undecided."""
    return mark(x, y, _MARKS[voice], role_of(voice), filled=voice == "own")
