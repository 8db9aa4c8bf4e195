from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from framing.codebook import Category, Codebook, Entry, load
from framing.features import create
from framing.tables import VOICES, check

BOOKS = {language: load(["agency"], language) for language in ("fr", "en")}
Rows = Callable[..., pd.DataFrame]


@pytest.fixture
def rows_of(tokens_of) -> Rows:
    def rows(text: str, language: str = "fr", category: str = "") -> pd.DataFrame:
        found = create("agency.v1", language, BOOKS[language]).observe(tokens_of(text, language=language))
        return found[found["category"].astype(str).str.startswith(category)].sort_values("start")

    return rows


@pytest.mark.parametrize(
    ("language", "text", "category", "surface"),
    [
        ("fr", "Deux bergers ont été grièvement blessés.", "agentless", "ont été grièvement blessés"),
        ("fr", "Le convoi, de nouveau, sera attaqué.", "agentless", "sera attaqué"),
        ("fr", "Une grue a été détruite par des pêcheurs.", "with_agent", "a été détruite"),
        ("fr", "Il a été tué de la main de son cousin.", "with_agent", "a été tué"),
        ("fr", "Elle s'est fait agresser au port.", "agentless", "s'est fait agresser"),
        ("fr", "Ils se sont fait attaquer par la milice.", "with_agent", "se sont fait attaquer"),
        ("fr", "Il s'est vu refuser l'entrée.", "agentless", "s'est vu refuser"),
        ("fr", "L'équipage a été pris en otage.", "agentless", "a été pris en otage"),
        ("fr", "Des coups de feu ont été tirés.", "agentless", "ont été tirés"),
        ("en", "Two shepherds were reportedly killed.", "agentless", "were reportedly killed"),
        ("en", "The pier has been bombed.", "agentless", "has been bombed"),
        ("en", "He got shot in the leg.", "agentless", "got shot"),
        ("en", "They are being shelled by the fleet.", "with_agent", "are being shelled"),
        ("en", "Shots were fired at the pass.", "agentless", "were fired"),
        ("en", "She was killed at the hands of guards.", "with_agent", "was killed"),
    ],
)
def test_a_passive_and_whether_its_agent_is_named(rows_of: Rows, language, text, category, surface):
    rows = rows_of(text, language, "passive")
    assert rows[["category", "surface"]].astype(str).values.tolist() == [[f"passive_{category}", surface]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le maire est arrivé, le garde est mort, la mairesse est mariée, un obus est tombé."),
        ("fr", "Ils se sont attaqués au dossier et nous nous sommes blessés."),
        ("fr", "Le général a fait tuer deux otages."),
        ("fr", "Les gardes ont attaqué le poste."),
        ("fr", "La ville attaquée brûle."),
        ("fr", "La loi a été adoptée, le maire a été élu."),
        ("fr", "Le port est fermé, la pêche est interdite."),
        ("fr", "Un homme est venu. Tué, il gît là."),
        ("en", "Guards killed two shepherds."),
        ("en", "He was late and killed two men."),
        ("en", "Fishing is banned here."),
        ("en", "The mayor was elected. Killed guards lay there."),
    ],
)
def test_what_is_no_passive_of_acting_upon_somebody(rows_of: Rows, language: str, text: str):
    assert rows_of(text, language, "passive").empty


@pytest.mark.parametrize(
    ("language", "text", "category"),
    [
        ("fr", "Il a été tué dans une zone tenue par les rebelles.", "agentless"),
        ("fr", "Il a été tué dans un marché par les rebelles.", "with_agent"),
        ("fr", "Ils ont été blessés et pris en charge par les secours.", "agentless"),
        ("fr", "Il a été tué, a dit le maire, par les rebelles.", "agentless"),
        ("fr", "Il a été tué : par les rebelles, la ville est tenue.", "agentless"),
        ("fr", "Il a été tué par balle.", "agentless"),
        ("fr", "Il a été tué par hasard.", "agentless"),
        ("fr", "Il a été tué mardi soir, près du port, par deux gardes.", "with_agent"),
        ("en", "He was killed in a village held by rebels.", "agentless"),
        ("en", "He was killed when a post was stormed by rebels.", "agentless"),
        ("en", "He was killed by accident.", "agentless"),
        ("en", "He was killed by driving too fast.", "agentless"),
        ("en", "He was killed late on Tuesday near the old port by two guards.", "with_agent"),
    ],
)
def test_the_agent_is_sought_in_the_same_clause(rows_of: Rows, language: str, text: str, category: str):
    (row,) = rows_of(text, language, "passive").itertuples()
    assert row.category == f"passive_{category}"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "Trois gardes ont été arrêtés et torturés par la milice.", ["ont été arrêtés", "torturés"]),
        (
            "en",
            "They were kidnapped, tortured and killed by a gang.",
            ["were kidnapped", "tortured", "killed"],
        ),
    ],
)
def test_joined_verbs_share_auxiliary_and_agent(rows_of: Rows, language: str, text: str, found: list[str]):
    rows = rows_of(text, language, "passive")
    assert rows["surface"].tolist() == found
    assert set(rows["category"]) == {"passive_with_agent"}
    assert rows["confidence"].iloc[1] < 0.9


def test_a_row_says_form_verb_and_denial(rows_of: Rows):
    row = rows_of("Les bergers n'ont pas été abattus.", category="passive").iloc[0]
    assert row[["family", "rule", "referent", "lemma", "negated"]].tolist() == [
        "agency", "be.kill", "", "abattre", True,
    ]  # fmt: skip
    assert rows_of("Elle s'est fait tabasser.", category="passive")["lemma"].tolist() == ["tabasser"]
    assert rows_of("He was shot.", "en", "passive")["lemma"].tolist() == ["shoot"]


@pytest.mark.parametrize(
    ("sure", "less_sure"),
    [
        ("La ville a été attaquée.", "La ville est attaquée."),
        ("Il a été tué.", "Il a été interpellé."),
        ("Il a été tué par un garde.", "Il a été tué par une bombe."),
    ],
)
def test_confidence_falls_with_tense_tier_and_weapon(rows_of: Rows, sure: str, less_sure: str):
    high, low = (rows_of(text, category="passive")["confidence"].item() for text in (sure, less_sure))
    assert 0 < low < high == 0.9


@pytest.mark.parametrize(
    ("language", "text", "category", "rules"),
    [
        ("fr", "Une attaque a eu lieu, puis des frappes.", "nominalised_harm", ["attack", "strike"]),
        ("fr", "L'armée a attaqué le poste.", "initiator", ["attack"]),
        ("fr", "Le poste attaqué a été attaqué.", "initiator", []),
        ("fr", "Il s'est fait agresser.", "initiator", []),
        ("fr", "Les gardes ont riposté.", "responder", ["retaliate"]),
        ("fr", "Deux bergers sont morts, trois ont péri.", "inaccusative", ["die", "die"]),
        ("en", "The army shelled the valley.", "initiator", ["bombard"]),
        ("en", "The valley, shelled by the fleet, burns.", "initiator", []),
        ("en", "The valley was being shelled.", "initiator", []),
        ("en", "The guards fired back.", "responder", ["retaliate"]),
        ("en", "Two shepherds died.", "inaccusative", ["die"]),
    ],
)
def test_words_of_the_other_categories(rows_of: Rows, language, text, category, rules):
    assert rows_of(text, language, category)["rule"].tolist() == rules


def test_words_inside_quotation_marks_keep_their_voice(tokens_of):
    tokens = tokens_of("Deux bergers ont été « éliminés par erreur ».")
    verb = next(i for i in range(len(tokens)) if tokens.surface[tokens.type[i]] == "éliminés")
    voice = np.zeros_like(tokens.voice)
    voice[verb:] = VOICES.index("fragment")
    found = create("agency.v1", "fr", BOOKS["fr"]).observe(replace(tokens, voice=voice))
    assert found[["surface", "voice"]].astype(str).values.tolist() == [["éliminés", "fragment"]]


def test_the_family_is_the_name_of_the_book_and_other_kinds_are_left_alone(tokens_of):
    verb = Category("passive_agentless", {}, (), (), (Entry(id="paint", patterns=('"peint*"',)),))
    noun = Category("nominalised_harm", {}, (), (), (Entry(id="noise", patterns=("bruit",)),))
    own = Codebook("harbour", "fr", 1, "agency", (), (verb, noun))
    other = Codebook("law", "fr", 1, "cues", (), (noun,))
    extractor = create("agency.v1", "fr", (own, other))
    found = extractor.observe(tokens_of("Le quai a été peint sans bruit par le maire."))
    assert found[["family", "category", "rule"]].astype(str).values.tolist() == [
        ["harbour", "nominalised_harm", "noise"],
        ["harbour", "passive_agentless", "be.paint"],
    ]
    pd.testing.assert_frame_equal(check(found, "observations"), found)
    assert create("agency.v1", "fr", (other,)).observe(tokens_of("Du bruit.")).empty
