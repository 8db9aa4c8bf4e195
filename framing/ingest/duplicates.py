"""Duplicates: one text that an outlet's pages bring twice, whatever furniture stands round it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Texts are compared whole only where they begin alike: a title is shorter than this, and two articles under
# one title are rare.
BEGINNING = 100


def find_duplicates(outlets: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
    """Find texts that repeat an earlier one of the same outlet, word for word.

    Parameters
    ----------
    outlets, texts : sequences of str, equal length
        Texts as cleaned; how many spaces and empty lines part their words does not matter.

    Returns
    -------
    dict of int to int
        Place of each repetition → place of the first. The same text in two outlets is agency copy,
        not a repetition, and stays.
    """
    alike: dict[tuple[str, str], list[int]] = {}
    for place, (outlet, text) in enumerate(zip(outlets, texts, strict=True)):
        alike.setdefault((outlet, " ".join(text[: 2 * BEGINNING].split())[:BEGINNING]), []).append(place)
    doubtful = [places for places in alike.values() if len(places) > 1]
    return dict(pair for places in doubtful for pair in _repetitions(places, texts))


def _repetitions(places: Iterable[int], texts: Sequence[str]) -> list[tuple[int, int]]:
    first: dict[str, int] = {}
    found = [(place, first.setdefault(" ".join(texts[place].split()), place)) for place in places]
    return [(place, before) for place, before in found if place != before]
