"""Needs: which extractors find nothing without codebooks, and whether a config names any for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from framing.errors import Problem
from framing.study.config.lines import Place, line_of
from framing.study.config.names import codebook_names

if TYPE_CHECKING:
    from framing.study.config.study import Study

# Extractor → the kind of codebook in which its words stand. Written out, as the families are: a run from a
# bundle need not import the extractors; a test compares the two.
NEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "agency.v1": "agency",
        "cues.v1": "cues",
        "evidentials.v1": "evidentials",
        "heads.v1": "heads",
        "naming.v1": "naming",
    }
)
_KIND = re.compile(r"""^kind[ \t]*:[ \t]*["']?(\w+)""", re.MULTILINE)


def unmet_needs(
    extractors: Iterable[str], names: Mapping[str, Sequence[str]], folders: Sequence[Path]
) -> dict[str, tuple[str, ...]]:
    """Return the extractors that have no codebook to search with, and in which languages.

    Parameters
    ----------
    extractors : iterable of str
    names : mapping of language to names of codebooks
        As `framing.study.config.names.codebook_names` returns them.
    folders : sequence of Path
        Folders searched beside the shipped ones.

    Returns
    -------
    dict of extractor to languages
        Of the extractors that lack a codebook in at least one language.
    """
    kinds = {
        language: {_kind(name, language, folders) for name in chosen} for language, chosen in names.items()
    }
    wanted = {name: NEEDS[name] for name in extractors if name in NEEDS}
    lacking = {
        name: tuple(lang for lang, held in kinds.items() if not held & {kind, ""})
        for name, kind in wanted.items()
    }
    return {name: languages for name, languages in lacking.items() if languages}


def codebook_problems(tree: Any, lines: Mapping[Place, int], path: Path) -> list[Problem]:
    """Report extractors that have a codebook in none of a config's languages: they would find nothing, in silence.

    Parameters
    ----------
    tree : object
        Content of the config as read; parts of the wrong shape are left to the model to report.
    lines : mapping of path to line
    path : Path
        The config file.
    """
    languages, codebooks = _known(tree, "languages", ("fr", "en")), _known(tree, "codebooks")
    wanting = _known(tree, "extractors", NEEDS)
    if not wanting or not languages or set(codebooks) & set(languages):  # every kind is shipped in each
        return []
    folders = [path.parent / name for name in _known(tree, "codebook_folders")]
    names = codebook_names(codebooks, languages, folders)
    found = {said for lang, chosen in names.items() for name in chosen for said in (name, f"{name}.{lang}")}
    if not set(codebooks) <= found:  # one is misspelt: that is told, and mending it may be all
        return []
    lacking = unmet_needs(wanting, names, folders)
    mute = [name for name in wanting if len(lacking.get(name, ())) == len(languages)]
    if not mute:
        return []
    expected = (
        f"codebooks of kind {_listed(NEEDS[name] for name in mute)}, for {_listed(mute)} to search with"
    )
    remedy = f"write codebooks: [{', '.join(languages)}] (every codebook of a language), or take {_listed(mute)} out of extractors"
    where = f"{path.name} line {line_of(('codebooks',), lines)}, codebooks"
    return [Problem(where, expected, ", ".join(codebooks) or "none", remedy)]


def needs_unmet(study: Study) -> list[str]:
    """Return a remark on each extractor that has codebooks in some of the study's languages only."""
    if set(study.languages) <= set(study.codebooks):
        return []
    folders = [study.path(name) for name in study.codebook_folders]
    names = codebook_names(study.codebooks, study.languages, folders)
    lacking = unmet_needs(study.extractors, names, folders)
    return [
        f"{name} finds nothing in {_listed(languages)}: codebooks names none of kind {NEEDS[name]} for it"
        for name, languages in lacking.items()
    ]


def _known(tree: Any, key: str, among: Collection[str] | None = None) -> list[str]:
    """Return the texts that a config lists under a key, each once; all, or those among some."""
    listed = tree.get(key) if isinstance(tree, dict) else None
    texts = [text for text in listed if isinstance(text, str)] if isinstance(listed, list) else []
    return [text for text in dict.fromkeys(texts) if among is None or text in among]


def _kind(name: str, language: str, folders: Sequence[Path]) -> str:
    """Return the kind that a codebook's file tells; "" for one that tells none, which loading it complains of."""
    from framing.codebook.codebooks import SHIPPED  # noqa: PLC0415 (its patterns load arrays)

    files = [folder / f"{name}.{language}.yaml" for folder in (*reversed(folders), SHIPPED)]
    try:
        text = next(file for file in files if file.is_file()).read_text("utf-8-sig", errors="replace")
    except (StopIteration, OSError):
        return ""
    said = _KIND.search(text)
    return said[1] if said else ""


def _listed(words: Iterable[str]) -> str:
    *first, last = dict.fromkeys(words)
    return f"{', '.join(first)} and {last}" if first else last
