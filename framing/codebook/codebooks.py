"""Codebooks: found by name, read, checked against each other, fingerprinted."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from framing.codebook.entries import Codebook, Referent
from framing.codebook.located import read_yaml
from framing.codebook.program import compile_rules, known_or_nearest
from framing.codebook.validation import codebook_from
from framing.errors import CodebookError, Problem

SHIPPED = Path(__file__).parent / "data"


def available(language: str, folders: Iterable[Path] = ()) -> tuple[str, ...]:
    """Return the names of the codebooks of a language, sorted.

    Parameters
    ----------
    language : str
        ISO 639-1 code.
    folders : iterable of Path
        Folders of a study, besides the shipped codebooks.
    """
    return tuple(sorted(_files(language, folders)))


def load(names: Iterable[str], language: str, folders: Iterable[Path] = ()) -> tuple[Codebook, ...]:
    """Read codebooks by name.

    Parameters
    ----------
    names : iterable of str
        File names without language and suffix: ``threat`` for ``threat.fr.yaml``.
    language : str
        ISO 639-1 code.
    folders : iterable of Path
        Folders of a study; a codebook there replaces the shipped one of the same name, and a
        later folder goes before an earlier one.

    Returns
    -------
    tuple of Codebook
        In the order of `names`, each once. ``@references`` are resolved against all naming
        codebooks of the language, whether asked for or not.

    Raises
    ------
    CodebookError
        With every mistake in every file concerned: place, expected, found, remedy.
    """
    files = _files(language, folders)
    wanted = tuple(dict.fromkeys(names))
    problems = [_unknown(name, language, files) for name in wanted if name not in files]
    read: dict[str, Codebook] = {}
    for name, path in files.items():
        book, faults = _read(name, language, path)
        # mistakes in a file that is neither asked for nor a source of references stay its own business
        if name in wanted or book is None or book.kind == "naming":
            problems += faults
        if book is not None:
            read[name] = book
    sets = _sets([book for book in read.values() if book.kind == "naming"], problems)
    chosen = tuple(dataclasses.replace(read[name], sets=sets) for name in wanted if name in read)
    problems += _unknown_targets(chosen, sets) + _faults_of_patterns(chosen, sets)
    if problems:
        raise CodebookError(tuple(dict.fromkeys(problems)))
    return chosen


def digest(codebook: Codebook) -> str:
    """Return the SHA-256 of a codebook's content, in hexadecimal.

    Everything counts that can change a match or a word of a report, the naming sets included;
    the place of the file, its comments and its layout do not.
    """
    content = json.dumps(_plain(codebook), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def _files(language: str, folders: Iterable[Path]) -> dict[str, Path]:
    """Name → file, sorted by name; the study's own folders go before what is shipped."""
    suffix = f".{language}.yaml"
    found = {
        path.name.removesuffix(suffix): path
        for folder in (SHIPPED, *folders)
        for path in sorted(Path(folder).glob(f"*{suffix}"))
    }
    return dict(sorted(found.items()))


def _read(name: str, language: str, path: Path) -> tuple[Codebook | None, list[Problem]]:
    problems: list[Problem] = []
    try:
        root = read_yaml(path, path.name, problems)
    except CodebookError as fault:
        return None, [*problems, *fault.problems]
    return codebook_from(root, name, language, problems), problems


def _sets(books: Iterable[Codebook], problems: list[Problem]) -> tuple[Referent, ...]:
    owner: dict[str, str] = {}
    sets: list[Referent] = []
    for book in books:
        for referent in book.referents:
            if referent.id in owner:
                found = f"{referent.id!r} also in {owner[referent.id]}"
                problems.append(
                    Problem(book.file, "each referent in one codebook", found, "rename or remove one")
                )
                continue
            owner[referent.id] = book.file
            sets.append(referent)
    return tuple(sets)


def _unknown(name: str, language: str, known: Iterable[str]) -> Problem:
    return Problem(
        "codebooks", f"a codebook in language {language!r}", repr(name), known_or_nearest(name, known)
    )


def _unknown_targets(books: Iterable[Codebook], sets: Iterable[Referent]) -> list[Problem]:
    known = [referent.id for referent in sets]
    return [
        Problem(
            f"{book.file} categories.{category.id}.targets",
            "a referent",
            repr(target),
            known_or_nearest(target, known),
        )
        for book in books
        for category in book.categories
        for target in category.targets
        if target not in known
    ]


def _faults_of_patterns(books: Iterable[Codebook], sets: Iterable[Referent]) -> list[Problem]:
    rules = [rule for book in books for _, rule in book.rules]
    referents = tuple(sets)
    try:
        compile_rules([*rules, *(variant for r in referents for variant in r.variants)], referents)
    except CodebookError as fault:
        return list(fault.problems)
    return []


def _plain(value: object) -> object:
    """Dataclasses as dictionaries, without the places at which they were found."""
    if dataclasses.is_dataclass(value):
        names = [f.name for f in dataclasses.fields(value) if f.name not in ("where", "file")]
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
