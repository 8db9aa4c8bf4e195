"""Attribution: the whole of who says what, and the voice of every token."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.annotate import SPEECH, STANCES, Tokens
from framing.annotate.pairing import RULES as PAIRINGS
from framing.annotate.speech.attribution import fill
from framing.annotate.speech.quoted import KINDS, PLACES
from framing.annotate.speech.reported import RULES
from framing.tables import VOICES

TEXT = (
    "La maire Jeanne Arvel a affirmé mardi que la digue était « trop vieille » pour l'hiver.\n"
    "« Nous partirons demain », a-t-elle ajouté.\n"
    "Le film « La Digue » sort mardi. Le village vit une « petite révolution »."
)


def voices(tokens: Tokens) -> str:
    """Return the first letter of the voice of each token."""
    return "".join(VOICES[voice][0] for voice in tokens.voice)


def holders(tokens: Tokens) -> list[str]:
    return [tokens.holders[holder] for holder in tokens.holder]


def test_the_voice_of_every_token(tokens: Callable) -> None:
    read = tokens([TEXT])
    words = read.surface[read.type].tolist()
    own = {"maire", "Jeanne", "Arvel", "affirmé", "ajouté", "film", "sort", "mardi", "village"}
    of = dict(zip(words, voices(read), strict=True))
    assert {of[word] for word in own} == {"o"}
    assert {of[word] for word in ("que", "digue", "était", "pour", "hiver")} == {"r"}
    assert {of[word] for word in ("trop", "vieille")} == {"f"}
    assert {of[word] for word in ("Nous", "partirons", "demain")} == {"q"}
    assert {of[word] for word in ("petite", "révolution")} == {"a"}


def test_the_holder_of_every_token(tokens: Callable) -> None:
    read = tokens([TEXT])
    words = [word for word, holder in zip(read.surface[read.type], holders(read), strict=True) if holder]
    assert set(holders(read)) == {"", "Jeanne Arvel"}
    assert words == [
        "que",
        "la",
        "digue",
        "était",
        "trop",
        "vieille",
        "pour",
        "l'",
        "hiver",
        "Nous",
        "partirons",
        "demain",
    ]


def test_a_term_is_the_journalists_own(tokens: Callable) -> None:
    assert voices(tokens(["Le film « La Digue » sort mardi."])) == "oooooo"


def test_a_term_that_somebody_says_is_theirs(tokens: Callable) -> None:
    read = tokens(["Jeanne Arvel dit que le film « La Digue » sort mardi."])
    assert voices(read) == "ooorrrrrrr"
    assert set(holders(read)[3:]) == {"Jeanne Arvel"}


def test_holders_are_named_once_in_order_the_unknown_first(tokens: Callable) -> None:
    read = tokens(["« Tout ira bien », dit Zoé Tour. Tout ira bien, dit Ana Bel. Elle dit que tout va bien."])
    assert read.holders == ("", "Ana Bel", "Zoé Tour")


def test_the_stance_is_that_of_the_verb(said: Callable) -> None:
    verbs = {"dit": "neutral", "confirme": "endorsing", "affirme": "distancing", "nie": "confrontational"}
    for verb, stance in verbs.items():
        assert [one.stance for one in said(f"La maire {verb} que la digue tient.")] == [stance]


def test_without_a_cue_there_is_no_stance(said: Callable) -> None:
    assert [(one.cue, one.stance) for one in said("Selon la maire, la digue tient.")] == [("", "")]


def test_stretches_stand_in_the_order_of_the_text_outer_ones_first(tokens: Callable, found: Callable) -> None:
    speech = tokens([TEXT]).speech
    order = list(zip(speech.first.tolist(), (-speech.last).tolist(), strict=True))
    assert order == sorted(order)
    assert [one.kind for one in found(tokens([TEXT]))] == [
        "reported",
        "fragment",
        "direct",
        "term",
        "undecided",
    ]


def test_a_quotation_wins_over_what_is_reported_around_it() -> None:
    voice, holder = np.zeros(4, np.uint8), np.zeros(4, np.int32)
    kind = np.array([SPEECH.index(k) for k in ("reported", "fragment", "term")], np.uint8)
    first, last = np.array([0, 1, 2], np.int32), np.array([3, 1, 2], np.int32)
    fill(first, last, kind, np.array([3, 2, 0], np.uint8), np.array([1, 2, 0], np.int32), voice, holder)
    assert voice.tolist() == [3, 2, 3, 3]
    assert holder.tolist() == [1, 2, 1, 1]


def test_every_rule_has_a_name(tokens: Callable) -> None:
    speech = tokens([TEXT]).speech
    known = {*PAIRINGS, *RULES, *(f"{kind}.{place}" for kind in KINDS for place in PLACES)}
    assert set(speech.rules) <= known
    assert len(set(speech.rules)) == len(speech.rules) < 256


def test_confidence_falls_with_the_distance_of_the_cue(said: Callable) -> None:
    behind = said("« La digue tiendra », a dit Jeanne Arvel.")[0].confidence
    nowhere = said("« La digue tiendra tout l'hiver. »")[0].confidence
    assert 1 > behind > nowhere > 0


def test_malformed_marks_keep_their_doubt(said: Callable) -> None:
    one = said("La maire juge « utile le port.")[0]
    assert (one.rule, one.voice, one.confidence) == ("unclosed", "ambiguous", 0.3)


def test_a_quoted_heading_is_direct_speech(tokens: Callable) -> None:
    import pandas as pd

    from framing.annotate import annotate

    row = {"doc_id": ["d"], "text": ["« La digue tiendra »"], "layout": ["h"], "language": ["fr"]}
    read = annotate(pd.DataFrame(row)).tokens
    assert (read.speech.rules[read.speech.rule[0]], voices(read)) == ("heading_quoted", "qqq")


def test_a_heading_that_announces_a_thing_says_nothing(said: Callable) -> None:
    assert said("Gaz : la hausse attendue") == []


def test_marks_without_a_word_are_kept_out(tokens: Callable) -> None:
    read = tokens(["La maire « … » dort."])
    assert len(read.speech) == 0
    assert voices(read) == "ooo"


def test_a_language_without_an_inventory_keeps_the_voice_of_the_marks(tokens: Callable) -> None:
    read = tokens(["Er sagt „ja“ hier."], "de")
    assert len(read.speech) == 0
    assert voices(read) == "ooqo"


def test_no_document_and_no_token(tokens: Callable) -> None:
    assert len(tokens([]).speech) == 0
    assert len(tokens(["", "\n"]).speech) == 0


def test_dtypes(tokens: Callable) -> None:
    speech = tokens([TEXT]).speech
    assert {getattr(speech, name).dtype for name in ("start", "end", "first", "last", "holder", "cue")} == {
        np.dtype(np.int32)
    }
    assert {getattr(speech, name).dtype for name in ("kind", "what", "stance", "voice", "rule")} == {
        np.dtype(np.uint8)
    }
    assert speech.stance.max() < len(STANCES)


LEAKS = [
    pytest.param("La maire Jeanne Arvel dit que tout va bien.", "« Nous n'avons pas dormi de la nuit. »", id="goes on from the document before"),
    pytest.param("« Tout ira bien pour nous », dit Jeanne Arvel.", "« Nous n'avons pas dormi de la nuit. »", id="continued from the document before"),
    pytest.param("Jeanne Arvel raconte :", "« Nous n'avons pas dormi de la nuit. »", id="a colon in the document before"),
    pytest.param("La digue a cédé.", "C'est ce qu'a déclaré Jeanne Arvel.", id="c'est ce que opens a document"),
    pytest.param("Jeanne Arvel dit que tout va bien.", "Elle dit que tout va bien.", id="a pronoun opens a document"),
    pytest.param("Les « gilets verts » sont là.", "Voici une « belle digue » et les « gilets verts ».", id="the same words in marks"),
    pytest.param("Le maire, Paul Tissier", "dit que tout va bien.", id="a verb opens a document"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "text"), LEAKS)
def test_a_document_knows_nothing_of_the_one_before(
    tokens: Callable, found: Callable, before: str, text: str
) -> None:
    alone = [found(tokens([one])) for one in (before, text)]
    assert found(tokens([before, text])) == [*alone[0], *alone[1]]
