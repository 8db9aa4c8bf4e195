"""Configs: which of the config files at hand is a study's own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from framing.errors import ConfigError, FramingError, Problem
from framing.study.config.study import Study, load_study
from framing.study.outputs import default_folder

DEFAULT = "config.yaml"
# Where this project and its README keep configs, in the order in which they are looked at.
PLACES = (DEFAULT, "*.yaml", "corpus/*/config.yaml")
# Bytes in which a config has said its name: files beside it may be large, and are no configs.
MOST_READ = 64 * 1024
# `study: name`, in quotes or not, alone on its line or in a mapping in braces; no parser is needed to see it.
_STUDY = re.compile(
    r"""^[ \t{"']*study["']?[ \t]*:[ \t]*["']?([a-z0-9][a-z0-9-]*)["']?[ \t]*(?=[,}#\r\n]|\Z)""", re.MULTILINE
)


def study_from(study: Study | Path | str) -> Study:
    """Return a study as it is, or load it from the path of its config.

    Raises
    ------
    ConfigError
        If it is neither, or the config cannot be run.
    """
    if isinstance(study, Study):
        return study
    if isinstance(study, Path | str):
        return load_study(study)
    remedy = "read one with framing.load_study"
    raise ConfigError(
        Problem("study", "a Study, or the path of its config", f"a {type(study).__name__}", remedy)
    )


def config_named(name: str, digest: str = "", report: Path | None = None) -> Path:
    """Return the config file of the study that a report was made of.

    Parameters
    ----------
    name, digest : str
        Of the study, as the record of the report has them.
    report : Path, optional
        Folder of the report: configs are looked for in the working directory, then in the two folders
        around this one.

    Returns
    -------
    Path
        Of the files with this ``study:``, the one with this digest, best of all if its reports go to
        this folder; else one that cannot be read, so that its mistakes are told; else the first.
        ``config.yaml`` when no file has the name.
    """
    files = [path for path in _candidates(report) if _name_in(path) == name]
    if len(files) > 1:
        return min(files, key=lambda path: _rank(path, digest, report))  # of equals the first
    return next(iter(files), Path(DEFAULT))  # the only one is not read here: whoever does says what is wrong


def study_named(name: str, digest: str, report: Path) -> Study:
    """Load the config that `config_named` finds.

    Raises
    ------
    ConfigError
        With the path of the file, of which more than one may be called ``config.yaml``.
    """
    path = config_named(name, digest, report)
    try:
        return load_study(path)
    except ConfigError as fault:
        raise ConfigError([_with_path(problem, path) for problem in fault.problems]) from fault


def _with_path(problem: Problem, path: Path) -> Problem:
    named = problem.where.startswith(path.name)
    return replace(problem, where=str(path.parent / problem.where)) if named else problem


def _candidates(report: Path | None) -> list[Path]:
    """Return the files at `PLACES`, each once, though two of the folders looked through may be one."""
    bases = [Path()] if report is None else [Path(), report.resolve().parent.parent, report.resolve().parent]
    found: dict[Path, Path] = {}
    for path in (path for base in bases for place in PLACES for path in sorted(base.glob(place))):
        if path.is_file():
            found.setdefault(path.parent.resolve() / path.name, path)
    return list(found.values())


def _name_in(path: Path) -> str:
    try:
        with path.open("rb") as file:
            text = file.read(MOST_READ).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
    match = _STUDY.search(text)
    return match[1] if match else ""


def _rank(path: Path, digest: str, report: Path | None) -> int:
    study = _loaded(path)
    if study is None:
        return 2
    if study.digest != digest:
        return 3
    return 0 if report is not None and default_folder(study).resolve() == report.resolve() else 1


def _loaded(path: Path) -> Study | None:
    try:
        return load_study(path)
    except FramingError:
        return None
