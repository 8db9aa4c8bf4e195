from __future__ import annotations

import pytest

from framing.ingest import Cleaned, clean, load_profiles
from framing.ingest.lines import split_lines
from framing.ingest.menus import MENU, SECTIONS, find_menus, is_menu, is_section
from framing.ingest.rules import fold
from framing.ingest.sources import pages_from_rows

LONG = "Le navire est entré dans le port au petit matin, et les marins ont salué la foule du quai. " * 2


def cleaned(head: str, title: str = "") -> Cleaned:
    text = f"{head}\nLe port rouvre\n{LONG}\n{LONG}"
    row = {"doc_id": "d", "outlet": "nord", "language": "fr", "text": text, "file": "d.txt", "title": title}
    return clean(pages_from_rows([row]), load_profiles())


@pytest.mark.parametrize(
    "line",
    [
        "Accueil | Politique | Monde | Iran | Vidéos | Contact", "| Home | World | Port |", "Port | Mer | Quai | Sel",
        "Accueil / Le port / La mer", "Accueil · Port · Mer", "Port • Mer • Quai • Sel", "Accueil > Monde > Port",
        "Home » World » Port", "Accueil - Monde - Port", "Accueil – Port – Mer – Quai", "Accueil\tMonde\tPort",
        "À la Une   Port   S’abonner", "Accueil\u00a0|\u00a0Monde\u00a0|\u00a0Port", "Accueil|Monde|Port",
    ],
)  # fmt: skip
def test_sections_side_by_side_are_a_menu(line: str) -> None:
    assert is_menu(line)


@pytest.mark.parametrize(
    "line",
    [
        "Le port – dit-on – rouvre", "More – and broader – quays", "Port - Mer - Quai - Sel", "Port | Mer | Quai",
        "Dupont/AFP/Images", "Les voisin·e·s du port", "12/03/2020 | 14:00 | 15:00 | 16:00", "Accueil | Monde",
        "Monde | La mairie rouvre enfin le port | Sel", "Le port. | La mer. | Le quai. | Le sel.",
        " | ".join(["Le grand port"] * 7),
    ],
)  # fmt: skip
def test_headlines_credits_and_lists_are_no_menu(line: str) -> None:
    assert not is_menu(line)


def test_sections_are_known_whatever_their_case_and_apostrophe() -> None:
    assert is_section("S’ABONNER")
    assert not is_section("Le Monde")
    assert {fold(name) for name in SECTIONS} == SECTIONS


def test_a_menu_line_goes_and_the_next_line_is_the_title() -> None:
    result = cleaned("Accueil | Politique | Monde | Iran | Vidéos | Contact")
    assert result.documents["layout"].tolist() == ["tlb"]
    assert result.documents["text"].iloc[0].startswith("Le port rouvre\n")
    assert result.removals[["rule", "reason"]].to_numpy().tolist() == [list(MENU)]
    assert result.removals["tokens"].tolist() == [6]


def test_sections_one_a_line_go_only_in_a_run_at_the_very_top() -> None:
    assert cleaned("Économie\nMonde\nContact").removals["rule"].tolist() == ["navigation"] * 3
    mixed = cleaned("Menu\nPartager : X, Facebook\n\nPolitique")
    assert mixed.removals["rule"].tolist() == ["navigation", "share_line", "navigation"]
    assert cleaned("Le port vu du quai\nÉconomie\nMonde").removals.empty
    assert cleaned(f"Un port\n{LONG}\nMonde\nSport").removals.empty


def test_one_section_over_the_title_stays_but_is_not_the_title() -> None:
    result = cleaned("Politique")
    assert result.removals.empty
    assert result.documents["layout"].tolist() == ["htlb"]


def test_a_title_named_by_the_table_is_no_menu() -> None:
    for title in ("Accueil | Monde | Port", "Monde"):
        result = cleaned(f"{title}\nSport", title)
        assert result.removals.empty
        assert result.documents["layout"].iloc[0][0] == "t"


def test_lines_other_rules_took_are_left_to_them() -> None:
    lines = split_lines([b"Home | World | Port\nSport\nPort"])
    assert find_menus(lines, [""], {}) == {0: MENU, 1: MENU}
    assert find_menus(lines, [""], {0: ("own", "why")}) == {}
    assert find_menus(split_lines([b"", b"Sport"]), ["", ""], {}) == {}
