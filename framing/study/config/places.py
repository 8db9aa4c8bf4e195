"""Places: what a report may say of where things lie – never where somebody's home is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framing.study.config.study import Study


def shown_paths(paths: Iterable[str], folder: Path) -> dict[str, str]:
    """Return how each absolute path among those of a config is shown; relative ones are shown as written.

    Parameters
    ----------
    paths : iterable of str
        As the config names them, in its order.
    folder : Path
        Of the config file.

    Returns
    -------
    dict of str to str
        A path below the folder as the config might name it, any other one by its last part; a number
        is added where that would name two places.
    """
    listed = list(dict.fromkeys(paths))
    absolute = [path for path in listed if Path(path).is_absolute()]
    shown = {path: inside for path in absolute if (inside := _inside(Path(path), folder))}
    taken = {path for path in listed if path not in absolute} | set(shown.values())
    for path in absolute:
        if path not in shown:
            shown[path] = _free(Path(path).name or "folder", taken | set(shown.values()))
    return shown


def paths_of(study: Study) -> list[str]:
    """Return every path that a study reads, in the order of its keys."""
    sources = [path for source in study.corpus for path in (source.path, source.catalogue) if path]
    listed = [study.reference] if study.reference else []
    return [*sources, *study.profiles, *study.codebook_folders, *study.codes, *listed]


def with_paths_named(study: Study, names: Mapping[str, str]) -> Study:
    """Return the study with other names for some of its paths."""
    corpus = tuple(
        source.model_copy(
            update={
                "path": names.get(source.path, source.path),
                "catalogue": names.get(source.catalogue, source.catalogue) if source.catalogue else None,
            }
        )
        for source in study.corpus
    )
    profiles = tuple(names.get(path, path) for path in study.profiles)
    folders = tuple(names.get(path, path) for path in study.codebook_folders)
    codes = tuple(names.get(path, path) for path in study.codes)
    changed = {"corpus": corpus, "profiles": profiles, "codebook_folders": folders, "codes": codes}
    listed = {"reference": names.get(study.reference, study.reference)} if study.reference else {}
    return study.model_copy(update=changed | listed)


def without_absolute_paths(study: Study) -> Study:
    """Return the study as it may be shown and recorded: nothing says where on a machine its texts lie."""
    shown = shown_paths(paths_of(study), study.folder)
    changed = with_paths_named(study, shown)
    changed._places = {name: Path(path) for path, name in shown.items()}
    return changed


def _inside(path: Path, folder: Path) -> str:
    for inner, outer in ((path, folder.absolute()), (path.resolve(), folder.resolve())):
        if inner.is_relative_to(outer) and ".." not in inner.parts:
            return inner.relative_to(outer).as_posix()
    return ""


def _free(name: str, taken: set[str]) -> str:
    number = 1
    while (name if number == 1 else f"{name} ({number})") in taken:
        number += 1
    return name if number == 1 else f"{name} ({number})"
