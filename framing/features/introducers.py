"""Introducers: words that set a quoted word at a distance (*soi-disant*, *so-called*), from introducers.<language>.yaml."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from framing.codebook import Entry
from framing.errors import ExtractorError, Problem

LANGUAGES: Final = ("en", "fr")
_LISTS: Final = ("patterns", "not_after", "not_before", "not_inside", "examples", "counterexamples")
_KEYS: Final = frozenset({"id", "tier", "note", *_LISTS})
_TIERS: Final = ("core", "extended")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_introducers(language: str) -> tuple[Entry, ...]:
    """Return the introducing words of a language, none where it has no file.

    Raises
    ------
    ExtractorError
        Naming every key that is unknown and every value that is not text.
    """
    if language not in LANGUAGES:
        return ()
    file = resources.files("framing.features") / f"introducers.{language}.yaml"
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader)
    return introducers_from(content["introducers"], file.name)


def introducers_from(entries: list[dict[str, Any]], name: str) -> tuple[Entry, ...]:
    """Return the entries that a file holds; see `load_introducers`."""
    problems = [problem for entry in entries for problem in _problems(entry, name)]
    if problems:
        raise ExtractorError(problems)
    return tuple(
        Entry(
            id=entry["id"],
            tier=entry.get("tier", _TIERS[0]),
            note=entry.get("note", ""),
            where=name,
            patterns=tuple(entry["patterns"]),
            not_after=tuple(entry.get("not_after", ())),
            not_before=tuple(entry.get("not_before", ())),
            not_inside=tuple(entry.get("not_inside", ())),
            examples=tuple(entry.get("examples", ())),
            counterexamples=tuple(entry.get("counterexamples", ())),
        )
        for entry in entries
    )


def _problems(entry: dict[str, Any], name: str) -> list[Problem]:
    where = f"{name}, {entry.get('id', '?')}"
    found = [
        Problem(where, "a key of an entry", repr(key), "take it out") for key in sorted(set(entry) - _KEYS)
    ]
    found += [Problem(where, f"{key}", "none", "add it") for key in ("id", "patterns") if not entry.get(key)]
    if entry.get("tier", _TIERS[0]) not in _TIERS:
        found.append(Problem(where, f"tier {' or '.join(_TIERS)}", repr(entry["tier"]), "write one of these"))
    texts = [(key, text) for key in _LISTS for text in entry.get(key, ())]
    wrong = [(key, text) for key, text in texts if not isinstance(text, str)]
    return found + [Problem(f"{where}, {key}", "text", repr(text), "quote it") for key, text in wrong]
