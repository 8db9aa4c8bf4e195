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
_NAMES = (
    "accueil;à la une;a la une;la une;menu;actualité;actualités;actu;infos;info;en direct;direct;politique;"
    "monde;international;france;europe;afrique;amériques;asie;moyen-orient;proche-orient;économie;eco;éco;finance;"
    "société;sport;sports;culture;santé;sciences;science;planète;environnement;climat;technologie;tech;high-tech;"
    "opinion;opinions;idées;débats;éditoriaux;médias;régions;faits divers;justice;éducation;immobilier;voyage;"
    "voyages;mode;style;lifestyle;météo;jeux;livres;cinéma;vidéo;vidéos;photos;podcast;podcasts;émissions;"
    "dossiers;newsletter;newsletters;contact;contacts;nous contacter;contactez-nous;qui sommes-nous;à propos;"
    "mentions légales;rechercher;recherche;s'abonner;abonnez-vous;abonnement;se connecter;connexion;s'inscrire;"
    "mon compte;archives;home;homepage;front page;news;latest;latest news;world;politics;u.s.;us;uk;business;"
    "economy;markets;money;sports news;entertainment;arts;health;technology;climate;environment;education;travel;"
    "weather;video;videos;live;live tv;watch;listen;editorials;columnists;books;food;"
    "magazine;search;subscribe;sign in;sign up;log in;login;register;my account;about;about us;contact us;"
    "privacy policy;terms of use;middle east;africa;asia;americas"
)
SECTIONS = frozenset(_NAMES.split(";"))
# A menu has items of few short words; above, it is a sentence, a list in running text or a headline.
_MOST_WORDS, _MOST_ITEM_WORDS, _MOST_ITEM_CHARACTERS = 20, 3, 25
# Items without a known section: one more separator than a headline with dashes or a credit has.
_LEAST_SEPARATORS, _LEAST_WITH_SECTION = 3, 2
_SHORTEST, _LONGEST = 8, 300
_LONGEST_SECTION = max(map(len, SECTIONS))
_LEAST_RUN = 2
_ITEM_END = ".!?…:;,"
# What must stand in the line before a separator is looked for; the separator; how many of three items must
# be known sections. Marks are tried with space around them, then without.
_MARKS = "|/·•>»"
_SEPARATORS = (
    *((f" {m}", re.compile(rf" +[{m}]+ +"), 1) for m in _MARKS),
    *((m, re.compile(rf" *[{m}]+ *"), 2) for m in _MARKS),
    *((f" {m} ", re.compile(r" +[-–] +"), 2) for m in "-–"),
    ("\t", re.compile(r" *\t\s*"), 1),
    ("  ", re.compile(r" {2,}"), 1),
)
# Nearly every line has none of these.
_SIGNS = (*_MARKS, *(sign for sign, *_ in _SEPARATORS[2 * len(_MARKS) :]))


def is_menu(line: str) -> bool:
    """Whether a line is sections side by side: four short items, or three with a known section.

    Between dashes, and where items touch their separator, one more must be a known section: a headline
    with an insertion, "Dupont/AFP/Images" and "voisin·e·s" are none.

    Parameters
    ----------
    line : str
        A line without white space around it.
    """
    plain = line if line.isascii() else line.replace("\xa0", " ").replace("\u202f", " ")
    if not any([sign in plain for sign in _SIGNS]):  # noqa: C419 - a list is twice as fast here
        return False
    return any(_is_series(plain, separator, least) for sign, separator, least in _SEPARATORS if sign in plain)


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
        if is_menu(line) and i not in taken and line != titles[lines.document[i]]
    }
    return found | dict.fromkeys(_runs_at_top(lines, titles, {**taken, **found}), MENU)


def _is_series(line: str, separator: re.Pattern[str], least_sections: int) -> bool:
    items = [item.strip() for item in separator.split(line) if item.strip()]
    if len(items) <= _LEAST_WITH_SECTION or not all(map(_is_item, items)):
        return False
    if sum(len(item.split()) for item in items) > _MOST_WORDS:
        return False
    needed = least_sections - (len(items) > _LEAST_SEPARATORS)
    return sum(map(is_section, items)) >= needed


def _is_item(item: str) -> bool:
    short = len(item) <= _MOST_ITEM_CHARACTERS and len(item.split()) <= _MOST_ITEM_WORDS
    return short and item[-1] not in _ITEM_END and any(c.isalpha() for c in item)


def _runs_at_top(lines: Lines, titles: Sequence[str], taken: Mapping[int, tuple[str, str]]) -> list[int]:
    """Return the sections, one a line, that stand in a run at the very top of a page."""
    bounds = lines.bounds
    filled = np.flatnonzero(bounds[:-1] < bounds[1:])
    heads = bounds[filled]
    begun = (lines.lengths[heads] <= _LONGEST_SECTION) | np.isin(heads, [*taken])
    found: list[int] = []
    for document in filled[begun].tolist():
        run = _run(lines, range(bounds[document], bounds[document + 1]), titles[document], taken)
        found += [i for i in run if i not in taken] if len(run) >= _LEAST_RUN else []
    return found


def _run(lines: Lines, span: range, title: str, taken: Mapping[int, tuple[str, str]]) -> list[int]:
    """Return the lines of navigation a page begins with; boilerplate of other kinds may stand between them."""
    run = []
    for i in span:
        if i in taken:
            run += [i] if taken[i][0] == _NAVIGATION else []
        elif lines.lengths[i] <= _LONGEST_SECTION and is_section(line := lines.text(i)) and line != title:
            run.append(i)
        else:
            break
    return run
