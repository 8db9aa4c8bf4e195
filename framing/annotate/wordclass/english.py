"""English word forms: adjectives, participles, plurals, by their endings.

Where English adjectives stand tells more than how they end; the ending decides only where the phrase is open on its
left (``impose economic sanctions``). Endings after Quirk et al., *A Comprehensive Grammar of the English Language*, App. I.
"""

from __future__ import annotations

from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.lexicon import Lexicon

_ADJECTIVE_ENDINGS = (
    "al", "ic", "ive", "ous", "able", "ible", "ful", "less", "ish", "ian", "ean", "ese", "ern", "ary", "ory", "esque",
    "wide", "like", "free", "-era", "-led", "-backed", "-style", "-brokered", "-sponsored", "-imposed", "-related",
    "-ranging", "-term", "-year", "-old", "-level", "-scale", "-based", "-party", "-made", "-wing", "-page", "-style", "-free",
)  # fmt: skip
_PLURAL_ONLY = frozenset({"arms", "goods", "customs"})


class EnglishClassifier:
    """Tells what a form of an open class can be, from its ending and from lists.

    Parameters
    ----------
    words : Lexicon
    """

    def __init__(self, words: Lexicon) -> None:
        self._judging = words["judging"]
        self._verbs = words["object_verbs"]
        self._nouns = words["modifier_nouns"]
        listed = [
            (words["not_adjectives"], 0),
            (words["passive_participles"], Is.PARTICIPLE),
            (words["adjectives"], Is.ADJECTIVE),
        ]
        self._listed = {form: bits for forms, bits in listed for form in forms}
        self._no_participles = words["not_participles"]

    def __call__(self, form: str, lemma: str) -> int:
        """Return the bits of `Is` of a lower-case form; every form agrees with every noun."""
        bits = Is.ANY_FORM | (Is.JUDGING if lemma in self._judging else 0)
        listed = self._listed.get(form)
        if listed != Is.ADJECTIVE and lemma in self._verbs and self._is_finite(form):
            bits |= Is.FINITE
        return bits | (self._by_ending(form, lemma) if listed is None else listed)

    def _is_finite(self, form: str) -> bool:
        return not form.endswith(("ed", "ing")) and form not in self._nouns

    def _by_ending(self, form: str, lemma: str) -> int:
        if form.endswith("ly"):
            return Is.ADVERB
        if form.endswith(("ing", "ed")):
            participle = Is.PRESENT_PARTICIPLE if form.endswith("g") else Is.PARTICIPLE
            return 0 if form in self._no_participles else participle
        if form.endswith(_ADJECTIVE_ENDINGS):
            return Is.ADJECTIVE
        return Is.PLURAL if form.endswith("s") and lemma != form and form not in self._nouns else 0


def uninflected(form: str, lemma: str) -> str:
    """Return the attribute as it is compared: comparatives and plurals by their lemma, the rest as it stands.

    *tougher* → *tough*, but *imposed* → *imposed*: the lemma *impose* would hide who is acted upon.
    """
    inflected = form.endswith(("er", "est", "s")) and form not in _PLURAL_ONLY
    return lemma if lemma and inflected else form
