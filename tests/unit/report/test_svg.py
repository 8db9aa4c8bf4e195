"""SVG: well-formed whatever the text, colours of the page as variables, of paper as a palette."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from framing.report.drawing import Drawing, box, mark, segment, slanted, text
from framing.report.svg import LIGHT, for_page, for_paper

NASTY = "<script>alert(1)</script> & \"quoted\" 'x' ]]> </text>"
DRAWING = Drawing(
    120.5,
    40,
    (
        text(1, 2, NASTY),
        slanted(1, 2, "é ü", size=8, role="soft", degrees=20),
        *(box(0, 0, 5, 5, edge=role, fill=role) for role in LIGHT),
        segment(0, 0, 9, 9, "line", 1),
        mark(3, 3, "disc", "own", filled=True),
    ),
)


def _colours(drawing: str) -> set[str]:
    return set(re.findall(r' (?:fill|stroke)="([^"]+)"', drawing))


def test_text_is_text_whatever_it_holds() -> None:
    for drawing in (for_page(DRAWING, NASTY), for_paper(DRAWING)):
        root = ElementTree.fromstring(drawing)
        assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "text", "path"}
        assert root[0].text == NASTY
    assert ElementTree.fromstring(for_page(DRAWING, NASTY)).get("aria-label") == NASTY


def test_page_names_variables_and_paper_names_colours() -> None:
    assert _colours(for_page(DRAWING, "")) == {"none", *(f"var(--{role})" for role in LIGHT)}
    assert _colours(for_paper(DRAWING)) == {"none", *LIGHT.values()}


def test_only_presentation_attributes_and_no_identity() -> None:
    for drawing in (for_page(DRAWING, "x"), for_paper(DRAWING)):
        names = {name for element in ElementTree.fromstring(drawing).iter() for name in element.attrib}
        assert not names & {"style", "class", "id", "href"}


def test_canvas_scales_with_the_page() -> None:
    root = ElementTree.fromstring(for_paper(DRAWING))
    assert root.get("viewBox") == "0 0 120.5 40"
    assert (root.get("width"), root.get("height"), root.get("role")) == (None, None, "img")


def test_contrast_of_words_and_marks_on_paper() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    def contrast(role: str) -> float:
        return 1.05 / (luminance(LIGHT[role]) + 0.05)

    assert min(contrast(role) for role in ("ink", "soft", "own")) >= 4.5
    assert min(contrast(role) for role in ("quoted", "other")) >= 3
