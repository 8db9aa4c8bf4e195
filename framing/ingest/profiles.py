"""Outlet profiles: names, domains, country, quotation habits, title rule and boilerplate, in YAML.

A profile may also say who belongs to which camp in its outlet's articles; ``framing.study.config.profiles`` reads that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from framing.errors import IngestError, Problem

FOLDER = Path(__file__).parent / "profiles"
GENERIC = "generic"
TITLE_RULES = ("first_line", "short_first_line", "none")
ACTIONS = ("remove", "caption", "end")
KINDS = ("whole", "starts", "ends", "contains", "matches")
# House rule: of other people's writing at most six consecutive words are kept.
MOST_WORDS = 6
# Literals are looked up by their first or last characters; shorter ones belong to whole or matches.
LEAST_CHARACTERS = {"starts": 6, "ends": 4}
# A boilerplate line longer than this is only taken if its rule says so.
DEFAULT_MOST_WORDS = 30

# The C loader, where PyYAML was built with it, reads the profiles ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXTS = ("country", "group", "agency")
_LISTS = ("names", "domains", "languages", "quotation")
CAMPS = "camps"  # read, and checked, by the compare half
_KEYS = ("outlet", *_TEXTS, *_LISTS, "title", "boilerplate", CAMPS)
_RULE_KEYS = ("rule", "reason", "action", "most_words", "needs", *KINDS)


@dataclass(frozen=True)
class Rule:
    """One kind of line that is not the article's text.

    Attributes
    ----------
    name, reason : str
        As they stand in the table ``removals``.
    action : {"remove", "caption", "end"}
        Take the line out; keep it as a caption; take it and everything after it out.
    most_words : int
        Longer lines are left alone.
    whole, starts, ends, contains : tuple of str
        Literals, compared without case, with ’ as ' and every kind of space as a space.
    matches : tuple of str
        Regular expressions for a whole line so folded.
    needs : tuple of str
        One of these must stand in the line before `matches` is tried: cheap where `matches` is dear.
    """

    name: str
    reason: str
    action: str = "remove"
    most_words: int = DEFAULT_MOST_WORDS
    whole: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """What is known of one outlet.

    Attributes
    ----------
    outlet : str
        The id used in catalogues.
    names, domains : tuple of str
        As the outlet signs and where it publishes; a domain covers its subdomains.
    country, group, agency : str
        ISO 3166 code; owner or kind; the agency whose credit it is, for wires.
    languages : tuple of str
    quotation : tuple of str
        Opening and closing mark of its primary quotations, e.g. "«»".
    title : {"first_line", "short_first_line", "none"}
        Whether a page's first line that is not boilerplate is its title; "short_first_line" asks
        that it looks like one.
    boilerplate : tuple of Rule
        Its own rules; those of the generic profile always apply besides.
    """

    outlet: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str = ""
    group: str = ""
    agency: str = ""
    languages: tuple[str, ...] = ()
    quotation: tuple[str, ...] = ()
    title: str = "short_first_line"
    boilerplate: tuple[Rule, ...] = ()


def load_profiles(folders: Iterable[Path] = ()) -> dict[str, Profile]:
    """Return the shipped profiles and those of other folders, by outlet id.

    A profile of a later folder replaces the shipped one of the same outlet.

    Raises
    ------
    IngestError
        Listing every mistake in every profile.
    """
    profiles: dict[str, Profile] = {}
    problems: list[Problem] = []
    for folder in (FOLDER, *folders):
        files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
        if not files:
            problems.append(
                Problem(str(folder), "a folder with profiles (*.yaml)", "none", "correct the folder")
            )
        for path in files:
            profile, found = _load(path)
            problems += found
            profiles[profile.outlet] = profile
    if problems:
        raise IngestError(problems)
    return profiles


def profile_of(outlet: str, profiles: Mapping[str, Profile]) -> Profile:
    """Return the profile of an outlet by id or by a name it signs with; the generic one if unknown."""
    if outlet in profiles:
        return profiles[outlet]
    folded = outlet.casefold()
    named = (p for p in profiles.values() if folded in {n.casefold() for n in (p.outlet, *p.names)})
    return next(named, profiles[GENERIC])


def outlet_of_url(url: str, profiles: Mapping[str, Profile]) -> str:
    """Return the outlet whose domain an address lies in, the longest domain winning; "" if none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    fits = [
        (len(domain), profile.outlet)
        for profile in profiles.values()
        for domain in profile.domains
        if host == domain or host.endswith("." + domain)
    ]
    return max(fits, default=(0, ""))[1]


def _load(path: Path) -> tuple[Profile, list[Problem]]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both are safe loaders
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as fault:
        return Profile(path.stem), [Problem(str(path), "a profile in YAML", _said(fault), "mend the file")]
    if not isinstance(content, dict):
        return Profile(path.stem), [
            Problem(str(path), "keys and values", type(content).__name__, "write a mapping")
        ]
    problems = [*_profile_problems(content, path)]
    return (Profile(path.stem), problems) if problems else (_profile(content), [])


def _said(fault: Exception) -> str:
    """Return on one line what a reader of YAML complains of, without its own "found"."""
    mark = getattr(fault, "problem_mark", None)
    said = str(getattr(fault, "problem", None) or fault).splitlines()[0].removeprefix("found ")
    return f"{said}, line {mark.line + 1}" if mark is not None else said


def _profile(content: Mapping[str, Any]) -> Profile:
    rules = tuple(_rule(entry) for entry in content.get("boilerplate", ()))
    texts: dict[str, Any] = {key: content.get(key, "") for key in _TEXTS}
    lists: dict[str, Any] = {key: tuple(content.get(key, ())) for key in _LISTS}
    title = content.get("title", TITLE_RULES[1])
    return Profile(content["outlet"], title=title, boilerplate=rules, **texts, **lists)


def _rule(entry: Mapping[str, Any]) -> Rule:
    kinds = {kind: tuple(entry.get(kind, ())) for kind in KINDS}
    most = entry.get("most_words", DEFAULT_MOST_WORDS)
    needs = tuple(entry.get("needs", ()))
    return Rule(entry["rule"], entry["reason"], entry.get("action", ACTIONS[0]), most, needs=needs, **kinds)


def _profile_problems(content: Mapping[Any, Any], path: Path) -> Iterator[Problem]:
    yield from _unknown_keys(content, _KEYS, str(path))
    if content.get("outlet") != path.stem:
        yield Problem(
            str(path), f"outlet: {path.stem}, as the file is named", repr(content.get("outlet")), "rename one"
        )
    if content.get("title", TITLE_RULES[0]) not in TITLE_RULES:
        yield Problem(
            f"{path}, title", f"one of {', '.join(TITLE_RULES)}", repr(content["title"]), "correct it"
        )
    yield from _type_problems(content, path)
    rules = content.get("boilerplate", [])
    if not isinstance(rules, list):
        yield Problem(
            f"{path}, boilerplate", "a list of rules", type(rules).__name__, "begin each with '- rule:'"
        )
        return
    for number, entry in enumerate(rules, 1):
        yield from _rule_problems(entry, f"{path}, boilerplate {number}")


def _type_problems(content: Mapping[Any, Any], path: Path) -> Iterator[Problem]:
    for key in _TEXTS:
        if not isinstance(content.get(key, ""), str):
            yield Problem(f"{path}, {key}", "text", repr(content[key]), "put it in quotes")
    for key in _LISTS:
        if not _is_texts(content.get(key, [])):
            yield Problem(f"{path}, {key}", "a list of texts", repr(content[key]), "write [a, b]")


def _rule_problems(entry: Any, where: str) -> Iterator[Problem]:
    if not isinstance(entry, dict):
        yield Problem(where, "a rule with keys", type(entry).__name__, "write rule:, reason: and patterns")
        return
    yield from _unknown_keys(entry, _RULE_KEYS, where)
    for key in ("rule", "reason"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            yield Problem(f"{where}, {key}", "text", repr(entry.get(key)), "say it in a few words")
    if entry.get("action", ACTIONS[0]) not in ACTIONS:
        yield Problem(f"{where}, action", f"one of {', '.join(ACTIONS)}", repr(entry["action"]), "correct it")
    most = entry.get("most_words", 1)
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        yield Problem(f"{where}, most_words", "a whole number from 1", repr(most), "correct it")
    if not any(entry.get(kind) for kind in KINDS):
        yield Problem(where, f"a pattern ({', '.join(KINDS)})", "none", "add one")
    for kind in (*KINDS, "needs"):
        yield from _pattern_problems(entry.get(kind, []), kind, f"{where}, {kind}")


def _pattern_problems(patterns: Any, kind: str, where: str) -> Iterator[Problem]:
    if not _is_texts(patterns) or not all(p.strip() for p in patterns):
        yield Problem(
            where, "a list of texts", repr(patterns), "write [a, b], in quotes where YAML needs them"
        )
        return
    for pattern in patterns:
        if len(re.findall(r"[^\W_]+", pattern)) > MOST_WORDS and kind != "matches":
            yield Problem(where, f"at most {MOST_WORDS} words", repr(pattern), "shorten the pattern")
        if len(pattern) < LEAST_CHARACTERS.get(kind, 1):
            yield Problem(
                where, f"at least {LEAST_CHARACTERS[kind]} characters", repr(pattern), "use whole or matches"
            )
        if kind == "matches":
            yield from _expression_problems(pattern, where)


def _expression_problems(pattern: str, where: str) -> Iterator[Problem]:
    try:
        re.compile(pattern)
    except re.error as fault:
        yield Problem(where, "a regular expression", f"{pattern!r}: {fault}", "correct it")


def _unknown_keys(content: Mapping[Any, Any], known: Sequence[str], where: str) -> Iterator[Problem]:
    for key in content:
        if key not in known:
            yield Problem(where, f"keys among {', '.join(known)}", repr(key), "remove or correct it")


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
