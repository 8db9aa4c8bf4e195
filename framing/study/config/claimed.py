"""Claimed: what a config claims, and what it takes together in sets, checked against what can be found at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from framing.errors import Problem, nearest
from framing.study.config.families import FAMILIES, families_of
from framing.study.config.names import ATTRIBUTES, SHARES

NAMING, HEADS = SHARES
Pairs = dict[str, set[tuple[str, str]]]


def claim_problems(
    claims: Iterable[Any],
    codebooks: Mapping[str, Mapping[str, Any]],
    extractors: Iterable[str] = (),
    sets: Mapping[str, Any] = MappingProxyType({}),
) -> list[Problem]:
    """Check that what is claimed, and what is taken together, can be found at all.

    Parameters
    ----------
    claims : iterable of Claim
    codebooks : mapping of name to facts
        ``settings["codebooks"]`` of the measurements.
    extractors : iterable of str
        ``settings["extractors"]``: those that find something without a codebook count here.
    sets : mapping of name to NamedSet
    """
    found = _findable(codebooks) | _without_codebook(extractors)
    problems = [problem for name, of in sets.items() for problem in _set_problems(name, of, found)]
    problems += _repeated_groups(sets)
    known = _with_sets(found, sets)
    return problems + _claim_problems(claims, known, codebooks)


def _claim_problems(
    claims: Iterable[Any], known: Pairs, codebooks: Mapping[str, Mapping[str, Any]]
) -> list[Problem]:
    named = {referent for facts in codebooks.values() for referent in facts["referents"]}
    referents = named | {referent for pairs in known.values() for _, referent in pairs}
    problems = []
    for n, claim in enumerate(claims):
        where = f"claims[{n}]"
        pairs = known.get(claim.family)
        if pairs is None:
            problems.append(_unknown(f"{where}.family", "a measured family", claim.family, known))
            continue
        categories = {category for category, _ in pairs}
        if claim.category not in categories:
            problems.append(
                _unknown(f"{where}.category", f"a category of {claim.family}", claim.category, categories)
            )
        if claim.family in FAMILIES:
            problems += _no_referent(f"{where}.referent", claim)
            continue
        allowed = {r for c, r in pairs if c == claim.category} if claim.family in SHARES else referents
        if allowed and claim.referent not in allowed:
            expected = f"a referent of {claim.family}/{claim.category}"
            problems.append(_unknown(f"{where}.referent", expected, claim.referent, allowed))
    return problems


def _with_sets(found: Pairs, sets: Mapping[str, Any]) -> Pairs:
    """Return what can be found with what the sets make of it: of names a referent of the set's own."""
    known = {family: set(pairs) for family, pairs in found.items()}
    for name, of in sets.items():
        referent = name if of.family == NAMING else ""
        known.setdefault(of.family, set()).update((group, referent) for group in of.groups)
    return known


def _set_problems(name: str, of: Any, found: Pairs) -> list[Problem]:
    """Return why a set cannot be made: something that does not exist, or that exists already."""
    where, pairs = f"sets.{name}", found.get(of.family)
    if pairs is None or of.family in (*FAMILIES, HEADS):
        families = [family for family in found if family not in (*FAMILIES, HEADS)]
        return [_unknown(f"{where}.family", "a measured family of names or cues", of.family, families)]
    if of.family == NAMING:
        return _set_of_names(where, name, of, pairs)
    categories = {category for category, _ in pairs}
    taken = [
        Problem(
            f"{where}.groups.{group}", f"a name that no category of {of.family} has", repr(group), "rename it"
        )
        for group in of.groups
        if group in categories
    ]
    referent = [
        Problem(f"{where}.referent", "none: cues are said of anything", repr(of.referent), "take it out")
    ]
    return taken + referent * bool(of.referent) + _members(where, of, categories)


def _set_of_names(where: str, name: str, of: Any, pairs: set[tuple[str, str]]) -> list[Problem]:
    referents = {referent for _, referent in pairs if referent}
    if of.referent not in referents:
        return [_unknown(f"{where}.referent", f"a referent of {of.family}", of.referent, referents)]
    few = [
        Problem(
            where, "two groups at least: names are counted against each other", "one", "add the other names"
        )
    ]
    taken = [Problem(where, "a name that no referent has", repr(name), "rename the set")]
    members = _members(where, of, {category for category, referent in pairs if referent == of.referent})
    return few * (len(of.groups) == 1) + taken * (name in referents) + members


def _repeated_groups(sets: Mapping[str, Any]) -> list[Problem]:
    """Return groups of cues that two sets of a family name alike: both would be one category, and count its hits twice."""
    first: dict[tuple[str, str], str] = {}
    problems = []
    for name, of in sets.items():
        for group in of.groups if of.family != NAMING else ():
            taken = first.setdefault((of.family, group), name)
            if taken != name:
                where, expected = (
                    f"sets.{name}.groups.{group}",
                    f"a name that no other set of {of.family} has",
                )
                problems.append(
                    Problem(where, expected, f"{group!r} in sets.{taken} as well", "rename one of them")
                )
    return problems


def _members(where: str, of: Any, categories: set[str]) -> list[Problem]:
    return [
        _unknown(f"{where}.groups.{group}", f"categories of {of.family}", category, categories)
        for group, listed in of.groups.items()
        for category in listed
        if category not in categories
    ]


def _without_codebook(extractors: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
    made = families_of(extractors)
    return {name: {(c, "") for c in (*family.categories, *family.facts)} for name, family in made.items()}


def _no_referent(where: str, claim: Any) -> list[Problem]:
    if not claim.referent:
        return []
    return [Problem(where, f"no referent: {claim.family} has none", repr(claim.referent), "take it out")]


def _findable(codebooks: Mapping[str, Mapping[str, Any]]) -> dict[str, set[tuple[str, str]]]:
    """Map each family to the (category, referent) pairs its codebooks can find."""
    found: dict[str, set[tuple[str, str]]] = {}
    for name, facts in codebooks.items():
        family = facts["kind"] if facts["kind"] in SHARES else name.rsplit(".", 1)[0]
        pairs = found.setdefault(family, set())
        pairs |= {
            (category, target)
            for category, targets in facts["categories"].items()
            for target in [*targets, ""]
        }
        if facts["kind"] == "naming":
            pairs |= {
                (v, referent) for referent, said in facts["referents"].items() for v in said["variants"]
            }
        pairs |= {(category, head) for head in facts["heads"] for category in ATTRIBUTES}
    return found


def _unknown(where: str, expected: str, name: str, known: Iterable[str]) -> Problem:
    listed = ", ".join(sorted(filter(None, known)))
    return Problem(where, expected, repr(name), nearest(name, known) or f"one of {listed}")
