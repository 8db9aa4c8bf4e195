"""SVG: a drawing written for a page, for paper and for a file of its own.

A page forbids inline styles (its Content-Security-Policy), so everything is a presentation attribute; colours
are CSS variables there, and the light palette elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from framing.report.drawing import Drawing, Shape, number

# Contrast on white at least 4.5 : 1 for ink, soft, own; hatches carry the rest (WCAG 1.4.11: 3 : 1).
LIGHT: Mapping[str, str] = {
    "ink": "#1d1b18", "soft": "#5c564e", "line": "#c9c2b6", "paper": "#ffffff",
    "own": "#1c5273", "quoted": "#b0610c", "other": "#6d675f", "fill": "#dce8ef",
}  # fmt: skip

_PAGE: Mapping[str, str] = {role: f"var(--{role})" for role in LIGHT}
_PAGE_FONT = "ui-sans-serif, system-ui, sans-serif"
_PAPER_FONT = "DejaVu Sans"


def for_page(drawing: Drawing, alt: str) -> str:
    """Return a drawing to be put inline into a page, with its alternative text."""
    return _written(drawing, _PAGE, {"aria-label": alt, "font-family": _PAGE_FONT})


def for_paper(drawing: Drawing) -> str:
    """Return a drawing with the light palette, for PDF and for a file."""
    return _written(drawing, LIGHT, {"font-family": _PAPER_FONT})


def _written(drawing: Drawing, colours: Mapping[str, str], more: Mapping[str, str]) -> str:
    root = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {number(drawing.width)} {number(drawing.height)}",
        "role": "img",
        **more,
        "fill": "none",
        "stroke-linejoin": "round",
    }
    shapes = "\n".join(_element(shape, colours) for shape in drawing.shapes)
    return f"<svg{_attributes(root)}>\n{shapes}\n</svg>"


def _element(shape: Shape, colours: Mapping[str, str]) -> str:
    paint = {key: colours[role] for key, role in shape.paint.items()}
    opening = f"<{shape.tag}{_attributes({**shape.attributes, **paint})}"
    return f"{opening}>{escape(shape.content)}</{shape.tag}>" if shape.content else f"{opening}/>"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {key}="{escape(value)}"' for key, value in values.items())
