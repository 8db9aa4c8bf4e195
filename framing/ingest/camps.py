"""Camps of an outlet profile: who belongs to which side where nothing but the outlet tells, its own state's offices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from framing.errors import Problem

_KEYS = ("label", "holders")
_LANGUAGES = ("fr", "en")
_ID = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True)
class Camp:
    """A camp of holders.

    Attributes
    ----------
    camp, fr, en : str
        Its id, and its name in the languages of the report.
    holders : tuple of str
        Patterns; what they may be, `framing.study.holders` says and checks.
    """

    camp: str
    fr: str
    en: str
    holders: tuple[str, ...]


def camps_from(content: Mapping[str, Any]) -> tuple[Camp, ...]:
    """Return the camps under the key ``camps`` of a profile without problems."""
    return tuple(
        Camp(camp, facts["label"]["fr"], facts["label"]["en"], tuple(facts["holders"]))
        for camp, facts in content.items()
    )


def camp_problems(content: Any, where: str) -> Iterator[Problem]:
    """Yield what is wrong with the shape of a profile's ``camps``.

    Parameters
    ----------
    content : object
        As read.
    where : str
        What to call the place in a message.
    """
    if not isinstance(content, dict):
        yield Problem(where, "a mapping of camps", repr(content), "write camp: {label: …, holders: […]}")
        return
    for camp, facts in content.items():
        if not isinstance(camp, str) or not _ID.fullmatch(camp):
            yield Problem(where, "lower-case letters, digits, _ and - as the camp's id", repr(camp), "rename it")
        yield from _problems_of(facts, f"{where}.{camp}")


def _problems_of(facts: Any, where: str) -> Iterator[Problem]:
    if not isinstance(facts, dict) or set(facts) != set(_KEYS):
        yield Problem(where, f"the keys {' and '.join(_KEYS)}", repr(facts), "write both, and nothing else")
        return
    label, holders = facts["label"], facts["holders"]
    if not isinstance(label, dict) or set(label) != set(_LANGUAGES) or not _texts(list(label.values())):
        yield Problem(f"{where}.label", "its name in fr and en", repr(label), "write {fr: …, en: …}")
    if not isinstance(holders, list) or not holders or not _texts(holders):
        yield Problem(f"{where}.holders", "a list of names or words", repr(holders), "write [a, b]")


def _texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) and value.strip() for value in values)
