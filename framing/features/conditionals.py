"""French conditionals by form: which types are one, told from the future stem and the lemma.

The future stem is the infinitive (*tirer* → *tirer-ait*), but for some forty verbs; an imperfect has another stem
(*tir-ait*), and nouns in -rait have no verb for a lemma. So no list of traps is needed (Grevisse & Goosse, *Le bon usage*,
§§ 816–821).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from framing.annotate.wordclass.lexicon import Lexicon

# Persons other than the third do not report rumours: "je serais", "vous auriez".
THIRD, OTHER_PERSON = 1, 2
_ENDINGS: Final = {
    "ait": THIRD, "aient": THIRD, "ais": OTHER_PERSON, "ions": OTHER_PERSON, "iez": OTHER_PERSON,
}  # fmt: skip
_WHOLE_ENDINGS: Final = tuple(f"r{ending}" for ending in _ENDINGS)
# Last letters of future stem and infinitive; what stands before them is the same (re-viendr, re-venir). saurer is
# what the dictionary takes saurait for.
_IRREGULAR: Final = (
    ("ser", "être"), ("aur", "avoir"), ("ir", "aller"), ("fer", "faire"), ("saur", "savoir"), ("saur", "saurer"),
    ("viendr", "venir"), ("tiendr", "tenir"), ("verr", "voir"), ("pourr", "pouvoir"), ("devr", "devoir"),
    ("voudr", "vouloir"), ("faudr", "falloir"), ("vaudr", "valoir"), ("enverr", "envoyer"), ("courr", "courir"),
    ("mourr", "mourir"), ("querr", "quérir"), ("cueiller", "cueillir"), ("cevr", "cevoir"), ("pleuvr", "pleuvoir"),
    ("mouvr", "mouvoir"), ("siér", "seoir"), ("échoir", "échoir"),
)  # fmt: skip
# "mènerait, appellerait, essuierait, connaitrait": spellings of the stem that the infinitive does not have.
_PLAIN: Final = str.maketrans({"é": "e", "è": "e", "ê": "e", "î": "i", "y": "i"})
# Stems of verbs that no dictionary knows: no imperfect ends in -er- before its ending but has an accent (gérait),
# and none in -aitr-.
_SURE: Final = ("er", "aitr")


def conditional(lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function from form and lemma to `THIRD`, `OTHER_PERSON`, or 0 for what is no French conditional.

    Parameters
    ----------
    lexicon : Lexicon
        Of another language than French nothing is one.
    """
    return person if lexicon.language == "fr" else lambda _surface, _lemma: 0


def person(surface: str, lemma: str) -> int:
    """Return the person of a conditional, 0 if the form is none.

    Parameters
    ----------
    surface : str
    lemma : str
        By dictionary; the form itself where the dictionary has none.
    """
    form = surface.lower()
    if not form.endswith(_WHOLE_ENDINGS):
        return 0
    ending = next(e for e in _ENDINGS if form.endswith(e))
    stem = form.removesuffix(ending)
    if len(stem) < len("ir"):
        return 0
    is_one = stem.endswith(_SURE) if lemma == form else _is_future_stem(stem, lemma)
    return _ENDINGS[ending] if is_one else 0


def _is_future_stem(stem: str, lemma: str) -> bool:
    for future, infinitive in _IRREGULAR:
        if stem.endswith(future) and lemma.endswith(infinitive):
            before = stem.removesuffix(future)
            if before == lemma.removesuffix(infinitive):
                return True
    regular = lemma.removesuffix("e") if lemma.endswith("re") else lemma
    return regular.endswith("r") and _plain(stem) == _plain(regular)


def _plain(stem: str) -> str:
    return stem.translate(_PLAIN).replace("ll", "l").replace("tt", "t")
