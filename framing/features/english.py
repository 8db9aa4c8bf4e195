"""English word forms: adjectives, participles, plurals, by their endings.

Where English adjectives stand tells more than how they end; the ending decides only where the phrase is open on its
left (``impose economic sanctions``). Endings after Quirk et al., *A Comprehensive Grammar of the English Language*, App. I.
"""

from __future__ import annotations

from framing.features.lexicon import Lexicon
from framing.features.wordbits import Is

_ADJECTIVE_ENDINGS = (
    "al", "ic", "ive", "ous", "able", "ible", "ful", "less", "ish", "ian", "ean", "ese", "ern", "ary", "ory", "esque",
    "wide", "like", "free", "-era", "-led", "-backed", "-style", "-brokered", "-sponsored", "-imposed", "-related",
    "-ranging", "-term", "-year", "-old", "-level", "-scale", "-based", "-party", "-made", "-wing", "-page", "-style", "-free",
)  # fmt: skip
_PLURAL_ONLY = frozenset({"arms", "goods", "customs"})


def classify_english(form: str, lemma: str, words: Lexicon) -> int:
    """Return what a form of an open class can be.

    Parameters
    ----------
    form : str
        Lower-case form.
    lemma : str
    words : Lexicon

    Returns
    -------
    int
        Bits of `Is`; every form agrees with every noun.
    """
    bits = Is.ANY_FORM
    if lemma in words["judging"]:
        bits |= Is.JUDGING
    if form in words["adjectives"]:
        return bits | Is.ADJECTIVE
    if lemma in words["object_verbs"] and not form.endswith(("ed", "ing")) and form not in words["modifier_nouns"]:
        bits |= Is.FINITE
    if form in words["passive_participles"]:
        return bits | Is.PARTICIPLE
    if form in words["not_adjectives"] or not form[:1].isalpha():
        return bits
    return bits | _by_ending(form, lemma, words)


def _by_ending(form: str, lemma: str, words: Lexicon) -> int:
    if form.endswith("ly"):
        return Is.ADVERB
    if form.endswith("ing") and form not in words["not_participles"]:
        return Is.PRESENT_PARTICIPLE
    if form.endswith("ed") and form not in words["not_participles"]:
        return Is.PARTICIPLE
    if form.endswith(_ADJECTIVE_ENDINGS):
        return Is.ADJECTIVE
    return Is.PLURAL if form.endswith("s") and lemma != form and form not in words["modifier_nouns"] else 0


def uninflected(form: str, lemma: str) -> str:
    """Return the attribute as it is compared: comparatives and plurals by their lemma, the rest as it stands.

    *tougher* → *tough*, but *imposed* → *imposed*: the lemma *impose* would hide who is acted upon.
    """
    inflected = form.endswith(("er", "est", "s")) and form not in _PLURAL_ONLY
    return lemma if lemma and inflected else form
