"""Words around a verb by what they do in a passive, and the walks over them: bits of each type, looked at in steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE, Tokens
from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.classifier import classifier
from framing.annotate.wordclass.lexicon import Lexicon

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

# Of the words between an auxiliary and its verb (*ont, hélas, été de nouveau*) more than six are another clause.
REACH = 6


class Does:
    """What a word can do in a passive; it may do several things."""

    BE: Final = 1 << 0
    BEEN: Final = 1 << 1
    HAVE: Final = 1 << 2
    GET: Final = 1 << 3
    FAIRE: Final = 1 << 4
    VOIR: Final = 1 << 5
    SELF: Final = 1 << 6
    PAIRED: Final = 1 << 7  # nous, vous: reflexive only where they stand twice
    CLITIC: Final = 1 << 8
    GAP: Final = 1 << 9  # may stand between an auxiliary and its verb
    LINK: Final = 1 << 10
    PARTICIPLE: Final = 1 << 11
    INFINITIVE: Final = 1 << 12
    WALL: Final = 1 << 13  # another clause begins
    NOMINAL: Final = 1 << 14  # begins a noun phrase
    NO_AGENT: Final = 1 << 15  # after a bare *par, by*: no agent
    STATE: Final = 1 << 16  # a tense that says what is so (est fermé) as often as what happens

    AUXILIARY: Final = BE | BEEN | GET


_FORMS: Final[Mapping[str, Mapping[int, str]]] = {
    "fr": {
        Does.BE: "est sont était étaient sera seront serait seraient fut furent soit soient fût être étant suis es sommes "
        "êtes étais étions étiez serai seras serez serons serions",
        Does.STATE: "est sont était étaient soit soient suis es sommes êtes étais étions étiez",
        Does.BEEN: "été",
        Does.HAVE: "ayant",
        Does.SELF: "se s' m' me t' te",
        Does.PAIRED: "nous vous",
        Does.CLITIC: "y en",
        Does.GAP: "à de en nouveau partie tour son leur plusieurs reprises tous toutes tout deux trois y sans doute vite aussitôt soudain hélas",
        Does.VOIR: "vu vue vus vues",
        # participles that the ending does not give away: "blessés et pris en charge par"
        Does.PARTICIPLE: "pris mis fait conduit remis transmis admis soumis tenu tenue tenus tenues secouru secourus",
    },
    "en": {
        Does.BE: "is are was were be been being am isn't wasn't aren't weren't",
        Does.STATE: "is are am isn't aren't",
        Does.BEEN: "been being be",
        Does.HAVE: "hasn't haven't hadn't 've",
        Does.GAP: "all both each n't",
        Does.WALL: "who which that while when where as after before because if",
        # "in a town held by rebels"
        Does.PARTICIPLE: "led held run owned built made taken driven brought sent given fought hit shot struck seen",
    },
}
_LEMMAS: Final[Mapping[str, Mapping[str, int]]] = {
    "fr": {"avoir": Does.HAVE, "faire": Does.FAIRE, "voir": Does.VOIR},
    "en": {"get": Does.GET, "have": Does.HAVE},
}
_INFINITIVES = ("er", "ir", "re", "oir")
_PARTICIPLES = ("é", "ée", "és", "ées")


class Words:
    """The tokens of a partition, asked what they do at some places.

    Parameters
    ----------
    tokens : Tokens
    lexicon : Lexicon
    """

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._marks = lexicon.values(marker)
        self.is_english = lexicon.language == "en"

    def inside(self, place: Int64) -> Int64:
        """Return the places, those before and behind the text moved to its ends."""
        return np.clip(place, 0, len(self._tokens) - 1)

    def have(self, place: Int64, bits: int) -> Bool:
        """Tell at which places a word does one of these things."""
        kind = self._tokens.type[self.inside(place)]
        known = (place >= 0) & (place < len(self._tokens))
        return np.asarray(known & ((self._marks.among(self._tokens, kind)[kind] & bits) != 0))

    def joined(self, place: Int64, mark: int) -> Bool:
        """Tell at which places nothing as strong as a mark of `BEFORE` stands right before."""
        known = (place > 0) & (place < len(self._tokens))
        return np.asarray(known & (self._tokens.before[self.inside(place)] < mark))

    def left_of(self, start: Int64, wanted: int, skipped: int) -> Int64:
        """Return the nearest word before each place that does what is wanted, over words that may be skipped.

        Parameters
        ----------
        start : int64 array (n,)
            −1 for nowhere.
        wanted, skipped : int
            Bits of `Does`.

        Returns
        -------
        int64 array (n,)
            −1 where another word, a comma or a stronger mark comes first, or nothing within `REACH` words.
        """
        found = np.full(len(start), -1, dtype=np.int64)
        alive = start > 0
        for step in range(1, REACH + 1):
            place = start - step
            alive = alive & self.joined(place + 1, BEFORE.COMMA)
            hit = alive & self.have(place, wanted)
            found[hit] = place[hit]
            alive = alive & ~hit & self.have(place, skipped)
        return found


def marker(lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function from form and lemma to bits of `Does`."""
    classify, lemmas = classifier(lexicon), _LEMMAS[lexicon.language]
    by_class = _english if lexicon.language == "en" else _french
    forms: dict[str, int] = {}
    for bit, words in _FORMS[lexicon.language].items():
        forms |= {word: forms.get(word, 0) | bit for word in words.split()}

    def marks(surface: str, lemma: str) -> int:
        form, bits = surface.lower(), classify(surface, lemma)
        found = forms.get(form, 0) | lemmas.get(lemma, 0) | by_class(form, lemma, bits)
        found |= Does.GAP if bits & Is.ADVERB else 0
        found |= Does.LINK if bits & Is.COORDINATOR else 0
        found |= Does.WALL if bits & (Is.AUXILIARY | Is.COPULA) else 0
        found |= Does.PARTICIPLE if bits & Is.PARTICIPLE else 0
        return found | (Does.NOMINAL if bits & (Is.DETERMINER | Is.PRONOUN | Is.NUMBER) else 0)

    return marks


def _french(form: str, lemma: str, bits: int) -> int:
    found = Does.PARTICIPLE if form.endswith(_PARTICIPLES) else 0
    found |= Does.INFINITIVE if form == lemma and form.endswith(_INFINITIVES) else 0
    found |= Does.GAP if form.endswith("ment") else 0
    found |= Does.WALL if bits & (Is.SUBORDINATOR | Is.RELATIVE) and form not in ("comme", "s'") else 0
    names_one = bits & (Is.DETERMINER | Is.NAME | Is.PRONOUN | Is.NUMBER | Is.EARLY)
    return found | (0 if names_one else Does.NO_AGENT)


def _english(form: str, lemma: str, bits: int) -> int:
    found = Does.BE if form.endswith(("'re", "'m")) else 0
    return found | (Does.NO_AGENT if bits & Is.PRESENT_PARTICIPLE and not bits & Is.NAME else 0)
