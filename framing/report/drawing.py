"""Drawing: shapes on a canvas, in points, each with the roles of its colours.

A role (ink, soft, own, quoted, …) becomes a colour only in `svg.py`: a variable on a page, so that dark mode
is the page's affair, and the light palette on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.report.typography import harmless

MIDDLE = 0.36  # of the size: from the middle of a capital down to the line it stands on (DejaVu Sans: 0.365)
HATCH_STEP = 6.0  # points between two strokes of a hatch: seen apart in print, and finer than the lowest bar

_HATCH = {"stroke-width": "0.9"}
_DOTS = {"stroke-width": "1.6", "stroke-linecap": "round"}  # a stroke without length is a dot

# Drawn around (0, 0): about 6 points across, with areas that look alike.
_MARKS = {
    "disc": "M-2.9 0A2.9 2.9 0 1 1 2.9 0A2.9 2.9 0 1 1-2.9 0Z",
    "diamond": "M0-4.1L4.1 0L0 4.1L-4.1 0Z",
    "square": "M-2.9-2.9H2.9V2.9H-2.9Z",
    "triangle": "M0-3.2L3.2 2.6H-3.2Z",
    "cross": "M-2.7-2.7L2.7 2.7M-2.7 2.7L2.7-2.7",
}


@dataclass(frozen=True)
class Shape:
    """One element of a drawing.

    Attributes
    ----------
    tag : str
        ``path`` or ``text``.
    attributes : mapping
        As SVG names them, without colours.
    paint : mapping
        ``fill`` and ``stroke`` → role.
    content : str
        Of a text.
    """

    tag: str
    attributes: Mapping[str, str]
    paint: Mapping[str, str]
    content: str = ""


@dataclass(frozen=True)
class Drawing:
    """Shapes on a canvas of a width and a height in points, later ones above earlier ones."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def number(value: float) -> str:
    """Return a number of points, a hundredth being finer than any printer."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def text(
    x: float,
    y: float,
    content: str,
    *,
    size: float = 9.0,
    role: str = "ink",
    anchor: str = "start",
    bold: bool = False,
) -> Shape:
    """Return one line of text, `y` being the middle of its capitals."""
    attributes = {"x": number(x), "y": number(y + MIDDLE * size), "font-size": number(size)}
    attributes |= {"text-anchor": anchor} if anchor != "start" else {}
    attributes |= {"font-weight": "bold"} if bold else {}
    return Shape("text", attributes, {"fill": role}, harmless(content))


def slanted(x: float, y: float, content: str, *, size: float, role: str, degrees: float) -> Shape:
    """Return one line of text that rises to the right from where it begins."""
    turned = f"translate({number(x)} {number(y)}) rotate({number(-degrees)})"
    return Shape("text", {"transform": turned, "font-size": number(size)}, {"fill": role}, harmless(content))


def segment(x: float, y: float, to_x: float, to_y: float, role: str, weight: float) -> Shape:
    """Return a straight line."""
    way = f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}"
    return Shape("path", {"d": way, "stroke-width": number(weight)}, {"stroke": role})


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    edge: str,
    fill: str = "",
    weight: float = 1.0,
    dash: str = "",
) -> Shape:
    """Return a rectangle; one without width is the line where it would begin."""
    way = f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}Z"
    attributes = {"d": way, "stroke-width": number(weight)} | ({"stroke-dasharray": dash} if dash else {})
    return Shape("path", attributes, {"stroke": edge} | ({"fill": fill} if fill else {}))


def polygon(points: Sequence[tuple[float, float]], role: str, filled: bool = True) -> Shape:
    """Return a closed figure through points."""
    way = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return Shape(
        "path",
        {"d": f"M{way}Z", "stroke-width": "1.1"},
        {"stroke": role, "fill": role if filled else "paper"},
    )


def dashed(x: float, y: float, to_x: float, to_y: float, role: str, weight: float) -> Shape:
    """Return a straight broken line."""
    whole = segment(x, y, to_x, to_y, role, weight)
    return Shape("path", {**whole.attributes, "stroke-dasharray": "2.4 2"}, whole.paint)


def hatch(x: float, y: float, width: float, height: float, role: str, kind: str) -> Shape:
    """Return the hatch of a rectangle; `kind` is ``rising``, ``falling``, ``crossed`` or ``dotted``."""
    ways = {
        "rising": _strokes(width, height, rising=True),
        "falling": _strokes(width, height, rising=False),
        "crossed": _strokes(width, height, rising=True) + _strokes(width, height, rising=False),
        "dotted": [(a, b, a, b) for a in _steps(width) for b in _steps(height)],
    }
    way = "".join(
        f"M{number(x + a)} {number(y + b)}L{number(x + c)} {number(y + d)}" for a, b, c, d in ways[kind]
    )
    return Shape("path", {"d": way, **(_DOTS if kind == "dotted" else _HATCH)}, {"stroke": role})


def mark(x: float, y: float, kind: str, role: str, filled: bool) -> Shape:
    """Return a mark around a point: ``disc``, ``diamond``, ``square``, ``triangle`` or ``cross``."""
    attributes = {
        "transform": f"translate({number(x)} {number(y)})",
        "d": _MARKS[kind],
        "stroke-width": "1.3",
    }
    paint = {"stroke": role} | ({} if kind == "cross" else {"fill": role if filled else "paper"})
    return Shape("path", attributes, paint)


def _steps(length: float) -> Iterator[float]:
    """Yield the middles of equal parts of a length, two thirds of `HATCH_STEP` or a little more."""
    n = int(1.5 * length / HATCH_STEP)
    yield from (length * (i + 0.5) / n for i in range(n))


def _strokes(width: float, height: float, rising: bool) -> list[tuple[float, float, float, float]]:
    """Return strokes at 45 degrees, cut at the edges of a rectangle whose corner is (0, 0)."""
    starts = [HATCH_STEP * (i + 0.5) - height for i in range(int((width + height) / HATCH_STEP))]
    cut = [(s, max(0.0, -s), min(height, width - s)) for s in starts]
    kept = [(s, first, last) for s, first, last in cut if first < last]
    if rising:
        return [(s + first, height - first, s + last, height - last) for s, first, last in kept]
    return [(s + first, first, s + last, last) for s, first, last in kept]
