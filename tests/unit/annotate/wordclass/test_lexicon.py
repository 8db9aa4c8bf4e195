from __future__ import annotations

import pytest

from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.lexicon import LANGUAGES, load_lexicon
from framing.errors import ExtractorError


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_holds_lower_case_words_once(language: str):
    lexicon = load_lexicon(language)
    assert lexicon.language == language
    for name, words in lexicon.classes.items():
        assert words == {word.lower().strip() for word in words}, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_classes_that_bits_are_made_from_exist(language: str):
    lexicon = load_lexicon(language)
    needed = {
        "determiners",
        "prepositions",
        "coordinators",
        "adverbs",
        "judging",
        "negators",
        "complement_prepositions",
    }
    assert all(lexicon[name] for name in needed)
    assert set(Is.CLOSED) >= needed - {"judging", "negators"}


def test_a_language_without_words_is_refused():
    with pytest.raises(ExtractorError, match="one of en, fr"):
        load_lexicon("de")
