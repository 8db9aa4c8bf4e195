"""agency.v1: who is said to act – passives with and without an agent, harm as a noun, verbs of starting, answering, dying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.codebook import Category, Entry, Matches, Rule
from framing.features.base import Extractor
from framing.features.negation import negated
from framing.features.passives import FORMS, Passives, are_active, find_passives, name_agents
from framing.features.rows import Found, Label, lemmas, observations
from framing.features.spans import longest
from framing.tables import empty

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

# The categories a codebook of agency may have that are more than words: verbs whose passives are looked for, what names
# an agent, and verbs that count only where their subject is the doer.
AGENTLESS, WITH_AGENT, INITIATOR = "passive_agentless", "passive_with_agent", "initiator"

# An extended entry depends on its surroundings; "est fermé" may say what is so; a second verb may have another subject
# ("was arrested and killed"); a weapon stands where a doer would.
CORE, EXTENDED, STATE, JOINED, WEAPON = 0.9, 0.7, 0.2, 0.1, 0.2

# Lemmas that the dictionary gives for a noun or an adjective spelt like the participle.
_INFINITIVE_OF = {"é": "er", "i": "ir"}
_IRREGULAR = {
    "shot": "shoot",
    "slain": "slay",
    "frozen": "freeze",
    "pendu": "pendre",
    "détenu": "détenir",
    "interdit": "interdire",
}


class _Cue(NamedTuple):
    """One entry of a codebook and where it belongs."""

    family: str
    category: Category
    entry: Entry


class _Rows(NamedTuple):
    """Rows in the making: entry, category, form of the passive, first and last token, the verb's token, confidence."""

    cue: Int64
    is_agentless: Bool
    form: Int64
    first: Int64
    last: Int64
    verb: Int64
    confidence: NDArray[np.float64]


class Agency(Extractor):
    """Devices of agency of the codebooks of kind ``agency``: one row a device.

    A passive is a participle or infinitive of the book's list behind *être*, *se faire*, *se voir*, *be* or *get*; whether
    its agent is named decides its category. Its rule is form and entry (``be.kill``), its lemma the verb's. The referent
    is "": who acts and who suffers is not resolved. Participles without an auxiliary (*two guards killed*) are not counted.
    """

    table: ClassVar[str] = "observations"

    def rules(self) -> list[Rule]:
        """Return the entries of all categories."""
        return [cue.entry for cue in self._cues()]

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``observations``: family the codebook, rule the entry, of a passive with its form before it."""
        cues = self._cues()
        found = _longest_per_category(cues, matches)
        if not len(found.entry):
            return {"observations": empty("observations")}
        rows = _joined([self._passives(tokens, cues, found), self._words(tokens, cues, found)])
        labels, label = _labels(cues, rows)
        denied = negated(tokens, rows.verb, rows.last, self.lexicon())
        said = _verbs(tokens, rows)
        return {
            "observations": observations(
                tokens, labels, Found(label, rows.first, rows.last, said, denied, rows.confidence)
            )
        }

    def _passives(self, tokens: Tokens, cues: Sequence[_Cue], found: Matches) -> _Rows:
        cue, verb, passives, last = self._candidates(tokens, *_of(found, _are(cues, AGENTLESS)))
        # "est fermé", "is banned": of the extended verbs the present says what is so, not what is done
        is_one = (passives.form > 0) & ~(passives.is_state & ~_are_core(cues)[cue])
        cue, verb, last = cue[is_one], verb[is_one], last[is_one]
        form, first = passives.form[is_one], passives.first[is_one]
        state, joined = passives.is_state[is_one], passives.is_joined[is_one]
        introduced, *agents = _of(found, _are(cues, WITH_AGENT))
        agent = name_agents(tokens, last, (agents[0], agents[1]), self.lexicon())
        weapon = (agent >= 0) & ~np.append(_are_core(cues)[introduced], True)[agent]
        confidence = _base(cues, cue) - STATE * state - JOINED * joined - WEAPON * weapon
        # an auxiliary outside the quotation marks leaves the words within them in their voice
        first = np.where(tokens.voice[first] == tokens.voice[verb], first, verb)
        return _Rows(cue, agent < 0, form, first, last, verb, np.round(confidence, 2))

    def _candidates(
        self, tokens: Tokens, cue: Int64, first: Int64, last: Int64
    ) -> tuple[Int64, Int64, Passives, Int64]:
        """Return entry, verb, passive and last token: an entry begins with its verb (*pris en otage*) or ends on it.

        *Coups de feu … tirés* ends on it: only with its subject does the verb mean harm.
        """
        leading, closing = (find_passives(tokens, verb, self.lexicon()) for verb in (first, last))
        ends = (leading.form == 0) & (closing.form > 0)
        passives = Passives(*(np.where(ends, b, a) for a, b in zip(leading, closing, strict=True)))
        return cue, np.where(ends, last, first), passives, last

    def _words(self, tokens: Tokens, cues: Sequence[_Cue], found: Matches) -> _Rows:
        """Everything that its words alone tell; of the verbs of starting only those whose subject acts."""
        cue, first, last = _of(found, ~_are(cues, AGENTLESS) & ~_are(cues, WITH_AGENT))
        stays = ~_are(cues, INITIATOR)[cue] | are_active(tokens, first, last, self.lexicon())
        cue, first, last = cue[stays], first[stays], last[stays]
        none = np.zeros(len(cue), dtype=np.int64)
        return _Rows(cue, none.astype(bool), none, first, last, first, _base(cues, cue))

    def _cues(self) -> list[_Cue]:
        return [
            _Cue(book.name, category, entry)
            for book in self._books("agency")
            for category in book.categories
            for entry in category.entries
        ]

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return [
            f"{book.name}.{category.id}" for book in self._books("agency") for category in book.categories
        ]

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "category")


def _are(cues: Sequence[_Cue], category: str) -> Bool:
    return np.array([cue.category.id == category for cue in cues], dtype=bool)


def _are_core(cues: Sequence[_Cue]) -> Bool:
    return np.array([cue.entry.tier == "core" for cue in cues], dtype=bool)


def _base(cues: Sequence[_Cue], cue: Int64) -> NDArray[np.float64]:
    return np.where(_are_core(cues)[cue], CORE, EXTENDED)


def _of(found: Matches, chosen: Bool) -> tuple[Int64, Int64, Int64]:
    """Return entry, first and last token of the matches of some entries, in the order of the text."""
    kept = chosen[found.entry]
    entry, first, last = (np.asarray(column, dtype=np.int64)[kept] for column in found)
    order = np.lexsort((entry, last, first))
    return entry[order], first[order], last[order]


def _longest_per_category(cues: Sequence[_Cue], matches: Matches) -> Matches:
    """Of overlapping matches in a category the longest stays."""
    entry, first, last = (np.asarray(column, dtype=np.int64) for column in matches)
    names = [(cue.family, cue.category.id) for cue in cues]
    category = np.array([names.index(name) for name in names], dtype=np.int64)
    stays = longest(first, last, category[entry], entry)
    return Matches(*(np.asarray(column)[stays] for column in matches))


def _joined(parts: Sequence[_Rows]) -> _Rows:
    return _Rows(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _labels(cues: Sequence[_Cue], rows: _Rows) -> tuple[list[Label], Int64]:
    """Labels of what occurs – entry, form, agent named or not – and the one of each row."""
    key = (rows.cue * len(FORMS) + rows.form) * 2 + rows.is_agentless
    kinds, label = np.unique(key, return_inverse=True)
    return [
        _label(cues[k // 2 // len(FORMS)], FORMS[k // 2 % len(FORMS)], k % 2 == 1) for k in kinds.tolist()
    ], label


def _label(cue: _Cue, form: str, is_agentless: bool) -> Label:
    if not form:
        return Label(cue.family, cue.category.id, "", cue.entry.id)
    return Label(cue.family, AGENTLESS if is_agentless else WITH_AGENT, "", f"{form}.{cue.entry.id}")


def _verbs(tokens: Tokens, rows: _Rows) -> NDArray[np.object_]:
    """Return the lemma of each row; of a passive the verb's, as an infinitive, without its auxiliaries."""
    said = lemmas(tokens, rows.verb, rows.last)
    passive = np.flatnonzero(rows.form > 0)
    said[passive] = [_infinitive(*text.partition(" ")) for text in said[passive]]
    return said


def _infinitive(lemma: str, space: str = "", rest: str = "") -> str:
    verb = _IRREGULAR.get(lemma) or lemma
    ending = _INFINITIVE_OF.get(verb[-1:], "")
    return (verb[:-1] + ending if ending else verb) + space + rest
