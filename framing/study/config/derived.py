"""Derived: a study with one thing changed, for commands that ask for it; the config stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.errors import ConfigError, Problem
from framing.study.config.parts import Source
from framing.study.config.study import Study


def with_texts(study: Study, texts: Path, catalogue: Path | None = None) -> Study:
    """Return the study with these texts as its whole corpus.

    Parameters
    ----------
    study : Study
    texts : Path
        A folder of pages, a folder of HTML, or a table of articles.
    catalogue : Path, optional
        Catalogue of the pages, where it does not lie among them.

    Raises
    ------
    ConfigError
        Naming each path that does not exist.
    """
    missing = [path for path in (texts, catalogue) if path is not None and not path.exists()]
    if missing:
        remedy = "correct the path"
        raise ConfigError(
            [Problem(str(path), "an existing file or folder", "none", remedy) for path in missing]
        )
    listed = str(catalogue.resolve()) if catalogue else None
    return _with(study, corpus=(Source(path=str(texts.resolve()), catalogue=listed),))


def with_report(study: Study, languages: Sequence[str] = (), formats: Sequence[str] = ()) -> Study:
    """Return the study with its report in these languages and formats; an empty choice changes nothing."""
    wanted = {"languages": tuple(languages), "formats": tuple(formats)}
    report = study.report.model_copy(update={name: choice for name, choice in wanted.items() if choice})
    return _with(study, report=report)


def _with(study: Study, **changes: object) -> Study:
    changed = study.model_copy(update=changes)
    changed._folder, changed._file = study._folder, study._file
    return changed
