"""French spacing at display, and text made harmless."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.report.typography import display, harmless, shortened


def test_french_spaces_are_set_and_english_is_left_alone() -> None:
    written = "Le port : « ouvert » ; vraiment ? Oui !"
    assert display(written, "fr") == "Le port\u00a0: «\u202fouvert\u202f»\u202f; vraiment\u202f? Oui\u202f!"
    assert display(written, "en") == written


def test_a_colon_inside_code_like_words_keeps_its_place() -> None:
    assert display("sous corpus: dans 12:30", "fr") == "sous corpus: dans 12:30"


def test_harmless_drops_control_and_direction_marks() -> None:
    assert harmless("a\x00b\u202ec\n") == "a bc"
    assert harmless("e\u0301") == "é"


@settings(deadline=None)
@given(st.text())
def test_display_only_exchanges_spaces(text: str) -> None:
    shown = display(text, "fr")
    assert len(shown) == len(text)
    assert all(a == b or (a == " " and b in "\u202f\u00a0") for a, b in zip(text, shown, strict=True))


@settings(deadline=None)
@given(st.text(), st.integers(1, 40))
def test_shortened_keeps_the_limit(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= max(limit, 1)
    assert harmless(harmless(text)) == harmless(text)
