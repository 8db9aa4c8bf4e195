"""Figures: a specification of the summary becomes a drawing.

The role of a colour is never told by colour alone: shape, hatch or label says it too. Drawn by ourselves: the
charts are rectangles, lines, marks and text, and a plotting library took 2.1 s of a run for twenty of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from framing.report.areas import EDGE, NAME_LIMIT, WIDTH, Area, margin, point, role_of
from framing.report.curves_chart import draw_curve
from framing.report.dots_chart import draw_dots
from framing.report.drawing import Drawing, Shape, box, hatch, segment, slanted, text
from framing.report.typography import display, shortened

MOST_DATES = 8  # columns wide enough for a slanted date above each; more carry their number
MOST_COLUMN_NAMES = 16  # more numbers than this would run into each other
KEY_STEP = 80.0  # points from one entry of a key to the next: the longest name of a voice fits
FEW_DOTS = 16  # words in rows of the usual height; more stand closer, so that their table fits below them
_DOT_ROW, _LOW_DOT_ROW = 14.76, 12.4
_PANEL_ROWS = 3.6  # rows of an outlet: name, bar, the names of its parts, and air
_SWATCH = 15.0  # points: wide enough that hatches are told apart
_HATCHES = {"quoted": "rising", "fragment": "dotted", "reported": "falling", "ambiguous": "crossed"}


def draw(spec: Mapping[str, Any], language: str) -> Drawing:
    """Return the drawing of a specification.

    Parameters
    ----------
    spec : mapping
        A figure block of the summary: ``chart`` and ``data``.
    language : str
        For the spacing of our own words.

    Returns
    -------
    Drawing
        The same for the same specification.
    """
    charts: dict[str, Callable[[Any, str], Drawing]] = {
        "matrix": _matrix, "voices": _voices, "strips": _strips, "dots": _dots, "effects": draw_dots, "curve": draw_curve,
    }  # fmt: skip
    return charts[spec["chart"]](spec["data"], language)


def _matrix(data: Mapping[str, Any], language: str) -> Drawing:
    """Outlets × events: a filled cell holds its number, an empty one is drawn as empty."""
    rows, columns = data["rows"], data["columns"]
    area = Area(margin(rows, 9), WIDTH - 54, 0, max(1, len(columns)), 46.8, 30.24)
    heads = [
        _event_head(area, j, display(title, language), len(columns) <= MOST_DATES)
        for j, title in enumerate(columns if len(columns) <= MOST_COLUMN_NAMES else ())
    ]
    names = [
        text(area.left - EDGE, area.y(i + 0.5), shortened(title, NAME_LIMIT), anchor="end")
        for i, title in enumerate(rows)
    ]
    cells = [
        shape
        for i, row in enumerate(data["values"])
        for j, n in enumerate(row)
        for shape in _cell(area, i, j, n)
    ]
    return Drawing(WIDTH, area.y(len(rows)) + EDGE, (*heads, *names, *cells))


def _event_head(area: Area, j: int, title: str, dated: bool) -> Shape:
    """Write "3 · 26 February 2024" above a column, or only its number where dates would run into each other."""
    if dated:
        return slanted(area.x(j + 0.25), area.y(-0.18), title, size=8, role="soft", degrees=20)
    number = title.partition(" ·")[0]
    return text(area.x(j + 0.5), area.y(-0.18), number, size=8, anchor="middle", role="soft")


def _cell(area: Area, i: int, j: int, n: int) -> Iterator[Shape]:
    left, top = area.x(j + 0.04), area.y(i + 0.1)
    place = left, top, area.x(j + 0.96) - left, area.y(i + 0.9) - top
    if n:
        yield box(*place, edge="own", fill="fill", weight=1.2)
        yield text(area.x(j + 0.5), area.y(i + 0.5), str(n), anchor="middle", bold=True)
    else:
        yield box(*place, edge="line", weight=0.6, dash="1.2 1.2")


def _voices(data: Mapping[str, Any], language: str) -> Drawing:
    """Words by voice: one bar an outlet, its parts hatched; under it each part by name, mark and share."""
    area = Area(EDGE, WIDTH - EDGE, 0, 1, EDGE / 2, 17.64)
    panels = range(len(data["panels"]))
    shapes = tuple(shape for p in panels for shape in _panel(area, data, p, language))
    return Drawing(WIDTH, area.y(_PANEL_ROWS * len(panels)) + EDGE / 2, shapes)


def _panel(area: Area, data: Mapping[str, Any], p: int, language: str) -> Iterator[Shape]:
    row, counts = p * _PANEL_ROWS, data["values"][p]
    title = shortened(data["panels"][p], 2 * NAME_LIMIT)
    yield text(area.left, area.y(row + 0.55), title, size=9.5, bold=True)
    yield text(
        area.right,
        area.y(row + 0.55),
        display(data["totals"][p], language),
        size=8.5,
        role="soft",
        anchor="end",
    )
    ends = [sum(counts[: k + 1]) / max(1, sum(counts)) for k in range(len(counts))]
    for k, voice in enumerate(data["voices"]):
        start = ends[k - 1] if k else 0.0
        if counts[k]:
            yield from _bar(
                (area.x(start), area.y(row + 1.5), area.x(ends[k]) - area.x(start), area.row), voice
            )
    step = (area.right - area.left) / max(1, len(counts))
    for k, voice in enumerate(data["voices"]):
        x, y = area.left + k * step, area.y(row + 2.55)
        yield from _bar((x, y, _SWATCH, 0.55 * area.row), voice)
        label = f"{data['labels'][k]} {data['shown'][p][k]}"
        yield text(x + _SWATCH + 4, y, display(label, language), size=8.2)


def _bar(place: tuple[float, float, float, float], voice: str) -> Iterator[Shape]:
    """Yield a part of a bar; `place` is its left edge, its middle, its width and its height."""
    x, y, width, height = place
    role = role_of(voice)
    yield box(x, y - height / 2, width, height, edge=role, fill=role if voice == "own" else "paper")
    if voice in _HATCHES:
        yield hatch(x, y - height / 2, width, height, role=role, kind=_HATCHES[voice])


def _strips(data: Mapping[str, Any], language: str) -> Drawing:
    """Each article a line from start to end; a mark where a cue stands, its shape telling the voice."""
    strips = data["strips"]
    area = Area(margin([s["label"] for s in strips], 8.5), WIDTH - 2 * EDGE, 0, 1, 36.0, 21.6)
    below = area.y(len(strips) - 0.2)
    ends = [
        text(x, below, display(word, language), size=8, role="soft", anchor=side)
        for x, word, side in zip((area.left, area.right), data["ends"], ("start", "end"), strict=True)
    ]
    lines = [shape for i, strip in enumerate(strips) for shape in _strip(area, i, strip, data["voices"])]
    return Drawing(WIDTH, below + 2 * EDGE, (*_key(area, data, language), *lines, *ends))


def _strip(area: Area, i: int, strip: Mapping[str, Any], voices: Sequence[str]) -> Iterator[Shape]:
    y = area.y(i)
    yield segment(area.left, y, area.right, y, "line", 1.0)
    yield text(area.left - 10, y, shortened(strip["label"], NAME_LIMIT), size=8.5, anchor="end")
    for voice in voices:
        yield from (point(area.x(m["at"]), y, voice) for m in strip["marks"] if m["voice"] == voice)


def _key(area: Area, data: Mapping[str, Any], language: str) -> Iterator[Shape]:
    """Yield the key above the first strip, in the order of the voices."""
    for k, (voice, label) in enumerate(zip(data["voices"], data["labels"], strict=True)):
        x, y = area.left + 4 + KEY_STEP * k, 2 * EDGE
        yield point(x, y, voice)
        yield text(x + 8, y, display(label, language), size=8.5, role="soft")


def _dots(data: Mapping[str, Any], language: str) -> Drawing:
    """Log ratios around zero, outlet names at both ends of the axis, counts at the right."""
    rows = range(len(data["terms"]))
    bounds = [abs(v) for key in ("values", "low", "high") for v in data[key] if v is not None]
    reach = 1.08 * max([1.0, *bounds])
    height = _DOT_ROW if len(rows) <= FEW_DOTS else _LOW_DOT_ROW
    area = Area(margin(data["terms"], 8.5), WIDTH - 61.2, -reach, reach, 34.0, height)
    bottom = area.y(len(rows) - 0.4)
    first, second = (shortened(name, NAME_LIMIT) for name in data["ends"])
    ends = [
        text(area.left, 2 * EDGE, f"← {second}", bold=True),
        text(area.right, 2 * EDGE, f"{first} →", bold=True, anchor="end"),
    ]
    terms = [shape for i in rows for shape in _dot(area, data, i)]
    return Drawing(
        WIDTH, bottom + 2 * EDGE + 4, (*ends, *_ticks(area, math.floor(reach), bottom, language), *terms)
    )


def _ticks(area: Area, reach: int, bottom: float, language: str) -> Iterator[Shape]:
    for tick in range(-reach, reach + 1):
        role, weight = ("line", 0.5) if tick else ("soft", 0.9)
        x, shown = area.x(tick), display(_signed(tick), language)
        yield segment(x, area.y(-0.6), x, bottom, role, weight)
        yield text(x, bottom + EDGE, shown, size=8, role="soft", anchor="middle")


def _dot(area: Area, data: Mapping[str, Any], i: int) -> Iterator[Shape]:
    """Yield the row of a term: its name, a line from zero to its mark, its interval where it has one, its counts."""
    y, value, low, high = area.y(i), *(data[key][i] for key in ("values", "low", "high"))
    yield text(area.left - 6, y, shortened(data["terms"][i], NAME_LIMIT), size=8.5, anchor="end")
    yield text(area.right + 6, y, data["marks"][i], size=8, role="soft")
    if value is not None:
        yield segment(area.x(0), y, area.x(value), y, "line", 1.6)
    if low is not None and high is not None:
        yield segment(area.x(low), y, area.x(high), y, "soft", 1.2)
    if value is not None:
        yield point(area.x(value), y, "own" if value >= 0 else "quoted")


def _signed(tick: int) -> str:
    return f"+{tick}" if tick > 0 else f"\u2212{-tick}" if tick else "0"
