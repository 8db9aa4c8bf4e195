"""Content words: what two sentences can have in common, as one number for each type."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.classifier import closed_classes
from framing.annotate.wordclass.lexicon import Lexicon


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# Verbs so common that sharing one says nothing, and lacking one neither.
LIGHT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "fr": _list(
            "être avoir faire aller venir mettre prendre pouvoir devoir vouloir falloir savoir donner"
        ),
        "en": _list(
            "be have do go come make take get put give can could may might must shall should will would"
        ),
    }
)
# What softens a statement, beside a conditional: *devrait avoir lieu* → *se tiendra* is a hardening.
SOFTENERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "fr": _list("pouvoir devoir sembler paraître peut-être probablement vraisemblablement"),
        "en": _list("may might could would should seem appear perhaps possibly probably likely"),
    }
)
# Endings that a word and its kin do not share: *indépendant, indépendance*; *Russie, russe*; *Syrian, Syria*. Longest
# first; three letters stay, so that *accorder* and *accord* meet and *île* is left alone.
_ENDINGS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "fr": frozenset(
            _list(
                "issement ement ature ation ition ateur atrice ienne aine aise oise ence ance euse eur ien ain ais ois ique "
                "iste isme ite ive if ure age ante ant ente ent oir er ir re ee ie e"
            )
        ),
        "en": frozenset(
            _list(
                "ation ition ment ate ance ence ness ing ian ist ism itie ity ive er or ed ly al ous ful ia an ant ent e y"
            )
        ),
    }
)
_LONGEST_ENDING: Final = max(len(ending) for endings in _ENDINGS.values() for ending in endings)
_SHORTEST_STEM: Final = 3
# Words of these classes say nothing that two sentences could share.
_EMPTY: Final = Is.FUNCTION | Is.RELATIVE | Is.SUBJECT_RELATIVE | Is.POSSESSIVE
_CONDITIONAL: Final = ("rait", "raient", "rais")
_INFINITIVE: Final = ("er", "ir", "re", "oir")


def content_numbers(lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function that numbers content words: 0 for a function word, kin share a number.

    Parameters
    ----------
    lexicon : Lexicon
        Closed classes of the language.
    """
    closed, light = closed_classes(lexicon), LIGHT[lexicon.language]
    numbers: dict[str, int] = {"": 0}
    of_lemma = dict.fromkeys(light, 0)

    def number(form: str, lemma: str) -> int:
        if closed.get(form.lower(), 0) & _EMPTY:
            return 0
        found = of_lemma.get(lemma)
        if found is None:
            found = numbers.setdefault(stem(lemma, lexicon.language), len(numbers))
            of_lemma[lemma] = found
        return found

    return number


def stem(lemma: str, language: str) -> str:
    """Return what a word shares with its kin; "" for single letters and signs."""
    is_plain = lemma.isascii() and lemma.isalnum()
    plain = lemma if is_plain else "".join(c for c in unicodedata.normalize("NFKD", lemma) if c.isalnum())
    if len(plain) == 1 and not plain.isdigit():
        return ""
    if plain.endswith(("s", "x")) and len(plain) > _SHORTEST_STEM:  # names the dictionary does not know
        plain = plain[:-1]
    endings = _ENDINGS[language]
    for n in range(min(_LONGEST_ENDING, len(plain) - _SHORTEST_STEM), 0, -1):
        if plain[-n:] in endings:
            return plain[:-n]
    return plain


def form_numbers(lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function that numbers forms, large and small letters alike."""
    numbers: dict[str, int] = {}
    return lambda form, lemma: numbers.setdefault(form.lower(), len(numbers))


def softeners(lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function that tells what softens a statement: bit 1 for a modal or *perhaps*, bit 2 for a conditional."""
    words, french = SOFTENERS[lexicon.language], lexicon.language == "fr"

    def softens(form: str, lemma: str) -> int:
        conditional = french and form != lemma and form.endswith(_CONDITIONAL) and lemma.endswith(_INFINITIVE)
        return int(lemma in words) + 2 * int(conditional)

    return softens
