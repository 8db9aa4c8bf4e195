"""Profiles: the camps that hold for one outlet, from the profile files, of which nothing else is read here.

A run from a bundle needs no reader of texts, so it does not load the room that has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from framing.errors import ConfigError, Problem
from framing.study.config.holders import ANONYMOUS
from framing.study.config.lines import LinedYaml, line_of, place_name, read_yaml
from framing.study.config.names import repeated_holders
from framing.study.config.parts import Camp
from framing.study.config.study import camps_in

SHIPPED: Final = Path(__file__).parents[2] / "ingest" / "profiles"
_KEY: Final = b"camps:"


@dataclass(frozen=True)
class OutletCamps:
    """Who belongs to which camp in an outlet's articles.

    Attributes
    ----------
    names : tuple of str
        The id of the outlet and the names it signs with, in small letters.
    camps : mapping of camp to Camp
    """

    names: tuple[str, ...]
    camps: Mapping[str, Camp]


def read_profiles(folders: Iterable[Path] = ()) -> tuple[OutletCamps, ...]:
    """Return the camps of the shipped profiles and of those of other folders, in the order in which they are read.

    As in `framing.ingest.load_profiles`, a profile of a later folder replaces the earlier one of the same outlet.

    Raises
    ------
    ConfigError
        Naming every mistake with its line.
    """
    files = {path.stem: path for folder in (SHIPPED, *folders) for path in sorted(folder.glob("*.yaml"))}
    read = [_read(path) for path in files.values() if _KEY in path.read_bytes()]
    problems = [problem for _, found in read for problem in found]
    if problems:
        raise ConfigError(problems)
    return tuple(outlet for outlet, _ in read if outlet.camps)


def _read(path: Path) -> tuple[OutletCamps, list[Problem]]:
    file = read_yaml(path)
    tree = file.tree if isinstance(file.tree, dict) else {}
    signed = tree.get("names") or []
    names = dict.fromkeys(str(name).casefold() for name in (path.stem, *signed))
    if "camps" not in tree:  # the word stands in a comment
        return OutletCamps(tuple(names), {}), []
    camps, problems = camps_in(file, path.name)
    return OutletCamps(tuple(names), camps), [*problems, *_faults(tree, file, path.name)]


def _faults(tree: dict[Any, Any], file: LinedYaml, name: str) -> list[Problem]:
    camps = tree["camps"] if isinstance(tree["camps"], dict) else {}
    holders = {camp: facts.get("holders") for camp, facts in camps.items() if isinstance(facts, dict)}
    said = (
        "words of a name",
        repr(ANONYMOUS),
        "take it out: whether they are a camp is for the study to say",
    )
    found = repeated_holders(tree) + [
        (("camps", camp, "holders", n), *said)
        for camp, patterns in holders.items()
        for n, pattern in enumerate(patterns if isinstance(patterns, list) else [])
        if pattern == ANONYMOUS
    ]
    return [
        Problem(f"{name} line {line_of(place, file.lines)}, {place_name(place)}", *told)
        for place, *told in found
    ]
