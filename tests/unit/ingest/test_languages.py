from __future__ import annotations

import pytest

from framing.ingest.languages import identify, is_foreign, lacks_own_words

ENGLISH = "The harbour master talks with the captain of the ship during a visit to the northern port."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le navire est entré dans le port et les marins ont salué la foule.", "fr"),
        (ENGLISH, "en"),
        ("وصل الوزير إلى الميناء صباح اليوم", "ar"),
        ("12 34 — …", "und"),
        ("", "und"),
    ],
)
def test_a_text_is_identified(text: str, language: str) -> None:
    assert identify(text) == language


def test_only_paragraphs_without_own_words_are_doubted() -> None:
    paragraphs = [ENGLISH, "Au port, les marins attendent.", "LE PORT", "Dakar, Lagos, Accra, Abidjan"]
    assert lacks_own_words(paragraphs, "fr") == [0, 3]
    assert lacks_own_words(paragraphs, "xx") == []


def test_another_language_is_foreign_but_a_list_of_names_is_not() -> None:
    assert is_foreign(ENGLISH, "fr")
    assert is_foreign("وصل الوزير إلى الميناء صباح اليوم بعد رحلة طويلة", "fr")
    assert not is_foreign("Dakar, Lagos, Accra, Abidjan, Nairobi, Kigali, Harare, Lusaka, Windhoek", "fr")
    assert not is_foreign(ENGLISH, "en")
