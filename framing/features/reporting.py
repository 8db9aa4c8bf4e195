"""reporting.v1: the words by which speech is reported, and how they stand to what they report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.speech.inventory import load_inventory
from framing.annotate.tokens import SPEECH, STANCES, Speech, Tokens
from framing.codebook import Matches
from framing.features.base import Extractor
from framing.features.negation import negated
from framing.features.rows import Found, Label, observations
from framing.tables import empty

Int64 = NDArray[np.int64]

FAMILY: Final = "reporting"
CATEGORIES: Final = STANCES[1:]
# In the column `cue`: how other coders place the verb. A universe that follows them reads the category there.
OTHER: Final = "other:"
# Stretches in which somebody speaks; the other kinds are words in marks that nobody is said to have spoken.
ATTRIBUTED: Final = tuple(SPEECH.index(kind) for kind in ("direct", "fragment", "reported"))


class Reporting(Extractor):
    """Reporting words: one row each, however many stretches it governs (*« A », dit-elle, « B »*).

    The category is the stance of the word (*dit*: neutral; *rappelle*: endorsing; *prétend*: distancing; *dénonce*:
    confrontational), the rule its lemma. Voice and position are those of the word itself: mostly the outlet's own.
    ``holder`` is who speaks in the first stretch it governs; the referent is "", for nothing is said of anybody.

    Counted over: all rows of the family, that is attributions with a reporting word. What is attributed without
    one (*selon lui*, *Ardent : « … »*) is in ``sources.v1``.

    Verbs that coders place differently (`Inventory.other_stance`: *affirmer*) carry the other stance in the column
    ``cue``, as ``other:neutral``; everywhere else it is "". The other coding is therefore `other_coding` of the rows.
    """

    table: ClassVar[str] = "observations"

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``observations``: a row is the reporting word, its lemma without auxiliaries and pronouns."""
        speech = tokens.speech
        at = _first_stretches(speech)
        if not len(at):
            return {"observations": empty("observations")}
        word = speech.cue[at].astype(np.int64)
        lemma, other = self._verbs(tokens, word)
        labels, label = _labels(speech.stance[at], lemma)
        found = Found(
            label=label,
            first=word,
            last=word,
            lemma=lemma,
            negated=negated(tokens, word, word, self.lexicon()),
            confidence=speech.confidence[at],
            holder=speech.holder[at],
            cue=other,
        )
        return {"observations": observations(tokens, labels, found)}

    def _verbs(self, tokens: Tokens, word: Int64) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        """Return the lemma of each word, as the inventory has it (*annonce* is a verb here), and the other coding."""
        inventory = load_inventory(self.language)
        meant, other = (inventory.lemmas, inventory.other_stance) if inventory else ({}, {})
        types, place = np.unique(tokens.type[word], return_inverse=True)
        forms = zip(tokens.surface[types].tolist(), tokens.lemma[types].tolist(), strict=True)
        verbs = [meant.get(form.lower(), lemma) for form, lemma in forms]
        codings = [OTHER + other[verb] if verb in other else "" for verb in verbs]
        return np.array(verbs, dtype=object)[place], np.array(codings, dtype=object)[place]

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return [f"{FAMILY}.{category}" for category in CATEGORIES]

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "category")


def other_coding(rows: pd.DataFrame) -> pd.DataFrame:
    """Return observations with the category that the column ``cue`` gives instead, where it gives one.

    Parameters
    ----------
    rows : DataFrame
        Contract ``observations``; rows without ``other:`` stay as they are.
    """
    cue = rows["cue"].astype("str")
    category = rows["category"].astype("str").mask(cue.str.startswith(OTHER), cue.str.removeprefix(OTHER))
    return rows.assign(category=category)


def _first_stretches(speech: Speech) -> NDArray[np.intp]:
    """Return of each reporting word the first stretch it governs."""
    governed = np.flatnonzero((speech.cue >= 0) & (speech.stance > 0) & np.isin(speech.kind, ATTRIBUTED))
    _, first = np.unique(speech.cue[governed], return_index=True)
    return np.asarray(governed[first], dtype=np.intp)


def _labels(stance: NDArray[np.uint8], lemma: NDArray[np.object_]) -> tuple[list[Label], Int64]:
    """Labels of the pairs (stance, lemma) that occur, and the one of each row."""
    words = sorted(set(lemma))
    place = {word: n for n, word in enumerate(words)}
    pair = stance.astype(np.int64) * len(words) + [place[word] for word in lemma]
    pairs, label = np.unique(pair, return_inverse=True)
    labels = [Label(FAMILY, STANCES[p // len(words)], "", words[p % len(words)]) for p in pairs.tolist()]
    return labels, label.astype(np.int64)
