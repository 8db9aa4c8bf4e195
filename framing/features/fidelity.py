"""fidelity.v1: what headings make of the words of others – verbatim, altered, without support, or told as a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE, SPEECH, Tokens
from framing.annotate.wordclass.lexicon import Lexicon
from framing.codebook import Matches
from framing.features.base import Extractor
from framing.features.content_words import content_numbers, form_numbers, softeners
from framing.features.rows import Found, Label, observations
from framing.features.support import Body, Stretches, Support, body_of, changes, support, word_for_word
from framing.tables import POSITIONS, VOICES, empty

Int64 = NDArray[np.int64]
Int = NDArray[np.int32] | Int64
Float64 = NDArray[np.float64]
Bool = NDArray[np.bool_]

FAMILY: Final = "fidelity"
LABELS: Final = tuple(
    Label(FAMILY, category, "", rule)
    for category, rule in (
        ("verbatim", "quoted_words"),
        ("altered", "quoted_words"),
        ("unsupported", "quoted_words"),
        ("unsupported", "whole_heading"),
        ("attribution_dropped", "best_sentence"),
        ("stated", "whole_heading"),
    )
)
VERBATIM, ALTERED, INVENTED, UNSUPPORTED, DROPPED, STATED = range(len(LABELS))
# What was done to an altered quotation, as `lemma` names it: a modal or a conditional is gone; its words stand in the
# body, but not as a quotation; nothing but words left out; words that the sentence in the body does not have.
HARDENED, UNMARKED, LEFT_OUT, ADDED = "hardened", "unmarked", "left_out", "added"
# A quarter of the weight of a heading's quotation in one quotation of the body says which was meant, for there are few;
# any other sentence must hold half of it. "Without support" is the harsher word: in doubt a quotation is altered.
IN_QUOTATION, IN_SENTENCE = 0.25, 0.5
# Of one or two words that stand otherwise in the body, in another number or without marks, nothing can be said.
SHORTEST_ALTERED = 3
# A sentence with two fifths of the weight of a heading tells the same, if no sentence in the outlet's own voice comes as
# near by a tenth. Of 1,088 titles of two Belgian papers 69 are found; of 18 that were read 15 tell what a source said.
TOLD, NEARER = 0.4, 0.1
# A modal stands this near before the first word in common: "pourrait bientôt quitter".
REACH = 2
# A heading's words hardly occur: less than two fifths of their weight, and what is missing holds a name or a number;
# without this second condition most of what is found is wit (of 489 titles of two Belgian papers 77, with it 25).
HARDLY = 0.4
# In a body of fewer sentences, a teaser as a rule, what is missing may stand behind it.
SHORTEST_BODY = 5
# A row that nothing speaks for: a heading that plays on words, none of which the body has.
LEAST = 0.1
# A single content word states nothing.
FEWEST_WORDS = 2
# Smaller numbers are written in letters as well.
DIGITS = 2
# A heading with more of its words in large letters is set in Title Case, in which they tell no names.
TITLE_CASE = 0.6
# What follows the last word of a heading, up to its question mark.
REST = 8
# A label before a colon is no longer than a name with an office.
LONGEST_LABEL = 8
_HEADINGS: Final = np.isin(POSITIONS, ("title", "heading"))
_TOLD: Final = np.isin(VOICES, ("quoted", "fragment", "reported"))
_MARKED: Final = np.array([kind != "reported" for kind in SPEECH])


class Pages(NamedTuple):
    """Headings and bodies of a partition.

    Attributes
    ----------
    tokens : Tokens
    body : Body
    headings : Stretches
        Titles and headings, each a paragraph.
    quotations : Stretches
        What they quote; names of works and terms are no quotations.
    marked : bool array, length n_tokens
        Words inside quotation marks, wherever they stand.
    """

    tokens: Tokens
    body: Body
    headings: Stretches
    quotations: Stretches
    marked: Bool

    def is_whole(self, asked: Stretches) -> Bool:
        """Tell whether the body of each stretch is long enough to miss something in."""
        return self.body.n_sentences[self.tokens.document[asked.first]] >= SHORTEST_BODY


class Fidelity(Extractor):
    """Headings against their own body: the unit is a quotation in a heading, or a heading without one.

    Categories: ``verbatim``, ``altered`` (`lemma` names the change), ``unsupported``, ``attribution_dropped``, and
    ``stated`` for the headings that were compared and are none of these: together the denominator. Offsets are those of
    the heading's words; `confidence` is the share of their weight that decided.
    """

    table: ClassVar[str] = "observations"

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``observations`` of the family ``fidelity``."""
        pages = pages_of(tokens)
        if not len(pages.headings.first):
            return {"observations": empty("observations")}
        parts = [*quotations(pages, self.lexicon()), statements(pages, self.lexicon())]
        found = Found(*(np.concatenate(column) for column in zip(*(part[:6] for part in parts), strict=True)))
        own = np.zeros(
            len(found.first), dtype=np.int64
        )  # a heading is the outlet's doing, whoever is quoted in it
        return {"observations": observations(tokens, LABELS, found._replace(voice=own, holder=own))}

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return list(dict.fromkeys(f"{label.family}.{label.category}" for label in LABELS))

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "category")


def pages_of(tokens: Tokens) -> Pages:
    """Return what headings are, what they quote, and the bodies they stand over."""
    first = np.flatnonzero(changes(tokens.paragraph))
    paragraphs = Stretches(first, np.append(first[1:], len(tokens))[: len(first)] - 1)
    speech = tokens.speech
    spoken = Stretches(speech.first.astype(np.int64), speech.last.astype(np.int64))
    is_marked = _MARKED[speech.kind] & (spoken.last >= spoken.first)
    marked, kind = spoken.where(is_marked), speech.kind[is_marked]
    edges = np.zeros(len(tokens) + 1, dtype=np.int64)
    np.add.at(edges, marked.first, 1)
    np.add.at(edges, marked.last + 1, -1)
    outer = np.ones(len(kind), dtype=bool)  # in the order of the text, outer ones first
    outer[1:] = marked.first[1:] > np.maximum.accumulate(marked.last)[:-1]
    outer &= _HEADINGS[tokens.position[marked.first]] & (kind != SPEECH.index("term"))
    headings = paragraphs.where(_HEADINGS[tokens.position[first]])
    return Pages(tokens, body_of(tokens), headings, marked.where(outer), np.cumsum(edges)[:-1] > 0)


def quotations(pages: Pages, lexicon: Lexicon) -> tuple[Found, Found]:
    """Judge what headings quote: verbatim quotations first, then all others.

    Parameters
    ----------
    pages : Pages
    lexicon : Lexicon
    """
    tokens, body, asked = pages.tokens, pages.body, pages.quotations
    stands, same = word_for_word(tokens, body, asked, lexicon.values(form_numbers), pages.marked)
    n = int(same.sum())
    verbatim = _rows(asked.where(same), np.full(n, VERBATIM), np.full(n, "", dtype=object), np.ones(n))
    asked, stands = asked.where(~same), stands[~same]
    anywhere = np.ones(len(tokens), dtype=bool)
    held = support(tokens, body, asked, lexicon.values(content_numbers), (anywhere, pages.marked))
    change, share = _changes(pages, asked, held, lexicon)
    change[stands], share[stands] = UNMARKED, 1.0
    altered = change != ""
    is_long = asked.last - asked.first + 1 >= SHORTEST_ALTERED
    stays = np.where(altered, is_long, pages.is_whole(asked)) & (held.n_words > 0)
    label = np.where(altered, ALTERED, INVENTED)
    return verbatim, _rows(asked, label, change, np.where(altered, share, 1 - share), stays)


def _changes(
    pages: Pages, asked: Stretches, held: Support, lexicon: Lexicon
) -> tuple[NDArray[np.object_], Float64]:
    """Name what was done to each quotation, "" where no sentence holds enough of it."""
    tokens, types = pages.tokens, pages.tokens.type
    (sentence, share), (quoted, quoted_share) = held.best(0), held.best(1)
    from_quotation = quoted_share >= IN_QUOTATION
    share = np.where(from_quotation, quoted_share, share)
    meant = np.where(from_quotation, quoted, np.where(share >= IN_SENTENCE, sentence, -1))
    change = np.where(share >= 1, LEFT_OUT, ADDED).astype(object)
    change[meant < 0] = ""
    number = lexicon.values(content_numbers).all(tokens)
    begin, end = np.searchsorted(tokens.sentence, np.array([meant, meant + 1], dtype=np.int32))
    for n in np.flatnonzero(meant >= 0).tolist():  # few headings quote, and few of them alter
        words, heading = slice(int(begin[n]), int(end[n])), types[asked.words(n)]
        said = types[words][pages.marked[words] | ~from_quotation[n]]
        softens = lexicon.values(softeners).among(tokens, np.append(said, heading))
        if _hardens(heading, said, number, softens):
            change[n] = HARDENED
    return change, share


def _hardens(heading: Int, sentence: Int, number: Int64, softens: Int64) -> bool:
    """Tell whether what softens a sentence, up to its last word in common with the heading, is gone from the heading."""
    words = set(number[heading].tolist()) - {0}
    common = [n for n, word in enumerate(number[sentence].tolist()) if word in words]
    if not common:
        return False
    near = sentence[max(0, common[0] - REACH) : common[-1] + 1]
    held, kept = (int(np.bitwise_or.reduce(softens[types])) for types in (near, heading))
    return bool(held & ~kept)


def statements(pages: Pages, lexicon: Lexicon) -> Found:
    """Judge the headings that quote nothing: without support, or told as a fact what the body only attributes.

    Parameters
    ----------
    pages : Pages
    lexicon : Lexicon
    """
    tokens, numbers = pages.tokens, lexicon.values(content_numbers)
    quoting = np.isin(tokens.paragraph[pages.headings.first], tokens.paragraph[pages.quotations.first])
    asked, told = pages.headings.where(~quoting), _TOLD[tokens.voice]
    held = support(tokens, pages.body, asked, numbers, (told, ~told))
    number = numbers.all(tokens)
    enough = held.n_words >= FEWEST_WORDS
    unsupported = enough & (held.found < HARDLY) & pages.is_whole(asked)
    for n in np.flatnonzero(unsupported).tolist():  # one heading in ten
        unsupported[n] = _lacks_a_name(pages, asked.words(n), number)
    said, own = held.best(0)[1], held.best(1)[1]
    dropped = enough & ~unsupported & (said >= TOLD) & (said - own >= NEARER)
    for n in np.flatnonzero(dropped).tolist():
        dropped[n] = _states(pages, asked.words(n))
    label = np.where(unsupported, UNSUPPORTED, np.where(dropped, DROPPED, STATED))
    share = np.where(unsupported, 1 - held.found, np.where(dropped, said, held.found))
    stays = dropped | (enough & pages.is_whole(asked))
    return _rows(asked, label, np.full(len(label), "", dtype=object), share, stays)


def _lacks_a_name(pages: Pages, words: slice, number: Int64) -> bool:
    """Tell whether a heading has a name or a number that its body does not have."""
    tokens = pages.tokens
    held = number[pages.body.of(int(tokens.document[words.start]))]
    forms = tokens.surface[tokens.type[words]].tolist()
    large = [form[0].isupper() for form in forms]
    title_case = sum(large) > TITLE_CASE * len(forms)
    return any(
        _is_name(form, large=n == 0 or title_case) and word != 0 and not (held == word).any()
        for n, (form, word) in enumerate(zip(forms, number[tokens.type[words]].tolist(), strict=True))
    )


def _is_name(form: str, *, large: bool) -> bool:
    """Tell names and numbers by their form; where every word begins `large`, only abbreviations (ICBM)."""
    if form[0].isdigit():
        return sum(c.isdigit() for c in form) >= DIGITS
    return len(form) > 1 and (form.isupper() or (form[0].isupper() and not large))


def _states(pages: Pages, words: slice) -> bool:
    """Tell whether a heading states something by itself: nobody else's words, no question, no *Speaker:* before it."""
    tokens, cue = pages.tokens, pages.tokens.speech.cue
    cued = ((cue >= words.start) & (cue < words.stop)).any()
    own = (tokens.voice[words] == VOICES.index("own")).all()
    end = int(tokens.end[words.stop - 1])
    rest = tokens.text[end : end + REST]
    return bool(own and not cued and "?" not in rest.split("\n")[0] and not _has_speaker(pages, words))


def _has_speaker(pages: Pages, words: slice) -> bool:
    """Tell whether a heading begins with a name and a colon: a word that the body too writes with a large letter."""
    tokens = pages.tokens
    types = tokens.type[words]
    colons = np.flatnonzero(tokens.before[words][1:LONGEST_LABEL] == BEFORE.COLON)
    label = types[: int(colons[0]) + 1] if len(colons) else types[:0]
    names = [int(t) for t in label if str(tokens.surface[t])[0].isupper()]
    return bool(np.isin(names, pages.body.of(int(tokens.document[words.start]))).any())


def _rows(
    asked: Stretches, label: Int64, change: NDArray[np.object_], share: Float64, stays: Bool | None = None
) -> Found:
    n = np.arange(len(label)) if stays is None else np.flatnonzero(stays)
    negated = np.zeros(len(n), dtype=bool)
    return Found(label[n], asked.first[n], asked.last[n], change[n], negated, np.clip(share[n], LEAST, 1.0))
