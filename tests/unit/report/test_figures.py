"""Charts: what is drawn where, what is left out, and that no colour tells anything alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from framing.report.areas import NAME_LIMIT, WIDTH
from framing.report.drawing import Drawing, Shape
from framing.report.figures import MOST_COLUMN_NAMES, MOST_DATES, draw

VOICES = ["own", "quoted", "fragment", "reported", "ambiguous"]
LABELS = ["outside", "inside", "fragment", "reported", "undecided"]
LONG = "The Harbour Morning Advertiser and Gazette of the Northern Isles"


def _matrix(columns: int = 3) -> dict[str, Any]:
    values = [[0, 2, *[0] * (columns - 2)], [1, *[0] * (columns - 1)]]
    data = {"rows": ["Aurore", LONG], "columns": [f"{j} · day {j}" for j in range(columns)], "values": values}
    return {"chart": "matrix", "data": data}


def _voices() -> dict[str, Any]:
    values = [[500, 300, 200, 100, 40], [3, 0, 1, 90, 12]]
    data = {
        "panels": ["Aurore", LONG],
        "totals": [f"{sum(row)} words" for row in values],
        "labels": LABELS,
        "voices": VOICES,
        "values": values,
        "shown": [[str(n) for n in row] for row in values],
    }
    return {"chart": "voices", "data": data}


def _strips() -> dict[str, Any]:
    marks = [{"at": i / 4, "voice": voice} for i, voice in enumerate(VOICES)]
    strips = [{"label": "1 · Aurore", "marks": marks}, {"label": LONG, "marks": []}]
    data = {"voices": VOICES, "labels": LABELS, "ends": ["start", "end"], "strips": strips}
    return {"chart": "strips", "data": data}


def _dots() -> dict[str, Any]:
    data = {
        "terms": ["tide", "quay", "crane", LONG],
        "values": [1.5, None, -2.0, 0.0],
        "low": [0.5, None, -3.0, None],
        "high": [2.5, None, None, None],
        "marks": ["3 : 1", "0 : 0", "1 : 4", "2 : 2"],
        "ends": ["Aurore", "Phare"],
    }
    return {"chart": "dots", "data": data}


ALL = {"matrix": _matrix, "voices": _voices, "strips": _strips, "dots": _dots}


def _texts(drawing: Drawing) -> dict[str, Shape]:
    return {shape.content: shape for shape in drawing.shapes if shape.tag == "text"}


def _marks(drawing: Drawing) -> list[tuple[float, float, Shape]]:
    found = [(s, s.attributes.get("transform", "")) for s in drawing.shapes if s.tag == "path"]
    return [(*map(float, way[10:-1].split()), shape) for shape, way in found if way]  # type: ignore[misc]


@pytest.mark.parametrize("chart", ALL)
def test_same_drawing_again_and_all_of_it_on_the_canvas(chart: str) -> None:
    drawing = draw(ALL[chart](), "en")
    assert drawing == draw(ALL[chart](), "en")
    assert drawing.width == WIDTH
    for shape in drawing.shapes:
        where = shape.attributes.get("d", "") if "transform" not in shape.attributes else ""
        points = [(float(x), float(y)) for x, y in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", where)]
        points += (
            [(float(shape.attributes["x"]), float(shape.attributes["y"]))] if "x" in shape.attributes else []
        )
        assert all(0 <= x <= WIDTH and 0 <= y <= drawing.height for x, y in points), shape


@pytest.mark.parametrize("chart", ALL)
def test_names_beside_a_drawing_are_cut_and_clear_its_edge(chart: str) -> None:
    cut = [shape for name, shape in _texts(draw(ALL[chart](), "en")).items() if name.endswith("…")]
    assert len(cut) == 1
    shape = cut[0]
    if shape.attributes.get("text-anchor") == "end":
        assert float(shape.attributes["x"]) - 0.56 * float(shape.attributes["font-size"]) * NAME_LIMIT >= 0


def test_matrix_fills_what_it_counts() -> None:
    drawing = draw(_matrix(), "en")
    filled = [shape for shape in drawing.shapes if shape.paint.get("fill") == "fill"]
    dashed = [shape for shape in drawing.shapes if "stroke-dasharray" in shape.attributes]
    assert (len(filled), len(dashed)) == (2, 4)
    assert {"1", "2", "0 · day 0", "2 · day 2", "Aurore"} <= set(_texts(drawing))


def test_matrix_of_many_events_numbers_them_and_of_more_names_none() -> None:
    assert "0 · day 0" in _texts(draw(_matrix(MOST_DATES), "en"))
    assert {"0", f"{MOST_DATES}"} <= set(_texts(draw(_matrix(MOST_DATES + 1), "en")))
    assert f"{MOST_COLUMN_NAMES - 1}" in _texts(draw(_matrix(MOST_COLUMN_NAMES), "en"))
    assert f"{MOST_COLUMN_NAMES}" not in _texts(draw(_matrix(MOST_COLUMN_NAMES + 1), "en"))


def _rectangles(drawing: Drawing) -> list[tuple[float, float, float, Shape]]:
    """Left edge, top and width of every rectangle."""
    found = [(re.match(r"M(\S+) (\S+?)h([\d.]+)v", s.attributes.get("d", "")), s) for s in drawing.shapes]
    return [(*map(float, way.groups()), shape) for way, shape in found if way]  # type: ignore[misc]


def test_parts_of_a_bar_are_as_long_as_their_words_are_many_and_lie_end_to_end() -> None:
    rectangles = _rectangles(draw(_voices(), "en"))
    whole = WIDTH - 14.4
    for counts in _voices()["data"]["values"]:
        (top, *_) = (t for _, t, width, _ in rectangles if width not in (15.0,))
        bar = [(x, width) for x, t, width, _ in rectangles if t == top]
        rectangles = [r for r in rectangles if r[1] != top][len(counts) :]  # the swatches below it, too
        assert [w for _, w in bar] == pytest.approx([whole * n / sum(counts) for n in counts if n], abs=0.02)
        assert [x for x, _ in bar[1:]] == pytest.approx([x + w for x, w in bar[:-1]], abs=0.02)


def test_every_voice_has_a_hatch_and_a_name_with_its_share_even_where_it_is_empty() -> None:
    drawing = draw(_voices(), "en")
    rectangles = _rectangles(drawing)
    assert len(rectangles) == 5 + 4 + 2 * 5  # parts of the bars, one of them empty, and the swatches
    hatched = [s for s in drawing.shapes if s.tag == "path" and "fill" not in s.paint]
    assert len(hatched) == len(rectangles) - 2 - 2  # neither the solid parts nor their swatches
    assert {s.paint["fill"] for *_, s in rectangles} == {"own", "paper"}
    assert {"inside 0", "undecided 40", "1140 words"} <= set(_texts(drawing))


def test_marks_stand_where_the_cues_stand_and_differ_in_form() -> None:
    drawing = draw(_strips(), "en")
    marks = _marks(drawing)
    key, drawn = marks[:5], marks[5:]
    assert [shape.attributes["d"] for *_, shape in key] == [shape.attributes["d"] for *_, shape in drawn]
    assert len({shape.attributes["d"] for *_, shape in drawn}) == 5
    steps = {round(b[0] - a[0], 1) for a, b in pairwise(drawn)}
    assert max(steps) - min(steps) <= 0.1
    texts = _texts(drawing)
    assert float(texts["start"].attributes["x"]) == pytest.approx(drawn[0][0], abs=0.01)
    assert float(texts["end"].attributes["x"]) == pytest.approx(drawn[-1][0], abs=0.01)
    assert texts["end"].attributes["text-anchor"] == "end"


def test_dots_leave_out_what_is_missing() -> None:
    drawing = draw(_dots(), "en")
    marks = _marks(drawing)
    zero = float(_texts(drawing)["0"].attributes["x"])
    assert [shape.paint["stroke"] for *_, shape in marks] == ["own", "quoted", "own"]
    assert marks[0][0] > zero > marks[1][0]
    assert marks[2][0] == pytest.approx(zero, abs=0.01)
    assert sum(shape.attributes.get("stroke-width") == "1.2" for shape in drawing.shapes) == 1
    assert {"quay", "0 : 0", "← Phare", "Aurore →", "\u22122", "+2"} <= set(_texts(drawing))


def test_words_of_ours_get_the_spacing_of_the_language() -> None:
    spec = _strips()
    spec["data"]["ends"] = ["début : ici", "fin"]
    assert "début\u00a0: ici" in _texts(draw(spec, "fr"))
    assert "début : ici" in _texts(draw(spec, "en"))
