"""Shapes: where they stand, that a hatch stays in its box, that every mark is told by its form."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from framing.report.drawing import HATCH_STEP, MIDDLE, box, hatch, mark, number, segment, slanted, text

KINDS = ("rising", "falling", "crossed", "dotted")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (-0.001, "0"),
        (1.0, "1"),
        (2.5, "2.5"),
        (1 / 3, "0.33"),
        (-7.249, "-7.25"),
        (12000.0, "12000"),
    ],
)
def test_numbers_are_short_and_never_minus_zero(value: float, shown: str) -> None:
    assert number(value) == shown


def test_text_stands_on_a_line_below_its_middle() -> None:
    written = text(10, 20, "Aurore", size=8, role="soft", anchor="end", bold=True)
    assert float(written.attributes["y"]) == pytest.approx(20 + 8 * MIDDLE, abs=0.005)
    assert (written.attributes["text-anchor"], written.attributes["font-weight"]) == ("end", "bold")
    assert dict(written.paint) == {"fill": "soft"}
    assert set(text(1, 1, "x").attributes) == {"x", "y", "font-size"}


def test_text_is_one_harmless_line() -> None:
    assert text(0, 0, "a\u202eb\nc\x00").content == "ab c"
    assert slanted(0, 0, "a\u2066b", size=8, role="ink", degrees=20).content == "ab"


def test_slanted_text_rises() -> None:
    assert (
        slanted(3, 4, "x", size=8, role="ink", degrees=20).attributes["transform"]
        == "translate(3 4) rotate(-20)"
    )


def test_box_without_width_is_still_a_line() -> None:
    drawn = box(5, 6, 0, 10, edge="own")
    assert drawn.attributes["d"] == "M5 6h0v10h0Z"
    assert dict(drawn.paint) == {"stroke": "own"}
    assert dict(box(0, 0, 1, 1, edge="line", fill="paper", dash="1 1").paint) == {
        "stroke": "line",
        "fill": "paper",
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "height"), [(200.0, 12.7), (12.0, 12.7), (40.0, 8.0)])
def test_hatch_stays_in_its_box_and_covers_it(kind: str, width: float, height: float) -> None:
    way = hatch(30, 40, width, height, role="quoted", kind=kind).attributes["d"]
    points = [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+?) ([^ML]+)", way)]
    assert all(29.99 <= x <= 30.01 + width and 39.99 <= y <= 40.01 + height for x, y in points)
    across, down = sorted({x for x, _ in points}), sorted({y for _, y in points})
    for places, first, last in ((across, 30, 30 + width), (down, 40, 40 + height)):
        gaps = [b - a for a, b in pairwise([first, *places, last])]
        assert max(gaps) <= HATCH_STEP + 0.01


def test_strokes_of_a_hatch_are_at_45_degrees_and_lean_as_they_are_called() -> None:
    for kind, sign in (("rising", -1), ("falling", 1)):
        way = hatch(0, 0, 50, 20, role="other", kind=kind).attributes["d"]
        strokes = re.findall(r"M(\S+) ([^L]+)L(\S+) ([^M]+)", way)
        assert len(strokes) > 5
        for x, y, to_x, to_y in (map(float, stroke) for stroke in strokes):
            assert to_x > x
            assert to_y - y == pytest.approx(sign * (to_x - x), abs=0.02)


def test_kinds_of_hatch_and_mark_are_told_apart_without_colour() -> None:
    assert len({str(hatch(0, 0, 60, 12, role="other", kind=k).attributes) for k in KINDS}) == len(KINDS)
    kinds = ("disc", "diamond", "square", "triangle", "cross")
    assert len({mark(0, 0, k, "other", filled=False).attributes["d"] for k in kinds}) == len(kinds)


def test_open_mark_covers_what_is_below_it() -> None:
    assert dict(mark(0, 0, "diamond", "quoted", filled=False).paint) == {"stroke": "quoted", "fill": "paper"}
    assert dict(mark(0, 0, "disc", "own", filled=True).paint) == {"stroke": "own", "fill": "own"}
    assert dict(mark(0, 0, "cross", "other", filled=False).paint) == {"stroke": "other"}


def test_segment_runs_from_its_first_to_its_second_point() -> None:
    assert segment(1, 2, 3.5, 4, "line", 0.5).attributes == {"d": "M1 2L3.5 4", "stroke-width": "0.5"}
