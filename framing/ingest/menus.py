"""Menus on a page: sections side by side in one line, or one a line above the title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from framing.ingest.lines import Lines
from framing.ingest.rules import ends_terminally, fold

MENU = ("navigation", "menu of sections")
_NAVIGATION = MENU[0]

# Names of sections and controls as front pages of French and English newspapers have them, folded.
SECTIONS = frozenset(
    "accueil;à la une;a la une;la une;une;menu;actualité;actualités;actu;infos;info;en direct;direct;politique;"
    "monde;international;france;europe;afrique;amériques;asie;moyen-orient;proche-orient;économie;eco;éco;finance;"
    "société;sport;sports;culture;santé;sciences;science;planète;environnement;climat;technologie;tech;high-tech;"
    "opinion;opinions;idées;débats;éditoriaux;médias;régions;faits divers;justice;éducation;immobilier;voyage;"
    "voyages;mode;style;lifestyle;people;météo;jeux;livres;cinéma;vidéo;vidéos;photos;podcast;podcasts;émissions;"
    "dossiers;newsletter;newsletters;contact;contacts;nous contacter;contactez-nous;qui sommes-nous;à propos;"
    "mentions légales;rechercher;recherche;s'abonner;abonnez-vous;abonnement;se connecter;connexion;s'inscrire;"
    "mon compte;archives;home;homepage;front page;news;latest;latest news;world;politics;u.s.;us;uk;business;"
    "economy;markets;money;sports news;entertainment;arts;health;technology;climate;environment;education;travel;"
    "weather;video;videos;live;live tv;watch;listen;opinions;editorials;columnists;lifestyle;style;books;food;"
    "magazine;more;search;subscribe;sign in;sign up;log in;login;register;my account;about;about us;contact us;"
    "privacy policy;terms of use;middle east;africa;asia;americas".split(";")
)
# A menu has items of few short words; above, it is a sentence, a list in running text or a headline.
_MOST_WORDS, _MOST_ITEM_WORDS, _MOST_ITEM_CHARACTERS = 20, 3, 25
# Items without a known section: one more separator than a headline with dashes or a credit has.
_LEAST_SEPARATORS, _LEAST_WITH_SECTION = 3, 2
_SHORTEST, _LONGEST = 8, 300
_LONGEST_SECTION = max(map(len, SECTIONS))
_LEAST_RUN = 2
_ITEM_END = ".!?…:;,"
_TWICE = re.compile(r"(?:[|/·•>»\t]| [-–—] |[ \xa0\u202f]{2}).+(?:[|/·•>»\t]| [-–—] |[ \xa0\u202f]{2})")
_SPACES = re.compile(r"[\xa0\u202f]")
# (separator with space around it, separator however written); the latter only counts beside a known
# section: "Dupont/AFP/Images", "voisin·e·s".
_SEPARATORS = tuple(
    (re.compile(rf" +[{mark}]+ +"), re.compile(rf" *[{mark}]+ *")) for mark in ("|", "/", "·", "•", ">", "»")
) + tuple((re.compile(p), re.compile(p)) for p in (r" +[-–—] +", r" *\t\s*", r" {2,}"))


def is_menu(line: str) -> bool:
    """Whether a line is sections side by side: at least four short items, or three with a known one.

    Parameters
    ----------
    line : str
        A line without white space around it.
    """
    if _TWICE.search(line) is None:
        return False
    line = _SPACES.sub(" ", line)
    return len(line.split()) <= 2 * _MOST_WORDS and any(
        _is_series(line, spaced, spaced is loose) or _is_series(line, loose, True)
        for spaced, loose in _SEPARATORS
    )


def is_section(line: str) -> bool:
    """Whether a line is the name of a section or control and nothing else."""
    return len(line) <= _LONGEST_SECTION and fold(line) in SECTIONS


def find_menus(
    lines: Lines, titles: Sequence[str], taken: Mapping[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Return rule and reason of every line that is a menu, or part of one at the top of its page.

    Parameters
    ----------
    lines : Lines
    titles : sequence of str, length n_documents
        The title where a catalogue or table names it, else ""; such a line is no menu.
    taken : mapping
        Line → (rule, reason), lines other rules have taken.
    """
    fits = (lines.lengths >= _SHORTEST) & (lines.lengths <= _LONGEST) & ~ends_terminally(lines)
    asked = np.flatnonzero(fits)
    found = {
        i: MENU
        for i, line in zip(asked.tolist(), lines.texts(asked), strict=True)
        if i not in taken and is_menu(line) and line != titles[lines.document[i]]
    }
    return found | dict.fromkeys(_runs_at_top(lines, titles, {**taken, **found}), MENU)


def _is_series(line: str, separator: re.Pattern[str], needs_section: bool) -> bool:
    items = [item for item in separator.split(line) if item]
    return False
