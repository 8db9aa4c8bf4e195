"""SVG made ready for a page, for paper and for a file of its own.

A page forbids inline styles (its Content-Security-Policy), so style attributes become presentation
attributes; colours become CSS variables there, and the light palette elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from framing.report.figures import SENTINELS

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"

# Contrast on white at least 4.5 : 1 for ink, soft, own; hatches carry the rest (WCAG 1.4.11: 3 : 1).
LIGHT: Mapping[str, str] = {
    "ink": "#1d1b18", "soft": "#5c564e", "line": "#c9c2b6", "paper": "#ffffff",
    "own": "#1c5273", "quoted": "#b0610c", "other": "#6d675f", "fill": "#dce8ef",
}  # fmt: skip

_PAGE_FONT = "ui-sans-serif, system-ui, sans-serif"
_PAPER_FONT = "DejaVu Sans"
_FONT = re.compile(r"(?:(italic|oblique)\s+)?(?:(bold|\d{3})\s+)?([\d.]+)px\s+(.+)")
_PAINT = re.compile("|".join(SENTINELS.values()))


def for_page(drawing: str, alt: str) -> str:
    """Return a drawing to be put inline into a page, with its alternative text."""
    return _rewritten(
        drawing, {role: f"var(--{role})" for role in SENTINELS}, _PAGE_FONT, {"aria-label": alt}
    )


def for_paper(drawing: str) -> str:
    """Return a drawing with the light palette, for PDF and for a file."""
    return _rewritten(drawing, LIGHT, _PAPER_FONT, {})


def _rewritten(drawing: str, colours: Mapping[str, str], font: str, attributes: Mapping[str, str]) -> str:
    painted = {SENTINELS[role]: colour for role, colour in colours.items()}
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(drawing.encode("utf-8"))  # noqa: S314 (matplotlib's own output)
    for parent in root.iter():
        for child in [c for c in parent if c.tag in (f"{{{_SVG}}}style", f"{{{_SVG}}}metadata")]:
            parent.remove(child)
    for element in root.iter():
        _restyle(element, painted, font)
    for key in ("width", "height"):
        root.attrib.pop(key, None)
    # What matplotlib says in the style element that was taken out.
    root.attrib |= {"stroke-linejoin": "round", "stroke-linecap": "butt", "role": "img", **attributes}
    return ElementTree.tostring(root, encoding="unicode")


def _restyle(element: ElementTree.Element, painted: Mapping[str, str], font: str) -> None:
    """Turn one style attribute into presentation attributes and put the palette in."""
    for declaration in element.attrib.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        element.attrib |= _attributes(key, value, font) if key else {}
    if element.tag == f"{{{_SVG}}}g":
        element.attrib.pop(
            "id", None
        )  # matplotlib numbers groups alike in every drawing; nothing points at them
    if _XLINK in element.attrib:
        element.attrib["href"] = element.attrib.pop(_XLINK)
    for key in ("fill", "stroke"):
        if key in element.attrib:
            element.attrib[key] = _PAINT.sub(lambda found: painted[found[0]], element.attrib[key])


def _attributes(key: str, value: str, font: str) -> dict[str, str]:
    if key == "font":
        return _font(value, font)
    return {key: font if key == "font-family" else value}


def _font(value: str, font: str) -> dict[str, str]:
    """Take the shorthand apart: it is no presentation attribute."""
    found = _FONT.match(value)
    if not found:
        return {"font-family": font}
    style, weight, size, _ = found.groups()
    parts = {"font-family": font, "font-size": size}
    return parts | ({"font-weight": weight} if weight else {}) | ({"font-style": style} if style else {})
