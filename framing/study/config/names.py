"""Names a config may use: extractors, codebooks, contrasts; and the nearest one when it is misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from framing.errors import Problem, nearest
from framing.study.config.holders import ANONYMOUS, SOURCES, repeated_patterns
from framing.study.config.lines import Place, line_of, place_name

# Known without importing the registry (and scikit-learn with it), which a run from a bundle never needs;
# any other name is looked up in the registry itself. A test compares the two.
SHIPPED_EXTRACTORS = (
    "agency.v1",
    "cues.v1",
    "evidentials.v1",
    "fidelity.v1",
    "heads.v1",
    "lexical.v1",
    "naming.v1",
    "reporting.v1",
    "scare_quotes.v1",
    "sources.v1",
    "terms.v1",
)
# Families named after their kind of codebook, whatever the file is called; what heads.v1 finds.
SHARES = ("naming", "heads")
ATTRIBUTES = ("adjective", "participle", "complement", "predicate")


def extractors() -> tuple[str, ...]:
    """Return the names of all registered extractors, sorted."""
    from framing.features import REGISTRY  # noqa: PLC0415 (heavy: scikit-learn)

    return tuple(sorted(REGISTRY))


def extractor_exists(name: str) -> bool:
    """Tell whether an extractor of that name is registered."""
    return name in SHIPPED_EXTRACTORS or name in extractors()


def cross_problems(tree: Any, lines: Mapping[Place, int], path: Path) -> list[Problem]:
    """Check what spans several keys, however broken the rest.

    Claims against contrasts, codebooks against files, patterns of holders against those of other camps.

    Parameters
    ----------
    tree : object
        Content of the config as read; parts of the wrong shape are left to the model to report.
    lines : mapping of path to line
    path : Path
        The config file.
    """
    if not isinstance(tree, dict):
        return []
    found = _undeclared(tree) + _unknown_codebooks(tree, path.parent) + _faulty_camps(tree)
    return [
        Problem(f"{path.name} line {line_of(place, lines)}, {place_name(place)}", *said)
        for place, *said in found
    ]


def codebook_names(
    codebooks: Iterable[str], languages: Iterable[str], folders: Iterable[Path]
) -> dict[str, tuple[str, ...]]:
    """Return the codebook names to load for each language.

    Parameters
    ----------
    codebooks : iterable of str
        ``fr`` (every codebook of that language), ``threat`` (in every language of the study that has
        it) or ``threat.fr``.
    languages : iterable of str
        Languages of the study.
    folders : iterable of Path
        Folders searched beside the shipped ones.
    """
    wanted, places = set(codebooks), tuple(folders)
    return {
        language: tuple(
            name for name in _available(language, places) if wanted & {language, name, f"{name}.{language}"}
        )
        for language in languages
    }


def _available(language: str, folders: tuple[Path, ...]) -> tuple[str, ...]:
    from framing.codebook import available  # noqa: PLC0415 (its patterns load arrays)

    return available(language, folders)


def _undeclared(tree: dict[Any, Any]) -> list[tuple[Any, ...]]:
    declared, claims = tree.get("contrasts"), tree.get("claims")
    if not isinstance(declared, list) or not isinstance(claims, list):
        return []
    known = {outlet for pair in declared if isinstance(pair, list) for outlet in _texts(pair)}
    return [
        (("claims", n, "contrast"), "one of the declared contrasts", repr(claim["contrast"]),
         _meant(claim["contrast"], declared) or _respelt(claim["contrast"], known) or
         "add it to contrasts, or change the claim")
        for n, claim in enumerate(claims)
        if isinstance(claim, dict) and "contrast" in claim and claim["contrast"] not in declared
    ]  # fmt: skip


def _meant(contrast: Any, declared: list[Any]) -> str:
    """Say which declared contrast resembles that of a claim: either of the two may be the one that is misspelt."""
    pair = _texts(contrast)
    alike = (
        f"contrasts[{n}] is [{', '.join(other)}]: if that is meant, mend whichever of the two is misspelt"
        for n, other in enumerate(map(_texts, declared))
        if len(other) == len(pair) > 0
        and all(a == b or nearest(a, [b]) for a, b in zip(pair, other, strict=True))
    )
    return next(alike, "")


def _respelt(contrast: Any, known: set[str]) -> str:
    """Suggest the outlet that a contrast of a claim may mean by one that no contrast names."""
    unknown = [outlet for outlet in _texts(contrast) if outlet not in known]
    return nearest(unknown[0], known) if unknown else ""


def _unknown_codebooks(tree: dict[Any, Any], folder: Path) -> list[tuple[Any, ...]]:
    codebooks, languages = _texts(tree.get("codebooks")), _texts(tree.get("languages"))
    folders = tuple(folder / name for name in _texts(tree.get("codebook_folders")))
    known = [lang for lang in languages if lang in ("fr", "en")]
    if not known or set(codebooks) <= set(known):  # all of a language: nothing to look up
        return []
    names = {(lang, name) for lang in known for name in _available(lang, folders)}
    accepted = set(known) | {name for _, name in names} | {f"{name}.{lang}" for lang, name in names}
    return [
        (("codebooks", n), "a codebook of the study's languages", repr(name),
         nearest(name, accepted) or "one of " + ", ".join(sorted(accepted)))
        for n, name in enumerate(codebooks)
        if name not in accepted
    ]  # fmt: skip


def _faulty_camps(tree: dict[Any, Any]) -> list[tuple[Any, ...]]:
    missing = SOURCES not in _texts(tree.get("extractors"))
    said = ("such an extractor", f"no {SOURCES}, which tells who is anonymous", "add it to extractors")
    nameless = [place for place, pattern in _patterns(tree) if pattern == ANONYMOUS and missing]
    return repeated_holders(tree) + [(place, *said) for place in nameless]


def repeated_holders(tree: dict[Any, Any]) -> list[tuple[Any, ...]]:
    """Return place, expected, found and remedy of every pattern of a holder that stood before in some camp."""
    camps = {camp: _texts(facts.get("holders")) for camp, facts in _camps_in(tree).items()}
    return [
        (("camps", camp, "holders", n), "each pattern once, in one camp", repr(camps[camp][n]),
         f"it stands in camps.{first}.holders[{m}], too: keep one of the two")
        for camp, n, first, m in repeated_patterns(camps)
    ]  # fmt: skip


def _patterns(tree: dict[Any, Any]) -> list[tuple[Place, str]]:
    return [
        (("camps", camp, "holders", n), pattern)
        for camp, facts in _camps_in(tree).items()
        for n, pattern in enumerate(_texts(facts.get("holders")))
    ]


def _camps_in(tree: dict[Any, Any]) -> dict[str, dict[Any, Any]]:
    camps = tree.get("camps")
    return {k: v for k, v in camps.items() if isinstance(v, dict)} if isinstance(camps, dict) else {}


def _texts(value: Any) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
