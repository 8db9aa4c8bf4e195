"""scare_quotes.v1: quoted words that nobody is said to have spoken – at a distance, a term, or undecided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE, SPEECH, Speech, Tokens
from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.classifier import class_table
from framing.annotate.wordclass.lexicon import Lexicon
from framing.codebook import Entry, Matches
from framing.features.base import Extractor
from framing.features.introducers import load_introducers
from framing.features.reporting import ATTRIBUTED, OTHER
from framing.features.rows import Found, Label, lemmas, observations
from framing.tables import empty

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

FAMILY: Final = "scare_quotes"
CATEGORIES: Final = ("scare", "term", "undecided")
SCARE, TERM, UNDECIDED = range(len(CATEGORIES))
# What decided; "marks" is what the annotation says of the quotation by itself.
RULES: Final = ("introduced", "evaluative", "marks")
# Longer quotations speak rather than name (measurement.md, F6).
MOST_TOKENS: Final = 5
# A word that says "at a distance" does. Of 45 quotations with a cue read in French press about 16 kept one; the
# others were terms (black bloc) or scraps of speech without a speaker. Read such a sample again when a rule changes.
INTRODUCED, EVALUATIVE = 0.9, 0.4
# Rules of annotate.quotations for marks that have no partner: what they quote is not known.
MALFORMED: Final = ("unclosed", "unopened")
_KINDS: Final = {SPEECH.index(name): n for n, name in enumerate(CATEGORIES)}
_CATEGORY_OF: Final = np.array([_KINDS.get(kind, -1) for kind in range(len(SPEECH))])
_FINITE: Final = Is.FINITE | Is.COPULA | Is.AUXILIARY
_JUDGING: Final = Is.JUDGING | Is.JUDGED
_LABELS: Final = tuple(Label(FAMILY, category, "", rule) for category in CATEGORIES for rule in RULES)


class _Spans(NamedTuple):
    """Quoted words, in the order of the text: the stretch, its tokens and its category (code into `CATEGORIES`)."""

    stretch: Int64
    first: Int64
    last: Int64
    category: Int64


class ScareQuotes(Extractor):
    """Quoted words that are no speech: one row for each pair of marks.

    ``scare``: at most five words, no finite verb, attributed to nobody, no title or term, and either introduced as
    such (*soi-disant*, *en guise de*, *so-called*: introducers.<language>.yaml) or with a cue of the codebooks inside. A
    cue is no sign where the sentence holds speech of somebody, or a verb of judging leads to the marks (*jugée « … »*):
    the words are then likely that person's.
    ``term``: what the annotation takes for a name or a term. ``undecided``: everything else, the default.

    Words before the marks of the tier `extended` (*dit*), and both signs before or in a term, decide nothing; such rows
    carry ``other:scare`` in the column ``cue``, so that a universe can count them (`reporting.other_coding`).

    Voice and holder are those of the words around the marks, for these put the marks there. Marks without a partner
    are left out. Counted over: all rows of the family in that voice.
    """

    table: ClassVar[str] = "observations"

    def rules(self) -> list[Entry]:
        """Return the introducing words, then all cues of the codebooks."""
        cues = [e for book in self._books("cues") for category in book.categories for e in category.entries]
        return [*load_introducers(self.language), *cues]

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``observations``: a row spans the words between the marks."""
        spans = _spans(tokens.speech)
        if not len(spans.stretch):
            return {"observations": empty("observations")}
        tiers = np.array([entry.tier == "core" for entry in load_introducers(self.language)], dtype=bool)
        n_introducing = int(np.searchsorted(matches.entry, len(tiers)))
        introducing, cues = _parts(matches, n_introducing)
        by_core = _are_introduced(tokens, spans, _chosen(introducing, tiers[introducing.entry]))
        by_any = _are_introduced(tokens, spans, introducing)
        evaluative = _contain(spans, cues) & ~_are_governed(tokens, spans, self.lexicon())
        can_be = _can_be_scare(tokens, spans, self.lexicon())
        found = _found(tokens, spans, (by_core & can_be, evaluative & can_be, (by_any | evaluative) & can_be))
        return {"observations": observations(tokens, _LABELS, found)}

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return [f"{FAMILY}.{category}" for category in CATEGORIES]

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "category")


def _spans(speech: Speech) -> _Spans:
    """Return the quoted words that are no speech; of marks within marks around the same words the outer ones."""
    malformed = np.isin(np.array([*speech.rules, ""], dtype=object), MALFORMED)[speech.rule]
    chosen = (_CATEGORY_OF[speech.kind] >= 0) & (speech.last >= speech.first) & ~malformed
    at = np.flatnonzero(chosen).astype(np.int64)
    first, last = speech.first[at].astype(np.int64), speech.last[at].astype(np.int64)
    width = int(last.max(initial=0)) + 1
    once = np.sort(np.unique(first * width + last, return_index=True)[1])
    return _Spans(at[once], first[once], last[once], _CATEGORY_OF[speech.kind[at[once]]])


def _parts(matches: Matches, n: int) -> tuple[Matches, Matches]:
    return Matches(*(column[:n] for column in matches)), Matches(*(column[n:] for column in matches))


def _chosen(matches: Matches, mask: Bool) -> Matches:
    return Matches(*(column[mask] for column in matches))


def _are_introduced(tokens: Tokens, spans: _Spans, matches: Matches) -> Bool:
    """Tell before which spans an introducing word stands, or an article of it within the marks: *une « la paix »*."""
    reaching = matches.last[matches.last > matches.first]
    led = np.isin(spans.first, np.concatenate([matches.last + 1, reaching]))
    previous = np.maximum(spans.first - 1, 0)
    near = (tokens.before[spans.first] <= BEFORE.MARK) & (
        tokens.sentence[previous] == tokens.sentence[spans.first]
    )
    return np.asarray(led & near)


def _contain(spans: _Spans, matches: Matches) -> Bool:
    """Tell in which spans a match lies."""
    order = np.argsort(matches.first, kind="stable")
    first, last = matches.first[order], matches.last[order]
    low, high = np.searchsorted(first, spans.first), np.searchsorted(first, spans.last, side="right")
    n = high - low
    place = np.arange(n.sum()) + np.repeat(low - (np.cumsum(n) - n), n)
    span = np.repeat(np.arange(len(n)), n)
    inside = last[place] <= spans.last[span]
    return np.bincount(span[inside], minlength=len(n)) > 0


def _can_be_scare(tokens: Tokens, spans: _Spans, lexicon: Lexicon) -> Bool:
    """Tell which spans are short, without a finite verb, and attributed to nobody."""
    speech, length = tokens.speech, spans.last - spans.first + 1
    short = length <= MOST_TOKENS
    word = np.minimum(spans.first[:, None] + np.arange(MOST_TOKENS), spans.last[:, None])
    types = tokens.type[word]
    bits = class_table(tokens, types.ravel(), lexicon)[types]
    # a form that can also be an article or a preposition is taken for that, as the annotation does
    finite = ((bits & _FINITE) != 0) & ((bits & (Is.DETERMINER | Is.PREPOSITION)) == 0)
    unsaid = (speech.cue[spans.stretch] < 0) & (speech.holder[spans.stretch] == 0)
    # of a term the annotation has already said that it is nobody's speech
    return np.asarray(short & (unsaid | (spans.category == TERM)) & ~finite.any(axis=1))


def _are_governed(tokens: Tokens, spans: _Spans, lexicon: Lexicon) -> Bool:
    """Tell in which sentences somebody speaks, and before which spans a verb of judging stands, with *de* or *as*."""
    speech = tokens.speech
    spoken = np.flatnonzero(np.isin(speech.kind, ATTRIBUTED) & (speech.last >= speech.first))
    sentences = tokens.sentence[np.concatenate([speech.first[spoken], speech.last[spoken]])]
    sentence = tokens.sentence[spans.first]
    one, two = (np.maximum(spans.first - step, 0) for step in (1, 2))
    types = tokens.type[np.stack([one, two])]
    bits = class_table(tokens, types.ravel(), lexicon)[types]
    judges = (bits & _JUDGING) != 0
    led = judges[0] | (((bits[0] & (Is.OF | Is.AS)) != 0) & judges[1])
    return np.asarray(np.isin(sentence, sentences) | (led & (tokens.sentence[one] == sentence)))


def _found(tokens: Tokens, spans: _Spans, signs: tuple[Bool, Bool, Bool]) -> Found:
    """Return the rows; signs: introduced, evaluative, and either of them or a weaker one."""
    introduced, evaluative, sign = signs
    undecided = spans.category == UNDECIDED
    category = np.where(undecided & (introduced | evaluative), SCARE, spans.category)
    rule = np.where(introduced & undecided, 0, np.where(evaluative & undecided, 1, 2))
    said = np.where(sign & (category != SCARE), OTHER + CATEGORIES[SCARE], "").astype(object)
    trust = np.array([INTRODUCED, EVALUATIVE, 0.0])[rule]
    around = _around(tokens, spans)
    return Found(
        label=category * len(RULES) + rule,
        first=spans.first,
        last=spans.last,
        lemma=lemmas(tokens, spans.first, spans.last),
        negated=np.zeros(len(spans.first), dtype=bool),
        confidence=np.where(rule < RULES.index("marks"), trust, tokens.speech.confidence[spans.stretch]),
        voice=tokens.voice[around],
        holder=tokens.holder[around],
        cue=said,
    )


def _around(tokens: Tokens, spans: _Spans) -> Int64:
    """Return the token whose voice surrounds each span: the one before, else the one behind, in its sentence.

    Spans that follow each other without a word between (*« ports », « quais »*) share theirs; a span that is its
    whole sentence has only its own.
    """
    opens = np.append(True, spans.first[1:] != spans.last[:-1] + 1)
    closes = np.append(opens[1:], True)
    run = np.cumsum(opens) - 1
    before, behind = spans.first[opens][run] - 1, spans.last[closes][run] + 1
    sentence = tokens.sentence[spans.first]
    has_before = (before >= 0) & (tokens.sentence[np.maximum(before, 0)] == sentence)
    last = len(tokens) - 1
    has_behind = (behind <= last) & (tokens.sentence[np.minimum(behind, last)] == sentence)
    return np.where(has_before, before, np.where(has_behind, behind, spans.first))
