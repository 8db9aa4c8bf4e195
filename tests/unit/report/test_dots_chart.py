"""Chart of rows with intervals: what stands where, what leaves the axis, what is pooled."""

from __future__ import annotations

import re
from typing import Any

import pytest

from framing.report.areas import WIDTH
from framing.report.dots_chart import LABEL_LIMIT, draw_dots
from framing.report.drawing import Drawing

LONG = "The Harbour Morning Advertiser and Gazette of the Northern Isles and all their Ports"


def row(
    value: float | None, low: float | None = None, high: float | None = None, **more: Any
) -> dict[str, Any]:
    plain = {
        "label": "tide",
        "under": "",
        "beside": "3 : 1",
        "beside_under": "",
        "kind": "dot",
        "weight": 1.0,
    }
    return plain | {"value": value, "low": low, "high": high} | more


def drawn(*rows: dict[str, Any], scale: str = "ratio") -> Drawing:
    return draw_dots(
        {"panels": [{"scale": scale, "title": "", "ends": ["Phare", "Aurore"], "rows": list(rows)}]}, "en"
    )


def points(drawing: Drawing) -> list[tuple[float, float]]:
    found = [s.attributes.get("transform", "") for s in drawing.shapes if s.tag == "path"]
    return [tuple(map(float, way[10:-1].split())) for way in found if way]  # type: ignore[misc]


def ways(drawing: Drawing) -> list[list[tuple[float, float]]]:
    found = [
        s.attributes["d"]
        for s in drawing.shapes
        if s.tag == "path"
        and s.attributes["d"].endswith("Z")
        and "L" in s.attributes["d"]
        and "transform" not in s.attributes
    ]
    return [[(float(x), float(y)) for x, y in re.findall(r"([-\d.]+) ([-\d.]+)", way)] for way in found]


def texts(drawing: Drawing) -> dict[str, dict[str, str]]:
    return {s.content: dict(s.attributes) for s in drawing.shapes if s.tag == "text"}


def test_higher_values_stand_nearer_the_end_of_the_first_outlet() -> None:
    drawing = drawn(row(1.0), row(-1.0), row(None))
    (first, _), (second, _) = points(drawing)  # nothing is drawn of a value that is missing
    labels = texts(drawing)
    zero = float(labels["1"]["x"])
    assert second < zero < first
    assert first - zero == pytest.approx(zero - second, abs=0.02)
    assert float(labels["← Phare"]["x"]) < zero < float(labels["Aurore →"]["x"])


def test_an_interval_that_leaves_the_axis_ends_in_an_arrow() -> None:
    assert len(ways(drawn(row(0.5, 0.2, 0.9)))) == 0
    ((tip, *_),) = ways(drawn(row(0.5, 0.2, 9.0)))
    inside = [x for x, _ in points(drawn(row(0.5, 0.2, 9.0)))]
    assert inside[0] < tip[0] <= WIDTH


def test_what_is_pooled_is_a_lozenge_as_wide_as_its_interval() -> None:
    drawing = drawn(row(1.0), row(0.5, 0.0, 2.0, kind="pooled", label="pooled"))
    (lozenge,) = ways(drawing)
    labels = texts(drawing)
    assert lozenge[0][0] == pytest.approx(float(labels["1"]["x"]), abs=0.01)
    assert labels["pooled"]["font-weight"] == "bold"


def test_squares_are_as_large_as_their_weight() -> None:
    drawing = drawn(row(0.0, kind="weighed", weight=1.0), row(0.0, kind="weighed", weight=0.25))
    sides = [
        float(found[1])
        for s in drawing.shapes
        if (found := re.search(r"h([\d.]+)v", s.attributes.get("d", "")))
    ]
    assert sides == [9.0, 6.0]


def test_panels_stand_one_below_the_other_with_their_own_axes() -> None:
    panel = {"title": "Ratios", "ends": ["second", "first"], "scale": "ratio", "rows": [row(1.0)]}
    other = panel | {"title": "Shares", "scale": "difference", "rows": [row(0.2, under=LONG, label=LONG)]}
    drawing = draw_dots({"panels": [panel, other]}, "en")
    labels = texts(drawing)
    assert (
        float(labels["Ratios"]["y"])
        < float(labels["1/2"]["y"])
        < float(labels["Shares"]["y"])
        < float(labels["0%"]["y"])
    )
    cut = [name for name in labels if name.endswith("…")]
    assert min(map(len, cut)) == LABEL_LIMIT
    assert all(0 <= float(a["x"]) <= WIDTH and 0 <= float(a["y"]) <= drawing.height for a in labels.values())
