"""Duplicates: one text that an outlet's pages bring twice, whatever furniture stands round it."""

from __future__ import annotations

from collections.abc import Sequence


def find_duplicates(outlets: Sequence[str], digests: Sequence[str]) -> dict[int, int]:
    """Find documents that repeat an earlier one of the same outlet to the letter.

    Parameters
    ----------
    outlets : sequence of str
    digests : sequence of str, equal length
        SHA-256 of the cleaned texts.

    Returns
    -------
    dict of int to int
        Place of each repetition → place of the first. The same text in two outlets is agency copy,
        not a repetition, and stays.
    """
    first: dict[tuple[str, str], int] = {}
    found: dict[int, int] = {}
    for place, key in enumerate(zip(outlets, digests, strict=True)):
        before = first.setdefault(key, place)
        if before != place:
            found[place] = before
    return found
