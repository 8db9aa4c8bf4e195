"""What a French conditional says: a rumour, a future seen from the past, a hypothesis, a modal – or what no rule can tell.

*Le suspect aurait fui* reports what somebody else holds to be true; *il a dit qu'il viendrait*, *s'il venait, il
gagnerait* and *il devrait venir* report nothing of the kind. Rules after Haillet 2002, *Le conditionnel en français*, and
Kronning 2002, *Le conditionnel « journalistique »*; the first that fits decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE, Tokens
from framing.annotate.wordclass.lexicon import Lexicon
from framing.features.conditional_words import Does
from framing.features.conditionals import THIRD
from framing.features.verb_groups import Surroundings, verb_groups
from framing.tables import VOICES

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]
Spans = tuple[Int64, Int64]

BORROWED, FUTURE, HYPOTHETICAL, MODAL, UNDECIDED = (
    "borrowed", "future_in_past", "hypothetical", "modal", "undecided",
)  # fmt: skip
READINGS: Final = (BORROWED, FUTURE, HYPOTHETICAL, MODAL, UNDECIDED)


class Verdict(NamedTuple):
    """What a rule says of a conditional, and how sure that is."""

    reading: str
    confidence: float


# In the order in which they are asked. Confidence of what is borrowed: the share right among 120 read in French press (3,318
# articles on gilets jaunes, 2018-19), by rule, rounded; of the others: the impression of 8 to 40 read each.
RULES: Final[Mapping[str, Verdict]] = MappingProxyType(
    {
        "modal": Verdict(MODAL, 0.95),
        "question": Verdict(UNDECIDED, 0.8),
        "protasis": Verdict(HYPOTHETICAL, 0.9),
        "other_person": Verdict(UNDECIDED, 0.8),
        "hypothesis": Verdict(HYPOTHETICAL, 0.8),
        "quoted": Verdict(UNDECIDED, 0.8),
        "evaluation": Verdict(HYPOTHETICAL, 0.8),
        "relative": Verdict(HYPOTHETICAL, 0.6),
        "complement_past": Verdict(FUTURE, 0.9),
        "perfect_complement": Verdict(BORROWED, 0.6),
        "complement": Verdict(UNDECIDED, 0.6),
        "impersonal": Verdict(BORROWED, 0.8),
        "perfect_attributed": Verdict(BORROWED, 0.95),
        "attributed": Verdict(BORROWED, 0.8),
        "been": Verdict(UNDECIDED, 0.5),
        "perfect": Verdict(BORROWED, 0.8),
        "chain": Verdict(BORROWED, 0.7),
        "bare": Verdict(UNDECIDED, 0.5),
    }
)
NAMES: Final = tuple(RULES)
# In such voices the words are somebody else's as they were said: a conditional there is that speaker's.
_CITED: Final = [VOICES.index(name) for name in ("quoted", "fragment", "ambiguous")]
# A protasis has its verb at most ten words after "si": "si les deux voisins du nord ne s'étaient".
_PROTASIS = 10
# "que" is at most seven words behind its verb ("a déclaré mardi à l'agence de presse que"), a question word five.
_COMPLEMENT, _QUESTION = 7, 5
# "ce", "il" or "qui" is at most two light words before its verb: "qui ne les aurait".
_SUBJECT = 3
# "il serait sans doute plus utile de partir".
_FRAME = 7
# Conditionals worked on at once, so that a text that repeats one without end needs bounded memory.
CHUNK = 1 << 13


@dataclass(frozen=True, eq=False)
class Readings:
    """What each conditional says.

    Attributes
    ----------
    rule : int64 array
        Index into `NAMES`.
    last, core : int64 arrays
        Last token of the verb group, token of its main verb.
    """

    rule: Int64
    last: Int64
    core: Int64


def read_conditionals(
    tokens: Tokens, at: Int64, persons: Int64, contexts: Mapping[str, Spans], lexicon: Lexicon
) -> Readings:
    """Return what conditionals say.

    Parameters
    ----------
    tokens : Tokens
    at : int64 array, sorted
        Their tokens.
    persons : int64 array
        `THIRD` or another.
    contexts : mapping of str to (first tokens, last tokens)
        Matches of the rules of `conditional_words.CONTEXTS`, and under ``source`` those that name no source.
    lexicon : Lexicon

    Returns
    -------
    Readings
    """
    parts = [
        _read(tokens, at[i : i + CHUNK], persons[i : i + CHUNK], contexts, lexicon)
        for i in range(0, len(at), CHUNK)
    ]
    rule, last, core = (
        np.concatenate([np.empty(0, np.int64), *(part[k] for part in parts)]) for k in range(3)
    )
    return Readings(_chained(tokens, at, rule), last, core)


def _read(
    tokens: Tokens, at: Int64, persons: Int64, contexts: Mapping[str, Spans], lexicon: Lexicon
) -> tuple[Int64, Int64, Int64]:
    near = Surroundings(tokens, at, lexicon)
    groups = verb_groups(near)
    cited = np.isin(tokens.voice[at], _CITED)
    attributed = _in_sentence(tokens, at, contexts["attribution"]) | _in_sentence(
        tokens, at, contexts["source"]
    )
    governed, said_before = _governed(near)
    perfect = groups.perfect
    fits = {
        "modal": groups.modal,
        "question": _asks(near),
        "protasis": _has_protasis(near),
        "other_person": persons != THIRD,
        "hypothesis": _in_sentence(tokens, at, contexts["hypothesis"]),
        "quoted": cited & ~attributed,
        "evaluation": _is_vague(near) | groups.rather | _is_evaluation(near),
        "relative": near.subject(Does.QUI, _SUBJECT) & ~perfect,
        "complement_past": said_before & ~perfect,
        "perfect_complement": governed & perfect,
        "complement": governed,
        "impersonal": _is_impersonal(near),
        "perfect_attributed": perfect & attributed,
        "attributed": attributed,
        "been": groups.been,
        "perfect": perfect,
    }
    rule = np.select(list(fits.values()), [NAMES.index(name) for name in fits], NAMES.index("bare"))
    return rule.astype(np.int64), groups.last, groups.core


def _key(tokens: Tokens, token: Int64) -> Int64:
    """Sentence, and whether the words are cited: what a speaker says does not attribute the journalist's clause."""
    return tokens.sentence[token].astype(np.int64) * 2 + np.isin(tokens.voice[token], _CITED)


def _in_sentence(tokens: Tokens, at: Int64, spans: Spans) -> Bool:
    return np.isin(_key(tokens, at), _key(tokens, spans[0]))


def _governed(near: Surroundings) -> tuple[Bool, Bool]:
    """Whether the conditional stands behind "que" or a question word of a verb of saying; whether that verb is past."""
    governed = np.zeros(near.bits.shape, dtype=bool)
    past = governed.copy()
    for opener, verb, reach in ((Does.QUE, Does.SAYS, _COMPLEMENT), (Does.ASKED, Does.ASKS, _QUESTION)):
        opens, says = near.are(opener), near.are(verb)
        for k in range(reach, 0, -1):  # the nearest verb comes last and decides
            here = opens[:, k:] & says[:, :-k]
            governed[:, k:] |= here
            past[:, k:] = np.where(here, near.are(Does.PAST)[:, :-k], past[:, k:])
    place = near.last_before(governed)
    found = place >= 0
    return found, found & past[np.arange(len(place)), place]


def _has_protasis(near: Surroundings) -> Bool:
    """*si* or *s'il* and an imperfect soon after it; not *même si*, *comme si*."""
    si = near.are(Does.SI)
    si[:, :-1] |= near.are(Does.ELIDED_SI)[:, :-1] & near.are(Does.IL)[:, 1:]
    si[:, 1:] &= ~near.are(Does.NO_SI)[:, :-1]
    imperfect = near.are(Does.IMPERFECT)
    found = np.zeros(len(si), dtype=bool)
    for k in range(1, _PROTASIS + 1):
        found |= (si[:, :-k] & imperfect[:, k:]).any(axis=1)
    return found


def _asks(near: Surroundings) -> Bool:
    """Tell whether a question mark ends the sentence, or the subject stands behind: *aurait-il*."""
    tokens, at = near.tokens, near.at
    follower = np.minimum(at + 1, len(tokens) - 1)
    inverted = (tokens.before[follower] == BEFORE.NOTHING) & (near.has(1, Does.IL) | near.has(1, Does.VAGUE))
    last = np.searchsorted(tokens.sentence, tokens.sentence[at], side="right") - 1
    # a mark may stand behind a space or inside a closing quotation mark
    endings = [tokens.text[end : end + 3] for end in tokens.end[last].tolist()]
    return np.asarray(inverted | np.array(["?" in ending for ending in endings], dtype=bool))


def _is_vague(near: Surroundings) -> Bool:
    """*ce serait*, *cela aurait*, *on irait*, *ce qui aurait*: of these no rumour is told."""
    relative = np.zeros(len(near.at), dtype=bool)
    for k in range(1, _SUBJECT + 1):
        relative |= near.has(-k, Does.QUI) & near.has(-k - 1, Does.VAGUE)
    return near.subject(Does.VAGUE, _SUBJECT) | (near.subject(Does.QUI, _SUBJECT) & relative)


def _is_impersonal(near: Surroundings) -> Bool:
    """*il y aurait*, *il semblerait*, *il s'agirait*."""
    il = near.subject(Does.IL, _SUBJECT)
    there = near.own(Does.HAVE) & near.has(-1, Does.Y)
    return il & (there | near.own(Does.SEEM))


def _is_evaluation(near: Surroundings) -> Bool:
    """*il serait utile de partir*, *il s'agirait d'attendre*: said of what is not done yet."""
    frame = np.zeros(len(near.at), dtype=bool)
    for k in range(1, _FRAME):
        opens = near.has(k, Does.OF) & (k > 1 or near.own(Does.SEEM))
        frame |= opens & (near.has(k + 1, Does.INFINITIVE) | near.has(k, Does.QUE))
    agir = near.own(Does.SEEM) & near.has(-1, Does.REFLEXIVE)
    participle = near.has(1, Does.PARTICIPLE)
    return near.subject(Does.IL, _SUBJECT) & ((near.own(Does.BE) & ~participle) | agir) & frame


def _chained(tokens: Tokens, at: Int64, rule: Int64) -> Int64:
    """Read a bare conditional as the borrowed one of its paragraph: one attribution serves several sentences."""
    certain = np.isin(
        rule, [NAMES.index(n) for n in ("impersonal", "perfect_attributed", "attributed", "perfect")]
    )
    chained = (rule == NAMES.index("bare")) & np.isin(tokens.paragraph[at], tokens.paragraph[at[certain]])
    return np.where(chained, NAMES.index("chain"), rule)
