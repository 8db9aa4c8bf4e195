"""Chart: a specification curve – one column a way of counting, in order of its result – over its dashboard of choices.

Equivalent ways are one panel, all others a second one beside it. The study's own way is a diamond on a broken line that
runs down through its choices. Where there are very many ways, their marks are strokes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from framing.report.areas import EDGE, LETTER, WIDTH, Area
from framing.report.drawing import Drawing, Shape, box, dashed, mark, segment, text
from framing.report.scales import reach_of, ticks
from framing.report.typography import display, shortened

_HEIGHT = 84.0  # points from the lowest to the highest result that fits
_ROW = 10.8  # of the dashboard
_SIZE = 7.8
_GAP = 16.0  # between the two panels
_WIDEST = 44.0  # from one way to the next, at most: a few do not stand at the ends of a page
_NARROW = 7.0  # where ways stand closer than this, discs would hide each other
_AXIS = 30.0  # for the numbers of the axis
_LIMIT = 30  # code points of the name of a decision or an option
_LINE = 12.0  # of the key
_MARKS = {"equivalent": "disc", "uncertain": "triangle", "different": "square", "own": "diamond"}


@dataclass(frozen=True)
class _Columns:
    """Where each way of counting stands."""

    x: tuple[float, ...]
    step: float
    left: float
    split: float
    right: float


def draw_curve(data: Mapping[str, Any], language: str) -> Drawing:
    """Return the drawing of a curve.

    Parameters
    ----------
    data : mapping
        ``ways`` in the order of the columns, each with value (on the scale), tag, own and sure; ``rows`` of the dashboard,
        each with decision, option and taken (one flag a way); ``scale``, ``ends`` (of low values, of high ones), ``median``
        with ``median_label``, ``key`` (pairs of mark and words).
    language : str
        For our own words.
    """
    ways, rows = data["ways"], data["rows"]
    columns = _columns(data)
    key, top = _key(data, language, narrow=columns.step < _NARROW)
    values = [way["value"] for way in ways]
    reach = reach_of(values, (), data["scale"])
    low, high = (-reach if min(values) < 0 else -0.3 * reach), (reach if max(values) > 0 else 0.3 * reach)
    area = Area(top + 6 + _HEIGHT, top + 6, low, high, top + 6 + _HEIGHT + 22, _ROW)
    bottom = area.y(len(rows) - 0.4)
    shapes = [*key, *_axis(area, columns, data, language), *_dashboard(area, columns, data, language)]
    shapes += [
        shape
        for way, x in zip(ways, columns.x, strict=True)
        if way["own"]
        for shape in _own_line(area, x, bottom, way)
    ]
    shapes += [
        _mark(x, area.x(way["value"]), way, columns.step) for way, x in zip(ways, columns.x, strict=True)
    ]
    return Drawing(WIDTH, round(bottom + EDGE, 2), tuple(shapes))


def _columns(data: Mapping[str, Any]) -> _Columns:
    decisions, options = (
        max((len(shortened(row[k], _LIMIT)) for row in data["rows"]), default=0)
        for k in ("decision", "option")
    )
    names = LETTER * _SIZE * (decisions + options) + 16
    ends = LETTER * 8 * max(len(shortened(f"↑ {end}", _LIMIT)) for end in data["ends"])
    left = EDGE + max(names, ends + _AXIS) + 6
    equivalent = sum(way["tag"] == "equivalent" for way in data["ways"])
    others = len(data["ways"]) - equivalent
    gap = _GAP if others and equivalent else 0.0
    room = WIDTH - EDGE - left - gap
    aside = min(_WIDEST, max(9.0, room / max(1, len(data["ways"]))))
    step = min(_WIDEST, (room - others * aside) / max(1, equivalent))
    split = left + equivalent * step
    x = [left + (n + 0.5) * step for n in range(equivalent)]
    x += [split + gap + (n + 0.5) * aside for n in range(others)]
    return _Columns(tuple(x), step, left, split, split + gap + others * aside)


def _key(data: Mapping[str, Any], language: str, *, narrow: bool) -> tuple[list[Shape], float]:
    """Return what each mark means, and the height of it."""
    shapes: list[Shape] = []
    x, y = EDGE + 4, 8.0
    for kind, words in data["key"]:
        width = 26 + LETTER * _SIZE * len(words)
        if x + width > WIDTH and x > EDGE + 4:
            x, y = EDGE + 4, y + _LINE
        shapes += [
            _sign(kind, x, y, narrow=narrow),
            text(x + 8, y, display(words, language), size=_SIZE, role="soft"),
        ]
        x += width
    return shapes, y + 8


def _sign(kind: str, x: float, y: float, *, narrow: bool) -> Shape:
    if kind == "median":
        return dashed(x - 6, y, x + 5, y, "ink", 0.8)
    if narrow and kind in ("equivalent", "unsure"):
        return _stroke(x, y, 2.0, sure=kind == "equivalent")
    if kind == "unsure":
        return mark(x, y, _MARKS["equivalent"], "own", filled=False)
    return mark(x, y, _MARKS[kind], _role(kind), filled=kind in ("equivalent", "own"))


def _role(kind: str) -> str:
    return {"equivalent": "own", "own": "quoted"}.get(kind, "other")


def _axis(area: Area, columns: _Columns, data: Mapping[str, Any], language: str) -> Iterator[Shape]:
    """Yield the lines and numbers of the results, outlets at both ends, the median of the equivalent ways."""
    for value, written in ticks(area.low, area.high, data["scale"], language):
        y = area.x(value)
        role, weight = ("line", 0.5) if value else ("soft", 0.9)
        yield segment(columns.left, y, columns.right, y, role, weight)
        yield text(columns.left - 5, y, written, size=7.4, role="soft", anchor="end")
    below, above = (shortened(display(end, language), _LIMIT) for end in data["ends"])
    yield text(EDGE, area.right + 5, f"↑ {above}", size=8, bold=True)
    yield text(EDGE, area.left - 5, f"↓ {below}", size=8, bold=True)
    if data["median"] is not None:
        y = area.x(data["median"])
        yield dashed(columns.left, y, columns.split, y, "ink", 0.8)


def _own_line(area: Area, x: float, bottom: float, way: Mapping[str, Any]) -> Iterator[Shape]:
    yield dashed(x, area.x(way["value"]), x, bottom, "quoted", 0.8)


def _mark(x: float, y: float, way: Mapping[str, Any], step: float) -> Shape:
    if way["own"]:
        return mark(x, y, _MARKS["own"], "quoted", filled=True)
    if way["tag"] != "equivalent":
        return mark(x, y, _MARKS[way["tag"]], "other", filled=False)
    if step < _NARROW:
        return _stroke(x, y, max(0.6, 0.7 * step), sure=way["sure"])
    return mark(x, y, _MARKS["equivalent"], "own", filled=way["sure"])


def _stroke(x: float, y: float, width: float, *, sure: bool) -> Shape:
    """Return the mark of one of many ways: short where its own p is larger."""
    half = 3.6 if sure else 1.6
    return segment(x, y - half, x, y + half, "own", width)


def _dashboard(area: Area, columns: _Columns, data: Mapping[str, Any], language: str) -> Iterator[Shape]:
    """Yield one row an option, its name and a mark where a way takes it; a line above each decision."""
    width = max(0.7, min(0.6 * columns.step, 9.0))
    for i, row in enumerate(data["rows"]):
        y = area.y(i)
        if row["decision"]:
            yield segment(EDGE, y - _ROW / 2, columns.right, y - _ROW / 2, "line", 0.5)
            yield text(EDGE, y, shortened(display(row["decision"], language), _LIMIT), size=_SIZE, bold=True)
        name = shortened(display(row["option"], language), _LIMIT)
        yield text(columns.left - 6, y, name, size=_SIZE, anchor="end")
        for x, taken, way in zip(columns.x, row["taken"], data["ways"], strict=True):
            if taken:
                role = "own" if way["tag"] == "equivalent" else "other"
                mine = width if way["tag"] == "equivalent" else 6.0
                yield box(x - mine / 2, y - 3, mine, 6, edge=role, fill=role, weight=0.3)
