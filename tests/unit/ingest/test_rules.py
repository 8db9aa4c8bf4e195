from __future__ import annotations

import pytest

from framing.ingest.lines import split_lines
from framing.ingest.profiles import Profile, Rule, load_profiles
from framing.ingest.rules import apply_rules, candidates, compile_rules, count_words, fold

RULES = compile_rules(Profile("own", boilerplate=(Rule("notice", "own", contains=("voix du port",)),)))


def rule_of(line: str, outlet: str = "generic") -> str:
    profiles = load_profiles()
    own = [profiles[outlet]] if outlet != "generic" else []
    ruleset = compile_rules(*own, profiles["generic"])
    index = apply_rules(line, ruleset) if candidates(split_lines([line.encode()]), ruleset).size else -1
    return ruleset.rules[index].name if index >= 0 else ""


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Lire : le port rouvre", "cross_reference"),
        ("» LIRE\u00a0AUSSI - Le port rouvre ", "cross_reference"),
        ("À LIRE AUSSI > Le port", "cross_reference"),
        ("Read more: the port reopens", "cross_reference"),
        ("Partager Cet Article", "share_line"),
        ("Partager : Facebook, X, WhatsApp", "share_line"),
        ("Partagez cet article !", "share_line"),
        ("Imprimer  Envoyer par e-mail", "share_line"),
        ("Share: X, Facebook and Email", "share_line"),
        ("Share: …", "share_line"),
        ("Facebook | X | LinkedIn", "share_line"),
        ("Suivez Le Nord sur Telegram", "follow_line"),
        ("ADVERTISEMENT", "advertisement"),
        ("© 2019 AFP", "copyright"),
        ("© Jean Dupont", "credit"),
        ("Crédits photo : Jean Dupont / Studio", "credit"),
        ("(Avec AFP)", "agency_contribution"),
        ("15/02/2019 07:31:08 - ", "timestamp"),
        ("Saint-Malo (AFP) -", "timestamp"),
        ("Slideshow (5 images)", "navigation"),
        ("* * *", "separator"),
        ("(...)", "ellipsis"),
        ("Le pont du port au petit matin (photo d’illustration).", "caption"),
        ("Le pont du port au petit matin. JEAN DUPONT/AFP", "caption"),
        ("Le pont du port © Jean Dupont", "caption"),
    ],
)
def test_general_rules_take_furniture(line: str, rule: str) -> None:
    assert rule_of(line.strip()) == rule


@pytest.mark.parametrize(
    "line",
    [
        "Lire et relire les accords reste le travail du juriste, dit-elle.",
        "Le ministre a partagé cet article de la loi avec ses collègues.",
        "Selon l’AFP, le navire est entré dans le port (sud).",
        "Photographe, elle suit les marins depuis dix ans.",
        "Partager : le mot d’ordre du port",
        "Share: the harbour and its keepers",
        "Facebook et le port",
        "Imprimer le plan du port",
        "OK, a répondu le capitaine au port",
        "En cliquant, l’électeur " + "choisit " * 200,
    ],
)
def test_sentences_are_left_alone(line: str) -> None:
    assert rule_of(line) == ""


def test_an_outlets_rules_go_before_the_general_ones() -> None:
    assert rule_of("SOURCE: FRENCH PRESS TV", "presstv") == "source_line"
    assert rule_of("Monde / Port / Mer / Navires", "presstv") == "navigation"
    assert rule_of("Monde / Port / Mer / Navires") == ""


def test_a_rule_that_contains_sees_every_line() -> None:
    line = "Ceci est la Voix  du port, dit-on."
    assert candidates(split_lines([line.encode()]), RULES).tolist() == [0]
    assert apply_rules(line, RULES) == 0
    assert apply_rules(line + " mot" * 40, RULES) == -1


def test_folding_makes_case_apostrophes_and_spaces_one() -> None:
    assert fold("L’Été\u00a0 À  QUAI") == "l'été à quai"


@pytest.mark.parametrize(("text", "n"), [("l’accord", 2), ("États-Unis", 1), ("a b, c.", 3), ("— …", 0)])
def test_words_are_counted_with_elisions_split(text: str, n: int) -> None:
    assert count_words(text) == n
