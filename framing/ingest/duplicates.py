"""Duplicates: one text that an outlet's pages bring twice, whatever furniture stands round it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# Texts are compared whole only where they begin alike: most titles are shorter than this many words.
BEGINNING = 16


class Described(NamedTuple):
    """What the catalogue says of a page: outlet, date ("" where unknown), event ("" where none)."""

    outlet: str
    published: str
    event: str


def find_duplicates(pages: Sequence[Described], texts: Sequence[str]) -> dict[int, int]:
    """Find pages that bring a text of the same outlet again, word for word.

    Parameters
    ----------
    pages : sequence of Described
    texts : sequence of str, equal length
        As cleaned; how many spaces and empty lines part their words does not matter.

    Returns
    -------
    dict of int to int
        Place of each repetition → place of the page that stays: the one with an event, else with a date, else
        the first. Pages of two outlets are agency copy, pages of two dates or two events a notice that
        was printed twice: none of them is a repetition.
    """
    alike: dict[tuple[str, ...], list[int]] = {}
    for place, (page, text) in enumerate(zip(pages, texts, strict=True)):
        key = (page.outlet, *text.split(None, BEGINNING)[:BEGINNING])
        alike.setdefault(key, []).append(place)
    doubtful = [places for places in alike.values() if len(places) > 1]
    return dict(pair for places in doubtful for pair in _repetitions(places, pages, texts))


def _repetitions(
    places: Sequence[int], pages: Sequence[Described], texts: Sequence[str]
) -> list[tuple[int, int]]:
    """Return (repetition, page that stays) among texts that begin alike."""
    best = sorted(places, key=lambda place: (not pages[place].event, not pages[place].published, place))
    stays: dict[tuple[str, ...], list[int]] = {}
    found = []
    for place in best:
        kept = stays.setdefault(tuple(texts[place].split()), [])
        first = next((other for other in kept if _agree(pages[place], pages[other])), None)
        if first is None:
            kept.append(place)
        else:
            found.append((place, first))
    return found


def _agree(one: Described, other: Described) -> bool:
    """Whether dates and events are the same where both are known; of dates, as far as both go."""
    dates = zip(one.published, other.published, strict=False)
    events = not one.event or not other.event or one.event == other.event
    return events and all(a == b for a, b in dates)
