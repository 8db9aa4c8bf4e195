"""Cues: which verbs report here, with the words that belong to them (kernel)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.kinds import (
    BARE,
    CLITIC,
    FINDS,
    FINITE,
    GERUND,
    HAVING,
    HELPED,
    HELPS,
    IS_ADVERB,
    IS_AUXILIARY,
    IS_BEEN,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_COPULA,
    IS_DETERMINER,
    IS_EARLY,
    IS_NAME,
    IS_PREPOSITION,
    IS_SUBJECT_RELATIVE,
    ITSELF,
    NOUN_TOO,
    OURS,
    PARTICIPLE,
    QUE,
    REFLEXIVE,
    SUBJECT,
    VERB,
    WITNESS,
)  # fmt: skip
from framing.annotate.tokens import BEFORE

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]

NOBODY: Final = -1
_SPACE: Final = BEFORE.SPACE
_NOTHING: Final = BEFORE.NOTHING
_COMMA: Final = BEFORE.COMMA
# Words between a helping verb and what it helps: "met d'ores et déjà en garde", "a fait en sorte de savoir" is too far.
_HELP_AT: Final = 4
# … and between an auxiliary and its participle.
_AUXILIARY_AT: Final = 6
_WITNESS_AT: Final = 8
_SECOND_AT: Final = 24
# Words in brackets behind a name: "(La République en marche)".
_BRACKETED: Final = 6
_AUXILIARY: Final = IS_AUXILIARY
_HELPING: Final = IS_AUXILIARY | IS_COPULA


class Text(NamedTuple):
    """Tokens of a partition as kernels read them, arrays of length n_tokens.

    Attributes
    ----------
    word : int64 array
        Bits of `kinds`; 0 where no speech is near.
    verb : int32 array
        Bits of a verb that can report.
    before : uint8 array
    sentence, paragraph, document : int32 arrays
    quote : int32 array
        Number of the quotation a token stands in, −1 outside.
    """

    word: Int64
    verb: Int32
    before: UInt8
    sentence: Int32
    paragraph: Int32
    document: Int32
    quote: Int32


class Cues(NamedTuple):
    """Verbs that report, in the order of the text; arrays of length n_cues.

    Attributes
    ----------
    token : int32 array
        The verb.
    first : int32 array
        Where its group begins, auxiliaries and clitics among it.
    clitic : int32 array
        The pronoun behind an inverted verb (dit-*elle*), or −1.
    """

    token: Int32
    first: Int32
    clitic: Int32


@compiled
def tied(text: Text, i: int) -> bool:
    """Say whether no more than a blank stands between a token and the one before, in one sentence and quotation."""
    return (
        i > 0
        and text.before[i] <= _SPACE
        and text.sentence[i] == text.sentence[i - 1]
        and text.quote[i] == text.quote[i - 1]
    )


@compiled
def find_cues(text: Text, candidate: Int64, token: Int32, first: Int32, clitic: Int32) -> int:
    """Keep of the candidates those that report, and fill in where they begin and the pronoun behind them."""
    n = 0
    for c in range(len(candidate)):
        t = candidate[c]
        begin, behind, helped = _group(text, t)
        if _reports(text, t, begin, behind, helped):
            token[n], first[n], clitic[n] = t, begin, behind
            n += 1
    return n


# What a group holds, bits.
_HAS: Final = 1
_IS: Final = 2
_SELF: Final = 4
_HAD: Final = 8
_BEEN: Final = 16


@compiled
def _group(text: Text, t: int) -> tuple[int, int, int]:
    """Return where the group of a verb begins, its inverted pronoun, and what it holds."""
    i, behind, holds = t, NOBODY, 0
    if (
        t + 1 < len(text.word)
        and text.before[t + 1] == _NOTHING
        and text.word[t + 1] & SUBJECT
        and tied(text, t + 1)
    ):
        behind = t + 1
    while tied(text, i):
        word = text.word[i - 1]
        if _is_inverted_pronoun(text, i - 1):
            behind = i - 1
        elif word & _AUXILIARY:
            holds |= _HAS
        elif word & IS_COPULA:
            holds |= _IS
        elif word & IS_BEEN:
            holds |= _BEEN
        elif word & HAVING:
            holds |= _HAD
        elif word & ITSELF and (not word & SUBJECT or not text.verb[t] & (OURS | GERUND)):
            holds |= _SELF
        elif not (word & CLITIC or word & IS_ADVERB or (word & HELPS and text.verb[t] & HELPED)):
            break
        i -= 1
    if not holds and text.verb[t] & PARTICIPLE and not text.verb[t] & FINITE:
        far = _auxiliary_before(text, t)
        if far != NOBODY:
            return far, NOBODY, _HAS
    return i, behind, holds


@compiled
def _is_inverted_pronoun(text: Text, i: int) -> bool:
    """Say whether a pronoun stands behind its verb: a-t-il."""
    return bool(
        text.word[i] & SUBJECT
        and text.before[i] == _NOTHING
        and i > 0
        and text.word[i - 1] & (VERB | _HELPING)
        and tied(text, i)
    )


@compiled
def _auxiliary_before(text: Text, t: int) -> int:
    """Return the auxiliary a few words before a participle: "a, pour sa part, déclaré"; −1 for none."""
    i = t - 1
    while (
        i >= 0
        and t - i <= _AUXILIARY_AT
        and text.sentence[i] == text.sentence[t]
        and text.before[i + 1] <= _COMMA
    ):
        word = text.word[i]
        if word & _AUXILIARY:
            return i
        noun = i > 0 and text.word[i - 1] & (IS_DETERMINER | IS_CONTRACTED)
        if (word & (VERB | QUE | IS_COPULA | SUBJECT) and not noun) or text.quote[i] != text.quote[t]:
            return NOBODY
        i -= 1
    return NOBODY


@compiled
def _reports(text: Text, t: int, begin: int, behind: int, holds: int) -> bool:
    """Say whether a form stands where a verb stands, with what it needs to report."""
    verb = text.verb[t]
    if verb & HELPED:
        return _is_helped(text, t) and not (tied(text, t) and _opens_noun(text, t - 1, BARE))
    if verb & FINDS and _is_witness(text, t):
        return False
    if verb & REFLEXIVE and not holds & _SELF:
        return False
    if holds & _BEEN or (holds & _IS and not holds & _SELF):
        return False  # passive: its subject does not speak
    if (
        verb & NOUN_TOO
        and not holds & (_HAS | _HAD)
        and behind == NOBODY
        and t > 0
        and tied(text, t)
        and _opens_noun(text, t - 1, verb)
    ):
        return False
    if verb & PARTICIPLE and (holds & (_HAS | _HAD | _SELF) or _is_second(text, t)):
        return True
    if verb & (FINITE | GERUND) or behind != NOBODY:
        name = text.word[t] & IS_NAME and text.before[t] < BEFORE.COLON and text.before[t] != BEFORE.MARK
        return not (verb & FINITE and name)
    return bool(verb & BARE)


@compiled
def _is_second(text: Text, t: int) -> bool:
    """Say whether a participle shares the auxiliary of one before: "a reçu la presse et déclaré"."""
    if t < 1 or not tied(text, t) or not text.word[t - 1] & IS_COORDINATOR or text.verb[t] & FINITE:
        return False
    i = t - 2
    while i > 0 and t - i <= _SECOND_AT and text.sentence[i] == text.sentence[t]:
        if text.word[i] & _AUXILIARY and not text.word[i - 1] & (IS_SUBJECT_RELATIVE | QUE):
            return True
        if text.word[i] & (QUE | IS_COPULA | IS_SUBJECT_RELATIVE):
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
def _opens_noun(text: Text, i: int, verb: int) -> bool:
    """Say whether the word before makes a form a noun: "la demande", "sur demande"."""
    word = text.word[i]
    if word & (IS_DETERMINER | IS_CONTRACTED):
        return True
    return bool((word & IS_PREPOSITION and not verb & BARE) or word & IS_EARLY)


@compiled
def _is_helped(text: Text, t: int) -> bool:
    i = t
    while i > 0 and t - i < _HELP_AT and tied(text, i):
        i -= 1
        if text.word[i] & HELPS:
            return True
    return False


@compiled
def sentence_end(text: Text, i: int) -> int:
    """Return the token after the last one of the sentence of token `i`."""
    n, s = len(text.sentence), text.sentence[i]
    while i < n and text.sentence[i] == s:
        i += 1
    return i


@compiled
def sentence_start(text: Text, i: int) -> int:
    """Return the first token of the sentence of token `i`."""
    while i > 0 and text.sentence[i - 1] == text.sentence[i]:
        i -= 1
    return i


@compiled
def over_brackets(text: Text, i: int) -> int:
    """Return the token after a short bracket that opens before token `i`, or `i`: "(PS)"."""
    if i >= len(text.word) or i == 0 or text.before[i] != BEFORE.BRACKET:
        return i
    for k in range(i + 1, min(i + _BRACKETED, len(text.word))):
        if text.sentence[k] != text.sentence[i - 1]:
            return i
        if text.before[k] == BEFORE.BRACKET:
            return k
    return i


@compiled
def before_brackets(text: Text, i: int) -> int:
    """Return the first token of a short bracket that closes before token `i`, or `i`."""
    if i >= len(text.word) or text.before[i] != BEFORE.BRACKET:
        return i
    for k in range(i - 1, max(i - _BRACKETED, 0), -1):
        if text.sentence[k] != text.sentence[i]:
            return i
        if text.before[k] == BEFORE.BRACKET:
            return k
    return i
