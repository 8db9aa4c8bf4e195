"""Inventory: the words that report speech in one language, and what each verb takes, from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from framing.errors import CodebookError, Problem, nearest

LANGUAGES: Final = ("en", "fr")
STANCES: Final = ("neutral", "endorsing", "distancing", "confrontational")
# What a verb may take, each the name of a list of lemmas in the file.
TAKES: Final = (
    "clause", "zero_clause", "infinitive", "de_infinitive", "to_infinitive", "question", "object", "reflexive", "quotation_only", "adjective", "tells", "findings", "of_people",
)  # fmt: skip
# Closed lists of forms, each the name of a list in the file.
FORMS: Final = (
    "nouns_too", "according_to", "complementizers", "question_words", "clitics", "subject_pronouns", "third_person", "feminine_pronouns",
    "plural_pronouns", "closing_subordinators", "last_named", "roles", "bodies", "anonymous", "infinitive_markers", "helping", "itself",
    "paired", "titles", "having", "finite_forms",
    "infinitives", "for_whom", "domains", "conjoined", "no_holders", "witnesses",
    "many", "his", "her", "definites", "pointing", "common_bodies", "naming", "distant", "charges",
)  # fmt: skip
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Inventory:
    """Words that report speech in one language.

    Attributes
    ----------
    language : str
    version : int
    stance : mapping of lemma to str
        One of `STANCES`; its keys are all verbs of the inventory, in the order of the file.
    other_stance : mapping of lemma to str
        Of verbs that coders place differently.
    takes : mapping of str to frozenset of lemmas
        Keys `TAKES`.
    lemmas : mapping of form to lemma
        Where the dictionary gives another word.
    after : mapping of lemma to lemma
        The verb that must stand shortly before: *savoir* reports after *faire* only.
    forms : mapping of str to frozenset of lower-case forms
        Keys `FORMS`.
    examples, counter_examples : tuple of str
        Sentences with marks: ``[speaker]`` and ``{what is said}``; none may be found in the second.
    """

    language: str
    version: int
    stance: Mapping[str, str]
    other_stance: Mapping[str, str]
    takes: Mapping[str, frozenset[str]]
    lemmas: Mapping[str, str]
    after: Mapping[str, str]
    forms: Mapping[str, frozenset[str]]
    examples: tuple[str, ...] = field(default=())
    counter_examples: tuple[str, ...] = field(default=())

    @property
    def verbs(self) -> tuple[str, ...]:
        """Lemmas of all verbs, in the order of the file."""
        return tuple(self.stance)


@cache
def load_inventory(language: str) -> Inventory | None:
    """Return the inventory of a language, None where there is none.

    Raises
    ------
    CodebookError
        Naming every key that is unknown, every verb without a stance or with two.
    """
    if language not in LANGUAGES:
        return None
    name = f"{language}.yaml"
    file = resources.files("framing.annotate.speech") / name
    return inventory_from(yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER), name)  # noqa: S506 (a safe loader)


def inventory_from(content: Mapping[str, Any], name: str) -> Inventory:
    """Return the inventory that a file holds; see `load_inventory`."""
    problems = _problems(content, name)
    if problems:
        raise CodebookError(problems)
    stances = content["stances"]
    return Inventory(
        language=content["language"],
        version=content["version"],
        stance={verb: stance for stance in STANCES for verb in stances.get(stance, ())},
        other_stance=content.get("other_stance", {}),
        takes={what: frozenset(content.get(what, ())) for what in TAKES},
        lemmas=content.get("lemmas", {}),
        after=content.get("after", {}),
        forms={what: frozenset(content.get(what, ())) for what in FORMS},
        examples=tuple(content.get("examples", ())),
        counter_examples=tuple(content.get("counter_examples", ())),
    )


_KNOWN = {
    *TAKES,
    *FORMS,
    "language",
    "version",
    "stances",
    "other_stance",
    "lemmas",
    "after",
    "examples",
    "counter_examples",
}


def _problems(content: Mapping[str, Any], name: str) -> list[Problem]:
    found = [
        Problem(f"{name}, {key}", "a key of the inventory", repr(key), nearest(key, _KNOWN) or "take it out")
        for key in sorted(set(content) - _KNOWN)
    ]
    found += [
        Problem(
            f"{name}, stances",
            f"one of {', '.join(STANCES)}",
            repr(stance),
            nearest(stance, STANCES) or "take it out",
        )
        for stance in sorted(set(content.get("stances", {})) - set(STANCES))
    ]
    found += [
        Problem(name, f"the key {key}", "none", f"add {key}:")
        for key in ("language", "version", "stances")
        if key not in content
    ]
    listed = [verb for stance in STANCES for verb in content.get("stances", {}).get(stance, ())]
    for verb in sorted({verb for verb in listed if listed.count(verb) > 1}):
        found.append(
            Problem(f"{name}, {verb}", "one stance", "two places", "keep one; the other goes to other_stance")
        )
    for what in (*TAKES, "after", "other_stance"):
        for verb in sorted(set(content.get(what, ())) - set(listed)):
            found.append(
                Problem(f"{name}, {what}", "a verb with a stance", repr(verb), "add it under stances")
            )
    lists = {what: content.get(what, ()) for what in (*TAKES, *FORMS)}
    for what, words in lists.items():
        wrong = [word for word in words if not isinstance(word, str)]
        found += [Problem(f"{name}, {what}", "words", repr(word), "quote it") for word in wrong]
    return found
