"""Configs: which of the config files at hand is a study's own."""

from __future__ import annotations

from pathlib import Path

from framing.errors import ConfigError
from framing.study.lines import read_yaml

DEFAULT = "config.yaml"
# Where this project and its README keep configs, in the order in which they are looked at.
PLACES = (DEFAULT, "*.yaml", "corpus/*/config.yaml")


def config_named(name: str, folder: Path | None = None) -> Path:
    """Return the config file whose ``study:`` is a name.

    Parameters
    ----------
    name : str
        Name of a study, as a record has it.
    folder : Path, optional
        Searched by `PLACES`; default the working directory.

    Returns
    -------
    Path
        The first that fits; ``config.yaml`` when none does, so that whoever reads it says what is wrong.
    """
    base = folder or Path()
    files = [path for place in PLACES for path in sorted(base.glob(place))]
    return next((path for path in files if _name_in(path) == name), base / DEFAULT)


def _name_in(path: Path) -> str:
    try:
        tree = read_yaml(path).tree
    except ConfigError:
        return ""
    return str(tree.get("study", "")) if isinstance(tree, dict) else ""
