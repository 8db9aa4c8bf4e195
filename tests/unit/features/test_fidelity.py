"""Headings against their bodies: what is quoted, altered, without support, or told as a fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from framing.annotate import SPEECH, Speech, Tokens, annotate
from framing.annotate.wordclass.lexicon import load_lexicon
from framing.features import create
from framing.features.content_words import content_numbers, stem
from framing.tables import VOICES

BODY = (
    "Le port de Klow rouvre lundi.",
    "La ministre Ada Brun a parlé hier : « Le prochain conseil devrait avoir lieu en mars à Klow. »",
    "Elle a indiqué que les grues de Strelitz étaient fermées depuis dimanche.",
    "Les pêcheurs attendent la marée.",
    "Une digue protège les maisons basses.",
)
QUOTED = "« Le prochain conseil devrait avoir lieu en mars à Klow. »"
REPORTED = "les grues de Strelitz étaient fermées depuis dimanche"


def marked(
    tokens: Tokens, quoted: tuple[str, ...], reported: tuple[str, ...], kind: str = "direct"
) -> Tokens:
    """Return the tokens with these stretches quoted and reported, and nothing else."""
    stretches = sorted((tokens.text.index(s), s, s in quoted) for s in (*quoted, *reported))
    start = np.array([at for at, _, _ in stretches], dtype=np.int32)
    end = start + np.array([len(s) for _, s, _ in stretches], dtype=np.int32)
    first, last = np.searchsorted(tokens.start, start), np.searchsorted(tokens.start, end) - 1
    kinds = np.array([SPEECH.index(kind if q else "reported") for _, _, q in stretches], dtype=np.uint8)
    voices = np.array([VOICES.index("quoted" if q else "reported") for _, _, q in stretches], dtype=np.uint8)
    voice, nothing = np.zeros(len(tokens), dtype=np.uint8), np.zeros(len(start), dtype=np.uint8)
    for a, b, v in zip(first, last, voices, strict=True):
        voice[a : b + 1] = v
    speech = Speech(
        start=start, end=end, first=first.astype(np.int32), last=last.astype(np.int32), kind=kinds, what=nothing,
        stance=nothing, voice=voices, rule=nothing, holder=start * 0, cue=start * 0 - 1, confidence=start + 1.0,
        rules=("hand",),
    )  # fmt: skip
    return replace(tokens, speech=speech, voice=voice)


def page(heading: str, body: tuple[str, ...] = BODY, language: str = "fr") -> Tokens:
    text = "\n".join((heading, *body))
    layout = "h" + "b" * len(body)
    table = pd.DataFrame({"doc_id": ["a"], "text": [text], "layout": [layout], "language": [language]})
    return annotate(table).tokens


def judged(tokens: Tokens, language: str = "fr") -> list[tuple[str, str]]:
    rows = create("fidelity.v1", language).observe(tokens)
    assert (rows["family"].astype(str) == "fidelity").all()
    return list(zip(rows["category"].astype(str), rows["lemma"], strict=True))


def quoting(words: str, kind: str = "direct") -> list[tuple[str, str]]:
    heading = f"Ada Brun : « {words} »"
    return judged(marked(page(heading), (f"« {words} »", QUOTED), (REPORTED,), kind))


@pytest.mark.parametrize("words", ["en mars à Klow", "EN MARS À KLOW", "Le prochain conseil"])
def test_quoted_words_that_the_body_quotes_are_verbatim(words: str):
    assert quoting(words) == [("verbatim", "")]


def test_apostrophes_blanks_and_marks_make_no_difference():
    body = (*BODY, "Il a dit : “L’île n'a pas d'eau.”")
    tokens = page("« l'île n’a\u00a0pas d’eau »", body)
    assert judged(marked(tokens, ("« l'île n’a\u00a0pas d’eau »", "“L’île n'a pas d'eau.”"), ())) == [
        ("verbatim", "")
    ]


def test_a_conditional_that_is_gone_is_a_hardening():
    assert quoting("Le prochain conseil se tiendra en mars à Klow") == [("altered", "hardened")]


def test_a_softened_quotation_that_stays_soft_is_none():
    assert quoting("Le conseil devrait avoir lieu en mars") == [("altered", "left_out")]


def test_words_that_the_body_does_not_have_are_added():
    assert quoting("Un conseil glorieux devrait avoir lieu en mars") == [("altered", "added")]


def test_words_of_the_body_that_are_nobodys_quotation_are_unmarked():
    assert quoting("Les pêcheurs attendent la marée") == [("altered", "unmarked")]


def test_of_two_words_that_stand_otherwise_nothing_is_said():
    assert quoting("pêcheur attendu") == []


def test_a_quotation_that_the_body_does_not_have_is_unsupported():
    assert quoting("Une honte pour la marine") == [("unsupported", "")]
    assert quoting("caprices") == [("unsupported", "")]


def test_titles_of_works_and_terms_are_no_quotations():
    assert ("unsupported", "") not in quoting("caprices", kind="term")


def test_offsets_are_those_of_the_quoted_words():
    tokens = marked(page("Brun parle de « caprices »"), ("« caprices »", QUOTED), ())
    row = create("fidelity.v1", "fr").observe(tokens).iloc[0]
    assert tokens.text[row["start"] : row["end"]] == "caprices"
    assert row[["position", "rule", "voice"]].astype(str).tolist() == ["heading", "quoted_words", "own"]


def stated(heading: str, body: tuple[str, ...] = BODY, reported: tuple[str, ...] = (REPORTED,)) -> list[str]:
    tokens = marked(page(heading, body), (QUOTED,) if QUOTED in " ".join(body) else (), reported)
    return [category for category, _ in judged(tokens)]


def test_a_fact_that_the_body_only_reports_lost_its_attribution():
    assert stated("Les grues de Strelitz sont fermées") == ["attribution_dropped"]


def test_a_fact_that_the_outlet_tells_itself_did_not():
    body = (*BODY, "Les grues de Strelitz sont fermées.")
    assert stated("Les grues de Strelitz sont fermées", body) == ["stated"]
    assert stated("Les pêcheurs attendent la marée") == ["stated"]


def test_without_reported_speech_nothing_was_dropped():
    assert stated("Les grues de Strelitz sont fermées", reported=()) == ["stated"]


@pytest.mark.parametrize(
    "heading", ["Les grues de Strelitz fermées ?", "Brun : les grues de Strelitz fermées"]
)
def test_questions_and_speakers_state_nothing(heading: str):
    assert stated(heading) == ["stated"]


def test_a_topic_before_a_colon_is_no_speaker():
    assert stated("Mobilité : les grues de Strelitz fermées") == ["attribution_dropped"]


def test_a_heading_that_attributes_drops_nothing():
    heading = "Brun dit que les grues de Strelitz sont fermées"
    tokens = marked(page(heading), (QUOTED,), ("les grues de Strelitz sont fermées", REPORTED))
    assert judged(tokens) == [("stated", "")]


def test_names_and_numbers_that_the_body_lacks_are_unsupported():
    assert stated("Des missiles ICBM qui intéressent fort Klow") == ["unsupported"]
    assert stated("Quarante avions et 78 chars en Bordurie") == ["unsupported"]


def test_wit_without_names_is_not():
    assert stated("Une soif inextinguible de grand large") == ["stated"]


def test_nothing_is_missed_in_a_teaser():
    assert stated("Des missiles ICBM qui intéressent fort Klow", BODY[:2], reported=()) == []


def test_no_heading_no_row(tokens_of: Callable[..., Tokens]):
    assert create("fidelity.v1", "fr").observe(tokens_of(BODY[0])).empty


def test_a_heading_without_a_body_is_not_judged():
    assert judged(page("Les grues de Strelitz sont fermées", ())) == []


def test_other_documents_support_nothing():
    table = pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "text": ["« Rien ne presse »\n" + "\n".join(BODY), "\n".join((*BODY, "« Rien ne presse »"))],
            "layout": ["h" + "b" * len(BODY), "b" * (len(BODY) + 1)],
            "language": ["fr", "fr"],
        }
    )
    rows = create("fidelity.v1", "fr").observe(annotate(table).tokens)
    assert rows[["doc_id", "category"]].astype(str).to_numpy().tolist() == [["a", "unsupported"]]


def test_english_modals_soften_too():
    body = (
        "The quay is open.", "Ada Brun said: “The next council may be held in Klow in March.”", "Boats wait.",
        "A dyke stands.", "Nobody came.",
    )  # fmt: skip
    heading = "“Next council will be held in Klow in March”"
    quoted = (heading, "“The next council may be held in Klow in March.”")
    assert judged(marked(page(heading, body, "en"), quoted, ()), "en") == [("altered", "hardened")]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("russe", "russie", "fr"),
        ("indépendant", "indépendance", "fr"),
        ("syrien", "syrie", "fr"),
        ("signer", "signature", "fr"),
        ("cooperate", "cooperation", "en"),
        ("syrian", "syria", "en"),
    ],
)
def test_kin_share_a_stem(one: str, other: str, language: str):
    assert stem(one, language) == stem(other, language) != ""


@pytest.mark.parametrize(("one", "other"), [("mer", "merci"), ("port", "porte-parole"), ("quai", "quartier")])
def test_others_do_not(one: str, other: str):
    assert stem(one, "fr") != stem(other, "fr")


def test_function_words_and_light_verbs_are_no_content():
    number = content_numbers(load_lexicon("fr"))
    assert [number(form, lemma) for form, lemma in (("le", "le"), ("était", "être"), ("-", "-"))] == [0, 0, 0]
    assert number("Grues", "grue") == number("grue", "grue") > 0
