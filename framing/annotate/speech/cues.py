"""Cues: which verbs report here, with the words that belong to them (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.bits import (
    ARTICLES,
    BARE,
    CLITIC,
    CONJUGATED,
    FINDS,
    FINITE,
    GERUND,
    HAVING,
    HELPED,
    HELPS,
    IS_ADVERB,
    IS_AUXILIARY,
    IS_BEEN,
    IS_COORDINATOR,
    IS_COPULA,
    IS_EARLY,
    IS_NAME,
    IS_PREPOSITION,
    IS_SUBJECT_RELATIVE,
    ITSELF,
    LAST,
    NOUN_TOO,
    OURS,
    PARTICIPLE,
    QUE,
    REFLEXIVE,
    SUBJECT,
    VERB,
    WITNESS,
)
from framing.annotate.speech.text import COLON, COMMA, MARK, NOBODY, NOTHING, Text, tied, word_before

Int64 = NDArray[np.int64]

# Words between a helping verb and what it helps: "met d'ores et déjà en garde", "a fait en sorte de savoir" is too far.
_HELP_AT: Final = 4
# … between an auxiliary and its participle: "a, pour sa part, déclaré" …
_AUXILIARY_AT: Final = 6
# … between the two participles of one auxiliary: "a reçu la presse et déclaré" …
_SECOND_AT: Final = 24
# … and between a verb of finding and the journalist who found it.
_WITNESS_AT: Final = 8
_MAKES_NOUN: Final = ARTICLES | IS_EARLY
_NO_PARTICIPLE_BEHIND: Final = VERB | QUE | IS_COPULA | SUBJECT
_NEW_CLAUSE: Final = QUE | IS_COPULA | IS_SUBJECT_RELATIVE

# What a word is within the group of a verb, bits.
_HAS: Final = 1
_IS: Final = 2
_SELF: Final = 4
_HAD: Final = 8
_BEEN: Final = 16
_PRONOUN: Final = 32  # inverted: a-t-*il* dit
_SMALL: Final = 64


class Cues(NamedTuple):
    """Verbs that report, in the order of the text; arrays of length n_cues.

    Positions are int64 in all kernels here: numba compiles each of them again for every type of number.

    Attributes
    ----------
    token : int64 array
        The verb.
    first : int64 array
        Where its group begins, auxiliaries and clitics among it.
    clitic : int64 array
        The pronoun behind an inverted verb (dit-*elle*), or −1.
    """

    token: Int64
    first: Int64
    clitic: Int64


@compiled
def find_cues(text: Text, candidate: Int64, token: Int64, first: Int64, clitic: Int64) -> int:
    """Keep of the candidates those that report, and fill in where they begin and the pronoun behind them.

    Parameters
    ----------
    text : Text
    candidate : int64 array
        Tokens with the bits of a verb.
    token, first, clitic : int64 arrays, as long as `candidate`
        Columns of `Cues`; filled in.

    Returns
    -------
    int
        How many report.
    """
    n = 0
    for c in range(len(candidate)):
        t = candidate[c]
        begin, behind, holds = _group(text, t)
        if _reports(text, t, behind, holds):
            token[n], first[n], clitic[n] = t, begin, behind
            n += 1
    return n


@compiled
def _group(text: Text, t: int) -> tuple[int, int, int]:
    """Return where the group of a verb begins, its inverted pronoun, and what it holds."""
    i, behind, holds = t, _pronoun_behind(text, t), 0
    while tied(text, i):
        part = _part(text, t, i - 1)
        if not part:
            break
        i -= 1
        if part == _PRONOUN:
            behind = i
        elif part != _SMALL:
            holds |= part
    if not holds and text.verb[t] & PARTICIPLE and not text.verb[t] & FINITE:
        far = _auxiliary_before(text, t)
        if far != NOBODY:
            return far, NOBODY, _HAS
    return i, behind, holds


@compiled
def _pronoun_behind(text: Text, t: int) -> int:
    i = t + 1
    inverted = i < len(text.word) and text.before[i] == NOTHING and text.word[i] & SUBJECT and tied(text, i)
    return i if inverted else NOBODY


@compiled
def _part(text: Text, t: int, i: int) -> int:
    """Return what a word before a verb is within its group; 0 outside it."""
    word, verb = text.word[i], text.verb[t]
    if word & SUBJECT and text.before[i] == NOTHING and word_before(text, i) & CONJUGATED:
        return _PRONOUN
    helping = _helping(word)
    if helping:
        return helping
    if word & ITSELF and (not word & SUBJECT or not verb & (OURS | GERUND)):
        return _SELF
    small = word & (CLITIC | IS_ADVERB) or (word & HELPS and verb & HELPED)
    return _SMALL if small else 0


@compiled
def _helping(word: int) -> int:
    if word & IS_AUXILIARY:
        return _HAS
    if word & IS_COPULA:
        return _IS
    if word & IS_BEEN:
        return _BEEN
    return _HAD if word & HAVING else 0


@compiled
def _auxiliary_before(text: Text, t: int) -> int:
    """Return the auxiliary a few words before a participle: "a, pour sa part, déclaré"; −1 for none."""
    i = t - 1
    while (
        i >= 0
        and t - i <= _AUXILIARY_AT
        and text.sentence[i] == text.sentence[t]
        and text.before[i + 1] <= COMMA
    ):
        word = text.word[i]
        if word & IS_AUXILIARY:
            return i
        noun = i > 0 and text.word[i - 1] & ARTICLES
        if (word & _NO_PARTICIPLE_BEHIND and not noun) or text.quote[i] != text.quote[t]:
            return NOBODY
        i -= 1
    return NOBODY


@compiled
def _reports(text: Text, t: int, behind: int, holds: int) -> bool:
    """Say whether a form stands where a verb stands, with what it needs to report."""
    verb = text.verb[t]
    if verb & HELPED:
        return _is_helped(text, t) and not word_before(text, t) & _MAKES_NOUN
    if _lacks_a_speaker(text, t, holds) or (
        verb & NOUN_TOO and not holds & (_HAS | _HAD) and behind == NOBODY and _is_noun(text, t)
    ):
        return False
    if verb & PARTICIPLE and (holds & (_HAS | _HAD | _SELF) or _is_second(text, t)):
        return True
    if verb & (FINITE | GERUND) or behind != NOBODY:
        return not (verb & FINITE and _is_name_within(text, t))
    return bool(verb & BARE)


@compiled
def _lacks_a_speaker(text: Text, t: int, holds: int) -> bool:
    """Say whether a verb is passive, lacks its *se*, or is what a journalist found."""
    verb = text.verb[t]
    passive = holds & _BEEN or (holds & _IS and not holds & _SELF)
    unreflected = verb & REFLEXIVE and not holds & _SELF
    return bool(passive or unreflected) or (verb & FINDS > 0 and _is_witness(text, t))


@compiled
def _is_name_within(text: Text, t: int) -> bool:
    """Say whether a form is a capitalised word within a clause."""
    return bool(text.word[t] & IS_NAME and text.before[t] < COLON and text.before[t] != MARK)


@compiled
def _is_second(text: Text, t: int) -> bool:
    """Say whether a participle shares the auxiliary of one before: "a reçu la presse et déclaré"."""
    if not word_before(text, t) & IS_COORDINATOR or text.verb[t] & FINITE:
        return False
    i = t - 2
    while i > 0 and t - i <= _SECOND_AT and text.sentence[i] == text.sentence[t]:
        if text.word[i] & IS_AUXILIARY and not text.word[i - 1] & (IS_SUBJECT_RELATIVE | QUE):
            return True
        if text.word[i] & _NEW_CLAUSE:
            return False
        i -= 1
    return False


@compiled
def _is_witness(text: Text, t: int) -> bool:
    """Say whether a journalist found something: "a constaté une journaliste de l'agence"."""
    for i in range(t + 1, min(t + _WITNESS_AT, len(text.word))):
        if text.sentence[i] != text.sentence[t]:
            return False
        if text.word[i] & WITNESS:
            return True
    return False


@compiled
def _is_noun(text: Text, t: int) -> bool:
    """Say whether the word before makes a form a noun: "la demande", "sur demande"; but "sans demander"."""
    word = word_before(text, t)
    if word & LAST:
        return False  # "ce dernier dit"
    return bool(word & _MAKES_NOUN or (word & IS_PREPOSITION and not text.verb[t] & BARE))


@compiled
def _is_helped(text: Text, t: int) -> bool:
    i = t
    while i > 0 and t - i < _HELP_AT and tied(text, i):
        i -= 1
        if text.word[i] & HELPS:
            return True
    return False
