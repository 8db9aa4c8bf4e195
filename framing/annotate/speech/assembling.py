"""Assembling: quotations and reported speech → stretches of speech in the order of the text, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.speech.bits import NUMBER_SHIFT
from framing.annotate.speech.cues import Cues
from framing.annotate.speech.holders import name_holders
from framing.annotate.speech.inventory import load_inventory
from framing.annotate.speech.mentions import A_BODY, A_ROLE, NAMELESS, PERSON, UNKNOWN, Mentions
from framing.annotate.speech.quotation_cues import CONTINUED, NOWHERE, PLACES
from framing.annotate.speech.quotation_kinds import DIRECT, FRAGMENT, KINDS, SCARE, TERM
from framing.annotate.speech.quoted import Quoted
from framing.annotate.speech.reading import Quotations
from framing.annotate.speech.spans import HEADING, RULES, VIEW, Reported
from framing.annotate.speech.text import NOBODY, Text
from framing.annotate.speech.twins import find_twins
from framing.annotate.tokens import SPEECH, STANCES, Speech, Tokens
from framing.tables import VOICES

Bool = NDArray[np.bool_]
Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]

_REPORTED: Final = SPEECH.index("reported")
_VOICE_OF: Mapping[str, str] = MappingProxyType(
    {
        "direct": "quoted", "fragment": "fragment", "scare": "ambiguous", "term": "own", "undecided": "ambiguous", "reported": "reported",
    }
)  # fmt: skip
_VOICES: Final = np.array([VOICES.index(_VOICE_OF[kind]) for kind in SPEECH], np.uint8)
_AMBIGUOUS: Final = np.uint8(VOICES.index("ambiguous"))
# Rules of pairing of which the words may not be quoted at all, and rules that leave no doubt of the kind.
_MALFORMED: Final = ("unclosed", "unopened")
_SETTLED: Final = ("unclosed_to_end", "heading_quoted")
# Order of trust, not a probability. Calibrated on nothing: the scores of each rule stand in the gate.
_TRUST_MALFORMED: Final = 0.3
_TRUST_SETTLED: Final = 0.7
_OF_PLACE: Mapping[str, float] = MappingProxyType(
    {
        "inside": 0.95, "after": 0.95, "before": 0.95, "within": 0.85, "sentence": 0.8, "paragraph": 0.85, "continued": 0.6,
        "colon": 0.8, "none": 0.5, "signed": 0.9,
    }
)  # fmt: skip
_OF_RULE: Mapping[str, float] = MappingProxyType(
    {
        "that": 0.9, "infinitive": 0.8, "question": 0.8, "according": 0.9, "inversion": 0.9, "zero": 0.7, "nominal": 0.6, "heading": 0.7,
        "anaphoric": 0.7, "view": 0.7, "passive": 0.6,
    }
)  # fmt: skip
_TRUST_OF_PLACE: Final = np.array([_OF_PLACE[place] for place in PLACES])
_TRUST_OF_RULE: Final = np.array([_OF_RULE[rule] for rule in RULES])


class Rows(NamedTuple):
    """Stretches before it is known whose they are; arrays of length n_stretches.

    Attributes
    ----------
    start, end, first, last, kind, voice, rule, cue, confidence : arrays
        As in `Speech`.
    mention_first, mention_last : int64 arrays
        Tokens of the speaker's mention, −1 for none.
    """

    start: Int32
    end: Int32
    first: Int32
    last: Int32
    kind: UInt8
    voice: UInt8
    rule: UInt8
    cue: Int32
    confidence: Float64
    mention_first: Int64
    mention_last: Int64


def assembled(
    tokens: Tokens, paired: Quotations, text: Text, quoted: Quoted, cues: Cues, reported: Reported
) -> tuple[Speech, tuple[str, ...]]:
    """Return what was found.

    Parameters
    ----------
    tokens : Tokens
    paired : Quotations
    text : Text
    quoted : Quoted
    cues : Cues
    reported : Reported

    Returns
    -------
    speech : Speech
    holders : tuple of str
        What its holders index, the unknown one ("") first.
    """
    pairings = sorted({*paired.rule.tolist()})
    rules = (*pairings, *(f"{kind}.{place}" for kind in KINDS for place in PLACES), *RULES)
    rows = _joined(
        _quoted_rows(paired, quoted, cues, pairings),
        _reported_rows(tokens, paired, quoted, cues, reported, len(rules) - len(RULES)),
    )
    rows = _taken(rows, _once(rows))
    holders = name_holders(
        tokens, text, _mentions(tokens, rows, len(pairings)), np.isin(rows.kind, (SCARE, TERM))
    )
    stays = ~_speakerless(rows, holders.what, len(rules) - len(RULES))
    rows = _taken(rows, stays)
    return Speech(
        start=rows.start, end=rows.end, first=rows.first, last=rows.last, kind=rows.kind, what=holders.what[stays],
        stance=_stances(tokens.language)[_verb_numbers(text, rows.cue)], voice=rows.voice, rule=rows.rule,
        holder=holders.number[stays], cue=rows.cue, confidence=rows.confidence, rules=rules,
    ), holders.names  # fmt: skip


def _quoted_rows(paired: Quotations, quoted: Quoted, cues: Cues, pairings: list[str]) -> Rows:
    kept = np.flatnonzero(quoted.last >= quoted.first)
    kind, place, pairing = quoted.kind[kept], quoted.place[kept], paired.rule[kept].astype(str)
    malformed, settled = np.isin(pairing, _MALFORMED), np.isin(pairing, _SETTLED)
    trust = np.where(settled, _TRUST_SETTLED, _TRUST_OF_PLACE[place])
    judged = len(pairings) + kind * len(PLACES) + place
    kind = np.where(settled, DIRECT, kind)
    return Rows(
        start=paired.start[kept],
        end=paired.end[kept],
        first=quoted.first[kept].astype(np.int32),
        last=quoted.last[kept].astype(np.int32),
        kind=kind.astype(np.uint8),
        voice=np.where(malformed, _AMBIGUOUS, _VOICES[kind]),
        rule=np.where(settled | malformed, np.searchsorted(pairings, pairing), judged).astype(np.uint8),
        cue=_cue_tokens(cues, quoted.cue[kept]),
        confidence=np.where(malformed, _TRUST_MALFORMED, trust),
        mention_first=quoted.holder_first[kept],
        mention_last=quoted.holder_last[kept],
    )


def _reported_rows(
    tokens: Tokens, paired: Quotations, quoted: Quoted, cues: Cues, reported: Reported, base: int
) -> Rows:
    n, held = len(reported.first), quoted.last >= quoted.first
    return Rows(
        start=_or_mark(tokens.start, reported.first, quoted.first[held], paired.start[held]),
        end=_or_mark(tokens.end, reported.last, quoted.last[held], paired.end[held]),
        first=reported.first.astype(np.int32),
        last=reported.last.astype(np.int32),
        kind=np.full(n, _REPORTED, np.uint8),
        voice=np.full(n, _VOICES[_REPORTED], np.uint8),
        rule=(base + reported.rule).astype(np.uint8),
        cue=_cue_tokens(cues, reported.cue),
        confidence=_TRUST_OF_RULE[reported.rule],
        mention_first=reported.holder_first,
        mention_last=reported.holder_last,
    )


def _cue_tokens(cues: Cues, number: Int64) -> Int32:
    return np.append(cues.token, NOBODY)[number].astype(np.int32)


def _or_mark(offsets: Int32, token: Int64, edge: Int64, mark: Int32) -> Int32:
    """Return the offsets of tokens; where a quotation begins or ends with one, that of its mark."""
    if len(edge) == 0:
        return offsets[token]
    at = np.minimum(np.searchsorted(edge, token), len(edge) - 1)
    return np.where(edge[at] == token, mark[at], offsets[token])


def _joined(one: Rows, other: Rows) -> Rows:
    columns: Iterable[tuple[NDArray[Any], NDArray[Any]]] = zip(one, other, strict=True)
    return Rows._make(map(np.concatenate, columns))


def _taken(rows: Rows, which: NDArray[Any]) -> Rows:
    return Rows._make(column[which] for column in rows)


def _once(rows: Rows) -> NDArray[np.intp]:
    """Return the order of the text, outer ones first; a stretch that two cues report by the same rule goes to the first."""
    order = np.lexsort((rows.rule, -rows.end, rows.start))
    keys = np.stack([column[order] for column in (rows.start, rows.end, rows.rule.astype(np.int32))])
    new = np.ones(len(order), np.bool_)
    new[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
    return order[new]


def _is_carried(rows: Rows, base: int) -> Bool:
    """Tell speech without a cue of its own, continued or alone."""
    place = (rows.rule.astype(np.int64) - base) % len(PLACES)
    alone = np.where(rows.rule >= base, np.isin(place, (NOWHERE, CONTINUED)), rows.mention_first == NOBODY)
    carried: Bool = alone & np.isin(rows.kind, (DIRECT, FRAGMENT))
    return carried


def _mentions(tokens: Tokens, rows: Rows, base: int) -> Mentions:
    n, carried = len(rows.first), _is_carried(rows, base)
    return Mentions(
        first=rows.mention_first,
        last=rows.mention_last,
        at=rows.first.astype(np.int64),
        until=rows.last.astype(np.int64),
        holder_first=np.full(n, NOBODY),
        holder_last=np.full(n, NOBODY),
        what=np.full(n, UNKNOWN),
        carried=carried.astype(np.int64),
        twin=find_twins(tokens, rows.first, rows.last, carried),
        name=np.full(n, NOBODY),
    )


def _speakerless(rows: Rows, what: UInt8, base: int) -> Bool:
    """Tell what only looks reported, since no person or body is named: "Gaz : la hausse attendue", "pour la paix, il faut"."""
    heading, view = rows.rule == base + HEADING, rows.rule == base + VIEW
    person, somebody = np.isin(what, (PERSON, A_ROLE)), np.isin(what, (PERSON, A_ROLE, A_BODY, NAMELESS))
    dropped: Bool = (heading & ~person) | (view & ~somebody)
    return dropped


def _verb_numbers(text: Text, cue: Int32) -> Int64:
    return np.where(cue >= 0, text.verb[cue] >> NUMBER_SHIFT, 0).astype(np.int64)


@cache
def _stances(language: str) -> UInt8:
    """Return the stance of each verb by its number; 0 is no verb."""
    inventory = load_inventory(language)
    verbs = inventory.stance if inventory else {}
    return np.array([0, *(STANCES.index(stance) for stance in verbs.values())], np.uint8)
