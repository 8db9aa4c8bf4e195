"""Chart: rows with a mark and its interval, in panels; what the ends of an axis mean stands above them.

A row that is pooled from others is a lozenge as wide as its interval; a square is as large as the row's weight. Intervals
that leave the axis end in an arrow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from framing.report.areas import EDGE, LETTER, WIDTH, Area, point
from framing.report.drawing import Drawing, Shape, box, polygon, segment, text
from framing.report.scales import reach_of, ticks
from framing.report.typography import display, shortened

LABEL_LIMIT = (
    40  # code points of a label, and of the smaller line below it: half the width is left to the data
)
UNDER_LIMIT = 56
_SIZE = 8.3
_UNDER = 7.2
_LINE = 9.4  # points from a line of a label to the one below it
_HEAD = 34.0  # points above the first row of a panel: its title, what the ends mean, and air
_FOOT = 25.0  # below its last row: numbers of the axis, and air
_TALL, _LOW = 20.4, 12.6  # of a row with two lines of label, and with one


def draw_dots(data: Mapping[str, Any], language: str) -> Drawing:
    """Return the drawing of panels of rows.

    Parameters
    ----------
    data : mapping
        ``panels``, each with scale, title, ends (of low values, of high ones) and rows; each of these with label, under,
        value, low, high (on the scale), beside, beside_under, and kind: "dot", "weighed" (with weight) or "pooled".
    language : str
        For our own words.
    """
    panels = data["panels"]
    left = EDGE + _width(panels, ("label", "under")) + 8
    right = WIDTH - _width(panels, ("beside", "beside_under")) - EDGE - 6
    shapes: list[Shape] = []
    top = 0.0
    for panel in panels:
        area = _area(panel, left, right, top)
        shapes += _panel(area, panel, top, language)
        top = area.y(len(panel["rows"]) - 0.5) + _FOOT
    return Drawing(WIDTH, round(top, 2), tuple(shapes))


def _width(panels: Sequence[Mapping[str, Any]], keys: tuple[str, str]) -> float:
    """Return points for the longest label, whichever of its two lines is longer."""
    rows = [row for panel in panels for row in panel["rows"]]
    sizes = ((keys[0], _SIZE, LABEL_LIMIT), (keys[1], _UNDER, UNDER_LIMIT))
    return max(
        (LETTER * size * min(len(row[key]), limit) for row in rows for key, size, limit in sizes), default=0.0
    )


def _area(panel: Mapping[str, Any], left: float, right: float, top: float) -> Area:
    rows = panel["rows"]
    values = [row["value"] for row in rows] + [
        row[k] for row in rows if row["kind"] == "pooled" for k in ("low", "high")
    ]
    reach = reach_of(values, [row[key] for row in rows for key in ("low", "high")], panel["scale"])
    height = _TALL if any(row["under"] for row in rows) else _LOW
    head = _HEAD if panel["title"] else _HEAD - 12
    return Area(left, right, -reach, reach, top + head + height / 2, height)


def _panel(area: Area, panel: Mapping[str, Any], top: float, language: str) -> Iterator[Shape]:
    if panel["title"]:
        yield text(EDGE, top + 8, display(panel["title"], language), size=9, bold=True)
    bottom = area.y(len(panel["rows"]) - 0.5)
    first, second = (shortened(display(end, language), LABEL_LIMIT) for end in panel["ends"])
    above = area.y(-0.5) - 8
    yield text(area.left, above, f"← {first}", size=8, bold=True)
    yield text(area.right, above, f"{second} →", size=8, bold=True, anchor="end")
    for value, written in ticks(area.low, area.high, panel["scale"], language):
        role, weight = ("line", 0.5) if value else ("soft", 0.9)
        yield segment(area.x(value), area.y(-0.5), area.x(value), bottom, role, weight)
        yield text(area.x(value), bottom + EDGE, written, size=7.6, role="soft", anchor="middle")
    for i, row in enumerate(panel["rows"]):
        yield from _row(area, row, area.y(i))


def _row(area: Area, row: Mapping[str, Any], y: float) -> Iterator[Shape]:
    yield from _lines(area.left - 8, y, (row["label"], row["under"]), row["kind"] == "pooled", "end")
    yield from _lines(area.right + 6, y, (row["beside"], row["beside_under"]), False, "start")
    value, low, high = row["value"], row["low"], row["high"]
    if value is None:
        return
    if row["kind"] == "pooled" and low is not None and high is not None:
        yield polygon(
            [(area.x(low), y), (area.x(value), y - 5), (area.x(high), y), (area.x(value), y + 5)], "own"
        )
        return
    if low is not None and high is not None:
        yield from _interval(area, y, low, high)
    yield (
        _weighed(area.x(value), y, row["weight"])
        if row["kind"] == "weighed"
        else point(area.x(value), y, "own")
    )


def _lines(x: float, y: float, lines: tuple[str, str], bold: bool, anchor: str) -> Iterator[Shape]:
    """Yield a label of one line or two."""
    first, under = (shortened(line, n) for line, n in zip(lines, (LABEL_LIMIT, UNDER_LIMIT), strict=True))
    offset = _LINE / 2 if under else 0.0
    yield text(x, y - offset, first, size=_SIZE, anchor=anchor, bold=bold)
    if under:
        yield text(x, y + offset, under, size=_UNDER, role="soft", anchor=anchor)


def _interval(area: Area, y: float, low: float, high: float) -> Iterator[Shape]:
    """Yield a line from bound to bound; one that leaves the axis ends in an arrow at its edge."""
    ends = [area.x(max(low, area.low)), area.x(min(high, area.high))]
    yield segment(ends[0], y, ends[1], y, "soft", 1.2)
    for x, outside, way in ((ends[0], low < area.low, 1), (ends[1], high > area.high, -1)):
        if outside:
            yield polygon([(x, y), (x + 4 * way, y - 2.6), (x + 4 * way, y + 2.6)], "soft")
        else:
            yield segment(x, y - 2.4, x, y + 2.4, "soft", 1.2)


def _weighed(x: float, y: float, weight: float) -> Shape:
    side = 3.0 + 6.0 * math.sqrt(weight)
    return box(x - side / 2, y - side / 2, side, side, edge="own", fill="own", weight=0.6)
