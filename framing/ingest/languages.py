"""Which language: of a document that does not say, and of a paragraph that seems foreign."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

# Words that hardly a sentence of 8 words goes without, and that no other language of this list
# shares in a caption's telegram style ("a", "on", "in", "son" are left out for that reason).
FUNCTION_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("the", "of", "and", "to", "is", "was", "that", "for", "with", "by", "at", "from", "are", "were", "has",
           "have", "had", "his", "her", "their", "they", "he", "she", "it", "as", "be", "this", "but", "you", "we",
           "who", "not", "will", "would", "an"),
    "fr": ("le", "la", "les", "des", "une", "du", "et", "est", "dans", "que", "qui", "pour", "par", "sur", "pas",
           "plus", "avec", "ses", "aux", "au", "ce", "cette", "ces", "il", "elle", "ils", "nous", "vous", "été",
           "sont", "ont", "mais", "ne", "se", "leur", "de", "en"),
    "es": ("el", "los", "las", "una", "del", "y", "que", "por", "para", "con", "es", "su", "como", "pero"),
    "de": ("der", "die", "das", "und", "ist", "nicht", "mit", "ein", "eine", "von", "den", "auf", "für", "zu"),
    "it": ("il", "gli", "della", "che", "di", "per", "con", "una", "sono", "del", "nel", "anche"),
    "pt": ("o", "os", "das", "dos", "uma", "que", "para", "com", "não", "mais", "pelo", "ao"),
    "nl": ("de", "het", "een", "van", "en", "niet", "met", "voor", "op", "zijn", "dat", "werd"),
}  # fmt: skip

# A paragraph is judged from its beginning; the model needs no more, and one line may hold megabytes.
_JUDGED_CHARACTERS = 2000
# Languages a press page of this project is met in; the model knows 97 and errs among the rare ones.
_LANGUAGES = ["ar", "de", "en", "es", "fa", "fr", "he", "it", "nl", "pt", "ru", "tr", "uk", "zh"]
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
# Two function words of the other language beside none of one's own: a list of foreign names has none.
_FOREIGN_WORDS_NEEDED = 2
UNDETERMINED = "und"


def identify(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text, or "und" if it has no letters."""
    beginning = text[:_JUDGED_CHARACTERS]
    if not any(character.isalpha() for character in beginning):
        return UNDETERMINED
    return str(_identifier().classify(beginning)[0])


def lacks_own_words(paragraphs: Sequence[str], language: str) -> list[int]:
    """Return the numbers of the paragraphs without any function word of a language.

    A language we have no list of lacks none: nothing can be said.
    """
    if language not in FUNCTION_WORDS:
        return []
    quick, whole = _after_space(language), _function_words(language)
    doubtful = [i for i, p in enumerate(paragraphs) if quick.search(p) is None]
    return [i for i in doubtful if whole.search(" " + paragraphs[i]) is None]


def is_foreign(paragraph: str, language: str) -> bool:
    """Whether a paragraph without any function word of `language` is surely in another language.

    Parameters
    ----------
    paragraph : str
        A paragraph without function words of the language, see `lacks_own_words`.
    language : str
        The document's language.

    Notes
    -----
    py3langid decides; it is only asked of paragraphs that show two function words of some other
    language or are written in another script, so that a list of names is never taken for Dutch.
    """
    beginning = paragraph[:_JUDGED_CHARACTERS]
    foreign_script = _LATIN_LETTER.search(beginning) is None
    if not foreign_script and len(_after_space("").findall(beginning)) < _FOREIGN_WORDS_NEEDED:
        return False
    found = identify(beginning)
    if found in (language, UNDETERMINED):
        return False
    known = found in FUNCTION_WORDS and len(_function_words(found).findall(" " + beginning))
    return foreign_script or known >= _FOREIGN_WORDS_NEEDED


@cache
def _function_words(language: str) -> re.Pattern[str]:
    """Return a pattern for the function words of a language, of all languages for "", after a non-letter."""
    return re.compile(rf"[^\w-](?:{_alternatives(language)})(?!\w)", re.IGNORECASE)


@cache
def _after_space(language: str) -> re.Pattern[str]:
    """Return a pattern that finds most of what `_function_words` finds, four times as fast."""
    return re.compile(rf" (?:{_alternatives(language)})(?!\w)")


def _alternatives(language: str) -> str:
    listed = FUNCTION_WORDS.values() if not language else (FUNCTION_WORDS[language],)
    return "|".join(sorted({word for words in listed for word in words}))


@cache
def _identifier() -> Any:
    """Return the model, loaded once: 14 of its 97 languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second, rarely needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier
