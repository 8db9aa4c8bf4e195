"""Figures: a specification of the summary drawn as SVG. The only door to matplotlib.

Colours are sentinels, one for each role; `svg.py` replaces them by CSS variables (page) or by the
light palette (paper). The role is never told by colour alone: shape, hatch or label says it too.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.report.typography import display, harmless, shortened

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Role → sentinel: colours that nothing else in a drawing uses.
SENTINELS: Mapping[str, str] = {
    "ink": "#010203", "soft": "#040506", "line": "#070809", "paper": "#0a0b0c",
    "own": "#0d0e0f", "quoted": "#101112", "other": "#131415", "fill": "#161718",
}  # fmt: skip

WIDTH = 7.2  # inches: 518 points, scaled to the measure of the page
MOST_COLUMN_NAMES = 16  # more would run into each other
NAME_LIMIT = 24  # code points of a name beside a drawing; the table below it holds the whole name
_STYLE: dict[str, Any] = {
    "svg.fonttype": "none", "font.family": "DejaVu Sans", "font.size": 9.0, "text.parse_math": False,
    "axes.linewidth": 0.6, "hatch.linewidth": 0.9, "path.simplify": False,
}  # fmt: skip
_MARKS = {"own": "o", "quoted": "D", "fragment": "s", "reported": "^", "ambiguous": "x"}
_HATCHES = {"own": "", "quoted": "////", "fragment": "....", "reported": "\\\\\\\\", "ambiguous": "xxxx"}


def draw(spec: Mapping[str, Any], language: str) -> str:
    """Return the drawing of a specification as SVG with sentinel colours.

    Parameters
    ----------
    spec : mapping
        A figure block of the summary: ``id``, ``chart`` and ``data``.
    language : str
        For the spacing of our own words.

    Returns
    -------
    str
        The same bytes for the same specification: the figure's id is the salt of its identifiers.
    """
    charts: dict[str, Callable[[Any, str], Figure]] = {
        "matrix": _matrix, "voices": _voices, "strips": _strips, "dots": _dots,
    }  # fmt: skip
    from matplotlib import rc_context  # noqa: PLC0415 (half a second that a check or a measure need not pay)

    _canvas()
    style: Any = {**_STYLE, "svg.hashsalt": spec["id"]}
    with rc_context(style), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing")  # the reader's fonts draw it
        figure = charts[spec["chart"]](spec["data"], language)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return buffer.getvalue()


def font_folder() -> Path:
    """Return the folder of the fonts that come with matplotlib (DejaVu), for whoever sets text beside the figures."""
    from matplotlib import get_data_path  # noqa: PLC0415

    return Path(get_data_path()) / "fonts" / "ttf"


@cache
def _canvas() -> Callable[..., Figure]:
    """Figures without pyplot: no state shared between drawings, no display."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    def make(height: float) -> Figure:
        figure = Figure(figsize=(WIDTH, height))
        FigureCanvasSVG(figure)
        return figure

    return make


def _axes(height: float, left: float, bottom: float, top: float, right: float = 0.1) -> tuple[Figure, Axes]:
    """One frameless drawing area, margins in inches."""
    figure = _canvas()(height)
    axes = figure.add_axes(
        (left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - bottom - top) / height)
    )
    axes.set_axis_off()
    return figure, axes


def _margin(labels: Sequence[str], size: float) -> float:
    """Inches for the longest label: a letter is about .56 of the size wide, and half a millimetre is air."""
    longest = max((len(shortened(label, NAME_LIMIT)) for label in labels), default=0)
    return 0.2 + longest * 0.56 * size / 72


def _write(axes: Axes, x: float, y: float, content: str, **style: Any) -> None:
    role = style.pop("role", "ink")
    axes.text(x, y, harmless(content), color=SENTINELS[role], clip_on=False, **{"va": "center", **style})


def _matrix(data: Mapping[str, Any], language: str) -> Figure:
    """Outlets × events: a filled cell holds its number, an empty one is drawn as empty."""
    rows, columns = data["rows"], data["columns"]
    figure, axes = _axes(0.42 * len(rows) + 0.75, _margin(rows, 9), 0.1, 0.65, 0.75)
    axes.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
    for j, title in enumerate(columns):
        if len(columns) <= MOST_COLUMN_NAMES:
            slanted = {"rotation": 20, "ha": "left", "va": "bottom"}
            _write(axes, j + 0.25, -0.12, display(title, language), role="soft", fontsize=8, **slanted)
    for i, title in enumerate(rows):
        _write(axes, -0.02 * len(columns), i + 0.5, shortened(title, NAME_LIMIT), ha="right")
        for j, n in enumerate(data["values"][i]):
            _cell(axes, i, j, n)
    return figure


def _cell(axes: Axes, i: int, j: int, n: int) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    face, edge = (SENTINELS["fill"], SENTINELS["own"]) if n else ("none", SENTINELS["line"])
    axes.add_patch(
        Rectangle((j + 0.04, i + 0.1), 0.92, 0.8, facecolor=face, edgecolor=edge, linewidth=1.2 if n else 0.6,
                  linestyle="-" if n else (0, (2, 2)))
    )  # fmt: skip
    if n:
        _write(axes, j + 0.5, i + 0.52, str(n), ha="center", fontweight="bold")


def _voices(data: Mapping[str, Any], language: str) -> Figure:
    """Words by voice: one panel an outlet, bars hatched and labelled directly."""
    panels, labels = data["panels"], data["labels"]
    step = len(labels) + 1.1
    figure, axes = _axes(0.245 * step * len(panels) + 0.1, _margin(labels, 8.5), 0.05, 0.05, 1.15)
    most = max([1, *(n for row in data["values"] for n in row)])
    left, right = _margin(labels, 8.5) - 0.1, WIDTH - 1.15 - _margin(labels, 8.5)
    edge = most * left / right  # the left end of the drawing, in words
    axes.set(xlim=(0, most), ylim=(step * len(panels) - 0.3, -0.3))
    for p, panel in enumerate(panels):
        top = p * step
        _write(axes, -edge, top + 0.25, shortened(panel, 2 * NAME_LIMIT), fontweight="bold", fontsize=9.5)
        for k, (voice, n) in enumerate(zip(data["voices"], data["values"][p], strict=True)):
            y = top + 1.15 + k
            _bar(axes, y, n, voice)
            _write(
                axes, -0.012 * most, y, display(labels[k], language), ha="right", role="soft", fontsize=8.5
            )
            _write(axes, n + 0.012 * most, y, display(data["shown"][p][k], language), fontsize=8.5)
    return figure


def _bar(axes: Axes, y: float, n: int, voice: str) -> None:
    role = voice if voice in ("own", "quoted") else "other"
    solid = voice == "own"
    axes.barh(
        y, n, height=0.72, color=SENTINELS[role] if solid else SENTINELS["paper"], edgecolor=SENTINELS[role],
        hatch=_HATCHES[voice], linewidth=1.0,
    )  # fmt: skip


def _strips(data: Mapping[str, Any], language: str) -> Figure:
    """Each article a line from start to end; a mark where a cue stands, its shape telling the voice."""
    strips = data["strips"]
    figure, axes = _axes(0.3 * len(strips) + 0.62, _margin([s["label"] for s in strips], 8.5), 0.28, 0.34)
    axes.set(xlim=(-0.01, 1.01), ylim=(len(strips) - 0.4, -0.6))
    for i, strip in enumerate(strips):
        axes.plot([0, 1], [i, i], color=SENTINELS["line"], linewidth=1.0, zorder=1, solid_capstyle="butt")
        _write(axes, -0.025, i, shortened(strip["label"], NAME_LIMIT), ha="right", fontsize=8.5)
        for voice in data["voices"]:
            places = [mark["at"] for mark in strip["marks"] if mark["voice"] == voice]
            _points(axes, places, [float(i)] * len(places), voice)
    for x, word, side in ((0, data["ends"][0], "left"), (1, data["ends"][1], "right")):
        _write(
            axes, x, len(strips) - 0.25, display(word, language), ha=side, role="soft", fontsize=8, va="top"
        )
    _key(axes, data, language)
    return figure


def _points(axes: Axes, x: Sequence[float], y: Sequence[float], voice: str) -> None:
    """Draw marks: filled for own, open for other voices, crosses where undecided."""
    colour = SENTINELS[voice if voice in ("own", "quoted") else "other"]
    if voice == "ambiguous":
        axes.scatter(x, y, s=30, marker="x", color=colour, linewidths=1.3, zorder=3, clip_on=False)
        return
    face = colour if voice == "own" else SENTINELS["paper"]
    axes.scatter(
        x,
        y,
        s=34,
        marker=_MARKS[voice],
        facecolors=face,
        edgecolors=colour,
        linewidths=1.3,
        zorder=3,
        clip_on=False,
    )


def _key(axes: Axes, data: Mapping[str, Any], language: str) -> None:
    """Draw the key above the first strip, in the order of the voices."""
    for k, (voice, label) in enumerate(zip(data["voices"], data["labels"], strict=True)):
        x = 0.008 + 0.16 * k
        _points(axes, [x], [-0.98], voice)
        _write(axes, x + 0.02, -0.98, display(label, language), role="soft", fontsize=8.5)


def _dots(data: Mapping[str, Any], language: str) -> Figure:
    """Log ratios around zero, outlet names at both ends of the axis, counts at the right."""
    terms, values = data["terms"], [v if v is not None else math.nan for v in data["values"]]
    bounds = [abs(v) for key in ("values", "low", "high") for v in data[key] if v is not None]
    reach = 1.08 * max([1.0, *bounds])
    figure, axes = _axes(0.205 * len(terms) + 0.78, _margin(terms, 8.5), 0.32, 0.42, 0.85)
    axes.set(xlim=(-reach, reach), ylim=(len(terms) - 0.4, -0.6))
    for tick in range(-math.floor(reach), math.floor(reach) + 1):
        weight = 0.9 if tick == 0 else 0.5
        axes.axvline(tick, color=SENTINELS["soft" if tick == 0 else "line"], linewidth=weight, zorder=0)
        _write(
            axes,
            tick,
            len(terms) - 0.3,
            display(_signed(tick), language),
            ha="center",
            va="top",
            role="soft",
            fontsize=8,
        )
    for i, term in enumerate(terms):
        _write(axes, -reach * 1.03, i, shortened(term, NAME_LIMIT), ha="right", fontsize=8.5)
        _write(axes, reach * 1.03, i, data["marks"][i], ha="left", role="soft", fontsize=8)
    rows = range(len(terms))
    axes.hlines(list(rows), [0.0] * len(terms), values, color=SENTINELS["line"], linewidth=1.6, zorder=1)
    certain = [i for i in rows if data["low"][i] is not None and data["high"][i] is not None]
    low, high = ([data[key][i] for i in certain] for key in ("low", "high"))
    axes.hlines(certain, low, high, color=SENTINELS["soft"], linewidth=1.2, zorder=2)
    for role, sign in (("own", 1), ("quoted", -1)):
        mine = [i for i in rows if values[i] * sign > 0 or (sign > 0 and values[i] == 0)]
        _points(axes, [values[i] for i in mine], list(map(float, mine)), role)
    first, second = (shortened(name, NAME_LIMIT) for name in data["ends"])
    _write(axes, -reach, -1.25, f"← {second}", ha="left", fontweight="bold")
    _write(axes, reach, -1.25, f"{first} →", ha="right", fontweight="bold")
    return figure


def _signed(tick: int) -> str:
    return f"+{tick}" if tick > 0 else f"\u2212{-tick}" if tick else "0"
