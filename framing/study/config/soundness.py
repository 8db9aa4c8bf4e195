"""Soundness: what of a faulty config is still good enough for its corpus to be looked at, so that all is told at once."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from framing.errors import Problem

# Left out, nothing that is said of the corpus becomes untrue.
OPTIONAL = (
    "camps",
    "claims",
    "codes",
    "engine",
    "held_out",
    "multiverse",
    "outlets",
    "profiles",
    "reference",
    "statistics",
    "window",
)
# What decides which families are found: where it is faulty, what claims say of them is not judged.
INSTRUMENTS = ("codebook_folders", "codebooks", "extractors")


def sound_part(tree: Any, errors: Sequence[Mapping[str, Any]], problems: Iterable[Problem]) -> Any:
    """Return a config without what is wrong with it, or None where too much would be guessed.

    Parameters
    ----------
    tree : object
        Content of the config as read; left as it is.
    errors : sequence of mapping
        What the model says of it: type and loc each.
    problems : iterable of Problem
        What was found besides.

    Returns
    -------
    mapping or None
    """
    if not isinstance(tree, dict):
        return None
    kept = copy.deepcopy(tree)
    # from the end of a list to its beginning, or places would move; inner places before outer ones
    for error in sorted(errors, key=lambda e: [str(step).zfill(4) for step in e["loc"]], reverse=True):
        if not _taken_out(kept, error):
            return None
    places = [problem.where.rpartition(", ")[2] for problem in problems]
    faulty = {str(error["loc"][0]) for error in errors if error["loc"]}
    if faulty & set(INSTRUMENTS) or any(place.startswith(INSTRUMENTS) for place in places):
        kept.pop("claims", None)
    return kept


def _taken_out(tree: dict[Any, Any], error: Mapping[str, Any]) -> bool:
    """Take the place of an error out of a config; tell whether that could be done."""
    *outer, last = [step for step in error["loc"] if step != "[key]"] or [""]
    if error["type"] == "extra_forbidden":
        return _removed(tree, outer, last)
    top = (*outer, last)[0]
    if top in OPTIONAL:
        tree.pop(top, None)
        return True
    if top == "title":
        tree["title"] = {"fr": "–", "en": "–"}
        return True
    if top == "report" and len(outer) > 0:
        return _removed(tree, [top], (*outer, last)[1])
    return top in INSTRUMENTS and len(outer) == 1 and _removed(tree, outer, last)


def _removed(tree: Any, outer: Sequence[Any], last: Any) -> bool:
    for step in outer:
        if not isinstance(tree, dict | list) or (isinstance(tree, dict) and step not in tree):
            return True  # it went with something around it
        tree = tree[step]
    if isinstance(tree, dict):
        tree.pop(last, None)
    elif isinstance(tree, list):
        del tree[last]
    return True
