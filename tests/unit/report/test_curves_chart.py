"""Specification curve: columns in order, panels apart, the study's own way marked down to its choices."""

from __future__ import annotations

import re
from typing import Any

import pytest

from framing.report.areas import WIDTH
from framing.report.curves_chart import draw_curve
from framing.report.drawing import Drawing


def way(value: float, tag: str = "equivalent", own: bool = False, sure: bool = True) -> dict[str, Any]:
    return {"value": value, "tag": tag, "own": own, "sure": sure}


def spec(*ways: dict[str, Any], **more: Any) -> dict[str, Any]:
    taken = [w["own"] for w in ways]
    rows = [
        {"decision": "Titles", "option": "counted", "taken": taken},
        {"decision": "", "option": "left out", "taken": [not t for t in taken]},
    ]
    plain = {"scale": "ratio", "ends": ["more: Phare", "more: Aurore"], "median": 0.5, "rows": rows, "ways": list(ways),
             "key": [["own", "as in this study"], ["unsure", "p larger"], ["median", "median"], ["uncertain", "unsure"]]}  # fmt: skip
    return plain | more


def marks(drawing: Drawing) -> list[tuple[float, float, str]]:
    """Marks below the key: where they stand, and the role of their filling."""
    found = [(s.attributes["transform"], s) for s in drawing.shapes if "transform" in s.attributes]
    placed = [(*map(float, where[10:-1].split()), s.paint.get("fill", "")) for where, s in found]
    return [p for p in placed if p[1] > 22]  # type: ignore[misc]


def boxes(drawing: Drawing) -> list[tuple[float, float]]:
    found = (re.match(r"M(\S+) (\S+?)h([\d.]+)v6h", s.attributes.get("d", "")) for s in drawing.shapes)
    return [(float(m[1]) + float(m[3]) / 2, float(m[2])) for m in found if m]


def test_ways_stand_in_their_order_higher_results_above() -> None:
    drawing = draw_curve(
        spec(way(-1.0, sure=False), way(0.5, own=True), way(1.0), way(2.0, tag="uncertain")), "en"
    )
    found = marks(drawing)
    assert [x for x, *_ in found] == sorted(x for x, *_ in found)
    assert [y for _, y, _ in found] == sorted((y for _, y, _ in found), reverse=True)
    assert [fill for *_, fill in found] == ["paper", "quoted", "own", "paper"]


def test_each_way_has_one_option_a_decision_below_its_mark() -> None:
    drawing = draw_curve(spec(way(-1.0), way(0.5, own=True), way(1.0, tag="different")), "en")
    columns = [x for x, *_ in marks(drawing)]
    taken = boxes(drawing)
    assert sorted(x for x, _ in taken) == pytest.approx(columns, abs=0.02)
    rows = sorted({y for _, y in taken})
    assert len(rows) == 2
    assert [x for x, y in taken if y == rows[0]] == pytest.approx([columns[1]], abs=0.02)


def test_own_way_has_a_broken_line_to_its_choices_and_the_median_spans_equivalent_ways() -> None:
    drawing = draw_curve(spec(way(-1.0), way(0.5, own=True), way(1.0, tag="different")), "en")
    broken = [s for s in drawing.shapes if s.attributes.get("stroke-dasharray")]
    ways = [list(map(float, re.findall(r"[-\d.]+", s.attributes["d"]))) for s in broken]
    down = next(w for w in ways if w[0] == w[2])
    assert down[3] > max(y for _, y in boxes(drawing))
    across = next(w for w in ways if w[1] == w[3] and w[1] > 22)
    assert across[2] < marks(drawing)[-1][0]


@pytest.mark.parametrize("n", [2, 16, 96, 240])
def test_however_many_ways_all_lies_on_the_canvas(n: int) -> None:
    ways = [way(i / n, own=i == 1) for i in range(n)] + [way(0.2, tag="uncertain"), way(0.4, tag="different")]
    drawing = draw_curve(spec(*ways), "fr")
    assert drawing.width == WIDTH
    for shape in drawing.shapes:
        numbers = (
            re.findall(r"[ML]([-\d.]+) ([-\d.]+)", shape.attributes["d"])
            if "d" in shape.attributes and "transform" not in shape.attributes
            else []
        )
        assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= drawing.height for x, y in numbers), shape


def test_without_a_median_there_is_no_line_across() -> None:
    drawing = draw_curve(spec(way(-1.0, own=True), way(0.5), median=None, key=[]), "en")
    broken = [s.attributes["d"] for s in drawing.shapes if s.attributes.get("stroke-dasharray")]
    assert len(broken) == 1


def test_very_many_ways_are_strokes_short_where_p_is_larger() -> None:
    drawing = draw_curve(spec(*[way(i / 90, own=i == 1, sure=i < 45) for i in range(90)]), "en")
    lines = [list(map(float, re.findall(r"[-\d.]+", s.attributes["d"]))) for s in drawing.shapes
             if s.paint == {"stroke": "own"} and "transform" not in s.attributes]  # fmt: skip
    heights = [round(line[3] - line[1], 1) for line in lines if line[0] == line[2]]
    assert (heights.count(7.2), heights.count(3.2)) == (
        44,
        46,
    )  # one is the study's own, one stands in the key
