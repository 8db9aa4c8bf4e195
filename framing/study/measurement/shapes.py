"""Shapes of a bundle's settings: what the compare half takes for granted of each codebook, said where it is not so.

A digest shows that settings were changed since they were written; it does not show that they were ever whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from framing.errors import Problem

AGAIN = "measure the texts again, or fetch the bundle again"
MOST_SHOWN = 60  # characters of what was found: enough to recognise it in a file
KINDS = ("agency", "cues", "evidentials", "heads", "naming")
Test = Callable[[Any], bool]


def settings_problems(settings: Any, where: str) -> list[Problem]:
    """Return what is wrong with the shape of a bundle's settings; all mistakes at once.

    Parameters
    ----------
    settings : object
        ``settings`` of a ``bundle.json`` as read.
    where : str
        What to call the file in a message.
    """
    if not isinstance(settings, Mapping):
        return [Problem(f"{where}, settings", "a mapping", _shown(settings), AGAIN)]
    found = _wrong(settings, _SETTINGS, f"{where}, settings")
    books = settings.get("codebooks")
    for name, facts in books.items() if isinstance(books, Mapping) else ():
        found += _codebook_problems(str(name), facts, f"{where}, codebook {name}")
    return found


def _codebook_problems(name: str, facts: Any, where: str) -> list[Problem]:
    if not all(name.rpartition(".")[::2]):
        return [Problem(where, "a name and its language, such as threat.fr", repr(name), AGAIN)]
    if not isinstance(facts, Mapping):
        return [Problem(where, "a mapping of what it can find", _shown(facts), AGAIN)]
    return _wrong(facts, _CODEBOOK, where)


def _wrong(tree: Mapping[str, Any], shape: Mapping[str, tuple[str, Test]], where: str) -> list[Problem]:
    return [
        Problem(f"{where}, {key}", expected, _shown(tree[key]) if key in tree else "nothing", AGAIN)
        for key, (expected, fits) in shape.items()
        if not fits(tree.get(key))
    ]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_kind(value: Any) -> bool:
    return isinstance(value, str) and value in KINDS


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_mapping(value: Any) -> bool:
    return isinstance(value, Mapping)


def _are_categories(value: Any) -> bool:
    return isinstance(value, Mapping) and all(_are_names(targets) for targets in value.values())


def _are_referents(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(said, Mapping) and isinstance(said.get("exists"), str) and _are_names(said.get("variants"))
        for said in value.values()
    )


def _shown(value: Any) -> str:
    written = repr(value)
    return written if len(written) <= MOST_SHOWN else written[: MOST_SHOWN - 1] + "…"


_SETTINGS: dict[str, tuple[str, Test]] = {
    "framing": ("the version it was measured with", _is_text),
    "libraries": ("a mapping of libraries to versions", _is_mapping),
    "extractors": ("a list of extractors", _are_names),
    "codebooks": ("a mapping of codebooks", _is_mapping),
}
_CODEBOOK: dict[str, tuple[str, Test]] = {
    "kind": (" or ".join(KINDS), _is_kind),
    "digest": ("the digest of the codebook", _is_text),
    "categories": ("a mapping of categories to lists of names", _are_categories),
    "referents": ("a mapping of things to the date since when they exist and their variants", _are_referents),
    "heads": ("a list of heads", _are_names),
}
