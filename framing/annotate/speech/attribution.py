"""Attribution: quotations and cues of a partition → who says what, as arrays, and the voice of every token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.cues import NOBODY, Cues, Text, find_cues
from framing.annotate.speech.inventory import load_inventory
from framing.annotate.speech.kinds import ACCORDING, FOR_WHOM, NUMBER_SHIFT, PAIRED, Kinder
from framing.annotate.speech.names import Names, complete_names, find_names
from framing.annotate.speech.quoted import (
    DIRECT,
    KINDS,
    PLACES,
    SCARE,
    TERM,
    Quoted,
    cover,
    judge_quotations,
    share_cues,
)
from framing.annotate.speech.reported import (
    RULES,
    Reported,
    drop_quoted,
    report_cues,
    report_headings,
    report_passives,
    report_prepositions,
)
from framing.annotate.speech.speakers import A_BODY, A_ROLE, NAMELESS, PERSON, Mentions, resolve
from framing.annotate.speech.subjects import find_subjects
from framing.annotate.tokens import BEFORE, SPEECH, STANCES, Speech, Tokens
from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.lexicon import load_lexicon
from framing.tables import VOICES

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# Blanks, blank lines among them, between a colon and an opening mark.
_NEAR: Final = 12
_REPORTED: Final = SPEECH.index("reported")
_TERM: Final = SPEECH.index("term")
_VOICE_OF: Mapping[str, str] = MappingProxyType(
    {
        "direct": "quoted", "fragment": "fragment", "scare": "ambiguous", "term": "own", "undecided": "ambiguous", "reported": "reported",
    }
)  # fmt: skip
_VOICES = np.array([VOICES.index(_VOICE_OF[kind]) for kind in SPEECH], np.uint8)
# Order of trust, not a probability. Calibrated on nothing: the scores of each rule stand in the gate.
_OF_PLACE: Mapping[str, float] = MappingProxyType(
    {
        "inside": 0.95,
        "after": 0.95,
        "before": 0.95,
        "within": 0.85,
        "sentence": 0.8,
        "paragraph": 0.85,
        "continued": 0.6,
        "colon": 0.8,
        "none": 0.5,
    }
)
_OF_RULE: Mapping[str, float] = MappingProxyType(
    {
        "that": 0.9, "infinitive": 0.8, "question": 0.8, "according": 0.9, "inversion": 0.9, "zero": 0.7, "nominal": 0.6, "heading": 0.7,
        "anaphoric": 0.7, "view": 0.7, "passive": 0.6,
    }
)  # fmt: skip


class Quotations(NamedTuple):
    """Quotations that `framing.annotate.quotations` paired, as this room needs them; arrays of length n_quotations.

    Attributes
    ----------
    start, end : int32 arrays
        Offsets, marks included.
    rule : list of str
        The rule that paired them.
    settled : mapping of str to str
        Rules that decide the kind by themselves → voice.
    """

    start: Int32
    end: Int32
    rule: NDArray[np.object_]


def attribute(tokens: Tokens, paired: Quotations) -> Tokens:
    """Return the tokens with voice, holder and speech filled in.

    Parameters
    ----------
    tokens : Tokens
        Voice is that of the marks alone: what stands in malformed marks keeps it.
    paired : Quotations
    """
    kinder = _kinder(tokens.language)
    if kinder is None or len(tokens) == 0:
        return tokens
    text, quoted = _read(tokens, paired, kinder)
    cues, a, b = _cues(text)
    reported, n = _reported(text, cues, a, b)
    inside = np.empty(len(tokens), np.int32)
    cover(reported, n, np.argsort(reported.first[:n] - reported.last[:n], kind="stable"), inside)
    judge_quotations(text, quoted, cues, a, b, reported, inside)
    share_cues(text, quoted)
    n = drop_quoted(text, reported, n)
    return _assembled(tokens, paired, text, quoted, cues, _cut(reported, n))


def _nobody(n: int) -> Int32:
    return np.full(n, NOBODY, np.int32)


def _zeros(n: int) -> UInt8:
    return np.zeros(n, np.uint8)


def _cut(reported: Reported, n: int) -> Reported:
    """Return the first spans: the arrays have room for more."""
    holder = (reported.holder_first[:n], reported.holder_last[:n])
    return Reported(
        reported.first[:n], reported.last[:n], reported.cue[:n], holder[0], holder[1], reported.rule[:n]
    )


@cache
def _kinder(language: str) -> Kinder | None:
    inventory = load_inventory(language)
    return Kinder(inventory, load_lexicon(language)) if inventory else None


def _read(tokens: Tokens, paired: Quotations, kinder: Kinder) -> tuple[Text, Quoted]:
    word = kinder.words(tokens, tokens.type)[tokens.type]
    verb = kinder.verbs(tokens).astype(np.int32)[tokens.type]
    first = np.searchsorted(tokens.start, paired.start).astype(np.int32)
    last = (np.searchsorted(tokens.start, paired.end) - 1).astype(np.int32)
    quote = np.full(len(tokens), NOBODY, np.int32)
    lengths = np.maximum(last - first + 1, 0)
    inside = np.repeat(first - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths) + np.arange(
        lengths.sum()
    )
    quote[inside] = np.repeat(np.arange(len(first), dtype=np.int32), lengths)
    text = Text(word, verb, _gaps(tokens, quote), tokens.sentence, tokens.paragraph, tokens.document, quote)
    n = len(first)
    closed, repeated = _closed(tokens.text, paired), _repeated(tokens, first, last)
    after_colon = _after_colon(tokens, paired)
    kind, place, cue, mention = _zeros(n), _zeros(n), _nobody(n), (_nobody(n), _nobody(n))
    return text, Quoted(first, last, kind, place, cue, mention[0], mention[1], closed, repeated, after_colon)


def _gaps(tokens: Tokens, quote: Int32) -> UInt8:
    """Return what stands before each token; the full stop of quoted words ends no sentence of the journalist's: «…!», dit-il."""
    before = tokens.before.copy()
    inner = (tokens.before[1:] == BEFORE.STOP) & (tokens.sentence[1:] == tokens.sentence[:-1])
    inner &= (quote[:-1] != NOBODY) & (quote[1:] != quote[:-1])
    before[1:][inner] = BEFORE.COMMA
    return before


def _closed(text: str, paired: Quotations) -> UInt8:
    """Tell quotations whose last character before the mark ends a sentence."""
    ends = (
        text[max(a, b - 3) : b - 1].rstrip()[-1:]
        for a, b in zip(paired.start.tolist(), paired.end.tolist(), strict=True)
    )
    return np.fromiter((end in ".!?…" and end != "" for end in ends), np.uint8, len(paired.start))


def _after_colon(tokens: Tokens, paired: Quotations) -> UInt8:
    """Tell quotations before which a colon stands in their document, blanks and line breaks aside."""
    opens = tokens.document_start[np.searchsorted(tokens.document_start, paired.start, side="right") - 1]
    low = np.maximum(opens, paired.start - _NEAR)
    ends = (tokens.text[a:b].rstrip()[-1:] for a, b in zip(low.tolist(), paired.start.tolist(), strict=True))
    return np.fromiter((end == ":" for end in ends), np.uint8, len(paired.start))


def _repeated(tokens: Tokens, first: Int32, last: Int32) -> UInt8:
    """Tell quotations whose words stand in marks elsewhere in the document, too."""
    seen: dict[tuple[object, ...], int] = {}
    keys = [
        (tokens.document[a], *tokens.lemma[tokens.type[a : b + 1]].tolist()) if 0 <= b - a < 6 else ()
        for a, b in zip(first.tolist(), last.tolist(), strict=True)
    ]
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
    return np.fromiter((bool(key) and seen[key] > 1 for key in keys), np.uint8, len(keys))


def _cues(text: Text) -> tuple[Cues, Int32, Int32]:
    candidates = np.flatnonzero(text.verb)
    token, first, clitic = (np.empty(len(candidates), np.int32) for _ in range(3))
    n = find_cues(text, candidates, token, first, clitic)
    cues = Cues(token[:n], first[:n], clitic[:n])
    a, b = np.empty(n, np.int32), np.empty(n, np.int32)
    find_subjects(text, cues, a, b)
    return cues, a, b


def _reported(text: Text, cues: Cues, a: Int32, b: Int32) -> tuple[Reported, int]:
    prepositions = np.flatnonzero(text.word & (ACCORDING | FOR_WHOM))
    after = np.flatnonzero(text.word & PAIRED)
    after = after[(after > 0) & ((text.word[after - 1] & Is.OF) != 0)]
    prepositions = np.union1d(prepositions, after)
    room = int(
        len(cues.token) + np.count_nonzero(text.verb) + len(prepositions) + len(np.unique(text.paragraph))
    )
    out = Reported(_nobody(room), _nobody(room), _nobody(room), _nobody(room), _nobody(room), _zeros(room))
    n = report_cues(text, cues, a, b, out, 0)
    n = report_prepositions(text, prepositions, out, n)
    n = report_headings(text, out, n)
    n = report_passives(text, np.flatnonzero(text.verb), out, n)
    return out, n


def _assembled(
    tokens: Tokens, paired: Quotations, text: Text, quoted: Quoted, cues: Cues, reported: Reported
) -> Tokens:
    """Join quotations and reported speech in the order of the text, resolve speakers, write voices and holders."""
    names = _names(tokens, text)
    kept = np.flatnonzero(quoted.last >= quoted.first)
    rules = (
        *sorted({*paired.rule.tolist()}),
        *(f"{kind}.{place}" for kind in KINDS for place in PLACES),
        *RULES,
    )
    number = {rule: i for i, rule in enumerate(rules)}
    speech = _rows(tokens, paired, quoted, kept, cues, reported, number)
    order = _once(speech, np.lexsort((speech["rule"], -speech["end"], speech["start"])))
    speech = {name: column[order] for name, column in speech.items()}
    holder, holders, what = _holders(tokens, text, names, speech)
    stays = ~_speakerless(speech, what, rules)
    speech, holder, what = (
        {name: column[stays] for name, column in speech.items()},
        holder[stays],
        what[stays],
    )
    stance = _stances(tokens.language)[_verb_number(text, speech["cue"])]
    found = Speech(
        **{name: speech[name] for name in ("start", "end", "first", "last", "kind", "voice", "rule", "cue", "confidence")},
        holder=holder, what=what, stance=stance, rules=rules,
    )  # fmt: skip
    voice, by = _zeros(len(tokens)), np.zeros(len(tokens), np.int32)
    fill(found.first, found.last, found.kind, found.voice, found.holder, voice, by)
    return replace(tokens, voice=voice, holder=by, holders=holders, speech=found)


def _once(speech: dict[str, NDArray[Any]], order: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the order without stretches that two cues report by the same rule: the first cue keeps it."""
    keys = np.stack([speech[name][order] for name in ("start", "end", "rule")])
    new = np.ones(len(order), bool)
    new[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
    return order[new]


def _speakerless(speech: dict[str, NDArray[Any]], what: UInt8, rules: tuple[str, ...]) -> NDArray[np.bool_]:
    """Tell what only looks reported, since no person or body is named: "Gaz : la hausse attendue", "pour la paix, il faut"."""
    heading, view = (speech["rule"] == rules.index(rule) for rule in ("heading", "view"))
    person = np.isin(what, (PERSON, A_ROLE))
    nobody: NDArray[np.bool_] = (heading & ~person) | (view & ~person & ~np.isin(what, (A_BODY, NAMELESS)))
    return nobody


@compiled
def fill(
    first: Int32, last: Int32, kind: UInt8, said: UInt8, who: Int32, voice: UInt8, holder: Int32
) -> None:
    """Write voice and holder of each token: reported speech first, quotations over it; terms keep what they stand in."""
    for layer in range(2):
        for s in range(len(first)):
            if (kind[s] == _REPORTED) == (layer == 0) and (kind[s] != _TERM or said[s]):
                voice[first[s] : last[s] + 1] = said[s]
                holder[first[s] : last[s] + 1] = who[s]


def _rows(
    tokens: Tokens,
    paired: Quotations,
    quoted: Quoted,
    kept: NDArray[np.intp],
    cues: Cues,
    reported: Reported,
    number: dict[str, int],
) -> dict[str, NDArray[Any]]:
    kind = quoted.kind[kept]
    rule = np.array(
        [f"{KINDS[k]}.{PLACES[p]}" for k, p in zip(kind, quoted.place[kept], strict=True)], dtype=object
    )
    malformed = np.isin(paired.rule[kept].astype(str), ("unclosed", "unopened"))
    settled = np.isin(paired.rule[kept].astype(str), ("unclosed_to_end", "heading_quoted"))
    kind = np.where(settled, np.uint8(DIRECT), kind)
    rule = np.where(settled | malformed, paired.rule[kept], rule)
    voice = np.where(malformed, np.uint8(VOICES.index("ambiguous")), _VOICES[kind])
    confidence = np.array([_OF_PLACE[PLACES[p]] for p in quoted.place[kept]])
    confidence = np.where(malformed, 0.3, np.where(settled, 0.7, confidence))
    n = len(reported.first)
    cue = np.append(cues.token, NOBODY)
    return {
        "start": np.concatenate([paired.start[kept], _opened(tokens, paired, quoted, reported.first)]),
        "end": np.concatenate([paired.end[kept], _closed_behind(tokens, paired, quoted, reported.last)]),
        "first": np.concatenate([quoted.first[kept], reported.first]),
        "last": np.concatenate([quoted.last[kept], reported.last]),
        "kind": np.concatenate([kind, np.full(n, _REPORTED, np.uint8)]).astype(np.uint8),
        "voice": np.concatenate([voice, np.full(n, VOICES.index("reported"), np.uint8)]).astype(np.uint8),
        "rule": np.array([number[r] for r in [*rule, *(RULES[r] for r in reported.rule)]], np.uint8),
        "cue": np.concatenate([cue[quoted.cue[kept]], cue[reported.cue]]).astype(np.int32),
        "confidence": np.concatenate([confidence, np.array([_OF_RULE[RULES[r]] for r in reported.rule])]),
        "mention_first": np.concatenate([quoted.holder_first[kept], reported.holder_first]),
        "mention_last": np.concatenate([quoted.holder_last[kept], reported.holder_last]),
    }


def _opened(tokens: Tokens, paired: Quotations, quoted: Quoted, first: Int32) -> Int32:
    """Return where spans begin: with the opening mark, if a quotation begins with their first token."""
    full = np.flatnonzero(quoted.last >= quoted.first)
    if len(full) == 0:
        return tokens.start[first]
    at = full[np.minimum(np.searchsorted(quoted.first[full], first), len(full) - 1)]
    return np.where(quoted.first[at] == first, paired.start[at], tokens.start[first])


def _closed_behind(tokens: Tokens, paired: Quotations, quoted: Quoted, last: Int32) -> Int32:
    """Return where spans end: with the closing mark, if a quotation ends with their last token."""
    full = np.flatnonzero(quoted.last >= quoted.first)
    if len(full) == 0:
        return tokens.end[last]
    at = full[np.minimum(np.searchsorted(quoted.last[full], last), len(full) - 1)]
    return np.where(quoted.last[at] == last, paired.end[at], tokens.end[last])


def _names(tokens: Tokens, text: Text) -> Names:
    room = int(np.count_nonzero(text.word & Is.NAME))
    names = Names(_nobody(room), _nobody(room), _zeros(room), _nobody(room), _nobody(room))
    n = find_names(text, names, room)
    complete_names(text, tokens.type, tokens.document, names, n)
    return Names(names.first[:n], names.last[:n], names.before[:n], names.full[:n], names.office[:n])


def _holders(
    tokens: Tokens, text: Text, names: Names, speech: dict[str, NDArray[Any]]
) -> tuple[Int32, tuple[str, ...], UInt8]:
    """Resolve the mentions; return the holder of each row, all holders, and what each is."""
    n = len(speech["first"])
    mentions = Mentions(
        speech["mention_first"].astype(np.int32), speech["mention_last"].astype(np.int32), speech["first"].astype(np.int32),
        speech["last"].astype(np.int32), _nobody(n), _nobody(n), _zeros(n),
    )  # fmt: skip
    resolve(text, tokens.type, tokens.document, names, len(names.first), mentions)
    term = np.isin(speech["kind"], (SCARE, TERM))
    first = np.where(term, NOBODY, mentions.holder_first)
    known = first != NOBODY
    pairs, place = np.unique(
        np.stack([first[known], mentions.holder_last[known]]), axis=1, return_inverse=True
    )
    words = np.array([_name(tokens, a, b) for a, b in pairs.T.tolist()], dtype=object)
    holders = ("", *sorted(set(words.tolist())))
    number = {word: i for i, word in enumerate(holders)}
    holder = np.zeros(n, np.int32)
    if len(words):
        holder[known] = np.array([number[word] for word in words], np.int32)[place.ravel()]
    return holder, holders, np.where(known, mentions.what, 0).astype(np.uint8)


def _name(tokens: Tokens, first: int, last: int) -> str:
    """Return the words of a holder with one blank between them, an article small."""
    words = " ".join(tokens.text[tokens.start[first] : tokens.end[last]].split())
    return words[:1].lower() + words[1:] if words.split(" ")[0].lower() in _ARTICLES else words


_ARTICLES: Final = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "ce",
        "cette",
        "ces",
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
    ]
)


def _verb_number(text: Text, cue: Int32) -> NDArray[np.int64]:
    return np.where(cue >= 0, text.verb[cue] >> NUMBER_SHIFT, 0).astype(np.int64)


@cache
def _stances(language: str) -> UInt8:
    """Return the stance of each verb by its number; 0 is no verb."""
    inventory = load_inventory(language)
    verbs = inventory.stance if inventory else {}
    return np.array([0, *(STANCES.index(stance) for stance in verbs.values())], np.uint8)
